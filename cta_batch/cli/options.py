"""Options that several commands share, and what they have in common when they begin."""

from __future__ import annotations

import gc
import shutil
import sys
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from cta_batch.config import Settings
    from cta_batch.store import Store

Json = Annotated[bool, typer.Option("--json", help="Print only JSON on stdout.")]
Workers = Annotated[int, typer.Option(min=1, max=64, help="How many infos at once.")]
BudgetUsd = Annotated[
    float | None,
    typer.Option(
        "--budget", min=0, metavar="USD", help="The most the job may spend; resumable beyond."
    ),
]
IgnoreRobots = Annotated[
    bool,
    typer.Option(
        "--ignore-robots",
        help="Also read what a shop's robots.txt asks programs not to: for your own shop, or one"
        " that allows you.",
    ),
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Also print the log's lines on stderr.")
]
JobRef = Annotated[
    str, typer.Argument(metavar="JOB", help="An id, a unique prefix of it, or 'last'.")
]
AnyRef = Annotated[
    str, typer.Argument(metavar="JOB|INFO", help="An id, a unique prefix of it, or 'last'.")
]
InfoRef = Annotated[str, typer.Argument(metavar="INFO", help="An id or a unique prefix of it.")]


def begin(*, verbose: bool = False) -> tuple[Settings, Store]:
    """Settings and the store, with the log file open; its lines also on stderr if ``verbose``."""
    from cta_batch import compose, config
    from cta_batch.cli.logs import start_log
    from cta_batch.store import open_store

    settings = config.load()
    compose.use_cut_out_model(settings.cutout_model)
    store = open_store(settings)
    start_log(settings.log_file, verbose=verbose)
    wake_the_collector()
    return settings, store


def wake_the_collector() -> None:
    """After ``main`` put it to sleep: what is loaded by now is never garbage, so that no collection
    need walk through it, neither during a run nor at the end of the process.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def stdout() -> Console:
    """Where data goes; as wide as the terminal, and wide enough for a pipe."""
    from rich.console import Console

    return Console(width=_width(sys.stdout), highlight=False)


def stderr() -> Console:
    """Where progress, warnings and errors go."""
    from rich.console import Console

    return Console(stderr=True, width=_width(sys.stderr), highlight=False)


def _width(stream: TextIO) -> int | None:
    return None if stream.isatty() else shutil.get_terminal_size((160, 24)).columns
