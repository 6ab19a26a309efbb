"""Cutting, comparing and judging copy."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch import copyrules
from cta_batch.domain import Angle, BrandKit, CallToAction, Product, Words
from cta_batch.limits import display_width

PRODUCT = Product(name="Aero Kettle", brand="Aero", url="https://shop.example/k")


def words(**changes: str) -> Words:
    texts = {
        "headline": "Tea in three minutes",
        "long_headline": "Aero Kettle boils a litre in three minutes",
        "description": "Two walls keep it warm",
        "primary_text": "Put the kettle on.",
        "cta_text": "Shop now",
    }
    choices = {"angle": Angle.BENEFIT, "cta": CallToAction.SHOP_NOW, "language": "en"}
    return Words.model_validate(choices | texts | changes)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Keeps drinks hot", 30, "Keeps drinks hot"),
        ("Keeps drinks hot for the whole day", 25, "Keeps drinks hot"),
        ("Warm, dry and quiet on every long ride", 20, "Warm, dry and quiet"),
        ("Warm in winter, cool in summer and light", 26, "Warm in winter"),
        ("First sentence. And a second one", 20, "First sentence."),
        ("1,204 ratings, 4.6 of 5 for the kettle", 24, "1,204 ratings"),
        ("Tee und Kaffee mit der neuen Kanne", 22, "Tee und Kaffee"),
        ("保温性の高い二重構造のケトルです", 12, "保温性の高い"),
        ("軽い、丈夫、静かなケトル", 14, "軽い、丈夫"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudampf"),
        ("  much \n space ", 30, "much space"),
    ],
)
def test_cut_text_still_reads_as_whole(text: str, limit: int, expected: str) -> None:
    assert copyrules.shorten(text, limit) == expected


@pytest.mark.parametrize(
    "text", ["👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "e\u0301e\u0301e\u0301", "🇩🇪🇫🇷🇯🇵", "👍🏽👍🏽"]
)
def test_no_character_is_cut_in_two(text: str) -> None:
    whole = copyrules.clusters(text)
    for limit in range(1, 12):
        cut = copyrules.shorten(text, limit)
        assert copyrules.clusters(cut) == whole[: len(copyrules.clusters(cut))]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.integers(2, 125))
def test_cut_text_fits_and_begins_as_the_text_does(text: str, limit: int) -> None:
    cut = copyrules.shorten(text, limit)
    assert display_width(cut) <= limit
    assert " ".join(text.split()).startswith(cut)


def test_good_copy_has_no_problems() -> None:
    assert copyrules.problems(words(), PRODUCT) == []


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"headline": "Tea in three minutes!"}, "headline ends in punctuation"),
        ({"long_headline": "Tea for all."}, "long_headline ends in punctuation"),
        ({"headline": "BUY THE KETTLE"}, "headline is all in capitals"),
        ({"long_headline": "Tea in Three Minutes"}, "long_headline is the headline again"),
        ({"description": "Tea in three minutes."}, "description is the headline again"),
        ({"headline": "aero"}, "headline is only the brand's name"),
        ({"primary_text": "A cheap kettle"}, "forbidden word 'cheap'"),
    ],
)
def test_what_an_editor_would_send_back(changes: dict[str, str], part: str) -> None:
    found = copyrules.problems(words(**changes), PRODUCT, BrandKit(forbidden_words=("cheap",)))
    assert part in " ".join(found)
    assert len(found) == 1


def test_a_question_may_end_a_headline() -> None:
    assert copyrules.headline_faults("Tea, anyone?") == []


def test_forbidden_words_are_whole_words() -> None:
    assert not copyrules.has_word("A cheapskate's kettle", "cheap")
    assert copyrules.has_word("最安値のケトル", "最安")


def test_overlap_counts_words_and_pairs_of_characters() -> None:
    assert copyrules.overlap("Tea in minutes", "Tea for two") == pytest.approx(1 / 3)
    assert copyrules.overlap("Yours for $49.90", "Now $49.90") == pytest.approx(1 / 2)
    assert copyrules.overlap("静かなケトル", "静かな夜") == pytest.approx(2 / 3)
    assert copyrules.overlap("!!", "!!") == 1
