"""Checks archives in parts, on engines that people have: functions for each part, and runs that Dask does.

`newslint.engine` offers the functions of `tables` and `surveys`, loaded when somebody asks for one.
"""

TYPE_CHECKING = False  # as in `newslint`
if TYPE_CHECKING:
    from newslint.engine.surveys import ANSWER, QUESTION, answers, asked, questions
    from newslint.engine.tables import (
        COMPARED,
        FACT,
        FINDING,
        combine,
        compare,
        complete,
        document_findings,
        facts,
        told_once,
    )

__all__ = [
    "ANSWER",
    "COMPARED",
    "FACT",
    "FINDING",
    "QUESTION",
    "answers",
    "asked",
    "combine",
    "compare",
    "complete",
    "document_findings",
    "facts",
    "questions",
    "told_once",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load what is asked for: a run of the command line needs no tables."""
        if name in __all__:
            from newslint.engine import surveys, tables  # noqa: PLC0415 - as said

            return getattr(surveys if name in surveys.__all__ else tables, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
