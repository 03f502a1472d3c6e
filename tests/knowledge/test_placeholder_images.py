"""Names of images that stand for no story, and names that only look like them."""

import pytest

from newslint.knowledge.placeholder_images import (
    is_shared_on_purpose,
    words_beside_equipment,
)


def names_equipment(address: str) -> bool:
    """Whether the name of an image says that it stands for no story, and says nothing else."""
    return words_beside_equipment(address) == frozenset()


@pytest.mark.parametrize(
    "name",
    [
        "default.png",
        "social-default-image.png",
        "defaultShareImage.jpg",
        "fallback_1200x630.jpg",
        "woocommerce-placeholder-600x600.png",
        "no-image-2048-3f.gif",
        "No_image_available.svg",
        "noimage.gif",
        "image_unavailable.png",
        "photo-not-available.jpg",
        "image%20coming%20soon.jpg",
        "supported-browsers.png",
        "unsupportedBrowser.svg",
        "blank.gif",
        "spacer.gif?v=2",
        "missing-thumbnail",
    ],
)
def test_what_a_site_shows_in_the_place_of_a_picture(name: str) -> None:
    assert names_equipment(f"cdn.example.com/img/{name}")


@pytest.mark.parametrize(
    "name",
    [
        "loan-default.jpg",
        "point-blank.jpg",
        "harbour-placeholder-stones.jpg",
        "share-image.png",
        "browser-news.png",
        "no-news.jpg",
        "the-image-of-the-port.jpg",
        "maxresdefault.jpg",
        "image.png",
        "missing.jpg",
        "available.jpg",
        "",
        "default/harbour.jpg",
        f"{'default-' * 13}.png",
    ],
)
def test_what_may_be_the_picture_of_a_story(name: str) -> None:
    assert not names_equipment(f"cdn.example.com/img/{name}")


def test_the_sizes_of_videos_are_no_placeholders() -> None:
    assert not names_equipment("i.ytimg.com/vi/abcdefghijk/default.jpg")
    assert not names_equipment("img.youtube.com/vi/abcdefghijk/default.jpg")
    assert names_equipment("notytimg.com/vi/default.jpg")
    assert not names_equipment("default.com")


@pytest.mark.parametrize(
    ("address", "others"),
    [
        ("cdn.example.com/bay-news-placeholder.png", {"bay"}),
        ("bay-news.example.com/bay-news-placeholder.png", set()),
        ("cdn.bay.example.com/img/bay_default.jpg", set()),
        ("bay-quay.example.com/bayquay_default.jpg", set()),
        ("ba.example.com/ba-default.jpg", None),  # two letters may be anything
        ("ba.example.com/ba-placeholder.jpg", {"ba"}),
        ("cdn.example.com/bay-default-image.jpg", {"bay"}),
        ("cdn.example.com/bay-image-default.jpg", {"bay"}),
        ("cdn.example.com/bay-no-image.jpg", {"bay"}),
        ("cdn.example.com/bay-fallback.jpg", {"bay"}),
        ("cdn.example.com/bay-default.jpg", None),
        ("cdn.example.com/bay-blank.jpg", None),
        ("cdn.example.com/bay-spacer.gif", None),
        ("cdn.example.com/bay.jpg", None),
        ("cdn.example.com/default.jpg", set()),
    ],
)
def test_what_else_a_name_says(address: str, others: set[str] | None) -> None:
    assert words_beside_equipment(address) == others


def test_where_pictures_are_given_away() -> None:
    assert is_shared_on_purpose("images.unsplash.com/photo-1")
    assert is_shared_on_purpose("unsplash.com")
    assert not is_shared_on_purpose("notunsplash.com/photo-1")
    assert not is_shared_on_purpose("cdn.example.com/unsplash.com/1.png")
