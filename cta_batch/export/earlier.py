"""What an earlier export of the same job left in a folder, so that none of it lies there stale."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection
from pathlib import Path


def files_of(manifest: Path, job: uuid.UUID, wanted: str) -> dict[str, str]:
    """File name → SHA-256 as a manifest of ``job`` in format ``wanted`` lists them.

    Empty for any other: two formats may be wanted side by side.
    """
    try:
        data = json.loads(manifest.read_bytes())
        if (data["job"], data["format"]) != (str(job), wanted):
            return {}
        listed = {str(entry["file"]): str(entry["sha256"]) for entry in data["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {name: digest for name, digest in listed.items() if name == Path(name).name}


def removed(folder: Path, before: dict[str, str], now: Collection[str]) -> int:
    """Remove what was listed before and is not handed out now; what a person changed stays.

    Returns how many files went.
    """
    stale = [folder / name for name in before if name not in now]
    mine = [path for path in stale if _digest(path) == before[path.name]]
    for path in mine:
        path.unlink(missing_ok=True)
    return len(mine)


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
