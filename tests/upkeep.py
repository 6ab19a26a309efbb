"""What the tests of ``doctor`` share: its findings by name, and all that a folder holds."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import Cli, Result

RUN = ("run", "--allow-private", "--placement", "square", "--workers", "2", "--json")
OLD = 7200
"""Seconds; doctor leaves alone what is younger than an hour."""


@dataclass
class Diagnosis:
    """One call of ``doctor --json``."""

    exit_code: int
    checks: dict[str, dict[str, Any]]

    def state(self, name: str) -> str:
        return str(self.checks[name]["state"])

    def said(self, name: str) -> str:
        check = self.checks[name]
        return f"{check['finding']} {check['advice'] or ''}"

    @property
    def not_ok(self) -> set[str]:
        return {name for name, check in self.checks.items() if check["state"] != "ok"}

    @property
    def fixed(self) -> set[str]:
        return {name for name, check in self.checks.items() if check["fixed"]}


def diagnosis(result: Result) -> Diagnosis:
    """What was found; the exit code must agree with it, and no trace may have been left."""
    assert "Traceback" not in result.stderr
    assert "Error" not in result.stderr
    found = result.json
    diagnosed = Diagnosis(result.exit_code, {check["name"]: check for check in found["checks"]})
    for check in found["checks"]:
        assert set(check) == {"name", "state", "finding", "advice", "fixed"}
        assert check["state"] in {"ok", "warning", "problem"}
        assert check["state"] == "ok" or check["advice"], check
    problems = [c for c in found["checks"] if c["state"] == "problem"]
    assert found["ok"] is not bool(problems)
    assert result.exit_code == bool(problems)
    return diagnosed


def doctor(cli: Cli, *args: str) -> Diagnosis:
    return diagnosis(cli.process("doctor", "--json", *args))


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Each file and folder below, links as such: rights, time of change, bytes."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mode,
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() and not path.is_symlink() else b"",
        )
        for path in (folder, *folder.rglob("*"))
    }


def put(path: Path, data: bytes = b"left over", age: float = OLD) -> Path:
    """A file that was written ``age`` seconds ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    then = time.time() - age
    os.utime(path, (then, then))
    return path
