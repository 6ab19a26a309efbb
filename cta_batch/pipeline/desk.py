"""What workers ask next: of which info, and whether for its picture or for its words.

None is idle while there is anything to ask. Beyond that, who was taken up first comes first, but
for two things. Pictures are not all begun at one moment, for all answers would come at one moment
then. And what ends a run is a picture and no words after it, so that all workers end together.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")

BREATH = 0.25
"""Seconds in which no more than a third of the workers begin pictures while there are words to
write instead."""


@dataclass(frozen=True)
class Question:
    """``number`` is the info's, in the order in which they were taken up. ``picture`` says that it
    can be begun, ``ahead`` that the words can be written before it; neither, that only words are
    left to write."""

    number: int
    picture: bool
    ahead: bool


@dataclass(frozen=True)
class Moment:
    """``crowded``: enough pictures were begun just now. ``ending``: fewer are left to begin than
    there are workers."""

    crowded: bool
    ending: bool

    def prefers_words(self, question: Question) -> bool:
        """Of one that can be asked for either."""
        return question.ahead and (self.crowded or self.ending or not question.picture)

    def first(self, questions: Iterable[Question]) -> Question:
        """The one to ask next, of at least one."""
        return min(questions, key=self._rank)

    def _rank(self, question: Question) -> tuple[bool, bool, int]:
        waits_for_shop = question.ahead and not question.picture
        if self.ending:
            return not question.ahead, not question.picture, question.number
        if self.crowded:
            return question.picture and not question.ahead, waits_for_shop, question.number
        return waits_for_shop, False, question.number


@dataclass
class _Entry:
    question: Question
    do: Callable[[bool], Any]
    future: Future[Any] = field(default_factory=Future)


class Desk:
    """As many threads as there are workers; each takes what comes first when it is free.

    ``no_more`` is to be set when no further infos will be taken up. ``clock`` gives seconds.
    """

    def __init__(self, workers: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.no_more = False
        self._workers = workers
        self._clock = clock
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="ASK")
        self._lock = threading.Lock()
        self._waiting: dict[int, _Entry] = {}
        self._pictures_begun: deque[float] = deque(maxlen=-(-workers // 3))

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *exc: object) -> None:
        self._threads.shutdown()

    def submit(self, question: Question, do: Callable[[bool], T]) -> Future[T]:
        """What ``do`` will give. A worker calls it when it is the question's turn, with whether
        only the words are wanted for now."""
        entry = _Entry(question, do)
        with self._lock:
            self._waiting[question.number] = entry
        self._threads.submit(self._answer_first)
        return entry.future

    def withdraw(self, number: int) -> Future[Any] | None:
        """The future of an info's question that nobody has begun, nor will now; else None."""
        with self._lock:
            entry = self._waiting.pop(number, None)
        return None if entry is None else entry.future

    def may_begin_picture(self) -> bool:
        """Whether a worker may go on with a picture that does not wait here; it is counted then."""
        with self._lock:
            if self._now().crowded:
                return False
            self._pictures_begun.append(self._clock())
            return True

    def words_can_wait(self) -> bool:
        """Whether a worker had better begin a picture than write the words of the one it has."""
        with self._lock:
            return self._now().ending and self._unbegun() > 0

    def _now(self) -> Moment:
        begun = self._pictures_begun
        crowded = len(begun) == begun.maxlen and self._clock() - begun[0] < BREATH
        return Moment(crowded, ending=self.no_more and self._unbegun() < self._workers)

    def _unbegun(self) -> int:
        """Pictures that are not begun."""
        asked = (entry.question for entry in self._waiting.values())
        return sum(question.picture or question.ahead for question in asked)

    def _answer_first(self) -> None:
        with self._lock:
            if not self._waiting:
                return
            now = self._now()
            question = now.first(entry.question for entry in self._waiting.values())
            words = now.prefers_words(question)
            if question.picture and not words:
                self._pictures_begun.append(self._clock())
            entry = self._waiting.pop(question.number)
        try:
            entry.future.set_result(entry.do(words))
        except BaseException as error:  # whoever has the future is told
            entry.future.set_exception(error)
