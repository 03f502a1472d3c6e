"""How services know a finding again though it moves; open it when one is reported twice."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from newslint.finding import Finding
from newslint.text.wording import without_indexes


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """For each finding, in their order, 32 hexadecimal digits that no other of them has.

    They stay the same when lines move, when the message is worded anew and when a list gets a new item. Of
    findings that are alike in all that counts (file, rule, field and text) the first is number 0, and so on.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        alike = (finding.file, finding.code, without_indexes(finding.path), finding.digest)
        yield fingerprint(*alike, seen[alike])
        seen[alike] += 1


def fingerprint(*parts: str | int) -> str:
    """32 hexadecimal digits that stand for these parts."""
    # JSON keeps the parts apart, and spells the surrogates of a file name that is not UTF-8.
    return sha256(json.dumps(parts).encode("ascii")).hexdigest()[:32]
