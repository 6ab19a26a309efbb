"""The program, made to die at a named point: python -m tests.crashing POINT COUNT ARGS…

It dies when it passes the point for the COUNTth time, as suddenly as by kill -9: no handler runs,
no file is flushed, no transaction is ended.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from cta_batch.cli import main
from cta_batch.providers.openai.client import Client
from cta_batch.store import Assets, Ledger, Store

DIED = 99
POINTS = (
    "before the call",
    "after the answer",
    "after the file",
    "before the commit",
    "after the commit",
)


def arm(point: str, count: int) -> None:
    """Make passing ``point`` for the ``count``th time the end of this process."""
    passed = itertools.count(1)

    def die_when_due() -> None:
        if next(passed) == count:
            os._exit(DIED)

    if point == "before the call":
        _after(Ledger, "begin", die_when_due)
    elif point == "after the answer":
        _after(Client, "_post", die_when_due)
    elif point == "after the file":
        _after(Assets, "save_background", die_when_due)
    elif point == "after the commit":
        _after(Store, "record_suggestion", die_when_due)
    else:
        _at_commit_of(Store, "record_suggestion", die_when_due)


def _after(owner: type, name: str, passing: Callable[[], None]) -> None:
    real = getattr(owner, name)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        result = real(*args, **kwargs)
        passing()
        return result

    setattr(owner, name, wrapped)


def _at_commit_of(owner: type, name: str, passing: Callable[[], None]) -> None:
    """Between the last statement of ``name``'s transaction and its COMMIT; one worker only."""
    real, inside = getattr(owner, name), [False]

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        inside[0] = True
        try:
            return real(*args, **kwargs)
        finally:
            inside[0] = False

    def about_to_commit(_connection: object) -> None:
        if inside[0]:
            passing()

    event.listen(Engine, "commit", about_to_commit)
    setattr(owner, name, wrapped)


if __name__ == "__main__":
    point, count, *arguments = sys.argv[1:]
    arm(point, int(count))
    sys.argv[1:] = arguments
    main()
