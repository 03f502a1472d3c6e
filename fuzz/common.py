"""What the modules with the inputs of one kind share."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from oracles import hold

from newslint.errors import NewslintError

DOCUMENTS: Final = (
    b"---\ntitle: The harbour\ntype: article\ndate: 2024-05-01\nrelated: [{title: x}]\n---\n",
    b"---\ntitle: [1, {a: b}]\nimages: [{url: 'https://a.example/x.jpg', width: 3, height: 0}]\n'': ~\n---\n",
    b"---\nprovider: {name: A, domain: a.example}\nquality: 1e999\nheat: .nan\nwebUrl: http://a b/\n---\n",
)
"""Articles that configurations and schemas are tried with."""


@contextmanager
def own_folder() -> Iterator[Path]:
    """A new folder as the working directory."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        try:
            yield Path(name)
        finally:
            os.chdir(before)


def check_message(error: NewslintError) -> None:
    """A failure is told as people can read it."""
    hold("a failure says what is wrong", len(str(error)) > 5)
    hold("a failure is short", max(map(len, str(error).split("\n"))) < 2000, error)
