"""What ``render`` gives back: exact files, clean layouts, words in place, honest warnings."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cta_batch.compose import layouts_for, painting, render, rendering
from cta_batch.compose.arrangement import Arrangement, Cutting, Role, Shadow
from cta_batch.compose.caching import Cache, pixel_bytes
from cta_batch.compose.geometry import Box, Frame
from cta_batch.domain import BrandKit, Layout
from cta_batch.errors import NotAPicture
from cta_batch.placements import DEFAULT_PLACEMENTS, PLACEMENTS
from tests.compose_pictures import (
    NIGHT,
    bottle,
    order,
    plain,
    png,
    product_on_white,
    scene,
    transparent_product,
    words,
)

DEFAULTS = tuple(PLACEMENTS[name] for name in DEFAULT_PLACEMENTS)


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("layout", list(Layout))
def test_every_placement_comes_at_its_exact_size_under_its_cap(layout: Layout) -> None:
    made = render(order(transparent_product(), layout=layout, placements=(*PLACEMENTS.values(),)))
    assert [c.placement.name for c in made.creatives] == list(PLACEMENTS)
    for creative in made.creatives:
        picture = _opened(creative.data)
        assert picture.format == "JPEG"
        assert picture.size == (creative.placement.width, creative.placement.height)
        assert len(creative.data) <= creative.placement.max_bytes
        assert creative.warnings == ()


@pytest.mark.parametrize("layout", list(Layout))
def test_a_free_standing_product_gets_the_layout_that_was_planned(layout: Layout) -> None:
    ai = layout is Layout.BLEED
    made = render(order(product_on_white(), layout=layout, placements=DEFAULTS, ai=ai))
    assert [(c.layout, c.warnings) for c in made.creatives] == [(layout, ())] * 4


def test_a_creative_knows_where_its_product_stands() -> None:
    frames = tuple(PLACEMENTS[n] for n in ("landscape", "story", "portrait", "display-160x600"))
    made = render(order(product_on_white(), layout=Layout.SPLIT, placements=frames))
    assert [c.stands for c in made.creatives] == ["beside", "above", "above", "above"]
    twin = render(replace(order(product_on_white(), layout=Layout.SPLIT), clean=True))
    assert twin.creatives[0].stands == "alone"


@pytest.mark.parametrize("layout", list(Layout))
def test_a_scene_is_never_cut_out(layout: Layout) -> None:
    made = render(order(scene(), layout=layout, placements=DEFAULTS))
    assert {c.layout for c in made.creatives} <= {Layout.CARD, Layout.SPLIT, Layout.BLEED}


def test_photos_allow_what_suits_them() -> None:
    four = (Layout.HERO, Layout.SPLIT, Layout.STAGE, Layout.CARD)
    assert set(layouts_for(product_on_white(), ai_background=False)) == set(four)
    assert set(layouts_for(product_on_white(), ai_background=True)) == set(Layout)
    scenic = {Layout.SPLIT, Layout.CARD, Layout.BLEED}
    assert set(layouts_for(scene(), ai_background=False)) == scenic


def test_a_plain_ground_goes_on_past_the_photo_without_a_seam() -> None:
    rows = np.mgrid[0:200, 0:200][0]
    photo = (225 + rows[..., None] / 10 + np.zeros(3)).astype(np.uint8)
    wide = np.asarray(
        painting._extended(photo, (100, 0), (400, 200), (236, 236, 236)), dtype=np.int16
    )
    assert np.abs(wide[:, 100] - wide[:, 99]).max() <= 4
    assert np.abs(wide[:, 299] - wide[:, 300]).max() <= 4


def test_what_was_painted_small_is_not_taken_for_a_placement_of_that_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A candidate's product is scaled from a small source; a banner's own is not."""
    materials = rendering._prepared(order(product_on_white(2000))).materials
    box, square = Box(10, 10, 130, 190), PLACEMENTS["square"]
    banner, large = (Frame(replace(square, width=150 * n, height=200 * n)) for n in (1, 4))

    def painted(frame: Frame, scale: float) -> Image.Image:
        layer = Cutting(box.scaled(1 / scale), Shadow.NONE)
        return painting.paint((layer,), frame, materials, scale)

    def forget() -> None:
        for cache in ("_SCALED", "_PLATES"):
            monkeypatch.setattr(painting, cache, Cache(10**6, pixel_bytes))

    forget()
    alone = painted(banner, 1.0)
    forget()
    assert painted(large, 0.25) != alone
    assert painted(banner, 1.0) == alone


def test_the_same_order_makes_the_same_bytes() -> None:
    one, two = (render(order(product_on_white(), seed=4)).creatives[0].data for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    ("ai", "kind"), [(True, "compositeWithTrainedAlgorithmicMedia"), (False, "composite")]
)
def test_the_file_says_how_it_was_made(ai: bool, kind: str) -> None:
    data = render(order(product_on_white(), ai=ai)).creatives[0].data
    picture = _opened(data)
    xmp = picture.info["xmp"].decode()
    assert f'newscodes/digitalsourcetype/{kind}"' in xmp
    assert picture.info["icc_profile"]


def _arranged(
    layout: Layout, placement: str, headline: str, description: str, language: str = "en"
) -> Arrangement:
    said = words(headline, description, language=language)
    job = rendering._prepared(order(transparent_product(), layout=layout, said=said))
    return rendering._best(job, Frame(PLACEMENTS[placement])).arrangement


@pytest.mark.parametrize("headline", ["حقيبة الظهر اليومية", "Nike حقيبة"])
@pytest.mark.parametrize("placement", ["landscape", "square"])
def test_right_to_left_words_and_button_stand_at_the_right(placement: str, headline: str) -> None:
    found = _arranged(Layout.SPLIT, placement, headline, "سعة 22 لتر", "ar")
    edges = [text.box.right for text in found.setting.texts] + [found.setting.button.box.right]
    assert max(edges) - min(edges) < 1
    assert found.setting.button.box.left > found.frame.width / 2
    assert found.subject.centre[0] < found.frame.width / 2


def test_the_smallest_banner_has_product_headline_and_button() -> None:
    found = _arranged(Layout.HERO, "display-320x50", "The everyday bottle", "Cold for a day.")
    assert [text.role for text in found.setting.texts] == [Role.HEADLINE]
    assert found.setting.button.box.width > 40
    assert found.subject.height > 35


@pytest.mark.parametrize("layout", [Layout.HERO, Layout.SPLIT, Layout.STAGE, Layout.BLEED])
def test_the_product_is_only_scaled_never_redrawn(layout: Layout) -> None:
    wanted = order(transparent_product(), layout=layout, ai=layout is Layout.BLEED)
    job = rendering._prepared(wanted)
    found = rendering._best(job, Frame(PLACEMENTS["square"])).arrangement
    plate = painting.paint(found.layers, found.frame, job.materials)
    left, top, right, bottom = found.stage.rounded()
    width, height = right - left, bottom - top
    assert abs(width / height - 420 / 900) < 0.005
    expected = bottle().resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    inner = (round(width * 0.35), round(height * 0.1), round(width * 0.65), round(height * 0.9))
    shown = np.asarray(plate.crop((left, top, right, bottom)).crop(inner), dtype=np.int16)
    own = np.asarray(expected.convert("RGB").crop(inner), dtype=np.int16)
    assert np.abs(shown - own).max() <= 1
    data = render(wanted).creatives[0].data
    saved = np.asarray(_opened(data).crop((left, top, right, bottom)).crop(inner), dtype=np.int16)
    assert np.abs(saved - own).mean() < 3


@pytest.mark.parametrize("layout", [Layout.HERO, Layout.STAGE, Layout.BLEED, Layout.SPLIT])
def test_the_background_given_is_seen(layout: Layout) -> None:
    red, blue = (
        render(order(product_on_white(), layout=layout, background=plain(colour))).creatives[0]
        for colour in ("#f2d9d9", "#d9e2f2")
    )
    pixels = [np.asarray(_opened(c.data), dtype=np.int16) for c in (red, blue)]
    changed = np.abs(pixels[0] - pixels[1]).max(axis=2) > 8
    assert changed.mean() > 0.25


@settings(max_examples=10, deadline=None)
@given(width=st.integers(64, 1600), height=st.integers(64, 1600), layout=st.sampled_from(Layout))
def test_backgrounds_of_any_size_fill_the_frame(width: int, height: int, layout: Layout) -> None:
    ground = Image.new("RGB", (width, height), "#dfe6f2")
    ground.paste("#b9c4d8", (0, int(height * 0.66), width, height))
    made = render(order(product_on_white(), layout=layout, background=png(ground)))
    assert _opened(made.creatives[0].data).size == (1080, 1080)


def test_words_read_on_a_background_that_fights_them() -> None:
    stripes = Image.new("RGB", (600, 600), "#ffffff")
    for x in range(0, 600, 20):
        stripes.paste("#000000", (x, 0, x + 10, 600))
    made = render(order(product_on_white(), background=png(stripes), placements=DEFAULTS))
    assert [(c.layout, c.warnings) for c in made.creatives] == [(Layout.HERO, ())] * 4


def test_a_small_picture_is_said() -> None:
    made = render(order(transparent_product(70, 150)))
    assert any("shown small" in sentence for sentence in made.creatives[0].warnings)


def test_characters_that_no_font_has_are_said() -> None:
    made = render(order(product_on_white(), said=words("Bottle \U0001e900\U0001e901")))
    assert any("No font has" in sentence for sentence in made.creatives[0].warnings)


def test_a_brand_s_corners_button_and_logo_are_kept(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (400, 100), "#123456ff").save(logo)
    brand = BrandKit(corners="square", button="outline", logo=str(logo))
    job = rendering._prepared(order(product_on_white(), brand=brand))
    found = rendering._best(job, Frame(PLACEMENTS["square"])).arrangement
    assert found.setting.button.radius == 0
    assert found.setting.button.fill is None
    assert found.setting.logo is not None
    assert abs(found.setting.logo.width / found.setting.logo.height - 4) < 0.01


def test_a_brand_s_missing_logo_is_said(tmp_path: Path) -> None:
    brand = BrandKit(logo=str(tmp_path / "none.png"))
    made = render(order(product_on_white(), brand=brand))
    assert any("none.png" in sentence for sentence in made.creatives[0].warnings)


def test_a_brand_s_name_stands_small_above_the_headline() -> None:
    job = rendering._prepared(order(product_on_white(), brand=BrandKit(name="Northfold")))
    texts = rendering._best(job, Frame(PLACEMENTS["square"])).arrangement.setting.texts
    assert [text.role for text in texts] == [Role.BRAND, Role.HEADLINE, Role.DESCRIPTION]
    assert texts[0].size < texts[2].size < texts[1].size


@pytest.mark.parametrize("layout", list(Layout))
def test_a_clean_twin_has_the_product_and_no_words(layout: Layout) -> None:
    some, other = (
        replace(order(product_on_white(), layout=layout, placements=DEFAULTS), clean=True, words=w)
        for w in (words("One"), words("Another headline altogether"))
    )
    made = render(some)
    assert [c.data for c in made.creatives] == [c.data for c in render(other).creatives]
    middle = np.asarray(_opened(made.creatives[0].data).crop((500, 640, 580, 700)))
    assert np.abs(middle.mean(axis=(0, 1)) - (0x8A, 0x1F, 0x2D)).max() < 6


def test_without_a_palette_one_is_chosen_from_the_product() -> None:
    made = render(order(product_on_white(), palette=None))
    assert made.palette.background != made.palette.text


def test_dark_palettes_read_too() -> None:
    made = render(
        order(product_on_white(), background=plain("#1d2230"), palette=NIGHT, placements=DEFAULTS)
    )
    assert [c.warnings for c in made.creatives] == [()] * 4


@pytest.mark.parametrize("broken", ["picture", "background"])
def test_what_is_no_picture_is_refused(broken: str) -> None:
    good = product_on_white()
    picture, background = (b"<html>", good) if broken == "picture" else (good, b"<html>")
    with pytest.raises(NotAPicture):
        render(order(picture, background=background))
