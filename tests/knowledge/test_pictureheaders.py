"""Sizes of pictures: real headers are read to their end, and endless ones are not."""

import io
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from newslint.knowledge.picture_headers import (
    _MOST_BYTES,
    _MOST_CALLS,
    EndlessHeaderError,
    HeaderFile,
    read_size,
)

LONG = 60_000  # bytes of one segment of a JPEG; 65,533 are the most


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def exif(orientation: int, padding: int = 0) -> bytes:
    entry = struct.pack(">HHIHHI", 0x112, 3, 1, orientation, 0, 0)
    return segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry + bytes(padding))


def jpeg(*segments: bytes, size: tuple[int, int] = (120, 80)) -> bytes:
    frame = segment(0xC2, struct.pack(">BHHB", 8, size[1], size[0], 3) + bytes(9))
    return b"\xff\xd8" + b"".join(segments) + frame + segment(0xDA, bytes(8)) + bytes(99) + b"\xff\xd9"


def png(*chunks: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", 120, 80, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + header + bytes(4) + b"".join(chunks)


def tiff(order: str, before: int = 0, entries: int = 0, orientation: int = 1) -> bytes:
    """The directory lies behind the pixels, as many programs write it."""
    others = [struct.pack(order + "HHII", 255, 4, 1, 0)] * entries
    wanted = [struct.pack(order + "HHII", tag, 4, 1, value) for tag, value in ((256, 120), (257, 80))]
    turned = struct.pack(order + "HHIHH", 274, 3, 1, orientation, 0)
    directory = [*others, *wanted, turned]
    head = b"II*\0" if order == "<" else b"MM\0*"
    count = struct.pack(order + "H", len(directory))
    return head + struct.pack(order + "I", 8 + before) + bytes(before) + count + b"".join(directory)


def box(kind: bytes, *parts: bytes) -> bytes:
    return struct.pack(">I", 8 + sum(map(len, parts))) + kind + b"".join(parts)


def heif(*more: bytes, brand: bytes = b"avif", turned: int | None = None, before: bytes = b"") -> bytes:
    """Boxes as in ISO/IEC 23008-12: one picture with a size, and how often it is turned by 90 degrees."""
    properties = [box(b"ispe", bytes(4), struct.pack(">II", 120, 80))]
    if turned is not None:
        properties.append(box(b"irot", bytes(4), bytes([turned])))
    numbers = bytes(range(1, len(properties) + 1))
    links = box(b"ipma", bytes(4), struct.pack(">IHB", 1, 1, len(numbers)), numbers)
    meta = [
        box(b"pitm", bytes(4), struct.pack(">H", 1)),
        *more,
        box(b"iprp", box(b"ipco", *properties), links),
    ]
    kind = box(b"ftyp", brand, bytes(4), b"mif1")
    return kind + before + box(b"meta", bytes(4), *meta) + box(b"mdat", bytes(999))


def jp2() -> bytes:
    header = box(b"ihdr", struct.pack(">II", 80, 120), b"\0\x03\x07\x07\0\0")
    return box(b"jP  ", b"\r\n\x87\n") + box(b"ftyp", b"jp2 ", bytes(4), b"jp2 ") + box(b"jp2h", header)


@pytest.mark.parametrize(
    "data",
    [
        jpeg(),
        jpeg(exif(1)),
        jpeg(exif(1, LONG)),
        jpeg(exif(1), *[segment(0xE2, b"ICC_PROFILE\0" + bytes(LONG))] * 40),
        jpeg(exif(1), *[segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + bytes(LONG))] * 90),
        jpeg(*[segment(0xED, b"Photoshop 3.0\0" + bytes(LONG))] * 300),
        jpeg(*[segment(0xFE, b"a comment")] * 1000),
        png(),
        png(struct.pack(">I", 3_000_000) + b"tEXt" + bytes(3_000_004)),
        tiff("<"),
        tiff(">", before=5_000_000, entries=200),
        heif(),
        heif(brand=b"heic"),
        heif(before=box(b"free", bytes(5_000_000))),
        heif(box(b"iinf", bytes(4), bytes(2)), box(b"iloc", bytes(8))),
        jp2(),
        b"GIF89a" + struct.pack("<HH", 120, 80) + bytes(9),
        b"BM" + bytes(16) + struct.pack("<ii", 120, -80) + bytes(9),
        b"RIFF" + bytes(4) + b"WEBPVP8 " + bytes(10) + struct.pack("<HH", 120, 80),
        b"RIFF" + bytes(4) + b"WEBPVP8X" + bytes(8) + b"\x77\0\0\x4f\0\0" + bytes(900_000),
    ],
)
def test_a_real_header_is_read_to_its_end(data: bytes) -> None:
    assert read_size(io.BytesIO(data)) == (120, 80)


@pytest.mark.parametrize(
    "data",
    [
        jpeg(exif(6)),
        jpeg(*[segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + bytes(LONG))] * 50, exif(8, LONG)),
        tiff("<", before=3_000_000, orientation=6),
        tiff(">", orientation=8),
        heif(turned=1),
        heif(turned=3, brand=b"heic"),
    ],
)
def test_a_turned_picture_has_the_size_that_is_seen(data: bytes) -> None:
    assert read_size(io.BytesIO(data)) == (80, 120)


class Counted(io.BytesIO):
    """Knows how often it was asked, and for how much."""

    calls = 0
    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.calls += 1
        self.taken += len(data)
        return data

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self.calls += 1
        return super().seek(offset, whence)


ENDLESS = {
    "digits": b"P5 " + b"1" * 1_000_000,
    "a comment of Netpbm": b"P6 #" + b"x" * 1_000_000,
    "a JPEG of zero bytes": b"\xff\xd8" + bytes(2_000_000),
    "a JPEG of fill bytes": b"\xff\xd8" + b"\xff" * 2_000_000,
    "markers without end": b"\xff\xd8" + b"\xff\x01" * 1_000_000,
    "segments without end": jpeg(*[segment(0xFE, b"")] * 100_000),
    "Exif without end": jpeg(*[exif(0, LONG)] * 200),
    "brands without end": struct.pack(">I", 2_000_016) + b"ftypxxxx" + bytes(2_000_004),
    "boxes without end": box(b"ftyp", b"heic", bytes(4)) + box(b"free") * 500_000,
    "one large list": heif(box(b"iprp", box(b"ipma", bytes(4), b"\0\x0f\0\0" + bytes(3_000_000)))),
    "many large lists": heif(*[box(b"iprp", box(b"ipma", bytes(4), b"\0\0\x80\0" + bytes(98_304)))] * 50),
    "properties without end": heif(box(b"iprp", box(b"ipco", *[box(b"ispe", bytes(12))] * 50_000))),
    "items without end": heif(box(b"iinf", bytes(6), *[box(b"infe", bytes(16))] * 50_000)),
    "a directory without end": tiff("<", entries=60_000),
    "a large directory without end": b"II+\0\x08\0\0\0\x10" + bytes(7) + b"\xff" * 8 + bytes(2_000_000),
    "boxes of JPEG 2000 without end": jp2()[:12] + box(b"free") * 200_000,
}


@pytest.mark.parametrize("data", ENDLESS.values(), ids=ENDLESS)
def test_an_endless_header_is_not_read_to_its_end(data: bytes) -> None:
    file = Counted(data)
    assert read_size(file) is None
    assert file.calls <= _MOST_CALLS + 2
    assert file.taken <= _MOST_BYTES["jpeg"] + 64
    if not data.startswith(b"\xff\xd8"):
        assert file.taken <= _MOST_BYTES["other"] + 64


def steps(function: Callable[[], object]) -> int:
    """How many functions are called, those in C too."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:  # noqa: ARG001
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("padding", [0, 1, 2, 3, 4, 20, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 60])
def test_lists_of_places_are_not_gone_through(padding: int) -> None:
    """Each entry of a few bytes may announce 65,535 places of no length, wherever the box lies."""

    def places(count: int) -> bytes:
        entries = (struct.pack(">HHH", number, 0, 65_535) for number in range(count))
        return box(b"iloc", bytes(6), struct.pack(">H", count), *entries)

    few, many = (heif(box(b"free", bytes(padding)), places(count)) for count in (1, 2000))
    assert read_size(io.BytesIO(few)) == read_size(io.BytesIO(many)) == (120, 80)
    assert steps(lambda: read_size(io.BytesIO(many))) == steps(lambda: read_size(io.BytesIO(few)))


@pytest.mark.parametrize(
    "start", [b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", jp2()[:12], box(b"ftyp", b"heic", bytes(4)), b"MM\0*"]
)
def test_a_file_that_is_large_and_empty(start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    with path.open("wb") as file:
        file.write(start)
        file.truncate(3_000_000_000)
    with path.open("rb") as file:
        assert read_size(file) is None


def test_a_parser_that_catches_the_end_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    import imagesize  # noqa: PLC0415 - as the code does

    def careless(file: HeaderFile) -> tuple[int, int]:
        with pytest.raises(EndlessHeaderError):
            file.read()
        with pytest.raises(EndlessHeaderError):
            file.read(1)
        return 120, 80

    monkeypatch.setattr(imagesize, "get", careless)
    assert read_size(io.BytesIO(png())) is None
