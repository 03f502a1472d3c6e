"""What fixes changed or would change: a diff, and counts per file; open it for either."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff

from newslint.finding import Finding
from newslint.text.display import escape, escape_path

_COLORS = {"@@": "\x1b[36m", "+": "\x1b[32m", "-": "\x1b[31m"}
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"


def diff_lines(name: str, before: str, after: str, *, shown: bool, color: bool) -> Iterator[str]:
    """The lines of a unified diff, each with its line ending.

    `shown` says that people read it on a terminal or in a log: then characters that could drive either are
    escaped. Otherwise the diff is exact, for programs that apply it.
    """
    path = escape_path(name)
    for line in unified_diff(_split(before), _split(after), f"a/{path}", f"b/{path}"):
        text = line.removesuffix("\n")
        if shown:
            text = f"{text[:1]}{_harmless(text[1:])}"
        if color:
            text = _painted(text)
        yield f"{text}\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"


def record_diff_lines(
    name: str, changes: Iterable[tuple[int, str, str]], *, shown: bool, color: bool
) -> Iterator[str]:
    """The lines of a unified diff without context, of a file of lines that need not be in memory.

    Args:
        name: The file.
        changes: The number of each line that changes, what it is, and what it becomes.
        shown: As for `diff_lines`.
        color: Whether to paint them.
    """
    path = escape_path(name)
    head = [f"--- a/{path}", f"+++ b/{path}"]
    for number, before, after in changes:
        place = f"@@ -{number} +{number} @@"
        for line in (*head, place, f"-{before}", f"+{after}"):
            text = f"{line[:1]}{_harmless(line[1:])}" if shown else line
            yield f"{_painted(text) if color else text}\n"
        head = []


def fix_lines(applied: Mapping[str, Iterable[Finding]]) -> Iterator[str]:
    """For each file how many findings of each rule were fixed."""
    for name in sorted(applied):
        yield f"{escape_path(name)}:"
        rules: dict[tuple[str, str], list[Finding]] = {}
        for finding in applied[name]:
            rules.setdefault((finding.code, finding.name), []).append(finding)
        for (code, rule), findings in sorted(rules.items()):
            yield f"  {mended(findings):,} × {code} {rule}"


def mended(applied: Iterable[Finding]) -> int:
    """How many findings are gone where the fixes of these were applied: one may mend a whole text."""
    return sum(1 if finding.fix is None else finding.fix.mends for finding in applied)


def _split(text: str) -> list[str]:
    """Lines as git and patch know them: only LF ends one."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _harmless(text: str) -> str:
    # A CI log takes a line that begins with `::` for a command, blanks before it or not.
    shown = escape(text)
    stripped = shown.lstrip()
    if stripped.startswith("::"):
        return shown.replace("::", "\\x3a\\x3a", 1)
    return shown


def _painted(line: str) -> str:
    if line.startswith(("---", "+++")):
        return f"{_BOLD}{line}{_RESET}"
    for start, color in _COLORS.items():
        if line.startswith(start):
            return f"{color}{line}{_RESET}"
    return line
