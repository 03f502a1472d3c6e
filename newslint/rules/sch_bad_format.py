"""A value doesn't have the format that the schema wants.

A format is a date, a URL, an e-mail address and the like, as in JSON Schema: `date-time` and `date` by RFC
3339, `uri` by RFC 3986, `iri` by RFC 3987 and so on. `url` and `url-reference` are addresses as browsers read
them (WHATWG URL standard).

## Why is this bad?

Generators and feeds parse such fields. A date that can't be read sorts the article to the end of the archive
or stops the build; an address that can't be read leads nowhere.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2 May 2023
provider: {name: Harbour Post, domain: example.com}
quality: 70
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
quality: 70
---
```

## Fix safety

A date and time with its offset is written as RFC 3339 has it: `2023-05-02 08:30 +0200` becomes
`2023-05-02T08:30:00+02:00`. That is safe, since it is the same moment. Everything else has no fix.
"""

import datetime as dt
import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity
from newslint.knowledge.urls import gap_in
from newslint.rule import NoOptions, Rule
from newslint.rulekit.own_words import in_own_words
from newslint.schema.roles import URL_FORMATS
from newslint.schema.violations import Violation
from newslint.text.lazy_pattern import later
from newslint.text.wording import by_schema, shorten

# Format -> what it is called, and how one looks.
_FORMATS = {
    "date-time": ("a date and time (RFC 3339)", "2023-05-02T06:30:00Z"),
    "date": ("a date (RFC 3339)", "2023-05-02"),
    "loose-date": ("a date like `2024-05-01`, with or without time and offset", ""),
    "time": ("a time with its offset (RFC 3339)", "06:30:00Z"),
    "duration": ("a duration (ISO 8601)", "PT1H30M"),
    "uri": ("an absolute URL (RFC 3986)", "https://www.example.com/story"),
    "uri-reference": ("a URL or a path (RFC 3986)", "/story"),
    "url": ("an absolute URL", "https://www.example.com/story"),
    "url-reference": ("a URL or a path", "/story"),
    "iri": ("an absolute URL (RFC 3987)", "https://www.example.com/story"),
    "iri-reference": ("a URL or a path (RFC 3987)", "/story"),
    "email": ("an e-mail address", "desk@example.com"),
    "idn-email": ("an e-mail address", "desk@example.com"),
    "hostname": ("a host name", "www.example.com"),
    "idn-hostname": ("a host name", "www.example.com"),
    "ipv4": ("an IPv4 address", "192.0.2.1"),
    "ipv6": ("an IPv6 address", "2001:db8::1"),
    "uuid": ("a UUID", "123e4567-e89b-12d3-a456-426614174000"),
    "regex": ("a regular expression (ECMA 262)", "^[a-z]+$"),
}
_DATE = later(r"(\d{4}-\d\d-\d\d)(.*)", re.DOTALL)
_TIME = later(
    r"(?:[Tt]|[ ]+)((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d(?:\.\d+)?)?[ ]*(Z|z|[+-](?:[01]\d|2[0-3]):?[0-5]\d|)",
    re.ASCII,
)


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the value with the format that is wanted."""
    del options
    for violation in document.violations():
        if violation.keyword == "format":
            words = document.words
            span = document.place_of(violation.path, at_key=violation.at_key)
            name, example = _FORMATS.get(violation.limit, (f"in the format `{violation.limit}`", ""))
            advice = _advice(violation.limit, violation.value) or (
                f"write it like `{example}`" if example else None
            )
            subject = "the key" if violation.at_key else words.field_name(violation.path)
            message = f"{subject} must be {name}, not {words.quote(violation.value)}"
            message += by_schema(violation.schema)
            hit = Hit(span, message, violation.path, advice, _fix(document, violation))
            yield in_own_words(hit, violation)


def _fix(document: Document, violation: Violation) -> Fix | None:
    node = document.node_at(violation.path)
    if (
        violation.limit != "date-time"
        or violation.schema
        or violation.at_key
        or node is None
        or node.path != violation.path
    ):
        return None
    match = _DATE.fullmatch(violation.value)
    time = _TIME.fullmatch(match[2]) if match and _exists(match[1]) else None
    if match is None or time is None or not time[3] or node.alias:
        return None
    right = _date_time(match[1], time)
    if node.style == "":
        # In quotes it would no longer be a date to the generators that read YAML 1.1.
        edit = document.write(node, right, right)
    else:
        edit = document.replace(node, 0, len(node.value), right)
    return None if edit is None else Fix(f"write `{right}`", (edit,), "safe")


def _advice(wanted: str, value: str) -> str | None:
    if wanted in URL_FORMATS:
        return _advice_for_url(wanted, value)
    match = _DATE.fullmatch(value) if wanted in ("date-time", "date", "loose-date") else None
    if match is None:
        return None
    if not _exists(match[1]):
        return "there is no such day"
    if wanted == "loose-date":
        return None
    if wanted == "date":
        return f"write `{match[1]}`" if match[2] else None
    return _date_time_advice(match)


def _advice_for_url(wanted: str, value: str) -> str | None:
    gap = gap_in(value)
    if gap is not None:
        return f"write what `{shorten(value[slice(*gap)])}` stands for: generators read front matter as it is"
    may_be_path = wanted.endswith("-reference")
    if re.search(r"[ \t]", value.strip()) and (may_be_path or re.match(r"\s*[a-zA-Z][\w+.-]*://", value)):
        return "write `%20` for a blank"
    return None


def _date_time_advice(date: re.Match[str]) -> str | None:
    if not date[2]:
        return f"add the time: `{date[1]}T00:00:00Z`"
    time = _TIME.fullmatch(date[2])
    if time is None:
        return None
    return f"write `{_date_time(date[1], time)}`" + ("" if time[3] else " if it is UTC")


def _date_time(day: str, time: re.Match[str]) -> str:
    """As RFC 3339 writes it; UTC where there is no offset."""
    zone = time[3] if time[3] in ("", "Z", "z") else f"{time[3][:3]}:{time[3][-2:]}"
    return f"{day}T{time[1]}{time[2] or ':00'}{zone or 'Z'}"


def _exists(day: str) -> bool:
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return False
    return True


RULE = Rule("SCH005", "bad-format", Severity.ERROR, check, __doc__, fixes="safe")
