"""Articles of a news archive that nobody wrote: of real size and shape, and with a few things wrong.

    python benchmarks/generate.py FOLDER [--count N] [--seed N] [--defects SHARE]

The shape is that of the archive that newslint was written for: the fields of schemas/article.schema.json,
one file in fourteen with CRLF, and up to 39 related articles in a file, which are two thirds of all bytes.
Such an archive repeats itself: the articles of some days share their related ones, and of its lines, texts
and addresses a fifth at most is distinct; `tests/repository/test_benchmarks.py` holds this one to that.
Article number n is the same for every count; the same seed gives the same bytes.
"""

import argparse
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, product
from pathlib import Path
from random import Random
from textwrap import indent

from prose import TOPICS, headline, paragraph, publisher, slug, summary, typographic

SEED = 7
DEFECTS = 0.3  # of the files
_START = datetime(2018, 1, 1, tzinfo=UTC)
_DAYS = 1200
_CRLF, _AMP, _BODY, _REPEATED = 0.07, 0.25, 0.12, 0.003
_NON_ASCII, _QUERY = 0.31, 0.35  # of the stories
# So many articles appear at a time, and share so many stories as related ones, some of their own among them.
_AT_ONCE, _SHARED, _OWN = 16, 11, 7
_DAYS_BETWEEN = 12
_NEAR = 2  # times before and after, whose stories are listed too
# How many related articles there are in how many of a hundred.
_RELATED = ((30, 0, 0), (36, 1, 3), (25, 4, 6), (7, 7, 12), (2, 13, 39))
_SIZES = ((1200, 675), (1600, 900), (1280, 720), (2000, 1270), (800, 400), (640, 480))

# How often, what is replaced (the first match), and by what.
_MISTAKES = (
    (9, r"(?m)(excerpt: .*?)['’]s ", r"\1â€™s "),  # mojibake
    (4, r"(title: .*?)['’]s ", r"\1&#8217;s "),  # an entity
    (5, r"(title: .*) and ", r"\1 &amp; "),
    (3, r"(excerpt: .*?) of ", "\\1 of\u200b "),  # an invisible character
    (5, r"(title: .*?) ([a-z]+ [a-z]+ )", r"\1  \2"),  # a doubled space
    (3, r' \.\.\."', r' .."'),  # a broken ellipsis
    (1, r'(excerpt: )".*"', r'\1""'),
    (3, r'(webUrl: "[^"]*)"', r'\1?utm_source=feed"'),
    (3, r'webUrl: "https:', 'webUrl: "http:'),
    (2, r'(webUrl: ").*"', r'\1"'),
    (12, r"\.cdn\.ampproject\.org/c/s/", ".cdn.ampproject.org/c/"),
    (6, r"(?m)^cdnAmpWebUrl: .*\n", ""),
    (4, r"  domain: .*", "  domain: rivertimes.example"),
    (4, r"(-\d+x\d+\.jpg\"\n +width: \d)\d", r"\g<1>7"),  # a width that the URL contradicts
    (2, r"height: \d+", "height: 0"),
    (3, r"(publishedDateTime: .*)Z", r"\1"),
    (2, r"publishedDateTime: \d+", "publishedDateTime: 2091"),
    (2, r"published: true", "published: yes"),
    (2, r"heat: (\d+)", r"haet: \1"),
    (2, r"quality: (\d+)", r'quality: "\1"'),
    (2, r"type: article\n", ""),
    (1, r"(?m)^topics:\n", "topics:\n  -\n"),
    (1, r"(heat: \d+\n)", r"\1\1"),  # a key twice
    (1, r'title: "', "title: Update: "),  # not YAML
    (2, r'secured: "[^;]*', 'secured: "c2hvcnQ='),
    (1, r"\n---\n", "\n"),  # the closing fence is missing
)
_PATTERNS = tuple((re.compile(pattern), replacement) for _, pattern, replacement in _MISTAKES)
_CUMULATED = tuple(accumulate(often for often, _, _ in _MISTAKES))


@dataclass(frozen=True, slots=True)
class _Story:
    """What an article and an entry of a `related` list have in common."""

    title: str
    excerpt: str
    published: datetime
    name: str
    domain: str
    path: str
    image: str
    width: int
    height: int
    quality: int
    has_amp: bool

    @property
    def url(self) -> str:
        return f"https://www.{self.domain}{self.path}"


def articles(count: int, seed: int = SEED, defects: float = DEFECTS) -> Iterator[tuple[str, bytes]]:
    """Articles as pairs of a relative file name and its bytes; `defects` is the share of damaged files."""
    for number in range(count):
        yield _article(number, seed, defects)


def write_articles(folder: Path, count: int, seed: int = SEED, defects: float = DEFECTS) -> None:
    """Write articles into a folder, one folder below it for each month."""
    made: set[str] = set()
    for name, content in articles(count, seed, defects):
        month = name.rpartition("/")[0]
        if month not in made:
            (folder / month).mkdir(parents=True, exist_ok=True)
            made.add(month)
        (folder / name).write_bytes(content)


def _article(number: int, seed: int, defects: float) -> tuple[str, bytes]:
    random = Random(f"{seed} {number}")  # noqa: S311 - repeatable, not secret
    # Now and then the same article under another file name, as when a feed is read twice.
    is_repeated = number and random.random() < _REPEATED * defects
    story = _story_of(number - is_repeated, seed)
    text = _front_matter(story, _related_to(story, number, seed, random), random)
    if random.random() < _BODY:
        text += "\n\n".join(paragraph(random, 5) for _ in range(random.randrange(1, 8))) + "\n"
    if random.random() < defects:
        text = _damaged(text, random)
    if random.random() < _CRLF:
        text = text.replace("\n", "\r\n")
    name = f"{story.published:%Y/%m}/{number:06}-{story.path.strip('/').rpartition('/')[2][:60]}.md"
    return name, text.encode()


def _related_to(story: _Story, number: int, seed: int, random: Random) -> list[_Story]:
    """Some of the stories that articles of about the same time share."""
    often, least, most = zip(*_RELATED, strict=True)
    (which,) = random.choices(range(len(_RELATED)), often)
    count = random.randint(least[which], most[which])
    time = number // _AT_ONCE
    near = range(max(time - _NEAR, 0), time + _NEAR + 1)
    chosen = random.sample([*product(near, range(_SHARED))], count)
    stories = (_shared(at, index, seed) for at, index in chosen)
    return [other for other in stories if other.title != story.title]


def _shared(time: int, index: int, seed: int) -> _Story:
    """A story that is listed as related: one of the archive's own, or one that has no article in it."""
    if index < _OWN:
        return _story_of(time * _AT_ONCE + index, seed)
    return _story(Random(f"{seed} {time} {index}"), time)  # noqa: S311 - repeatable, not secret


def _story_of(number: int, seed: int) -> _Story:
    """The story that an article tells."""
    return _story(Random(f"{seed} story {number}"), number // _AT_ONCE)  # noqa: S311 - repeatable, not secret


def _story(random: Random, time: int) -> _Story:
    title, excerpt = headline(random), summary(random)
    name, domain = publisher(random)
    published = _START + timedelta(days=time * _DAYS_BETWEEN % _DAYS, hours=random.random() * 72)
    width, height = random.choice(_SIZES)
    folder = f"{published:/%Y/%m/%d/}" if random.random() < 0.4 else f"/{slug(random.choice(TOPICS))}/"
    path = f"{folder}{slug(title)}-{random.randrange(10**6):06}"
    picture = f"{random.getrandbits(96):024x}-{slug(title)[:40]}"
    if random.random() < _QUERY:
        picture += f".jpg?v={random.getrandbits(32):08x}"
    else:  # half of these pictures tell their size
        picture += f"-{width}x{height}.jpg" if random.random() < 0.5 else ".jpg"
    if random.random() < _NON_ASCII:
        title, excerpt = typographic(title, random), typographic(excerpt, random)
    return _Story(
        title,
        excerpt,
        published,
        name,
        domain,
        path,
        f"https://images.{domain}/wp-content/uploads/{published:%Y/%m}/{picture}",
        width,
        height,
        random.randrange(5, 120),
        random.random() < _AMP,
    )


def _front_matter(story: _Story, related: list[_Story], random: Random) -> str:
    topics = random.sample(TOPICS, random.choice((1, 1, 2, 2, 3)))
    parts = (
        f'---\ncategory: news\ntitle: "{story.title}"\nexcerpt: "{story.excerpt}"\n',
        f"publishedDateTime: {story.published:%Y-%m-%dT%H:%M:%SZ}\n",
        f'originalUrl: "{story.url}"\nwebUrl: "{story.url}"\n',
        _amp(story),
        f"type: article\nquality: {story.quality}\nheat: {story.quality + 10}\npublished: true\n\n",
        _provider(story) + "\n",
        "topics:\n" + "".join(f"  - {topic}\n" for topic in topics) + "\n",
        f'images:\n  - url: "{story.image}"\n    width: {story.width}\n    height: {story.height}\n',
        f'    title: "{story.title}"\n\n',
        "related:\n" + "".join(map(_related, related)) + "\n" if related else "",
        f'secured: "{_envelope(random)}"\n---\n\n',
    )
    return "".join(parts)


def _amp(story: _Story) -> str:
    if not story.has_amp:
        return ""
    page = f"www.{story.domain}/amp{story.path}"
    host = f"www.{story.domain}".replace("-", "--").replace(".", "-")
    return f'ampWebUrl: "https://{page}"\ncdnAmpWebUrl: "https://{host}.cdn.ampproject.org/c/s/{page}"\n'


def _provider(story: _Story) -> str:
    return (
        f"provider:\n  name: {story.name}\n  domain: {story.domain}\n  images:\n"
        f'    - url: "https://archive.example/assets/images/organizations/{story.domain}-50x50.jpg"\n'
        "      width: 50\n      height: 50\n"
    )


def _related(story: _Story) -> str:
    entry = (
        f'title: "{story.title}"\nexcerpt: "{story.excerpt}"\n'
        f"publishedDateTime: {story.published:%Y-%m-%dT%H:%M:%SZ}\n"
        f'webUrl: "{story.url}"\n{_amp(story)}type: article\n{_provider(story)}'
        f"quality: {story.quality}\n"
        f'images:\n  - url: "{story.image}"\n    width: {story.width}\n    height: {story.height}\n'
    )
    return f"  - {indent(entry, '    ').strip()}\n"


def _envelope(random: Random) -> str:
    body = random.randbytes(16 * random.randrange(17, 26))
    return f"{b64encode(body).decode()};{b64encode(random.randbytes(16)).decode()}"


def _damaged(text: str, random: Random) -> str:
    """The text with one mistake; the next one where there is no place for the chosen one."""
    while True:
        pattern, replacement = random.choices(_PATTERNS, cum_weights=_CUMULATED)[0]
        changed, count = pattern.subn(replacement, text, count=1)
        if count:
            return changed


def main() -> None:
    """Write the articles."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1600)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--defects", type=float, default=DEFECTS, help="the share of damaged files")
    arguments = parser.parse_args()
    write_articles(arguments.folder, arguments.count, arguments.seed, arguments.defects)


if __name__ == "__main__":
    main()
