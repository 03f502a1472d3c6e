"""Says why a text is no date to a generator, and how to write it; open it where a date is refused wrongly."""

import re
from typing import Final

from newslint.knowledge.date_readers import MONTH, NUMBERS, DateReader, Order, date_of, stands_for_date
from newslint.knowledge.dates import has_time, has_zone, is_impossible, parse_date
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

# What people write on purpose where there is no date, and flags.
_OPEN: Final = frozenset(
    {
        "draft", "in progress", "n/a", "na", "never", "no", "none", "off", "on", "ongoing", "pending",
        "present", "tba", "tbc", "tbd", "todo", "undated", "unknown", "unreleased", "upcoming", "yes",
        # Catalogues and bibliographies, in several languages: no date, no year.
        "b.d.", "n. d.", "n.d.", "nd", "no date", "not dated", "o. j.", "o.j.", "ohne datum", "ohne jahr",
        "s. a.", "s. d.", "s. f.", "s.a.", "s.d.", "s.f.", "sans date", "sem data", "senza data",
        "sin fecha", "u.d.", "u.\u00e5.", "undatiert", "\u0431. \u0433.", "\u0431.\u0433.",
    }
)  # fmt: skip
# Marks of template languages, and of code in R Markdown; and a form to fill in.
_TEMPLATE: Final = later(r"\{\{|\{%|\{#|<[^<>]*>|<%|\$\{|\$\w+\$|`r |__\w+__|\b[yY]{4}\b|\bX{2,}\b")
_HINT: Final = later(rf"\b(?:{MONTH})", re.IGNORECASE)
_LETTER: Final = later(r"[^\W\d_]")
_WITHOUT_DAY: Final = later(r"\d{4}(?:-\d\d)?", re.ASCII)
_WEEK: Final = later(r"\d{4}-W\d\d(?:-\d)?", re.ASCII)
_QUOTED: Final = later("[\u2018\u2019\u201c\u201d\u201e\u201a\u00b4`](.+)[\u2018\u2019\u201c\u201d\u00b4`]")
# A date with dashes that are no hyphens, or with letters that look like digits.
_MISTYPED: Final = later(
    r"([\dOolI]{4})([-\u2010-\u2015\u2212\uff0d])([\dOolI]{2})([-\u2010-\u2015\u2212\uff0d])([\dOolI]{2})"
    r"(?=[Tt \t]|\Z)",
    re.ASCII,
)
_DIGITS: Final = str.maketrans("OolI", "0011")
_LONGEST: Final = 200
_USUAL: Final = "write it like `2023-05-02` or `2023-05-02T06:30:00Z`"


class Refusal(NamedTuple):
    """Why a value is no date.

    `reason` says what is wrong with it, empty where nothing but its form is; `reader` is the generator that
    refuses it, empty where every program does. `advice` says how to write it, `right` is that date where it
    is certain. `disputed` says that some programs read it, and some don't or otherwise.
    """

    reason: str = ""
    reader: str = ""
    advice: str = _USUAL
    right: str = ""
    disputed: bool = False


def is_template(text: str) -> bool:
    """Whether a text is filled in before anybody reads it, or a form to fill in by hand."""
    return _TEMPLATE.search(text[:_LONGEST]) is not None


def refuse(text: str, reader: DateReader, *, owned: bool, plain: bool) -> Refusal | None:
    """Tell why a text that isn't empty is no date; None where it is one, or may be one to somebody.

    Args:
        text: The value of the field.
        reader: The generator; `READERS[""]` where none is known.
        owned: Whether the generator reads this field itself.
        plain: Whether it is written without quotes.
    """
    if len(text) > _LONGEST or is_template(text):
        return None
    refuser = reader.name if owned else ""
    if reason := _impossible(text):
        return Refusal(reason, advice=_advice_for_month(text) or _USUAL)
    if (mistyped := _mistyped(text.strip())) and not reader.shows_text:
        return mistyped
    moment = parse_date(text)
    if owned and reader.forms is not None:
        return None if reader.reads(text, plain=plain) else _rewritten(text, refuser)
    if moment is not None or reader.shows_text:
        return None
    return _refuse_guess(text, reader, refuser)


def _mistyped(text: str) -> Refusal | None:
    """Judge what looks like a date, and has other characters than one: no program reads it."""
    found = _MISTYPED.match(text)
    if found is None:
        return None
    year, first, month, second, day = found.groups()
    right = f"{year}-{month}-{day}".translate(_DIGITS) + text[found.end() :]
    if right == text or parse_date(right) is None:
        return None
    reason = "its dashes are no hyphens" if first + second != "--" else "it has letters for digits"
    return Refusal(reason, advice=f"write `{right}`", right=right)


def _refuse_guess(text: str, reader: DateReader, refuser: str) -> Refusal | None:
    """Judge what programs can only guess at; `refuser` is "" where the generator doesn't read the field."""
    if quoted := _QUOTED.fullmatch(text.strip()):
        guesses = refuser and reader.order == "day"
        return None if guesses else _rewritten(quoted[1], "", "the quotes are typographic ones")
    if shape := NUMBERS.fullmatch(text):
        return _refuse_order(shape, reader.order, refuser)
    if is_impossible(text):
        return Refusal("there is no such day or time")
    if not any(character.isdigit() for character in text):
        return None if _may_be_words(text, owned=bool(refuser)) else Refusal(reader=refuser)
    if refuser and _WEEK.fullmatch(text):
        return Refusal(reader=refuser)
    if refuser and reader.collections_only and _WITHOUT_DAY.fullmatch(text):
        return Refusal("it has no day", refuser)
    return None


def _may_be_words(text: str, *, owned: bool) -> bool:
    """Whether words without a number are a date to somebody, or stand for none, or are no words at all.

    A generator that guesses finds a month in any word that begins like one, and knows no keyword.
    """
    known = not owned and (stands_for_date(text) or text.strip().lower() in _OPEN)
    return known or _HINT.search(text) is not None or _LETTER.search(text) is None


def _rewritten(text: str, reader: str, reason: str = "") -> Refusal:
    """The refusal of a text that may be a date all the same, with the form that every program reads."""
    moment = parse_date(text)
    if moment is None:
        found = NUMBERS.fullmatch(text)
        refusal = _refuse_order(found, "unknown", reader) if found else None
        return refusal._replace(disputed=False) if refusal else Refusal(reason, reader)
    right = moment.isoformat() if has_zone(text) else moment.replace(tzinfo=None).isoformat()
    if not has_time(text):
        right = str(moment.date())
    # A fraction of a second would be lost, and so would a leap second.
    is_whole = not re.search(r":\d\d[.,]\d|:60", text)
    return Refusal(reason, reader, f"write `{right}`", right if is_whole else "")


def _impossible(text: str) -> str:
    """What no calendar and no clock has; empty where there is nothing of that kind."""
    found = NUMBERS.fullmatch(text)
    if found is None:
        return ""
    year, month, day = found["year"], found["month"], found["day"]
    is_year_first = len(year) > 2 and len(month) <= 2 and len(day) <= 2
    if not is_year_first:
        if len(year) == 4 and len(day) != 4:
            return "no month or day has three digits"
        return _impossible_time(found)
    if len(year) != 4:
        return f"the year has {len(year)} digits"
    if not int(year):
        return "there is no year 0"
    return _impossible_day(int(year), int(month), int(day)) or _impossible_time(found)


def _impossible_day(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    import calendar  # noqa: PLC0415 - slow to load, and few dates are none

    most = calendar.monthrange(year, month)[1]
    if day > most:
        return f"{calendar.month_name[month]} {year} has {most} days"
    return "" if day else "there is no day 0"


def _impossible_time(found: "re.Match[str]") -> str:
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    # ISO 8601 calls the end of a day 24:00.
    if hour > 24 or (hour == 24 and (minute or second)):
        return f"there is no hour {hour}"
    if minute > 59:
        return f"there is no minute {minute}"
    if second > 60:
        return f"there is no second {second}"
    if int(found["east"] or 0) > 23 or int(found["of_hour"] or 0) > 59:
        return "no time zone has that offset"
    return ""


def _advice_for_month(text: str) -> str:
    """How to write a date whose month and day have changed places."""
    found = NUMBERS.fullmatch(text)
    if found is None or len(found["year"]) != 4 or not 12 < int(found["month"]) <= 31:
        return ""
    other = f"{found['year']}-{int(found['day']):02}-{int(found['month']):02}"
    return f"write `{other}` if the day is {int(found['month'])}" if parse_date(other) else ""


def order_of(text: str) -> tuple[str, str]:
    """How a date in numbers is written that doesn't begin with the year.

    Returns:
        The sign between its numbers, and "day" or "month" for what must stand first, "either" where both may,
        "short" where the year has two digits; two empty texts where it is no such date.
    """
    found = NUMBERS.fullmatch(text)
    if found is None:
        return "", ""
    first, second, year = (found[name] for name in ("year", "month", "day"))
    if len(year) != 4 or max(len(first), len(second)) > 2:
        is_short = max(len(year), len(first), len(second)) <= 2
        return (found["between"], "short") if is_short else ("", "")
    by_day, by_month = date_of(year, second, first), date_of(year, first, second)
    if by_day and by_month:
        return found["between"], "either"
    return (found["between"], "day" if by_day else "month") if by_day or by_month else ("", "")


def _refuse_order(found: "re.Match[str]", order: Order, reader: str) -> Refusal | None:
    """Judge a date that doesn't begin with the year: `31/12/2024`, `4/27/2023`, `24-05-16`."""
    first, second, year = (found[name] for name in ("year", "month", "day"))
    if len(year) != 4 or max(len(first), len(second)) > 2:
        is_short = max(len(year), len(first), len(second)) <= 2
        if not is_short or order != "unknown":
            return None
        return Refusal("its year has two digits", reader, disputed=True)
    by_day = date_of(year, second, first)
    by_month = date_of(year, first, second)
    if not by_day and not by_month:
        return Refusal("there is no such day")
    right = "" if by_day and by_month and by_day != by_month else by_day or by_month
    if order == "either" or (order == "day" and by_day) or (order == "month" and by_month):
        return None
    advice = f"write `{right}`" if right else f"write `{by_month}` or `{by_day}`"
    if found["hour"]:
        advice += ", and the time like `T06:30:00Z`"
    reason = "" if right else "day and month could change places"
    return Refusal(reason, reader, advice, "" if found["hour"] else right, disputed=not reader)
