"""One table of every figure of speed: python -m bench.speed [--short] [NAME …].

--short takes the few figures that need no long runs, and ends with 1 when a ratio is above its
reach and slack; without it nothing is judged but in the last column.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.speed import batch, listing, machine, queue, starting
from bench.speed.measuring import Row

Measure = Callable[[Path, bool], Iterator[Row]]

FIGURES: dict[str, Measure] = {
    "starting": lambda folder, short: starting.rows(folder, 9),
    "listing": lambda folder, short: listing.rows(folder, 4),
    "batch": batch.rows,
    "queue": queue.rows,
}
SHORT = ("starting", "batch")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("figures", nargs="*", metavar="NAME", help=", ".join(FIGURES))
    parser.add_argument("--short", action="store_true", help="the short form, which judges")
    given = parser.parse_args()
    wanted = given.figures or (SHORT if given.short else FIGURES)
    failed = False
    print(f"{'what':44}{'ours':>10}{'against':>10}  {'unit':12}{'ratio':>7}{'reach':>7}")
    for name in wanted:
        with tempfile.TemporaryDirectory(prefix="speed-") as folder:
            for row in FIGURES[name](Path(folder), given.short):
                print(_line(row), flush=True)
                failed |= row.ratio > row.reach * row.slack
    if not given.short:
        print(machine.verdict())
    return int(given.short and failed)


def _line(row: Row) -> str:
    verdict = "" if row.ratio <= row.reach else "  over"
    return (
        f"{row.what:44}{row.ours:10.1f}{row.against:10.1f}  {row.unit:12}"
        f"{row.ratio:6.2f}×{row.reach:6.2f}×{verdict}"
    )


if __name__ == "__main__":
    sys.exit(main())
