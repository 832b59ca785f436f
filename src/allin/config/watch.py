"""No process of the house outlives the one that started it."""

import os
import signal
import threading
import time

SERVED = "ALLIN_SERVED"  # set by `allin serve` for its children
EVERY = 0.5  # seconds


def end_with_parent() -> None:
    """End this process, and those it started, soon after its parent has ended."""
    if os.environ.get(SERVED):
        watcher = threading.Thread(
            target=_watch, args=(os.getppid(),), daemon=True, name="watch"
        )
        watcher.start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY)
    if os.getpgrp() == os.getpid():  # leads its group: take the others along
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
