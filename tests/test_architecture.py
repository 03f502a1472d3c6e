"""The direction of imports: whoever knows less never imports who knows more."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "newslint"

# From the bottom to the top: a module imports only modules of lower layers, and of its own layer where that
# has no cycle. `rules.*` stands for every rule, `reporters.*` for every reporter.
LAYERS = (
    {
        "finding",
        "errors",
        "outputformat",
        "memo",
        "later",
        "digests",
        "interrupts",
        "contained",
        "docstrings",
        "",
    },
    {"wording", "suggest", "drafts", "patterns", "roles", "formats", "fence", "scalars", "nodes", "source"},
    {
        "dates",
        "grouping",
        "pictureheaders",
        "globs",
        "globjudges",
        "gitignore",
        "wildmatch",
        "tracked",
        "valuediff",
        "listing",
    },
    {"directives", "tomlplaces", "schemaname"},
    {
        "rawtext",
        "rewrite",
        "plainyaml",
        "yamlevents",
        "comments",
        "tree",
        "references",
        "state",
        "violations",
        "plainviolations",
        "explainer",
        "schemasize",
        "schemawork",
        "schemaanswer",
        "schema",
    },
    {"binding"},
    {"document"},
    {"suppress", "rule"},
    {
        "ampcache",
        "sites",
        "urls",
        "platforms",
        "imagehints",
        "aspecthints",
        "pages",
        "yamlmistakes",
        "markup",
        "plaintext",
        "repairs",
        "mojibake",
        "entities",
        "invisible",
    },
    {"profile"},
    {"rules.*"},
    {"rules"},
    {"selection", "config"},
    {"settings", "project"},
    {"facts", "baseline", "schemafiles"},
    {"examine", "discovery", "localimages", "changes"},
    {"engine", "record", "cachekey", "inputs"},
    {"worker", "cache"},
    {"pool"},
    {"scan"},
    {"display", "files"},
    {"ratchet", "verdict", "replacing"},
    {"fixes"},
    {"lint"},
    {"repair"},
    {"reporters.*", "reporters"},
    {"explain", "terminal", "settingspage"},
    {"configschema"},
    {"starter.*", "starter"},
    {"cli.*", "cli", "__main__"},
)
PACKAGES = ("rules", "reporters", "starter", "cli")
# Modules that know only facts of the world, and nothing of documents.
FACTS = {
    "memo",
    "later",
    "repairs",
    "mojibake",
    "entities",
    "invisible",
    "ampcache",
    "markup",
    "sites",
    "urls",
    "platforms",
    "imagehints",
    "aspecthints",
    "pages",
    "dates",
    "wording",
    "suggest",
    "scalars",
    "drafts",
}
# What each of these may import at all, whatever lies below it.
ONLY = {
    "reporters.*": {"finding", "display", "wording", "reporters.*", "reporters", ""},
    "reporters": {"finding", "reporters.*"},
    "rules": {"rule", "rules.*"},
    "finding": set[str](),
    "errors": set[str](),
}
FORBIDDEN_FOR_RULES = {"os", "pathlib", "subprocess", "sys", "shutil", "socket", "rich", "typer"}
SLOW = (
    "rich", "typer", "jsonschema", "ftfy", "publicsuffixlist", "ada_url", "idna", "imagesize",
    "_hashlib", "yaml",
)  # fmt: skip
FILES = sorted(PACKAGE.rglob("*.py"))


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def kind_of(module: str) -> str:
    package = module.partition(".")[0]
    return f"{package}.*" if package in PACKAGES and "." in module else module


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


def layer_of(module: str) -> int:
    kind = kind_of(module)
    found = [number for number, layer in enumerate(LAYERS) if kind in layer]
    assert len(found) == 1, f"the table of layers must name `{module}` once"
    return found[0]


each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())


@each_file
def test_imports_point_down(path: Path) -> None:
    module = module_of(path)
    for imported in own_imports(path) - {module}:
        assert layer_of(imported) <= layer_of(module), f"{module} imports {imported}, which lies above it"
        assert kind_of(imported) in ONLY.get(kind_of(module), {kind_of(imported)}), f"{module} -> {imported}"


def test_the_table_names_every_module() -> None:
    assert set().union(*LAYERS) == {kind_of(module) for module in MODULES}


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


def test_facts_know_nothing_of_documents() -> None:
    for module in sorted(FACTS):
        assert own_imports(PACKAGE / f"{module}.py") <= FACTS | {"finding", "errors"}


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("rules/[a-z]*.py")), ids=lambda path: path.stem)
def test_rules_are_pure(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports_of(path)} & FORBIDDEN_FOR_RULES
    assert not {kind_of(module) for module in own_imports(path)} & {"rules", "rules.*"}
    names = {node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)}
    assert not names & {"open", "print", "input", "eval", "exec"}


@each_file
def test_only_the_command_line_ends_the_process(path: Path) -> None:
    # A worker whose run was killed ends itself.
    if layer_of(module_of(path)) == len(LAYERS) - 1 or module_of(path) == "pool":
        return
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
import newslint.engine
from newslint.examine import Examiner, Input
from newslint.selection import default_rules
from newslint.settings import Settings
from newslint.source import Source

Examiner(Settings(default_rules())).examine(Input(Source("one.md", {text.encode()!r}), expected=False))
print([name for name in {SLOW} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
