"""Arguments of a wrong type are refused by name, before anything is read."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import pytest

import newslint

API: Any = newslint  # what no type checker would let pass


class _Bytes:
    def __fspath__(self) -> bytes:
        return b"a.md"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: API.check_records("ab"), "records is str, not an iterable of mappings and texts"),
        (lambda: API.check_records({"title": "A"}), "records is dict, not an iterable of mappings and texts"),
        (lambda: API.check_records(b"ab"), "records is bytes, not an iterable of mappings and texts"),
        (lambda: API.check_records(None), "records is NoneType, not an iterable of mappings and texts"),
        (lambda: API.check_records([], name=b"a"), "the name is bytes, not str or os.PathLike[str]"),
        (lambda: API.check_text("", name=3), "the name is int, not str or os.PathLike[str]"),
        (lambda: API.fix_text("", name=_Bytes()), "the name is _Bytes, not str or os.PathLike[str]"),
        (lambda: API.check_text("", config="site"), "the config is str, not what `load_config` returns"),
        (lambda: API.fix_text("", config=1.5), "the config is float, not what `load_config` returns"),
        (lambda: API.check_files(".", config={}), "the config is dict, not what `load_config` returns"),
        (lambda: API.check_records([], config=1), "the config is int, not what `load_config` returns"),
        (lambda: API.check_files(None), "paths is NoneType, not an iterable of paths"),
        (lambda: API.check_files(b"a"), "paths is bytes, not an iterable of paths"),
        (lambda: API.check_files(["a", b"a"]), "a path is bytes, not str or os.PathLike[str]"),
        (lambda: API.check_files([PurePath("a"), None]), "a path is NoneType, not str or os.PathLike[str]"),
        (lambda: API.load_config(None), "the folder is NoneType, not str or os.PathLike[str]"),
        (lambda: API.load_config(b"."), "the folder is bytes, not str or os.PathLike[str]"),
        (lambda: API.load_config(settings=3), "settings is int, not an iterable of lines of TOML"),
        (lambda: API.load_config(settings={"a": 1}), "settings is dict, not an iterable of lines of TOML"),
        (lambda: API.load_config(settings=["select = []", 3]), "a line of settings is int, not str"),
    ],
)  # fmt: skip
def test_a_wrong_type_is_named(call: Callable[[], Any], said: str) -> None:
    with pytest.raises(TypeError) as error:
        call()
    assert str(error.value) == said


def test_what_is_right_is_taken() -> None:
    assert newslint.check_records(iter([{"title": "A "}]), name=PurePath("a")).summary.records == 1
    assert API.load_config(settings=("select = ['TXT']", "ignore = ['TXT001']")).folder.is_absolute()
