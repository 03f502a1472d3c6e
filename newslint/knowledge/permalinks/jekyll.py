"""Which addresses Jekyll gives to posts, pages and documents of collections; open it to follow its patterns.

Sources: jekyllrb.com/docs/permalinks, jekyllrb.com/docs/collections, jekyllrb.com/docs/configuration
(front matter defaults), and of github.com/jekyll/jekyll `drops/url_drop.rb`, `document.rb`, `page.rb`,
`utils.rb` and `frontmatter_defaults.rb` in `lib/jekyll`.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from unicodedata import category

from newslint.knowledge.dates import has_time, parse_date
from newslint.knowledge.page_paths import day_of_name
from newslint.knowledge.permalinks.pattern import Address, filled, gaps_of, part_of_day, text_of
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

STYLES: Final[Mapping[str, str]] = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
"""The patterns that have names; a site that says nothing has `date`."""

_WITH_ENDING: Final = frozenset({"date", "ordinal", "none"})
# What `slugify` makes a hyphen of: in the mode `pretty`, and in the usual one.
_NOT_PRETTY: Final = later(r"[^\w.~!$&'()+,;=@]+")
_NOT_PLAIN: Final = later(r"[\W_]+")
_POSTS: Final = "_posts"
_BY_SLUG: Final = frozenset({"slug", "title"})


class Scope(NamedTuple):
    """Which pages have a pattern that is none of their own: those of a kind, below a folder.

    Each is empty for all. `kind` is `posts`, `pages` or the name of a collection. `pattern` is empty where
    the configuration sets something else on which addresses depend.
    """

    folder: str
    kind: str
    pattern: str

    def takes(self, path: str, kind: str) -> bool:
        """Whether it says something of a page."""
        return self.kind in ("", kind) and (not self.folder or f"{path}/".startswith(f"{self.folder}/"))


class JekyllPermalinks(NamedTuple):
    """What `_config.yml` says of addresses.

    `style` is the setting `permalink`, `collections` has the patterns of those whose documents become pages,
    each empty where the collection has none of its own, and `scopes` are `defaults`.
    """

    style: str = "date"
    collections: tuple[tuple[str, str], ...] = ()
    scopes: tuple[Scope, ...] = ()

    def address_of(self, path: str, fields: Mapping[str, Any]) -> Address | None:
        """The address of a page, by its path in the folder of the site; None where it isn't certain."""
        page = _page_of(path, fields)
        collections = dict(self.collections)
        if page is None or (page.kind not in ("pages", "posts") and page.kind not in collections):
            return None
        own = fields.get("permalink")
        pattern = self._by_scope(page) if own is None else text_of(own)
        if pattern is None:
            pattern = collections.get(page.kind) or self._usual(page)
        found = filled(pattern, page.value_of) if pattern and pattern not in STYLES else None
        if found is None:
            return None
        by_slug = page.slug != "" and not _BY_SLUG.isdisjoint(gaps_of(pattern))
        is_of_file = not by_slug and page.kind != "posts"
        return Address(found, "slug" if by_slug else "", is_of_file)

    def _by_scope(self, page: "_Page") -> str | None:
        """The pattern of the nearest scope: that of the longest folder, and of these one with a kind."""
        scopes = [scope for scope in self.scopes if scope.takes(page.path, page.kind)]
        if any(not scope.pattern for scope in scopes):
            return ""
        # Of equals the last one holds.
        near = max(enumerate(scopes), key=lambda item: (len(item[1].folder), item[1].kind != "", item[0]),
                   default=None)  # fmt: skip
        return near[1].pattern if near else None

    def _usual(self, page: "_Page") -> str:
        if page.kind == "posts":
            return STYLES.get(self.style, self.style)
        if page.kind != "pages":
            return self._with_ending("/:collection/:path")
        return "/:path/" if page.stem == "index" else self._with_ending("/:path/:basename")

    def _with_ending(self, pattern: str) -> str:
        is_named = self.style in _WITH_ENDING or self.style.endswith(":output_ext")
        return f"{pattern}:output_ext" if is_named else pattern


class _Page(NamedTuple):
    """What Jekyll knows of a page: `around` is the path between the folder of its kind and its name."""

    path: str
    kind: str
    above: tuple[str, ...]
    around: str
    stem: str
    slug: str
    fields: Mapping[str, Any]

    def value_of(self, gap: str) -> str | None:
        """What stands for a gap; None where that isn't certain."""
        if gap == "output_ext":
            return ".html"
        if self.kind == "pages":
            return {"path": self.around, "basename": self.stem}.get(gap)
        make = _MAKERS.get(gap)
        return self._part_of_day(gap) if make is None else make(self)

    def _part_of_day(self, gap: str) -> str | None:
        named, said = day_of_name(self.path), self.fields.get("date")
        days = set() if named is None else {named[0]}
        if said is not None:
            moment = parse_date(said)
            # A time may be of another day where the site is built.
            if moment is None or (named is None and has_time(str(said))):
                return None
            days.add(moment.date())
        return part_of_day(days.pop(), gap) if len(days) == 1 else None

    @property
    def title(self) -> str:
        """What the address calls the page: its slug, else what its file's name is without the day."""
        named = day_of_name(self.path)
        return self.slug or (named[1] if named and named[1] else self.stem).rstrip(".")

    @property
    def categories(self) -> str | None:
        """The folders above `_posts`, and what two fields say, each once; None where one says no texts."""
        plural, single = self.fields.get("categories"), self.fields.get("category")
        listed = plural.split() if isinstance(plural, str) else plural
        values = [*(listed if isinstance(listed, list) else [listed]), single]
        texts = [text_of(value) for value in values if value is not None]
        names = dict.fromkeys(name.lower() for name in (*self.above, *texts))
        return None if "" in names else "/".join(names)


_MAKERS: Final[Mapping[str, Callable[[_Page], str | None]]] = {
    "categories": lambda page: page.categories,
    "collection": lambda page: page.kind,
    "name": lambda page: _plain(page.stem),
    "path": lambda page: f"{page.around}/{page.stem}",
    "slug": lambda page: _plain(page.title),
    "title": lambda page: _joined(_NOT_PRETTY, page.title),
}


def _plain(text: str) -> str | None:
    return _joined(_NOT_PLAIN, text.lower())


def _joined(gaps: re.Pattern[str], text: str) -> str | None:
    """A text with hyphens for its gaps; None where it has marks, which Ruby takes for letters."""
    if not text.isascii() and any(category(character)[0] == "M" for character in text):
        return None
    return gaps.sub("-", text).strip("-") or None


def _page_of(path: str, fields: Mapping[str, Any]) -> _Page | None:
    """A page by its path; None for what lies where Jekyll looks for none."""
    *folders, file = path.split("/")
    stem = file.rpartition(".")[0]
    slug = text_of(fields.get("slug"))
    if _POSTS in folders:
        at = folders.index(_POSTS)
        above, inside, kind = folders[:at], folders[at + 1 :], "posts"
        if day_of_name(file) is None:
            return None
    elif folders and folders[0].startswith("_") and folders[0] != "_drafts":
        above, inside, kind = [], folders[1:], folders[0][1:]
    else:
        above, inside, kind = folders, [], "pages"
    if not stem or any(folder.startswith(("_", ".")) for folder in above):
        return None
    around = "/".join(above if kind == "pages" else inside)
    return _Page(path, kind, tuple(above), around, stem, slug, fields)
