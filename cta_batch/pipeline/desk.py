"""What workers ask next: of which info, and whether for its picture or for its words.

None is idle while there is anything to ask, and who was taken up first comes first. But what ends a
run is a picture with no words after it, or words that were left for last, so that all workers end
together.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Question:
    """``number`` is the info's, in the order in which they were taken up. ``picture`` says that it
    can be begun, ``ahead`` that the words can be written before it; neither, that only words are
    left to write."""

    number: int
    picture: bool
    ahead: bool

    def is_for_words(self, *, ending: bool) -> bool:
        """Whether a worker writes words and begins no picture yet, of one that it can ask for
        either. ``ending``: fewer pictures are left to begin than there are workers."""
        return self.ahead and (ending or not self.picture)


def first(questions: Iterable[Question], *, ending: bool) -> Question:
    """The one to ask next, of at least one."""

    def rank(question: Question) -> tuple[bool, bool, int]:
        if ending:
            return not question.ahead, not question.picture, question.number
        return question.is_for_words(ending=False), False, question.number

    return min(questions, key=rank)


@dataclass
class _Entry:
    question: Question
    do: Callable[[bool], Any]
    future: Future[Any] = field(default_factory=Future)


class Desk:
    """As many threads as there are workers; each takes what comes first when it is free.

    ``no_more`` is to be set when no further infos will be taken up.
    """

    def __init__(self, workers: int) -> None:
        self.no_more = False
        self._workers = workers
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="ASK")
        self._lock = threading.Lock()
        self._waiting: dict[int, _Entry] = {}

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

    def words_can_wait(self) -> bool:
        """Whether a worker had better begin a picture than write the words of the one it has."""
        with self._lock:
            return self._is_ending() and self._unbegun() > 0

    def _is_ending(self) -> bool:
        return self.no_more and self._unbegun() < self._workers

    def _unbegun(self) -> int:
        """Pictures that are not begun."""
        asked = (entry.question for entry in self._waiting.values())
        return sum(question.picture or question.ahead for question in asked)

    def _answer_first(self) -> None:
        with self._lock:
            if not self._waiting:
                return
            ending = self._is_ending()
            question = first((entry.question for entry in self._waiting.values()), ending=ending)
            entry = self._waiting.pop(question.number)
        try:
            entry.future.set_result(entry.do(question.is_for_words(ending=ending)))
        except BaseException as error:  # whoever has the future is told
            entry.future.set_exception(error)
