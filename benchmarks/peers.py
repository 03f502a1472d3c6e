"""newslint side by side with other linters, on the same files, in one run.

    python benchmarks/peers.py [--lab FOLDER] [--articles FOLDER] [--count N] [--rounds N] [--changed N]

The files are generated articles, which the targets are set for, and then the real ones that lie beside the
repository, if there are any; with `--articles` those of a folder alone. Linters that refuse front matter
(yamllint, check-jsonschema, ajv) get its blocks as .yaml files, cut out before anything is measured; files
whose block is damaged are left out for them. All tools run in turn (A B A B ...) on two cores, from start to
exit, with their output thrown away; the minimum of each counts. The peers are installed into an environment
of their own; what can't be installed is said and left out.
"""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from archive import CORPUS
from generate import write_articles
from lab import FOLDER, REPOSITORY, AbsentError, Lab
from measure import (
    ONE_CORE,
    Command,
    Line,
    Run,
    against,
    finish,
    first_cores,
    interleaved,
    machine,
    milliseconds,
    show,
)

from newslint.document import parse_document
from newslint.source import Source

# What newslint must be, against each peer: so many times as fast at least.
FASTER = {"yamllint": 25.0, "check-jsonschema": 15.0}
WITHIN = 1.6  # of ryl's time, all its rules on, cold
WARM = 1.5  # of ryl's time, when both have a cache
CHANGED = 1.3  # of a run where nothing changed
PER_CORE = 2_500  # articles per second
_SCHEMA = "article.schema.json"
_DRAFT_7 = "http://json-schema.org/draft-07/schema#"


@dataclass(frozen=True)
class Workload:
    """The same articles for every tool: as they are, and their blocks as YAML; schemas lie beside them."""

    folder: Path
    articles: Path
    count: int

    @property
    def blocks(self) -> Path:
        return self.folder / "blocks"

    @property
    def schema(self) -> Path:
        return self.folder / _SCHEMA


def prepare(folder: Path, articles: Path) -> Workload:
    """Cut the front matter of articles out, and lay schemas beside."""
    schema = json.loads((REPOSITORY / "schemas" / _SCHEMA).read_text(encoding="utf-8"))
    (folder / _SCHEMA).write_text(json.dumps(schema), encoding="utf-8")
    # remark-lint-frontmatter-schema knows no later draft.
    (folder / "draft7.json").write_text(json.dumps({**schema, "$schema": _DRAFT_7}), encoding="utf-8")
    count = 0
    for path in sorted(path for path in articles.rglob("*") if path.suffix in (".md", ".txt")):
        count += 1
        block = _block(path)
        if block is not None:
            target = folder / "blocks" / path.relative_to(articles).with_suffix(".yaml")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block, encoding="utf-8")
    return Workload(folder, articles, count)


def _block(path: Path) -> str | None:
    document = parse_document(Source(path.name, path.read_bytes()), lambda _: None)
    if document.fence is None or document.fence.closing is None or document.problems:
        return None
    span = document.fence.content
    return document.source.text[span.start : span.end].replace("\r\n", "\n")


def yamllint(lab: Lab, work: Workload) -> Command:
    return Command([str(lab.pypi("yamllint")), "--format", "parsable", str(work.blocks)])


def check_jsonschema(lab: Lab, work: Workload) -> Command:
    files = [str(path) for path in sorted(work.blocks.rglob("*.yaml"))]
    line = [str(lab.pypi("check-jsonschema")), "--schemafile", str(work.schema), "--output-format", "JSON"]
    return Command([*line, *files])


def ryl(lab: Lab, work: Workload, *cache: str) -> Command:
    """All its rules on the articles themselves; its GitLab format is its only one in JSON."""
    options = ("--enable", "ALL", "--markdown", "--output-format", "gitlab", *(cache or ("--no-cache",)))
    return Command([str(lab.pypi("ryl")), "check", *options, str(work.articles)])


def ajv(lab: Lab, work: Workload) -> Command:
    options = (
        "--spec=draft2020",
        "--strict=false",
        "--errors=json",
        "-c",
        "ajv-formats",
        "-s",
        str(work.schema),
    )
    path = lab.npm("ajv", "ajv-cli", "ajv-formats")
    return Command([str(path), "validate", *options, "-d", "blocks/**/*.yaml"], folder=work.folder)


def remark(lab: Lab, work: Workload) -> Command:
    rule = "remark-lint-frontmatter-schema"
    path = lab.npm("remark", "remark-cli", "remark-frontmatter", rule)
    modules = path.parents[1]
    # Its schemas are named from the working directory.
    plugins = [
        str(modules / "remark-frontmatter" / "index.js"),
        [str(modules / rule / "dist" / "index.js"), {"schemas": {"draft7.json": ["**/*.md"]}}],
    ]
    config = work.folder / "remark.json"
    config.write_text(json.dumps({"plugins": plugins}), encoding="utf-8")
    line = [str(path), "--no-stdout", "--rc-path", str(config), str(work.articles)]
    return Command(line, folder=work.folder)


def yaml_fm_lint(lab: Lab, work: Workload) -> Command:
    path = lab.npm("yaml-fm-lint", "yaml-fm-lint")
    return Command([str(path), str(work.articles), "--recursive", "--oneline", "--colored=false"])


PEERS: dict[str, Callable[[Lab, Workload], Command]] = {
    "yamllint": yamllint,
    "check-jsonschema": check_jsonschema,
    "ajv-cli": ajv,
    "yaml-fm-lint": yaml_fm_lint,
    "remark + frontmatter-schema": remark,
}


def newslint(lab: Lab, work: Workload, *options: str, cores: frozenset[int] = frozenset()) -> Command:
    line = [str(lab.newslint), "check", "--isolated", "--output-format", "json", *options]
    return Command([*line, str(work.articles)], cores=cores, required=True)


def cold(lab: Lab, work: Workload, rounds: int) -> list[Line]:
    """Without caches: newslint on all cores and on one, against every peer."""
    cache = ("--no-cache",) if "--no-cache" in lab.options else ()
    ours = newslint(lab, work, *cache)
    slow = {"newslint": ours, **_installed(lab, work, PEERS)}
    took = interleaved(slow, rounds)
    own = took.pop("newslint")
    lines = [
        Line(
            f"{name}: its time by newslint's",
            run.wall / own.wall,
            "x",
            FASTER.get(name),
            least=True,
            detail=against(run, own),
        )
        for name, run in took.items()
    ]
    single = newslint(lab, work, *cache, cores=ONE_CORE)
    fast = interleaved(
        {"newslint": ours, "one core": single, **_installed(lab, work, {"ryl": ryl})}, 2 * rounds
    )
    if "ryl" in fast:
        lines.append(_against("newslint's time by ryl's, no caches", fast["newslint"], fast["ryl"], WITHIN))
    speed = work.count / fast["one core"].wall
    detail = milliseconds(fast["one core"])
    lines.append(Line("articles a second on one core", speed, "", PER_CORE, least=True, detail=detail))
    return lines


def warm(lab: Lab, work: Workload, rounds: int) -> list[Line]:
    """With newslint's cache, and nothing changed since."""
    ours = newslint(lab, work, "--cache-dir", str(work.folder / "cache"))
    commands = {"newslint": ours, **_installed(lab, work, {"ryl": ryl})}
    if "ryl" in commands:
        commands["ryl, cached"] = ryl(lab, work, "--cache-dir", str(work.folder / "ryl-cache"))
    interleaved(commands, 1)  # fills the caches
    took = interleaved(commands, 3 * rounds)
    lines = []
    if "ryl" in took:
        name = "warm newslint's time by ryl's, which has no cache"
        lines.append(_against(name, took["newslint"], took["ryl"], 1.0))
    if "ryl, cached" in took:
        name = "warm newslint's time by ryl's, both with a cache"
        lines.append(_against(name, took["newslint"], took["ryl, cached"], WARM))
    return lines


def changed(lab: Lab, folder: Path, count: int, rounds: int) -> list[Line]:
    """With a cache, and one file of many changed since."""
    write_articles(folder / "articles", count)
    work = Workload(folder, folder / "articles", count)
    one = min(work.articles.rglob("*.md"))

    def touch() -> None:
        with one.open("a", encoding="utf-8") as file:
            file.write("One more line.\n")

    same = newslint(lab, work, "--cache-dir", str(folder / "cache"))
    other = replace(same, prepare=touch)
    interleaved({"same": same}, 1)
    took = interleaved({"same": same, "one changed": other}, 2 * rounds)
    name = f"one of {count:,} files changed, by none changed"
    return [_against(name, took["one changed"], took["same"], CHANGED)]


def _installed(
    lab: Lab, work: Workload, peers: Mapping[str, Callable[[Lab, Workload], Command]]
) -> dict[str, Command]:
    commands = {}
    for name, command in peers.items():
        try:
            commands[name] = command(lab, work)
        except AbsentError as error:
            print(f"{name} left out: {error}", file=sys.stderr)
    return commands


def _against(name: str, run: Run, other: Run, target: float) -> Line:
    return Line(name, run.wall / other.wall, "x", target, detail=against(run, other))


def compare(lab: Lab, folder: Path, articles: Path, rounds: int, *, judged: bool = True) -> list[Line]:
    """Run all tools on a copy of some articles, above which no configuration has a say.

    Unless they are `judged`, the numbers are told without the targets, which hold for other articles.
    """
    shutil.copytree(articles, folder / "articles")
    work = prepare(folder, folder / "articles")
    blocks = sum(1 for _ in work.blocks.rglob("*.yaml"))
    print(f"\n{articles.name}: {work.count:,} articles")
    print(f"yamllint, check-jsonschema and ajv got {blocks:,} blocks, cut out beforehand")
    parts = [("cold", cold)]
    if "--cache-dir" in lab.options:
        parts.append(("warm", warm))
    else:
        print("warm runs left out: this newslint has no cache")
    lines: list[Line] = []
    for title, measure in parts:
        measured = measure(lab, work, rounds)
        lines += show(title, measured if judged else [replace(line, target=None) for line in measured])
    return lines


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--lab", type=Path, default=FOLDER, help="where the environments are kept")
    parser.add_argument("--articles", type=Path, help="lint these instead of generated ones")
    parser.add_argument("--count", type=int, default=1_600, help="how many articles are generated")
    parser.add_argument("--rounds", type=int, default=3, help="more for the fast tools")
    parser.add_argument("--changed", type=int, default=10_000, help="of so many files one is changed")
    arguments = parser.parse_args()
    lab = Lab(arguments.lab)
    os.sched_setaffinity(0, first_cores(2))
    print(f"{machine()}; minimum of {arguments.rounds} rounds or more, in turn")
    lines: list[Line] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.articles is not None:
            lines += compare(lab, folder / "given", arguments.articles, arguments.rounds)
        else:
            write_articles(folder / "generated", arguments.count)
            lines += compare(lab, folder / "compared", folder / "generated", arguments.rounds)
        if "--cache-dir" in lab.options:
            lines += show("one changed", changed(lab, folder / "many", arguments.changed, arguments.rounds))
        archives = sorted(CORPUS.glob("*/")) if arguments.articles is None else []
        for archive in archives:
            compare(lab, folder / archive.name, archive, arguments.rounds, judged=False)
        if not archives and arguments.articles is None:
            print("\nreal articles left out: there are none beside the repository")
    finish(lines)


if __name__ == "__main__":
    main()
