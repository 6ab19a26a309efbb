"""A text in its frame: inside, balanced, as large as it goes, in any script."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from cta_batch.compose.text import (
    Align,
    Block,
    Line,
    PlacedRun,
    Weight,
    draw,
    fit,
    mask,
    starts_right,
)
from cta_batch.compose.text.harfbuzz import coverage
from cta_batch.compose.text.lines import Measured, greedy, partitions
from cta_batch.compose.text.units import bound
from tests.scripts import SENTENCES, in_any_script


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


@pytest.mark.parametrize(
    ("text", "language", "width", "kept"),
    [
        ("Der Rucksack nur 19,99 €", "de", 480, "19,99 €"),
        ("The mug that holds 12 oz", "en", 380, "12 oz"),
        ("Now 30 % off all bags", "en", 300, "30 %"),
        ("Sac à dos seulement € 20", "fr", 380, "€ 20"),
        ("Up to 100 km/h", "en", 260, "100 km/h"),
        ("Спальный мешок за 1 299 ₽", "ru", 420, "1 299 ₽"),
        ("Zelt 60 × 40 cm groß", "de", 420, "60 × 40 cm"),
        ("送料無料で3,980円から買える", "ja", 300, "3,980円"),
        ("防水 22 リットルの容量", "ja", 420, "22 リットル"),
        ("一款背包 只要 299 元起", "zh-CN", 300, "299 元"),
        ("กระเป๋าเป้ใบใหม่ ราคา 299 บาท", "th", 400, "299 บาท"),
        ("حقيبة ظهر بسعر 20 ريال", "ar", 380, "20 ريال"),
        ("가방 3만 원 할인", "ko", 260, "3만 원"),
    ],
)
def test_a_number_is_never_parted_from_its_unit(
    text: str, language: str, width: float, kept: str
) -> None:
    lines = [line.text for line in headline(text, language, width=width).lines]
    assert len(lines) > 1
    assert any(kept in line for line in lines), lines


def test_a_number_and_its_unit_part_only_where_no_line_holds_both() -> None:
    block = headline("1.234.567,99 €", "de", width=330)
    assert block.fits
    assert [line.text for line in block.lines] == ["1.234.567,99", "€"]
    torn = headline("Price 1.234.567.890,99 €", "de", width=260)
    assert torn.fits
    assert torn.lines[0].text == "Price"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_words_are_bound_or_not(before: str, after: str) -> None:
    assert isinstance(bound(before, after), bool)
    assert not bound(before, "stars")


def test_a_compound_too_wide_for_its_line_parts_at_its_seam() -> None:
    lines = [line.text for line in headline("防水バックパック", "ja", width=360).lines]
    assert lines == ["防水", "バックパック"]


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


def _exact_mask(block: Block) -> Image.Image:
    """The same ink, each pixel by a hundred points that are in or out."""
    fine, size = 10, mask(block).size
    runs = [
        PlacedRun(run.run, run.x * fine, run.baseline * fine, run.size * fine)
        for line in block.lines
        for run in line.runs
    ]
    rows, stride = coverage(runs, size[0] * fine, size[1] * fine, 1)
    large = Image.frombytes("L", (size[0] * fine, size[1] * fine), rows, "raw", "L", stride, -1)
    return large.point(lambda v: 255 if v > 127 else 0).reduce(fine)


@pytest.mark.parametrize("size", [26, 80])
@pytest.mark.parametrize(("language", "text"), SENTENCES.items())
def test_where_letters_overlap_no_pixel_is_darker_than_its_ink(
    language: str, text: str, size: float
) -> None:
    block = fit(
        text,
        width=2000,
        height=300,
        size=size,
        min_size=size,
        max_lines=1,
        weight=Weight.BOLD,
        language=language,
        align="left",
    )
    off = ImageChops.subtract(mask(block), _exact_mask(block)).histogram()
    specks = sum(off[48:])
    assert specks <= 4, f"{specks} pixels are too dark"


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
