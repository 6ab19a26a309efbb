"""What workers ask next: in order, but not all pictures at once, and so that all end together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cta_batch.pipeline.desk import BREATH, Desk, Moment, Question

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


CALM = Moment(crowded=False, ending=False)
CROWDED = Moment(crowded=True, ending=False)
ENDING = Moment(crowded=False, ending=True)
BOTH = Moment(crowded=True, ending=True)


@pytest.mark.parametrize(
    ("moment", "waiting", "first"),
    [
        (CALM, [picture(3), words(2), either(4)], words(2)),
        (CALM, [ahead(1), picture(3), either(2)], either(2)),
        (CALM, [ahead(2), ahead(1)], ahead(1)),
        (CROWDED, [picture(1), words(2)], words(2)),
        (CROWDED, [picture(1), ahead(2)], ahead(2)),
        (CROWDED, [ahead(1), either(2), picture(0)], either(2)),
        (CROWDED, [picture(2), picture(1)], picture(1)),
        (ENDING, [words(1), picture(2), either(3)], either(3)),
        (ENDING, [words(1), picture(2)], picture(2)),
        (ENDING, [ahead(1), either(2)], either(2)),
        (ENDING, [words(2), words(1)], words(1)),
        (BOTH, [words(1), picture(2)], picture(2)),
    ],
)
def test_what_is_first(moment: Moment, waiting: list[Question], first: Question) -> None:
    assert moment.first(waiting) == first
    assert moment.first(reversed(waiting)) == first


MOMENTS = st.builds(Moment, crowded=st.booleans(), ending=st.booleans())
WAITING = st.lists(
    st.builds(Question, st.integers(0, 99), st.booleans(), st.booleans()),
    min_size=1,
    unique_by=lambda question: question.number,
)


@given(MOMENTS, WAITING)
def test_nobody_is_passed_over_by_a_later_one_of_its_kind(
    moment: Moment, waiting: list[Question]
) -> None:
    first = moment.first(waiting)
    like = [q for q in waiting if (q.picture, q.ahead) == (first.picture, first.ahead)]
    assert first.number == min(question.number for question in like)


@given(MOMENTS, WAITING)
def test_a_picture_is_asked_for_only_where_it_can_be_begun(
    moment: Moment, waiting: list[Question]
) -> None:
    first = moment.first(waiting)
    if first.ahead and not first.picture:
        assert moment.prefers_words(first)
    if not first.ahead:
        assert not moment.prefers_words(first)


@dataclass
class Office:
    """A desk whose workers are all held, until the test lets one or all of them take the next;
    notes which question was answered, and whether for its words alone."""

    desk: Desk
    workers: int
    now: float = 0.0
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

    def ask(self, question: Question, takes: float = 0.0) -> Future[int]:
        """``takes`` seconds go by while it is answered."""

        def answer(alone: bool) -> int:
            self.answered.append((question.number, alone))
            self.now += takes
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
        one = Office(Desk(workers, clock=lambda: one.now), workers)
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


def test_no_more_pictures_than_a_third_are_begun_at_once(office: Callable[[int], Office]) -> None:
    one = office(1)  # and a third of one is one
    with one.desk:
        asked = [one.ask(q) for q in (picture(1), picture(2), either(3), ahead(4))]
        one.free_all()
        results(asked)
    assert one.answered == [(1, False), (3, True), (4, True), (2, False)]


def test_of_six_workers_two_may_begin_pictures_at_once(office: Callable[[int], Office]) -> None:
    six = office(6)
    with six.desk:
        assert [six.desk.may_begin_picture() for _ in range(3)] == [True, True, False]
        six.free_all()


def test_after_a_breath_the_next_are_begun(office: Callable[[int], Office]) -> None:
    one = office(1)
    with one.desk:
        asked = [one.ask(q, takes=BREATH) for q in (picture(1), picture(2), either(3), ahead(4))]
        one.free_all()
        results(asked)
    assert one.answered == [(1, False), (2, False), (3, False), (4, True)]


def test_a_picture_that_follows_on_its_words_counts_as_well(
    office: Callable[[int], Office],
) -> None:
    one = office(1)
    with one.desk:
        assert one.desk.may_begin_picture()
        assert not one.desk.may_begin_picture()
        asked = [one.ask(picture(1)), one.ask(words(2))]
        one.free_all()
        results(asked)
        assert one.answered == [(2, False), (1, False)]
        one.now += BREATH
        assert one.desk.may_begin_picture()


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
