"""How dates are written, and how today is written so; open it for a form that is not known."""

from datetime import UTC, datetime
from typing import Final

from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

_WRITTEN: Final = later(
    r"\d{4}(?P<between>[-/.])\d\d(?P=between)\d\d"
    r"(?:(?P<joint>[Tt]| )\d\d:\d\d(?P<seconds>:\d\d)?(?P<fraction>\.\d{1,9})?"
    r"(?P<blank> ?)(?P<zone>[Zz]|[+-]\d\d:?\d\d)?)?"
)
_OF_FORMATS: Final = {
    "date": "2024-05-02",
    "loose-date": "2024-05-02",
    "date-time": "2024-05-02T06:30:00+01:00",
}
_ZERO: Final = ("z", "+00:00", "-00:00", "+0000", "-0000")


class DateForm(NamedTuple):
    """The form of a written date.

    `pattern` is what stands before the offset, for `strftime`. `zone` is the offset itself where it is that
    of UTC, `:` or `-` where others are written with a colon or without, and empty where there is none.
    `quote` is what stands around it all.
    """

    pattern: str
    zone: str = ""
    quote: str = ""

    def write(self, now: datetime) -> str:
        """Write a moment, which knows its own offset, without quotes."""
        if self.zone in ("", ":", "-"):
            offset = now.strftime("%z")
            shown = {"": "", ":": f"{offset[:3]}:{offset[3:5]}", "-": offset[:5]}[self.zone]
            return now.strftime(self.pattern) + shown
        return now.astimezone(UTC).strftime(self.pattern) + self.zone


def form_of(written: str, quote: str = "") -> DateForm | None:
    """The form of a date; None where it is none of numbers, the year first."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    pattern = found["between"].join(("%Y", "%m", "%d"))
    if found["joint"]:
        pattern += f"{found['joint']}%H:%M"
    if found["seconds"]:
        pattern += ":%S"
    if found["fraction"]:
        pattern += "." + "0" * (len(found["fraction"]) - 1)
    zone = found["zone"] or ""
    if zone:
        pattern += found["blank"]
        if zone.lower() not in _ZERO:
            zone = ":" if ":" in zone else "-"
    elif found["blank"]:
        return None
    return DateForm(pattern, zone, quote)


def form_for(formats: tuple[str, ...]) -> DateForm | None:
    """The form that a format of JSON Schema asks for; None where none asks for a date."""
    example = next((_OF_FORMATS[name] for name in formats if name in _OF_FORMATS), None)
    return None if example is None else form_of(example)
