"""A URL carries parameters that only follow readers.

Reported are parameters that their makers document as marks of campaigns and clicks: Google Analytics
(`utm_…`, `gclid`), Facebook (`fbclid`), Microsoft (`msclkid`), Mailchimp (`mc_eid`), HubSpot, Matomo and
others. Names that sites use for other things as well (`ref`, `id`, `v`, `source`) are not. Images and AMP
cache URLs are left alone: picture services ask for such marks, and a cache URL follows its AMP URL.

Where twenty links to a host or more carry the same parameters with the same values, and at most one link in
twenty to that host doesn't, the partner wants them: then the first of these links is told alone, as an
information. Of links to the site itself each is told.

## Why is this bad?

The same article gets a new address with every campaign, so nothing finds it twice, and every reader is
counted as coming from that campaign.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour?id=7&utm_source=rss&utm_medium=feed"
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour?id=7"
---
```

## Fix safety

The parameters are removed, and the others stay as they are. It is unsafe, since a server may answer with
another page. An AMP URL has no fix, since its cache URL would have to follow, and neither has a signed URL.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from newslint.document import Document
from newslint.finding import Evidence, Fix, Hit, Question, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.sites import host_of, same_site
from newslint.knowledge.urls import authority_of, is_template
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name, shorten

# The makers' documentation, and the lists by which Firefox and Brave strip what it names. Compiled when the
# first address has parameters.
_TRACKING = (
    r"utm_\w+"  # Google Analytics, and everybody since
    r"|gclid|gclsrc|dclid|gbraid|wbraid|_gl|_ga|srsltid"  # Google Ads and Merchant Center
    r"|fbclid|igshid|msclkid|twclid|ttclid|li_fat_id|epik|yclid|ysclid|_openstat"  # networks that sell ads
    r"|mc_[ce]id|mkt_tok|_hsenc|_hsmi|__hs(?:sc|tc|fp)|hsctatracking|vero_(?:id|conv)|oly_(?:anon|enc)_id"
    r"|ml_subscriber(?:_hash)?|wickedid|rb_clickid|ss_email_id|_kx|_branch_match_id"  # newsletters
    r"|(?:mtm|pk)_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)"  # Matomo
)
# Another URL follows, and the parameters behind it are that one's.
_NESTED = re.compile(r"://|%3a%2f%2f", re.IGNORECASE)
_SIGNED = later(r"[?&](?:sig|sign|signature|hmac|hash|token|jwt|policy|x-(?:amz|goog)-\w+)=", re.IGNORECASE)
_SKIPPED = frozenset({"image-url", "amp-cache-url"})

# A link answers the question what links to its host carry: that it is one, and each run of parameters.
_LINK = ""
_LEAST, _ONE_IN = 20, 20
_LONGEST = 200  # characters that may be the same everywhere

# Start and end of neighbouring parameters in a URL.
_Run = tuple[int, int]


class Options(NamedTuple):
    """Which parameters track.

    Attributes:
        extra_parameters: More names, beside those that are known.
        allowed_parameters: Names that are left alone.
    """

    extra_parameters: frozenset[str] = frozenset()
    allowed_parameters: frozenset[str] = frozenset()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report each run of such parameters; of those that are a habit of the archive, the first."""
    told: set[tuple[Question, str]] = set()
    for node in document.unusual_urls:
        url = node.value
        if "?" in url and not node.roles & _SKIPPED and not is_template(url):
            for start, end in _runs(url, options):
                run = url[start:end]
                question = _question(url) if _may_be_habit(run) and not _is_own(document, url) else None
                habit = None if question is None else document.evidence.get(question)
                if question is None or habit is None or run not in habit.verdict.split("\n"):
                    yield _hit(document, node, start, end)._replace(asks=question)
                elif document.source.document == habit.first[run] and (question, run) not in told:
                    told.add((question, run))
                    yield _told_once(document, node, (start, end), habit)


def testify(
    document: Document, questions: Collection[Question], options: Options
) -> Iterator[tuple[Question, str]]:
    """Tell of each link to a host that others wonder about which parameters it carries."""
    asked = frozenset(questions)
    for node in document.with_role("url"):
        url = node.value
        if not isinstance(url, str) or node.roles & _SKIPPED or is_template(url):
            continue
        question = _question(url)
        if question is not None and question in asked and not _is_own(document, url):
            yield question, _LINK
            runs = _runs(url, options) if "?" in url else []
            carried = dict.fromkeys(url[start:end] for start, end in runs)
            yield from ((question, run) for run in carried if _may_be_habit(run))


def weigh(counts: Mapping[str, int]) -> str:
    """Tell which runs of parameters nearly all links to a host carry, a line each."""
    links = counts.get(_LINK, 0)
    habits = [run for run, carry in counts.items() if carry >= _LEAST and (links - carry) * _ONE_IN <= links]
    return "\n".join(sorted(run for run in habits if run != _LINK))


def _question(url: str) -> Question | None:
    """What all links to the host carry; None where there is no host."""
    host = _host(url)
    return Question(f"links {host}", host) if host else None


def _may_be_habit(run: str) -> bool:
    return len(run) <= _LONGEST and "\n" not in run


def _is_own(document: Document, url: str) -> bool:
    """Whether a link leads to the site itself, which asks nobody for parameters."""
    host = host_of(url) if document.own_hosts else None
    return host is not None and any(same_site(host, own) for own in document.own_hosts)


def _host(url: str) -> str:
    authority = authority_of(url)
    return "" if authority is None else url[slice(*authority.host)].casefold()


def _runs(url: str, options: Options) -> list[_Run]:
    runs: list[_Run] = []
    position = url.index("?") + 1
    if "#" in url[:position]:
        return runs
    if _NESTED.search(url, len("https://"), position):
        return runs
    query = url[position:].partition("#")[0]
    for parameter in query.split("&"):
        end = position + len(parameter)
        if _tracks(parameter.partition("=")[0], options):
            if runs and runs[-1][1] == position - 1:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((position, end))
        elif _NESTED.search(parameter):
            break
        position = end + 1
    return runs


def _tracks(name: str, options: Options) -> bool:
    if name in options.allowed_parameters:
        return False
    return re.fullmatch(_TRACKING, name.lower(), re.ASCII) is not None or name in options.extra_parameters


def _told_once(document: Document, node: Node, run: _Run, habit: Evidence) -> Hit:
    url: str = node.value
    host = f"`{shorten(_host(url))}`"
    links = f"{habit.counts[url[slice(*run)]]:,} of {habit.counts[_LINK]:,} links"
    return Hit(
        document.place(node, *run),
        f"{field_name(node.path)} carries tracking, as do {links} to {host}: {_listed(url, *run)}",
        node.path,
        help="if nobody asks for these parameters, leave them out where the links come from; "
        "else name them in `allowed-parameters`",
        severity=Severity.INFO,
    )


def _listed(url: str, start: int, end: int) -> str:
    names = [parameter.partition("=")[0] for parameter in url[start:end].split("&")]
    return ", ".join(f"`{shorten(name)}`" for name in names)


def _hit(document: Document, node: Node, start: int, end: int) -> Hit:
    url: str = node.value
    listed = _listed(url, start, end)
    first, last = start, end
    if url[start - 1] == "&" or end == len(url) or url[end] == "#":
        first -= 1
    else:
        last += 1
    edit = None
    if "amp-url" not in node.roles and not _SIGNED.search(url):
        edit = document.replace(node, first, last, "")
    return Hit(
        document.place(node, start, end),
        f"{field_name(node.path)} carries tracking: {listed}",
        node.path,
        help=f"the address without it: `{url[:first]}{url[last:]}`",
        fix=None if edit is None else Fix(f"remove {listed}", (edit,), "unsafe"),
    )


RULE = Rule(
    "URL009",
    "tracking-parameter",
    Severity.WARNING,
    check,
    __doc__,
    testify=testify,
    weigh=weigh,
    least_asked=_LEAST,
    fixes="unsafe",
    options=Options,
    needs=frozenset({"unusual-url"}),
)
