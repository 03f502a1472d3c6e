"""Images on the disk: where an address leads, and what is never read."""

import os
import pickle
import struct
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from newslint.config.generators import Owner
from newslint.document import LocalImage
from newslint.knowledge import picture_headers as pictureheaders
from newslint.run import local_images as localimages
from newslint.run import site_names as sitenames
from newslint.run.local_images import LocalImages


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)


def jpeg(width: int, height: int, orientation: int) -> bytes:
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" + struct.pack(">HHI", orientation, 0, 0)
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xc0" + frame + b"\xff\xd9"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("project/posts/a b.png", "project/logo.png", "project/static/img/b.png", "outside.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png(120, 80))
    return tmp_path


@pytest.mark.parametrize(
    "url", ["a b.png", "./a%20b.png", "a b.png?v=3#x", "../logo.png", " ../posts/a%20b.png "]
)
def test_beside_the_article(site: Path, url: str) -> None:
    assert LocalImages(site / "project")("posts/a.md", url) == LocalImage(120, 80)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "missing.png",
        "/logo.png",
        "/img/b.png",
        "../../outside.png",
        "%2e%2e/../outside.png",
        "https://example.com/logo.png",
        "//example.com/logo.png",
        "data:image/png;base64,AAAA.png",
        "../logo.svg",
        "../logo",
        "..",
        "{{ page.image }}.png",
        "~/logo.png",
        "x\0.png",
        "x" * 5000 + ".png",
        "\udcff.png",
    ],
)
def test_nothing_known(site: Path, url: str) -> None:
    assert LocalImages(site / "project")("posts/a.md", url) is None


def test_an_image_root(site: Path) -> None:
    measure = LocalImages(site / "project", site / "project/static")
    assert measure("posts/a.md", "/img/b.png") == LocalImage(120, 80)
    assert measure("posts/a.md", "img/b.png") == LocalImage(120, 80)
    assert measure("posts/a.md", "a b.png") == LocalImage(120, 80)
    assert measure("posts/2020/a.md", "../../logo.png") == LocalImage(120, 80)
    assert measure("posts/a.md", "/img/c.png") == measure("posts/a.md", "c.png") == LocalImage(missing=True)
    assert measure("posts/a.md", "/../../../outside.png") is None
    assert measure("posts/a.md", "../../outside.png") is None


def test_an_article_outside_the_project_keeps_to_its_folder(site: Path) -> None:
    measure = LocalImages(site / "project/posts")
    assert measure("../../a.md", "outside.png") == LocalImage(120, 80)
    assert measure("../../project/static/a.md", "img/b.png") == LocalImage(120, 80)
    assert measure("../../project/static/a.md", "../logo.png") is None


@pytest.mark.skipif(os.name == "nt", reason="links and pipes need a POSIX system")
def test_links_and_pipes_are_not_followed_out(site: Path) -> None:
    posts = site / "project/posts"
    (posts / "link.png").symlink_to(site / "outside.png")
    (posts / "inside.png").symlink_to(posts / "a b.png")
    (posts / "loop.png").symlink_to(posts / "loop.png")
    (posts / "folder.png").mkdir()
    os.mkfifo(posts / "pipe.png")
    measure = LocalImages(site / "project")
    assert measure("posts/a.md", "inside.png") == LocalImage(120, 80)
    for name in ("link.png", "loop.png", "folder.png", "pipe.png"):
        assert measure("posts/a.md", name) is None


@pytest.mark.parametrize("data", [b"", b"text", png(120, 80)[:18], b"\xff\xd8\xff", b"GIF89a", png(0, 80)])
def test_broken_images(site: Path, data: bytes) -> None:
    (site / "project/broken.png").write_bytes(data)
    assert LocalImages(site / "project")("a.md", "broken.png") is None


def test_a_turned_photograph_has_the_size_that_is_seen(site: Path) -> None:
    (site / "project/photo.jpg").write_bytes(jpeg(120, 80, 6))
    assert LocalImages(site / "project")("a.md", "photo.jpg") == LocalImage(80, 120)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One for each time that a header was read."""
    counted: list[int] = []

    def read_size(file: BinaryIO) -> tuple[int, int] | None:
        counted.append(file.fileno())
        return pictureheaders.read_size(file)

    monkeypatch.setattr(localimages, "_known", {})
    monkeypatch.setattr(localimages, "_look_into", lambda file: LocalImage(*(read_size(file) or (0, 0))))
    return counted


def test_a_picture_is_looked_into_once_however_many_articles_name_it(site: Path, looks: list[int]) -> None:
    posts = site / "project/posts"
    (posts / "link.png").symlink_to("a b.png")
    for measure in (LocalImages(site / "project"), LocalImages(site / "project", posts)):
        for number in range(50):
            for url in ("a b.png", "./a%20b.png", "link.png"):
                assert measure(f"posts/{number}.md", url) == LocalImage(120, 80)
    assert len(looks) == 1


def test_a_picture_that_changes_is_looked_into_again(site: Path, looks: list[int]) -> None:
    path = site / "project/logo.png"
    measure = LocalImages(site / "project")
    assert measure("a.md", "logo.png") == LocalImage(120, 80)
    path.write_bytes(png(60, 40))
    assert measure("a.md", "logo.png") == LocalImage(60, 40)
    before = path.stat()
    (site / "other.png").write_bytes(png(20, 10))
    (site / "other.png").replace(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert measure("a.md", "logo.png") == LocalImage(20, 10), "the size and the time are the same"
    path.unlink()
    assert measure("a.md", "logo.png") is None
    assert len(looks) == 3


def test_what_is_remembered_is_bounded(site: Path, looks: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(localimages, "_MOST_KNOWN", 3)
    measure = LocalImages(site / "project")
    for number in range(9):
        (site / f"project/{number}.png").write_bytes(png(number + 1, 1))
    for number in (*range(9), 8, 7, 6, 0):
        assert measure("a.md", f"{number}.png") == LocalImage(number + 1, 1)
    assert len(localimages._known) == 3
    assert len(looks) == 10


def test_what_another_thread_has_looked_into_meanwhile_takes_no_place(
    site: Path, looks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(localimages, "_MOST_KNOWN", 2)
    measure = LocalImages(site / "project")
    for name in ("one.png", "two.png"):
        (site / "project" / name).write_bytes(png(5, 1))
    assert measure("a.md", "one.png") == LocalImage(5, 1)
    look, waiting = localimages._look_into, ["two.png"]

    def look_too(file: BinaryIO) -> LocalImage | None:
        while waiting:
            assert measure("b.md", waiting.pop()) == LocalImage(5, 1)
        return look(file)

    monkeypatch.setattr(localimages, "_look_into", look_too)
    assert measure("a.md", "two.png") == LocalImage(5, 1)
    assert len(looks) == 3, "both looked"
    assert measure("a.md", "one.png") == LocalImage(5, 1)
    assert len(looks) == 3, "and the other one is still known"


def test_it_travels_between_processes(site: Path) -> None:
    measure = LocalImages(site / "project")
    assert vars(pickle.loads(pickle.dumps(measure))) == vars(measure)  # noqa: S301


def test_the_command_line_measures_images_beside_articles(site: Path) -> None:
    article = site / "project/posts/a.md"
    article.write_text(
        "---\ntitle: A\ncover: {image: a b.png, width: 120, height: 90}\n---\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "newslint", "check", "--select", "IMG006", "--output-format", "concise"]
    done = subprocess.run(
        [*command, "posts"],
        cwd=site / "project",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "posts/a.md:3:45" in done.stdout
    assert "120x80" in done.stdout


@pytest.fixture
def astro(tmp_path: Path) -> Path:
    for folder in ("src/content/blog", "src/assets", "src/pages", "public/img"):
        (tmp_path / folder).mkdir(parents=True)
    for picture in ("src/content/blog/a.png", "src/assets/b.png", "public/img/c.png", "src/d.png", "e.png"):
        (tmp_path / picture).write_bytes(png(120, 80))
    return tmp_path


@pytest.mark.parametrize(
    ("generator", "page", "url", "known"),
    [
        ("astro", "src/content/blog/p.md", "./x.png", LocalImage(missing=True)),
        ("astro", "src/content/blog/p.md", "../x.png", LocalImage(missing=True)),
        ("astro", "src/content/blog/p.md", "./a.png", LocalImage(120, 80)),
        ("starlight", "src/content/p.md", "./x.png", LocalImage(missing=True)),
        ("docusaurus", "docs/p.md", "./x.png", LocalImage(missing=True)),
        # Somebody else may look for these elsewhere, or there.
        ("docusaurus", "docs/p.md", "../x.png", None),
        ("astro", "src/content/blog/p.md", "x.png", None),
        ("astro", "src/content/blog/p.md", "/x.png", None),
        ("astro", "src/content/blog/p.md", "./b.png", None),
        ("astro", "src/content/blog/p.md", "./img/c.png", None),
        ("astro", "src/content/blog/p.md", "../d.png", None),
        ("astro", "src/content/blog/p.md", "../../../e.png", LocalImage(120, 80)),
        ("astro", "src/content/blog/p.md", "./e.png", None),
        ("astro", "src/content/blog/p.md", "./x.svg", LocalImage(missing=True)),
        ("astro", "src/content/blog/p.md", "./x.mp4", None),
        ("astro", "src/pages/p.md", "./x.png", None),
        ("hugo", "content/p.md", "./x.png", None),
        ("", "src/content/blog/p.md", "./x.png", None),
    ],
)
def test_a_generator_that_looks_beside_the_page(
    astro: Path, generator: str, page: str, url: str, known: LocalImage | None
) -> None:
    owner = Owner(generator).below(astro)
    assert LocalImages(astro, generator=owner)(page, url) == known
    # A page of another site, and one below a folder that another generator owns.
    elsewhere = LocalImages(astro, generator=Owner(generator, f"{astro}/other/"))
    assert elsewhere(page, url) == (None if known == LocalImage(missing=True) else known)


@pytest.fixture
def hugo(tmp_path: Path) -> Path:
    """A site with two bundles, a page without one, and pictures in places where themes look."""
    for name in (
        "hugo.toml",
        "content/a/index.md",
        "content/a/Cover.JPG",
        "content/a/my pic.png",
        "content/a/talk.mp3",
        "content/b/_index.en.md",
        "content/c.md",
        "static/img/d.png",
        "node_modules/x/e.png",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png(120, 80))
    return tmp_path


MISSING = LocalImage(missing=True)
UNSURE = LocalImage(missing=True, unsure=True)


@pytest.mark.parametrize(
    ("page", "url", "known"),
    [
        ("content/a/index.md", "x.jpg", UNSURE),
        ("content/a/index.md", "./img/x.jpg", UNSURE),
        ("content/a/index.md", "x.svg", UNSURE),
        ("content/a/index.md", "x.mp4", UNSURE),
        ("content/a/index.md", "x.PDF", UNSURE),
        ("content/a/index.md", "e.png", UNSURE),
        ("content/a/index.md", "my pic.png", LocalImage(120, 80)),
        ("content/a/index.md", "talk.mp3", LocalImage()),
        ("content/b/_index.en.md", "x.jpg", UNSURE),
        # The file lies in the bundle, in that of another language, or where a theme looks.
        ("content/a/index.md", "cover.jpg", None),
        ("content/a/index.md", "my-pic.png", None),
        ("content/a/index.md", "d.png", None),
        ("content/b/_index.en.md", "cover.jpg", None),
        ("content/a/index.md", "/x.jpg", None),
        ("content/a/index.md", "../x.jpg", None),
        ("content/a/index.md", "*.jpg", None),
        ("content/a/index.md", "x.md", None),
        ("content/c.md", "x.jpg", None),
        ("content/index-of-all.md", "x.jpg", None),
        ("elsewhere/index.md", "x.jpg", None),
    ],
)
def test_a_bundle_of_hugo(hugo: Path, page: str, url: str, known: LocalImage | None) -> None:
    measure = LocalImages(hugo, generator=Owner("hugo").below(hugo))
    assert measure(page, url) == known
    other = LocalImages(hugo, generator=Owner("jekyll").below(hugo))
    assert other(page, url) == (None if known == UNSURE else known)


def git_ignoring(site: Path, line: str) -> None:
    subprocess.run(["git", "init", "-q", str(site)], check=True)
    (site / ".gitignore").write_text(line, encoding="utf-8")


def test_what_the_build_makes_is_unknown(hugo: Path, astro: Path) -> None:
    git_ignoring(hugo, "made/\n")
    measure = LocalImages(hugo, generator=Owner("hugo").below(hugo))
    assert measure("content/a/index.md", "made/x.jpg") is None
    assert measure("content/a/index.md", "drawn/x.jpg") == UNSURE
    sure = LocalImages(astro, generator=Owner("astro").below(astro))
    assert sure("src/content/blog/p.md", "./made/x.jpg") is None
    assert sure("src/content/blog/p.md", "./drawn/x.jpg") == MISSING


@pytest.mark.parametrize(
    ("name", "text", "known"),
    [
        (".gitmodules", '[submodule "p"]\n\tpath = pictures\n\turl = x\n', None),
        (".gitmodules", '[submodule "p"]\n\tpath = content\n\turl = x\n', UNSURE),
        (".gitmodules", '[submodule "p"]\n\tpath = themes/one\n\turl = x\n', UNSURE),
        (".gitmodules", "", UNSURE),
        (".git/info/sparse-checkout", "/content\n", None),
        (".git/info/exclude", "/content\n", UNSURE),
    ],
)
def test_a_checkout_of_a_part(hugo: Path, name: str, text: str, known: LocalImage | None) -> None:
    path = hugo / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    measure = LocalImages(hugo, generator=Owner("hugo").below(hugo))
    assert measure("content/a/index.md", "x.jpg") == known
    # The repository may be a folder above that of the site.
    (hugo / "content/content/a").mkdir(parents=True)
    below = LocalImages(hugo / "content", generator=Owner("hugo").below(hugo / "content"))
    assert below("content/a/index.md", "x.jpg") == known


@pytest.mark.skipif(os.name == "nt", reason="links need a POSIX system")
def test_links_to_folders_hide_what_lies_there(hugo: Path) -> None:
    (hugo / "assets").symlink_to(hugo.parent)
    assert LocalImages(hugo, generator=Owner("hugo").below(hugo))("content/a/index.md", "x.jpg") is None


def test_a_site_is_looked_through_once(hugo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[object] = []
    real = os.walk

    def walk(top: Path) -> object:
        walked.append(top)
        return real(top)

    monkeypatch.setattr(os, "walk", walk)
    measure = LocalImages(hugo, generator=Owner("hugo").below(hugo))
    assert measure("content/c.md", "x.jpg") is None
    assert walked == []
    for _ in range(3):
        assert measure("content/a/index.md", "x.jpg") == UNSURE
    assert walked == [hugo]


@pytest.mark.parametrize(("most", "known"), [(9, None), (10, UNSURE)])
def test_a_site_with_too_many_files(
    hugo: Path, monkeypatch: pytest.MonkeyPatch, most: int, known: LocalImage | None
) -> None:
    monkeypatch.setattr(sitenames, "_MOST", most)
    for number in range(2):
        (hugo / f"content/a/{number}.txt").touch()
    measure = LocalImages(hugo, generator=Owner("hugo").below(hugo))
    assert measure("content/a/index.md", "x.jpg") == known
