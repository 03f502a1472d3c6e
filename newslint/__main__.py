"""`python -m newslint` and the `newslint` command."""

import gc
import sys

# Nearly nothing that a run makes refers to itself, and looking for it took a tenth of the time of starting.
_ALLOCATIONS_BETWEEN_COLLECTIONS = 100_000


def main() -> None:
    """Run the command line and end the process with its status."""
    gc.set_threshold(_ALLOCATIONS_BETWEEN_COLLECTIONS)
    from newslint import cli  # noqa: PLC0415 - an import that fails must fail here, not at module level

    sys.exit(cli.main())


if __name__ == "__main__":
    main()
