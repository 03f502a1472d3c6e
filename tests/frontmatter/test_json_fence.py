"""What opens and closes a block of JSON, and what only looks like one."""

import json

import pytest
from counting import LINEAR, growth
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import parse_document
from newslint.frontmatter.block import find_fence
from newslint.frontmatter.json.fence import find
from newslint.frontmatter.json.syntax import JSON
from newslint.frontmatter.yaml.syntax import YAML
from newslint.source import Source

# Each with the parts: what opens the block, its content, what closes it.
BLOCKS = {
    '{"a": 1}': ("{", '{"a": 1}', ""),
    '{"a": 1}  \r\nbody': ("{", '{"a": 1}', ""),
    '\ufeff{\n"a": {"b": "}"}\n}\n{"body": 1}': ("{", '{\n"a": {"b": "}"}\n}', ""),
    "{}\n": ("{", "{}", ""),
    '{"a": "\\"}"}\n': ("{", '{"a": "\\"}"}', ""),
    '{"a": "no end {\n"b": 1}\n': ("{", '{"a": "no end {\n"b": 1}', ""),
    '{"a": 1} // more\nbody': ("{", '{"a": 1} // more', ""),
    '{"a": {"b": 1}\n': ("{", '{"a": {"b": 1}', ""),
    '{\n"a": {\n}\nbody': ("{", '{\n"a": {\n}', ""),
    "{\na: 1}\n": ("{", "{\na: 1}", ""),
    "{\n// {\n'a': 1\n}\n": ("{", "{\n// {\n'a': 1\n}", ""),
    '{"a": 1': ("{", '{"a": 1', None),
    ';;;\n"a": 1\n;;;\n': (";;;", '"a": 1\n', ";;;"),
    ';;; \r\n{"a": 1}\r\n;;; \r\n': (";;;", '{"a": 1}\r\n', ";;;"),
    ";;;\n;;;": (";;;", "", ";;;"),
    "\ufeff;;;\r;;;\r": (";;;", "", ";;;"),
    ';;;\n"a": 1\n;;;;\n': (";;;", '"a": 1\n;;;;\n', None),
    '---json\n{"a": 1}\n---\n': ("---json", '{"a": 1}\n', "---"),
    "--- json\nanything\n---": ("--- json", "anything\n", "---"),
    '---json\n{"a": 1}\n...\n': ("---json", '{"a": 1}\n...\n', None),
    '---\n{"a": 1}\n---\n': ("---", '{"a": 1}\n', "---"),
    '---  \r\n\r\n {"a":\r\n1} \r\n...\r\n': ("---", '\r\n {"a":\r\n1} \r\n', "..."),
    '<!--{"a": 1}-->\nbody': ("<!--", '{"a": 1}', "-->"),
    '<!--\n{\n"a": "-->"\n}\n\n-->body': ("<!--", '{\n"a": "-->"\n}', "-->"),
    '<!--{"a": 1,-->\n': ("<!--", '{"a": 1,', "-->"),
    '<!--{"a": 1}\n': ("<!--", '{"a": 1}\n', None),
}
OTHERS = [
    "", "{", "{ prose }", "{% include a.html %}\n", "{{ page.title }}\n", "{# comment #}\n",
    "{: .lead}\n", "{::nomarkdown}\n",
    "{/* no front matter */}\n", '{" "}\n<p>text</p>\n', "{note}`a role`\n", "{title: one line}\n",
    '{"quoted"} text\n',
    "{} and more\n", ' {"a": 1}\n', '\n{"a": 1}\n', "[1]\n", '"a"\n', "{\n/* a comment */\n}\n",
    ";;; package.el --- a program\n", ";;;\n;;; Commentary\n;;;\n", ";;;\n(define a 1)\n;;;\n", ";;;;\n",
    ";;\n",
    "<!-- a comment -->\n", "<!--{% include a %}-->\n", "<!--{a}-->\n", "--\n", "---yaml\na: 1\n---\n",
    "---json5\n{}\n---\n",
]  # fmt: skip
YAML_BLOCKS = [
    "---\na: 1\n---\n", "---\n---\n", "---\n{a: 1}\n---\n", '---\n{"a": 1,}\n---\n', '---\n{"a": NaN}\n---\n',
    '---\n{"a": 1} # newslint: ignore[FM005]\n---\n', '---\n[{"a": 1}]\n---\n', '---\n{"a": 1}\n',
    "---\n{}\n{}\n---\n",
    '---\n{"a":\n' + "[" * 100_000 + "\n---\n", "---\n\u2003{}\n---\n",
]  # fmt: skip


@pytest.mark.parametrize("text", BLOCKS)
def test_a_block(text: str) -> None:
    fence = find_fence(text)
    assert fence is not None
    assert fence.syntax is JSON
    spans = fence.opening, fence.content, fence.closing
    assert tuple(None if span is None else text[span.start : span.end] for span in spans) == BLOCKS[text]


@pytest.mark.parametrize("text", OTHERS)
def test_no_block(text: str) -> None:
    assert find_fence(text) is None


@pytest.mark.parametrize("text", YAML_BLOCKS, ids=lambda text: text[:20])
def test_a_block_of_yaml(text: str) -> None:
    assert find(text) is None
    fence = find_fence(text)
    assert fence is not None
    assert fence.syntax is YAML


@given(
    st.recursive(st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)),
    st.booleans(),
)
def test_between_dashes_it_ends_where_yaml_does(value: object, indented: bool) -> None:  # noqa: FBT001
    text = f"---\n{json.dumps({'k': value}, indent=2 if indented else None, ensure_ascii=False)}\n---\nbody"
    found, yaml = find(text), YAML.find(text)
    assert found is not None
    assert yaml is not None
    assert found[:3] == yaml[:3]


@given(st.text("{}\"'\\\n\r ;-<!>jsona:1,/*#\ufeff"))
def test_any_text_is_a_block_or_none(text: str) -> None:
    fence = find(text)
    if fence is not None:
        end = len(text) if fence.closing is None else fence.closing.end
        assert fence.opening.start <= fence.content.start <= fence.content.end <= end <= len(text)


def test_the_root_is_the_opening() -> None:
    for text, (opening, _, closing) in BLOCKS.items():
        if closing is not None:
            document = parse_document(Source("a.md", text.encode()), lambda _: None)
            assert document.text_of(document.key_of(())) == opening


@pytest.mark.parametrize(
    "unit", ['{"a":', '{"a": "', '{\n"a": "\\', '{"a": {} ', ';;;\n"', '<!--{"":}  ', "---\n{\n", "{\n/*"]
)
def test_the_search_is_linear(unit: str) -> None:
    repeated = {'<!--{"":}  ': "}  ", "---\n{\n": '"a"\n', "{\n/*": "*/ /*"}.get(unit, unit.strip("{\n"))
    assert growth(lambda size: lambda: find(unit + repeated * size), 400) < LINEAR


def test_other_files_cost_one_look() -> None:
    for text in (
        "---\ntitle: a\n---\n" + "body\n" * 10_000,
        "prose\n" * 10_000,
        "---\n" + "\n" * 10_000 + "a: 1\n",
    ):
        assert growth(lambda size, text=text: lambda: find(text * size), 1) == 1  # type: ignore[misc]
