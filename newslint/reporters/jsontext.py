"""JSON that may pass through a log: Azure Pipelines and GitHub Actions obey `##vso[` anywhere in a line."""

import json
from typing import Any

from newslint.display import CI_COMMAND


def dumps(data: Any, indent: int | None = None) -> str:
    """Write data as JSON in ASCII; a sign that would begin a command is written as its escape."""
    # A `#` can stand in nothing but a text.
    return CI_COMMAND.sub(r"\\u0023", json.dumps(data, indent=indent))
