"""Tells files that somebody fills in before they are articles; open it when a template is taken for one.

Tools for notes keep them beside the notes (Obsidian, "Templates"; Foam, "Note templates"; Quartz), and so do
those for records of decisions (MADR, `adr-template.md`).
"""

import re
from typing import Final

from newslint.text.lazy_pattern import later

# Folders in which programs lie, and what they fill in.
_TOOLS: Final = frozenset({"scripts", "tools"})
# What those who keep notes in other languages call their folder of templates, besides.
_TEMPLATES: Final = frozenset(
    {
        "template", "templates", "vorlage", "vorlagen", "modèle", "modèles", "plantilla", "plantillas",
        "sjabloon", "sjablonen", "szablon", "szablony", "шаблон", "шаблоны", "テンプレート", "模板", "템플릿",
    }
)  # fmt: skip
# All of these at one look: few names hold one.
_MAYBE: Final = later(
    r"scripts|tools|templat|vorlage|mod\u00e8le|plantilla|sjablo|szablon|\u0448\u0430\u0431\u043b\u043e\u043d|"
    r"\u30c6\u30f3\u30d7\u30ec|\u6a21\u677f|\ud15c\ud50c",
    re.IGNORECASE,
)
_WORD: Final = later(r"[^\W\d_]+")
_ENDINGS: Final = later(r"(?:\.\w+){1,3}$")
_GAPS: Final = r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|<%[^%\n]*%>"
_GAP: Final = later(_GAPS)
# A person fills in words in single braces or angle brackets.
_FIELD_TO_FILL: Final = later(
    rf"^[\w-]+[ \t]*[:=][ \t]*[\"']?(?:{_GAPS}|\{{[^{{}}:\n]*[ |][^{{}}:\n]*\}}|<[^<>%\n]+>)[\"' \t]*$",
    re.MULTILINE,
)


def waits_to_be_filled(name: str, block: str, *, is_broken: bool) -> bool:
    """Whether a file lies among tools or templates, or is called one, and has gaps.

    Args:
        name: The file, with its folders.
        block: What stands between its fences.
        is_broken: Whether that can't be read; then any gap will do, and else a field must be nothing but one.
    """
    if not _MAYBE.search(name):
        return False
    *folders, own = name.replace("\\", "/").split("/")
    if _TOOLS.isdisjoint(folders) and not any(map(_is_of_templates, (*folders, _ENDINGS.sub("", own)))):
        return False
    return (_GAP if is_broken else _FIELD_TO_FILL).search(block) is not None


def _is_of_templates(name: str) -> bool:
    """Whether the first or the last word of a name says so; one in the middle may be what a page is about."""
    words = _WORD.findall(name.casefold())
    return bool(words) and not _TEMPLATES.isdisjoint((words[0], words[-1]))
