"""Files that pages name and that aren't there: what one page can't tell, all of them do."""

import pytest

from newslint.document import LocalImage
from newslint.finding import Finding
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rules import BY_CODE
from newslint.schema.bundled import bundled_schema
from newslint.source import Source

RULE = BY_CODE["IMG006"]


def found(files: dict[str, str], *, unsure: bool = False) -> list[Finding]:
    """What is told of pages of Hugo, given their fields; files called `there` are there."""

    def measure(article: str, url: str) -> LocalImage | None:
        del article
        name = url.partition(".")[0]
        if name == "unknown":
            return None
        return LocalImage(120, 80) if name == "there" else LocalImage(missing=True, unsure=unsure)

    settings = Settings((RULE,), schema=bundled_schema("hugo"), measure=measure)
    sources = [Source(name, f"---\n{fields}\n---\n".encode()) for name, fields in files.items()]
    return list(check(sources, settings).findings)


def pages(there: int, missing: int, field: str = "images: [{}.jpg]") -> dict[str, str]:
    names = ["there"] * there + ["gone"] * missing
    return {f"{number:02}.md": field.format(name) for number, name in enumerate(names)}


@pytest.mark.parametrize(
    ("there", "missing", "verdict"),
    [
        (5, 0, "nearly all"),
        (9, 1, "nearly all"),
        (8, 1, "some"),
        (4, 0, "some"),
        (18, 2, "nearly all"),
        (17, 2, "some"),
        (0, 5, "none"),
        (0, 4, "some"),
        (1, 9, "none"),
        (1, 8, "some"),
        (2, 17, "some"),
        (0, 0, "some"),
    ],
)
def test_how_many_files_are_there(there: int, missing: int, verdict: str) -> None:
    assert RULE.weigh is not None
    assert RULE.weigh({"there": there, "missing": missing}) == verdict


@pytest.mark.parametrize(
    "field", ["images: [{}.jpg]", "featured_image: {}.jpg", "resources: [{{src: {}.mp3}}]"]
)
def test_unsure_files_are_told_where_nearly_all_are_there(field: str) -> None:
    (finding,) = found(pages(9, 1, field), unsure=True)
    assert (finding.file, finding.severity.value) == ("09.md", "error")
    name = "gone.mp3" if "mp3" in field else "gone.jpg"
    assert finding.message.partition("` ")[2] == f"names a file that doesn't exist: `{name}`"
    assert found(pages(8, 1, field), unsure=True) == []
    assert found({"a.md": field.format("gone")}, unsure=True) == []


def test_other_fields_and_unknown_files_say_nothing() -> None:
    files = pages(9, 0) | {"x.md": "featured_image: gone.jpg"}
    assert found(files, unsure=True) == []
    files = pages(8, 1) | {f"x{n}.md": "images: [unknown.jpg]" for n in range(9)}
    assert found(files, unsure=True) == []


def test_a_page_that_describes_its_files_may_give_them_other_names() -> None:
    files = pages(9, 1)
    named = files | {"09.md": "images: [gone.jpg]\nresources: [{src: there.jpg, name: gone.jpg}]"}
    assert found(named, unsure=True) == []
    assert [finding.file for finding in found(named)] == ["09.md"]


def test_sure_files_are_told_each_but_not_where_none_is_there() -> None:
    assert [finding.file for finding in found(pages(0, 4))] == ["00.md", "01.md", "02.md", "03.md"]
    assert len(found(pages(1, 8))) == 8
    (finding,) = found(pages(1, 9))
    assert (finding.file, finding.severity.value) == ("01.md", "error")
    assert finding.message == (
        "`images[0]` names a file that doesn't exist, as do 9 of 10 files in this field: `gone.jpg`"
    )


def test_where_no_file_is_there_unsure_ones_are_not_told() -> None:
    assert found(pages(0, 5), unsure=True) == []


def test_several_files_of_a_page_are_told_once_where_none_is_there() -> None:
    (finding,) = found({"a.md": f"resources: [{', '.join(['{src: gone.mp3}'] * 5)}]"})
    assert (finding.path, finding.severity.value) == ("resources[0].src", "error")
    assert len(found({"a.md": f"resources: [{', '.join(['{src: gone.mp3}'] * 4)}]"})) == 4
