"""What the disk answers, and whether it would answer so again."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from newslint.system import content_stamps, stamps
from newslint.system.content_stamps import UNKNOWN, ContentStamps
from newslint.system.stamps import BYTES, KIND, LINK, NAMES, holds, links_in, renewed, stamp

NOW = 2_000_000_000_000_000_000  # nanoseconds
SECOND = 1_000_000_000
LATE = NOW + 10 * SECOND
moments = [NOW]


@pytest.fixture(autouse=True)
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is written in the test was written at one moment, and the clock shows ten seconds more."""
    monkeypatch.chdir(tmp_path)
    at(monkeypatch, LATE)
    monkeypatch.setattr(stamps, "_state", _state)


_real_state = stamps._state


def _state(path: str) -> tuple[str, bool] | None:
    """The state, as if changes could be dated."""
    found = _real_state(path)
    fresh = os.stat(path).st_mtime_ns > moments[-1] - stamps._FRESH
    return None if found is None else (found[0], fresh)


def at(monkeypatch: pytest.MonkeyPatch, moment: int) -> None:
    monkeypatch.setattr(stamps, "time_ns", lambda: moment)
    moments.append(moment)


def written(name: str, text: str = "text", moment: int = NOW) -> Path:
    path = Path(name)
    path.write_text(text)
    os.utime(path, ns=(moment, moment))
    return path


def folder(name: str, moment: int = NOW) -> Path:
    path = Path(name)
    path.mkdir()
    os.utime(path, ns=(moment, moment))
    return path


def instead(name: str, make: Callable[[], object]) -> None:
    """Put something else in the place of a file or folder, which goes elsewhere."""
    os.rename(name, f"moved{len(os.listdir())}")
    make()


def test_a_kind_is_all_that_is_known_of_a_path() -> None:
    written("file")
    folder("folder")
    Path("link").symlink_to("file")
    Path("to").symlink_to("folder")
    Path("lost").symlink_to("nowhere")
    Path("round").symlink_to("round")
    os.mkfifo("pipe")
    names = ("file", "folder", "pipe", "link", "to", "lost", "round", "nowhere", "file/x", "\0")
    kinds = [stamp(KIND, name) for name in names]
    assert kinds == [
        "100000", "40000", "10000", "120000 100000", "120000 40000", "120000 error 2", "120000 error 40",
        "error 2", "error 20", "error None",
    ]  # fmt: skip
    assert all(holds(KIND, name, kind) for name, kind in zip(names, kinds, strict=True))
    written("file", "other text")
    assert holds(KIND, "file", "100000")
    assert not holds(KIND, "file", "40000")
    assert not holds(KIND, "nowhere", "100000")


def test_a_link_is_what_it_says() -> None:
    Path("link").symlink_to("file")
    assert stamp(LINK, "link") == "file"
    assert holds(LINK, "link", "file")
    assert not holds(LINK, "link", "other")
    assert stamp(LINK, "nowhere") == "error 2"


@pytest.mark.parametrize("name", ["file", "link"])
def test_the_state_of_a_file_stands_for_its_content(name: str) -> None:
    written("file")
    Path("link").symlink_to("file")
    known = stamp(BYTES, name)
    assert known.endswith(" |")
    assert holds(BYTES, name, known)
    written("file", "texts")
    assert not holds(BYTES, name, known)


CHANGES: dict[str, Callable[[], object]] = {
    "size": lambda: written("file", "texts"),
    "time": lambda: written("file", moment=NOW + 1),
    "rights": lambda: os.chmod("file", 0o600),
    "inode": lambda: written("new").replace("file"),
    "times of a change": lambda: written("file", "TEXT"),
    "nothing there": lambda: os.unlink("file"),
    "a folder": lambda: instead("file", lambda: folder("file")),
    "a pipe": lambda: instead("file", lambda: os.mkfifo("file")),
    "a link": lambda: instead("file", lambda: os.symlink("moved1", "file")),
}


@pytest.mark.parametrize("fresh", [True, False])
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_happens_to_a_file_changes_its_stamp(
    change: str, *, fresh: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    written("file")
    if fresh:
        at(monkeypatch, NOW)
    known = stamp(BYTES, "file")
    assert holds(BYTES, "file", known)
    before = os.stat("file").st_ctime_ns
    while change == "times of a change" and os.stat("file").st_ctime_ns == before:
        written("file")  # the system counts in steps
    CHANGES[change]()
    assert not holds(BYTES, "file", known)


def test_the_content_of_a_fresh_file_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "numbers", lambda _: "state ")
    written("file")
    at(monkeypatch, NOW + 2 * SECOND)
    assert stamp(BYTES, "file") == "state |", "two seconds are enough"
    at(monkeypatch, NOW + 2 * SECOND - 1)
    known = stamp(BYTES, "file")
    state, bar, content = known.partition("|")
    assert (state, bar, len(content)) == ("state ", "|", 32)
    at(monkeypatch, LATE)
    assert holds(BYTES, "file", known), "whenever that is asked"
    written("file", "TEXT")
    assert not holds(BYTES, "file", known)


def test_a_time_to_come_is_fresh() -> None:
    written("file", moment=LATE + 9 * SECOND)
    assert not stamp(BYTES, "file").endswith("|")


def test_a_large_file_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_PIECE", 4)
    at(monkeypatch, NOW)
    for most, count in ((7, 8), (8, 8), (9, 12), (100, 20)):
        monkeypatch.setattr(stamps, "_MOST", most)
        written("file", "abcd" * 5)
        content = stamp(BYTES, "file").partition("|")[2]
        assert content == stamps._digest(b"abcd" * (count // 4))


def test_what_holds_no_bytes_has_a_kind() -> None:
    os.mkfifo("pipe")
    assert stamp(BYTES, "pipe") == "10000"
    assert holds(BYTES, "pipe", "10000")
    assert stamp(BYTES, "nowhere") == "error 2"
    assert holds(BYTES, "nowhere", "error 2")
    written("nowhere")
    assert not holds(BYTES, "nowhere", "error 2")
    assert stamp(BYTES, "\0") == "error None"


@pytest.mark.parametrize("fresh", [True, False])
def test_the_names_in_a_folder_count_with_their_kinds(
    *, fresh: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder("f")
    for name in ("a", "b"):
        written(f"f/{name}")
    os.utime("f", ns=(NOW, NOW))
    if fresh:
        at(monkeypatch, NOW)
    known = stamp(NAMES, "f", "left out")
    assert known.startswith("|") is fresh
    assert holds(NAMES, "f", known, "left out")
    for path, text in (("f/a", "other"), ("f/left out", "")):
        written(path, text)
        assert holds(NAMES, "f", known, "left out")
    assert not holds(NAMES, "f", known)
    os.unlink("f/left out")
    for change, back in (
        (lambda: written("f/c"), lambda: os.unlink("f/c")),
        (lambda: os.unlink("f/a"), lambda: written("f/a")),
        (lambda: os.rename("f/a", "f/c"), lambda: os.rename("f/c", "f/a")),
        (lambda: instead("f/a", lambda: os.mkdir("f/a")), lambda: instead("f/a", lambda: written("f/a"))),
        (
            lambda: instead("f/a", lambda: os.symlink("b", "f/a")),
            lambda: instead("f/a", lambda: written("f/a")),
        ),
    ):
        change()
        assert not holds(NAMES, "f", known, "left out")
        back()
        assert holds(NAMES, "f", known, "left out")
    assert stamp(NAMES, "f/a").startswith("error")
    assert holds(NAMES, "nowhere", known) is False


def test_a_name_is_not_taken_for_two() -> None:
    for name in ("f", "g"):
        folder(name)
    written("f/a")
    written("f/b")
    written("g/ab")
    assert stamps._names("f", "") != stamps._names("g", "")


def test_a_stamp_loses_the_content_once_a_file_is_fresh_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    written("file")
    folder("f")
    at(monkeypatch, NOW)
    fresh, names = stamp(BYTES, "file"), stamp(NAMES, "f")
    assert renewed(BYTES, "file", fresh) == fresh
    assert renewed(NAMES, "f", names) == names
    at(monkeypatch, LATE)
    assert renewed(BYTES, "file", fresh) == stamp(BYTES, "file") == f"{fresh.partition('|')[0]}|"
    assert renewed(NAMES, "f", names) == stamp(NAMES, "f")
    assert not stamp(NAMES, "f").startswith("|")
    settled = stamp(NAMES, "f")
    os.utime("f", ns=(NOW + 1, NOW + 1))
    assert renewed(NAMES, "f", settled) == stamp(NAMES, "f") != settled, "names are the same"
    assert renewed(KIND, "file", "100000") == "100000"
    written("file", "TEXT")
    written("f/new")
    assert renewed(BYTES, "file", fresh) is None
    assert renewed(NAMES, "f", names) is None
    assert renewed(KIND, "file", "40000") is None


def test_links_in_a_folder() -> None:
    folder("f")
    written("f/a")
    Path("f/b").symlink_to("a")
    assert links_in("f") == ["f/b"]
    assert links_in("nowhere") == []
    assert links_in("f/a") == []


def test_what_is_settled_needs_not_be_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    written("a.md")
    folder("news")
    assert [
        stamps.is_settled(BYTES, stamp(BYTES, "a.md")),
        stamps.is_settled(NAMES, stamp(NAMES, "news")),
    ] == [
        True,
        True,
    ]
    assert stamps.is_settled(BYTES, stamp(BYTES, "nowhere"))
    assert stamps.is_settled(KIND, stamp(KIND, "a.md"))
    assert stamps.is_settled(LINK, "to|")
    at(monkeypatch, NOW)
    assert not stamps.is_settled(BYTES, stamp(BYTES, "a.md"))
    assert not stamps.is_settled(NAMES, stamp(NAMES, "news"))


@pytest.mark.parametrize("moment", [NOW, LATE], ids=["fresh", "settled"])
def test_thousands_of_files_are_told_apart_as_one_is(moment: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("same.md", "larger.md", "gone.md", "pipe.md", "again.md", "target.md"):
        written(name)
    os.symlink("target.md", "link.md")
    os.symlink("target.md", "other.md")
    at(monkeypatch, moment)
    names = [
        "same.md",
        "larger.md",
        "gone.md",
        "pipe.md",
        "again.md",
        "link.md",
        "other.md",
        "nowhere.md",
        "a\0",
    ]
    known = [stamp(BYTES, name) for name in names]
    column = ContentStamps.of(known)
    assert [*column.changed(names)] == []
    written("larger.md", "more text")
    os.unlink("gone.md")
    instead("pipe.md", lambda: os.mkfifo("pipe.md"))
    instead("again.md", lambda: written("again.md"))
    instead("other.md", lambda: os.symlink("same.md", "other.md"))
    changed = [place for place, name in enumerate(names) if not holds(BYTES, name, known[place])]
    assert [names[place] for place in changed] == ["larger.md", "gone.md", "pipe.md", "again.md", "other.md"]
    assert [*column.changed(names)] == changed
    now = ContentStamps.of([stamp(BYTES, name) for name in names])
    assert [*now.changed_since(column, names)] == changed
    assert [*column.changed_since(now, names)] == [], "the disk answers for those that are not the same"


def test_a_column_has_the_stamps_that_it_was_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("settled.md", "fresh.md"):
        written(name)
    os.symlink("settled.md", "link.md")
    settled = stamp(BYTES, "settled.md")
    link = stamp(BYTES, "link.md")
    at(monkeypatch, NOW)
    known = [settled, stamp(BYTES, "fresh.md"), link, "error 2", UNKNOWN, "100000", settled]
    known += [f"{2**63} 1 1 1 1 1 |", f"{2**63 - 1} 1 1 1 {-(2**63)} 0 |"]
    column = ContentStamps.of(known)
    assert len(column) == len(known)
    assert [*map(column.stamp, range(len(known)))] == known
    assert sorted(column.others) == [1, 2, 3, 4, 5, 7]
    assert column.rows[:48] == column.rows[6 * 48 : 7 * 48] != bytes(48) == column.rows[48:96]
    places = [8, None, 1, 0, 0]
    some = column.at(places)
    assert [*map(some.stamp, range(5))] == [known[8], UNKNOWN, known[1], settled, settled]
    other = column.having({0: UNKNOWN, 1: settled, 2: "error 2", 8: settled})
    expected = [UNKNOWN, settled, "error 2", "error 2", UNKNOWN, "100000", settled, known[7], settled]
    assert [*map(other.stamp, range(len(known)))] == expected
    assert sorted(other.others) == [0, 2, 3, 4, 5, 7]
    assert [*map(column.stamp, range(len(known)))] == known, "it stays as it is"


def test_each_file_of_many_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number}.md" for number in range(200)]
    for name in names:
        written(name)
    column = ContentStamps.of([stamp(BYTES, name) for name in names])
    assert not column.others
    asked: list[str] = []

    def never(question: str, path: str, known: str) -> bool:
        del question, known
        asked.append(path)
        return False

    monkeypatch.setattr(content_stamps, "holds", never)
    assert [*column.changed(names)] == []
    assert not asked
    for places in ([0], [63, 64], [127, 128, 199], [5, 70, 71, 150]):
        for place in places:
            instead(names[place], partial(written, names[place]))
        assert [*column.changed(names)] == places
        assert asked == [names[place] for place in places]
        column = ContentStamps.of([stamp(BYTES, name) for name in names])
        asked.clear()
    os.unlink("7.md")
    os.unlink("8.md")
    assert [*column.changed([*names[:9], "a\0", *names[10:]])] == [7, 8, 9]


def test_what_is_unknown_holds_never() -> None:
    written("a.md")
    known = stamp(BYTES, "a.md")
    unknown, column = ContentStamps.of([UNKNOWN]), ContentStamps.of([known])
    assert [*unknown.changed(["a.md"])] == [*unknown.changed_since(unknown, ["a.md"])] == [0]
    assert [*column.changed_since(unknown, ["a.md"])] == [0]
    assert [*unknown.changed_since(column, ["a.md"])] == [], "the disk is asked"
    missing = ContentStamps.of(["error 2"])
    assert [*missing.changed(["nowhere.md"])] == [*missing.changed_since(missing, ["nowhere.md"])] == []
