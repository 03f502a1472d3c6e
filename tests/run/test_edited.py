"""Where few files changed since a run over everything, what is told is what a run that knows nothing tells."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from test_cache import png
from test_told_again import Said, archive, call, examined, write

from newslint.run import edited
from newslint.run.cache import FOLDER, basis

__all__ = ["archive", "examined"]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems' times say too little")

# Every rule that compares, and every one that asks, has something to say of some of these.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("The harbour", "The pier burns down", "A quay for ferries", "Boats &amp; quays", "yes"),
    "excerpt": (
        "Subscribe to the newsletter of the Harbour Post today.",
        "The council of the harbour said on Monday that it would build another quay for the",
        "Ferries &amp; boats",
    ),
    "date": ("2024-05-31", "2024-06-01", "2024-05-01"),
    "permalink": ("/a/", "/b/", "/c/"),
    "aliases": ("[/a/]", "[/d/]"),
    "id": ("1", "2", "3"),
    "tags": ("[harbour]", "[Harbour]", "[harbours, ferry]", "[harbuor]", "[ferry]"),
    "author": ("ada", "bob", "Carl Carlsen"),
    "featured": ("yes", "true", "no", "maybe"),
    "country": ("NO", "SE"),
    "link": ("https://a.example/x?utm_source=rss", "https://a.example/y", "https://b.example/x"),
    "image": ("https://a.example/a.jpg", "https://a.example/logo.png", "/a.png", "/b.png", "c.png"),
    "tilte": ("The harbour",),
    "images": (
        "\n- {url: /a.png, alt: A pier, width: 9}\n- {url: 'https://a.example/a.jpg'}",
        "\n- {url: /d.png, alt: ''}",
    ),
    "provider": ("\n  name: Harbour Post\n  domain: a.example", "\n  name: The Harbour\n  domain: a.example"),
}
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
    fields = [name for name in FIELDS if random.random() < 0.6]
    random.shuffle(fields)
    lines = "".join(f"{name}: {random.choice(FIELDS[name])}\n" for name in fields)
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

    @rule(name=st.sampled_from(NAMES), field=st.sampled_from(list(FIELDS)), number=st.integers(0, 4))
    def set_field(self, name: str, field: str, number: int) -> None:
        path = self.folder / name
        if path.exists():
            values = FIELDS[field]
            fence, _, rest = path.read_text().partition("\n")
            path.write_text(f"{fence}\n{field}: {values[number % len(values)]}\n{rest}")

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
            assert told("check", *more, *self.arguments) == told("check", "--no-cache", *more, *self.arguments)
        Edits.compared += 1

    def teardown(self) -> None:
        os.chdir(self.home)


def told(*arguments: str) -> tuple[int, str, str]:
    return call(*arguments)[:3]


EXAMPLES = int(os.environ.get("NEWSLINT_TEST_CACHE_EXAMPLES", "15"))


@pytest.mark.slow
@pytest.mark.usefixtures("archive")
def test_what_is_told_is_true(monkeypatch: pytest.MonkeyPatch, quick: list[int]) -> None:
    monkeypatch.setattr("newslint.run.scheduler.FEW", 0)
    Edits.compared = 0
    Edits.TestCase.settings = settings(
        max_examples=EXAMPLES, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
    )
    Edits.TestCase("runTest").runTest()
    assert Edits.compared >= EXAMPLES
    assert len(quick) > Edits.compared // 2, "else nothing was tried"
