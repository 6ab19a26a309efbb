"""A text in its frame: inside, balanced, as large as it goes, in any script."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from cta_batch.compose.text import Align, Block, Line, Weight, draw, fit, mask, starts_right
from cta_batch.compose.text.lines import Measured, greedy, partitions
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
    "ko": "비오는날에도가벼운데일리백팩 ,22",
}


def headline(
    text: str,
    language: str = "en",
    width: float = 940,
    height: float = 500,
    align: Align = "start",
    lines: int = 4,
) -> Block:
    return fit(
        text,
        width=width,
        height=height,
        size=104,
        min_size=49.7,
        max_lines=lines,
        weight=Weight.BOLD,
        language=language,
        align=align,
    )


def in_any_script(longest: int) -> st.SearchStrategy[tuple[str, str]]:
    def words(language: str) -> st.SearchStrategy[tuple[str, str]]:
        text = st.text(st.sampled_from(ALPHABETS[language]), min_size=1, max_size=longest)
        return st.tuples(text.filter(lambda t: 1 <= display_width(t) <= longest), st.just(language))

    return st.sampled_from(sorted(ALPHABETS)).flatmap(words)


def assert_unclipped(block: Block, width: float, height: float) -> None:
    assert block.fits
    assert block.width <= width
    assert block.height <= height
    left, top, right, bottom = block.ink
    assert -0.01 <= left <= right <= block.width + 0.01
    assert -0.01 <= top <= bottom <= block.height + 0.01
    assert_nothing_painted_beyond(block)


def assert_nothing_painted_beyond(block: Block) -> None:
    """The mask on a larger canvas is the mask itself, but for a breath of the soft edge."""

    def moved(line: Line) -> Line:
        runs = tuple(replace(run, x=run.x + 8, baseline=run.baseline + 8) for run in line.runs)
        return replace(line, runs=runs)

    lines = tuple(moved(line) for line in block.lines)
    larger = replace(block, lines=lines, width=block.width + 16, height=block.height + 16)
    inner, outer = mask(block), mask(larger)
    framed = Image.new("L", outer.size)
    framed.paste(inner, (8, 8))
    brightest = ImageChops.difference(framed, outer).point(lambda v: 255 if v > 8 else 0)
    assert brightest.getbbox() is None


@settings(max_examples=120, deadline=None)
@given(in_any_script(30))
def test_any_headline_fits_a_square_unclipped(case: tuple[str, str]) -> None:
    text, language = case
    block = headline(text, language)
    assert block.size >= 49.7
    assert_unclipped(block, 940, 500)
    assert not block.missing


@settings(max_examples=80, deadline=None)
@given(in_any_script(90))
def test_any_description_fits_a_square_unclipped(case: tuple[str, str]) -> None:
    text, language = case
    block = fit(
        text,
        width=940,
        height=300,
        size=36,
        min_size=26,
        max_lines=4,
        weight=Weight.REGULAR,
        language=language,
        align="center",
        leading=1.3,
    )
    assert block.size >= 26
    assert_unclipped(block, 940, 300)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.sampled_from(["en", "ar", "ja", "xx", ""]))
def test_any_unicode_at_all_is_set_or_reported(text: str, language: str) -> None:
    block = headline(text, language)
    if block.fits:
        assert block.width <= 940
        assert block.height <= 500
    mask(block)


@pytest.mark.parametrize("width", [0.0, -5.0, 3.0, 40.0])
def test_a_frame_too_small_is_said_not_hidden(width: float) -> None:
    block = headline("Incomprehensible backpack", width=width)
    assert not block.fits
    assert block.size == 49.7


def test_lines_are_balanced_and_no_word_is_left_alone() -> None:
    units = [Measured(width, 0.3, 0, 0) for width in (2, 2, 2, 2, 1)]
    assert greedy(units, 9.4) == [4, 5]  # as full as they get: the last word alone
    assert partitions(units, 3, 9.4, 9.4)[2] == [2, 5]
    uneven = [Measured(width, 0.3, 0, 0) for width in (2, 3, 1, 4, 2)]
    assert partitions(uneven, 3, 9.4, 9.4)[3] == [1, 3, 5]  # as even: [2, 4, 5], its end alone
    block = headline("The bag that goes wherever you go", width=800)
    assert [line.text for line in block.lines] == ["The bag that goes", "wherever you go"]


def test_the_text_is_whole_and_in_order() -> None:
    text = "The bag that goes wherever you go"
    assert " ".join(line.text for line in headline(text, width=420).lines) == text


def test_phrases_of_japanese_chinese_and_thai_stay_whole() -> None:
    japanese = headline("雨の日も、毎日が軽くなるバックパック", "ja", width=480)
    assert [line.text for line in japanese.lines] == [
        "雨の日も、",
        "毎日が軽くなる",
        "バックパック",
    ]
    chinese = headline("轻装上阵，全天候通勤背包", "zh-CN", width=480)
    assert [line.text for line in chinese.lines] == ["轻装上阵，", "全天候通勤背包"]
    thai = headline("กระเป๋าเป้ใบใหม่สำหรับทุกวันที่ฝนตก", "th", width=480)
    assert [line.text for line in thai.lines] == ["กระเป๋าเป้ใบ", "ใหม่สำหรับ", "ทุกวันที่ฝนตก"]


def test_korean_breaks_between_words() -> None:
    text = "비 오는 날에도 가벼운 데일리 백팩"
    assert " ".join(line.text for line in headline(text, "ko", width=480).lines) == text


def test_a_number_stays_with_its_word() -> None:
    block = headline("Padded sleeve for 15 inch laptops", width=560)
    assert not any(line.text.endswith("15") for line in block.lines)


def test_a_word_is_hyphenated_only_where_it_does_not_fit() -> None:
    word = "Hochleistungsregenschutzrucksack"
    narrow = headline(word, "de", width=480)
    assert narrow.fits
    assert narrow.lines[0].text.endswith("-")
    assert "".join(line.text.rstrip("-") for line in narrow.lines) == word
    assert len(headline(word, "de", width=940).lines) == 1


def test_rtl_starts_on_the_right() -> None:
    block = headline("حقيبة الظهر اليومية بتصميم جديد", "ar", width=480)
    assert block.rtl
    assert all(line.x + line.width == pytest.approx(block.width) for line in block.lines)
    assert headline("Nike Air Max", "ar").rtl
    assert not headline("Say سلام to rain", "en").rtl
    assert starts_right("Nike حقيبة", "ar")


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_alignment_is_by_ink(align: Align, share: float) -> None:
    block = headline("「防水」 backpacks for everybody", "ja", width=480, align=align)
    for line in block.lines:
        assert line.x == pytest.approx((block.width - line.width) * share)


def test_tall_scripts_get_room_between_lines() -> None:
    def pitch(text: str, language: str) -> float:
        block = headline(text, language, width=480)
        return (block.lines[1].baseline - block.lines[0].baseline) / block.size

    assert pitch("Made for rain, built for every day", "en") == pytest.approx(1.08, abs=0.01)
    assert pitch("雨の日も、毎日が軽くなるバックパック", "ja") == pytest.approx(1.22, abs=0.01)
    assert pitch("हर मौसम के लिए नया बैकपैक", "hi") >= 1.29


def test_drawing_paints_the_colour_where_the_mask_is_full() -> None:
    block = headline("Ink")
    image = Image.new("RGB", (1080, 300), "#ffffff")
    draw(block, image, (50, 60), "#204060")
    shape = mask(block)
    full = next(
        (x, y)
        for y in range(shape.height)
        for x in range(shape.width)
        if shape.getpixel((x, y)) == 255
    )
    assert image.getpixel((50 + full[0], 60 + full[1])) == (0x20, 0x40, 0x60)
    assert image.getpixel((2, 2)) == (255, 255, 255)


def test_words_of_nothing_but_dropped_characters_are_an_empty_block() -> None:
    block = headline("\U00012000")
    assert block.lines == ()
    assert block.missing == "\U00012000"
    assert mask(block).getbbox() is None


def test_many_threads_get_the_same_picture() -> None:
    texts = [("Made for rain", "en"), ("حقيبة جديدة", "ar"), ("雨の日も軽い", "ja")] * 8
    alone = [mask(headline(*text)).tobytes() for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: mask(headline(*text)).tobytes(), texts))
    assert together == alone
