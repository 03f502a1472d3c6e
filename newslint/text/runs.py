"""Repairs of several places in one text, and how they look; open it for a rule that mends parts of texts."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newslint.text.wording import count

# Start and end of a run in a text, and what should stand there.
Run = tuple[int, int, str]

_MOST = 500
_MOST_CHARACTERS = 5_000_000
_CONTEXT = 24
_LONGEST_SHOWN = 200


def most_of(text: str) -> int:
    """So many runs of a text are mended one by one: each edit is tried on the whole text."""
    return max(min(_MOST, _MOST_CHARACTERS // (len(text) + 1)), 1)


def repairs_of(text: str, runs: Sequence[Run], kinds: Sequence[str]) -> Iterator[tuple[Run, int] | None]:
    """For each run of a text the repair to offer with it, and how many runs that mends.

    Where there are too many to mend each on its own, the first of a kind mends all of its kind, so that their
    number makes no difference; and those behind the first ones come without.

    Args:
        text: The text.
        runs: Its runs, in order and without overlap.
        kinds: For each run what kind of repair it needs; those of different kinds are never mended together,
            and one of no kind ("") never.
    """
    most = most_of(text)
    if len(runs) <= most:
        yield from ((run, 1) if kind else None for run, kind in zip(runs, kinds, strict=True))
        return
    seen: set[str] = set()
    for number, (run, kind) in enumerate(zip(runs, kinds, strict=True)):
        if kind and kind not in seen:
            seen.add(kind)
            same = [other for other, its in zip(runs, kinds, strict=True) if its == kind]
            yield together(text, same), len(same)
        else:
            yield (run, 1) if kind and number < most else None


def together(text: str, runs: Sequence[Run]) -> Run:
    """One run whose repair does what those of several do; they are in order and don't overlap."""
    start, end = runs[0][0], runs[-1][1]
    inside = [(first - start, last - start, right) for first, last, right in runs]
    return start, end, apply_runs(text[start:end], inside)


def and_others(action: str, mends: int) -> str:
    """What a repair does that mends several runs of a text."""
    return action if mends == 1 else f"{action}, and mend {count(mends - 1, 'other place')} of this text"


def meets_one_of(runs: Sequence[Run], start: int, end: int) -> bool:
    """Whether a place of a text shares a character with one of its runs; these are in order, and apart."""
    index = bisect_left(runs, end, key=lambda run: run[0]) - 1
    return index >= 0 and start < runs[index][1]


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
    shown = f"{start}{left[-_CONTEXT:]}{shortened(this_right)}{rest[:_CONTEXT]}{end}"
    return visible(" ".join(shown.split()))


def shortened(text: str) -> str:
    """A run as it is shown: of a long one the beginning."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def visible(text: str) -> str:
    """Write what can't be seen as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
