"""Finds text that was decoded with the wrong encoding, by ftfy; open it for what is believed of it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from newslint.text.lazy_pattern import later
from newslint.text.runs import Run, apply_runs

# Wrongly decoded UTF-8 shows at least two characters for one, all of them beyond ASCII, since every byte of
# it is above 0x7F; only its byte 0xA0 may have become a space (after the first bytes 0xC2, 0xC3, 0xC5, 0xCE,
# 0xD0 and 0xD9, which ftfy restores). A text without such a pair needs no closer look. Beginning with one
# class makes the pattern fast.
_CANDIDATE = later(r"[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[ÂÃÅÎÐÙĂĹĐŮВГЕОРЩ])[ \x1a])")
# None of the encodings below has a letter of East Asia, a form of full width or an emoji for a first byte. It
# is asked behind the other one, for wide ranges take a millisecond to compile.
_LIKELY = later(r"[\x80-\u2fff\uf8ff-\ufb02](?:[^\x00-\x7f]|(?<=[ÂÃÅÎÐÙĂĹĐŮВГЕОРЩ])[ \x1a])")
# Two no-break spaces, which pages are full of, are no part of a sequence: in the one encoding where such a
# space stands for a first byte, Mac Roman, it stands for no further one.
_BLANKS, _PARTED = "\u00a0\u00a0", "\u00a0 \u00a0"
_NON_ASCII = later(r"[^\x00-\x7f]+")
_WORD = later(r"\S+")
_TOKEN = later(r"[^\x00-\x7f]+|\w+|.", re.DOTALL)
# What is left of a closing double quote when the control character that ended it was dropped. A no-break
# space behind it is its third byte: that of a dagger, or of a letter that was decoded twice.
_CUT_QUOTE = later("\u00e2\u20ac(?=[^\\S\u00a0]|[.,;:!?)]|\\Z)")
_WHOLE_QUOTE = "\u00e2\u20ac\x9d"
_MOST_TOKENS = 4000
# A capital letter that also begins UTF-8, and a quote: its second byte, or the end of what stands before.
_QUOTED_CAPITAL = later("[ÂÃ]([”“»«’›])\\Z")
_OPENED_BY = {"”": "“„", "“": "„", "»": "«", "«": "»", "’": "‘‚", "›": "‹"}
# `ĐÃ CÓ`, `IRMÃ–IRMÃ`: the blank or the mark behind a capital at the end of a word is none of its bytes.
_FAINT = later("[ÂÃ][\\s–—‘’“”«»‹›…]?")
_LETTER = later(r"(?![\x00-\x7f]|[ÂÃ][\s–—‘’“”«»‹›…])[^\W\d_]")
# What ftfy tries: text may be a mixture of the first ones, which have most letters in the same places, while
# all of a text must be in one of the others.
_MIXED = ("latin-1", "iso-8859-2", *(f"cp{page}" for page in (1250, 1251, 1252, 1253, 1254, 1257)))
_ALONE = ("macroman", "cp437")


def damaged_runs(text: str) -> Sequence[Run]:
    """The damaged runs of a text, each with its repair; empty where no decoding makes it better."""
    if text.isascii() or not _has_candidate(text) or not _may_be_mended(text):
        return ()
    return _damaged_runs(text)


def _has_candidate(text: str) -> bool:
    """Whether a text has a pair that may be a character of UTF-8; quickly told."""
    parted = text.replace(_BLANKS, _PARTED)
    return _CANDIDATE.search(parted) is not None and _LIKELY.search(parted) is not None


@lru_cache(maxsize=1)  # several rules ask for the same text, one after the other
def _damaged_runs(text: str) -> Sequence[Run]:
    repaired = _repair()(text)
    if repaired == text:
        return ()
    runs = tuple(_without_quotes(text, _smallest_runs(text, repaired)))
    is_faint = all(_is_faint(text, run) for run in runs)
    return () if is_faint and _is_sound_beside(text, runs) else runs


def _is_faint(text: str, run: Run) -> bool:
    """Whether it is a capital at the end of a word, and a mark or a blank that may follow any word."""
    start, end, right = run
    at = next((start + i for i, letter in enumerate(right) if text[start + i : start + i + 1] != letter), end)
    return text[at - 1 : at].isalpha() and _FAINT.fullmatch(text, at, end) is not None


def _is_sound_beside(text: str, runs: Sequence[Run]) -> bool:
    """Whether other letters beyond ASCII are sound, which a wrong decoding would have damaged, too."""
    ends = [0, *(end for _, end, _ in runs)]
    starts = [*(start for start, *_ in runs), len(text)]
    return any(_LETTER.search(text, end, start) for end, start in zip(ends, starts, strict=True))


def _without_quotes(text: str, runs: Iterable[Run]) -> Iterator[Run]:
    """Leave out what ends a quotation: `“MANHÃ”` is Portuguese for a morning, not a damaged Ô."""
    before, done = "", 0
    for start, end, right in runs:
        before += text[done:start]
        damaged, done = text[start:end], end
        quote = _QUOTED_CAPITAL.search(damaged)
        if quote is not None and damaged[:-2] == right[:-1] and _is_open(before + damaged[:-2], quote[1]):
            before += damaged
        else:
            before += right
            yield start, end, right


def _is_open(before: str, closing: str) -> bool:
    """Whether a quotation that `closing` ends was begun and not ended yet."""
    return max(map(before.rfind, _OPENED_BY[closing])) > before.rfind(closing)


def _may_be_mended(text: str) -> bool:
    """Whether a text has what every one has that ftfy mends, and few others do.

    That is a sequence of UTF-8 as it looks in one of the encodings that ftfy tries, a C1 control, which it
    takes for one of Windows-1252, or the quote that was cut.
    """
    anywhere, throughout = _sequences()
    return anywhere.search(text) is not None or any(pattern.fullmatch(text) for pattern in throughout)


@lru_cache(maxsize=1)
def _sequences() -> tuple[re.Pattern[str], list[re.Pattern[str]]]:
    """What stands somewhere in a text, and what all of it consists of."""
    return (
        re.compile(f"[\x80-\x9f]|{_CUT_QUOTE.pattern}|{_sequence(_MIXED)}"),
        [re.compile(f"(?:[\x00-\x7f]|{_sequence((encoding,))})*+") for encoding in _ALONE],
    )


def _sequence(encodings: tuple[str, ...]) -> str:
    """A character of UTF-8 (RFC 3629, 4) as its bytes look; one of them may have been lost."""

    def look(first: int, last: int) -> str:
        data = [bytes([byte]) for byte in range(first, last + 1)]
        # Where an encoding has no character for a byte, browsers and ftfy take that of Latin-1.
        found = {one.decode(name, "ignore") or one.decode("latin-1") for name in encodings for one in data}
        return re.escape("".join(sorted(found)))

    further = rf"[{look(0x80, 0xBF)} ?\x1a\ufffd]"
    # The first byte tells how many follow. 0xC0 and surrogates are no UTF-8, but of its variants.
    firsts = (look(0xC0, 0xDF), look(0xE0, 0xEF), look(0xF0, 0xF4))
    return "|".join(f"[{first}]{further * count}" for count, first in enumerate(firsts, 1))


@lru_cache(maxsize=1)
def _repair() -> Callable[[str], str]:
    """Ftfy's repair of the encoding alone; it is imported when the first text needs it."""
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - start-up time

    # C1 controls are a defect of their own, and nothing else that ftfy mends is one.
    config = TextFixerConfig(unescape_html=False, fix_c1_controls=False)

    def repair(text: str) -> str:
        whole = _CUT_QUOTE.sub(_WHOLE_QUOTE, text)
        repaired = fix_encoding(whole, config)
        return fix_encoding(text, config) if whole != text and _WHOLE_QUOTE in repaired else repaired

    return repair


def _smallest_runs(text: str, repaired: str) -> Iterator[Run]:
    """Find the smallest runs whose repairs turn `text` into `repaired`."""
    for pattern in (_NON_ASCII, _WORD):
        runs = [(*match.span(), _repair()(match.group())) for match in pattern.finditer(text)]
        if apply_runs(text, runs) == repaired:
            break
    else:
        runs = _aligned(text, repaired)
    for start, end, right in runs:
        if text[start:end] != right:
            yield start, end, right


def _aligned(text: str, repaired: str) -> list[Run]:
    """Compare the two texts word by word; a text too long for that is one run."""
    old = [match.span() for match in _TOKEN.finditer(text)]
    new = [match.span() for match in _TOKEN.finditer(repaired)]
    if len(old) > _MOST_TOKENS:
        return [(0, len(text), repaired)]
    from difflib import SequenceMatcher  # noqa: PLC0415 - most articles are in order

    matcher = SequenceMatcher(
        None, [text[s:e] for s, e in old], [repaired[s:e] for s, e in new], autojunk=False
    )
    runs = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            start = old[old_start][0] if old_start < len(old) else len(text)
            end = old[old_end - 1][1] if old_end > old_start else start
            right = repaired[new[new_start][0] : new[new_end - 1][1]] if new_end > new_start else ""
            runs.append((start, end, right))
    return runs
