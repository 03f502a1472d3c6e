"""What came by once is there again, in any order, in memory and on the disk."""

import errno
import os
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import NewslintError
from newslint.api import spool as spools
from newslint.api.spool import Spool
from newslint.errors import ExhaustedError


@given(
    st.lists(st.binary(max_size=40), max_size=200),
    st.randoms(use_true_random=False),
    st.sampled_from([1, 9, 99, 10**6]),
)
def test_items_are_what_they_were(items: list[bytes], chance: random.Random, memory: int) -> None:
    with pytest.MonkeyPatch.context() as patch, Spool() as spool:
        patch.setattr(spools, "_MOST_IN_MEMORY", memory)
        for number, item in enumerate(items):
            spool.add(item)
            asked = chance.randrange(number + 1)
            assert spool[asked] == items[asked]
        assert len(spool) == len(items)
        assert [spool[number] for number in range(len(items))] == items
        for outside in (-1, len(items)):
            with pytest.raises(IndexError):
                spool[outside]


def test_little_is_kept_of_many() -> None:
    with Spool() as spool:
        for number in range(64 * 5 + 1):
            spool.add(b"%d" % number)
        assert len(spool._starts) == 6
        assert [spool[number] for number in (0, 63, 64, 319, 320)] == [b"0", b"63", b"64", b"319", b"320"]


def test_it_goes_to_the_disk_where_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spools, "_MOST_IN_MEMORY", 100)
    with Spool() as spool:
        file: Any = spool._file
        spool.add(b"x" * 92)
        assert not file._rolled
        spool.add(b"y")
        assert file._rolled
        assert (spool[0], spool[1]) == (b"x" * 92, b"y")
    assert spool._file.closed


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    said = r"^the records need room in the folder for temporary files: .*space"
    with Spool() as spool:
        spool.add(b"first")
        monkeypatch.setattr(spool._file, "write", full)
        with pytest.raises(NewslintError, match=said):
            spool.add(b"second")
        assert len(spool) == 1
        monkeypatch.setattr(spool._file, "seek", full)  # what waits is written before anything is read
        with pytest.raises(NewslintError, match=said):
            spool[0]
        close = spool._file.close

        def fail() -> None:  # the same when it is closed
            close()
            full()

        monkeypatch.setattr(spool._file, "close", fail)


def test_too_many_open_files_are_no_lack_of_room(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_many(_: bytes) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    with Spool() as spool:
        monkeypatch.setattr(spool._file, "write", too_many)
        with pytest.raises(ExhaustedError, match=r"^too many open files"):
            spool.add(b"first")
