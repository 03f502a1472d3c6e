"""Documents in every style that YAML has, written by PyYAML's own emitter."""

from hypothesis import strategies as st
from yaml import MappingNode, Node, ScalarNode, SequenceNode, serialize

WORDS = st.text("ab z:#-\\\"'\n,[{&*!|>%@\té—😀\xa0", max_size=14) | st.sampled_from(
    [
        "yes",
        "12",
        "null",
        "a\n\n\nb c",
        "  deep\n    er\n",
        "a\n\n  b\n\n\nc\n",
        "x\n\n\n",
        " ",
        "long words " * 9,
    ]
)
STYLES = st.sampled_from(["", "'", '"', "|", ">"])
_STR, _SEQ, _MAP = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
_SCALARS: st.SearchStrategy[Node] = st.builds(
    lambda text, style: ScalarNode(_STR, text, style=style), WORDS, STYLES
)
_KEYS: st.SearchStrategy[Node] = st.builds(
    lambda text, style: ScalarNode(_STR, text, style=style),
    st.text("abc :#'\"é", min_size=1, max_size=6),
    st.sampled_from(["", "'", '"']),
)


def _unique(pairs: list[tuple[Node, Node]]) -> list[tuple[Node, Node]]:
    return list({key.value: (key, value) for key, value in pairs if key.value != "<<"}.values())


def _mappings(values: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    pairs = st.lists(st.tuples(_KEYS, values), max_size=4).map(_unique)
    return st.builds(lambda p, flow: MappingNode(_MAP, p, flow_style=flow), pairs, st.booleans())


def _collections(values: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    lists = st.lists(values, max_size=3)
    return _mappings(values) | st.builds(
        lambda items, flow: SequenceNode(_SEQ, items, flow_style=flow), lists, st.booleans()
    )


def _write(node: Node, width: int, indent: int, line_break: str) -> str:
    written = serialize(
        node, width=width, indent=indent, allow_unicode=True, line_break=line_break, explicit_end=False
    )
    return str(written)


MAPPINGS = _mappings(st.recursive(_SCALARS, _collections, max_leaves=8))
BLOCKS: st.SearchStrategy[str] = st.builds(
    _write, MAPPINGS, st.sampled_from([10, 80]), st.sampled_from([2, 4]), st.sampled_from(["\n", "\r\n"])
)
"""The front matter of a document, without its fences."""
