"""A linter for the front matter of articles."""

__version__ = "0.1.0"

TYPE_CHECKING = False  # `typing` would take a tenth of the time of a run that is told again
if TYPE_CHECKING:
    from newslint.api.checking import check_files, check_text
    from newslint.api.fixing import fix_text
    from newslint.api.loading import Config, load_config
    from newslint.api.records import check_records
    from newslint.api.results import (
        CollectionCounts,
        Edit,
        Finding,
        Fix,
        FixResult,
        Related,
        Report,
        Summary,
        Table,
        Tool,
        Unread,
    )
    from newslint.errors import NewslintError

__all__ = [
    "CollectionCounts",
    "Config",
    "Edit",
    "Finding",
    "Fix",
    "FixResult",
    "NewslintError",
    "Related",
    "Report",
    "Summary",
    "Table",
    "Tool",
    "Unread",
    "__version__",
    "check_files",
    "check_records",
    "check_text",
    "fix_text",
    "load_config",
]

_MODULES = {
    "newslint.api.checking": ("check_files", "check_text"),
    "newslint.api.fixing": ("fix_text",),
    "newslint.api.loading": ("Config", "load_config"),
    "newslint.api.records": ("check_records",),
    "newslint.api.results": (
        "CollectionCounts", "Edit", "Finding", "Fix", "FixResult", "Related", "Report", "Summary", "Table",
        "Tool", "Unread",
    ),
    "newslint.errors": ("NewslintError",),
}  # fmt: skip

if not TYPE_CHECKING:  # a name that isn't there is a mistake, and no object of some kind

    def __getattr__(name: str) -> object:
        """What the Python API offers, loaded when somebody asks for it: the command line needs none."""
        for module, names in _MODULES.items():
            if name in names:
                from importlib import import_module  # noqa: PLC0415 - as for `typing`

                found = globals()[name] = getattr(import_module(module), name)
                return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
