"""What libyaml says where it gives up, and what people are told instead; open it to word a mistake anew."""

from typing import Final

# What libyaml says -> what to say to people, and what to do about it.
DETAILS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "mapping values are not allowed",
        "a second `: ` in an unquoted value",
        "put the whole value in double quotes",
    ),
    (
        "did not find expected key",
        "a field was expected here",
        "write `key: value`, and put values with special characters in double quotes",
    ),
    (
        "did not find expected '-' indicator",
        "an item of the list (`- `) was expected here",
        "indent this line like the items above, or the fields of the item below its first one",
    ),
    (
        "did not find expected ',' or",
        "a list or mapping in brackets goes on without a comma or is not closed",
        "separate the entries by commas and close the bracket",
    ),
    (
        "block sequence entries are not allowed",
        "a list item (`- `) can't stand here",
        "begin the list on a line of its own below the key, or quote the value",
    ),
    (
        "block mapping values are not allowed",
        "a field can't begin here",
        "begin the field on a line of its own, or quote the value",
    ),
    (
        "block collections are not allowed",
        "a list or mapping can't begin here",
        "begin it on a line of its own",
    ),
    (
        "found unknown escape character",
        "a backslash that begins no escape",
        "inside double quotes write `\\\\` for a backslash, or use single quotes",
    ),
    (
        "did not find expected hexdecimal number",
        "an escape that is not complete",
        "write `\\\\` for a backslash",
    ),
    (
        "found invalid Unicode character escape",
        "an escape that is no Unicode character",
        "write the character",
    ),
    (
        "found a tab character",
        "a tab in the indentation",
        "YAML indents with spaces only",
    ),
    (
        "did not find expected <document start>",
        "text after the end of the fields",
        "remove it, or indent it if it belongs to the value above",
    ),
    (
        "found extra document",
        "text after the end of the fields",
        "remove it",
    ),
    ("second document", "a second YAML document begins here", "front matter is one block: remove the line"),
    (
        "mapping keys are not allowed",
        "`? ` begins a key in YAML",
        "put the value in double quotes",
    ),
    ("found undefined tag handle", "a value that begins with `!` is a tag in YAML", "quote the value"),
    (
        "did not find expected whitespace or line break",
        "a tag or anchor without a space after it",
        "quote the value",
    ),
    ("did not find expected alphabetic", "`*` or `&` begins an alias or anchor in YAML", "quote the value"),
    (
        "did not find expected comment or line break",
        "text after `|` or `>`",
        "begin the text on the next line",
    ),
    ("did not find expected tag URI", "a value that begins with `!` is a tag in YAML", "quote the value"),
    ("did not find URI escaped octet", "a value that begins with `!` is a tag in YAML", "quote the value"),
    ("did not find expected node content", "a value was expected here", "give the value, or quote it"),
    ("found a duplicate", "this is said twice", "keep one"),
    (
        "did not find expected digit or '.' character",
        "a line that begins with `%` is a directive",
        "quote it",
    ),
    (
        "found unexpected non-alphabetical character",
        "a line that begins with `%` is a directive in YAML",
        "quote it",
    ),
    ("found unknown directive name", "a line that begins with `%` is a directive in YAML", "quote the value"),
)
# The characters that begin no token.
SPECIAL_STARTS: Final = {
    "\t": ("a tab where a value or a key should begin", "YAML indents with spaces only"),
    "@": ("`@` can't begin an unquoted value", "put the value in double quotes"),
    "`": ("a backtick can't begin an unquoted value", "put the value in double quotes"),
    "%": ("`%` can't begin an unquoted value", "put the value in double quotes"),
}
# What libyaml was reading when it gave up, and the character that made it do so.
MARKERS: Final = {
    "while scanning an alias": "`*` begins an alias in YAML",
    "while scanning an anchor": "`&` begins an anchor in YAML",
    "while scanning a tag": "`!` begins a tag in YAML",
    "while parsing a tag": "`!` begins a tag in YAML",
    "while scanning a directive": "a line that begins with `%` is a directive in YAML",
}
# What libyaml was reading when it gave up, and what stands at the beginning of that.
BEGUN: Final = {
    "while parsing a block mapping": "the first field of the mapping",
    "while parsing a block collection": "the first item of the list",
    "while parsing a flow mapping": "the brace that was opened",
    "while parsing a flow sequence": "the bracket that was opened",
    "while parsing a quoted scalar": "the quote that was opened",
    "while scanning a quoted scalar": "the quote that was opened",
}
