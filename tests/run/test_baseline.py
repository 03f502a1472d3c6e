"""A baseline forgives what is known and nothing else, and survives git."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.errors import NewslintError
from newslint.finding import Finding, Range, Severity
from newslint.lint.listing import standing_for
from newslint.run.baseline import Baseline, Entry, dump, load, namer, split, stale, updated

HERE = Path()
A = Entry("a.md", "TXT001", "title", "00000000000000aa")
B = Entry("b.md", "URL003", "related[].url", "00000000000000bb")
C = Entry("c.md", "SCH001", "published", "00000000000000cc")


def finding(file: str, code: str, path: str, digest: str, line: int = 1) -> Finding:
    return Finding(
        code=code,
        name="a-rule",
        severity=Severity.WARNING,
        message="wrong",
        file=file,
        range=Range(line, 1, line, 2),
        path=path,
        help=None,
        fix=None,
        excerpt="",
        digest=digest,
    )


def everything(_: Entry) -> bool:
    return True


def nothing(_: Entry) -> bool:
    return False


def loaded(folder: Path, content: str | bytes) -> Baseline:
    path = folder / "baseline.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(path)


# Names that are not UTF-8 reach Python with the bytes that don't fit as lone surrogates.
texts = st.text(st.characters(codec="utf-8") | st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF))
entries = st.builds(Entry, texts, texts, texts, texts)
baselines = st.builds(Baseline, st.dictionaries(entries, st.integers(1, 10**9), max_size=8))
# A small world, so that many findings are alike.
findings = st.lists(
    st.builds(
        finding,
        st.sampled_from(["a.md", "sub/b.md", "../c.md", "sub/\udce9.md"]),
        st.sampled_from(["TXT001", "URL003"]),
        st.sampled_from(["", "title", "related[0].url", "related[12].url"]),
        st.sampled_from(["0" * 16, "f" * 16]),
        st.integers(1, 9),
    ),
    max_size=20,
)
judgements: st.SearchStrategy[Callable[[Entry], bool]] = st.sampled_from(
    [everything, nothing, lambda entry: entry.code == "TXT001", lambda entry: entry.file == "a.md"]
)


def test_the_file_has_one_sorted_entry_a_line_and_the_version_last(tmp_path: Path) -> None:
    odd = Entry("é\udce9 \n.md", "TXT001", 'a"b', "0" * 16)
    text = dump(Baseline({odd: 1, C: 1, A: 2}))
    assert text == (
        "[\n"
        '["a.md", "TXT001", "title", "00000000000000aa", 2],\n'
        '["c.md", "SCH001", "published", "00000000000000cc", 1],\n'
        r'["\u00e9\udce9 \n.md", "TXT001", "a\"b", "0000000000000000", 1],' + "\n"
        '{"version": 1}\n'
        "]\n"
    )
    assert loaded(tmp_path, text) == Baseline({A: 2, C: 1, odd: 1})


def test_an_empty_baseline_is_a_file_too(tmp_path: Path) -> None:
    assert dump(Baseline()) == '[\n{"version": 1}\n]\n'
    assert loaded(tmp_path, dump(Baseline())) == Baseline()


@given(baselines, st.randoms(use_true_random=False))
def test_what_was_written_is_read_in_any_order_of_lines(
    tmp_path_factory: pytest.TempPathFactory, baseline: Baseline, random: Random
) -> None:
    text = dump(baseline)
    assert text.isascii()
    first, *lines, version, end = text.splitlines(keepends=True)
    random.shuffle(lines)
    folder = tmp_path_factory.getbasetemp()
    assert loaded(folder, text) == baseline
    shuffled = loaded(folder, "".join([first, *lines, version, end]))
    assert shuffled == baseline
    assert dump(shuffled) == text


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.rstrip().encode(),
        lambda text: json.dumps(json.loads(text), indent=4).encode(),
        lambda text: json.dumps(json.loads(text), separators=(",", ":")).encode(),
    ],
    ids=["byte order mark", "CRLF", "no last line break", "formatted", "minified"],
)
def test_what_editors_and_git_do_to_a_file_is_harmless(
    tmp_path: Path, change: Callable[[str], bytes]
) -> None:
    baseline = Baseline({A: 2, B: 1})
    assert loaded(tmp_path, change(dump(baseline))) == baseline


def test_an_entry_that_stands_there_twice_has_the_higher_count(tmp_path: Path) -> None:
    rows = [[*A, 3], [*B, 1], [*A, 5], [*A, 2]]
    assert loaded(tmp_path, json.dumps([*rows, {"version": 1}])) == Baseline({A: 5, B: 1})


GOOD = json.dumps([*A, 1])
END = '{"version": 1}\n]\n'
RESTORE = "; restore it, or delete it and run `newslint check --update-baseline`"
BAD_ENTRY = (
    ": this entry of the baseline is not [file, code, path, digest, count] with a count of 1 or more"
    + RESTORE
)
NOT_JSON = ": the baseline is not valid JSON: "
NEWER = ": a newer newslint wrote this baseline; upgrade newslint"
NO_VERSION = ': the baseline must end with {"version": 1}' + RESTORE
CONFLICT = (
    ": the baseline holds a merge conflict; resolve it, or take one side and run "
    "`newslint check --update-baseline`"
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", ": the baseline is empty" + RESTORE),
        ("\ufeff \r\n", ": the baseline is empty" + RESTORE),
        (f"[\n{GOOD},\n", f":3{NOT_JSON}expecting value{RESTORE}"),
        (f"[\r\n{GOOD}\r\n{GOOD},\r\n{END}", f":3{NOT_JSON}expecting ',' delimiter{RESTORE}"),
        (f"[\n{GOOD},\n".encode() + b'["\xe9.md"', ":3: the baseline is not UTF-8" + RESTORE),
        (dump(Baseline({A: 1})).encode("utf-16"), ":1: the baseline is not UTF-8" + RESTORE),
        ("[" * 200_000, ": the baseline is damaged" + RESTORE),
        (f"[\n[{'9' * 5000}],\n{END}", ": the baseline is damaged" + RESTORE),
        ("{}", ":1: this is not a baseline of newslint" + RESTORE),
        ("[]", ":1: this is not a baseline of newslint" + RESTORE),
        ("null", ":1: this is not a baseline of newslint" + RESTORE),
        (f"[\n{GOOD}\n]\n", ":2" + NO_VERSION),
        (f'[\n{GOOD},\n{{"version": 1, "tool": "x"}}\n]\n', ":3" + NO_VERSION),
        ('[\n{"version": 0}\n]\n', ":2" + NO_VERSION),
        ('[\n{"version": "2"}\n]\n', ":2" + NO_VERSION),
        (f'[\n{GOOD},\n{{"version": 2, "x": 1}}\n]\n', ":3" + NEWER),
        (f'[{GOOD},{{"version":2}}]', ":1" + NEWER),
        ('[{"version":2}]', ":1" + NEWER),
        (f'\n\n[{GOOD},\n{{"version":2}}]', ":4" + NEWER),
        (f'[{GOOD},null,{{"version":1}}]', ":1" + BAD_ENTRY),
        (f'[\n{{"version": 1}},\n{END}', ":2" + BAD_ENTRY),
        (f"[\r\n{GOOD}\t,\r\n\tnull,\r\n{END}", ":3" + BAD_ENTRY),
        (f"[\n{GOOD},\n\n  {GOOD}, null,\n{END}", ":4" + BAD_ENTRY),
        (f'[\n["a]\\n,[", "", "", "", 1],\n{{\n"a": [1]}},\n{END}', ":3" + BAD_ENTRY),
    ],
)  # fmt: skip
def test_damage_is_one_line_with_the_place_and_the_way_out(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    with pytest.raises(NewslintError) as caught:
        loaded(tmp_path, content)
    assert str(caught.value) == f"{tmp_path / 'baseline.json'}{message}"


@pytest.mark.parametrize(
    "entry",
    [
        [*A],
        [*A, 1, 1],
        [*A, 0],
        [*A, -1],
        [*A, 10**9 + 1],
        [*A, 1.0],
        [*A, "1"],
        [*A, None],
        [*A, True],
        [None, *A[1:], 1],
        [A.file, 1, *A[2:], 1],
        [*A[:2], ["title"], A.digest, 1],
        [*A[:3], {}, 1],
        [],
        "a.md",
    ],
)
def test_an_entry_of_another_shape_is_refused(tmp_path: Path, entry: object) -> None:
    with pytest.raises(NewslintError) as caught:
        loaded(tmp_path, f"[\n{GOOD},\n{json.dumps(entry)},\n{END}")
    assert str(caught.value) == f"{tmp_path / 'baseline.json'}:3{BAD_ENTRY}"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "||||||| 1a2b3c", "=======", ">>>>>>> branch"])
def test_a_conflict_is_named_with_its_line(tmp_path: Path, marker: str, ending: str) -> None:
    with pytest.raises(NewslintError) as caught:
        loaded(tmp_path, ending.join(["[", f"{GOOD},", marker, f"{GOOD},", END]))
    assert str(caught.value) == f"{tmp_path / 'baseline.json'}:3{CONFLICT}"


def test_what_looks_like_a_conflict_in_a_name_is_none(tmp_path: Path) -> None:
    baseline = Baseline({Entry("======= \n=======", "TXT001", "<<<<<<< HEAD", "0" * 16): 1})
    assert loaded(tmp_path, dump(baseline)) == baseline


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.json", "there is no such baseline; `newslint check --update-baseline` writes it"),
        (".", "can't read the baseline: is a directory"),
        ("a\0b", "can't read the baseline: no file can have this name"),
    ],
)
def test_what_can_not_be_read_is_named(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(NewslintError) as caught:
        load(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: {message}"


@pytest.mark.parametrize(
    ("folder", "file", "name"),
    [
        (".", "a.md", "a.md"),
        (".", "content/a.md", "content/a.md"),
        (".", "../other/a.md", "../other/a.md"),
        ("content", "content/news/a.md", "news/a.md"),
        ("content", "contents/a.md", "../contents/a.md"),
        ("content", "a.md", "../a.md"),
        ("..", "a.md", "work/a.md"),
        ("../other", "../other/a.md", "a.md"),
        ("../other", "a.md", "../work/a.md"),
        ("link", "content/a.md", "a.md"),
        (".", "back\\slash.md", "back\\slash.md"),
        ("/", "/a/b.md", "a/b.md"),
    ],
)
def test_names_are_relative_to_the_folder_of_the_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, file: str, name: str
) -> None:
    work = tmp_path / "work"
    (work / "content").mkdir(parents=True)
    (work / "link").symlink_to("content", target_is_directory=True)
    monkeypatch.chdir(work)
    assert namer(Path(folder))(file) == name


def test_names_don_t_depend_on_where_a_run_starts_or_on_links_to_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "link").symlink_to("site", target_is_directory=True)
    names = set()
    for start, folder, file in (
        ("site", HERE, "content/a.md"),
        ("site/content", Path(".."), "a.md"),
        (".", Path("site"), "site/content/a.md"),
        ("site", tmp_path / "link", "content/a.md"),
    ):
        monkeypatch.chdir(tmp_path / start)
        names.add(namer(folder)(file))
    assert names == {"content/a.md"}


def test_a_file_on_another_drive_has_its_whole_path(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, start: str) -> str:
        raise ValueError(path, start)

    monkeypatch.setattr(os.path, "relpath", refuse)
    assert namer(Path("/some/folder"))("/elsewhere/a.md") == "/elsewhere/a.md"


def test_list_indexes_and_lines_are_no_part_of_a_finding() -> None:
    before = [finding("a.md", "URL003", "related[0].images[1].width", "0" * 16, line=3)]
    baseline = updated(Baseline(), before, HERE, everything)
    assert list(baseline.counts) == [Entry("a.md", "URL003", "related[].images[].width", "0" * 16)]
    moved = [finding("a.md", "URL003", "related[10].images[0].width", "0" * 16, line=99)]
    assert split(moved, baseline, HERE).new == ()


@pytest.mark.parametrize(
    "other",
    [
        finding("b.md", "TXT001", "title", A.digest),
        finding("a.md", "TXT002", "title", A.digest),
        finding("a.md", "TXT001", "title.x", A.digest),
        finding("a.md", "TXT001", "title", B.digest),
    ],
    ids=["file", "code", "path", "digest"],
)
def test_a_finding_that_differs_in_anything_else_is_new(other: Finding) -> None:
    known = finding(*A)
    comparison = split([other, known], Baseline({A: 1}), HERE)
    assert comparison.new == (other,)
    assert comparison.known == 1
    assert comparison.gone == {}


def test_of_several_alike_the_first_are_known_and_the_rest_new_in_order() -> None:
    alike = [finding(*A, line=line) for line in (5, 2, 9)]
    other = finding(*B)
    comparison = split([alike[0], other, *alike[1:]], Baseline({A: 1}), HERE)
    assert comparison.new == (other, alike[1], alike[2])
    assert comparison.known == 1


def test_what_was_not_found_is_gone_with_how_many() -> None:
    comparison = split([finding(*A)], Baseline({C: 1, A: 3, B: 1}), HERE)
    assert comparison.new == ()
    assert comparison.gone == {A: 2, B: 1, C: 1}
    assert list(stale(comparison.gone, everything).items()) == [(A, 2), (B, 1), (C, 1)]
    assert stale(comparison.gone, lambda entry: entry.file != "a.md") == {B: 1, C: 1}
    assert stale(comparison.gone, nothing) == {}


def test_an_update_forgets_what_is_gone_and_keeps_what_it_could_not_judge() -> None:
    known = Baseline({A: 3, B: 2, C: 1})
    after = updated(known, [finding(*A)], HERE, lambda entry: entry.code != "SCH001")
    assert after == Baseline({A: 1, C: 1})
    assert known == Baseline({A: 3, B: 2, C: 1})


@pytest.mark.parametrize(("found", "count"), [(1, 2), (3, 3)])
def test_an_entry_that_was_found_without_being_judged_has_the_higher_count(found: int, count: int) -> None:
    assert updated(Baseline({A: 2}), [finding(*A)] * found, HERE, nothing) == Baseline({A: count})


@given(findings, findings, judgements)
def test_after_an_update_nothing_is_new_or_stale(
    before: list[Finding], after: list[Finding], judged: Callable[[Entry], bool]
) -> None:
    old = updated(Baseline(), before, HERE, everything)
    new = updated(old, after, HERE, judged)
    comparison = split(after, new, HERE)
    assert comparison.new == ()
    assert comparison.known == len(after)
    assert stale(comparison.gone, judged) == {}
    assert updated(new, after, HERE, judged) == new


@given(findings, findings)
def test_every_finding_and_every_entry_is_accounted_for(before: list[Finding], after: list[Finding]) -> None:
    baseline = updated(Baseline(), before, HERE, everything)
    comparison = split(after, baseline, HERE)
    assert sum(baseline.counts.values()) == len(before)
    assert comparison.known + len(comparison.new) == len(after)
    assert comparison.known + sum(comparison.gone.values()) == len(before)
    assert all(count > 0 for count in comparison.gone.values())
    unmatched = updated(Baseline(), comparison.new, HERE, everything).counts
    assert not unmatched.keys() & comparison.gone.keys(), "nothing is both new and gone"


class Repository:
    """A repository with a committed baseline, on the branch `main`."""

    def __init__(self, folder: Path, baseline: Baseline | None, *, union: bool = False) -> None:
        self.folder = folder
        self.path = folder / "newslint-baseline.json"
        self.git("init", "--quiet")
        self.git("checkout", "--quiet", "-b", "main")
        attributes = "newslint-baseline.json merge=union\n" if union else ""
        (folder / ".gitattributes").write_text(attributes, encoding="utf-8")
        if baseline is not None:
            self.write(baseline)
        self.commit()

    def git(self, *arguments: str) -> int:
        isolated = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *who, *arguments],
            cwd=self.folder,
            env=inherited | isolated,
            capture_output=True,
            check=False,
        )
        return done.returncode

    def write(self, baseline: Baseline) -> None:
        self.path.write_bytes(dump(baseline).encode())

    def commit(self) -> None:
        assert self.git("add", ".") == 0
        assert self.git("commit", "--quiet", "--message", "change") == 0

    def merged(self, ours: Baseline, theirs: Baseline) -> int:
        """Write the one on `main`, the other on a branch, and merge; what git's exit status is."""
        assert self.git("checkout", "--quiet", "-b", "branch") == 0
        self.write(theirs)
        self.commit()
        assert self.git("checkout", "--quiet", "main") == 0
        self.write(ours)
        self.commit()
        return self.git("merge", "--quiet", "--no-edit", "branch")


with_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def entry(file: str) -> Entry:
    return Entry(file, "TXT001", "title", "0" * 16)


@with_git
@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("b d", "a b d", "b d e", "a b d e"),
        ("b d", "b c d", "b d e", "b c d e"),
        ("a b c", "b c", "a b", "b"),
        ("a c", "c", "a c d", "c d"),
        ("m", "a m", "m z", "a m z"),
    ],
    ids=["both ends", "middle and end", "both remove", "remove and add", "around one"],
)
def test_branches_that_touch_different_places_merge(
    tmp_path: Path, base: str, ours: str, theirs: str, merged: str
) -> None:
    def of(files: str) -> Baseline:
        return Baseline({entry(file): 1 for file in files.split()})

    repository = Repository(tmp_path, of(base))
    assert repository.merged(of(ours), of(theirs)) == 0
    assert load(repository.path) == of(merged)
    assert repository.path.read_text(encoding="utf-8") == dump(of(merged)), "as newslint would write it"


@with_git
def test_a_conflict_that_git_leaves_is_recognised(tmp_path: Path) -> None:
    repository = Repository(tmp_path, Baseline({A: 1}))
    assert repository.merged(Baseline({A: 1, B: 1}), Baseline({A: 1, C: 1})) == 1
    with pytest.raises(NewslintError) as caught:
        load(repository.path)
    assert str(caught.value) == f"{repository.path}:3{CONFLICT}"


@with_git
@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ({A: 1}, {A: 1, B: 1}, {A: 1, C: 1}, {A: 1, B: 1, C: 1}),
        ({}, {A: 1}, {C: 1}, {A: 1, C: 1}),
        (None, {A: 1, B: 2}, {B: 2, C: 1}, {A: 1, B: 2, C: 1}),
        ({A: 2}, {A: 3}, {A: 1}, {A: 3}),
        ({A: 1, B: 1}, {B: 1}, {A: 1}, {A: 1, B: 1}),
    ],
    ids=["same place", "from nothing", "both begin one", "other counts", "neighbours removed"],
)
def test_with_merge_union_every_merge_is_clean_and_forgives_no_less_than_both(
    tmp_path: Path,
    base: dict[Entry, int] | None,
    ours: dict[Entry, int],
    theirs: dict[Entry, int],
    merged: dict[Entry, int],
) -> None:
    repository = Repository(tmp_path, None if base is None else Baseline(base), union=True)
    assert repository.merged(Baseline(ours), Baseline(theirs)) == 0
    assert load(repository.path) == Baseline(merged)


def test_of_what_is_only_counted_the_new_ones_are_left(tmp_path: Path) -> None:
    rest = standing_for(
        finding("a.md", "TXT001", "", ""), 5, {("tags[]", "0" * 16): 3, ("title", "1" * 16): 2}
    )
    known = {Entry(os.path.relpath("a.md", tmp_path), "TXT001", "tags[]", "0" * 16): 2}
    compared = split([rest], Baseline(known), tmp_path)
    (left,) = compared.new
    assert left.untold == 3
    assert left.message == "3 more of these in this file are not listed"
    assert compared.known == 2
    assert split([rest], Baseline(), tmp_path).new == (rest,)
