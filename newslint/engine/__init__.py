"""Checks archives in parts, on engines that people have: functions for each part, and runs that Dask does.

`newslint.engine` offers the functions of `newslint.engine.tables`, loaded when somebody asks for one.
"""

TYPE_CHECKING = False  # as in `newslint`
if TYPE_CHECKING:
    from newslint.engine.tables import (
        COMPARED,
        FACT,
        FINDING,
        combine,
        compare,
        complete,
        document_findings,
        facts,
    )

__all__ = ["COMPARED", "FACT", "FINDING", "combine", "compare", "complete", "document_findings", "facts"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load what is asked for: a run of the command line needs no tables."""
        if name in __all__:
            from newslint.engine import tables  # noqa: PLC0415 - as said

            return getattr(tables, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
