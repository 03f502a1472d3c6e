"""What stands in articles and beside them: comments that silence rules, images, patterns for file names."""

import struct
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

import articles
from common import own_folder
from material import damaged, mutated, token
from oracles import bounded, check_report, hold

from newslint.config.globs import Globs, mistakes_in
from newslint.knowledge.gitignore import Rules
from newslint.lint.corpus import check
from newslint.run.local_images import LocalImages
from newslint.source import Source


def make_comments(random: Random) -> bytes:
    """Front matter full of comments that silence rules, or nearly."""
    lines: list[str] = []
    for _ in range(random.randrange(1, 6)):
        verb = random.choice(("ignore", "ignore-file", "ignor", "disable", "Ignore", "ignore-next-line", ""))
        codes = ",".join(
            random.choice(("TXT001", "mojibake", "TXT", "FM009", "ALL", "", "\u202e", token(random)))
            for _ in range(random.randrange(4))
        )
        opening, closing = random.choice(("[]", "[]", "[)", "(]"))
        mention = f"{random.choice((' ', '', '  '))}newslint{random.choice((':', ' :', ';'))}"
        comment = f"#{mention} {verb}{opening}{codes}{closing}"
        value = random.choice(
            (
                "yes",
                "'a # newslint: ignore[ALL]'",
                "|\n  # newslint: ignore[ALL]\n  x",
                "[a,\n b]",
                "",
                "cafÃ©",
            )
        )
        lines.append(
            random.choice(
                (
                    f"a{len(lines)}: {value} {comment}\n",
                    f"{comment}\nb{len(lines)}: {value}\n",
                    f"{comment} {comment}\n",
                )
            )
        )
    data = f"---\n{''.join(lines)}---\n".encode("utf-8", "surrogateescape")
    return damaged(random, data) if random.random() < 0.5 else data


def try_comments(data: bytes) -> None:
    """Comments never end a run."""
    some = articles.terms()[0]
    source = Source("a.md", data)
    report = bounded("a check", partial(check, [source], some))
    check_report(report, source)
    articles.try_record(source, some)
    if b"newslint" not in data:
        hold(
            "who says nothing gets no answer",
            not any(finding.code.startswith("NL") for finding in report.findings),
        )


def make_image(random: Random) -> bytes:
    """The beginning of an image of some format."""
    size = random.choice((struct.pack(">II", 12, 34), struct.pack("<II", 12, 34), random.randbytes(8)))
    heads = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + size, b"GIF89a" + size,
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + size, b"BM" + size * 4,
        b"\xff\xd8\xff\xe1\x00\x20Exif\x00\x00II*\x00\x08\x00\x00\x00" + size * 9,
        b"RIFF\x10\x00\x00\x00WEBPVP8 " + size * 3,
        b"RIFF\x10\x00\x00\x00WEBPVP8L" + size * 3, b"RIFF\x10\x00\x00\x00WEBPVP8X" + size * 3,
        b"II*\x00\x08\x00\x00\x00" + size * 8,
        b"MM\x00*\x00\x00\x00\x08" + size * 8, b"\x00\x00\x00\x0cjP  \r\n\x87\n" + size * 8,
        b"\x00\x00\x00\x20ftypavif" + size * 9,
        b"\x00\x00\x00\x20ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x01\x00meta" + size * 9,
        b"<?xml version='1.0'?><svg width='1e9'>",
        b"8BPS\x00\x01" + size * 3, b"\x76\x2f\x31\x01" + size * 5, b"P6 99999999999999999999 1 255\n",
    )  # fmt: skip
    data = random.choice(heads) + random.randbytes(random.choice((0, 20, 400)))
    return mutated(random, data, IMAGE) if random.random() < 0.7 else data


IMAGE: Final = (
    b"\xff\xc0\x00\x11\x08\x00\x01\x00\x02", b"\xff\xd8", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00",
    b"IHDR", b"ispe", b"meta", b"iprp",
    b"ipco", b"ihdr", b"jp2h", b"Exif\x00\x00", b"\x12\x01\x03\x00\x01\x00\x00\x00", b"\x80\x00\x00\x00",
    b"\x00\x00\x00\x01", b"VP8 ",
)  # fmt: skip
"""What is put into them."""


def try_image(data: bytes) -> None:
    """An image has a size, or nobody knows."""
    with own_folder() as folder:
        # Readers trust the name, and the content.
        for name in ("a.png", "a.jpg", "a.avif"):
            (folder / name).write_bytes(data)
            found = bounded("an image", partial(LocalImages(folder, folder), "a.md", name))
            hold(
                "an image has a size or none",
                found is None or found.missing or (found.width > 0 and found.height > 0),
                found,
            )
        address = data[:300].decode("utf-8", "surrogateescape")
        LocalImages(folder)("a.md", f"{address}.png")
        LocalImages(folder, folder)("a.md", f"/{address}.png")


GLOB: Final = (
    b"**/", b"*", b"?", b"[a-z]", b"[!", b"]", b"[[:alpha:]]", b"\\", b"!", b"#", b"/", b" ", b"a",
    b"{a,b}", b"***", b"..", b"\xff", b"[z-a]", b"*a*a*a", b"\x00", b"[^]", b"(", b"+", b"|", b"[\\",
    b"[--a]", b"[&&a]",
)  # fmt: skip
"""What is put into them."""
_PATHS: Final = (
    "a.md",
    "news/2024/a.md",
    "a/" * 120 + "a.md",
    "a" * 250,
    "\udcff/\n.md",
    "harbour-reopens-after-the-storm.md",
)


def make_globs(random: Random) -> bytes:
    """Patterns, a line each."""
    data = b"\n".join(
        b"".join(random.choice(GLOB) for _ in range(random.randrange(6)))
        for _ in range(random.randrange(1, 4))
    )
    return mutated(random, data, GLOB)


def try_globs(data: bytes) -> None:
    """Patterns are refused, or match in bounded time."""
    patterns = data.decode("utf-8", "surrogateescape").split("\n")[:40]
    bounded("patterns", partial(_use_globs, patterns))


def _use_globs(patterns: list[str]) -> None:
    mistakes = {index for index, _ in mistakes_in(patterns)}
    usable = [pattern for index, pattern in enumerate(patterns) if index not in mistakes]
    if list(mistakes_in(usable)):
        return
    globs = Globs([(Path("/work"), usable)])
    rules = Rules("\n".join(usable).encode("utf-8", "surrogateescape"))
    for path in _PATHS:
        hold("a pattern says yes or no", globs.match(f"/work/{path}") in (True, False))
        globs.match(f"/work/{path}", folder=True)
        hold("a line says yes, no or nothing", rules.verdict(path) in (True, False, None))
