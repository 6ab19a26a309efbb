"""How well, how fast and how lean the product reader is on a folder of pages with known truth.

    python bench/pages.py FOLDER [-v]

FOLDER holds index.json (entries with id, file, url, truth; files may be gzipped) and score.py with
``score(index, found)``. Prints the accuracy of each field, milliseconds a page, and the memory that
a page needs as a multiple of its size; -v lists every miss.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cta_batch.errors import NotAProduct, PageBlocked
from cta_batch.page import read_product

UNKNOWN = "https://shop.example/"
Scorer = Callable[[list[Any], dict[str, Any]], tuple[dict[str, list[Any]], list[Any]]]


def scorer(folder: Path) -> Scorer:
    """The ``score`` function of the folder's own score.py."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{folder} has no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score  # type: ignore[no-any-return]  # a script loaded by path has no types


def page(folder: Path, entry: dict[str, Any]) -> bytes:
    """The bytes of one entry's page."""
    raw = (folder / entry["file"]).read_bytes()
    return gzip.decompress(raw) if entry["file"].endswith(".gz") else raw


def read(html: bytes, url: str) -> dict[str, Any]:
    """A prediction as score.py wants it."""
    try:
        return {"product": read_product(html, url).model_dump(mode="json"), "error": None}
    except PageBlocked:
        return {"product": None, "error": "blocked"}
    except NotAProduct:
        return {"product": None, "error": "not_a_product"}


def timed(folder: Path, index: list[Any]) -> tuple[dict[str, Any], dict[str, float]]:
    """Predictions by id, and seconds by id."""
    found, seconds = {}, {}
    for entry in index:
        html = page(folder, entry)
        start = time.process_time()
        found[entry["id"]] = read(html, entry["url"] or UNKNOWN)
        seconds[entry["id"]] = time.process_time() - start
    return found, seconds


def memory_factor(folder: Path, entry: dict[str, Any]) -> float:
    """Peak memory that one page adds to a fresh process, as a multiple of the page's size."""
    command = [sys.executable, __file__, str(folder), "--memory-of", entry["id"]]
    return float(subprocess.run(command, capture_output=True, check=True).stdout)


def print_memory(folder: Path, index: list[Any], wanted: str) -> None:
    """Warm the parsers up, read one page, print the factor (for ``memory_factor``)."""
    entry = next(e for e in index if e["id"] == wanted)
    html = page(folder, entry)
    read(b"<html><h1>x</h1></html>", "https://shop.example/x")
    before = kilobytes("VmRSS")
    read(html, entry["url"] or UNKNOWN)
    print((kilobytes("VmHWM") - before) * 1024 / len(html))


def kilobytes(field: str) -> int:
    """A field of this process's status (Linux only; getrusage's peak is the parent's too)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith(field)).split()[1])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", action="store_true", help="list every miss")
    parser.add_argument("--memory-of", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    folder = arguments.folder
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    if arguments.memory_of:
        print_memory(folder, index, arguments.memory_of)
        return
    found, seconds = timed(folder, index)
    total, misses = scorer(folder)(index, found)
    for name, (score, count) in total.items():
        if count:
            print(f"{name:22}{100 * score / count:6.1f} %  of {count}")
    print(f"{'median CPU ms a page':22}{1000 * statistics.median(seconds.values()):6.1f}")
    slowest = max(seconds, key=lambda i: seconds[i])
    print(f"{'slowest CPU ms':22}{1000 * seconds[slowest]:6.0f}    {slowest}")
    largest = max(index, key=lambda e: len(page(folder, e)))
    print(f"{'memory of the largest':22}{memory_factor(folder, largest):6.1f} x its size")
    for miss in misses if arguments.v else ():
        print(*miss, sep=" | ")


if __name__ == "__main__":
    main()
