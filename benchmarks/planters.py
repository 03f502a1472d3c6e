"""What can be wrong with an article, by the rule that should find it; one error a copy."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from random import Random

from forms import ENTITIES, ENVELOPES, INVISIBLE, MOJIBAKE, TAGS, URL_ENTITIES, Form
from garden import ENOUGH, Garden, Place, Plant, damaged, is_prose, parsed, rewritten, spliced

from newslint.document import Document
from newslint.finding import format_path
from newslint.knowledge.platforms import on_platform
from newslint.knowledge.sites import host_of, registrable_domain, same_name, same_site


def mojibake(garden: Garden, random: Random) -> Iterator[Plant]:
    yield from damaged(garden.texts("TXT001", is_prose), MOJIBAKE, random, 2 * ENOUGH)


def entities(garden: Garden, random: Random) -> Iterator[Plant]:
    yield from damaged(garden.texts("TXT002", is_prose), ENTITIES, random)
    yield from damaged(garden.texts("TXT002", lambda node: "url" in node.roles), URL_ENTITIES, random, 50)


def invisible(garden: Garden, random: Random) -> Iterator[Plant]:
    yield from damaged(garden.texts("TXT003", is_prose), INVISIBLE, random)


def tags(garden: Garden, random: Random) -> Iterator[Plant]:
    fields = garden.texts("TXT008", lambda node: bool(node.roles & {"headline", "summary"}))
    yield from damaged(fields, TAGS, random)


def envelopes(garden: Garden, random: Random) -> Iterator[Plant]:
    yield from damaged(garden.texts("ENV001", lambda node: "envelope" in node.roles), ENVELOPES, random)


def sizes(garden: Garden, random: Random) -> Iterator[Plant]:
    """A recorded side that the image's URL contradicts; smaller only where the size in the URL is exact."""
    images: dict[tuple[str, str, str], Place] = {}
    for image in garden.fields(lambda node: "image" in node.roles):
        path, file = format_path(image.node.path), image.name.rpartition("/")[2]
        images[file, path, image.node.value.get("url")] = image
    for hint in garden.archive.hints:
        image = images[hint["file"], hint["path"], hint["url"]]
        side = random.choice([side for side in ("width", "height") if side in hint["binds"]])
        number = image.node.children[side]  # type: ignore[index, call-overload] # an image is a mapping
        wrong = number.value + random.choice((10, 137, number.value))
        if "query" not in hint["family"] and random.random() < 1 / 3:
            wrong = number.value // 2
        plant = rewritten(Place(image.name, image.document, number), wrong, hint["family"], random)
        if plant is None:
            raise AssertionError(f"{image.name}: {hint}")
        yield plant


def publishers(garden: Garden, random: Random) -> Iterator[Plant]:
    """The domain of somebody else, or the article on somebody else's site."""
    places = []
    for domain in garden.texts("URL005", lambda node: "publisher-domain" in node.roles):
        root = domain.document.root
        url = (root.part("canonical-url") or root.part("original-url")) if root is not None else None
        host = host_of(url.value) if url is not None else None
        if url is not None and host and registrable_domain(host) and not on_platform(host):
            places.append((domain, url, host))
    others = sorted({domain.node.value for domain, _, _ in places})
    for number in range(ENOUGH):
        domain, url, host = random.choice(places)
        other = random.choice([x for x in others if not (same_site(x, host) or same_name(x, host))])
        if number % 2:
            plant = rewritten(domain, other, "other domain", random)
        else:
            place = Place(domain.name, domain.document, url)
            moved = rewritten(place, url.value.replace(host, "www.rivertimes.example"), "moved", random)
            plant = _at(domain, moved)
        if plant is not None:
            yield plant


def _at(place: Place, other: Plant | None) -> Plant | None:
    """A plant whose finding belongs to another field than the one that was changed."""
    if other is None:
        return None
    node = parsed(other.name, other.source).node_at(place.node.path)
    if node is None:
        raise AssertionError(other.name)
    return Plant(other.name, other.source, format_path(node.path), node.start, node.end, other.form)


def amp_caches(garden: Garden, random: Random) -> Iterator[Plant]:
    """Pairs of AMP addresses that contradict each other, made from the article's own address."""
    urls = garden.texts("URL006", lambda node: node.path == ("webUrl",))
    plain = [url for url in urls if url.name.split("/")[1] == "_news" and url.node.value.isascii()]
    for number in range(ENOUGH):
        url, other = random.sample(plain, 2)
        amp = f"{url.node.value.rstrip('/')}/amp{random.choice(('', '/', '?page=2'))}"
        form, wrong = _wrong_caches(amp, other.node.value)[number % 6]
        yield _with_fields(url, {"ampWebUrl": amp, "cdnAmpWebUrl": wrong}, form)


def _sound_amp_caches(garden: Garden, random: Random) -> Iterator[Plant]:
    for plant in amp_caches(garden, random):
        document = parsed(plant.name, plant.source)
        amp, cached = document.node_at(("ampWebUrl",)), document.node_at(("cdnAmpWebUrl",))
        if amp is None or cached is None:
            raise AssertionError(plant.name)
        right = json.dumps(_cache_url(amp.value))
        source = spliced(plant.source, cached.start, cached.end, right)
        yield Plant(plant.name, source, plant.path, cached.start, cached.start + len(right), "AMP pair")


def _wrong_caches(amp: str, other: str) -> list[tuple[str, str]]:
    right, host = _cache_url(amp), amp.split("/")[2]
    return [
        ("longer path", f"{right}ferries" if "?" not in right else right.replace("/amp?", "/amp-ferries?")),
        ("host as it is", f"https://{host}.cdn.ampproject.org/c/s/{amp.removeprefix('https://')}"),
        ("not secure", right.replace("/c/s/", "/c/")),
        ("another article", _cache_url(other)),
        ("front page", right[: right.index(host, right.index("/c/s/")) + len(host)] + "/"),
        ("AMP lost", right.partition("?")[0].removesuffix("/").removesuffix("/amp")),
    ]


def _cache_url(amp: str) -> str:
    """The published algorithm for an ordinary ASCII host."""
    host = amp.split("/")[2]
    label = host.replace("-", "--").replace(".", "-")
    return f"https://{label}.cdn.ampproject.org/c/s/{amp.removeprefix('https://')}"


def _with_fields(place: Place, fields: Mapping[str, str], form: str) -> Plant:
    """The file with these fields at its top level instead of its own; the finding is at the last one."""
    text, document = place.document.source.text, place.document
    root = document.root
    if root is None or document.fence is None or document.fence.closing is None:
        raise AssertionError(place.name)
    added = "".join(f"{name}: {json.dumps(value)}{place.newline}" for name, value in fields.items())
    kept = document.fence.content
    lines = text[kept.start : kept.end].splitlines(keepends=True)
    block = "".join(line for line in lines if not line.startswith(tuple(f"{name}:" for name in fields)))
    source = spliced(document.source, kept.start, kept.end, f"{block}{added}")
    last = list(fields)[-1]
    node = parsed(place.name, source).node_at((last,))
    if node is None or node.value != fields[last]:
        raise AssertionError(place.name)
    return Plant(place.name, source, last, node.start, node.end, form)


def future_dates(garden: Garden, random: Random) -> Iterator[Plant]:
    """Dates that nobody can have published on yet."""
    now = datetime.now(UTC)
    places = garden.texts("DAT002", lambda node: node.path == ("publishedDateTime",))
    shown = [place for place in places if _shown(place.document)]
    forms: dict[str, Form] = {"digit mistyped": lambda text, _: f"{text[0]}{int(text[1]) + 2}{text[2:]}"}
    for name, days in {"a month": 31, "a year": 366, "ten years": 3653, "a century": 36525}.items():
        date = now + timedelta(days=days)
        forms[f"{name}, Z"] = _always(f"{date:%Y-%m-%dT%H:%M:%S}Z")
        forms[f"{name}, offset"] = _always(f"{date:%Y-%m-%dT%H:%M:%S}+05:30")
    yield from damaged(shown, forms, random)


def _always(written: str) -> Form:
    return lambda _, __: written


def _shown(document: Document) -> bool:
    value = document.root.value if document.root is not None else {}
    return value.get("published") is not False and not value.get("removed")


def duplicate_keys(garden: Garden, random: Random) -> Iterator[Plant]:
    """A key a second time in its mapping, at the top and below, in block and in flow style."""
    fields = garden.fields(lambda node: node.key_start >= 0 and not isinstance(node.value, dict | list))
    top = [place for place in fields if len(place.node.path) == 1]
    nested = [place for place in fields if len(place.node.path) > 1]
    mappings = garden.fields(lambda node: isinstance(node.value, dict) and bool(node.path))
    for _ in range(ENOUGH // 4):
        yield _block_twice(random.choice(top), random)
        yield _block_twice(random.choice(top), random)
        yield _block_twice(random.choice(nested), random)
        yield _flow_twice(random.choice(mappings), random)


def _block_twice(place: Place, random: Random) -> Plant:
    text, node = place.document.source.text, place.node
    key = str(node.path[-1])
    value = random.choice((json.dumps(node.value), '"another"', "7", ""))
    written = random.choice((key, f'"{key}"', f"'{key}'"))
    indent = node.key_start - (text.rfind("\n", 0, node.key_start) + 1)
    at = text.index("\n", node.end) + 1
    line = f"{' ' * indent}{written}: {value}".rstrip() + place.newline
    source = spliced(place.document.source, at, at, line)
    start = at + indent
    return Plant(place.name, source, format_path(node.path), start, start + len(written), f"block `{key}`")


def _flow_twice(place: Place, random: Random) -> Plant:
    """A whole mapping in braces, with one of its keys once more."""
    node, key = place.node, random.choice(list(place.node.value))
    flow = f"{json.dumps(node.value, ensure_ascii=False)[:-1]}, "
    source = spliced(place.document.source, node.start, node.end, f"{flow}{key}: again}}")
    start = node.start + len(flow)
    return Plant(place.name, source, format_path((*node.path, key)), start, start + len(key), f"flow `{key}`")


def sound(garden: Garden, random: Random) -> Iterator[Plant]:
    """Copies that differ without being wrong: texts in another style of YAML, pairs of AMP addresses."""
    texts = garden.texts("", is_prose)
    for place in random.sample(texts, min(2 * ENOUGH, len(texts))):
        plant = rewritten(place, place.node.value, "as it was", random)
        if plant is not None:
            yield plant
    yield from _sound_amp_caches(garden, random)


PLANTERS: Mapping[str, Callable[[Garden, Random], Iterator[Plant]]] = {
    "DAT002": future_dates,
    "ENV001": envelopes,
    "FM005": duplicate_keys,
    "IMG001": sizes,
    "TXT001": mojibake,
    "TXT002": entities,
    "TXT003": invisible,
    "TXT008": tags,
    "URL005": publishers,
    "URL006": amp_caches,
}
