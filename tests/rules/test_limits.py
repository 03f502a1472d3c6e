"""Numbers of the world that rules know: each of them counts, and what stands beside it doesn't."""

from newslint.document import parse_document
from newslint.rules import txt_cut_summary
from newslint.schema.compiled import choose
from newslint.source import Source


def test_lengths_at_which_programs_cut() -> None:
    found = []
    for length in range(100, 1_102):
        summary = f"{'a' * (length - 2)} ."
        front_matter = (
            f"---\ncategory: news\npublishedDateTime: 2023-05-02\ntitle: Harbour\nexcerpt: {summary}\n---\n"
        )
        document = parse_document(Source("a.md", front_matter.encode()), choose)
        found += [length for _ in txt_cut_summary.check(document, txt_cut_summary.Options())]
    assert found == sorted([140, 155, 160, 255, 256, 280, 320, 512, *range(100, 1_001, 50)])
