"""Numbers that are written in words, read as digits before anything is held to the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cta_batch.numerals import in_digits

_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("language", "text", "digits"),
    [
        ("en", "Over a million kettles sold", "Over 1000000 kettles sold"),
        ("en", "1.5 million sold", "1500000 sold"),
        ("en", "Loved by millions", "Loved by millions"),
        ("en", "Two-year warranty, sixty days to try it", "2-year warranty, 60 days to try it"),
        ("en", "Ready in less than a minute", "Ready in less than 1 minute"),
        ("de", "Über 1,5 Millionen verkauft", "Über 1500000 verkauft"),
        ("fr", "plus d'un million d'exemplaires", "plus d'1000000 d'exemplaires"),
        ("fr", "vingt pour cent", "vingt pour cent"),
        ("es", "Más de mil reseñas", "Más de 1000 reseñas"),
        ("it", "dieci per cento", "dieci per cento"),
        ("ja", "累計100万個", "累計1000000個"),
        ("zh", "三万小时", "30000小时"),
        ("zh", "一百二十天", "120天"),
        ("zh", "八成用户", "80%用户"),
        ("zh", "成分安全，万一不合适", "成分安全，万一不合适"),
        (None, "Zwei Taschen", "2 Taschen"),
    ],
)
def test_numbers_in_words(language: str | None, text: str, digits: str) -> None:
    assert in_digits(text, language) == digits


def spelled(number: int) -> str:
    """A number from 11 to 9999 as Chinese writes it, without its zeros."""
    sizes = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
    parts = [(number // size % 10, sign) for size, sign in sizes]
    return "".join(_DIGITS[digit] + sign for digit, sign in parts if digit)


@given(st.integers(11, 9999).filter(lambda n: n >= 20 and n % 100 != 0))
def test_any_chinese_number_is_read(number: int) -> None:
    assert in_digits(f"{spelled(number)}天", "zh") == f"{number}天"


@given(
    st.text(max_size=60), st.sampled_from(["en", "de", "fr", "es", "it", "pt", "nl", "zh", "xx"])
)
def test_any_text_is_read(text: str, language: str) -> None:
    once = in_digits(text, language)
    assert len(once) >= len(text) // 4
