"""What is offered for a document was tried before: edits by hand, from open document to edit."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.finding import Edit, Finding, Span
from newslint.server.buffers import uri_of
from newslint.server.features.repairing import edits_between, fix_all, fix_for, ignoring
from newslint.server.state import Article, State
from newslint.text.runs import apply_runs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
    return tmp_path


def opened(folder: Path, text: str, settings: str = "") -> Article:
    """A document in a project whose files are all read."""
    (folder / "newslint.toml").write_text(settings, encoding="utf-8")
    state = State()
    uri = uri_of(str(folder / "a.md"))
    state.put(uri, 1, text)
    article = state.article(uri)
    assert article is not None
    for _ in article.archive.load():
        pass
    return article


def one(article: Article, code: str) -> Finding:
    (found,) = [finding for finding in article.findings if finding.code == code]
    return found


def changed(article: Article, edits: list[Edit]) -> str:
    return apply_runs(article.source.text, [(*edit.span, edit.replacement) for edit in edits])


def silenced(article: Article, code: str) -> str:
    """The text with the comment that is offered."""
    comment = ignoring(article, one(article, code))
    assert comment is not None
    return changed(article, [comment.edit])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A &amp; B", "title: A &amp; B  # newslint: ignore[TXT002]"),
        ("title: A &amp; B # why", "title: A &amp; B # why  # newslint: ignore[TXT002]"),
        (
            "title: A &amp; B # newslint: ignore[URL001]",
            "title: A &amp; B # newslint: ignore[URL001, TXT002]",
        ),
        ("title: |\n  A\n  B &amp; C", "title: |  # newslint: ignore[TXT002]\n  A\n  B &amp; C"),
        (
            'image:\n  alt: "A &amp; B\n    C"',
            'image:\n  # newslint: ignore[TXT002]\n  alt: "A &amp; B\n    C"',
        ),
    ],
)
def test_a_comment_silences_a_line_of_yaml(folder: Path, before: str, after: str) -> None:
    article = opened(folder, f"---\n{before}\n---\n")
    assert silenced(article, "TXT002") == f"---\n{after}\n---\n"


def test_a_comment_ends_as_the_lines_of_its_file(folder: Path) -> None:
    article = opened(folder, '---\r\ntitle: "A &amp; B\r\n  C"\r\n---\r\n')
    assert silenced(article, "TXT002") == (
        '---\r\n# newslint: ignore[TXT002]\r\ntitle: "A &amp; B\r\n  C"\r\n---\r\n'
    )


def test_a_comment_silences_a_line_of_toml(folder: Path) -> None:
    article = opened(folder, '+++\ntitle = "A &amp; B"\n+++\n')
    assert silenced(article, "TXT002") == '+++\ntitle = "A &amp; B"  # newslint: ignore[TXT002]\n+++\n'


def test_a_language_without_comments_has_no_such_offer(folder: Path) -> None:
    article = opened(folder, '{\n"title": "A &amp; B"\n}\n')
    assert ignoring(article, one(article, "TXT002")) is None


def test_what_points_at_the_fence_is_silenced_in_the_file(folder: Path) -> None:
    settings = '[[collections]]\nfiles = ["*.md"]\nschema = "article"\n'
    article = opened(folder, "---\ntitle: A\n---\n", settings)
    finding = article.findings[0]
    assert (finding.code, finding.range.line) == ("SCH001", 1)
    comment = ignoring(article, finding)
    assert comment is not None
    assert comment.in_file
    assert changed(article, [comment.edit]) == "---\n# newslint: ignore-file[SCH001]\ntitle: A\n---\n"


def test_a_fix_is_offered_as_it_holds(folder: Path) -> None:
    article = opened(folder, "---\ntitle: A &amp; B\n---\n")
    (edit,) = fix_for(article, one(article, "TXT002"))
    assert (article.source.span_of(edit.range), edit.replacement) == ((13, 18), "&")


def test_a_fix_that_the_configuration_rules_out_is_not_offered(folder: Path) -> None:
    article = opened(folder, "---\ntitle: A &amp; B\n---\n", 'unfixable = ["TXT002"]')
    assert fix_for(article, one(article, "TXT002")) == ()
    assert fix_all(article) == []


def test_a_comment_that_may_be_meant_to_silence_holds_a_fix_back(folder: Path) -> None:
    article = opened(folder, "---\ntitle: A &amp; B # newslint: ignore[TXT999]\n---\n")
    assert fix_for(article, one(article, "TXT002")) == ()
    assert [finding.code for finding in article.findings] == ["TXT002", "NL002"]


def test_all_that_is_safe_is_fixed_at_once(folder: Path) -> None:
    text = (
        "---\ntitle: ' A &amp; B'\ncanonical_url: https://example.org/?utm_source=a\nx: 1\n---\nText &amp;\n"
    )
    article = opened(folder, text)
    edits = fix_all(article)
    assert changed(article, edits) == text.replace("' A &amp; B'", "'A & B'")
    assert len(edits) == 1


TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\u2028", "d", "\n"]), max_size=12).map("".join)


@given(TEXTS, TEXTS)
def test_edits_turn_one_text_into_another(before: str, after: str) -> None:
    edits = list(edits_between(before, after))
    assert apply_runs(before, [(*edit.span, edit.replacement) for edit in edits]) == after


def test_edits_touch_only_the_lines_that_differ() -> None:
    (edit,) = edits_between("a\nb\nc\nd\n", "a\nb\nx\nd\n")
    assert edit == Edit(Span(4, 6), "x\n")
    assert list(edits_between("a\n", "a\n")) == []


def test_texts_that_differ_all_over_are_replaced_at_once() -> None:
    before = "".join(f"{number}\n" for number in range(1000))
    after = "".join(f"{number}\n" if number % 2 else f"{number}!\n" for number in range(1000))
    (edit,) = edits_between(before, after)
    assert edit.replacement == after.removesuffix("999\n")
    assert len(list(edits_between(before[:1890], after[: after.index("500!")]))) == 250
