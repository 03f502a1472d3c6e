import pytest

from newslint.frontmatter.block import find_fence


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("---\na: 1\n---\n", "a: 1\n"),
        ("--- \t\r\na: 1\r\n---  \r\n", "a: 1\r\n"),
        ("\ufeff---\na: 1\n...\n", "a: 1\n"),
        ("---\ra: 1\r---", "a: 1\r"),
        ("---\n---", ""),
        ("---\na: |\n ---\n--- x\n----\n---\n", "a: |\n ---\n--- x\n----\n"),
    ],
)
def test_closed_blocks(text: str, content: str) -> None:
    fence = find_fence(text)
    assert fence is not None
    assert fence.closing is not None
    assert text[fence.opening.start : fence.opening.end] == "---"
    assert text[fence.content.start : fence.content.end] == content
    assert text[fence.closing.start : fence.closing.end] in ("---", "...")


@pytest.mark.parametrize(
    "text", ["", "\ufeff", "a: 1\n---\n", " ---\n", "----\n", "--- x\n", "++\n", "\n---\n"]
)
def test_no_block(text: str) -> None:
    assert find_fence(text) is None
