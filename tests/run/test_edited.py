"""Where few files changed since a run over everything, a run tells what one tells that knows nothing."""

import os
import shutil
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from test_cache import png
from test_told_again import archive, call, examined, write

from newslint.run import edited

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
    real = edited.catch_up

    def catch_up(before: Any, changed: Any, *rest: Any) -> Any:
        numbers.append(len(changed.outcomes))
        return real(before, changed, *rest)

    monkeypatch.setattr(edited, "catch_up", catch_up)
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
    Edits.compared = 0
    Edits.TestCase.settings = settings(
        max_examples=EXAMPLES, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
    )
    Edits.TestCase("runTest").runTest()
    assert Edits.compared >= EXAMPLES
    assert len(quick) > Edits.compared // 2, "else nothing was tried"
