"""Who is at work on a job, and whether that process still lives.

On one machine a locked file tells at once: the lock goes with its process, however that ends.
Across machines a counter in the database does: it stands still once its process is gone. Time is
measured by whoever watches, with a clock that nobody can set, so a moved clock kills no owner.
"""

from __future__ import annotations

import os
import socket
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cta_batch.errors import StoreError
from cta_batch.store.files import make_private

if sys.platform != "win32":
    import fcntl

BEAT_SECONDS = 10.0
"""Between two beats of an owner."""
LOST_SECONDS = 60.0
"""Without a beat, seen from another machine, after which an owner counts as dead."""


@dataclass(frozen=True)
class Owner:
    """A process at work: its name, the machine it runs on, and its counter when it was read."""

    id: str
    host: str
    beat: int


def this_host() -> str:
    """The name of this machine, under which owners are told apart."""
    return socket.gethostname()


@contextmanager
def presence(folder: Path) -> Iterator[str]:
    """Give a new owner's name, and hold its file's lock until the end. Raises StoreError.

    The file stays: unlocked it says that its owner is gone. ``forget`` removes it.
    """
    name = uuid.uuid4().hex
    path = folder / name
    try:
        make_private(folder)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be written ({error.strerror});"
            " free some room or check its owner, then resume."
        ) from None
    try:
        if sys.platform != "win32":
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield name
    finally:
        os.close(descriptor)


def forget(folder: Path, name: str) -> None:
    """Remove the file of an owner that the database no longer knows."""
    with suppress(OSError):
        (folder / name).unlink()


def is_present(path: Path) -> bool | None:
    """Whether a process of this machine holds the file's lock; None when that cannot be told."""
    if sys.platform == "win32":
        return None
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return None
    return False


class Watch:
    """Tells the living from the dead. ``clock`` gives seconds and never jumps."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._clock = clock
        self._host = this_host()
        self._seen: dict[str, tuple[int, float]] = {}

    def lives(self, owner: Owner) -> bool | None:
        """Whether an owner lives; None while too little of it was seen to say so."""
        if owner.host == self._host:
            present = is_present(self._folder / owner.id)
            if present is not None:
                return present
        now = self._clock()
        beat, since = self._seen.setdefault(owner.id, (owner.beat, now))
        if beat != owner.beat:
            self._seen[owner.id] = (owner.beat, now)
            return True
        return False if now - since >= LOST_SECONDS else None
