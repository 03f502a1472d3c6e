"""The names of the output formats on command lines and in configurations; open it to add a format."""

from enum import StrEnum


class OutputFormat(StrEnum):
    """How findings are written; the first is the default."""

    FULL = "full"
    CONCISE = "concise"
    GROUPED = "grouped"
    JSON = "json"
    JSON_LINES = "json-lines"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    CHECKSTYLE = "checkstyle"
    SARIF = "sarif"
    RDJSON = "rdjson"
    MARKDOWN = "markdown"
    HTML = "html"
