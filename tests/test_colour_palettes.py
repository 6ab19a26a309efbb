"""Colours that can be read: arithmetic against known values, palettes for any picture."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from cta_batch.compose import colour, palettes
from cta_batch.domain import BrandKit, Palette

HEX = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def product(fill: str, second: str | None = None) -> Image.Image:
    picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((20, 20, 180, 180), fill=fill)
    if second:
        draw.rectangle((60, 60, 140, 140), fill=second)
    return picture


def assert_readable(chosen: Palette, least: float = colour.READABLE) -> None:
    assert colour.contrast(chosen.text, chosen.background) >= least
    assert colour.contrast(chosen.on_accent, chosen.accent) >= colour.READABLE
    assert colour.contrast(chosen.accent, chosen.background) >= colour.VISIBLE


def difference(one: str, other: str) -> float:
    """Distance in OKLab; 0.02 is just noticeable, black to white is 1."""
    ends = []
    for name in (one, other):
        light, chroma, hue = colour.lch_of(name)
        turn = np.radians(hue)
        ends.append(np.array([light, chroma * np.cos(turn), chroma * np.sin(turn)]))
    return float(np.linalg.norm(ends[0] - ends[1]))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert colour.contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert colour.contrast(other, one) == colour.contrast(one, other)


def test_oklch_of_known_colours() -> None:
    # CSS Color 4 gives oklch(0.628 0.2577 29.23) for red and oklch(0.452 0.3132 264.05) for blue.
    assert colour.lch_of("#ff0000") == pytest.approx((0.628, 0.2577, 29.23), abs=0.01)
    assert colour.lch_of("#0000ff") == pytest.approx((0.452, 0.3132, 264.05), abs=0.01)


@settings(deadline=None, max_examples=60)
@given(HEX)
def test_oklch_and_back_is_the_same_colour(name: str) -> None:
    assert colour.to_hex(colour.oklch_to_srgb(colour.lch_of(name))) == name
    assert colour.oklch(*colour.lch_of(name)) == name


@settings(deadline=None, max_examples=60)
@given(st.floats(0.1, 1), st.floats(0, 0.5), st.floats(-720, 720))
def test_any_oklch_becomes_a_colour_of_the_same_lightness(
    light: float, chroma: float, hue: float
) -> None:
    assert colour.lch_of(colour.oklch(light, chroma, hue))[0] == pytest.approx(light, abs=0.03)


@settings(deadline=None, max_examples=60)
@given(HEX, HEX)
def test_inks_and_moved_colours_reach_what_is_asked(ground: str, wish: str) -> None:
    assert colour.contrast(colour.ink_for(ground), ground) >= colour.READABLE
    assert colour.contrast(colour.apart(wish, ground, 3.0), ground) >= 3.0
    assert colour.contrast(colour.apart(wish, ground, 4.5), ground) >= 4.5


def test_a_colour_that_is_far_enough_is_not_moved() -> None:
    assert colour.apart("#123456", "#ffffff", 4.5) == "#123456"


def test_contrasts_of_many_pixels_are_those_of_each() -> None:
    pixels = np.array([[[0, 0, 0], [119, 119, 119]]], dtype=np.uint8)
    found = colour.contrasts("#ffffff", pixels)
    assert found.shape == (1, 2)
    assert found[0] == pytest.approx([21.0, 4.48], abs=0.01)


def test_mixing_is_even() -> None:
    assert colour.mix("#000000", "#ffffff", 0.0) == "#000000"
    assert colour.mix("#000000", "#ffffff", 1.0) == "#ffffff"
    assert colour.lch_of(colour.mix("#000000", "#ffffff", 0.5))[0] == pytest.approx(0.5, abs=0.01)


@settings(deadline=None, max_examples=40)
@given(HEX, HEX, st.integers(0, 2**31))
def test_any_product_gets_a_comfortable_palette(fill: str, second: str, turn: int) -> None:
    chosen, notes = palettes.palette(palettes.look_of(product(fill, second)), turn=turn)
    assert_readable(chosen, colour.COMFORTABLE)
    assert notes == ()


@pytest.mark.parametrize("fill", ["#2a63b8", "#111111", "#f4f4f4", "#c8102e", "#b9b2d8"])
def test_ten_variants_have_ten_looks(fill: str) -> None:
    chosen = [palettes.palette(palettes.look_of(product(fill)), turn=4 + i)[0] for i in range(10)]
    pairs = [difference(a.background, b.background) for a, b in combinations(chosen, 2)]
    assert len({p.background for p in chosen}) == 10
    assert min(pairs) > 0.02
    neighbours = [difference(a.background, b.background) for a, b in pairwise(chosen)]
    assert min(neighbours) > 0.05


@pytest.mark.parametrize("fill", ["#2a63b8", "#111111", "#f4f4f4", "#c8102e", "#808080"])
def test_the_product_stands_out_from_every_background(fill: str) -> None:
    for index in range(10):
        chosen, _ = palettes.palette(palettes.look_of(product(fill)), turn=index)
        assert difference(chosen.background, fill) >= 0.10


def test_the_same_turn_gives_the_same_palette() -> None:
    ask = product("#336699")
    assert palettes.palette(palettes.look_of(ask), turn=9) == palettes.palette(
        palettes.look_of(ask), turn=9
    )


def test_the_main_hue_is_the_products_and_not_the_grounds() -> None:
    photo = Image.new("RGB", (300, 300), "#ffe0b0")
    ImageDraw.Draw(photo).rectangle((100, 60, 200, 240), fill="#2244cc")
    assert palettes.look_of(photo).hue == pytest.approx(colour.lch_of("#2244cc")[2], abs=10)


BRAND = BrandKit(background="#ffffff", text="#1a1a2e", accent="#c8102e", on_accent="#ffffff")


def test_a_brands_readable_colours_win() -> None:
    chosen, notes = palettes.palette(palettes.look_of(product("#2a63b8")), turn=1, brand=BRAND)
    assert chosen == Palette(
        background="#ffffff", text="#1a1a2e", accent="#c8102e", on_accent="#ffffff"
    )
    assert notes == ()


def test_a_brands_unreadable_colours_are_replaced_and_said() -> None:
    kit = BRAND.model_copy(update={"text": "#dddddd", "on_accent": "#d01030"})
    chosen, notes = palettes.palette(palettes.look_of(product("#2a63b8")), turn=1, brand=kit)
    assert_readable(chosen)
    assert chosen.accent == "#c8102e"
    assert len(notes) == 2
    assert "#dddddd" in notes[0]
    assert "4.5:1" in notes[0]


def test_a_brands_malformed_colour_is_left_out_and_said() -> None:
    kit = BRAND.model_copy(update={"accent": "crimson"})
    chosen, notes = palettes.palette(palettes.look_of(product("#2a63b8")), turn=1, brand=kit)
    assert_readable(chosen)
    assert "'crimson'" in notes[0]


@pytest.mark.parametrize("index", range(10))
def test_backgrounds_give_way_to_a_brands_button_and_ink(index: int) -> None:
    kit = BrandKit(text="#0b2545", accent="#d7263d")
    chosen, notes = palettes.palette(palettes.look_of(product("#2a63b8")), turn=index, brand=kit)
    assert (chosen.text, chosen.accent, notes) == ("#0b2545", "#d7263d", ())
    assert_readable(chosen)


@settings(deadline=None, max_examples=40)
@given(*[st.none() | HEX for _ in range(4)])
def test_any_brand_ends_readable(
    background: str | None, text: str | None, accent: str | None, on_accent: str | None
) -> None:
    kit = BrandKit(background=background, text=text, accent=accent, on_accent=on_accent)
    chosen, notes = palettes.palette(palettes.look_of(product("#2a63b8")), turn=3, brand=kit)
    assert_readable(chosen)
    asked = [c for c in (background, text, accent, on_accent) if c]
    kept = [c for c in asked if c in set(chosen.model_dump().values())]
    assert len(kept) + len(notes) >= len(set(asked))
