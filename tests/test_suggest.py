import pytest

from newslint.suggest import did_you_mean, nearest


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ("titel", ["title", "type"], "title"),
        ("TITLE", ["title"], "title"),
        ("webURL", ["webUrl", "ampWebUrl"], "webUrl"),
        ("zzz", ["title"], None),
        ("title", [], None),
        ("", ["title"], None),
    ],
)
def test_nearest(wrong: str, right: list[str], expected: str | None) -> None:
    assert nearest(wrong, right) == expected


def test_did_you_mean() -> None:
    assert did_you_mean("hedline", ["headline"]) == "; did you mean `headline`?"
    assert did_you_mean("zzz", ["headline"]) == ""
