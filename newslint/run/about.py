"""What a report says of itself: which archive, at which commit, when; open it to tell more of a run."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from newslint.finding import About
from newslint.run.git import state_of

_MOST_PATHS: Final = 3


def about(paths: Sequence[Path], now: datetime) -> About:
    """Name the archive by its folder and, where only parts of it were checked, these.

    Args:
        paths: What was checked, as the person named it.
        now: The moment, in UTC.
    """
    here = Path(os.path.realpath(Path()))
    state = state_of(Path())
    top, commit = (Path(os.path.realpath(state[0])), state[1]) if state else (here, "")
    archive = Path(top.name, *here.relative_to(top).parts) if here.is_relative_to(top) else here.name
    named = [str(path) for path in paths if path not in (Path(), Path("-"))]
    more = ", ..." if len(named) > _MOST_PATHS else ""
    parts = f": {', '.join(named[:_MOST_PATHS])}{more}" if named else ""
    return About(f"{archive}{parts}", commit, f"{now:%Y-%m-%d %H:%M} UTC")
