"""Rights of files and folders that are for their owner only."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

OTHERS = 0o077
"""Any right of the group or of others."""
OTHERS_ENTER = 0o011


def open_to_others(paths: Iterable[Path], *, below: bool = True) -> Iterator[Path]:
    """Of ``paths``, and all that lies ``below`` them, what others of this machine have a right to.

    What lies in a folder that nobody else may enter is not looked at: nobody gets to it. Links are
    not followed. Raises OSError.
    """
    if sys.platform == "win32":
        return  # rights are lists there, and a user's own folder is that user's
    for path in paths:
        mode = path.lstat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            continue
        if mode & OTHERS:
            yield path
        if below and stat.S_ISDIR(mode) and mode & OTHERS_ENTER:
            yield from open_to_others(sorted(path.iterdir()))


def keep_to_owner(path: Path) -> None:
    """Take all rights from others; only of what is this user's own, and no link. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        facts = os.fstat(descriptor)
        if facts.st_uid != os.geteuid():
            raise PermissionError(f"{path} belongs to another user")
        os.fchmod(descriptor, stat.S_IMODE(facts.st_mode) & ~OTHERS)
    finally:
        os.close(descriptor)
