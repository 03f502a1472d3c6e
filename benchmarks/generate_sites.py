"""Sites for Jekyll, Hugo and Astro that nobody wrote: posts with the small front matter of each generator.

    python benchmarks/generate_sites.py FOLDER [--generator jekyll|hugo|astro] [--count N] [--seed N]

Only what a linter reads is there: the generator's configuration file and the posts, without themes. The
posts are sound; the same seed gives the same bytes.
"""

import argparse
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from prose import TOPICS, headline, paragraph, slug, typographic

SEED = 7
_START = datetime(2019, 1, 1, tzinfo=UTC)
_DAYS = 1500
_NON_ASCII = 0.15


def jekyll(number: int, random: Random) -> tuple[str, str]:
    """A post of a Jekyll site; its date stands in the file name."""
    title, date = headline(random), _date(random)
    tags = "".join(f"\n  - {topic}" for topic in _topics(random))
    shown = "published: false\n" if random.random() < 0.05 else ""
    image = f"image: /assets/img/{slug(title)[:30]}.jpg\n" if random.random() < 0.4 else ""
    front = (
        f'layout: post\ntitle: "{title}"\ndate: {date:%Y-%m-%d %H:%M:%S} +0000\n'
        f"categories: [{random.choice(TOPICS).lower()}]\ntags:{tags}\n{image}{shown}"
    )
    return f"_posts/{date:%Y-%m-%d}-{slug(title)}-{number}.md", front


def hugo(number: int, random: Random) -> tuple[str, str]:
    """A post of a Hugo site, half of them as page bundles."""
    title, date = headline(random), _date(random)
    tags = ", ".join(f'"{topic.lower()}"' for topic in _topics(random))
    changed = date + timedelta(days=random.randrange(1, 90))
    lastmod = f"lastmod: {changed:%Y-%m-%dT%H:%M:%S+00:00}\n" if random.random() < 0.3 else ""
    front = (
        f'title: "{title}"\ndate: {date:%Y-%m-%dT%H:%M:%S+00:00}\n{lastmod}'
        f"draft: {'true' if random.random() < 0.05 else 'false'}\n"
        f'description: "{paragraph(random, 1)}"\ntags: [{tags}]\nweight: {number % 50 + 1}\n'
    )
    name = f"{slug(title)}-{number}"
    return f"content/posts/{name}/index.md" if random.random() < 0.5 else f"content/posts/{name}.md", front


def astro(number: int, random: Random) -> tuple[str, str]:
    """A post of an Astro site's content collection; one in eight is MDX."""
    title, date = headline(random), _date(random)
    changed = date + timedelta(days=random.randrange(1, 90))
    updated = f"updatedDate: {changed:%Y-%m-%d}\n" if random.random() < 0.3 else ""
    hero = f'heroImage: "../../assets/{slug(title)[:30]}.jpg"\n' if random.random() < 0.5 else ""
    tags = "".join(f"\n  - {topic.lower()}" for topic in _topics(random))
    front = (
        f'title: "{title}"\ndescription: "{paragraph(random, 1)}"\npubDate: {date:%Y-%m-%d}\n{updated}{hero}'
        f"tags:{tags}\n{'draft: true' + chr(10) if random.random() < 0.05 else ''}"
    )
    suffix = "mdx" if random.random() < 1 / 8 else "md"
    return f"src/content/blog/{slug(title)}-{number}.{suffix}", front


_Post = Callable[[int, Random], tuple[str, str]]
# Of each generator: a post, and the file that tells which generator it is.
GENERATORS: dict[str, tuple[_Post, str, str]] = {
    "jekyll": (jekyll, "_config.yml", "title: The Harbour Diary\nmarkdown: kramdown\n"),
    "hugo": (hugo, "hugo.toml", 'title = "The Harbour Diary"\nbaseURL = "https://harbourdiary.example/"\n'),
    "astro": (astro, "astro.config.mjs", 'export default { site: "https://harbourdiary.example" };\n'),
}


def site(generator: str, count: int, seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """The files of a site with so many posts, as pairs of a relative name and the bytes."""
    post, config, content = GENERATORS[generator]
    yield config, content.encode()
    for number in range(count):
        random = Random(f"{generator} {seed} {number}")  # noqa: S311 - repeatable, not secret
        name, front = post(number, random)
        text = f"---\n{front}---\n\n{_body(random)}"
        yield name, (typographic(text, random) if random.random() < _NON_ASCII else text).encode()


def write_site(folder: Path, generator: str, count: int, seed: int = SEED) -> None:
    """Write a site into a folder."""
    for name, content in site(generator, count, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _date(random: Random) -> datetime:
    return _START + timedelta(days=random.random() * _DAYS)


def _topics(random: Random) -> list[str]:
    return random.sample(TOPICS, random.randrange(1, 4))


def _body(random: Random) -> str:
    parts = []
    for _ in range(random.randrange(1, 5)):
        parts += [f"## {headline(random)}", paragraph(random, 4), paragraph(random, 6)]
        if random.random() < 0.3:
            parts.append(f"![The harbour](/images/{random.randrange(1000)}.jpg)")
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write the sites: all three, or the one that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--generator", choices=sorted(GENERATORS))
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    for generator in [arguments.generator] if arguments.generator else sorted(GENERATORS):
        write_site(arguments.folder / generator, generator, arguments.count, arguments.seed)


if __name__ == "__main__":
    main()
