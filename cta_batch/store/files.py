"""Files that are written whole or not at all, in folders for their owner only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def make_private(folder: Path) -> None:
    """Make a folder and its missing parents, each for its owner only (mkdir's mode is not)."""
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


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
