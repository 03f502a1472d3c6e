"""When to colour, and how wide a line is."""

from io import StringIO

import pytest

from newslint.system.terminal import fold_of, follows_links, wants_color, width_of


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environment", "on_terminal", "in_pipe"),
    [
        ("auto", {}, True, False),
        ("always", {"NO_COLOR": "1"}, True, True),
        ("never", {"FORCE_COLOR": "1"}, False, False),
        ("auto", {"NO_COLOR": "1"}, False, False),
        ("auto", {"NO_COLOR": ""}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, True, True),
        ("auto", {"FORCE_COLOR": "0"}, True, False),
        ("auto", {"FORCE_COLOR": ""}, True, False),
        ("auto", {"CLICOLOR_FORCE": "1"}, True, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ("auto", {"TERM": "dumb"}, False, False),
    ],
)
def test_colour(choice: str, environment: dict[str, str], *, on_terminal: bool, in_pipe: bool) -> None:
    assert wants_color(choice, Terminal(), environment) is on_terminal
    assert wants_color(choice, StringIO(), environment) is in_pipe


def test_a_closed_stream_is_no_terminal() -> None:
    closed = StringIO()
    closed.close()
    assert wants_color("auto", closed, {}) is False


def test_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "57")
    assert width_of(Terminal(), {"COLUMNS": "57"}) == 57
    assert width_of(StringIO(), {"COLUMNS": "57"}) == 57
    assert width_of(StringIO(), {}) == 0
    assert width_of(StringIO(), {"COLUMNS": "wide"}) == 0


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"}, False),
        ({"TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"}, True),
        ({"TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "next"}, False),
        ({"VTE_VERSION": "5000"}, False),
        ({"VTE_VERSION": "7006"}, True),
        ({"VTE_VERSION": "new"}, False),
        ({"KONSOLE_VERSION": "220401"}, True),
        ({"WT_SESSION": "1"}, True),
        ({"WT_SESSION": "1", "CI": "true"}, False),
        ({"WT_SESSION": "1", "SSH_CONNECTION": "1"}, False),
        ({"WT_SESSION": "1", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_links(environment: dict[str, str], *, expected: bool) -> None:
    assert follows_links(Terminal(), environment) is expected
    assert follows_links(StringIO(), environment) is False
    assert follows_links(StringIO(), {**environment, "FORCE_HYPERLINK": "1"}) is True


def test_lines_are_folded_for_terminals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "61")
    assert fold_of(Terminal()) == 61
    assert fold_of(StringIO()) == 0
