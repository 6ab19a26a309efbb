"""Golden shaping: which glyphs, in which order, for each script we promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from cta_batch.compose.text import FontPaths, Run, Weight
from cta_batch.compose.text.clusters import paragraph
from cta_batch.compose.text.fonts import chain
from cta_batch.compose.text.harfbuzz import Font
from cta_batch.compose.text.levels import embedding_levels, visual_order
from cta_batch.compose.text.scripts import shaping_language
from cta_batch.errors import RenderError

FONTS = chain(Weight.BOLD, 36, None)


def shaped(text: str, language: str) -> list[Run]:
    clusters = paragraph(text, FONTS, None, language).clusters
    runs: list[Run] = []
    start = 0
    for end in range(1, len(clusters) + 1):
        key = (clusters[start].font, clusters[start].level)
        if end < len(clusters) and (clusters[end].font, clusters[end].level) == key:
            continue
        joined = "".join(c.text for c in clusters[start:end])
        forms = shaping_language(text, language)
        runs.append(key[0].shape(joined, rtl=key[1] % 2 == 1, language=forms))
        start = end
    return runs


def names(run: Run) -> list[str]:
    return [run.font.handle.glyph_to_string(glyph.gid) for glyph in run.glyphs]


@pytest.mark.parametrize(
    ("language", "text", "font", "glyphs", "clusters", "advance"),
    [
        ("en", "AVA", "Inter", ["A", "V", "A"], [0, 1, 2], 2.082),
        ("el", "Ύ", "Inter", ["Upsilontonos"], [0], 0.960),
        ("ru", "Щ", "Inter", ["uni0429"], [0], 1.017),
        (
            "ar",
            "سلام",
            "NotoSansArabic",
            ["uni0645", "uni0627.fina.rlig.2", "uni0644.medi.rlig", "uni0633.init"],
            [3, 2, 1, 0],
            2.179,
        ),
        (
            "he",
            "שלום",
            "Heebo",
            ["memFinalhb", "uni05D5", "uni05DC", "uni05E9"],
            [3, 2, 1, 0],
            2.376,
        ),
        ("hi", "कि", "NotoSansDevanagari", ["uni093F.04", "uni0915"], [0, 0], 1.124),
        ("hi", "क्षि", "NotoSansDevanagari", ["uni093F.10", "uni0915094D0937"], [0, 0], 1.090),
        ("th", "ที่", "NotoSansThai", ["uni0E17", "uni0E35", "uni0E48.small"], [0, 0, 0], 0.644),
        (
            "th",
            "น้ำ",
            "NotoSansThai",
            ["uni0E19", "uni0E4D", "uni0E49.small", "uni0E32"],
            [0] * 4,
            1.081,
        ),
        ("vi", "Ưấ", "Inter", ["Uhorn", "uni1EA5"], [0, 1], 1.311),
        ("ar", "لا", "NotoSansArabic", ["uni0627.fina.rlig", "uni0644.init.rlig"], [1, 0], 0.632),
        ("hi", "र्क", "NotoSansDevanagari", ["uni0915", "uni0930094D"], [0, 0], 0.830),
        ("ja", "防水、", "NotoSansCJK", ["gid43092", "gid23009", "gid1397"], [0, 1, 2], 3.000),
        ("zh-CN", "轻，", "NotoSansCJK", ["gid39943", "gid59058"], [0, 1], 2.000),
        ("ko", "한글", "NotoSansCJK", ["gid58199", "gid48123"], [0, 1], 1.840),
    ],
)
def test_golden_glyphs(
    language: str, text: str, font: str, glyphs: list[str], clusters: list[int], advance: float
) -> None:
    (run,) = shaped(text, language)
    assert run.font.path.name.startswith(font)
    assert names(run) == glyphs
    assert [glyph.cluster for glyph in run.glyphs] == clusters
    assert run.advance == pytest.approx(advance, abs=0.002)


def test_arabic_letters_apart_take_other_forms_than_joined() -> None:
    (joined,) = shaped("سلام", "ar")
    (apart,) = shaped("س ل ا م", "ar")
    assert not set(names(joined)[1:]) & set(names(apart))


def test_han_letters_follow_the_language() -> None:
    forms = {lang: names(shaped("直骨", lang)[0]) for lang in ("ja", "zh-CN", "zh-TW", "ko")}
    assert forms["ja"] != forms["zh-CN"]
    assert forms["zh-TW"] != forms["zh-CN"]
    assert names(shaped("直骨", "en")[0]) == forms["zh-CN"]
    assert names(shaped("直骨です", "en")[0])[:2] == forms["ja"]


def test_kerning_is_on() -> None:
    (pair,) = shaped("AV", "en")
    assert pair.advance < sum(shaped(c, "en")[0].advance for c in "AV") - 0.02


def test_brackets_stay_with_their_latin_words_in_arabic() -> None:
    text = "حقيبة Nike Air (2024) بخصم"
    levels = embedding_levels(text, rtl=True)
    assert {levels[i] for i in range(text.index("Nike"), text.index(")") + 1)} == {2}
    assert levels[0] == levels[-1] == 1


def test_arabic_word_in_latin_runs_to_the_left() -> None:
    text = "New سلام bag"
    assert embedding_levels(text, rtl=False) == [0] * 4 + [1] * 4 + [0] * 4
    assert visual_order([0, 1, 2, 1, 0]) == [0, 3, 2, 1, 4]
    assert visual_order([1, 2, 1]) == [2, 1, 0]
    assert visual_order([]) == []


def fonts_of(text: str, language: str = "en") -> list[str]:
    clusters = paragraph(text, FONTS, None, language).clusters
    return [cluster.font.path.name.split("[")[0].split("-")[0] for cluster in clusters]


def test_punctuation_and_spaces_take_the_font_of_their_word() -> None:
    assert set(fonts_of("“你好”！", "zh-CN")) == {"NotoSansCJKjp"}
    assert fonts_of("Air “你”", "zh-CN")[4:] == ["NotoSansCJKjp"] * 3
    assert set(fonts_of("Hello, “world” – 20%!")) == {"Inter"}
    assert fonts_of("容量22L", "ja") == ["NotoSansCJKjp"] * 2 + ["Inter"] * 3


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Sale 🎉 now", "Sale now"),
        ("🎉 Sale 🔥", "Sale"),
        ("Sale 🎉!", "Sale!"),
        ("Big🎉sale", "Big sale"),
        ("Go 👩‍👩‍👧🏽 🇩🇪 on", "Go on"),
    ],
)
def test_emoji_that_no_font_draws_leave_no_hole(text: str, left: str) -> None:
    para = paragraph(text, FONTS[:1], None, "en")
    assert "".join(c.text for c in para.clusters) == left
    assert para.dropped_emoji
    assert not para.missing


def test_an_emoji_font_draws_emoji_and_words_beside_it_keep_theirs() -> None:
    pretended = FONTS[1]  # any font will do: what matters is who is asked

    class Everything(Font):
        def __init__(self) -> None:
            self.path, self.handle, self.upem = pretended.path, pretended.handle, pretended.upem

        def covers(self, cluster: str) -> bool:
            return True

    emoji = Everything()
    clusters = paragraph("Sale 🎉 now", FONTS, emoji, "en").clusters
    assert [c.text for c in clusters if c.font is emoji] == ["🎉"]
    assert {c.font for c in clusters if c.font is not emoji} == {FONTS[0]}


def test_characters_without_a_glyph_are_reported_once() -> None:
    para = paragraph("Bag \U00012000\U00012000 new", FONTS, None, "en")
    assert para.missing == "\U00012000"
    assert "".join(c.text for c in para.clusters) == "Bag new"


def test_a_brands_font_comes_first_and_a_bad_one_is_named(tmp_path: Path) -> None:
    own = FONTS[1].path
    assert chain(Weight.BOLD, 36, FontPaths(bold=own))[0].path == own
    assert chain(Weight.REGULAR, 36, FontPaths(bold=own))[0].path != own
    bad = tmp_path / "brand.ttf"
    bad.write_bytes(b"no font")
    with pytest.raises(RenderError, match=r"brand\.ttf is not a font"):
        chain(Weight.BOLD, 36, FontPaths(regular=bad))
    with pytest.raises(RenderError, match=r"gone\.ttf cannot be opened"):
        chain(Weight.BOLD, 36, FontPaths(regular=tmp_path / "gone.ttf"))
