"""A value doesn't have the format that the schema wants: a date, a URL, an e-mail address.

The formats are those of JSON Schema: `date-time` and `date` by RFC 3339, `uri` by RFC 3986, `iri` by RFC 3987
and so on.

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
"""

import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.wording import field_name, quote

# Format -> what it is called, and how one looks.
_FORMATS = {
    "date-time": ("a date and time (RFC 3339)", "2023-05-02T06:30:00Z"),
    "date": ("a date (RFC 3339)", "2023-05-02"),
    "time": ("a time with its offset (RFC 3339)", "06:30:00Z"),
    "duration": ("a duration (ISO 8601)", "PT1H30M"),
    "uri": ("an absolute URL (RFC 3986)", "https://www.example.com/story"),
    "uri-reference": ("a URL or a path (RFC 3986)", "/story"),
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
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(.*)", re.DOTALL)


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the value with the format that is wanted."""
    del options
    for violation in document.violations():
        if violation.keyword == "format":
            node = document.node_at(violation.path)
            span = node.span if node is not None and not violation.at_key else document.key_of(violation.path)
            name, example = _FORMATS.get(violation.limit, (f"in the format `{violation.limit}`", ""))
            advice = _date_advice(violation.limit, violation.value) or (
                f"like {example}" if example else None
            )
            message = f"{field_name(violation.path)} must be {name}, not {quote(violation.value)}"
            yield Hit(span, message, violation.path, advice)


def _date_advice(wanted: str, value: str) -> str | None:
    match = _DATE.fullmatch(value)
    if wanted != "date-time" or match is None:
        return None
    if not 1 <= int(match[2]) <= 12 or not 1 <= int(match[3]) <= 31:
        return "there is no such day"
    if not match[4]:
        return f"add the time: {value}T00:00:00Z"
    if match[4][0] == " ":
        return f"write `T` between date and time: {value.replace(' ', 'T', 1)}"
    return "like 2023-05-02T06:30:00Z"


RULE = Rule("SCH005", "bad-format", Severity.ERROR, check, __doc__)
