"""XML 1.0 that holds any text; open it when a character is lost or refused."""

from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from newslint.text.display import escape


def add(parent: Element, name: str, attributes: dict[str, str], lines: tuple[str, ...] = ()) -> Element:
    """Append an element with attributes and lines of text, all of them untrusted."""
    element = SubElement(parent, name, {key: escape(value) for key, value in attributes.items()})
    if lines:
        element.text = "\n".join(map(escape, lines))
    return element


def write_xml(root: Element, out: TextIO) -> None:
    """Write a document in ASCII, which is right whatever the encoding of the stream."""
    indent(root)
    # Without an encoding the text is ASCII. Some readers refuse to hear of any but UTF-8, which that is too.
    text = tostring(root).decode("ascii")
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n')
