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
from cta_batch.store.together import Together

DIED = 99
POINTS = {
    "before the call": (1, 2),
    "after the answer": (1, 2),
    "after the file": (1, 2),
    "before the write": (1, 2),
    "before the commit": (1, 3, 4, 5),
    "after the commit": (1, 3, 4, 5),
}
"""And for which of its times: of two infos, each point is passed that often at least."""


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
    elif point == "before the write":
        _after(Store, "record_background", die_when_due)
    elif point == "before the commit":
        _at_commits(before=die_when_due)
    else:
        _at_commits(after=die_when_due)


def _after(owner: type, name: str, passing: Callable[[], None]) -> None:
    real = getattr(owner, name)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        result = real(*args, **kwargs)
        passing()
        return result

    setattr(owner, name, wrapped)


def _at_commits(
    before: Callable[[], None] = lambda: None, after: Callable[[], None] = lambda: None
) -> None:
    """On either side of the COMMIT of a transaction that saved something of what was made."""
    real, saved = Together._commit, [False]

    def notice(_c: object, _cursor: object, statement: str, *_: object) -> None:
        saved[0] |= statement.startswith("UPDATE cta_info") and "suggestion=" in statement

    def about_to_commit(_connection: object) -> None:
        if saved[0]:
            before()

    def committed(together: Together) -> None:
        due = saved[0]
        real(together)
        saved[0] = False
        if due:
            after()

    event.listen(Engine, "before_cursor_execute", notice)
    event.listen(Engine, "commit", about_to_commit)
    Together._commit = committed  # type: ignore[assignment,method-assign]


if __name__ == "__main__":
    point, count, *arguments = sys.argv[1:]
    arm(point, int(count))
    sys.argv[1:] = arguments
    main()
