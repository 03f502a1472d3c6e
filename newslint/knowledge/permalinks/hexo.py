"""Which addresses Hexo gives to posts; open it to follow its patterns.

Sources: hexo.io/docs/permalinks, hexo.io/docs/configuration, and of github.com/hexojs/hexo
`lib/plugins/filter/post_permalink.ts` and `lib/plugins/processor/post.ts`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from newslint.knowledge.dates import parse_date
from newslint.knowledge.page_paths import day_of_name
from newslint.knowledge.permalinks.pattern import Address, filled, part_of_day, text_of
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

USUAL: Final = ":year/:month/:day/:title/"
"""The pattern of a site that says nothing."""

_POSTS: Final = "source/_posts/"
_DATED_NAME: Final = ":year-:month-:day-:title.md"
_SIMPLE: Final = later(r"[A-Za-z0-9 _-]+")
_NO_LETTER: Final = later(r"[ _-]+")
_LOCAL: Final = 19  # characters of `2024-05-16 09:30:00`; what follows may move the day


class HexoPermalinks(NamedTuple):
    """What `_config.yml` says of addresses: the settings `permalink` and `new_post_name`."""

    pattern: str = USUAL
    new_post_name: str = ":title.md"

    def address_of(self, path: str, fields: Mapping[str, Any]) -> Address | None:
        """The address of a post, by its path in the folder of the site; None where it isn't certain."""
        if not path.startswith(_POSTS) or fields.get("permalink") is not None:
            return None
        title = path.removeprefix(_POSTS).rpartition(".")[0]
        day = None
        if self.new_post_name == _DATED_NAME and (named := day_of_name(path)) and "/" not in title:
            day, title = named
        elif self.new_post_name != ":title.md":
            return None
        if "date" in fields:
            said = fields["date"]
            moment = parse_date(said) if len(str(said)) <= _LOCAL else None
            day = None if moment is None else moment.date()
        found = filled(self.pattern, _Post(title, day, fields).value_of)
        return None if found is None else Address(found, "title" if ":post_title" in self.pattern else "")


class _Post(NamedTuple):
    title: str
    day: date | None
    fields: Mapping[str, Any]

    def value_of(self, gap: str) -> str | None:
        """What stands for a gap; None where that isn't certain."""
        if gap == "title":
            return self.title or None
        if gap == "name":
            return self.title.rpartition("/")[2] or None
        if gap == "post_title":
            headline = text_of(self.fields.get("title"))
            return _NO_LETTER.sub("-", headline.lower()).strip("-") if _SIMPLE.fullmatch(headline) else None
        return part_of_day(self.day, gap) if self.day is not None and gap in _OF_HEXO else None


_OF_HEXO: Final = frozenset({"year", "month", "day", "i_month", "i_day"})
