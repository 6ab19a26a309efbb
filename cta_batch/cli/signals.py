"""^C, SIGTERM and SIGHUP: the first stops taking new work, the second leaves at once.

Handlers are installed explicitly: a process started in the background by a script has SIGINT
ignored, and SIGTERM or a closed terminal (SIGHUP) would otherwise lose what is in flight. SIGHUP
stays ignored where it was, as under nohup.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from cta_batch.errors import Stopped

SHOW_CURSOR = b"\x1b[?25h"
STOPPING = "Stopping: what is in flight is finished and saved. Once more leaves at once."


class Stop:
    """Whether and by which signal the user asked to stop.

    ``shown`` is true while someone else draws on the terminal and says so there: a line written
    between two of its drawings would leave the first one lying about.
    """

    def __init__(self) -> None:
        self.event = threading.Event()
        self.signal: int | None = None
        self.shown = False

    @property
    def exit_code(self) -> int:
        """130 for ^C, 143 for SIGTERM, 129 for a closed terminal."""
        return 128 + (self.signal or signal.SIGINT)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Handle these signals until the end of the block."""
    stop = Stop()

    def handle(number: int, _frame: FrameType | None) -> None:
        if stop.event.is_set() and stop.signal is not None:
            with suppress(OSError):
                os.write(2, SHOW_CURSOR + b"\n" if os.isatty(2) else b"\n")
            os._exit(128 + number)
        stop.signal = number
        stop.event.set()
        if not stop.shown:
            with suppress(OSError):  # the terminal may be gone
                os.write(2, f"\n{STOPPING}\n".encode())

    before = {n: signal.signal(n, handle) for n in _to_handle()}
    try:
        yield stop
    except Stopped as error:
        error.exit_code = stop.exit_code
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _to_handle() -> list[signal.Signals]:
    hangup = signal.Signals.SIGHUP
    ignored = signal.getsignal(hangup) is signal.SIG_IGN
    return [signal.SIGINT, signal.SIGTERM, *([] if ignored else [hangup])]
