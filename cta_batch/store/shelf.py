"""Files by name that may be lost at any time, since they can be made again: a bounded cache."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from pathlib import Path

from cta_batch.store.files import write_aside

log = logging.getLogger(__name__)

MOST_BYTES = 256_000_000
"""Of one shelf on disk; some hundred cut-outs of products."""


class Shelf:
    """One folder. What was asked for longest ago goes first. Safe to share, also by processes.

    A disk that is full or read-only is no failure: then nothing is kept.
    """

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most = most
        self._lock = threading.Lock()

    def get(self, name: str) -> bytes | None:
        """What was put under ``name``; None when it is not there (any more)."""
        path = self.folder / name
        try:
            data = path.read_bytes()
            path.touch()  # asked for just now
        except OSError:
            return None
        return data

    def put(self, name: str, data: bytes) -> None:
        """Keep ``data``, and make room for it."""
        try:
            write_aside(self.folder / name, data).replace(self.folder / name)
            self._make_room()
        except OSError as error:
            log.warning("%s is not kept: %s", name, error)

    def drop(self, beginning: str) -> None:
        """Remove all whose names begin so."""
        for path in self.folder.glob(f"{beginning}*"):
            path.unlink(missing_ok=True)

    def _make_room(self) -> None:
        with self._lock:
            kept = []
            for path in self.folder.iterdir():
                with suppress(FileNotFoundError):  # another process makes room too
                    facts = path.stat()
                    kept.append((facts.st_mtime_ns, facts.st_size, path))
            left = sum(size for _, size, _ in kept)
            for _, size, path in sorted(kept)[:-1]:
                if left <= self._most:
                    return
                path.unlink(missing_ok=True)
                left -= size
