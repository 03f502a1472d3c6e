import pytest
from cursors import read, split, spots

from newslint.finding import Span, format_path
from newslint.server.cursor.find import Block, block_of, read_at
from newslint.server.cursor.spots import unquoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{\n¦", ["key - <> in brackets"]),
        ("{ ¦", ["key - <> in brackets"]),
        ("{ a¦", []),  # a template may begin so
        ('{\n  "a": 1,\n  ¦\n}\nText', ["key - <> has a in brackets"]),
        ('{\n  "a": 1\n  ¦\n}', ["key - <> has a comma behind <1> in brackets"]),
        ('{\n  "a": 1 ¦\n}', []),
        ('{\n  ¦\n  "a": 1\n}', ["key - <> has a in brackets needs comma"]),
        ('{\n  "ti¦"\n}', ['key - <"ti"> quote " in brackets']),
        ('{\n  "ti¦\n  "b": 2\n}', ['key - <"ti> quote " has b in brackets needs comma']),
        ('{\n  "a": 1\n  "ti¦"\n}', ['key - <"ti"> quote " has a comma behind <1> in brackets']),
        ("{\n  ti¦\n}", ["key - <ti> in brackets"]),
        ('{"a¦": 1, "b": 2}', ['key - <"a"> quote " has b in brackets followed']),
        ('{"a": "x\u2028y", "b": ¦}', ["value b <> in brackets"]),
        ('{"a"¦: 1}', []),
        ('{"a": ¦}', ["value a <> in brackets"]),
        ('{"a":¦}', ["value a <> lead < > in brackets"]),
        ('{"a": ¦, "b": 1}', ["value a <> in brackets"]),
        ('{"a": tr¦}', ["value a <tr> in brackets"]),
        ('{"a": "x¦"}', ['value a <"x"> quote " in brackets']),
        ('{"a": "x¦y"}', ['value a <"xy"> typed <x> quote " in brackets']),
        ('{"a": "x\\"¦"}', ['value a <"x\\""> quote " in brackets']),
        ('{"a": "x"¦}', []),
        ('{"a": ¦"x"}', []),
        ('{\n"a": "x¦\n"b": 1}', ['value a <"x> quote " in brackets needs comma']),
        ('{\n"a": ¦\n"b": 1}', ["value a <> in brackets needs comma"]),
        ('{"a": ["b", "¦"]}', ['value a[1] <""> quote " has b in brackets']),
        ('{"a": ["b", ¦]}', ["value a[1] <> has b in brackets"]),
        ('{"a": ["b",\n  "¦", "c"]}', ['value a[1] <""> quote " has b,c in brackets']),
        ('{"a": ["b"\n  ¦]}', ['value a[1] <> has b comma behind <["b"> in brackets']),
        ('{"a": [{"b": 1}, {¦}]}', ["key a[1] <> in brackets"]),
        ('{"a": [{"b": 1}, {"b": 2, ¦', ["key a[1] <> has b in brackets"]),
        ('{"a": {"b": 1}, "c": {¦}, "d": 1}', ["key c <> in brackets"]),
        ('{"a": [1}, ¦', []),  # a brace closes all that is open in it
        ('{"a": 1]\n, ¦', ["key - <> has a in brackets"]),
        ('---\n{"a": 1, "¦": 2}\n---\n', ['key - <""> quote " has a in brackets followed']),
        (';;;\n"a": 1,\n¦\n;;;\n', ["key - <> has a in brackets"]),
        ('---json\n{"a": ¦}\n---\n', ["value a <> in brackets"]),
        ('{"a": 1}¦\nText', []),
        ('{"a": 1}\nTe¦xt', []),
    ],
)
def test_json(text: str, expected: list[str]) -> None:
    assert spots(text) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("¦", ["key - <>"]),
        ('title = "x"\nda¦\nslug = "y"', ["key - <da> has slug,title"]),
        ("  da¦", ["key - <da>"]),
        ('ti¦tle = "x"', ["key - <title> typed <ti> followed"]),
        ('"ti¦', ['key - <"ti> quote "']),
        ("da ¦", []),
        ("date ¦= 1", []),
        ("date = ¦", ["value date <>"]),
        ("date =¦", ["value date <> lead < >"]),
        ("date =   ¦", ["value date <>"]),
        ("date = ¦ # day", ["value date <>"]),
        ("date = 20¦24", ["value date <2024> typed <20>"]),
        ("date = ¦ 2024", []),
        ("date = 2024 # ¦", []),
        ('date = "20¦', ['value date <"20> quote "']),
        ("date = '20¦'", ["value date <'20'> quote '"]),
        ("# da¦", []),
        ("image.u¦", ["key image <u>"]),
        ('image.url = "x"\nimage.¦', ["key image <>"]),
        ('image.url = "x"\n¦', ["key - <> has image"]),
        ('image.url = "¦', ['value image.url <"> quote "']),
        ('"a.b" = ¦', ["value a.b <>"]),
        ('[image]\n¦\nurl = "x"', ["key image <> has url"]),
        ('a = 1\n[image]\nurl = "x"\n[other]\n¦', ["key other <>"]),
        ("[a.b]\nc = 1\n¦", ["key a.b <> has c"]),
        ("[a]\n¦\n[a.b]\nc = 1", ["key a <> has b"]),
        ("[a]\n¦\n[a.b.c]", ["key a <> has b"]),
        ("[[r]]\n¦\n[r.s.t]", ["key r[0] <> has s"]),
        ("¦\n[[r]]\n[r.s.t]", ["key - <> has r"]),
        ("[[r]]\nt = 1\n[[r]]\n¦", ["key r[1] <>"]),
        ("[[r]]\n[r.s]\n¦\nt = 1\n[[r]]\n[r.s]", ["key r[0].s <> has t"]),
        ("[¦]", ["table - <> followed"]),
        ("[im¦\n[image]", ["table - <im> has image"]),
        ("[a.b¦]\n", ["table a <b> followed"]),
        ("[a.b¦c]", ["table a <bc> typed <b> followed"]),
        ("[a.b¦c # d", ["table a <bc> typed <b>"]),
        ("tags = [\n[1,\n¦]", ["value tags[0][1] <> has 1 in brackets"]),
        ("[[¦", ["table - <> in brackets"]),
        ("[[r]]\n[r.¦", ["table r[0] <>"]),
        ("[a]¦", []),
        ('tags = ["a", ¦]', ["value tags[1] <> has a in brackets"]),
        ('tags = [\n  "a",\n  ¦\n]\nb = 1', ["value tags[1] <> has a in brackets"]),
        ('tags = ["a", "¦\nb = 1', ['value tags[1] <"> quote " has a in brackets']),
        ('tags = ["a",\nb = ¦', ["value b <>"]),
        ('tags = ["a",\n[b]\n¦', ["key b <>"]),
        ('tags = [["a"],\n["b"],\n¦]', ["value tags[2] <> in brackets"]),
        ("tags = [1, # ¦\n]", []),
        ('image = {url = "x", ¦}', ["key image <> has url in brackets"]),
        ("image = {a.b = 1, ¦}", ["key image <> has a in brackets"]),
        ("image = {url = ¦}", ["value image.url <> in brackets"]),
        ("image = {a.b = ¦}", ["value image.a.b <> in brackets"]),
        ('text = """\na = 1\n[b]\n¦\n"""', []),
        ('text = """\na = 1\n[b]\n"""\n¦', ["key - <> has text"]),
        ("text = '''\n\"\"\"\n'''\n¦", ["key - <> has text"]),
    ],
)
def test_toml(block: str, expected: list[str]) -> None:
    assert spots(f"+++\n{block}\n+++\nText.\n") == expected


def test_toml_without_an_end() -> None:
    assert spots('+++\ntitle = "x"\n¦') == ["key - <> has title"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title: x\nDate: ¦\n\nText", ["value date <>"]),
        ("Title: x\nDate:¦\n\nText", ["value date <> lead < >"]),
        ("Title: x\nDate: 20¦24\n\nText", ["value date <2024> typed <20>"]),
        ("Title: x\nDate: 2024 ¦\n\nText", []),
        ("Title: x\nDate: 2024\nTa¦\nSlug: y\n\nText", ["key - <Ta> has date,slug,title"]),
        ("Title: x\nDa¦te: 2024\nSlug: y\n\nText", ["key - <Date> typed <Da> has slug,title followed"]),
        ("Title: x\nDate: y\nTa¦\n\nText", ["key - <Ta> has date,title"]),
        ("Title: x\nDate: y\nTa¦", ["key - <Ta> has date,title"]),
        ("Title: x\nDate: y\n\nTa¦", []),
        ("Title¦: x\nDate: y\n\nText", ["key - <Title> has date followed"]),
        ("¦Title: x\nDate: y\n\nText", ["key - <Title> typed <> has date followed"]),
        ("Title: x\nDate: y\n¦Ta\n\nText", ["key - <Ta> typed <> has date,title"]),
        ("Title: x\nDate:  ¦  \n\nText", ["value date <>"]),
        ("Title: x\nDate: 2024 ¦", []),
        ("Title: x\nDa¦te: 2024", ["key - <Date> typed <Da> has title followed"]),
        ("Title: x\nDate: ¦2024", ["value date <2024> typed <>"]),
        ("Title: x\nDate:¦ 2024", []),
        ("Title: x\nDate: 2024\n¦", ["key - <> has date,title"]),
        ("Title: x\nDate: 2024\n    mo¦re\n\nText", []),
        ("Title: x\nDate: 2024\n\nTe¦xt", []),
        ("Te¦xt\n\nTitle: x\nDate: 2024\n", []),
    ],
)
def test_headers(text: str, expected: list[str]) -> None:
    assert spots(text) == expected


def test_keys_of_json_and_toml() -> None:
    text, reading = read('{"a": {"b": [1, {"c": 2}]}, "d": ¦}')
    assert [format_path(key.path) for key in reading.keys] == ["a", "a.b", "a.b[1].c", "d"]
    assert [text[key.span.start : key.span.end] for key in reading.keys] == ['"a"', '"b"', '"c"', '"d"']
    text, reading = read("Title: x\nDate: y\n¦")
    assert [(key.path, key.span) for key in reading.keys] == [(("title",), (0, 5)), (("date",), (9, 13))]
    text, reading = read("+++\na = {b = 1}\n[c.d]\ne.f = 2\n[[g]]\nh = 1\n¦\n+++\n")
    assert [format_path(key.path) for key in reading.keys] == ["a", "a.b", "c.d", "c.d.e.f", "g", "g[0].h"]
    written = [text[key.span.start : key.span.end] for key in reading.keys]
    assert written == ["a", "b", "c.d", "e.f", "g", "h"]


def test_a_key_is_found_by_a_place_on_it() -> None:
    _, reading = read("---\ntitle: a\nda: ¦\n---\n")
    assert [key.path if (key := reading.key_at(at)) else None for at in (3, 4, 9, 10, 13)] == [
        None,
        ("title",),
        ("title",),
        None,
        ("da",),
    ]


def test_a_whole_file_is_a_block() -> None:
    text, cursor = split("a = 1\n[rules.¦")
    (spot,) = read_at(text, Block("TOML", Span(0, len(text)), is_closed=False), cursor).spots
    assert (spot.what, spot.path) == ("table", ("rules",))


def test_a_text_without_front_matter_has_no_block() -> None:
    assert block_of("Title: x\n\nText") is None
    assert block_of("Title: x\nDate: y\nTa\n\nText") is None
    assert block_of("") is None


def test_without_a_cursor_nothing_is_typed() -> None:
    for language in ("TOML", "JSON", "YAML"):
        assert read_at("a", Block(language, Span(0, 1), is_closed=False)).spots == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", ""),
        ("a", "a"),
        ("a'", "a'"),
        ("'", ""),
        ("''", ""),
        ("'a'", "a"),
        ("'a", "a"),
        ("'it''s'", "it's"),
        ('"', ""),
        ('"a"', "a"),
        ('"a', "a"),
        ('"a\\"b"', 'a"b'),
        ("\"it''s\"", "it''s"),
    ],
)
def test_what_quotes_say(written: str, said: str) -> None:
    assert unquoted(written) == said
