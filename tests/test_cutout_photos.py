"""Drawn photos cut out again: overlap with the truth, no halo, own pixels, honest confidence."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from cta_batch.compose.cutout import CONFIDENT, CutOut, cut_out
from tests.drawn_photos import SIZE, Draw, DrawnPhoto, Studio, draw_photo

Fill = int | tuple[int, int, int]
GREY = (226, 226, 228)


def ellipse(box: tuple[int, int, int, int], fill: Fill = 255) -> Draw:
    return lambda draw, k: draw.ellipse(tuple(v * k for v in box), fill=fill)


def block(box: tuple[int, int, int, int], fill: Fill = 255) -> Draw:
    return lambda draw, k: draw.rounded_rectangle(tuple(v * k for v in box), 30 * k, fill=fill)


def line(points: list[tuple[int, int]], width: int, fill: Fill = 255) -> Draw:
    def draw_line(draw: ImageDraw.ImageDraw, k: float) -> None:
        draw.line([(x * k, y * k) for x, y in points], fill=fill, width=int(width * k))

    return draw_line


def both(*draws: Draw) -> Draw:
    def draw_all(draw: ImageDraw.ImageDraw, k: float) -> None:
        for one in draws:
            one(draw, k)

    return draw_all


def flat(colour: tuple[int, int, int]) -> Draw:
    return block((-50, -50, SIZE + 50, SIZE + 50), colour)


BODY = block((230, 200, 570, 620))
RED, NAVY, CHARCOAL = (190, 40, 45), (30, 45, 95), (42, 40, 44)
WHITE = (255, 255, 255)


def mug(studio: Studio) -> DrawnPhoto:
    handle = ellipse((520, 290, 700, 520))
    studio.holes = [both(ellipse((565, 330, 655, 480), 0), BODY)]
    return draw_photo(both(handle, BODY), flat(RED), studio)


def bag(studio: Studio) -> DrawnPhoto:
    strap = line([(300, 210), (240, 60), (420, 40), (520, 215)], 5)
    return draw_photo(both(strap, BODY), flat(NAVY), studio)


def bottle(studio: Studio) -> DrawnPhoto:
    return draw_photo(both(ellipse((300, 120, 500, 260)), BODY), flat(CHARCOAL), studio)


def alpha_in_frame(cut: CutOut) -> NDArray[np.float64]:
    """The cut-out's alpha 0–1, laid back into the photo's frame."""
    frame = Image.new("L", (SIZE, SIZE))
    frame.paste(cut.image.getchannel("A"), cut.box[:2])
    return np.asarray(frame, dtype=np.float64) / 255


def overlap(cut: CutOut, drawn: DrawnPhoto) -> float:
    """Intersection over union at half coverage."""
    ours, truth = alpha_in_frame(cut) > 0.5, drawn.truth > 0.5
    return float((ours & truth).sum() / (ours | truth).sum())


def bright_fringe(cut: CutOut, drawn: DrawnPhoto) -> float:
    """On a black plate: share of the edge's pixels brighter by 40 levels than the product."""
    plate = Image.new("RGB", (SIZE, SIZE))
    plate.paste(cut.image, cut.box[:2], cut.image)
    light = np.asarray(plate.convert("L"), dtype=np.float64)
    inside = drawn.truth > 0.99
    edge = (alpha_in_frame(cut) > 0.02) & ~inside
    product = np.quantile(np.asarray(drawn.photo.convert("L"))[inside], 0.95)
    return float((light[edge] > product + 40).mean()) if edge.any() else 0.0


GROUNDS = {
    "white": (Studio(), 0.985),
    "gradient": (Studio(top=(250, 250, 252), bottom=(205, 208, 214)), 0.97),
    "grey with shadow": (Studio(top=GREY, bottom=GREY, shadow=0.45), 0.94),
    "coloured": (Studio(top=(240, 214, 180), bottom=(236, 206, 170)), 0.97),
    "dark": (Studio(top=(8, 8, 10), bottom=(8, 8, 10)), 0.95),
    "coarse JPEG": (Studio(quality=55), 0.97),
}


@pytest.mark.parametrize("name", GROUNDS)
@pytest.mark.parametrize("product", [mug, bag, bottle])
def test_a_product_on_a_plain_ground_is_found_without_a_halo(
    product: Callable[[Studio], DrawnPhoto], name: str
) -> None:
    studio, floor = GROUNDS[name]
    drawn = product(studio)
    cut = cut_out(drawn.photo)
    assert cut.confidence >= CONFIDENT, cut.why
    assert overlap(cut, drawn) >= floor
    assert bright_fringe(cut, drawn) <= 0.02


def test_own_pixels_stay_as_they_were() -> None:
    drawn = mug(Studio())
    cut = cut_out(drawn.photo)
    left, top = cut.box[:2]
    ours = np.asarray(cut.image)
    theirs = np.asarray(drawn.photo)[top : top + ours.shape[0], left : left + ours.shape[1]]
    core = np.asarray(
        Image.fromarray((ours[..., 3] == 255).astype(np.uint8)).filter(ImageFilter.MinFilter(11))
    )
    assert core.sum() > 100_000
    assert (ours[..., :3] == theirs)[core > 0].all()


def test_half_covered_pixels_carry_the_products_colour_alone() -> None:
    cut = cut_out(bottle(Studio(texture=False)).photo)
    pixels = np.asarray(cut.image, dtype=np.float64)
    half = (pixels[..., 3] > 40) & (pixels[..., 3] < 215)
    assert half.sum() > 100
    assert np.quantile(np.abs(pixels[half][:, :3] - CHARCOAL).max(axis=1), 0.9) < 30


def test_a_large_photo_keeps_its_resolution_and_its_pixels() -> None:
    small = bottle(Studio()).photo
    photo = small.resize((1900, 1900), Image.Resampling.BICUBIC)
    cut = cut_out(photo)
    left, top = cut.box[:2]
    ours, theirs = np.asarray(cut.image), np.asarray(photo.crop(cut.box))
    assert (cut.box[2] - left, cut.box[3] - top) == cut.image.size
    middle = (slice(300, 900), slice(200, 600))
    assert (ours[middle][..., :3] == theirs[middle]).all()
    assert cut.confident


HARD = {
    "white print": (
        block((150, 150, 760, 700)),
        both(flat(CHARCOAL), line([(490, 300), (540, 450), (590, 320), (640, 450)], 24, WHITE)),
        Studio(texture=False),
    ),
    "white patch": (
        block((150, 150, 760, 700)),
        both(flat(CHARCOAL), block((490, 320, 640, 420), WHITE)),
        Studio(texture=False),
    ),
    "white sole": (BODY, both(flat(NAVY), block((200, 560, 600, 700), (225, 225, 226))), Studio()),
    "thin white sole": (
        BODY,
        both(flat(NAVY), block((200, 595, 600, 700), (215, 215, 216))),
        Studio(),
    ),
    "reflection": (BODY, flat(CHARCOAL), Studio(reflection=0.4)),
    "short reflection": (BODY, flat(CHARCOAL), Studio(reflection=0.45, reflection_depth=14)),
    "faint reflection": (BODY, flat(RED), Studio(reflection=0.2)),
    "strong shadow": (BODY, flat(NAVY), Studio(shadow=0.8)),
    "two pieces": (
        both(ellipse((100, 300, 300, 600)), ellipse((450, 250, 700, 600))),
        flat(RED),
        Studio(),
    ),
    "white on grey": (
        BODY,
        flat((250, 250, 250)),
        Studio(top=(190, 192, 195), bottom=(190, 192, 195), shadow=0.4),
    ),
}


@pytest.mark.parametrize("name", HARD)
def test_hard_photos_are_cut_right(name: str) -> None:
    drawn = draw_photo(*HARD[name])
    cut = cut_out(drawn.photo)
    assert cut.confident, cut.why
    assert overlap(cut, drawn) >= 0.99
    assert bright_fringe(cut, drawn) <= 0.02


LACE = both(
    *[line([(100 + i * 40, 100), (140 + i * 40, 700)], 3) for i in range(12)],
    *[line([(100, 120 + i * 50), (640, 140 + i * 50)], 3) for i in range(12)],
)
HOPELESS = {
    "white on white": (BODY, flat((252, 252, 252)), Studio(texture=False)),
    "dark on dark": (BODY, flat((20, 20, 22)), Studio(top=(8, 8, 10), bottom=(8, 8, 10))),
    "a hoop or a framed sheet": (
        both(ellipse((200, 200, 600, 600)), ellipse((240, 240, 560, 560), 0)),
        flat((200, 150, 60)),
        Studio(),
    ),
    "lace": (LACE, flat(CHARCOAL), Studio()),
    "three sides cut off": (block((-50, 300, 900, 900)), flat(NAVY), Studio()),
    "nothing there": (block((-9, -9, -5, -5)), flat(NAVY), Studio()),
}


@pytest.mark.parametrize("name", HOPELESS)
def test_what_cannot_be_cut_is_not_trusted_and_says_why(name: str) -> None:
    cut = cut_out(draw_photo(*HOPELESS[name]).photo)
    assert not cut.confident
    assert len(cut.why) > 10


def test_a_scene_is_left_whole() -> None:
    rng = np.random.default_rng(5)
    coarse = Image.fromarray(rng.integers(0, 255, (9, 12, 3), dtype=np.uint8))
    scene = coarse.resize((900, 700), Image.Resampling.BICUBIC)
    cut = cut_out(scene)
    assert not cut.confident
    assert cut.box == (0, 0, 900, 700)
    assert "plain" in cut.why


def test_a_product_cut_off_by_the_border_says_by_which() -> None:
    cut = cut_out(draw_photo(block((230, 300, 570, 900)), flat(NAVY), Studio()).photo)
    assert cut.sides == {"bottom"}
    assert cut.touches_edge
    assert cut.confident


def test_the_files_own_alpha_is_taken_as_it_is() -> None:
    picture = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((100, 50, 300, 250), fill=(200, 30, 30, 255))
    cut = cut_out(picture)
    assert cut.box == (100, 50, 301, 251)
    assert cut.image.tobytes() == picture.crop(cut.box).tobytes()
    assert cut.confident


def test_rounded_corners_are_no_cut_out() -> None:
    mask = Image.new("L", (SIZE, SIZE))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, SIZE - 1, SIZE - 1), 20, fill=255)
    photo = mug(Studio()).photo
    photo.putalpha(mask)
    box = cut_out(photo).box
    assert box[2] - box[0] < 0.8 * SIZE


def test_the_soft_shadow_is_kept_apart() -> None:
    drawn = mug(Studio(top=GREY, bottom=GREY, shadow=0.45))
    cut = cut_out(drawn.photo)
    assert cut.shadow is not None
    assert cut.shadow_box is not None
    assert cut.shadow.size == (
        cut.shadow_box[2] - cut.shadow_box[0],
        cut.shadow_box[3] - cut.shadow_box[1],
    )
    assert 0.25 < float(np.asarray(cut.shadow).max()) / 255 < 0.65
    assert cut.shadow_box[3] > cut.box[3] - 5
    assert cut_out(mug(Studio()).photo).shadow is None
