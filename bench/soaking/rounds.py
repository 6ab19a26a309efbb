"""One job worked on by two processes, of which one dies and is interrupted again and again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import Cli

LIVES_SECONDS = (4.0, 12.0)
"""How long the second process is let live before it is killed or interrupted."""
LOOK_SECONDS = 0.5
PROGRAM = (sys.executable, "-m", "bench.soaking.hurried")
MARKS = (0.25, 0.5, 0.75)
REPORT = 2.0
"""Stands for the table of all infos that is shown once the work is done."""
STOPPED = 130
FINISHED = {0, 4}
"""All done, or finished with failed infos, which the next round tries again."""


@dataclass
class Tale:
    """What happened. ``memory`` is the steady process's, in MB, at shares of the job done."""

    kills: int = 0
    interrupts: int = 0
    rounds: int = 0
    memory: list[dict[float, float]] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    oddities: list[str] = field(default_factory=list)


@dataclass
class Soak:
    """A home, and how its jobs are worked on. ``workers`` are those of each process."""

    cli: Cli
    folder: Path
    workers: int
    dice: random.Random
    tale: Tale = field(default_factory=Tale)

    def through(self, job: str) -> None:
        """Until all infos of the job are done."""
        steady = self._start("resume", job)
        self._harass(job, steady)
        while left := self._verb(job):
            self.tale.rounds += 1
            process = self._start(left, job)
            if self.tale.rounds % 2:
                time.sleep(self.dice.uniform(*LIVES_SECONDS))
                self._end_early(process)
            self._await(process)

    def _harass(self, job: str, steady: subprocess.Popen[bytes]) -> None:
        """While the steady process lives, others come to help, and end suddenly."""
        marks: dict[float, float] = {}
        self.tale.memory.append(marks)
        while steady.poll() is None:
            other = self._start("resume", job)
            ends = time.monotonic() + self.dice.uniform(*LIVES_SECONDS)
            while time.monotonic() < ends and steady.poll() is None:
                self._look(job, steady, marks)
                time.sleep(LOOK_SECONDS)
            if steady.poll() is None:
                self._end_early(other)
            self._await(other)
        self._await(steady)

    def _look(self, job: str, steady: subprocess.Popen[bytes], marks: dict[float, float]) -> None:
        done, total = self.cli.sql(
            "SELECT sum(status IN ('done', 'failed')), count(*) FROM cta_info"
            f" WHERE job_id = '{job.replace('-', '')}'"
        )[0]
        used = resident(steady.pid)
        if used is None:
            return
        for mark in MARKS:
            if done >= mark * total:
                marks.setdefault(mark, used)
        if done < total:
            marks[1.0] = used  # the last one of the work
        else:
            marks[REPORT] = used

    def _end_early(self, process: subprocess.Popen[bytes]) -> None:
        if process.poll() is not None:
            return
        if (self.tale.kills + self.tale.interrupts) % 2:
            self.tale.interrupts += 1
            process.send_signal(signal.SIGINT)
        else:
            self.tale.kills += 1
            process.kill()

    def _await(self, process: subprocess.Popen[bytes]) -> None:
        code = process.wait()
        self.tale.codes[str(code)] += 1
        if code not in {*FINISHED, STOPPED, -signal.SIGKILL}:
            self.tale.oddities.append(f"exit {code}: {self._last_words(process.pid)}")

    def _last_words(self, pid: int) -> str:
        lines = (self.folder / f"{pid}.err").read_text(encoding="utf-8").splitlines()
        return " / ".join(lines[-3:])

    def _verb(self, job: str) -> str | None:
        """What is left to be done: ``resume``, ``retry`` or nothing."""
        found = {
            status
            for (status,) in self.cli.sql(
                f"SELECT DISTINCT status FROM cta_info WHERE job_id = '{job.replace('-', '')}'"
            )
        }
        if found <= {"done"}:
            return None
        return "retry" if found <= {"done", "failed"} else "resume"

    def _start(self, verb: str, job: str) -> subprocess.Popen[bytes]:
        given = {k: v for k, v in self.cli.environ.items() if v is not None}
        aside = self.folder / "starting.err"
        with aside.open("wb") as err:
            process = subprocess.Popen(
                [*PROGRAM, verb, job, "--workers", str(self.workers)],
                env={**os.environ, **given},
                stdout=subprocess.DEVNULL,
                stderr=err,
            )
        aside.rename(self.folder / f"{process.pid}.err")
        return process


def resident(pid: int) -> float | None:
    """The memory a process holds, in MB (Linux); None once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    found = [line for line in lines if line.startswith("VmRSS:")]
    return int(found[0].split()[1]) / 1024 if found else None
