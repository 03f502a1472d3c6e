"""A pattern that is made later is the pattern that `re.compile` makes."""

import gc
import importlib
import re
from pathlib import Path

import pytest

import newslint
from newslint.text.lazy_pattern import Later, later

PACKAGE = Path(newslint.__file__).parent


def test_it_does_what_a_pattern_does() -> None:
    pattern, made = later(r"(\d)x", re.IGNORECASE), re.compile(r"(\d)x", re.IGNORECASE)
    for text in ("", "1X", "a 2x 3x", "1x"):
        assert [found.span() for found in pattern.finditer(text)] == [
            found.span() for found in made.finditer(text)
        ]
        assert pattern.findall(text) == made.findall(text)
        assert pattern.sub(r"\1", text) == made.sub(r"\1", text)
        assert (pattern.fullmatch(text, 1) is None) == (made.fullmatch(text, 1) is None)
    assert (pattern.pattern, pattern.flags, pattern.groups) == (made.pattern, made.flags, made.groups)


def test_it_is_made_once_for_each_method_and_not_before() -> None:
    broken = later("(")
    with pytest.raises(re.error):
        broken.search("x")
    pattern = later("x")
    assert pattern.search is pattern.search
    with pytest.raises(AttributeError):
        _ = pattern.serach  # type: ignore[attr-defined]


def test_all_patterns_of_the_package_can_be_made() -> None:
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        if path.stem != "__main__":
            importlib.import_module(name)
    gc.unfreeze()  # a language server that another test began in this process hides what was there
    patterns = [found for found in gc.get_objects() if isinstance(found, Later)]
    made = [found.pattern for found in patterns if found._made_of[0] != "("]
    assert len(made) > 100
