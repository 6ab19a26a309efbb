"""Letters of every script we promise, and hypothesis strategies that write with them."""

from __future__ import annotations

from hypothesis import strategies as st

from cta_batch.limits import display_width

ALPHABETS = {
    "en": "abcdefghijklm ABCXYZ 0123 ,.!-’$%",
    "de": "abdefgilnrstuäöüß ABC-",
    "el": "αβγδεζηθικλμνξοπ ΆΈΩ",
    "ru": "абвгдежзийклмно ЩЮЯ",
    "vi": "ăâđêôơưấầẩẫậềể ngh",
    "ar": "ابتثجحخدذرزسشصض َُِّ (12)",
    "he": "אבגדהוזחטיכלמםנ ְִָ 12",
    "hi": "कखगघचछजझटठिीुूे्ंः ",
    "th": "กขคงจชซญฐดตถทนบปผิีึื่้๊๋ำ ",
    "ja": "日本語の防水バックパックー、。「」ぁっ 22L",
    "zh-CN": "轻装上阵全天候通勤背包，。《》22",
    "ko": "비오는 날에도가벼운데일리백팩 ,22",
}

SENTENCES = {
    "en": "Made for “rain” in AVffi",
    "el": "Φτιαγμένο για βροχή",
    "ru": "Сделано для дождя",
    "ar": "حقيبة الظهر اليومية",
    "he": "תיק לכל יום בַּיִת",
    "hi": "हर मौसम के लिए क्षि",
    "th": "กระเป๋าเป้ที่ผู้",
    "ja": "雨の日も軽い鞄",
    "zh-CN": "轻装上阵背包",
    "ko": "비오는 날에도",
}


def text_in(language: str, longest: int) -> st.SearchStrategy[str]:
    """1 to ``longest`` characters of a language, double-width ones counted as two."""
    text = st.text(ALPHABETS[language], min_size=1, max_size=longest)
    tidy = text.map(lambda t: " ".join(t.split()))
    return tidy.filter(lambda t: 1 <= display_width(t) <= longest)


def in_any_script(longest: int) -> st.SearchStrategy[tuple[str, str]]:
    """A text and its language."""
    return st.sampled_from(sorted(ALPHABETS)).flatmap(
        lambda language: st.tuples(text_in(language, longest), st.just(language))
    )
