"""What the configuration of a site says of addresses; open it to read that of another generator.

Read are the settings of Hugo, Jekyll and Hexo. Where one of them is beyond what is known here, nothing is
known of the site's addresses. What few sites need is imported where it is needed: every run starts here.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from newslint.config.generators import HUGO_SETTINGS, with_endings
from newslint.config.site_files import first, present, text_of
from newslint.finding import Span
from newslint.frontmatter.nodes import Limits
from newslint.frontmatter.yaml.reader import build_tree
from newslint.knowledge.permalinks.pattern import Permalinks
from newslint.system.contained import LARGEST_CONFIGURATION
from newslint.text.lazy_pattern import later

_APART: Final = with_endings("config/_default/permalinks", ("toml", "yaml", "yml", "json"))
_YAML: Final = ("_config.yml", "_config.yaml")

# Settings without one of these words need not be read: most say nothing of addresses.
_SAYS_HUGO: Final = later(
    r"permalinks|frontmatter|disablePathToLower|uglyURLs|contentDir|mounts", re.IGNORECASE
)
# The fields of a file in YAML that do: each with the lines below it that are its own.
_SAYS: Final = later(
    r"^(?:([\"']?)(?:permalink|new_post_name|collections|collections_dir|defaults|source)\1[ \t]*:.*"
    r"(?:\n(?:[ \t#-].*)?)*)",
    re.MULTILINE,
)
# What `defaults` may set that addresses depend on.
_DECISIVE: Final = frozenset({"category", "categories", "date", "published", "slug"})


def permalinks_of(folder: Path, generator: str) -> Permalinks | None:
    """What the site in a folder says of the addresses of its pages; None where that is not known."""
    if generator == "hugo":
        return _of_hugo(folder)
    if generator not in ("hexo", "jekyll"):
        return None
    name = first(folder, _YAML)
    if not name:
        return None
    text = text_of(folder / name, LARGEST_CONFIGURATION)
    settings = _values("".join(found[0] for found in _SAYS.finditer(text)), "yml")
    if settings is None:
        return None
    return _of_hexo(settings) if generator == "hexo" else _of_jekyll(settings)


def _values(text: str, ending: str) -> dict[str, Any] | None:
    """The settings in a text; None where it can't be read."""
    all_of_it = Span(0, len(text))
    if ending == "toml":
        from newslint.frontmatter.toml.tree import read as read_toml  # noqa: PLC0415 - takes long

        tree = read_toml(text, all_of_it, Limits(), "")
    else:  # JSON is YAML, but for what no setting holds
        tree = build_tree(text, all_of_it, Limits(), "1.1")
    value = None if tree.root is None or tree.problems else tree.root.value
    return value if isinstance(value, dict) else None


def _of_hugo(folder: Path) -> Permalinks | None:
    from newslint.knowledge.permalinks.hugo import HugoPermalinks  # noqa: PLC0415 - takes long

    names = list(present(folder, HUGO_SETTINGS))
    texts = [(text_of(folder / name, LARGEST_CONFIGURATION), name.rpartition(".")[2]) for name in names]
    found = [_values(text, ending) for text, ending in texts if _SAYS_HUGO.search(text)]
    apart = [
        _values(text_of(folder / name, LARGEST_CONFIGURATION), name.rpartition(".")[2])
        for name in present(folder, _APART)
    ]
    if None in found or None in apart:
        return None
    merged: dict[str, Any] = {}
    for settings in found:
        merged |= {key.lower(): value for key, value in (settings or {}).items()}
    for settings in apart:
        merged["permalinks"] = settings
    patterns = merged.get("permalinks")
    # Without patterns a slug would be the whole truth; but they may stand where nobody looks here.
    if not isinstance(patterns, dict) or _is_beyond(merged):
        return None
    if isinstance(patterns.get("page"), dict):
        patterns = patterns["page"]
    else:
        patterns = {key: value for key, value in patterns.items() if not isinstance(value, dict)}
    if not all(isinstance(value, str) for value in patterns.values()):
        return None
    return HugoPermalinks(
        tuple(sorted(patterns.items())),
        reads_date="frontmatter" not in merged,
        lowers=merged.get("disablepathtolower") is not True,
    )


def _is_beyond(settings: dict[str, Any]) -> bool:
    """Whether settings put pages where their folders don't say, or differ from language to language."""
    languages = settings.get("languages")
    of_languages = languages.values() if isinstance(languages, dict) else ()
    own = {key.lower() for one in of_languages if isinstance(one, dict) for key in one}
    module = settings.get("module")
    return (
        settings.get("contentdir", "content") != "content"
        or settings.get("uglyurls", False) is not False
        or (isinstance(module, dict) and "mounts" in module)
        or not own.isdisjoint({"contentdir", "permalinks", "disablepathtolower", "frontmatter", "uglyurls"})
    )


def _of_hexo(settings: dict[str, Any]) -> Permalinks | None:
    from newslint.knowledge.permalinks.hexo import USUAL, HexoPermalinks  # noqa: PLC0415 - takes long

    pattern, name = settings.get("permalink", USUAL), settings.get("new_post_name", ":title.md")
    is_known = isinstance(pattern, str) and isinstance(name, str)
    return HexoPermalinks(pattern, name) if is_known else None


def _of_jekyll(settings: dict[str, Any]) -> Permalinks | None:
    from newslint.knowledge.permalinks.jekyll import JekyllPermalinks, Scope  # noqa: PLC0415 - takes long

    style = settings.get("permalink", "date")
    if not isinstance(style, str) or "source" in settings or "collections_dir" in settings:
        return None
    scopes = settings.get("defaults") or []
    if not isinstance(scopes, list) or not all(isinstance(scope, dict) for scope in scopes):
        return None
    found = tuple(Scope(*scope) for entry in scopes for scope in _scopes(entry))
    if any("*" in scope.folder for scope in found):
        return None
    return JekyllPermalinks(style, tuple(_collections(settings.get("collections"))), found)


def _collections(found: Any) -> Iterator[tuple[str, str]]:
    """The collections whose documents become pages, each with its pattern."""
    for label, settings in found.items() if isinstance(found, dict) else ():
        if isinstance(settings, dict) and (settings.get("output") is True or label == "posts"):
            pattern = settings.get("permalink")
            yield str(label), pattern if isinstance(pattern, str) else ""


def _scopes(entry: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The folder, the kind and the pattern of what an entry of `defaults` says of addresses."""
    scope, values = entry.get("scope"), entry.get("values")
    if isinstance(values, dict) and ("permalink" in values or not _DECISIVE.isdisjoint(values)):
        said = scope if isinstance(scope, dict) else {}
        pattern = values.get("permalink")
        folder, kind = str(said.get("path") or "").strip("/"), str(said.get("type") or "")
        is_known = _DECISIVE.isdisjoint(values)
        yield folder, kind, pattern if is_known and isinstance(pattern, str) else ""
