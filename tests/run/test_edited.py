"""Where few files changed since a run over everything, a run tells what one tells that knows nothing."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest
from calls import Clock, Said, archive, call, examined, write
from changing import png
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from newslint.lint import catching_up
from newslint.lint.evidence import Questions
from newslint.rulekit import combining
from newslint.run import edited
from newslint.run.cache import FOLDER, basis

__all__ = ["archive", "examined"]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems' times say too little")

BOILERPLATE = "Subscribe to the newsletter of our editors for more of this."
CUT = "On Monday it was said that the council would build a quay for boats from the north and for the"
# Every rule that compares, and every one that asks, has something to say of some of these.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("The harbour", "The pier burns down", "A quay for ferries", "Boats &amp; quays", "yes"),
    "permalink": ("/a/", "/b/", "/c/"),
    "aliases": ("[/a/]", "[/d/]"),
    "id": ("1", "2", "3"),
    "tags": ("[harbour]", "[Harbour]", "[harbour, ferry]", "[harbour, quays]", "[harbuor]"),
    "author": ("ada", "bob", "cara"),
    "featured": ("yes", "true", "no", "true", "maybe"),
    "country": ("NO", "SE"),
    "image": ("/a.png", "/b.png", "c.png"),
    "cover": ("{image: a.jpg, alt: A crane}", "{image: b.jpg}"),
    "descriptoin": ("Of boats",),
}
NEWS: dict[str, tuple[str, ...]] = {
    "title": ("The harbour", "The pier burns down", "A quay for ferries", "Boats &amp; quays"),
    "excerpt": (
        f"No boat left. {BOILERPLATE}",
        f"It is dawn. {BOILERPLATE}",
        CUT,
        f"A{CUT[1:]}",
        "Ferries &amp; boats",
    ),
    "publishedDateTime": ("2024-05-31T06:30:00Z", "2024-06-01T06:30:00Z", "2023-05-01T06:30:00Z"),
    "webUrl": ("https://a.example/x?utm_source=rss", "https://a.example/y", "https://b.example/x"),
    "provider": ("{name: Harbour Post, domain: a.example}", "{name: Harbourpost, domain: a.example}"),
    "topics": ("[harbour]", "[Harbour, ferry]", "[harbuor]"),
    "images": (
        "[{url: 'https://i.example/no-image.png', title: A, width: 9}]",
        "[{url: 'https://i.example/b.jpg', title: ''}, {url: 'https://i.example/no-image.png'}]",
        "[{url: 'https://i.example/c.jpg'}]",
    ),
}
VALUES = [*FIELDS.items(), *NEWS.items()]
COMMENTS = ("", "# a line more\n", "# newslint: ignore-file[COR]\n", "# newslint: ignore[TXT002, FM009]\n")
NAMES = tuple(
    f"{folder}{name}.md"
    for folder in ("", "news/", "_posts/2024-05-31-", "no/")
    for name in ("a", "b", "index", "c", "d")
)
SETTINGS = """\
select = ["ALL"]
image-root = "static"
[rules.COR009]
times = 3
[rules.COR005]
headlines = 2
equipment-headlines = 2
publishers = 2
[rules.COR006]
headlines = 2
unrelated-headlines = 2
publisher-headlines = 2
[rules.COR008]
articles = 3
share = 0.5
[rules.COR010]
summaries = 2
habit = 60
[rules.KEY001]
times = 4
[rules.REF001]
places = 3
share = 0.5
[rules.IMG007]
images = 2
share = 0.3
[limits]
max-findings = 2
[per-file-ignores]
"no/*" = ["COR001", "TXT002"]
[[collections]]
name = "news"
files = ["news/*"]
"""
CALLS = ((), ("news", "a.md"), ("--corpus", "news", "a.md"), ("--select", "COR,FM,TXT", "--quiet"))


def article(seed: int) -> str:
    random = Random(seed)
    fields, share = random.choice([(FIELDS, 0.6), (NEWS, 0.9)])
    names = [name for name in fields if random.random() < (0.1 if name == "descriptoin" else share)]
    random.shuffle(names)
    lines = "".join(f"{name}: {random.choice(fields[name])}\n" for name in names)
    lines = f"{lines}description: Of boats\n" if "descriptoin" not in names else lines

    lines = f"category: news\nquality: 70\n{lines}" if fields is NEWS else lines
    body = random.choice(["", "Of the ferry.\n", "![A pier](/a.png)\n"])
    return f"---\n{random.choice(COMMENTS)}{lines}---\n{body}"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files were looked at, for each run that needed few."""
    numbers: list[int] = []
    real = catching_up.catch_up

    def catch_up(before: Any, changed: Any, *rest: Any) -> Any:
        numbers.append(len(changed.outcomes))
        return real(before, changed, *rest)

    monkeypatch.setattr("newslint.run.edited.catch_up", catch_up)
    return numbers


class Edits(RuleBasedStateMachine):
    """Whatever is edited, what is told is what a run tells that knows nothing."""

    compared: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.home = Path.cwd()
        self.folder = Path("edits").absolute()
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "static").mkdir(parents=True)
        os.chdir(self.folder)
        self.arguments: tuple[str, ...] = ()
        write("newslint.toml", SETTINGS)()
        write("_config.yml", "title: A\nurl: https://a.example\n")()
        write("_data/authors.yml", "ada: {}\nbob: {}\n")()
        for name in ("a.png", "b.png", "d.png"):
            (self.folder / "static" / name).write_bytes(png(9, 9))

    @initialize(seed=st.integers(0, 10**6))
    def fill(self, seed: int) -> None:
        for number, name in enumerate(NAMES[:-3]):
            self.write(name, seed + number)

    @rule(name=st.sampled_from(NAMES), seed=st.integers(0, 10**6))
    def write(self, name: str, seed: int) -> None:
        write(str(self.folder / name), article(seed))()

    @rule(
        name=st.sampled_from(NAMES),
        field=st.sampled_from(VALUES),
        number=st.integers(0, 4),
    )
    def set_field(self, name: str, field: tuple[str, tuple[str, ...]], number: int) -> None:
        path = self.folder / name
        if path.exists():
            key, values = field
            fence, _, rest = path.read_text().partition("\n")
            path.write_text(f"{fence}\n{key}: {values[number % len(values)]}\n{rest}")

    @rule(name=st.sampled_from(NAMES), comment=st.sampled_from(COMMENTS))
    def move_lines(self, name: str, comment: str) -> None:
        path = self.folder / name
        if path.exists():
            path.write_text(path.read_text().replace("---\n", f"---\n{comment}", 1))

    @rule(name=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def move_field(self, name: str, other: str) -> None:
        """Take the first field from one article to another."""
        path, target = self.folder / name, self.folder / other
        if path.exists() and target.exists():
            fence, _, rest = path.read_text().partition("\n")
            line, _, rest = rest.partition("\n")
            if not line.startswith("---") and line[-1:] != ":":
                path.write_text(f"{fence}\n{rest}")
                target.write_text(target.read_text().replace("---\n", f"---\n{line}\n", 1))

    @rule(name=st.sampled_from(NAMES))
    def touch_text(self, name: str) -> None:
        path = self.folder / name
        if path.exists():
            path.write_text(path.read_text() + "More of the harbour.\n")

    @rule(name=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def rename(self, name: str, other: str) -> None:
        if (self.folder / name).exists():
            (self.folder / other).parent.mkdir(exist_ok=True)
            (self.folder / name).replace(self.folder / other)

    @rule(name=st.sampled_from(NAMES))
    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    @rule(name=st.sampled_from(["a.png", "b.png", "c.png", "d.png"]), is_there=st.booleans())
    def change_image(self, name: str, *, is_there: bool) -> None:
        path = self.folder / "static" / name
        path.unlink(missing_ok=True)
        if is_there:
            path.write_bytes(png(8, 9))

    @rule(text=st.sampled_from(["", "a.md\n", "news/\n"]))
    def ignore(self, text: str) -> None:
        write(str(self.folder / ".gitignore"), text)()

    @rule(is_there=st.booleans())
    def change_baseline(self, *, is_there: bool) -> None:
        (self.folder / "newslint-baseline.json").unlink(missing_ok=True)
        if is_there:
            call("check", "--update-baseline")

    @rule(arguments=st.sampled_from(CALLS))
    def call_otherwise(self, arguments: tuple[str, ...]) -> None:
        self.arguments = arguments

    @invariant()
    def what_is_told_is_true(self) -> None:
        os.chdir(self.folder)
        for more in (("--output-format", "json"), ("--diff", "--unsafe-fixes", "--no-baseline")):
            assert told("check", *more, *self.arguments) == told(
                "check", "--no-cache", *more, *self.arguments
            )
        Edits.compared += 1

    def teardown(self) -> None:
        os.chdir(self.home)


def told(*arguments: str) -> tuple[int, str, str]:
    return call(*arguments)[:3]


EXAMPLES = int(os.environ.get("NEWSLINT_TEST_CACHE_EXAMPLES", "8"))


@pytest.mark.slow
@pytest.mark.usefixtures("archive")
def test_what_is_told_is_true(monkeypatch: pytest.MonkeyPatch, quick: list[int]) -> None:
    monkeypatch.setattr("newslint.run.scheduler.FEW", 0)
    monkeypatch.setattr(basis, "_IN_A_PIECE", 3)
    monkeypatch.setattr(basis, "_MOST_LEFT", 1)
    monkeypatch.setattr(combining, "KEPT", 1)
    for code, kept in (("cor_misspelt_topic", 2), ("ref_unknown_name", 1)):
        monkeypatch.setattr(f"newslint.rules.{code}.sampled", partial(combining.sampled, kept=kept))
    Edits.compared = 0
    Edits.TestCase.settings = settings(
        max_examples=EXAMPLES, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
    )
    Edits.TestCase("runTest").runTest()
    assert Edits.compared >= EXAMPLES
    assert len(quick) > Edits.compared // 2, "else nothing was tried"


def check(*arguments: str) -> Said:
    said = call("check", *arguments)
    assert said[:3] == told("check", "--no-cache", *arguments)
    assert not said.told_again
    return said


def files_of_basis() -> list[Path]:
    return sorted(path for ending in ("basis", "facts") for path in Path(FOLDER).glob(f"*.{ending}"))


def exchange(one: str, other: str) -> None:
    for name, new in ((one, "between"), (other, one), ("between", other)):
        Path(name).rename(new)


# What is done to an archive of 20 articles, and how many of them are looked at then; None where all are.
CHANGES: dict[str, tuple[Callable[[], object], int | None]] = {
    "another text": (write("3.md", "---\ntitle: Another\n---\n"), 1),
    "a new file": (write("new.md", "---\ntitle: Story 3\n---\n"), 1),
    "a new file in a new folder": (write("below/new.md", "---\ntitle: A\n---\n"), 1),
    "a file that is no article": (write("3.md", "no article\n"), 1),
    "a file less": (lambda: Path("3.md").unlink(), 0),
    "a file with another name": (lambda: Path("3.md").rename("c.md"), 1),
    "two files for each other": (lambda: exchange("3.md", "4.md"), 2),
    "a file that is ignored": (write(".gitignore", "3.md\n"), 0),
    "a configuration": (write("newslint.toml", 'ignore = ["COR"]\n'), None),
    "a baseline": (lambda: call("check", "--update-baseline"), None),
    "an article that asks": (write("3.md", "---\ntitle: Story 3\ncountry: NO\nfeatured: yes\n---\n"), 1),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("archive")
def test_only_what_changed_is_examined(change: str, examined: list[str], quick: list[int]) -> None:
    check("--output-format", "json")
    do, number = CHANGES[change]
    do()
    examined.clear()
    call("check", "--output-format", "json")
    assert len(quick) == (number is not None)
    assert number is None or len(examined) == number
    Path("5.md").write_text("---\ntitle: Story 3\nfeatured: true\n---\n")
    check("--output-format", "json")
    assert len(quick) == (2 if number is not None else 1)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(("text", "times"), [("true", 1), ("maybe", 2)])
def test_where_a_file_answers_as_before_no_other_is_asked(
    text: str, times: int, quick: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        Path(f"{number}.md").write_text(f"---\n'title': Story {number}\nfeatured: true\n---\n")
    Path("a.md").write_text("---\n'title': A\nfeatured: yes\n---\n")
    call("check")
    asked: list[object] = []
    real = Questions.ask

    def ask(self: Questions, *given: Any) -> Any:
        asked.append(given)
        return real(self, *given)

    monkeypatch.setattr(Questions, "ask", ask)
    Path("5.md").write_text(f"---\n'title': Story 5\nfeatured: {text}\n---\nMore of it.\n")
    call("check")
    assert quick == [1]
    assert len(asked) == times


@pytest.mark.usefixtures("archive")
def test_what_many_changed_is_looked_at_whole(monkeypatch: pytest.MonkeyPatch, quick: list[int]) -> None:
    monkeypatch.setattr(edited, "MOST_CHANGED", 4)  # two files, before and after
    check()
    for name, number in (("1.md", 1), ("2.md", 2)):
        Path(name).write_text("---\ntitle: Another\n---\n")
        check()
        assert quick[-1] == number
    Path("3.md").write_text("---\ntitle: Another\n---\n")
    check()
    assert quick == [1, 2]
    Path("4.md").write_text("---\ntitle: Another\n---\n")
    check()
    assert quick == [1, 2, 1], "the last run over everything is what others are compared with"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def turn_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def bring_from_elsewhere(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)


def replace_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def replace_by_link(path: Path) -> None:
    path.rename(f"../{path.name}")
    path.symlink_to(f"../../{path.name}")


@pytest.mark.parametrize(
    "damage", [Path.unlink, cut, turn_a_bit, replace_by_link, replace_by_pipe, bring_from_elsewhere]
)
@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.usefixtures("archive")
def test_what_is_damaged_or_not_ours_is_not_believed(
    which: int, damage: Callable[[Path], object], quick: list[int]
) -> None:
    check()
    damage(files_of_basis()[which])
    for number, times in ((3, (which, damage) == (0, bring_from_elsewhere)), (4, 1)):
        Path(f"{number}.md").write_text("---\ntitle: Another\n---\n")
        check()
        assert len(quick) == times + (number == 4 and (which, damage) == (0, bring_from_elsewhere))
    assert len(files_of_basis()) == 2


@pytest.mark.parametrize("place", ["_write_facts", "_write_basis", "_seal"])
@pytest.mark.usefixtures("archive")
def test_a_run_that_is_ended_while_it_writes_leaves_nothing_to_believe(place: str, quick: list[int]) -> None:
    class Ended(BaseException):
        pass

    def end(*_: object) -> None:
        raise Ended

    check()
    Path("newslint.toml").write_text('ignore = ["FM009"]\n')
    check()
    for path in files_of_basis():
        path.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(basis.Taking, "close", lambda _: None)  # as if the process were gone
        patch.setattr(basis if place == "_seal" else basis.Taking, place, end)
        Path("3.md").write_text("---\ntitle: A third\n---\n")
        with pytest.raises(Ended):
            call("check")
    Path("3.md").write_text("---\ntitle: Another\n---\n")
    check()
    assert quick == []
    Path("4.md").write_text("---\ntitle: Another\n---\n")
    check()
    assert quick == [1]


@pytest.mark.parametrize("does_it_hold", [True, False])
@pytest.mark.usefixtures("archive")
def test_what_changes_while_it_is_checked_is_looked_at_next_time(
    examined: list[str], quick: list[int], *, does_it_hold: bool
) -> None:
    """Its findings are of one content or of the other, and nobody knows of which."""
    real = basis.Taking.__call__

    def edit_and_take(self: basis.Taking, *rest: Any) -> None:
        Path("7.md").write_text("---\ntitle: Another\n---\n")
        if not does_it_hold:
            write("newslint.toml", 'ignore = ["FM009"]\n')()
        real(self, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(basis.Taking, "__call__", edit_and_take)
        call("check")
    assert len(files_of_basis()) == 2
    Path("3.md").write_text("---\ntitle: Another\n---\n")
    examined.clear()
    call("check")
    assert quick == ([2] if does_it_hold else [])
    assert sorted(examined) == ["3.md", "7.md"] if does_it_hold else examined
    Path("4.md").write_text("---\ntitle: Another\n---\n")
    check()


@pytest.mark.usefixtures("archive")
def test_nothing_is_kept_where_there_is_no_room(quick: list[int]) -> None:
    def refuse(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(basis.Taking, "_write", refuse)
        check()
        assert files_of_basis() == []
    for name, value, kept in (("_MOST_FACTS", 0, 0), ("_MOST_TOLD", 0, 0), ("_MOST_TOLD", 10**6, 2)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(basis, name, value)
            Path("3.md").write_text(f"---\ntitle: {name} {value}\n---\n")
            check()
            assert len(files_of_basis()) == kept
    assert quick == []


@pytest.mark.usefixtures("archive")
def test_a_rule_that_raises_is_told_by_a_run_over_everything(quick: list[int]) -> None:
    check()
    Path("3.md").write_text("---\ntitle: Story 4\n---\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catching_up, "hits_of", lambda *given: given[3].append("it raised") or [])
        check()
    assert quick == [1], "it was tried"
    Path("5.md").write_text("---\ntitle: Story 4\n---\n")
    check()
    assert quick == [1, 1], "there is another basis"


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of the rules of which all facts of before were loaded."""
    codes: list[str] = []
    real = basis.Basis.rows

    def rows(self: basis.Basis, code: str, keys: Any) -> Any:
        codes.extend([code] if keys is None else [])
        return real(self, code, keys)

    monkeypatch.setattr(basis.Basis, "rows", rows)
    return codes


@pytest.mark.parametrize(("share", "then"), [(0.5, []), (0.1, ["COR009"])])
@pytest.mark.usefixtures("archive")
def test_of_what_many_have_few_facts_are_loaded(
    share: float, then: list[str], loaded: list[str], quick: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basis, "_MOST_LEFT", share)
    write("newslint.toml", 'select = ["COR009", "COR008"]\n')()
    for number in range(60):
        tag = "harbuor" if number == 7 else "harbour"
        write(f"{number}.md", f"---\ntitle: Story {number}\ntags: [{tag}]\nid: {number}\n---\n")()
    assert "COR009" in check().out
    # Twelve stand for 59, and one for itself.
    edits = ("# a line more\ntags: [harbuor]", "tags: [harbour]", "tags: [ferry]", "tags: [harbuor, harbour]")
    for number, tags in enumerate(edits):
        for name in (7, 8, number):
            write(f"{name}.md", f"---\n{tags}\ntitle: Story {name}\nid: 4\n---\n")()
            check()
    Path("8.md").unlink()
    write("new.md", "---\ntags: [harbuor]\n---\n")()
    check()
    assert len(quick) == 13
    assert {*loaded} == {*then}


@pytest.mark.usefixtures("archive")
def test_what_is_told_of_all_is_told_at_each_place(
    loaded: list[str], quick: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the names that nobody knows few were kept, since nothing was told of them."""
    monkeypatch.setattr(basis, "_MOST_LEFT", 1)
    write("newslint.toml", 'select = ["REF001"]\n[rules.REF001]\nplaces = 3\nshare = 0.3\n')()
    write("_config.yml", "title: A\n")()
    write("_data/authors.yml", "ada: {}\n")()
    for number in range(20):
        author = "" if number == 5 else f"author: {'ada' if number < 5 else 'cara'}\n"
        write(f"{number}.md", f"---\ntitle: A\n{author}---\n")()
    assert "REF001" not in check().out
    write("5.md", "---\ntitle: A\nauthor: ada\n---\n")()
    assert check().out.count("REF001") == 14
    assert (len(quick), loaded) == (1, ["REF001"])


@pytest.mark.usefixtures("archive")
def test_what_may_be_otherwise_later_is_examined_later(
    monkeypatch: pytest.MonkeyPatch, examined: list[str]
) -> None:
    clock = Clock(monkeypatch)
    now = datetime.now(UTC)
    clock.ahead = datetime(now.year, 3, 1, tzinfo=UTC) - now
    write("newslint.toml", "[rules.DAT002]\nhorizon-days = 2\n")()
    write("soon.md", f"---\ntitle: Soon\ndate: {now.year}-03-05T00:00:00Z\n---\n")()
    assert check().out.count(" DAT002 warning ") == 1
    for days, count, names in ((1, 1, ["3.md"]), (5, 0, ["3.md", "soon.md"]), (-5, 1, None)):
        clock.ahead += timedelta(days=days)
        Path("3.md").write_text(f"---\ntitle: Another {days}\n---\n")
        examined.clear()
        said = call("check")
        assert (said.out.count(" DAT002 warning "), said.told_again) == (count, False)
        assert names is None or sorted(examined) == names


@pytest.mark.usefixtures("archive")
def test_a_hook_looks_at_what_it_is_given(examined: list[str], quick: list[int]) -> None:
    write("newslint.toml", 'corpus = ["."]\n')()
    check("3.md")
    for name in ("4.md", "5.md"):
        Path(name).write_text("---\ntitle: Story\npermalink: /a/\n---\n")
        examined.clear()
        said = call("check", name)
        assert said[:3] == told("check", "--no-cache", name)
        assert len(quick) > 0
        # It was reported on before, or changed since: and no file besides.
        assert set(examined[: examined.index(name) + 1]) <= {"3.md", "4.md", "5.md"}
    assert "COR" in said.out


def test_a_folder_of_many_keeps_few(archive: Path) -> None:
    for number in range(6):
        call("check", "--config", f"rules.COR001.days = {number}")
    assert len(files_of_basis()) == 2 * 4
    call("clean")
    assert not (archive / FOLDER).exists()
