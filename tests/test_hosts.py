"""Names of hosts at the longest that the DNS allows, and one character more."""

import pytest

from newslint.knowledge.platforms import on_platform
from newslint.knowledge.sites import MAX_HOST, ascii_host


def long_host(length: int, end: str) -> str:
    """A host of so many characters, in labels of one, and a longer first one."""
    rest = length - len(end) - 1
    return "b" * (2 - rest % 2) + ".a" * ((rest - 1) // 2) + f".{end}"


@pytest.mark.parametrize(("length", "expected"), [(12, True), (MAX_HOST, True), (MAX_HOST + 1, False)])
def test_a_host_below_a_platform(length: int, *, expected: bool) -> None:
    host = long_host(length, "tumblr.com")
    assert len(host) == length
    assert on_platform(host) is expected


def test_the_dns_knows_no_longer_names() -> None:
    assert MAX_HOST == 255
    longest = "é" + "a" * 9 + ".b" * 122 + "c"
    assert len(longest) == MAX_HOST
    assert ascii_host(longest).isascii()
    assert ascii_host(longest + "c") == longest + "c"
