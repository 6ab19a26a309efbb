"""Real product photos, where they lie beside the checkout: which are cut, and without a halo."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from cta_batch.compose.cutout import CutOut, cut_out
from cta_batch.compose.pictures import open_picture

PHOTOS = Path(__file__).parents[2] / "shared" / "photos"
pytestmark = pytest.mark.skipif(not PHOTOS.is_dir(), reason="the photo collection is not here")

CUT = (
    "m2_mb02-blue-0.jpg",
    "m2_wb03-purple-0.jpg",
    "m2_mg05-br-0.jpg",
    "m2_mh01-gray_main.jpg",
    "m2_ug06-lb-0.jpg",
    "ma_aws005b_3.webp",
    "ma_hdb010.webp",
    "so_solidus_bottles_1.png",
    "so_solidus_cap_red_1.png",
    "so_solidus_mug_set.png",
)


@cache
def cut_from(name: str) -> CutOut:
    return cut_out(open_picture((PHOTOS / name).read_bytes()))


@pytest.mark.parametrize("name", CUT)
def test_products_on_plain_grounds_are_cut(name: str) -> None:
    assert cut_from(name).confident


def test_a_scene_is_not_cut() -> None:
    assert not cut_from("rb_car-2.jpg").confident


@pytest.mark.parametrize("name", CUT[:6])
def test_the_edge_is_no_brighter_than_what_it_belongs_to(name: str) -> None:
    cut = cut_from(name)
    alpha = np.asarray(cut.image.getchannel("A"))
    plate = Image.new("RGB", cut.image.size)
    plate.paste(cut.image, mask=cut.image)
    light = plate.convert("L")
    deep = Image.fromarray(np.where(alpha == 255, np.asarray(light), 0).astype(np.uint8))
    solid = Image.fromarray(alpha).filter(ImageFilter.MinFilter(9)).point(lambda v: v // 255 * 255)
    core = Image.composite(deep, Image.new("L", deep.size), solid)
    nearby = np.asarray(core.filter(ImageFilter.MaxFilter(15)), dtype=np.int16)
    edge = (alpha > 5) & (np.asarray(solid) == 0) & (nearby > 0)
    assert (np.asarray(light, dtype=np.int16) > nearby + 40)[edge].mean() <= 0.02


def test_the_mirror_image_under_the_shoes_is_gone() -> None:
    cut = cut_from("ma_aws005b_3.webp")
    rows = np.asarray(cut.image)[-12:]
    seen = rows[..., 3] > 60
    assert rows[..., :3][seen].mean() < 110
