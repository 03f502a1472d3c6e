"""Shows what a text looks like when some of its runs are repaired."""

from collections.abc import Sequence

# Start and end of a run in a text, and what should stand there.
Run = tuple[int, int, str]

_MOST = 500
_MOST_CHARACTERS = 5_000_000
_CONTEXT = 24


def most_of(text: str) -> int:
    """So many runs of a text are reported at once: each is looked up in the source from the start."""
    return max(min(_MOST, _MOST_CHARACTERS // (len(text) + 1)), 1)


def apply_runs(text: str, runs: Sequence[Run]) -> str:
    """The text with every run repaired; runs are in order and don't overlap."""
    pieces, position = [], 0
    for start, end, right in runs:
        pieces += [text[position:start], right]
        position = end
    return "".join(pieces) + text[position:]


def context(text: str, runs: Sequence[Run], number: int) -> str:
    """The repaired text around one of the runs, on one line."""
    this_start, this_end, this_right = runs[number]
    first, last = max(this_start - 4 * _CONTEXT, 0), this_end + 4 * _CONTEXT
    before = [r for r in runs[max(number - _CONTEXT, 0) : number] if r[0] >= first]
    after = [r for r in runs[number + 1 : number + _CONTEXT] if r[1] <= last]
    left = apply_runs(text[first:this_start], [(s - first, e - first, right) for s, e, right in before])
    rest = apply_runs(text[this_end:last], [(s - this_end, e - this_end, right) for s, e, right in after])
    start = "…" if first or len(left) > _CONTEXT else ""
    end = "…" if last < len(text) or len(rest) > _CONTEXT else ""
    shown = f"{start}{left[-_CONTEXT:]}{this_right}{rest[:_CONTEXT]}{end}"
    return visible(" ".join(shown.split()))


def visible(text: str) -> str:
    """Write what can't be seen as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
