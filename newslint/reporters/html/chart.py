"""Where the bars of the HTML report's chart stand; open it to draw something else."""

from dataclasses import dataclass

from newslint.finding import Severity
from newslint.reporters.html.overview import Tally, Timeline
from newslint.text.wording import count

BAR_HEIGHT = 120
"""The pixels of the highest bar."""
_PANEL_HEIGHT = BAR_HEIGHT + 76
_MOST_LABELS = 5  # `2024-01` five times is what a phone has room for
_FEWEST_PERIODS = 5  # a single month is no wall, and two have room for their labels
_GAP = 0.2  # of the width of a period


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; `kind` says what it counts. `y` goes down from the top of the highest bar."""

    kind: str
    x: float
    width: float
    y: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A row of bars below its title; `top` is in pixels from the top of the chart."""

    title: str
    most: int
    top: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Panels over the same periods; `labels` are texts with their places, the same below each panel."""

    panels: tuple[Panel, ...]
    labels: tuple[tuple[float, str], ...]
    height: int
    bar_height: int = BAR_HEIGHT


def chart(timeline: Timeline) -> Chart:
    """Place the bars of a timeline; those of findings are stacked, the worst at the bottom."""
    names = [name for name, _ in timeline.periods]
    step = 100 / max(len(names), _FEWEST_PERIODS)
    most_files = max(tally.files for _, tally in timeline.periods)
    most_findings = max(tally.findings for _, tally in timeline.periods)
    files: list[Bar] = []
    findings: list[Bar] = []
    for number, (name, tally) in enumerate(timeline.periods):
        place = (round(step * (number + _GAP / 2), 3), round(step * (1 - _GAP), 3))
        title = f"{name}: {count(tally.files, 'file')}, {count(tally.findings, 'finding')}"
        files += _stack([("files", tally.files)], most_files, place, title)
        findings += _stack(_severities(tally), most_findings, place, title)
    panels = [Panel("Files", most_files, 0, tuple(files))]
    if findings:
        panels.append(Panel("Findings", most_findings, _PANEL_HEIGHT, tuple(findings)))
    every = -(-len(names) // _MOST_LABELS)
    labels = tuple((round(step * (n + 0.5), 3), names[n]) for n in range(every // 2, len(names), every))
    return Chart(tuple(panels), labels, len(panels) * _PANEL_HEIGHT)


def _severities(tally: Tally) -> list[tuple[str, int]]:
    return [(severity.value, tally.by_severity[severity]) for severity in Severity]


def _stack(counts: list[tuple[str, int]], most: int, place: tuple[float, float], title: str) -> list[Bar]:
    bars = []
    bottom = float(BAR_HEIGHT)
    for kind, number in counts:
        if number:
            # What is there can be seen, however small.
            height = max(round(BAR_HEIGHT * number / most, 1), 1.0)
            bottom = max(round(bottom - height, 1), 0.0)
            bars.append(Bar(kind, *place, bottom, height, title))
    return bars
