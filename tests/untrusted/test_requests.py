"""The recipe for requests of strangers: what a request changes beside its articles hides nothing."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "integrations.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## Requests of strangers\n")[2].partition("\n## ")[0]
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL)
(SCRIPT,) = (text for name, text in BLOCKS if name == "sh")
GITHUB, GITLAB = (yaml.safe_load(text) for name, text in BLOCKS if name == "yaml")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.name == "nt" or shutil.which("bash") is None or shutil.which("git") is None,
        reason="the recipes are run with bash and git",
    ),
]

CONFIG = """
[[collections]]
name = "news"
files = ["/content/*.md"]
schema = "schemas/news.json"
"""
ARTICLE = "---\ntitle: Harbour reopens\ndate: 2023-05-02\n---\n"
# The date is missing, and the excerpt was decoded with the wrong encoding.
DEFECTIVE = '---\ntitle: The cranes\nexcerpt: "The harbour\u00e2\u20ac\u2122s cranes"\n---\n'
OTHERS = 20  # articles: a run over few doesn't ask the cache
FOUND = {("content/bad.md", "SCH001"), ("content/bad.md", "TXT001")}


def github() -> str:
    """The steps of the workflow as one script, with the command that the action runs."""
    *before, check = GITHUB["jobs"]["newslint"]["steps"]
    scripts = [step["run"] for step in before if "run" in step]
    arguments = [*check["with"]["args"].split(), "--", check["with"]["paths"]]
    return "\n".join([*scripts, " ".join(["newslint", "check", *arguments])])


# As each service has the request checked out: what it sets, and whether it is merged already.
RECIPES = {
    "script": (SCRIPT, False),
    "github": (github(), True),
    "gitlab": ("\n".join(GITLAB["newslint"]["script"]), False),
}


def write(site: Path, name: str, text: str) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(text, encoding="utf-8")


def switch_off(site: Path) -> None:
    write(site, "newslint.toml", f'ignore = ["ALL"]\n{CONFIG}')


def ignore_files(site: Path) -> None:
    write(site, "newslint.toml", f'exclude = ["bad.md"]\nper-file-ignores = {{ "*.md" = ["ALL"] }}\n{CONFIG}')


def put_before(site: Path) -> None:
    write(site, ".newslint.toml", 'ignore = ["ALL"]\n')


def put_beside(site: Path) -> None:
    write(site, "content/newslint.toml", 'ignore = ["ALL"]\n')


def accept(site: Path) -> None:
    assert run("newslint check content/ --no-cache --update-baseline", site).returncode == 0


def ignore(site: Path) -> None:
    write(site, ".gitignore", "bad.md\n")
    write(site, "content/.gitignore", "bad.md\n")


def name_another(site: Path) -> None:
    write(site, "lax.json", "{}")
    write(site, "content/lax.json", "{}")
    named = DEFECTIVE.replace("---\n", "---\n# yaml-language-server: $schema=lax.json\n", 1)
    write(site, "content/bad.md", named)


def loosen(site: Path) -> None:
    write(site, "schemas/news.json", "{}")


# A run that remembers that nothing was found.
FORGER = """
import sys
from newslint import cli
from newslint.light_dataclasses import replace
from newslint.run.cache import record
to_record = record.to_record
record.to_record = lambda examined: to_record(replace(examined, findings=[]))
sys.argv = ["newslint", "check", "content/", "--jobs", "1"]
sys.exit(cli.main())
"""


def remember(site: Path) -> None:
    job = site.parent / "job"  # where services check out is no secret
    shutil.copytree(site, job)
    write(job, "forger.py", FORGER)
    assert run(f'"{sys.executable}" forger.py', job).returncode == 1
    (job / ".newslint_cache").rename(site / ".newslint_cache")
    shutil.rmtree(job)


def recode(site: Path) -> None:
    write(site, "content/.gitattributes", "*.md -diff\nbad.md working-tree-encoding=CP1252\n")
    # As git keeps it, the article is damaged; as that attribute writes it on the disk, it isn't.
    write(site, "content/bad.md", DEFECTIVE)
    data = DEFECTIVE.encode("cp1252")
    (site / "content/bad.md").write_bytes(data)


TRICKS: dict[str, Callable[[Path], None]] = {
    "none": lambda _: None,
    "the rules are switched off": switch_off,
    "the file is left out": ignore_files,
    "a configuration goes before": put_before,
    "a configuration lies beside": put_beside,
    "the findings are known": accept,
    "git ignores the file": ignore,
    "the article names another schema": name_another,
    "the schema is loosened": loosen,
    "the cache says that nothing was found": remember,
    "git writes another text on the disk": recode,
}


def run(script: str, site: Path, **more: str) -> subprocess.CompletedProcess[str]:
    programs = site.parent / "programs"
    programs.mkdir(exist_ok=True)
    for name, text in {
        "newslint": f'exec "{sys.executable}" -m newslint "$@"',
        "pip": 'test "$1" = install',
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=site,
        env={
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **more,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def done(script: str, site: Path) -> str:
    result = run(script, site)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A clone with a request that is not committed yet."""
    site = tmp_path / "site"
    for number in range(OTHERS):
        write(site, f"content/{number}.md", ARTICLE.replace("Harbour", f"Quay {number}"))
    for name, text in {
        "newslint.toml": CONFIG,
        "schemas/news.json": json.dumps({"required": ["title", "date"]}),
        "content/old.md": ARTICLE,
        "content/gone.md": ARTICLE.replace("Harbour", "Market"),
    }.items():
        write(site, name, text)
    done(
        """
        git init --quiet --bare --initial-branch=main ../origin
        git init --quiet --initial-branch=main
        git config user.name Somebody && git config user.email somebody@example.com
        git remote add origin ../origin
        git add --all && git commit --quiet --message Base && git push --quiet origin main
        git switch --quiet --create request && git rm --quiet content/gone.md
        """,
        site,
    )
    write(site, "content/bad.md", DEFECTIVE)
    return site


def judged(recipe: str, site: Path, more: str = "") -> tuple[int, Any]:
    """What a CI job says of the request: it has a clone of its own, and nothing that git ignores."""
    script, is_merged = RECIPES[recipe]
    done("git add --all --force && git commit --quiet --message Request", site)
    if is_merged:
        done("git switch --quiet main && git merge --quiet --no-ff --message Merge request", site)
    done("git clone --quiet . ../job && git -C ../job remote set-url origin ../origin", site)
    job = site.parent / "job"
    variables = {
        "CI_COMMIT_SHA": done("git rev-parse HEAD", job),
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
    }
    assert script.count("newslint check") == 1
    script = script.replace("newslint check", f"newslint check --output-format json {more}")
    result = run(script, job, **variables)
    assert result.returncode in (0, 1), result.stderr
    return result.returncode, json.loads(result.stdout)


def places(report: Any) -> set[tuple[str, str]]:
    return {(finding["file"], finding["code"]) for finding in report["findings"]}


@pytest.mark.parametrize("trick", TRICKS)
def test_what_a_request_changes_beside_its_articles_hides_nothing(trick: str, site: Path) -> None:
    TRICKS[trick](site)
    status, report = judged("script", site)
    assert status == 1
    assert places(report) == FOUND


@pytest.mark.parametrize("recipe", RECIPES)
def test_all_of_it_at_once_hides_nothing_from_any_service(recipe: str, site: Path) -> None:
    for trick in (remember, accept, recode, ignore, loosen, put_beside, put_before, ignore_files):
        trick(site)
    status, report = judged(recipe, site)
    assert status == 1
    assert places(report) == FOUND


@pytest.mark.parametrize(
    "trick",
    # These two don't work anywhere: a named schema only adds, and git ignores no file that it keeps track of.
    [
        name
        for name in TRICKS
        if name not in ("none", "the article names another schema", "git ignores the file")
    ],
)
def test_without_the_recipe_the_tricks_work(trick: str, site: Path) -> None:
    TRICKS[trick](site)
    done("git add --all --force && git commit --quiet --message Request", site)
    done("git clone --quiet . ../job", site)
    result = run("newslint check content/ --output-format json", site.parent / "job")
    assert places(json.loads(result.stdout)) < FOUND


def test_a_request_without_defects_passes(site: Path) -> None:
    write(site, "content/bad.md", ARTICLE.replace("Harbour", "Tram line"))
    for recipe in RECIPES:
        shutil.rmtree(site.parent / "job", ignore_errors=True)
        done("git switch --quiet request", site) if recipe != "script" else None
        write(site, "content/bad.md", ARTICLE.replace("Harbour", f"Tram {recipe}"))
        status, report = judged(recipe, site)
        assert (status, report["findings"]) == (0, [])
        assert report["summary"]["files"] == OTHERS + 2


def test_only_what_the_request_changes_is_told_where_that_is_wanted(site: Path) -> None:
    done("git stash --quiet --include-untracked && git switch --quiet main", site)
    write(site, "content/old.md", "---\ntitle: Old\n---\n")
    done("git commit --quiet --all --message Defect && git push --quiet origin main", site)
    done("git switch --quiet request && git rebase --quiet main && git stash pop --quiet", site)
    assert places(judged("script", site)[1]) == {*FOUND, ("content/old.md", "SCH001")}
    shutil.rmtree(site.parent / "job")
    write(site, "content/bad.md", DEFECTIVE.replace("cranes", "new cranes"))
    assert places(judged("script", site, "--since HEAD --changed-lines")[1]) == FOUND


def test_a_comment_in_an_article_is_trusted(site: Path) -> None:
    text = DEFECTIVE.replace("---\n", "---\n# newslint: ignore-file[SCH001, TXT001]\n", 1)
    write(site, "content/bad.md", text)
    status, report = judged("script", site)
    assert (status, report["findings"]) == (0, [])
    trusted = (
        (ROOT / "SECURITY.md").read_text("utf-8").partition("## What is trusted")[2].partition("\n## ")[0]
    )
    assert "Comments in articles that silence findings" in trusted
