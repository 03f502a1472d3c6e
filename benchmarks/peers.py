"""newslint side by side with other linters, on the same files, in one run.

    python benchmarks/peers.py [--lab FOLDER] [--articles FOLDER] [--count N] [--rounds N] [--changed N]

The files are generated articles, which repeat themselves as those of real archives do, and then the small
ones of a real archive that lies beside the repository, if it is there; each has targets of its own. With
`--articles` they are those of a folder alone, without targets. Linters that refuse front matter (yamllint,
check-jsonschema, ajv) get its blocks as .yaml files, cut out before anything is measured; files whose block
is damaged are left out for them. ryl reads such blocks, for which the targets hold, and Markdown too: both
are told. All rules of ryl are on, and newslint and ryl write what they write unasked. All tools run in turn
(A B A B ...) on two cores, from start to exit, with their output thrown away; the minimum of each counts. The
peers are installed into an environment of their own; what can't be installed is said and left out.
"""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from archive import CORPUS, NAME
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

CHANGED = 1.5  # of a run where nothing changed
START = 1.5  # of the time to load the libraries that nothing can do without, where nothing changed
_LIBRARIES = "import yaml, typer"


class Targets(NamedTuple):
    """What newslint must reach on some articles.

    `faster` says by peer of whose time it must be so small a part at least. `cold` and `warm` say how many
    times the time of ryl it may take at most, both without and both with a cache, and `start` of that of
    loading libraries. None is no target.
    """

    faster: Mapping[str, float] = {}
    cold: float | None = None
    warm: float | None = None
    start: float | None = None


GENERATED = Targets({"yamllint": 25.0, "check-jsonschema": 18.0}, cold=2.2, warm=0.8, start=START)
SMALL = Targets(cold=3.5, warm=2.5, start=START)  # 758 articles in which nothing repeats
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


def ryl(lab: Lab, work: Workload, cache: Sequence[str]) -> Command:
    """All its rules on the blocks."""
    return _ryl(lab, work.blocks, *cache)


def ryl_markdown(lab: Lab, work: Workload, cache: Sequence[str]) -> Command:
    """All its rules on the articles themselves."""
    return _ryl(lab, work.articles, "--markdown", *cache)


def _ryl(lab: Lab, folder: Path, *options: str) -> Command:
    return Command([str(lab.pypi("ryl")), "check", "--enable", "ALL", *options, str(folder)])


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


BLOCKS = "ryl"
RYL: dict[str, Callable[..., Command]] = {BLOCKS: ryl, "ryl --markdown": ryl_markdown}
PEERS: dict[str, Callable[[Lab, Workload], Command]] = {
    "yamllint": yamllint,
    "check-jsonschema": check_jsonschema,
    "ajv-cli": ajv,
    "yaml-fm-lint": yaml_fm_lint,
    "remark + frontmatter-schema": remark,
}


def newslint(lab: Lab, work: Workload, *options: str, cores: frozenset[int] = frozenset()) -> Command:
    line = [str(lab.newslint), "check", "--isolated", *options]
    return Command([*line, str(work.articles)], cores=cores, required=True)


def cold(lab: Lab, work: Workload, rounds: int, targets: Targets) -> list[Line]:
    """Without caches: newslint on all cores and on one, against every peer."""
    ours = newslint(lab, work, "--no-cache")
    slow = {"newslint": ours, **_installed(lab, work, PEERS)}
    took = interleaved(slow, rounds)
    own = took.pop("newslint")
    lines = [
        Line(
            f"{name}: its time by newslint's",
            run.wall / own.wall,
            "x",
            targets.faster.get(name),
            least=True,
            detail=against(run, own),
        )
        for name, run in took.items()
    ]
    single = newslint(lab, work, "--no-cache", cores=ONE_CORE)
    rivals = {name: partial(command, cache=("--no-cache",)) for name, command in RYL.items()}
    fast = interleaved({"newslint": ours, "one core": single, **_installed(lab, work, rivals)}, 2 * rounds)
    lines += _against_ryl("newslint's time by {}'s, no caches", fast, targets.cold)
    speed = work.count / fast["one core"].wall
    detail = milliseconds(fast["one core"])
    lines.append(Line("articles a second on one core", speed, "", None, least=True, detail=detail))
    return lines


def warm(lab: Lab, work: Workload, rounds: int, targets: Targets) -> list[Line]:
    """With caches, and nothing changed since."""
    rivals = {
        name: partial(command, cache=("--cache-dir", str(work.folder / name)))
        for name, command in RYL.items()
    }
    commands = {
        "newslint": newslint(lab, work, "--cache-dir", str(work.folder / "cache")),
        "libraries": Command([str(lab.python), "-c", _LIBRARIES], required=True),
        **_installed(lab, work, rivals),
    }
    interleaved(commands, 1)  # fills the caches
    took = interleaved(commands, 3 * rounds)
    lines = _against_ryl("newslint's time by {}'s, both with a cache", took, targets.warm)
    name = f"newslint with a cache, by `{_LIBRARIES}`"
    lines.append(_against(name, took["newslint"], took["libraries"], targets.start))
    return lines


def _against_ryl(name: str, took: Mapping[str, Run], target: float | None) -> list[Line]:
    """A line for each way in which ryl reads; the target holds for the blocks."""
    return [
        _against(name.format(rival), took["newslint"], took[rival], target if rival == BLOCKS else None)
        for rival in RYL
        if rival in took
    ]


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


def _against(name: str, run: Run, other: Run, target: float | None) -> Line:
    return Line(name, run.wall / other.wall, "x", target, detail=against(run, other))


def compare(lab: Lab, folder: Path, articles: Path, rounds: int, targets: Targets) -> list[Line]:
    """Run all tools on a copy of some articles, above which no configuration has a say."""
    shutil.copytree(articles, folder / "articles")
    work = prepare(folder, folder / "articles")
    blocks = sum(1 for _ in work.blocks.rglob("*.yaml"))
    print(f"\n{articles.name}: {work.count:,} articles")
    print(f"yamllint, check-jsonschema, ajv and ryl got {blocks:,} blocks, cut out beforehand")
    return [
        *show("cold", cold(lab, work, rounds, targets)),
        *show("warm", warm(lab, work, rounds, targets)),
    ]


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
            lines += compare(lab, folder / "given", arguments.articles, arguments.rounds, Targets())
        else:
            write_articles(folder / "generated", arguments.count)
            lines += compare(lab, folder / "compared", folder / "generated", arguments.rounds, GENERATED)
            if (CORPUS / NAME).is_dir():
                lines += compare(lab, folder / NAME, CORPUS / NAME, arguments.rounds, SMALL)
            else:
                print("\nreal articles left out: there are none beside the repository")
        lines += show("one changed", changed(lab, folder / "many", arguments.changed, arguments.rounds))
    finish(lines)


if __name__ == "__main__":
    main()
