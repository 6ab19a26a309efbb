"""What workers ask next: in order, and so that all end together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cta_batch.pipeline.desk import Desk, Question, first

PATIENCE = 60.0
"""Seconds after which something that should come does not come."""


def picture(number: int) -> Question:
    """Of an info whose words are written, or come after it."""
    return Question(number, picture=True, ahead=False)


def either(number: int) -> Question:
    return Question(number, picture=True, ahead=True)


def ahead(number: int) -> Question:
    """Of an info that waits for a shop."""
    return Question(number, picture=False, ahead=True)


def words(number: int) -> Question:
    return Question(number, picture=False, ahead=False)


@pytest.mark.parametrize(
    ("ending", "waiting", "next_one"),
    [
        (False, [picture(3), words(2), either(4)], words(2)),
        (False, [ahead(1), picture(3), either(2)], either(2)),
        (False, [ahead(2), ahead(1)], ahead(1)),
        (True, [words(1), picture(2), either(3)], either(3)),
        (True, [words(1), picture(2)], picture(2)),
        (True, [ahead(1), either(2)], either(2)),
        (True, [words(2), words(1)], words(1)),
    ],
)
def test_what_is_first(ending: bool, waiting: list[Question], next_one: Question) -> None:
    assert first(waiting, ending=ending) == next_one
    assert first(reversed(waiting), ending=ending) == next_one


WAITING = st.lists(
    st.builds(Question, st.integers(0, 99), st.booleans(), st.booleans()),
    min_size=1,
    unique_by=lambda question: question.number,
)


@given(st.booleans(), WAITING)
def test_nobody_is_passed_over_by_a_later_one_of_its_kind(
    ending: bool, waiting: list[Question]
) -> None:
    chosen = first(waiting, ending=ending)
    like = [q for q in waiting if (q.picture, q.ahead) == (chosen.picture, chosen.ahead)]
    assert chosen.number == min(question.number for question in like)


@pytest.mark.parametrize("ending", [True, False])
def test_words_are_asked_for_first_where_there_is_no_picture_or_it_is_late(ending: bool) -> None:
    assert ahead(1).is_for_words(ending=ending)
    assert either(1).is_for_words(ending=ending) is ending
    assert not picture(1).is_for_words(ending=ending)
    assert not words(1).is_for_words(ending=ending)


@dataclass
class Office:
    """A desk whose workers are all held, until the test lets one or all of them take the next;
    notes which question was answered, and whether for its words alone."""

    desk: Desk
    workers: int
    answered: list[tuple[int, bool]] = field(default_factory=list)
    holds: list[threading.Event] = field(default_factory=list)

    def hold(self) -> None:
        for n in range(self.workers):
            held, taken = threading.Event(), threading.Event()
            self.holds.append(held)

            def wait(
                _words: bool, taken: threading.Event = taken, held: threading.Event = held
            ) -> None:
                taken.set()
                assert held.wait(PATIENCE)

            self.desk.submit(words(-1 - n), wait)
            assert taken.wait(PATIENCE)

    def ask(self, question: Question) -> Future[int]:
        def answer(alone: bool) -> int:
            self.answered.append((question.number, alone))
            return question.number

        return self.desk.submit(question, answer)

    def free_one(self) -> None:
        self.holds.pop().set()

    def free_all(self) -> None:
        while self.holds:
            self.free_one()


@pytest.fixture
def office() -> Callable[[int], Office]:
    """Made with so many workers."""

    def made(workers: int) -> Office:
        one = Office(Desk(workers), workers)
        one.hold()
        return one

    return made


def results(futures: list[Future[int]]) -> list[int]:
    return [future.result(PATIENCE) for future in futures]


def test_each_is_answered_once_by_whoever_is_free(office: Callable[[int], Office]) -> None:
    three = office(3)
    with three.desk:
        asked = [three.ask(words(number)) for number in range(20)]
        three.free_all()
        assert results(asked) == list(range(20))
    assert sorted(three.answered) == [(number, False) for number in range(20)]


def test_the_last_pictures_come_after_their_words_and_before_others(
    office: Callable[[int], Office],
) -> None:
    three = office(3)
    with three.desk:
        three.desk.no_more = True
        asked = [three.ask(q) for q in (words(1), picture(2), either(3))]
        three.free_one()
        results(asked)
        three.free_all()
    assert three.answered == [(3, True), (2, False), (1, False)]


def test_words_wait_only_for_the_last_pictures(office: Callable[[int], Office]) -> None:
    two = office(2)
    with two.desk:
        assert not two.desk.words_can_wait(), "nothing is left to begin"
        asked = [two.ask(picture(1))]
        assert not two.desk.words_can_wait(), "others will be taken up"
        two.desk.no_more = True
        assert two.desk.words_can_wait()
        asked.append(two.ask(ahead(2)))
        assert not two.desk.words_can_wait(), "there is one for each worker"
        two.free_all()
        results(asked)
        assert not two.desk.words_can_wait(), "all are begun"


def test_what_is_withdrawn_is_not_begun(office: Callable[[int], Office]) -> None:
    one = office(1)
    with one.desk:
        kept, gone = one.ask(words(1)), one.ask(ahead(2))
        assert one.desk.withdraw(2) is gone
        assert one.desk.withdraw(2) is None
        one.free_all()
        assert results([kept]) == [1]
        assert one.desk.withdraw(1) is None
    assert one.answered == [(1, False)]
    assert not gone.done()


def test_what_goes_wrong_is_told_to_whoever_asked(office: Callable[[int], Office]) -> None:
    one = office(1)
    with one.desk:
        wrong = one.desk.submit(words(1), lambda _words: 1 // 0)
        right = one.ask(words(2))
        one.free_all()
        assert isinstance(wrong.exception(PATIENCE), ZeroDivisionError)
        assert results([right]) == [2]
