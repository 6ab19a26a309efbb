"""Whole processes, timed by the system's own accounting, and the rows of the table."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

OURS = ("CTA_BATCH_", "OPENAI_")


@dataclass(frozen=True)
class Row:
    """One line of the table: ``ours`` and ``against`` in ``unit``, ``reach`` the largest ratio.

    ``slack`` is what the short form multiplies ``reach`` with: enough for any machine's noise, too
    little for the mistake that the figure is there to catch.
    """

    what: str
    ours: float
    against: float
    unit: str
    reach: float
    slack: float = 1.35

    @property
    def ratio(self) -> float:
        return self.ours / self.against


@dataclass(frozen=True)
class Spent:
    """What one process took: CPU seconds of user and system, and its largest memory in MB."""

    cpu: float
    memory: float


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment with a home of its own, as an installed program sees it.

    Bytecode may be written: a program that compiles itself at each start measures the compiler.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(OURS)}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    config = home / "config.toml"
    config.touch()
    return {**kept, "CTA_BATCH_HOME": str(home), "CTA_BATCH_CONFIG": str(config), **(more or {})}


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def spent(command: Sequence[str], env: Mapping[str, str]) -> Spent:
    """Run a command to its end. Raises CalledProcessError when it fails."""
    with subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    return Spent(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def paired(
    one: Sequence[str], other: Sequence[str], env: Mapping[str, str], runs: int
) -> tuple[float, float]:
    """Mean CPU seconds of each of two commands, run in turn so that both see the same machine.

    The mean, because a run's CPU time swings by a third with what the other cores do: the least of
    a dozen runs is a lucky one, and the ratio of two such varies by ±30 %, that of means by ±8 %.
    """
    for command in (one, other):
        spent(command, env)  # files into the cache, bytecode written
    pairs = [(spent(one, env).cpu, spent(other, env).cpu) for _ in range(runs)]
    return fmean(a for a, _ in pairs), fmean(b for _, b in pairs)


def cpu_seconds() -> float:
    """User and system CPU of this process so far, and of its children that have ended."""
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak_megabytes() -> float:
    """The largest memory this process had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
