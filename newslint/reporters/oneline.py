"""What formats say that have one line for all of a finding; open it to word them alike."""

from newslint.finding import Finding
from newslint.text.display import escape


def advice(finding: Finding) -> str:
    """The message, escaped, with what helps behind a semicolon."""
    message = escape(finding.message)
    return message if finding.hint is None else f"{message}; {escape(finding.hint)}"
