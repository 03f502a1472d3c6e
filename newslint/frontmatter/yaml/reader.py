"""Makes front matter a tree of values, by the quick reader or by libyaml; open it to find either."""

from newslint.finding import Span
from newslint.frontmatter.nodes import Limits, Tree
from newslint.frontmatter.yaml.scalars import resolver
from newslint.frontmatter.yaml.subset import read_plain


def build_tree(text: str, content: Span, limits: Limits, yaml_version: str = "1.2") -> Tree:
    """Parse the YAML in `content` of `text`; every mistake becomes a problem, nothing is raised.

    An empty block is an empty mapping, as every generator reads it.
    """
    plain = read_plain(text, content, limits, resolver(yaml_version))
    if plain is not None:
        return Tree(plain, (), by_lines=True)
    from newslint.frontmatter.yaml.events import read_events  # noqa: PLC0415 - start-up time: PyYAML takes 12 ms

    return read_events(text, content, limits, yaml_version)
