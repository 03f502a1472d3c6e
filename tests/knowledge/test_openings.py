"""Who reads front matter whose opening is broken, and which texts only look like such."""

import pytest

from newslint.knowledge.openings import block_of_hexo, broken_opening

YAML = "---\ntitle: Pier\ndate: 2023-05-02\n---\nText.\n"
TOML = '+++\ntitle = "Pier"\ndate = 2023-05-02\n+++\nText.\n'


@pytest.mark.parametrize(
    ("before", "mendable", "readers"),
    [
        ("\n", True, ("hugo", "zola")),
        (" \t\r\n ", True, ("hugo", "zola")),
        ("\ufeff\ufeff", True, ("hugo",)),
        ("\ufeff\n", True, ("hugo",)),
        ("\u200b", True, ()),
        ("<!-- a -->\n", False, ()),
        ("x", False, ()),
    ],
)
@pytest.mark.parametrize("block", [YAML, TOML])
def test_hugo_and_zola_pass_over_what_shows_nothing(
    block: str, before: str, readers: tuple[str, ...], *, mendable: bool
) -> None:
    opening = broken_opening(before + block)
    assert opening is not None
    assert opening.wrong.endswith(f"the `{block[:3]}` that opens the front matter")
    assert opening.advice == f"move the `{block[:3]}` to the start of the first line"
    assert (opening.mendable, opening.readers) == (mendable, readers)
    assert (opening.span.start, opening.span.end) == (0, len(before))


@pytest.mark.parametrize(
    "middle",
    [
        'tags = [\n  "pier",\n]\n',
        '[extra]\ncover.image = "a.jpg"\n',
        'title_long = """\n  Pier\n"""\n# Of the theme.\n\n',
    ],
)
def test_toml_goes_on_over_lines(middle: str) -> None:
    opening = broken_opening(f'title = "Pier"\ndate = 2023-05-02\n{middle}+++\nText.\n')
    assert opening is not None
    assert opening.wrong == "the line that opens the front matter is missing"
    assert opening.advice == "add a line `+++` at the top"


@pytest.mark.parametrize(
    "text",
    [
        '\n+++\ntitle = "Pier"\n',  # it never ends
        '\n+++\ntitle = "Pier"\n---\n',
        '\n+++\ntitle = "Pier"\nThe ferry is late.\n+++\n',
        '\n+++\ncolour = "red"\n+++\n',  # a field that nobody knows
        "\n+++\ntitle: Pier\n+++\n",
        '\n---\ntitle = "Pier"\n---\n',
        'title = "Pier"\ncolour = "red"\n+++\n',  # one known field is too few where no line opens it
        'title = "Pier"\ndate = 2023-05-02\n---\n',
        '# Settings\n\n+++\ntitle = "Pier"\n+++\n',
        '```toml\n+++\ntitle = "Pier"\n+++\n```\n',
    ],
)
def test_no_front_matter_without_proof(text: str) -> None:
    assert broken_opening(text) is None


@pytest.mark.parametrize(
    ("text", "opening", "content", "closing"),
    [
        ("title: A\ndate: 2023-05-02\n---\nText\n", "title", "title: A\ndate: 2023-05-02\n", "---"),
        ("title: A\r\ndate: b\r\n----\r\nText\r\n", "title", "title: A\r\ndate: b\r\n", "----"),
        ("\ufefftitle: A\ndate: b\n---", "title", "title: A\ndate: b\n", "---"),
        ("----\ntitle: A\nlayout: b\n----\nText\n", "----", "title: A\nlayout: b\n", "----"),
    ],
)
def test_what_hexo_reads_without_three_hyphens(text: str, opening: str, content: str, closing: str) -> None:
    found = block_of_hexo(text)
    assert found is not None
    assert [text[span.start : span.end] for span in found] == [opening, content, closing]


@pytest.mark.parametrize(
    "text",
    [
        "title: A\ndate: b\n...\nText\n",
        "----\ntitle: A\nlayout: b\n---\nText\n",
        "name: A\nmood: b\n---\nText\n",
        "Text\n---\nText\n",
        "title: A\ndate: b\n",
        "",
    ],
)
def test_what_hexo_does_not_read(text: str) -> None:
    assert block_of_hexo(text) is None
