"""Many infos at once: a pool of threads that stops taking work when asked, and loses nothing."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from cta_batch.compose.cores import cores, share_freed_memory
from cta_batch.domain import ProviderName
from cta_batch.errors import JobStopped, Stopped
from cta_batch.floor import PATIENCE, Floor
from cta_batch.pipeline.crew import Crew
from cta_batch.pipeline.desk import Desk
from cta_batch.pipeline.kit import Kit
from cta_batch.pipeline.line import Line, Ready


def run(
    infos: Sequence[uuid.UUID],
    kit: Kit,
    workers: int,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], object] | None = None,
) -> JobStopped | None:
    """Process infos, ``workers`` at once; returns what stopped the job early, if anything.

    At most ``workers`` infos wait for an answer of a model. As many are read ahead of them, so that
    none waits for a shop or for pixels, and those that have their words are drawn behind them.
    A worker that would be idle has words written for an info whose picture is still on its way.

    The same call serves a new job, ``resume`` and ``retry``, and several processes with the same
    infos share them. When ``kit.stop`` is set, or a limit is reached, nothing new begins and the
    stages in flight are finished and saved. ``sleep`` by default ends when ``kit.stop`` is set.

    Raises StoreError, after the stages in flight have ended.
    """
    share_freed_memory()
    line = Line(Ready(infos, kit.store.urls(infos)))
    with _shops(workers) as shops, Desk(workers) as desk, _drawing() as drawing:
        rest = sleep or kit.stop.wait
        crew = Crew(kit, line, workers, shops, desk, drawing, _floor(kit), clock, rest)
        while crew.goes_on():
            crew.begin()
            crew.wait()
        crew.leave()
    if crew.ended is None and line.left:
        return Stopped("Stopped at your request; cta-batch resume goes on from here.")
    if crew.ended is None or isinstance(crew.ended, JobStopped):
        return crew.ended
    raise crew.ended


def _shops(workers: int) -> ThreadPoolExecutor:
    """All that is in hand may wait for a shop, and have its picture looked at as well: a slow shop
    holds up no other."""
    return ThreadPoolExecutor(4 * workers, thread_name_prefix="SHOP")


def _drawing() -> ThreadPoolExecutor:
    """One more than there are cores: they go on while a creative is saved."""
    return ThreadPoolExecutor(cores() + 1, thread_name_prefix="DRAW")


def _floor(kit: Kit) -> Floor:
    """For workers that have answers to wait for. Where writes take long nobody waits for it: they
    had better share a commit. Nor offline, where workers wait for nothing but cores."""
    models = kit.options.provider is not ProviderName.OFFLINE
    return Floor(PATIENCE if models and kit.store.database.is_quick() else 0)
