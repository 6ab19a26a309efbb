"""How long a command takes to begin: against importing what it cannot do without."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bench.speed.measuring import Row, environment, paired, python, spent

HELP_NEEDS = "import typer, rich.panel, rich.table"
LIST_NEEDS = "import sqlmodel"
SLACK = 1.15
"""Twice what means of nine pairs were seen to vary by; a library too many costs more."""


def rows(folder: Path, runs: int) -> Iterator[Row]:
    """``--help`` of all and of one command; ``list`` and ``show`` on a database of one job."""
    env = environment(folder)
    command = python("-m", "cta_batch")
    for words in (["--help"], ["run", "--help"]):
        ours, against = paired([*command, *words], python("-c", HELP_NEEDS), env, runs)
        yield Row(" ".join(words), 1000 * ours, 1000 * against, "ms CPU", 1.5, SLACK)
    one_job(folder, env)
    for words in (["list"], ["show", "last"]):
        ours, against = paired([*command, *words], python("-c", LIST_NEEDS), env, runs)
        what = f"{words[0]}, small database"
        yield Row(what, 1000 * ours, 1000 * against, "ms CPU", 1.3, SLACK)


def one_job(folder: Path, env: dict[str, str]) -> None:
    """Two ads of an example page, made offline."""
    page = Path(__file__).parents[2] / "examples/pages/kuppel-leuchte.html"
    batch = folder / "input.json"
    batch.write_text(json.dumps([{"url": str(page), "variant": 2}]))
    spent(python("-m", "cta_batch", "run", str(batch), "--placement", "square"), env)
