"""Whole batches: how long, how much CPU, how much memory, how many transactions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.speed.job import Measured, Order, measured
from bench.speed.measuring import Row
from bench.speed.plain import plain
from bench.speed.serving import Addresses, serving

INFOS, WORKERS = 50, 10
CHAT, IMAGE, PAGE = 0.5, 2.0, 0.2
"""Seconds that an answer takes."""
MANY = 500
MOST_MEMORY = 400.0
"""MB."""
STAGES = 3
"""Of an info, that save something: analyzing, generating_image, generating_suggestion."""
FOUR = ("square", "portrait", "story", "landscape")


def rows(folder: Path, short: bool) -> Iterator[Row]:
    """Wall, CPU, memory, transactions, pictures alone; the short form has no figures of time that
    passes, which another process on the machine changes.
    """
    if not short:
        yield wall(folder, runs=2)
    with serving() as at:
        yield from light(folder, at, runs=1 if short else 2)
        if not short:
            yield pictures(folder, at, runs=2)


def wall(folder: Path, runs: int) -> Row:
    """Against the seconds that others take, shared out among the workers; the better of ``runs``,
    for what else the machine does can only make one longer.

    One of each kind was asked by the job that went before.
    """
    with serving(chat=CHAT, image=IMAGE, page=PAGE) as at:
        took, least = min(_waited(at, folder / f"wall-{n}") for n in range(runs))
    return Row(f"{INFOS} infos, {WORKERS} workers, slow servers", took, least, "s wall", 1.05)


def _waited(at: Addresses, home: Path) -> tuple[float, float]:
    """Seconds that a job took, and the least that it could have."""
    before = at.counts()
    took = measured(_order(at, INFOS), home).wall
    asked = {what: count - before[what] - 1 for what, count in at.counts().items()}
    waiting = {"chat": CHAT, "image": IMAGE, "page": PAGE, "picture": PAGE}
    return took, sum(seconds * asked[what] for what, seconds in waiting.items()) / WORKERS


def light(folder: Path, at: Addresses, runs: int) -> Iterator[Row]:
    """CPU and transactions of an info whose answers come at once, and memory."""
    order = _order(at, INFOS)
    pairs = [(measured(order, folder / f"cpu-{n}"), plain("calls", order)) for n in range(runs)]
    ours = min((mine for mine, _ in pairs), key=lambda one: one.cpu)
    others = min(other.cpu for _, other in pairs)
    a, b = (1000 * seconds / INFOS for seconds in (ours.cpu, others))
    yield Row("CPU an info", a, b, "ms CPU", 2.0, slack=1.5)
    yield Row("transactions an info, a stage", ours.writes / INFOS, STAGES, "", 2.0, slack=1.0)
    yield from _memory(folder, at, ours, many=runs > 1)


def _memory(folder: Path, at: Addresses, few: Measured, *, many: bool) -> Iterator[Row]:
    yield Row(f"memory, {INFOS} infos", few.peak, MOST_MEMORY, "MB", 1.0, slack=1.25)
    if many:
        peak = measured(_order(at, MANY), folder / "many").peak
        yield Row(f"memory, {MANY} infos to {INFOS}", peak, few.peak, "MB", 1.2)


def pictures(folder: Path, at: Addresses, runs: int) -> Row:
    """An offline job against the bare work on its pictures, both in wall seconds."""
    order = _order(at, INFOS, offline=True)
    pairs = [
        (measured(order, folder / f"offline-{n}"), plain("pictures", order)) for n in range(runs)
    ]
    ours, bare = (min(one.wall for one in each) for each in zip(*pairs, strict=True))
    return Row(f"offline, {INFOS} infos, {len(FOUR)} placements", ours, bare, "s wall", 2.0)


def _order(at: Addresses, infos: int, *, offline: bool = False) -> Order:
    return Order(
        infos=infos,
        workers=WORKERS,
        warm_up=at.page(9999),
        pages=tuple(at.page(n) for n in range(infos // 10)),
        models=None if offline else at.models,
        placements=FOUR if offline else FOUR[:1],
    )
