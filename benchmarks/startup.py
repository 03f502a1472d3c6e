"""How long newslint takes to start: against bare imports of the libraries that it cannot do without.

    python benchmarks/startup.py [--lab FOLDER] [--rounds N]

newslint is an installed wheel of this checkout. A check is held against `import typer, rich.console, yaml`,
the rest against `import typer`. All runs share one core, in turn; the minimum counts.
"""

import argparse
from pathlib import Path

from lab import FOLDER, Lab
from measure import ONE_CORE, Command, Line, against, finish, interleaved, machine, show

SEED = Path(__file__).resolve().parents[1] / "seeds" / "clean.md"
_COMPLETION = {
    "_NEWSLINT_COMPLETE": "complete_bash",
    "COMP_WORDS": "newslint check --out",
    "COMP_CWORD": "2",
}


def measure(lab: Lab, rounds: int) -> list[Line]:
    """Measure a check of one file, the version and shell completion."""
    newslint, python = str(lab.newslint), str(lab.python)
    lines: dict[str, list[str]] = {
        "check": [newslint, "check", str(SEED)],
        "version": [newslint, "--version"],
        "completion": [newslint],
        "typer": [python, "-c", "import typer"],
        "libraries": [python, "-c", "import typer, rich.console, yaml"],
    }
    commands = {
        name: Command(
            line,
            cores=ONE_CORE,
            environment=_COMPLETION if name == "completion" else None,
            required=True,
        )
        for name, line in lines.items()
    }
    took = interleaved(commands, rounds)

    def line(name: str, what: str, base: str, target: float) -> Line:
        ratio = took[what].wall / took[base].wall
        return Line(name, ratio, "x", target, detail=against(took[what], took[base]))

    return [
        line("newslint check ONE.md, by imports", "check", "libraries", 1.5),
        line("newslint --version, by `import typer`", "version", "typer", 1.4),
        line("shell completion, by `import typer`", "completion", "typer", 1.4),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--lab", type=Path, default=FOLDER, help="where the environments are kept")
    parser.add_argument("--rounds", type=int, default=21)
    arguments = parser.parse_args()
    print(f"{machine()}; minimum of {arguments.rounds}, in turn, one core")
    finish(show("start-up", measure(Lab(arguments.lab), arguments.rounds)))


if __name__ == "__main__":
    main()
