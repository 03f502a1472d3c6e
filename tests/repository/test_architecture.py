"""What the contracts in pyproject.toml, which import-linter checks, can't say of the modules."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "newslint"
FILES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN_FOR_RULES = {"os", "pathlib", "subprocess", "sys", "shutil", "socket", "rich", "typer"}
SLOW = (
    "rich", "typer", "jsonschema", "ftfy", "publicsuffixlist", "ada_url", "idna", "imagesize", "_hashlib",
    "yaml",
)  # fmt: skip
MOST_AT_THE_TOP = 12
# The modules that may end the process: the command line, and a worker whose run was killed.
ENDING = ("__main__.py", "cli/", "run/pool.py")


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path) for path in FILES}


def imports_of(path: Path) -> Iterator[str]:
    """The full name of everything that a file imports, at the top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            for alias in node.names:
                is_module = f"{module}.{alias.name}".removeprefix("newslint.") in MODULES
                yield f"{module}.{alias.name}" if is_module else module


def own_imports(path: Path) -> set[str]:
    names = {name for name in imports_of(path) if name.split(".")[0] == "newslint"}
    return {name.removeprefix("newslint").removeprefix(".") for name in names}


def test_few_modules_lie_at_the_top() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= MOST_AT_THE_TOP


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name == "__init__.py"], ids=lambda path: path.parent.name
)
def test_each_package_says_what_lives_there(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said is not None
    assert said.partition("\n")[0].endswith(".")


def test_no_module_imports_itself_through_others() -> None:
    graph = {module_of(path): own_imports(path) - {""} for path in FILES}
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, f"cycle: {' -> '.join((*way, module))}"
        if module not in done:
            for imported in sorted(graph[module] - {module}):
                visit(imported, (*way, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("rules/[a-z]*.py")), ids=lambda path: path.stem)
def test_rules_are_pure(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports_of(path)} & FORBIDDEN_FOR_RULES
    assert not {module for module in own_imports(path) if module.split(".")[0] == "rules"}
    names = {node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)}
    assert not names & {"open", "print", "input", "eval", "exec"}


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if not path.relative_to(PACKAGE).as_posix().startswith(ENDING)],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_only_the_command_line_ends_the_process(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            assert ast.unparse(node) not in ("sys.exit", "os._exit", "typer.Exit")
        elif isinstance(node, ast.Name):
            assert node.id not in ("SystemExit", "exit", "quit")


@pytest.mark.parametrize(
    "text", ["", "---\ntitle: Ferries return\ntags: [harbour]\n---\n"], ids=["start", "plain"]
)
def test_neither_the_start_nor_a_plain_article_needs_slow_libraries(text: str) -> None:
    code = f"""
import sys
import newslint.lint.corpus
from newslint.lint.examiner import Examiner
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rules import BUILT_IN
from newslint.source import Source

Examiner(Settings(BUILT_IN.defaults)).examine(Job("one.md", named=False), Source("one.md", {text.encode()!r}))
print([name for name in {SLOW} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# The docstring of a rule is its documentation, and that of a package one sentence.
@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.name != "__init__.py" and path.parent.name != "rules"],
    ids=module_of,
)
def test_every_module_says_what_is_in_it_and_when_to_open_it(path: Path) -> None:
    first = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]
    assert len(first) > 40
    assert "pen it " in first or "open this " in first


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_the_rules_of_a_finding_are_looked_up_in_its_project(path: Path) -> None:
    if path == PACKAGE / "rules" / "__init__.py":
        return
    imported = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "newslint.rules"
        for alias in node.names
    }
    assert not imported & {"BY_CODE", "BY_NAME"}
