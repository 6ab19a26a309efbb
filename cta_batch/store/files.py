"""Files that are written whole or not at all, in folders for their owner only."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path


def make_private(folder: Path) -> None:
    """Make a folder and its missing parents, each for its owner only (mkdir's mode is not)."""
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)


def write_aside(target: Path, data: bytes) -> Path:
    """Write and sync ``data`` beside ``target``; mkstemp makes it readable by its owner only."""
    make_private(target.parent)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def put_in_place(written: dict[Path, Path]) -> None:
    """Give files that were written aside (target by temporary name) their names, for good."""
    for temporary, target in written.items():
        temporary.replace(target)
    for folder in {target.parent for target in written.values()}:
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """A name that was given survives a power cut from then on, as what the file holds did before.

    Some folders on other machines cannot be synced; what is in the files is, all the same.
    """
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
