"""The table of image services: each row shows by examples what it means, and a new row needs no code."""

import re
from pathlib import Path

import pytest
from counting import LINEAR, Work, growth
from hypothesis import given
from hypothesis import strategies as st

from newslint.knowledge.image_services import addresses, reading
from newslint.knowledge.image_services.addresses import HOSTS, PATHS, QUERIES, proof_of
from newslint.knowledge.image_services.forms import Example, Form, Service
from newslint.knowledge.image_services.proof import AspectHint, Hint, is_plausible, make_hint
from newslint.knowledge.image_services.reading import NOTHING, Proof, read_with
from newslint.knowledge.image_services.table import SERVICES
from newslint.knowledge.image_url_aspect import aspect_hint
from newslint.knowledge.image_url_size import contradiction, size_hint

EXAMPLES = [example for service in SERVICES for example in service.examples]
BINDING = [example for example in EXAMPLES if example.bound]
FORMS = [(service, form) for service in SERVICES for form in service.forms]
KNOWN_FROM = {*HOSTS.values(), *PATHS.values(), *QUERIES.values()}
EVERYWHERE = """
    MSN, Yahoo, BBC ichef, Guardian, Cloudinary, imgix, Fastly, Cloudflare, Akamai, Contentful, Sanity,
    Storyblok, Shopify, WordPress, Photon, Next.js, Nuxt, Vercel, Netlify, thumbor, imgproxy, Wikimedia,
    Flickr, Google, Blogger, Squarespace, Wix, Craft, Drupal, TYPO3, Ghost, Medium, Substack, Arc, Brightspot
"""
SHAPE = "/0123456789abcdef0123456789abcdef01234567/0_0_3000_1800"


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.url for example in EXAMPLES])
def test_examples_mean_what_the_row_says(example: Example) -> None:
    hint, shape = size_hint(example.url), aspect_hint(example.url)
    assert (hint and hint[:3]) == ((example.width, example.height, example.bound) if example.bound else None)
    assert (shape and shape[:2]) == example.shape
    for found in (hint, shape):
        assert found is None or 0 < found.start < found.end <= len(example.url)


@pytest.mark.parametrize("example", BINDING, ids=[example.url for example in BINDING])
def test_a_side_above_its_bound_is_always_a_contradiction(example: Example) -> None:
    hint, width, height = size_hint(example.url), example.width, example.height
    assert contradiction(hint, width, height) is None
    if example.bound == "least":
        assert width
        assert height
        assert contradiction(hint, 3 * width, 3 * height) is None
        assert contradiction(hint, width + 1, None) is contradiction(hint, None, height + 1) is None
        assert contradiction(hint, width - 1, None) == "width"
        assert contradiction(hint, None, height - 1) == "height"
        assert contradiction(hint, width, height + 1) == "height"
        assert contradiction(hint, width // 2, height // 2) == "both"
        return
    if width:
        assert contradiction(hint, width + 1, height) == "width"
        assert contradiction(hint, width + 1, None) == "width"
        assert contradiction(hint, width - 1, height) == ("width" if example.bound == "exact" else None)
    if height:
        assert contradiction(hint, width, height + 1) == "height"
        assert contradiction(hint, None, height + 1) == "height"
        assert contradiction(hint, width, height - 1) == ("height" if example.bound == "exact" else None)
    if width and height:
        assert contradiction(hint, width + 1, height + 1) == "both"


@pytest.mark.parametrize(("service", "form"), FORMS)
def test_every_form_has_an_example(service: Service, form: Form) -> None:
    proofs = [read_with(form, example.url) for example in service.examples]
    assert [proof for proof in proofs if proof and proof != NOTHING]


@pytest.mark.parametrize("service", SERVICES, ids=[service.name for service in SERVICES])
def test_every_service_has_a_source_and_an_example(service: Service) -> None:
    assert service.source
    assert any(example.bound for example in service.examples)
    # What tells the service apart, if its forms do not hold for all hosts.
    assert bool(service.forms) == (service.name in KNOWN_FROM)


def test_names_are_those_of_the_table() -> None:
    names = [service.name for service in SERVICES]
    assert len(set(names)) == len(names)
    assert set(names) >= KNOWN_FROM
    assert set(names) >= {name.strip() for name in EVERYWHERE.split(",")}


@pytest.mark.parametrize("host", HOSTS)
def test_hosts_are_domains(host: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]+", host)


@pytest.mark.parametrize(
    "row", [*((rf"/{path}", name) for path, name in PATHS.items()), *QUERIES.items()], ids=str
)
def test_addresses_are_known_by_what_they_hold(row: tuple[str, str]) -> None:
    pattern, name = row
    service = next(service for service in SERVICES if service.name == name)
    assert any(re.search(pattern, example.url) for example in service.examples if example.bound)


def test_a_service_is_added_without_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """What CONTRIBUTING tells to do: a row, and a line that says where it is met."""
    service = Service(
        "Harbour Pictures",
        "https://harbour-pictures.example/docs",
        forms=(
            Form(
                path=r"/x/(?P<options>[^/]+)/",
                joint=":",
                roles={"size": "width height", "how": "mode"},
                harmless="quality",
                modes={"": "upper", "cut": "exact"},
            ),
        ),
        examples=(
            Example("https://a.harbour-pictures.example/x/size:640x360,quality:8/a.jpg", 640, 360, "upper"),
            Example("https://a.harbour-pictures.example/x/how:cut,size:640x360/b.jpg", 640, 360, "exact"),
            Example("https://a.harbour-pictures.example/x/how:grow,size:640x360/c.jpg"),
        ),
    )
    for example in service.examples:
        assert size_hint(f"{example.url}?before") is None
    monkeypatch.setitem(HOSTS, "harbour-pictures.example", service.name)
    monkeypatch.setitem(reading._FORMS, service.name, service.forms)
    addresses._owner.cache_clear()
    for example in service.examples:
        test_examples_mean_what_the_row_says(example)
    addresses._owner.cache_clear()


def test_contributing_tells_how_a_service_is_added() -> None:
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for module in ("forms", "addresses", "content", "delivery", "publishers"):
        assert f"`newslint/knowledge/image_services/{module}.py`" in text


@pytest.mark.parametrize(
    "url",
    [
        "https://i.ytimg.com/vi/a/0.jpg",
        "http://i.ytimg.com/vi/a/0.jpg",
        "HTTPS://I.YTIMG.COM/vi/a/0.jpg",
        "//i.ytimg.com/vi/a/0.jpg",
        "https://i.ytimg.com:443/vi/a/0.jpg",
        "https://user@i.ytimg.com/vi/a/0.jpg",
        "https://a.b.c.d.e.f.g.i.ytimg.com/vi/a/0.jpg",
    ],
)
def test_hosts_are_found(url: str) -> None:
    hint = size_hint(url)
    assert hint is not None
    assert hint[:3] == (480, 360, "exact")
    assert url[hint.start : hint.end] == "0"


@pytest.mark.parametrize(
    "url",
    [
        "https://ytimg.com/vi/a/0.jpg",
        "https://xi.ytimg.com/vi/a/0.jpg",
        "https://i.ytimg.com.example.com/vi/a/0.jpg",
        "https://example.com?i.ytimg.com/vi/a/0.jpg",
        "https://example.com/i.ytimg.com/vi/a/0.jpg",
        "https://example.com//i.ytimg.com/vi/a/0.jpg",
        "https//i.ytimg.com/vi/a/0.jpg",
        "https:/i.ytimg.com/vi/a/0.jpg",
        "x//i.ytimg.com/vi/a/0.jpg",
        "i.ytimg.com/vi/a/0.jpg",
        "https://a.b.c.d.e.f.g.h.i.ytimg.com/vi/a/0.jpg",
        f"https://{'a' * 250}.i.ytimg.com/vi/a/0.jpg",
        "https://i.ytimg.com",
        "https://i.ytimg.com?/vi/a/0.jpg",
    ],
)
def test_other_hosts_are_not(url: str) -> None:
    assert proof_of(url) is None


@pytest.mark.parametrize(
    "url", ["https://i.ytimg.com", "https://i.ytimg.com?a", "https://i.ytimg.com#a", "//I.ytimg.com/"]
)
def test_a_host_needs_no_path(url: str) -> None:
    assert addresses._owner_of(url) == "YouTube"


@pytest.mark.parametrize("length", [255, 256])
def test_a_longer_host_is_none(length: int) -> None:
    host = f"{'a' * (length - len('.i.ytimg.com'))}.i.ytimg.com"
    assert len(host) == length
    assert (proof_of(f"https://{host}/vi/a/0.jpg") is not None) == (length == 255)


QUERY = Form(
    roles={"w": "width", "h": "height", "s": "longest", "fit": "mode", "dpr": "density"}, harmless="q|x"
)
MODES = QUERY._replace(modes={"": "box", "cut": "exact"})
PAIR = Form(roles={"s": "width height _"}, between="x", modes={"": "exact"})
DENSE = QUERY._replace(modes={"": "exact"})
LETTERS = Form(
    path=r"=(?P<options>.*)$", split="-", joint="", roles={"w": "width", "h": "height"}, harmless="p"
)
LAST = Form(path=r"/(?P<width>\d+)(?P<mode>!?)(?=/)", last=True, modes={"": "upper", "!": "upper"})
FIRST = LAST._replace(last=False)
NAMED = Form(path=r"/a(?P<name>_\w)?\.jpg$", names={"": (500, 400, "box"), "_t": (100, 50, "exact")})
CODED = Form(path=r"/x/(?P<base64>[\w.~-]+)/", split=";", roles={"w": "width", "h": "height"}, harmless="q")
SOURCE = Form(
    path=r"/(?P<source_width>\d+)x(?P<source_height>\d+)\.jpg$",
    roles={"w": "width", "rect": "reshape", "fit": "mode"},
    modes={"": "upper", "cut": "upper"},
    whole=("",),
    served=True,
)
IN_QUERY = Form(query=r"\bt=(?P<options>[^&]+)", joint="-", roles={"w": "width"}, harmless="t|q")


@pytest.mark.parametrize(
    ("form", "url", "expected"),
    [
        # parameters of the query
        (QUERY, "a?w=300&h=200&q=8", (300, 200, "upper", "w=300&h=200")),
        (QUERY, "a?q=8&x=1&h=200&w=300#w=4", (300, 200, "upper", "h=200&w=300")),
        (QUERY, "a?w=300", (300, None, "upper", "w=300")),
        (QUERY, "a?h=300", (None, 300, "upper", "h=300")),
        (QUERY, "a?w=300&h=0", (300, None, "upper", "w=300&h=0")),
        (QUERY, "a?w=300&h=", (300, None, "upper", "w=300&h=")),
        (QUERY, "a?s=300", (300, 300, "upper", "s=300")),
        (QUERY, "a?w=300&w=300", (300, None, "upper", "w=300")),
        (QUERY, "a?w=300&v=3&utm_source=x", (300, None, "upper", "w=300")),
        (QUERY, "a?%77=%3300&&q=1", (300, None, "upper", "%77=%3300")),
        (QUERY, "a?w=300&w=301", NOTHING),
        (QUERY, "a?w=300&rotate=90", NOTHING),
        (QUERY, "a?w=300&fit=cover", NOTHING),
        (QUERY, "a?fit=cover", NOTHING),
        (QUERY, "a?w=auto", NOTHING),
        (QUERY, "a?w=-300", NOTHING),
        (QUERY, "a?w=15", NOTHING),
        (QUERY, "a?w=16", (16, None, "upper", "w=16")),
        (QUERY, "a?w=20000", (20_000, None, "upper", "w=20000")),
        (QUERY, "a?w=20001", NOTHING),
        (QUERY, "a?w=300.5&h=200", (301, 200, "upper", "w=300.5&h=200")),
        (QUERY, "a?w=300w", NOTHING),
        (QUERY, "a?w=300c&h=200m", (300, 200, "upper", "w=300c&h=200m")),
        (QUERY, "a?w=300x", NOTHING),
        (QUERY, "a", None),
        (QUERY, "a?q=8", None),
        (QUERY, "a?rotate=90", None),
        (QUERY, "https://example.com/x/https://example.net/a?w=300", None),
        # densities make of all a bound, and fractions too
        (DENSE, "a?w=300&h=200", (300, 200, "exact", "w=300&h=200")),
        (DENSE, "a?w=300", (300, None, "upper", "w=300")),
        (DENSE, "a?w=300&h=200&dpr=1", (300, 200, "exact", "w=300&h=200")),
        (DENSE, "a?w=300&h=200&dpr=2", (600, 400, "upper", "w=300&h=200")),
        (DENSE, "a?w=301&h=201&dpr=1.5", (452, 302, "upper", "w=301&h=201")),
        (DENSE, "a?w=300.0&h=200", (300, 200, "upper", "w=300.0&h=200")),
        (DENSE, "a?w=300&dpr=x", NOTHING),
        (DENSE, "a?w=300&dpr=10", NOTHING),
        # ways of fitting
        (MODES, "a?w=300&h=200", (300, 200, "box", "w=300&h=200")),
        (MODES, "a?w=300&fit=cut&h=200", (300, 200, "exact", "w=300&fit=cut&h=200")),
        (MODES, "a?w=300&fit=cut", (300, None, "upper", "w=300&fit=cut")),
        # two roles in one value
        (PAIR, "a?s=300x200", (300, 200, "exact", "s=300x200")),
        (PAIR, "a?s=300x200x7", (300, 200, "exact", "s=300x200x7")),
        (PAIR, "a?s=300", (300, None, "upper", "s=300")),
        (PAIR, "a?s=300x200x7x7", None),
        # letters in front of numbers, between dashes
        (LETTERS, "a=w300-h200-p", (300, 200, "upper", "w300-h200")),
        (LETTERS, "a=w300-h200-p?v=3", (300, 200, "upper", "w300-h200")),
        (LETTERS, "a=w300-h200-n", NOTHING),
        (LETTERS, "a=w300-7", NOTHING),
        (LETTERS, "a=w300-h200?n=1", NOTHING),
        (LETTERS, "a=w300-h200?p=1", NOTHING),
        # of several the last one, or the first one
        (LAST, "/x/300/400/a", (400, None, "upper", "400")),
        (FIRST, "/x/300/400/a", (300, None, "upper", "300")),
        (FIRST, "/x/300!/a", (300, None, "upper", "300!")),
        (FIRST, "/x/a", None),
        (FIRST, "/x/a?/300/", None),
        (FIRST, "https://example.com/x/https://example.net/300/a", None),
        (FIRST, "https://example.com/x/300/https://example.net/400/a?n=1", (300, None, "upper", "300")),
        (FIRST, "/x/300/a?n=1", NOTHING),
        # names of sizes
        (NAMED, "/a_t.jpg", (100, 50, "exact", "_t")),
        (NAMED, "/a.jpg", (500, 400, "box", "/a.jpg")),
        (NAMED, "/a_u.jpg", NOTHING),
        (NAMED, "/b_t.jpg", None),
        # base64: `w=300;h=200`, `w=300;z=1`, `w=300;q=1`
        (CODED, "/x/dz0zMDA7aD0yMDA-/a", (300, 200, "upper", "dz0zMDA7aD0yMDA-")),
        (CODED, "/x/dz0zMDA7ej0x/a", NOTHING),
        (CODED, "/x/dz0zMDA7cT0x/a", (300, None, "upper", "dz0zMDA7cT0x")),
        (CODED, "/x/dz0zMDA7cT0x/a?n=1", NOTHING),
        (CODED, "/x/dz0z~MDA/a", None),
        (CODED, "/x/_____w--/a", None),
        (CODED, "/x/dz0zM/a", None),
        # one value of the query holds them all
        (IN_QUERY, "a?t=w-300,q-8", (300, None, "upper", "w-300")),
        (IN_QUERY, "a?v=1&t=w-300&q=1", (300, None, "upper", "w-300")),
        (IN_QUERY, "a?t=w-300,r-8", NOTHING),
        (IN_QUERY, "a?t=w-300&r=1", NOTHING),
        # the source
        (SOURCE, "/900x600.jpg", (900, 600, "exact", "900x600")),
        (SOURCE, "/900x600.jpg?w=300", (300, None, "upper", "w=300")),
        (SOURCE, "/16x15.jpg?w=300", (300, None, "upper", "w=300")),
        (SOURCE, "/900x600.jpg?rotate=90", NOTHING),
    ],
)
def test_a_form_is_read(form: Form, url: str, expected: tuple[object, ...] | Proof | None) -> None:
    proof = read_with(form, url)
    # Where it is known that nothing is proven, no general form is tried.
    if expected is None or isinstance(expected, Proof):
        assert proof == expected
    else:
        assert proof is not None
        assert proof.size is not None
        assert (*proof.size[:3], url[proof.size.start : proof.size.end]) == expected


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        ("/900x600.jpg", (900, 600)),
        ("/900x600.jpg?w=300", (900, 600)),
        ("/10x20.jpg", (10, 20)),
        ("/0x20.jpg", None),
        ("/900x0.jpg", None),
        ("/900x600.jpg?w=300&fit=cut", None),
        ("/900x600.jpg?w=300&rect=1,2,3,4", None),
        ("/900x600.jpg?rotate=90", None),
    ],
)
def test_the_shape_of_the_source(url: str, shape: tuple[float, float] | None) -> None:
    proof = read_with(SOURCE, url)
    assert proof is not None
    assert (proof.shape and proof.shape[:2]) == shape
    if proof.shape:
        assert f"/{url[proof.shape.start : proof.shape.end]}.jpg" in url
    # Such sides are a shape, but no pixels; and one that is not served so is a shape alone.
    assert (proof.size is None) == (url[:7] in {"/10x20.", "/0x20.j", "/900x0."} or "rotate" in url)
    unserved = read_with(SOURCE._replace(served=False), url)
    assert unserved is not None
    assert unserved.shape == proof.shape
    assert (unserved.size is None) == ("w=" not in url)


def test_escaped_ampersands_prove_no_shape() -> None:
    url = f"https://i.guim.co.uk/img/media{SHAPE}/3000.jpg?width=300&quality=85"
    assert aspect_hint(url) == (3000, 1800, url.index("3000"), url.index("/3000.jpg"))
    assert aspect_hint(url.replace("&", "&amp;")) is None
    assert aspect_hint(url.replace("&", "&#38;")) is None


def test_what_is_known_to_prove_nothing_is_not_read_in_another_way() -> None:
    url = "https://ik.imagekit.io/demo/tr:w-300,c-at_least/a-1200x675.jpg"
    assert proof_of(url) == NOTHING == (None, None)
    assert size_hint(url) is None
    assert size_hint("https://ik.imagekit.io/demo/a-1200x675.jpg") is not None


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ((16, 16), True),
        ((15, 16), False),
        ((16, 15), False),
        ((20_000, 20_000), True),
        ((20_001, 20_000), False),
        ((20_000, 20_001), False),
        ((64, 64), True),
        ((63, 64), False),
        ((64, 63), False),
        ((65, 64), True),
        ((64, 65), True),
    ],
)
def test_numbers_that_can_be_pixels(sides: tuple[int, int], expected: bool) -> None:  # noqa: FBT001
    assert is_plausible(*sides) is expected


def test_a_hint_is_made() -> None:
    assert make_hint(300, 0, "box", (1, 2)) == Hint(300, None, "box", 1, 2)
    assert make_hint(0, 300, "box", (1, 2)) == Hint(None, 300, "box", 1, 2)
    assert make_hint(0, 0, "box", (1, 2)) is None
    assert make_hint(-1, 300, "box", (1, 2)) is None
    assert AspectHint(16, 9, 1, 2)._fields == ("width", "height", "start", "end")


PIECES = """
    https:// http:// // / ? & = , ; : - _ x 300 200 w_300 w=300 rs:fill /_ipx/ /dims4/ /resize/ im=Resize=( )
    eID=dumpFile s=300 /cdn-cgi/image/ /_next/image? /s1600/ =w300-h200 .jpg %3A # @ /styles/max_300x300
""".split()  # noqa: SIM905 - a list of short pieces


@given(st.lists(st.sampled_from([*HOSTS, *PIECES]), max_size=9).map("".join))
def test_no_address_breaks_anything(url: str) -> None:
    for found in (size_hint(url), aspect_hint(url)):
        assert found is None or 0 <= found.start < found.end <= len(url)


GROWING = [
    ("https://images.ctfassets.net/a?", "w=1&"),
    ("https://images.ctfassets.net/a?", "q=1&"),
    ("https://lh3.googleusercontent.com/a=", "w1-"),
    ("https://lh3.googleusercontent.com/a", "=w1"),
    ("https://1.bp.blogspot.com/a", "/s16"),
    ("https://s.yimg.com/api/res/1.2/a/", "aD0x"),
    ("https://s.yimg.com", "/api/res/1.2/a/aD0yMTQ7dz0zNjA-"),
    ("https://example.com/dims4", "/resize/1x1"),
    ("https://example.com/insecure/rs:", "fit:"),
    ("https://example.com/insecure", "/w:1"),
    ("https://example.com", "/_/w:1"),
    ("https://example.com/_ipx/", "w_1,"),
    ("https://example.com/cdn-cgi/image/", "w=1,"),
    ("https://example.com", "/cdn-cgi/image"),
    ("https://example.com/cdn/shop/a", "_1x1"),
    ("https://example.com", "/_1x1_crop_center-center"),
    ("https://example.com/a?", "im=Resize=(1)&"),
    ("https://example.com/?eID=dumpFile&s=1", ":1"),
    ("https://cdn.sanity.io/images/a/b/c", "-1x1"),
    ("https://cdn.sanity.io", "/images/a"),
    ("https://a.storyblok.com", "/f/1/1x1/a"),
    ("https://static.wixstatic.com", "/v1/fill/w_1,h_1"),
    ("https://upload.wikimedia.org", "/thumb/a"),
    ("https://i.ytimg.com", "/vi/a"),
    ("https://i.ytimg.com", "."),
    ("https://ik.imagekit.io/", "tr:w-1,"),
    ("//", "a."),
    ("", "//"),
]


@pytest.mark.parametrize(("head", "piece"), GROWING)
def test_long_addresses_take_linear_time(head: str, piece: str) -> None:
    def prepared(times: int) -> Work:
        url = f"{head}{piece * times}!"
        return lambda: (size_hint(url), aspect_hint(url))

    assert growth(prepared, 500) < LINEAR


def bare_addresses(form: Form, service: Service) -> list[str]:
    """The addresses of a row with every name of a size, with one that is none, and with more behind it."""
    matches = [
        (example.url, re.search(form.path, example.url.partition("?")[0])) for example in service.examples
    ]
    urls = []
    for url, match in matches:
        if match is not None and "name" in match.re.groupindex:
            start, end = match.span("name")
            for name in (*form.names, "unheard-of", "unheard", "%68qdefault", ""):
                urls += [
                    f"{url[:start]}{name}{url[end:]}",
                    f"{url[:start]}{name}{url[end:].partition('?')[0]}",
                ]
    return [
        url + more
        for url in urls
        for more in ("", "?", "?w=100", "?v=2", "#top", "/https://example.com/a.jpg")
    ]


BY_NAME = [(service, form) for service, form in FORMS if form.names and form.path]


@pytest.mark.parametrize(("service", "form"), BY_NAME, ids=[service.name for service, _ in BY_NAME])
def test_a_bare_name_of_a_size_is_read_the_quick_way_as_the_slow_one_would(
    service: Service, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = bare_addresses(form, service)
    quick = {url: read_with(form, url) for url in urls}
    assert NOTHING in quick.values()
    assert any(proof and proof.size for proof in quick.values())
    monkeypatch.setattr(reading, "_has_only_a_name", lambda *_: False)
    assert {url: read_with(form, url) for url in urls} == quick


def test_a_query_or_a_form_that_says_more_is_read_the_slow_way() -> None:
    form = Form(path=r"/(?P<name>\w+)\.jpg$", names={"large": (800, 600, "exact")})
    url = "https://img.example.com/large.jpg"

    def is_quick(form: Form, url: str) -> bool:
        address = reading._Address(url)
        match = reading._find(form, address)
        assert match is not None
        return reading._has_only_a_name(form, match, address)

    assert is_quick(form, url)
    assert is_quick(form, f"{url}?")
    assert not is_quick(form, f"{url}?w=1")
    assert not is_quick(form._replace(modes={"crop": "exact"}), url)
    assert not is_quick(form._replace(path=r"/(?P<mode>\w+?)(?P<name>\w+)\.jpg$"), url)
