"""`python -m newslint` and the `newslint` command."""

import sys


def main() -> None:
    """Run the command line and end the process with its status."""
    from newslint import cli  # noqa: PLC0415 - an import that fails must fail here, not at module level

    sys.exit(cli.main())


if __name__ == "__main__":
    main()
