"""Who reads an unquoted word or number in which way; open it when a generator changes its parser.

Every row was tried with the readers themselves: Jekyll 4.3 (Psych 4), PyYAML 6, Hugo 0.111 and 0.168,
js-yaml 3.14 (gray-matter, and so Eleventy) and js-yaml 4.3 (Astro). Since 0.152 Hugo has another parser. No
reader follows one version of YAML: Hugo and js-yaml 3 take octal numbers from 1.1 and words from 1.2.
"""

from typing import Final

from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later


class Disagreement(NamedTuple):
    """Who reads a value as YAML 1.1 has it, and who as YAML 1.2 has it."""

    old: tuple[str, ...]
    new: tuple[str, ...]


_OLD_HUGO: Final = "Hugo before 0.152"
_NEW_HUGO: Final = "Hugo since 0.152"

_TIME: Final = later(r"[-+]?[0-9_]+(?::[0-9]+)+(?:\.[0-9_]*)?")

_DISAGREEMENTS: Final = (
    # yes, off
    (
        later(r"[A-Za-z]+"),
        Disagreement(("Jekyll", "PyYAML", _OLD_HUGO), (_NEW_HUGO, "Eleventy", "Astro")),
    ),
    # 1:30
    (
        _TIME,
        Disagreement(("Jekyll", "PyYAML", "Eleventy"), ("Hugo", "Astro")),
    ),
    # 1_000; all of them read 0b101
    (
        later(
            r"(?<![0-9A-Fa-f_.])[-+]?(?:0[xb])?(?=[0-9A-Fa-f.]*_)"
            r"[0-9A-Fa-f]++(?:_[0-9A-Fa-f]++)*+(?:\.[0-9]*+(?:_[0-9]++)*+)?"
        ),
        Disagreement(("Jekyll", "PyYAML", "Hugo", "Eleventy"), ("Astro",)),
    ),
    # 012
    (
        later(r"[-+]?0[0-7]+"),
        Disagreement(("Jekyll", "PyYAML", "Hugo", "Eleventy"), ("Astro",)),
    ),
    # 089
    (
        later(r"[-+]?0[0-9]+"),
        Disagreement(("Jekyll", "PyYAML", _NEW_HUGO, "Eleventy"), (_OLD_HUGO, "Astro")),
    ),
    # 0o14
    (
        later(r"0o[0-7]+"),
        Disagreement(("Jekyll", "PyYAML", "Eleventy"), ("Hugo", "Astro")),
    ),
    # 1e3
    (
        later(r"[-+]?[0-9]+[eE][-+]?[0-9]+"),
        Disagreement(("Jekyll", "PyYAML", _NEW_HUGO), (_OLD_HUGO, "Eleventy", "Astro")),
    ),
    # 1.5e3
    (
        later(r"[-+]?[0-9]*\.[0-9]*[eE][-+]?[0-9]+"),
        Disagreement(("Jekyll", "PyYAML"), ("Hugo", "Eleventy", "Astro")),
    ),
)
_BEYOND_NUMBERS: Final = Disagreement(("Jekyll", "PyYAML", "Hugo", "Astro"), ("Eleventy",))
# Those whose own parser takes a time for text (YAML 1.2), and a number with an exponent for one. Hugo took
# `1e-3` for a number before 0.152, and takes `1.5e3` for one.
_TIMES_ARE_TEXT: Final = frozenset({"astro", "hugo", "obsidian", "quarto", "starlight", "zola"})
_EXPONENT: Final = later(r"[-+]?(?:[0-9]*\.[0-9]*[eE][-+]?|[0-9]+[eE][-+])[0-9]+")
_EXPONENTS_ARE_NUMBERS: Final = frozenset(
    {
        "astro", "docusaurus", "eleventy", "hexo", "hugo", "nuxt", "obsidian", "quarto", "starlight",
        "vitepress", "zola",
    }
)  # fmt: skip
_MARP: Final = "marp"
_MARP_DIRECTIVES: Final = frozenset(
    {
        "backgroundColor", "backgroundImage", "backgroundPosition", "backgroundRepeat", "backgroundSize",
        "class", "color", "footer", "header", "headingDivider", "lang", "math", "paginate", "size", "style",
        "theme",
    }
)  # fmt: skip
R_MARKDOWN_OUTPUT: Final = "output"
"""The field of R Markdown that holds options of formats; R alone reads them, by YAML 1.1 (rmarkdown)."""

_R_MARKDOWN_FLAGS: Final = frozenset(
    {
        "always_allow_html", "colorlinks", "figsintext", "floatsintext", "linenumbers", "link-bibliography",
        "link-citations", "lof", "lot", "mask", "number-sections", "numbersections", "self-contained", "toc",
    }
)  # fmt: skip
_R_MARKDOWN_ENDINGS: Final = (".rmd", ".rmarkdown")


def is_read_by_r(name: str, key: object) -> bool:
    """Whether R and Pandoc alone read a field at the top of a file, as R Markdown does: `yes` is true there.

    Sources: R Markdown, "Pandoc arguments"; bookdown, whose template says `link-citations: yes`; papaja.

    Args:
        name: The file.
        key: The key of the field.
    """
    return key in _R_MARKDOWN_FLAGS and name.lower().endswith(_R_MARKDOWN_ENDINGS)


def disagreement(token: str, *, is_infinite: bool = False) -> Disagreement | None:
    """Who reads a plain scalar in which way, where the versions of YAML differ.

    None where no generator differs: all read `0b101` as five, whatever YAML 1.2 says.

    Args:
        token: The scalar as it is written.
        is_infinite: Whether YAML 1.2 has no smaller number for it: `12e34567`.
    """
    if is_infinite:
        return _BEYOND_NUMBERS
    return next((said for form, said in _DISAGREEMENTS if form.fullmatch(token)), None)


def is_read_as_meant(token: str, generator: str) -> bool:
    """Whether the generator of the site reads a plain scalar as everybody means it: a time, a number.

    Other programs may read it otherwise, and a site is made by one. Words such as `no`, and numbers such as
    `012` and `1e3`, may be meant in two ways whoever reads them.
    """
    if ":" in token:
        return generator in _TIMES_ARE_TEXT and _TIME.fullmatch(token) is not None
    if generator == "hugo" and "." not in token:
        return False
    return generator in _EXPONENTS_ARE_NUMBERS and _EXPONENT.fullmatch(token) is not None


def is_read_by_marp(fields: object, key: object) -> bool:
    """Whether a field at the top is a directive of Marp's slides: text there, and a `#` begins no comment.

    Marp reads its directives by the failsafe schema of YAML, and puts quotes around them first (Marpit,
    `markdown/directives/yaml.js`; Marp Core, `looseYAML`).

    Args:
        fields: The front matter.
        key: The key of the field; with `_` before it, it holds for one slide.
    """
    is_deck = isinstance(fields, dict) and fields.get(_MARP) is True
    return is_deck and isinstance(key, str) and key.removeprefix("_") in _MARP_DIRECTIVES
