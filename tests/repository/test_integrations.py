"""The action and the recipes of docs/integrations.md: valid for their services, and run as far as they go."""

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from newslint.reporters import markdown

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "integrations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}

CLEAN = "---\ntitle: Harbour reopens after the storm\n---\n"
BROKEN = "---\ntitle: The harbourâ€™s cranes\nvotes: [NO, 1]\n---\n"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.name == "nt" or shutil.which("bash") is None or shutil.which("git") is None,
        reason="the recipes are run with bash and git",
    ),
]


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def named(text: str) -> str:
    """The file that a block of YAML is meant for, which its first line says."""
    return text.splitlines()[0].removeprefix("# ")


def workflows() -> list[dict[str, Any]]:
    return [yaml.safe_load(text) for text in blocks("yaml") if named(text).startswith(".github/")]


def steps_of_workflows() -> Iterator[dict[str, Any]]:
    for workflow in workflows():
        for job in workflow["jobs"].values():
            yield from job["steps"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return made_site(tmp_path)


def made_site(parent: Path) -> Path:
    """A site with a clean and a broken article."""
    folder = parent / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "story.md").write_text(BROKEN, encoding="utf-8")
    (folder / "content" / "clean.md").write_text(CLEAN, encoding="utf-8")
    return folder


# The blocks themselves.


def test_every_block_of_yaml_and_json_parses() -> None:
    assert {named(text) for text in blocks("yaml")} >= {".gitlab-ci.yml", ".pre-commit-config.yaml"}
    assert all(isinstance(yaml.safe_load(text), dict) for text in blocks("yaml"))
    assert all(isinstance(json.loads(text), dict) for text in blocks("json"))


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("github-actions", "action.yml"),
        ("github-workflows", ".github/workflows/"),
        ("gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_the_schema_of_the_service_accepts_it(
    schema: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checker = pytest.importorskip("check_jsonschema", reason="check-jsonschema brings the schemas")
    texts = [text for text in blocks("yaml") if named(text).startswith(name)]
    files = [tmp_path / f"{number}.yml" for number in range(len(texts))] or [ROOT / name]
    for file, text in zip(files, texts, strict=False):
        file.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        checker.main(["--builtin-schema", f"vendor.{schema}", *map(str, files)])
    assert end.value.code == 0, capsys.readouterr().out


def test_pre_commit_accepts_its_configurations(tmp_path: Path) -> None:
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    texts = [text for text in blocks("yaml") if named(text) == ".pre-commit-config.yaml"]
    assert len(texts) == 2
    files = [tmp_path / f"{number}.yaml" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", *files], check=True)


def test_the_hook_without_a_clone_takes_the_files_of_ours() -> None:
    ours = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
    local = yaml.safe_load(next(text for text in blocks("yaml") if "repo: local" in text))
    hook = local["repos"][0]["hooks"][0]
    assert {**hook, "language": "python"} == {key: ours[key] for key in hook} | {"language": "python"}
    assert local["ci"]["skip"] == [hook["id"]]


def test_the_page_describes_every_input_and_its_default() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (?:`(\S+)`)? ?\| \S", PAGE, re.MULTILINE)
    assert dict(rows) == {name: given["default"] for name, given in ACTION["inputs"].items()}
    assert all(f"`{name}`" in PAGE for name in ACTION["outputs"])


def test_workflows_give_the_action_inputs_that_it_has() -> None:
    uses = [step for step in steps_of_workflows() if step.get("uses", "").startswith("example/newslint@")]
    assert len(uses) == 5
    assert {name for step in uses for name in step["with"]} <= set(ACTION["inputs"])


def test_the_summary_shows_as_many_findings_as_the_page_says() -> None:
    assert f"first {markdown._MOST_ROWS}." in " ".join(PAGE.split())


# The action, step by step, as a runner would do it.


@dataclass(frozen=True)
class Done:
    """What a step did."""

    status: int
    log: str
    errors: str
    summary: str
    outputs: dict[str, str]


@dataclass(frozen=True)
class Runner:
    """A machine that has checked out a site."""

    site: Path
    temporary: Path

    def run(
        self, name: str, python: str = sys.executable, action: str = "/the/action", **inputs: str
    ) -> Done:
        step = STEPS[name]
        given = {key: value["default"] for key, value in ACTION["inputs"].items()}
        given |= {key.replace("_", "-"): value for key, value in inputs.items()}
        values = {f"${{{{ inputs.{key} }}}}": value for key, value in given.items()}
        values["${{ inputs.python || steps.python.outputs.python-path }}"] = python
        files = {name: self.temporary / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        files["GITHUB_OUTPUT"].write_text("", encoding="utf-8")
        files["GITHUB_STEP_SUMMARY"].write_text("# Of the site\n", encoding="utf-8")
        script = self.temporary / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.site / values.get(step.get("working-directory"), ""),
            env={
                "PATH": os.environ["PATH"],
                "RUNNER_TEMP": str(self.temporary),
                "GITHUB_ACTION_PATH": action,
                "GITHUB_WORKSPACE": str(self.site),
                **{key: str(path) for key, path in files.items()},
                **{key: values.get(value, value) for key, value in step["env"].items()},
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        written = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
        return Done(
            done.returncode,
            done.stdout,
            done.stderr,
            files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8").removeprefix("# Of the site\n"),
            dict(line.split("=", 1) for line in written),
        )


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment in which newslint can be imported, as pip would have made it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    installed = [str(ROOT), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    Path(paths["purelib"], "newslint.pth").write_text("\n".join(installed), encoding="utf-8")
    return folder


@pytest.fixture
def runner(site: Path, tmp_path: Path, environment: Path) -> Runner:
    temporary = tmp_path / "runner temp"
    temporary.mkdir()
    (temporary / "newslint").symlink_to(environment)
    return Runner(site, temporary)


def test_no_script_holds_an_expression() -> None:
    scripts = [step["run"] for step in STEPS.values() if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]


def test_the_action_is_silent_about_a_clean_site(runner: Runner) -> None:
    (runner.site / "content" / "story.md").unlink()
    done = runner.run("Check articles")
    assert (done.status, done.log, done.errors) == (0, "", "")
    assert done.summary.startswith("## newslint found nothing\n\nChecked 1 file: no findings.")
    assert done.outputs == {"exit-status": "0"}


def test_the_action_tells_of_findings_in_every_place(runner: Runner) -> None:
    spaced = runner.site / "more content"
    spaced.mkdir()
    (spaced / "a b.md").write_text(BROKEN, encoding="utf-8")
    done = runner.run(
        "Check articles",
        paths="content/story.md\nmore content\n",
        sarif_file="the findings.sarif",
        html_file="page.html",
    )
    assert (done.status, done.errors) == (1, "")
    assert "::error file=content/story.md,line=2," in done.log
    assert "::error file=more content/a b.md,line=2," in done.log
    assert done.summary.startswith("## newslint found errors\n")
    sarif = json.loads((runner.site / "the findings.sarif").read_text(encoding="utf-8"))
    assert {result["ruleId"] for result in sarif["runs"][0]["results"]} == {"TXT001", "FM009"}
    assert "</html>" in (runner.site / "page.html").read_text(encoding="utf-8")
    assert done.outputs == {
        "exit-status": "1",
        "sarif-file": "the findings.sarif",
        "html-file": "page.html",
    }


def test_fail_on_and_further_arguments_reach_newslint(runner: Runner) -> None:
    done = runner.run("Check articles", args="--select=FM009\n--exclude\n/content/clean.md", fail_on="error")
    assert done.status == 0
    assert "::warning file=content/story.md" in done.log
    assert "TXT001" not in done.log
    assert "Checked 1 file: 1 warning." in done.summary


def test_without_annotations_nothing_in_the_log_commands_the_runner(runner: Runner) -> None:
    done = runner.run("Check articles", annotations="false", summary="false")
    first, *shown, last = done.log.splitlines()
    assert (done.status, done.summary) == (1, "")
    assert re.fullmatch(r"::stop-commands::\w{32,}", first)
    assert last == f"::{first.removeprefix('::stop-commands::')}::"
    assert "content/story.md:2:19 TXT001 error" in shown[0]


def test_a_check_that_could_not_be_done_shows_nothing_of_an_earlier_one(runner: Runner) -> None:
    for earlier in (runner.site / "a.sarif", runner.temporary / "newslint-summary.md"):
        earlier.write_text("earlier", encoding="utf-8")
    (runner.site / "newslint.toml").write_text('fail-on = "sometimes"\n', encoding="utf-8")
    done = runner.run("Check articles", sarif_file="a.sarif")
    assert (done.status, done.log, done.summary) == (2, "", "")
    assert "newslint.toml:1" in done.errors
    assert done.outputs == {"exit-status": "2"}
    assert not (runner.site / "a.sarif").exists()


@pytest.mark.parametrize("switch", ["annotations", "summary"])
def test_a_switch_is_true_or_false(runner: Runner, switch: str) -> None:
    done = runner.run("Check articles", **{switch: "yes"})
    assert done.status == 2
    assert done.log.startswith("::error title=newslint::")


def test_no_input_is_run(runner: Runner) -> None:
    hostile = '$(touch run)`touch run`"; touch run; "'
    (runner.site / "content").rename(runner.site / hostile)
    done = runner.run("Check articles", paths=hostile, sarif_file=f"{hostile}.sarif")
    assert (done.status, done.outputs["sarif-file"]) == (1, f"{hostile}.sarif")
    assert runner.run("Check articles", args=hostile, fail_on=hostile).status == 2
    assert runner.run("Check articles", annotations=hostile).status == 2
    assert not (runner.site / "run").exists()


def test_no_module_of_the_repository_is_imported(runner: Runner) -> None:
    for name in ("newslint", "yaml", "json", "secrets"):
        (runner.site / f"{name}.py").write_text("raise SystemExit(9)\n", encoding="utf-8")
    assert runner.run("Check articles", annotations="false").status == 1


STAND_IN = """#!/bin/sh
echo "$@" >> "$RUNNER_TEMP/calls"
case "$2 $3" in
    "-c "*) exit "$(cat "$RUNNER_TEMP/old")";;
    "-m venv") mkdir -p "$5/bin" && cp "$0" "$5/bin/python";;
esac
"""


LOCKED = [
    "--require-hashes --requirement /the/action/requirements-action.lock",
    "--no-deps --no-build-isolation /the/action",
]


@pytest.mark.parametrize(("source", "installed"), [("", LOCKED), ("newslint==1.2", ["newslint==1.2"])])
def test_the_action_installs_itself_or_what_is_asked_for(
    site: Path, tmp_path: Path, source: str, installed: list[str]
) -> None:
    python = stand_in(tmp_path, old=0)
    done = Runner(site, tmp_path).run("Install newslint", str(python), source=source)
    assert done.status == 0, done.errors
    environment, *installs = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert environment == f"-I -m venv --clear {tmp_path}/newslint"
    pip = f"-I -m pip install --quiet --disable-pip-version-check --cache-dir {tmp_path}/newslint-packages"
    assert installs == [f"{pip} {what}" for what in installed]


def test_what_is_kept_is_named_by_python_lock_file_and_source(site: Path, tmp_path: Path) -> None:
    def key(**inputs: str) -> str:
        return (
            Runner(site, tmp_path)
            .run("Say what will be installed", action=str(action), **inputs)
            .outputs["key"]
        )

    action = tmp_path / "action"
    action.mkdir()
    lock = action / "requirements-action.lock"
    lock.write_text("a==1\n", encoding="utf-8")
    first = key()
    assert re.fullmatch(rf"{sys.version_info[0]}\.{sys.version_info[1]}-[0-9a-f]{{64}}", first)
    assert key(source="newslint==1.2") not in (first, key(source="newslint==1.3"))
    lock.write_text("a==2\n", encoding="utf-8")
    assert key() != first
    steps = [step["name"] for step in ACTION["runs"]["steps"]]
    assert steps.index("Say what will be installed") < steps.index("Keep what is installed")
    assert steps.index("Keep what is installed") < steps.index("Install newslint")
    kept = STEPS["Keep what is installed"]["with"]
    assert kept["path"] == "${{ runner.temp }}/newslint-packages"
    assert "steps.packages.outputs.key" in kept["key"]


def test_the_lock_file_holds_what_newslint_needs_with_hashes() -> None:
    text = (ROOT / "requirements-action.lock").read_text(encoding="utf-8")
    locked = dict(
        re.findall(
            r"^([\w.-]+)==([^\s;]+)(?: ; [^\\\n]+)? \\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE
        )
    )
    assert len(locked) == len(re.findall("^[a-z]", text, re.MULTILINE)) > 20
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for wanted in (*project["project"]["dependencies"], *project["build-system"]["requires"]):
        requirement = Requirement(wanted)
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)]), wanted


def test_the_action_runs_in_a_folder_and_names_files_from_the_checkout(runner: Runner) -> None:
    blog = runner.site / "my blog"
    blog.mkdir()
    (runner.site / "content").rename(blog / "content")
    done = runner.run(
        "Check articles",
        working_directory="my blog/",
        sarif_file="a.sarif",
        html_file=str(blog / "none" / "b.html"),
    )
    assert done.status == 2  # there is no such folder for the page
    assert "::error file=my blog/content/story.md,line=2," in done.log
    assert done.outputs == {"exit-status": "2", "sarif-file": "my blog/a.sarif"}
    sarif = json.loads((blog / "a.sarif").read_text(encoding="utf-8"))
    places = [result["locations"][0]["physicalLocation"] for result in sarif["runs"][0]["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {"my%20blog/content/story.md"}
    done = runner.run("Check articles", working_directory="my blog", html_file=str(blog / "b.html"))
    assert done.outputs["html-file"] == str(blog / "b.html")


def test_the_action_says_when_python_is_too_old_or_missing(site: Path, tmp_path: Path) -> None:
    for python in (str(stand_in(tmp_path, old=1)), "no-such-python"):
        done = Runner(site, tmp_path).run("Say what will be installed", python)
        assert done.status == 2
        assert "newslint needs Python 3.11 or newer" in done.log


def stand_in(folder: Path, *, old: int) -> Path:
    """A Python that notes what it is asked for and does nothing of it."""
    python = folder / "python"
    python.write_text(STAND_IN, encoding="utf-8")
    python.chmod(0o755)
    (folder / "old").write_text(str(old), encoding="utf-8")
    return python


# The commands, each run in a site whose broken article came after the branch `main` of its origin.


def commands() -> Iterator[str]:
    """Every command of the page, as its service would run it."""
    for text in blocks("console"):
        yield from re.findall(r"^\$ (.+)$", text, re.MULTILINE)
    for step in steps_of_workflows():
        if "run" in step:
            yield step["run"]
    for text in blocks("yaml"):
        recipe = yaml.safe_load(text)
        if named(text) == ".gitlab-ci.yml":
            yield "\n".join(recipe["newslint"]["script"])
        if named(text) == ".pre-commit-config.yaml":
            hooks = [hook for repo in recipe["repos"] for hook in repo["hooks"] if "entry" in hook]
            yield from (f"{hook['entry']} content/story.md" for hook in hooks)
        if named(text) == "lefthook.yml":
            hooks = recipe["pre-commit"]["commands"].values()
            yield from (hook["run"].replace("{staged_files}", "content/story.md") for hook in hooks)
    for text in blocks("json"):
        staged = json.loads(text).get("lint-staged", {})
        yield from (f"{command} content/story.md" for command in staged.values())
    yield from blocks("sh")
    for text in blocks("groovy"):
        yield from re.findall(r"sh '(.+)'", text)
    yield from (shlex.join([task["command"], *task["args"]]) for task in TASKS)


TASKS = [task for text in blocks("json") for task in json.loads(text).get("tasks", [])]
PROGRAMS = {
    "newslint": f'exec "{sys.executable}" -m newslint "$@"',
    "pip": 'test "$1" = install',
    "uvx": 'until [ "$1" = newslint ]; do shift; done; exec "$@"',
    "pipx": 'until [ "$1" = newslint ]; do shift; done; exec "$@"',
    # reviewdog reads findings from standard input.
    "reviewdog": 'grep -q "\\"diagnostics\\": \\[{" && test "$1" = -f=rdjson',
}


def run(command: str, site: Path) -> subprocess.CompletedProcess[str]:
    programs = site.parent / "programs"
    programs.mkdir(exist_ok=True)
    for name, text in PROGRAMS.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=site,
        env={
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
            "GITHUB_STEP_SUMMARY": str(site / "summary.md"),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_clone(made_site(tmp_path_factory.mktemp("clone")))


def made_clone(site: Path) -> Path:
    """The site, with an origin that doesn't know the broken article yet."""
    script = """
    git init --quiet --bare --initial-branch=main ../origin
    git init --quiet --initial-branch=main
    git config user.name Somebody && git config user.email somebody@example.com
    git remote add origin ../origin
    git add content/clean.md && git commit --quiet --message Clean
    git push --quiet origin main && git update-ref -d refs/remotes/origin/main
    git switch --quiet --create story && git add --all && git commit --quiet --message Story
    """
    done = run(script, site)
    assert done.returncode == 0, done.stderr
    return site


def test_every_command_of_the_page_is_known() -> None:
    shown = PAGE.count("newslint check content/") + PAGE.count("newslint check - ")
    found = sum("newslint check content/" in line or "newslint check - " in line for line in commands())
    assert found == shown


# What takes files from another branch has tests of its own, in tests/untrusted/test_requests.py.
HERE = [line for line in commands() if "newslint check" in line and "git checkout" not in line]


@pytest.mark.parametrize("command", HERE)
def test_every_command_of_the_page_runs(command: str, clone: Path) -> None:
    done = run(command, clone)
    # In the clone all is committed, so nothing is staged.
    passes = any(option in command for option in ("--exit-zero", "--fix-only", "--staged"))
    assert done.returncode == (0 if passes else 1), done.stderr
    assert "Traceback" not in done.stderr
    for name in re.findall(r"(?:--output-file|>) (\S+)", command):
        file = clone / "summary.md" if "SUMMARY" in name else clone / name
        assert file.stat().st_size, name
    if "--since" in command:
        assert "content/story.md" in done.stdout
        assert "clean.md" not in done.stdout


def test_the_action_speaks_only_of_what_a_pull_request_changed(runner: Runner) -> None:
    site = made_clone(runner.site)
    assert run("git push --quiet origin story:main", site).returncode == 0
    step = next(step for step in steps_of_workflows() if "--since" in step.get("with", {}).get("args", ""))
    given = {**step["with"], "args": step["with"]["args"].replace("${{ github.base_ref }}", "main")}
    (site / "content" / "new.md").write_text(BROKEN, encoding="utf-8")
    done = runner.run("Check articles", **given)
    assert done.status == 1
    assert set(re.findall(r"file=([^,]+)", done.log)) == {"content/new.md"}


# What editors read.


Row = tuple[str, ...]


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with two broken articles, one of them with a name that could mislead a pattern."""
    site = made_site(tmp_path_factory.mktemp("strange"))
    (site / "content" / "a: b.md").write_text(BROKEN, encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def expected(strange: Path) -> list[Row]:
    """The findings there: file, line, column, code, severity and message."""
    done = run("newslint check --output-format json", strange)
    keys = ("file", "line", "column", "code", "severity", "message")
    found = [tuple(str(finding[key]) for key in keys) for finding in json.loads(done.stdout)["findings"]]
    assert len(found) == 4
    return found


def test_the_problem_matcher_understands_what_the_task_prints(strange: Path, expected: list[Row]) -> None:
    (task,) = TASKS
    head, row = task["problemMatcher"]["pattern"]
    done = run(shlex.join([task["command"], *task["args"]]), strange)
    found: list[Row] = []
    file = ""
    # As VS Code does it: the second pattern repeats right after the first, until a line doesn't match.
    for line in done.stdout.splitlines():
        if file and (match := re.search(row["regexp"], line)):
            keys = ("line", "column", "code", "severity", "message")
            found.append((file, *(match[row[key]].removesuffix(" [*]") for key in keys)))
        else:
            header = re.search(head["regexp"], line)
            file = header[head["file"]] if header else ""
    assert found == expected


def test_the_pattern_for_single_lines_understands_concise_output(strange: Path, expected: list[Row]) -> None:
    pattern = re.compile(blocks("text")[0].strip())
    done = run("newslint check --quiet --output-format concise", strange)
    matches = [pattern.fullmatch(line) for line in done.stdout.splitlines()]
    found = [tuple(part.removesuffix(" [*]") for part in match.groups()) for match in matches if match]
    assert found == [(*place, message) for *place, _, message in expected]


def test_the_line_for_settings_leads_to_the_schema() -> None:
    (text,) = blocks("toml")
    name = text.splitlines()[0].removeprefix("#:schema ./")
    assert (ROOT / name).is_file()
