"""Do a thing once, however many threads ask for it at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

from cta_batch.errors import ShopBusy, Stopped

T = TypeVar("T")


class Once(Generic[T]):
    """Remembers what each key's first call gave, a failure too; later callers share it.

    That a shop is busy, or that we are to stop, is shared by those who wait, and not remembered:
    they come back for it.
    A key that holds the attempt's number gives a retry a fresh call, and all retries one call.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._futures: dict[Hashable, Future[T]] = {}

    def __call__(self, key: Hashable, call: Callable[[], T]) -> T:
        with self._lock:
            future = self._futures.get(key)
            mine = future is None
            if future is None:
                future = self._futures[key] = Future()
        if mine:
            try:
                future.set_result(call())
            except BaseException as error:  # the waiting threads must be told of any end
                if isinstance(error, ShopBusy | Stopped):
                    self._forget(key)
                future.set_exception(error)
        return future.result()

    def _forget(self, key: Hashable) -> None:
        with self._lock:
            del self._futures[key]
