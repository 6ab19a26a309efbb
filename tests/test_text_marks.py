"""Marks with a space beside them: no line begins with what closes or ends with what opens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_text_fit import headline

WORDS = {
    "fr": "Montre Casio photos détails et prix imperméable à",
    "de": "Regenrucksack mit Fach für den Rechner und Stifte",
    "en": "watch photos details and price of waterproof bags",
    "es": "reloj fotos detalles y precio impermeable de agua",
    "ru": "часы фотографии подробности и цена на сумку для",
    "ar": "حقيبة الظهر اليومية بسعر جيد",
    "ja": "防水 バックパック 写真 と 価格",
    "ko": "가벼운 데일리 백팩 사진 가격",
}
ENDING = [":", ";", "!", "?", "%", "…", ")", "]", "}", "...", "?!"]
PAIRS = {"de": [("„", "“"), ("»", "«"), ("(", ")")]}
OTHER_PAIRS = [("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"), ("‘", "’"), ("‹", "›")]
SPACES = [" ", "\u00a0", "\u202f"]


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """A text, its language, and what in it must not begin and end a line."""
    language = draw(st.sampled_from(sorted(WORDS)))
    words = draw(st.lists(st.sampled_from(WORDS[language].split()), min_size=2, max_size=6))
    opening, closing = draw(st.sampled_from(PAIRS.get(language, OTHER_PAIRS)))
    mark = draw(st.sampled_from(ENDING))
    space = draw(st.sampled_from(SPACES))
    at = draw(st.integers(0, len(words) - 1))
    words[at] = f"{opening}{space}{words[at]}{space}{closing}"
    at = draw(st.integers(0, len(words) - 1))
    words[at] += space + mark
    return " ".join(words), language, closing + "".join(ENDING), opening


@settings(max_examples=400, deadline=None)
@given(marked(), st.integers(300, 940))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    case: tuple[str, str, str, str], width: int
) -> None:
    text, language, closing, opening = case
    forbidden = set(closing)
    lines = [line.text for line in headline(text, language, width=width).lines]
    assert not [x for x in lines if x.strip()[0] in forbidden], lines
    assert not [x for x in lines if x.strip()[-1] in opening], lines
    assert "".join("".join(lines).replace("-", "").replace("\u200d", "").split()) == "".join(
        text.split()
    )


def test_a_short_word_keeps_its_marks_in_a_text_that_fits_no_frame() -> None:
    text = "фотографии ? фотографии фотографии фотографии подробности « и »"
    block = headline(text, "ru", width=300)
    assert not block.fits
    assert block.lines[-1].text.strip() == "« и »" or block.lines[-1].text.endswith("« и »")


@pytest.mark.parametrize("space", SPACES)
def test_a_french_colon_stays_with_its_word(space: str) -> None:
    text = f"Montre Casio PRO TREK{space}: photos, détails et prix."
    for width in range(400, 940, 40):
        lines = [line.text for line in headline(text, "fr", width=width).lines]
        assert any(line.endswith(f"TREK{space}:") for line in lines) or any(
            f"TREK{space}: " in line for line in lines
        ), lines


def test_a_price_stays_whole_before_a_colon() -> None:
    lines = [line.text for line in headline("Sac à dos pour 20 € : neuf", "fr", width=420).lines]
    assert any("20 € :" in line for line in lines), lines


def test_a_quotation_may_begin_a_line_and_end_one() -> None:
    lines = [line.text for line in headline("On a dit « bonjour » à Paris", "fr", width=400).lines]
    assert lines == ["On a dit", "« bonjour »", "à Paris"]
    turned = [line.text for line in headline("Er sagt » Wort « und geht", "de", width=400).lines]
    assert turned == ["Er sagt", "» Wort «", "und geht"]
