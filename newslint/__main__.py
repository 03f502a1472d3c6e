"""Starts `newslint`; open it for what must work before anything else is loaded."""

import gc
import os
import sys

TYPE_CHECKING = False  # as in `typing`, which takes longer than to tell something again
if TYPE_CHECKING:
    from newslint.run.cache.answers import Outdated

# Nearly nothing that a run makes refers to itself, and looking for it took a tenth of the time of starting.
_ALLOCATIONS_BETWEEN_COLLECTIONS = 200_000
_FAILED, _INTERRUPTED = 2, 130


def main() -> None:
    """Run the command line and end the process with its status."""
    try:
        gc.set_threshold(_ALLOCATIONS_BETWEEN_COLLECTIONS)
        status = _told_again()
        if not isinstance(status, int):
            # Imports that fail must fail here, not at module level.
            from newslint.system import reserve  # noqa: PLC0415

            reserve.keep_back()
            from newslint import cli  # noqa: PLC0415

            status = cli.main(status)
        import signal  # noqa: PLC0415 - it takes longer than to tell something again

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done; Python only tidies up
    except KeyboardInterrupt:  # while modules are loaded, or when all is done
        sys.stderr.write("newslint: interrupted\n")
        status = _INTERRUPTED
    except Exception as error:
        from newslint.system.reserve import spend  # noqa: PLC0415 - what fails here fails for the same reason

        spend()
        from newslint.errors import exhausted  # noqa: PLC0415 - what has not failed needs no reason

        reason = exhausted(error)
        if reason is None:
            raise
        # While modules are loaded, or while the command line speaks of that. Nothing can be relied on here.
        os.write(2, b"newslint: %s\n" % reason.encode("ascii", "replace"))
        os._exit(_FAILED)
    gc.freeze()  # Python looks for cycles in all that is there before it ends: a sixth of a short run
    sys.exit(status)


def _told_again() -> "int | Outdated | None":
    """The status of a check whose outcome is known and told; else what is known of it, if anything."""
    if sys.argv[1:2] != ["check"]:
        return None
    from newslint.run.cache.answers import Answer, recall  # noqa: PLC0415 - as in `main`

    answer = recall(sys.argv[1:])
    if not isinstance(answer, Answer):
        return answer
    try:
        return answer.tell()
    except OSError as error:
        from newslint import cli  # noqa: PLC0415 - hardly ever needed

        return cli.unwritten(error)


if __name__ == "__main__":
    main()
