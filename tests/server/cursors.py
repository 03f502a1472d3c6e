"""Texts with a mark where the cursor stands, and what is told of the place in one line for each spot."""

from newslint.finding import format_path
from newslint.server.cursor.find import block_of, read_at
from newslint.server.cursor.spots import Reading, Spot

MARK = "¦"


def split(marked: str) -> tuple[str, int]:
    """The text without its mark, and where that stood."""
    assert marked.count(MARK) == 1
    return marked.replace(MARK, ""), marked.index(MARK)


def read(marked: str) -> tuple[str, Reading]:
    text, cursor = split(marked)
    block = block_of(text, cursor)
    if block is None or not block.has(cursor):
        return text, Reading()
    return text, read_at(text, block, cursor)


def told(text: str, spot: Spot) -> str:
    """`key image <ur> has url, width`, and more where there is more."""
    words = [spot.what, format_path(spot.path) or "-", f"<{text[spot.span.start : spot.span.end]}>"]
    covered = text[spot.span.start + len(spot.quote) : spot.span.end].removesuffix(spot.quote or "\0")
    assert covered.startswith(spot.typed)
    if covered != spot.typed:
        words.append(f"typed <{spot.typed}>")
    if spot.quote:
        words.append(f"quote {spot.quote}")
    if spot.others:
        words.append(f"has {','.join(sorted(spot.others))}")
    if spot.lead:
        words.append(f"lead <{spot.lead}>")
    if spot.comma_at is not None:
        words.append(f"comma behind <{text[: spot.comma_at].rsplit(maxsplit=1)[-1]}>")
    flags = {
        "in brackets": spot.in_brackets,
        "needs comma": spot.needs_comma,
        "followed": spot.is_followed,
        f"column {spot.column}": bool(spot.column),
    }
    return " ".join([*words, *(name for name, holds in flags.items() if holds)])


def spots(marked: str) -> list[str]:
    text, reading = read(marked)
    return [told(text, spot) for spot in reading.spots]
