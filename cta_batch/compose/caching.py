"""A bounded cache that many threads may ask at once; each value is made only once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

from PIL import Image

T = TypeVar("T")


def pixel_bytes(picture: Image.Image) -> int:
    """What a decoded picture takes in memory."""
    return picture.width * picture.height * (4 if len(picture.getbands()) > 2 else 1)


class Cache(Generic[T]):
    """Keeps the values used last, of at most ``most`` in all as ``weigh`` counts them.

    Who asks for a value in the making waits for it. The value asked for last is kept whatever it
    weighs, for its asker has it anyway.
    """

    def __init__(self, most: int, weigh: Callable[[T], int]) -> None:
        self._most = most
        self._weigh = weigh
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, Future[T]] = OrderedDict()
        self._weights: dict[Hashable, int] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of ``key``; ``make`` is called by the first to ask. A failure is not kept."""
        with self._lock:
            mine = key not in self._values
            future = self._values.setdefault(key, Future())
            self._values.move_to_end(key)
        if mine:
            self._make(key, future, make)
        return future.result()

    def _make(self, key: Hashable, future: Future[T], make: Callable[[], T]) -> None:
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                del self._values[key]
            future.set_exception(error)
        else:
            self._keep(key, self._weigh(value))
            future.set_result(value)

    def _keep(self, key: Hashable, weight: int) -> None:
        """Only what is made can be dropped: others wait for the rest."""
        with self._lock:
            self._weights[key] = weight
            made = [k for k in self._values if k in self._weights and k != key]
            while made and sum(self._weights.values()) > self._most:
                dropped = made.pop(0)
                del self._values[dropped], self._weights[dropped]
