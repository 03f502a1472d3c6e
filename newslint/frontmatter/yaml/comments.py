"""Finds the comments of a block and the lines they speak of; open it when one covers the wrong line."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.tokens import AnchorToken, BlockEntryToken, ScalarToken, TagToken, Token, ValueToken

from newslint.finding import Span
from newslint.frontmatter.syntax import Comment
from newslint.frontmatter.yaml.refused import with_stand_ins
from newslint.source import BOM, Source
from newslint.text.lazy_pattern import later

_YAML_BREAK = later("[\r\n\x85\u2028\u2029]")
# What may stand between a key, or the dash of an item, and its text.
_LEADING = (ValueToken, BlockEntryToken, AnchorToken, TagToken)


def find_comments(source: Source, block: Span, name: re.Pattern[str]) -> Iterator[Comment]:
    """Every comment of a block that holds a name; in broken YAML, of what can be read of it."""
    text, layout = source.text, _scan(source, block)
    position, end = layout.block.start, layout.block.end
    while mention := name.search(text, position, end):
        at = mention.start()
        around = _text_around(at, layout)
        if around is not None:
            position = around.end
            continue
        line = layout.source.line_starts[layout.line(at) - 1]
        index = bisect_right(layout.ends, at) - 1
        before = max(position, line, layout.ends[index] if index >= 0 else 0)
        start = text.find("#", before, mention.end())
        line_break = _YAML_BREAK.search(text, start, end)
        position = line_break.start() if line_break else end
        alone = not text[line:start].strip()
        yield Comment(Span(start, position), alone, layout.lines(start, alone=alone))


class _Layout:
    """What the scanner says of a block.

    `starts` and `ends` are those of all tokens, `texts` the places of those that can hold a `#`. `last_line`
    leads from the line on which a text, or what stands before it, begins to the one on which it ends;
    `first_line` from the line on which it ends to the one on which it begins.
    """

    def __init__(self, source: Source, block: Span) -> None:
        self.source = source
        self.block = block
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.texts: list[Span] = []
        self.last_line: dict[int, int] = {}
        self.first_line: dict[int, int] = {}

    def line(self, offset: int) -> int:
        return self.source.line_column(offset)[0]

    def lines(self, comment: int, *, alone: bool) -> tuple[int, int]:
        """The first and the last line that a comment covers; one alone on its line covers that line, too."""
        own = self.line(comment)
        if not alone:
            return self.first_line.get(own, own), self.last_line.get(own, own)
        index = bisect_right(self.starts, comment)
        target = self.line(self.starts[index] if index < len(self.starts) else self.block.end)
        return own, self.last_line.get(target, target)

    def add(self, token: Token, start: int, end: int, lead: int) -> None:
        """Note a token; `lead` is where what leads to it begins."""
        self.starts.append(start)
        self.ends.append(end)
        if not isinstance(token, ScalarToken):
            return
        text = self.source.text
        begin = start
        if token.style in ("|", ">"):  # its header may hold a comment, and blank lines are counted to it
            header = _YAML_BREAK.search(text, start, end)
            begin = header.start() if header else end
            end = start + len(text[start:end].rstrip(" \t\r\n"))
        self.texts.append(Span(begin, max(begin, end)))
        first, last = self.line(start), self.line(max(start, end - 1))
        for line in (self.line(lead), first):
            self.last_line[line] = max(last, self.last_line.get(line, line))
        self.first_line[last] = min(first, self.first_line.get(last, last))


def _scan(source: Source, block: Span) -> _Layout:
    """Ask libyaml's scanner for the tokens; where it stops, so does what can be told."""
    layout = _Layout(source, block)
    base = block.start + source.text.startswith(BOM, block.start)  # libyaml doesn't count it
    parser = CParser(with_stand_ins(source.text[block.start : block.end]))
    if not _could_add_all(layout, parser, base):
        layout.block = Span(block.start, max(layout.ends, default=block.start))
    return layout


def _could_add_all(layout: _Layout, parser: CParser, base: int) -> bool:
    """Add the tokens; False where the scanner stops early. It is short for want of memory, see `let_go`."""
    lead: int | None = None
    try:
        while (token := parser.get_token()) is not None:
            start, end = base + token.start_mark.index, base + token.end_mark.index
            layout.add(token, start, end, start if lead is None else lead)
            if not isinstance(token, _LEADING):
                lead = None
            elif lead is None:
                lead = start
    except YAMLError:
        return False
    return True


def _text_around(offset: int, layout: _Layout) -> Span | None:
    index = bisect_right(layout.texts, offset, key=lambda text: text.start) - 1
    if index >= 0 and offset < layout.texts[index].end:
        return layout.texts[index]
    return None
