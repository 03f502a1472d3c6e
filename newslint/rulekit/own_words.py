"""Lets a schema speak for itself; open it to change where its own messages stand."""

from newslint.finding import Hit
from newslint.schema.violations import Violation
from newslint.text.wording import field_name, shorten


def in_own_words(hit: Hit, violation: Violation) -> Hit:
    """A finding in the words of the schema's author, where there are some; ours become the help."""
    if not violation.said:
        return hit
    subject = field_name(hit.path) if hit.path else "the front matter"
    help_ = f"{hit.message}; {hit.help}" if hit.help else hit.message
    return hit._replace(message=f"{subject}: {shorten(violation.said)}", help=help_)
