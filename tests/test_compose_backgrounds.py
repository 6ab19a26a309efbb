"""The painted backgrounds: exact, repeatable, different, calm and free of bands."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from cta_batch.compose import colour, paint_background
from cta_batch.domain import BackgroundStyle, Palette
from cta_batch.errors import RenderError
from tests.compose_pictures import NIGHT, PALETTE, product_on_white


def _painted(
    style: BackgroundStyle,
    seed: int = 3,
    palette: Palette = PALETTE,
    size: tuple[int, int] = (480, 360),
) -> Image.Image:
    data = paint_background(
        style=style,
        seed=seed,
        palette=palette,
        width=size[0],
        height=size[1],
        picture=product_on_white(),
    )
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("style", list(BackgroundStyle))
@pytest.mark.parametrize("palette", [PALETTE, NIGHT])
def test_every_style_is_exact_and_keeps_its_ground(
    style: BackgroundStyle, palette: Palette
) -> None:
    picture = _painted(style, palette=palette)
    assert picture.size == (480, 360)
    mean = np.asarray(picture.convert("RGB")).mean(axis=(0, 1)) / 255
    here = colour.lch_of(colour.to_hex(mean))[0]
    assert abs(here - colour.lch_of(palette.background)[0]) < 0.14


@pytest.mark.parametrize("style", list(BackgroundStyle))
def test_words_in_the_palette_s_ink_read_in_its_middle(style: BackgroundStyle) -> None:
    middle = np.asarray(_painted(style).convert("RGB").crop((120, 90, 360, 270)))
    assert np.quantile(colour.contrasts(PALETTE.text, middle), 0.05) >= 4.5


def test_styles_and_seeds_differ_and_repeat() -> None:
    small = {s: np.asarray(_painted(s).convert("RGB"), dtype=float) for s in BackgroundStyle}
    styles = list(small)
    for i, one in enumerate(styles):
        for other in styles[i + 1 :]:
            assert np.abs(small[one] - small[other]).mean() > 1.5, (one, other)
    again = _painted(BackgroundStyle.SHAPES)
    assert (np.asarray(again.convert("RGB")) == small[BackgroundStyle.SHAPES]).all()
    other_seed = np.asarray(_painted(BackgroundStyle.SHAPES, seed=4).convert("RGB"), dtype=float)
    assert np.abs(other_seed - small[BackgroundStyle.SHAPES]).mean() > 1.5


def test_a_gradient_has_no_bands() -> None:
    """In a band of one colour neighbours are equal for long: grain must break every run."""
    grey = np.asarray(_painted(BackgroundStyle.GRADIENT, size=(900, 600)).convert("L"), dtype=int)
    rows = grey[::37]
    longest = max(
        len(run) for row in rows for run in np.split(row, np.flatnonzero(np.diff(row)) + 1)
    )
    assert longest < 40


def test_blur_without_a_picture_says_what_it_needs() -> None:
    with pytest.raises(RenderError, match="needs the product's picture"):
        paint_background(style=BackgroundStyle.BLUR, seed=1, palette=PALETTE, width=300, height=300)
