"""What a plain YAML scalar means, by both versions of YAML; open it when a number or word is misread.

Sources: YAML 1.2.2, section 10.3.2 (core schema); YAML 1.1 type repository (yaml.org/type: bool, int,
float, null). Jekyll (Psych) and PyYAML read by 1.1; Hugo, Astro and Eleventy read by 1.2. Timestamps stay
text in both, so that a date is checked as it stands in the file.
"""

from collections.abc import Callable
from typing import Final

from newslint.frontmatter.syntax import Scalar
from newslint.text.lazy_pattern import later

_CONSTANTS_12: Final[dict[str, Scalar]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_BOOLEANS_11: Final[dict[str, Scalar]] = {
    spelling: value
    for word, value in (("yes", True), ("no", False), ("on", True), ("off", False))
    for spelling in (word, word.capitalize(), word.upper())
}
_CONSTANTS_11 = _CONSTANTS_12 | _BOOLEANS_11

_INT_12 = later(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT_12 = later(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INT_11 = later(
    r"[-+]?(?:0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|(?:0|[1-9][0-9_]*)|(?P<base60>[1-9][0-9_]*(?::[0-5]?[0-9])+))"
)
_FLOAT_11 = later(
    r"[-+]?(?:(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?"
    r"|(?P<base60>[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*))"
)
_NUMBER_START = frozenset("0123456789+-.")
_STARTS_12 = _NUMBER_START.union(constant[:1] for constant in _CONSTANTS_12)
# Python refuses to read or write numbers of more than 4,300 decimal digits (a guard against quadratic
# time); 3,500 hexadecimal digits stay below. No field holds such a number.
_MAX_DIGITS = 3500


def resolver(version: str) -> Callable[[str], Scalar]:
    """What reads plain scalars by a version of YAML."""
    return resolve_11 if version == "1.1" else resolve_12


def resolve_12(text: str) -> Scalar:
    """Read a plain scalar by the core schema of YAML 1.2."""
    # Most scalars are words or whole numbers, and both can be told without a regular expression.
    if text[:1] not in _STARTS_12:
        return text
    if text.isdigit() and text.isascii() and len(text) <= _MAX_DIGITS:
        return int(text)
    if text in _CONSTANTS_12:
        return _CONSTANTS_12[text]
    # No number has a colon, and most dates do: not worth two regular expressions.
    if text[0] not in _NUMBER_START or ":" in text or len(text) > _MAX_DIGITS:
        return text
    if _INT_12.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if _FLOAT_12.fullmatch(text):
        return float(text)
    return text


def resolve_11(text: str) -> Scalar:
    """Read a plain scalar by the YAML 1.1 type repository; timestamps stay text."""
    if text in _CONSTANTS_11:
        return _CONSTANTS_11[text]
    if text[0] not in _NUMBER_START or len(text) > _MAX_DIGITS:
        return text
    digits = text.replace("_", "")
    if match := _INT_11.fullmatch(text):
        return _base60(digits) if match["base60"] else _integer_11(digits, text)
    if match := _FLOAT_11.fullmatch(text):
        return _base60(digits) if match["base60"] else float(digits)
    return text


def _integer_11(digits: str, text: str) -> Scalar:
    sign = -1 if digits[0] == "-" else 1
    body = digits.lstrip("+-")
    if body[:2] in ("0b", "0x"):
        return sign * int(body, 0) if len(body) > 2 else text
    if len(body) > 1 and body[0] == "0":
        return sign * int(body, 8)
    return sign * int(body)


def _base60(digits: str) -> int | float:
    """`1:30` is 90 in YAML 1.1 (sexagesimal)."""
    sign = -1 if digits[0] == "-" else 1
    *parts, last = digits.lstrip("+-").split(":")
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    if "." not in last:
        return sign * (total * 60 + int(last))
    try:
        return sign * (total * 60 + float(last))
    except OverflowError:
        return sign * float("inf")
