"""Editable text and back: whatever is typed, it is taken, or refused with the reason."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch import edits
from cta_batch.domain import Angle, CallToAction, Layout, Palette, Suggestion
from cta_batch.errors import EditRejected
from cta_batch.limits import LIMITS

SUGGESTION = Suggestion(
    angle=Angle.PRICE,
    headline='Say "yes" to walnut',
    long_headline="A lamp for long evenings",
    description="Warm, dimmable light.",
    primary_text="Turned from one piece.",
    cta=CallToAction.SHOP_NOW,
    cta_text="Shop now",
    language="en",
    layout=Layout.HERO,
    palette=Palette(background="#101820", text="#ffffff", accent="#ffcc00", on_accent="#101820"),
)

words = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=15
).filter(lambda s: s.strip() and s == " ".join(s.split()))


def test_untouched_text_changes_nothing() -> None:
    text = edits.to_text(SUGGESTION, "Lamp, variant 0")
    assert edits.apply(SUGGESTION, edits.from_text(text)) == SUGGESTION
    assert "at most 30" in text
    assert "SHOP_NOW, LEARN_MORE" in text


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(sorted(LIMITS)), words)
def test_any_words_survive_the_way_through_the_editor(key: str, value: str) -> None:
    changed = SUGGESTION.model_copy(update={key: value})
    try:
        again = edits.apply(SUGGESTION, edits.from_text(edits.to_text(changed, "Lamp")))
    except EditRejected as error:  # wide characters count two
        assert key in str(error)  # noqa: PT017 - only some texts are refused
    else:
        assert getattr(again, key) == value


@settings(deadline=None, max_examples=150)
@given(st.text() | st.text(string.printable))
def test_any_text_is_taken_or_refused_in_words(text: str) -> None:
    try:
        changes = edits.from_text(text)
        edits.apply(SUGGESTION, changes)
    except EditRejected as error:
        assert str(error)  # noqa: PT017 - a comment-only text is a fine edit of nothing


def test_all_problems_come_at_once() -> None:
    with pytest.raises(EditRejected) as caught:
        edits.apply(SUGGESTION, {"headline": "x" * 31, "cta": "NOW", "palette.text": "red"})
    assert len(str(caught.value).splitlines()) == 4
