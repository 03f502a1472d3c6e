"""What a worker process of this machine does first; Dask loads it there. Open it for what Ctrl-C does."""

import signal


def dask_setup(worker: object) -> None:
    """Leave Ctrl-C, which reaches all processes, to the run: it ends its workers."""
    del worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
