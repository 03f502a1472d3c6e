"""The bars of the overview: what is there can be seen, and no bar leaves its room."""

from newslint.reporters.html.chart import BAR_HEIGHT, _stack


def test_what_is_there_can_be_seen_however_small() -> None:
    counts = [("error", 1), ("warning", 0), ("info", 100_000)]
    small, large = _stack(counts, 100_001, (0.0, 1.0), "May")
    assert (small.kind, small.y, small.height) == ("error", BAR_HEIGHT - 1.0, 1.0)
    assert (large.kind, large.y, large.height) == ("info", 0.0, float(BAR_HEIGHT))


def test_bars_stand_on_each_other() -> None:
    lower, upper = _stack([("error", 1), ("warning", 3)], 4, (0.0, 1.0), "May")
    assert (lower.height, upper.height) == (BAR_HEIGHT / 4, BAR_HEIGHT * 3 / 4)
    assert (lower.y, upper.y) == (BAR_HEIGHT * 3 / 4, 0.0)
