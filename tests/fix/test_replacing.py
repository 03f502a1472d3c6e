"""A person's file is at every moment the old one or the new one, and nobody's edit is lost."""

import errno
import os
import re
import socket
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import PATIENCE

from newslint.errors import NewslintError
from newslint.fix import replace_file as replacing
from newslint.fix.replace_file import remove_leftovers, replace_file
from newslint.system.contained import Boundary

OLD = "---\r\ntitle: Ã©\n---\n\x00".encode()
NEW = "---\r\ntitle: é\n---\n\x00".encode()

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX has them, Windows hasn't")
root_only = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files to others"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "site" / "a.md"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def refusal(path: Path, root: Path) -> str:
    """Why a file isn't replaced, in one line that names it."""
    with pytest.raises(NewslintError) as caught:
        replace_file(path, OLD, NEW, Boundary(root))
    name, separator, why = str(caught.value).partition(": ")
    assert (name, separator) == (str(path), ": ")
    assert "\n" not in why
    return why


def refused(path: Path, root: Path, why: str) -> None:
    assert re.search(why, refusal(path, root))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_content_is_replaced_and_nothing_else_appears(article: Path) -> None:
    replace_file(article, OLD, NEW, Boundary(article.parent))
    assert article.read_bytes() == NEW
    assert names(article.parent) == ["a.md"]


def test_a_name_relative_to_the_working_directory(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(article.parent)
    replace_file(Path("a.md"), OLD, NEW, Boundary(Path()))
    assert article.read_bytes() == NEW


@posix
@pytest.mark.parametrize("name", ["é", "n" * 252, "a\nb", "-f", "a b*"])
def test_any_name(name: str, tmp_path: Path) -> None:
    article = tmp_path / f"{name}.md" if len(name) < 250 else tmp_path / name
    article.write_bytes(OLD)
    replace_file(article, OLD, NEW, Boundary(tmp_path))
    assert article.read_bytes() == NEW


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not text")
def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    folder.mkdir()
    article = Path(os.fsdecode(os.fsencode(folder) + b"/\xff.md"))
    article.write_bytes(OLD)
    replace_file(article, OLD, NEW, Boundary(tmp_path))
    assert article.read_bytes() == NEW
    article.write_bytes(b"other")
    refused(article, tmp_path, "changed")


@pytest.mark.parametrize("now", [b"", OLD + b"x", OLD.replace(b"\r\n", b"\n")])
def test_what_changed_meanwhile_stays(now: bytes, article: Path) -> None:
    article.write_bytes(now)
    refused(article, article.parent, "changed while newslint was working; run it again$")
    assert article.read_bytes() == now
    assert names(article.parent) == ["a.md"]


def test_what_is_new_already_is_left_alone(article: Path) -> None:
    article.write_bytes(NEW)
    before = article.stat()
    replace_file(article, OLD, NEW, Boundary(article.parent))
    assert os.path.samestat(article.stat(), before)


def save_in_place(path: Path) -> None:
    path.write_bytes(b"mine")


def save_by_rename(path: Path) -> None:
    (path.parent / "new").write_bytes(b"mine")
    (path.parent / "new").replace(path)


def save_the_same_by_rename(path: Path) -> None:
    (path.parent / "new").write_bytes(OLD)
    (path.parent / "new").replace(path)


@pytest.mark.parametrize(
    ("act", "left"),
    [
        (save_in_place, b"mine"),
        (save_by_rename, b"mine"),
        (save_the_same_by_rename, OLD),
        (Path.unlink, None),
    ],
)
def test_what_changes_while_the_new_content_is_written_stays(
    act: Callable[[Path], None], left: bytes | None, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: act(article))
    refused(article, article.parent, "changed while newslint was working")
    assert (article.read_bytes() if article.exists() else None) == left
    assert names(article.parent) == ([] if left is None else ["a.md"])


@posix
@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o664, 0o2664, 0o4755])
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_the_mode_is_kept(mode: int, umask: int, article: Path) -> None:
    article.chmod(mode)
    before = os.umask(umask)
    try:
        replace_file(article, OLD, NEW, Boundary(article.parent))
    finally:
        os.umask(before)
    assert stat.S_IMODE(article.stat().st_mode) == mode


@root_only
def test_the_owner_is_kept(article: Path) -> None:
    os.chown(article, 1234, 2345)
    article.chmod(0o6755)
    replace_file(article, OLD, NEW, Boundary(article.parent))
    status = article.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 2345, 0o6755)


@root_only
@pytest.mark.parametrize(
    ("owner_and_group", "mode", "expected"),
    [
        ((1234, 0), 0o4664, 0o664),
        ((0, 2345), 0o660, 0o600),
        ((0, 2345), 0o664, 0o644),
        ((1234, 2345), 0o2640, 0o600),
    ],
)
def test_without_the_owner_or_the_group_nobody_gains_a_right(
    owner_and_group: tuple[int, int],
    mode: int,
    expected: int,
    article: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    os.chown(article, *owner_and_group)
    article.chmod(mode)

    def denied(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", denied)
    replace_file(article, OLD, NEW, Boundary(article.parent))
    assert article.read_bytes() == NEW
    assert stat.S_IMODE(article.stat().st_mode) == expected


@posix
def test_a_read_only_file_is_refused_even_to_root(article: Path) -> None:
    article.chmod(0o444)
    refused(article, article.parent, "it is read-only; make it writable first")
    assert article.read_bytes() == OLD


@root_only
@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "why"),
    [(0o555, 0o666, "can't write: permission denied"), (0o777, 0o644, "it is read-only")],
)
def test_what_the_system_denies(folder_mode: int, file_mode: int, why: str) -> None:
    code = f"""
        import fcntl
        import os
        import tempfile  # later, this user may read no library
        from pathlib import Path
        from newslint.errors import NewslintError
        from newslint.system.contained import Boundary
        from newslint.fix.replace_file import replace_file
        os.setgroups([])
        os.setgid(1234)
        os.setuid(1234)
        try:
            replace_file(Path("a.md"), {OLD!r}, {NEW!r}, Boundary(Path()))
        except NewslintError as error:
            print(error)
        """
    # The folders that pytest makes are closed to everybody else.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.md").write_bytes(OLD)
        (folder / "a.md").chmod(file_mode)
        folder.chmod(folder_mode)
        assert why in run(code, folder)
        assert (folder / "a.md").read_bytes() == OLD
        assert names(folder) == ["a.md"]


@posix
def test_hard_links_are_not_parted(article: Path) -> None:
    os.link(article, article.parent / "b.md")
    refused(article, article.parent, "it has 2 hard links")
    assert article.read_bytes() == (article.parent / "b.md").read_bytes() == OLD


@posix
@pytest.mark.parametrize("link", ["a.md", "../site/a.md", "posts/inner"])
def test_a_link_inside_the_project_is_followed_and_stays(link: str, article: Path) -> None:
    (article.parent / "posts").mkdir()
    (article.parent / "posts" / "inner").symlink_to("../a.md")
    (article.parent / "link.md").symlink_to(link)
    replace_file(article.parent / "link.md", OLD, NEW, Boundary(article.parent))
    assert (article.parent / "link.md").readlink() == Path(link)
    assert article.read_bytes() == NEW


@posix
def test_a_link_out_of_the_project_is_not_followed(article: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.md").write_bytes(OLD)
    (article.parent / "link.md").symlink_to(outside / "b.md")
    (article.parent / "folder").symlink_to(outside)
    for path in (article.parent / "link.md", article.parent / "folder" / "b.md"):
        refused(path, article.parent, "a link leads out of the project")
    assert (outside / "b.md").read_bytes() == OLD
    replace_file(outside / "b.md", OLD, NEW, Boundary(article.parent))
    assert (outside / "b.md").read_bytes() == NEW


@posix
def test_a_file_outside_the_project_keeps_to_its_own_folder(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "near.md").symlink_to("real.md")
    (outside / "far.md").symlink_to(article)
    (outside / "real.md").write_bytes(OLD)
    monkeypatch.chdir(article.parent)
    refused(Path("../outside/far.md"), Path(), "a link leads out")
    replace_file(Path("../outside/near.md"), OLD, NEW, Boundary(Path()))
    assert ((outside / "real.md").read_bytes(), article.read_bytes()) == (NEW, OLD)


@posix
def test_a_project_that_is_itself_behind_a_link(article: Path, tmp_path: Path) -> None:
    (tmp_path / "www").symlink_to("site")
    replace_file(tmp_path / "www" / "a.md", OLD, NEW, Boundary(tmp_path / "www"))
    replace_file(article, NEW, OLD, Boundary(tmp_path / "www"))
    replace_file(tmp_path / "www" / "a.md", OLD, NEW, Boundary(article.parent))
    (article.parent / "posts").mkdir()
    (article.parent / "posts" / "link.md").symlink_to("../a.md")
    replace_file(tmp_path / "www" / "posts" / "link.md", NEW, OLD, Boundary(article.parent))
    assert article.read_bytes() == OLD


@posix
def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "dangling.md").symlink_to("nowhere.md")
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        there = os.open(tmp_path, os.O_RDONLY)
        try:
            server.bind(f"/proc/self/fd/{there}/socket.md" if sys.platform == "linux" else "socket.md")
        finally:
            os.close(there)
    for name, why in (
        ("dangling.md", "no such file or directory"),
        ("gone.md", "no such file or directory"),
        ("gone/gone.md", "no such file or directory"),
        ("loop.md", "too many levels of symbolic links"),
        ("folder.md", "not a regular file"),
        ("pipe.md", "not a regular file"),
        ("socket.md", "not a regular file"),
    ):
        assert why in refusal(tmp_path / name, tmp_path), name
    assert "not a regular file" in refusal(Path(os.devnull), tmp_path)


@pytest.mark.parametrize("place", ["os.fsync", "pathlib.Path.replace", "tempfile.NamedTemporaryFile"])
@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=repr
)
def test_a_failure_in_the_middle_keeps_the_old_file(
    place: str, failure: BaseException, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(place, fail)
    if isinstance(failure, OSError):
        refused(article, article.parent, "can't write: no space left on device; the file is unchanged")
    else:
        with pytest.raises(KeyboardInterrupt):
            replace_file(article, OLD, NEW, Boundary(article.parent))
    assert article.read_bytes() == OLD
    assert names(article.parent) == ["a.md"]


@posix
def test_a_full_disk(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(OLD)
    code = f"""
        import resource
        from pathlib import Path
        from newslint.errors import NewslintError
        from newslint.system.contained import Boundary
        from newslint.fix.replace_file import replace_file
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        try:
            replace_file(Path("a.md"), {OLD!r}, b"x" * 100_000, Boundary(Path()))
        except NewslintError as error:
            print(error)
        """
    assert run(code, tmp_path) == "a.md: can't write: file too large; the file is unchanged\n"
    assert (tmp_path / "a.md").read_bytes() == OLD
    assert names(tmp_path) == ["a.md"]


@pytest.mark.slow
@posix
def test_killed_at_every_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(OLD)
    code = f"""
        import os
        import signal
        import sys
        from pathlib import Path
        from newslint.system.contained import Boundary
        from newslint.fix.replace_file import remove_leftovers, replace_file

        path = Path("a.md")

        def kill_after(lines):
            def trace(frame, event, argument):
                nonlocal lines
                if "newslint" not in frame.f_code.co_filename and "tempfile" not in frame.f_code.co_filename:
                    return None
                lines -= event == "line"
                if lines < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return trace
            sys.settrace(trace)

        states = ""
        killed = True
        while killed:
            path.write_bytes({OLD!r})
            child = os.fork()
            if child == 0:
                kill_after(len(states))
                replace_file(path, {OLD!r}, {NEW!r}, Boundary(Path()))
                os._exit(0)
            killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
            states += {{{OLD!r}: "o", {NEW!r}: "n"}}[path.read_bytes()]
        leftovers = len(os.listdir())
        remove_leftovers(Path())
        print(states, leftovers > 1, os.listdir())
        """
    states, *rest = run(code, tmp_path).split(maxsplit=1)
    assert rest == ["True ['a.md']\n"]
    assert set(states.rstrip("n")) == {"o"}
    assert states.count("o") > 50
    assert states.count("n") > 1


@posix
def test_killed_in_the_middle_of_a_write(tmp_path: Path) -> None:
    """Who writes more than a process may is killed by the system, with so many bytes on the disk."""
    code = """
        import os
        import resource
        import signal
        from pathlib import Path
        from newslint.system.contained import Boundary
        from newslint.fix.replace_file import remove_leftovers, replace_file

        old, new = b"old" * 40_000, b"new" * 50_000
        files = [Path(f"{number}.md") for number in range(5)]
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        states = []
        for most in (0, 1, 4096, 70_000, len(new) - 1, len(new)):
            for path in files:
                path.write_bytes(old)
            child = os.fork()
            if child == 0:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
                for path in files:
                    replace_file(path, old, new, Boundary(Path()))
                os._exit(0)
            ended = os.waitpid(child, 0)[1]
            left = [path.stat().st_size for path in Path().iterdir() if path not in files]
            found = {path.read_bytes() for path in files}
            assert len(found) == 1 and left == ([most] if ended else []), (found, left)
            states.append((os.WTERMSIG(ended) == signal.SIGXFSZ, {old: "old", new: "new"}[found.pop()]))
            remove_leftovers(Path())
            assert sorted(Path().iterdir()) == files
        print(states)
        """
    assert run(code, tmp_path) == f"{[(True, 'old')] * 5 + [(False, 'new')]}\n"


@posix
def test_processes_at_the_same_time_lose_no_edit(tmp_path: Path) -> None:
    code = """
        import os
        from pathlib import Path
        from newslint.fix import replace_file as replacing
        from newslint.errors import NewslintError
        from newslint.system.contained import Boundary
        from newslint.fix.replace_file import replace_file

        replacing._LONGEST_WAIT = float("inf")
        path = Path("a.md")
        path.write_bytes(b"")
        children = []
        for letter in b"abcd":
            child = os.fork()
            if child == 0:
                left = 25
                while left:
                    old = path.read_bytes()
                    try:
                        replace_file(path, old, old + bytes([letter]), Boundary(Path()))
                        left -= 1
                    except NewslintError as error:
                        assert "it changed while newslint was working" in str(error), error
                os._exit(0)
            children.append(child)
        print([os.waitpid(child, 0)[1] for child in children])
        """
    assert run(code, tmp_path) == "[0, 0, 0, 0]\n"
    assert sorted((tmp_path / "a.md").read_bytes()) == sorted(b"abcd" * 25)
    assert names(tmp_path) == ["a.md"]


@posix
def test_a_folder_that_stays_locked(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "_LONGEST_WAIT", 0.02)
    with replacing._turn_in(article.parent) as is_alone:
        assert is_alone
        with pytest.raises(NewslintError, match="locked by another program; run newslint again later"):
            replace_file(article, OLD, NEW, Boundary(article.parent))
        with pytest.raises(NewslintError, match="locked by another program"):
            remove_leftovers(article.parent)
    replace_file(article, OLD, NEW, Boundary(article.parent))
    assert article.read_bytes() == NEW


@pytest.mark.parametrize("missing", ["os.open", "fcntl.flock"])
@posix
def test_without_locks_files_are_replaced_and_leftovers_stay(
    missing: str, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise OSError(errno.ENOLCK, "No locks available")

    leftover = article.parent / ".newslint-fix-0.tmp"
    leftover.touch()
    with monkeypatch.context() as patch:
        patch.setattr(missing, fail)
        remove_leftovers(article.parent)
    assert leftover.exists()
    if missing == "fcntl.flock":
        monkeypatch.setattr(missing, fail)
        replace_file(article, OLD, NEW, Boundary(article.parent))
        assert article.read_bytes() == NEW


def test_only_leftovers_are_removed(article: Path) -> None:
    for name in (".newslint-fix-ab.tmp", ".newslint.toml", ".newslint-ab.tmp", "newslint-fix-ab.tmp"):
        (article.parent / name).touch()
    remove_leftovers(article.parent)
    assert names(article.parent) == [".newslint-ab.tmp", ".newslint.toml", "a.md", "newslint-fix-ab.tmp"]
    remove_leftovers(article.parent / "missing")


def run(code: str, folder: Path) -> str:
    """The output of a program, in a process of its own that may be killed, limited or forked."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.stderr == ""
    return done.stdout
