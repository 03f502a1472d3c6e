import contextlib
import math

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.frontmatter.syntax import Scalar
from newslint.frontmatter.yaml.scalars import resolve_11, resolve_12

# text, by the core schema of 1.2.2, by the type repository of 1.1
TABLE: list[tuple[str, Scalar, Scalar]] = [
    ("", None, None),
    ("~", None, None),
    ("NULL", None, None),
    ("nULL", "nULL", "nULL"),
    ("True", True, True),
    ("tRUE", "tRUE", "tRUE"),
    ("yes", "yes", True),
    ("Off", "Off", False),
    ("y", "y", "y"),
    ("0", 0, 0),
    ("-19", -19, -19),
    ("+12", 12, 12),
    ("012", 12, 10),
    ("08", 8, "08"),
    ("0o14", 12, "0o14"),
    ("0x1F", 31, 31),
    ("-0x1F", "-0x1F", -31),
    ("0b11", "0b11", 3),
    ("0x_", "0x_", "0x_"),
    ("1_000", "1_000", 1000),
    ("1:30", "1:30", 90),
    ("-1:30", "-1:30", -90),
    ("1:30.5", "1:30.5", 90.5),
    ("12:30:45", "12:30:45", 45045),
    ("1:60", "1:60", "1:60"),
    ("1.5", 1.5, 1.5),
    ("1.", 1.0, 1.0),
    (".5", 0.5, 0.5),
    ("-.5", -0.5, -0.5),
    ("1e3", 1000.0, "1e3"),
    ("1.0e3", 1000.0, "1.0e3"),
    ("1.0e+3", 1000.0, 1000.0),
    ("1e400", math.inf, "1e400"),
    (".inf", math.inf, math.inf),
    ("-.INF", -math.inf, -math.inf),
    ("+", "+", "+"),
    (".", ".", "."),
    ("٣", "٣", "٣"),
    ("2024-01-02", "2024-01-02", "2024-01-02"),
    ("=", "=", "="),
    ("9" * 5000, "9" * 5000, "9" * 5000),
]


@pytest.mark.parametrize(("text", "core", "old"), TABLE, ids=[row[0][:20] for row in TABLE])
def test_both_versions(text: str, core: Scalar, old: Scalar) -> None:
    for found, expected in ((resolve_12(text), core), (resolve_11(text), old)):
        assert found == expected
        assert type(found) is type(expected)


def test_nan() -> None:
    assert all(
        isinstance(value := read(".NaN"), float) and math.isnan(value) for read in (resolve_11, resolve_12)
    )


def test_every_number_can_be_written_in_a_message() -> None:
    assert repr(resolve_12("0x" + "f" * 3490)).isdigit()


@given(
    st.text("0123456789abefxob_:.+-eE~ynsoNfTrulinaINF", max_size=9) | st.sampled_from([r[0] for r in TABLE])
)
@example("1" + ":0" * 1000 + ":0.5")
def test_1_1_reads_as_pyyaml(text: str) -> None:
    ours = resolve_11(text)
    resolve_12(text)
    tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if tag.endswith((":timestamp", ":value", ":merge")) or text.startswith(("-.", "+.")):
        return  # texts by design; PyYAML gives `.5` no sign, the type repository does
    with contextlib.suppress(ValueError, OverflowError):  # PyYAML fails on `0x_` and on huge sexagesimals
        theirs = yaml.SafeLoader("").construct_object(yaml.ScalarNode(tag, text))
        assert repr(ours) == repr(theirs)
