"""What a block can't hold is told without parsing it, and in doubt it is there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.lint.block_words import BlockWords

# Both kinds of odd keys at once, as they are described.
ODD_KEY = re.compile(r"(?:^|[\s\[{,])\?\s|\*[^\s*:]+\s*:")


@given(st.text(st.sampled_from("? *:a[{,\n\t\u2003\x85"), max_size=12))
def test_odd_keys_are_found_wherever_they_stand(text: str) -> None:
    assert BlockWords(text)._has_odd_keys == (ODD_KEY.search(text) is not None)


@pytest.mark.parametrize(
    ("block", "may_be"),
    [
        ("title: a\n", False),
        ("flag: yes\n", True),
        ("a: flag\n", False),
        ("a: flag?\nb: x? \n", False),
        ("? flag\n: yes\n", True),
        ("a: flag\n? b\n", True),
        ("a: {? flag}\n", True),
        ("a: &flag b\n*flag : c\n", True),
        ("a: &flag b\nc: *flag\n", False),
        ("FLAG: yes\n", True),
        ('"fl\\x61g": yes\n', True),
    ],
)
def test_a_key_may_be_there(block: str, may_be: bool) -> None:  # noqa: FBT001 - it is a case
    assert BlockWords(block).may_have_key("flag") is may_be
