"""Every question that is put to the disk is noted, whoever asks."""

import ast
import builtins
import io
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from newslint.system import questions
from newslint.system.questions import Noted, noting
from newslint.system.stamps import BYTES, KIND, LINK, NAMES

PACKAGE = Path(__file__).parents[2] / "newslint"


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("text")
    Path("folder").mkdir()
    Path("link").symlink_to("file")


def asked(ask: Callable[[], object]) -> set[tuple[str, str]]:
    """What is noted of a question; it is noted whether it can be answered or not."""
    with noting(""):
        with suppress(OSError, ValueError):
            ask()
        return set(questions.taken().stamps)


@pytest.mark.parametrize(
    ("ask", "question"),
    [
        (os.path.exists, KIND),
        (os.path.lexists, KIND),
        (os.path.isfile, KIND),
        (os.path.isdir, KIND),
        (os.path.islink, KIND),
        (os.path.realpath, KIND),
        (os.path.getsize, KIND),
        (lambda path: os.access(path, os.R_OK), KIND),
        (lambda path: os.stat(path), KIND),
        (lambda path: os.lstat(path), KIND),
        (lambda path: os.readlink(path), LINK),
        (lambda path: list(os.scandir(path)), NAMES),
        (lambda path: os.listdir(path), NAMES),
        (lambda path: list(os.walk(path)), NAMES),
        (lambda path: os.close(os.open(path, os.O_RDONLY)), BYTES),
        (lambda path: open(path).close(), BYTES),
        (lambda path: open(path, "rb").close(), BYTES),
        (lambda path: Path(path).exists(), KIND),
        (lambda path: Path(path).is_file(), KIND),
        (lambda path: Path(path).is_dir(), KIND),
        (lambda path: Path(path).is_symlink(), KIND),
        (lambda path: Path(path).stat(), KIND),
        (lambda path: Path(path).open().close(), BYTES),
        (lambda path: Path(path).read_text(), BYTES),
        (lambda path: Path(path).read_bytes(), BYTES),
        (lambda path: list(Path(path).iterdir()), NAMES),
    ],
)
@pytest.mark.parametrize("name", ["file", "folder", "link", "nowhere"])
def test_questions_are_noted(ask: Callable[[str], object], question: str, name: str) -> None:
    absolute = os.path.abspath(name)
    assert (question, absolute) in asked(lambda: ask(absolute))
    assert {path for _, path in asked(lambda: ask(name))} >= {name} or ask is os.path.realpath


def test_where_a_link_leads_is_noted() -> None:
    absolute = os.path.abspath("link")
    for ask in (os.path.realpath, lambda path: Path(path).resolve()):
        found = asked(lambda ask=ask: ask(absolute))  # type: ignore[misc]
        assert {(KIND, absolute), (LINK, absolute), (KIND, os.path.abspath("file"))} <= found


def test_the_links_in_a_folder_are_noted_with_it() -> None:
    assert asked(lambda: os.scandir(None).close()) == {(NAMES, "."), (KIND, "./link")}
    assert asked(lambda: os.listdir()) == {(NAMES, "."), (KIND, "./link")}
    assert asked(lambda: os.listdir(b"folder")) == {(NAMES, "folder")}
    assert asked(lambda: os.path.exists(".")) == {(KIND, ".")}


@pytest.mark.parametrize(
    "write",
    [
        lambda: open("file", "w").close(),
        lambda: open("file", mode="ab").close(),
        lambda: open("file", "r+").close(),
        lambda: open("new", "x").close(),
        lambda: os.close(os.open("file", os.O_WRONLY)),
        lambda: os.close(os.open("file", flags=os.O_RDWR)),
        lambda: os.close(os.open("new", os.O_CREAT)),
        lambda: os.fstat(0),
        lambda: os.stat(0),
        lambda: open(os.open(os.devnull, os.O_WRONLY), "w").close(),
    ],
)
def test_writing_and_what_is_open_is_no_question(write: Callable[[], object]) -> None:
    assert asked(write) == set()


def test_all_is_as_before_in_the_end() -> None:
    before = (
        os.stat,
        os.lstat,
        os.scandir,
        os.listdir,
        os.readlink,
        os.access,
        os.open,
        builtins.open,
        io.open,
    )
    with suppress(ZeroDivisionError), noting(""):
        assert os.stat is not before[0]
        assert questions.left_out() == ""
        os.path.exists("file")
        questions.begin("x")  # as a process does that was copied
        assert questions.taken() == Noted({})
        assert questions.left_out() == "x"
        raise ZeroDivisionError
    assert before == (
        os.stat, os.lstat, os.scandir, os.listdir, os.readlink, os.access, os.open, builtins.open, io.open
    )  # fmt: skip
    assert questions.left_out() is None
    assert questions.taken() == Noted({})


def test_nothing_is_noted_where_nobody_notes() -> None:
    questions.note(KIND, "file")
    questions.doubt("why")
    questions.hold_until(7)
    questions.add(Noted({(KIND, "file"): "x"}, 7, "why"))
    assert questions.taken() == Noted({})
    with noting(""):
        with questions.unnoted():
            os.stat("file")
            questions.doubt("why")
        assert questions.taken() == Noted({})


def test_the_first_answer_counts() -> None:
    with noting(""):
        os.path.exists("new")
        Path("new").write_text("")
        os.path.exists("new")
        os.path.exists("\0")
        found = questions.taken()
        assert found.stamps == {(KIND, "new"): "error 2"}
        os.path.exists("new")
        assert questions.taken().stamps == {(KIND, "new"): "100000"}


def test_what_another_process_noted_is_added() -> None:
    with noting(""):
        os.path.exists("file")
        questions.hold_until(9)
        questions.add(Noted({(KIND, "file"): "earlier", (KIND, "x"): "y"}, 7, ""))
        questions.hold_until(8)
        assert questions.taken() == Noted({(KIND, "file"): "100000", (KIND, "x"): "y"}, 7, "")
        os.path.exists("file")
        questions.add(Noted({}, 7, "first"))
        questions.doubt("second")
        os.path.exists("folder")
        assert questions.taken() == Noted({}, 7, "first")


def test_what_another_process_noted_takes_the_names_that_are_here() -> None:
    here, there = (os.fsdecode(b"article.md") for _ in range(2))
    assert here is not there
    with noting(""):
        questions.add(Noted({(BYTES, there): "x", (KIND, "other"): "y"}), {here: here})
        stamps = questions.taken().stamps
    assert stamps == {(BYTES, "article.md"): "x", (KIND, "other"): "y"}
    assert next(name for _, name in stamps) is here


def test_too_many_questions_are_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "_MOST", 2)
    with noting(""):
        for name in ("file", "folder"):
            os.path.exists(name)
        assert len(questions._notes.stamps) == 2
        assert not questions._notes.doubt
        os.path.exists("link")
        os.path.exists("nowhere")
        assert questions.taken() == Noted({}, doubt="there are too many questions")
        questions.add(Noted({(KIND, name): "x" for name in "ab"}))
        assert len(questions.taken().stamps) == 2
        questions.add(Noted({(KIND, name): "x" for name in "abc"}))
        assert questions.taken() == Noted({}, doubt="there are too many questions")


def test_a_path_in_an_open_folder_is_a_doubt() -> None:
    folder = os.open("folder", os.O_RDONLY)
    try:
        with noting(""):
            os.stat(".", dir_fd=folder)
            assert questions.taken().doubt == "a path begins in an open folder"
    finally:
        os.close(folder)


def test_of_a_file_its_kind_is_all_that_counts() -> None:
    """Whoever goes by its size or its times asks for what it holds, too, and that is noted."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr.startswith("st_") and node.attr != "st_mode"
    }
    assert found == {
        "fix/replace_file.py",  # such a run is never told again
        "run/cache/answers.py",  # what is kept
        "run/cache/basis.py",
        "run/cache/folder.py",
        "run/cache/key.py",  # this program
        "run/discovery.py",  # junctions of Windows, where no run is told again
        "run/local_images.py",  # of open files
        "system/contained.py",
        "system/stamps.py",
    }


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_who_asks_another_program_says_so() -> None:
    """What these read is noted by `newslint.system.tracked`, and is a doubt in `newslint.run.git`."""
    programs = {"subprocess", "socket", "ctypes", "urllib.request", "http.client", "mmap"}
    found = {
        path.relative_to(PACKAGE).as_posix(): sorted(_imports(path) & programs)
        for path in PACKAGE.rglob("*.py")
        if _imports(path) & programs
    }
    assert found == {
        "run/git.py": ["subprocess"],
        "run/pool.py": ["ctypes"],
        "system/tracked.py": ["subprocess"],
    }


def test_nobody_keeps_a_way_past_the_notes() -> None:
    """A name that is taken from `os` while modules are loaded is the one from before."""
    taken: dict[str, list[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in {"os", "os.path", "io", "posix", "_io"}:
                known: Any = {alias.name for alias in node.names} & {*questions._ASKING, "open", "walk"}
                if known:
                    taken[path.relative_to(PACKAGE).as_posix()] = sorted(known)
    assert taken == {}
