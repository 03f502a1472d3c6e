"""COR005 leaves pictures on the site's own hosts alone."""

from collections.abc import Iterator

import pytest

from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rules import BY_CODE
from newslint.source import Source


def pages(image: str) -> Iterator[Source]:
    for number in range(10):
        text = f"---\ntitle: Page {number}\nimage: {image}\n---\n\nText.\n"
        yield Source(f"{number}.md", text.encode())
        other = f"---\ntitle: Other {number}\nimage: https://x.example/{number}.png\n---\n\nText.\n"
        yield Source(f"other-{number}.md", other.encode())


@pytest.mark.parametrize(
    ("image", "count"),
    [
        ("https://quay.example/share.png", 0),
        ("https://img.quay.example/share.png", 0),
        ("http://www.pier.example/share.png", 0),
        ("https://quay.example.net/share.png", 10),
    ],
)
def test_a_picture_on_a_host_of_the_site_is_its_own(image: str, count: int) -> None:
    settings = Settings((BY_CODE["COR005"],), own_hosts=frozenset({"quay.example", "pier.example"}))
    assert len(check(pages(image), settings).findings) == count
