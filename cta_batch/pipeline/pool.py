"""Many infos at once: a pool of threads that stops taking work when asked, and loses nothing."""

from __future__ import annotations

import logging
import uuid
from collections import deque
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from cta_batch.domain import Status
from cta_batch.errors import AskedToWait, CtaBatchError, JobStopped, Stopped
from cta_batch.pipeline.kit import Kit, Progress
from cta_batch.pipeline.process import process

log = logging.getLogger(__name__)

UNEXPECTED = "Something unexpected went wrong; the log file has the details, retry tries again."


def run(infos: Sequence[uuid.UUID], kit: Kit, workers: int) -> JobStopped | None:
    """Process infos, at most ``workers`` at once; returns what stopped the job early, if anything.

    The same call serves a new job, ``resume`` and ``retry``. When ``kit.stop`` is set, or a limit
    is reached, nothing new begins and the stages in flight are finished and saved.

    Raises StoreError, after the stages in flight have ended.
    """
    waiting = deque(infos)
    running: dict[Future[Status], uuid.UUID] = {}
    ended: CtaBatchError | None = None
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="info") as pool:
        while running or (waiting and not kit.stop.is_set()):
            while waiting and len(running) < workers and not kit.stop.is_set():
                info = waiting.popleft()
                running[pool.submit(_guarded, info, kit)] = info
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                info = running.pop(future)
                try:
                    future.result()
                except AskedToWait:
                    waiting.append(info)
                except CtaBatchError as error:
                    ended = max(ended, error, key=_gravity)
                    kit.stop.set()
    if ended is None and waiting:
        ended = Stopped("Stopped at your request; cta-batch resume goes on from here.")
    if ended is None or isinstance(ended, JobStopped):
        return ended
    raise ended


def _gravity(error: CtaBatchError | None) -> int:
    """What to report when several things ended a run: a broken house, a limit, a wish to stop."""
    if error is None:
        return 0
    if isinstance(error, Stopped):
        return 1
    return 2 if isinstance(error, JobStopped) else 3


def _guarded(info: uuid.UUID, kit: Kit) -> Status:
    """An unexpected error fails its own info, with a trace in the log, and no other."""
    try:
        return process(info, kit)
    except CtaBatchError:
        raise
    except Exception:
        log.exception("info %s", info)
        kit.store.record_failure(info, UNEXPECTED)
        kit.tell(Progress(info, Status.FAILED, UNEXPECTED))
        return Status.FAILED
