"""Pictures drawn by code, for the tests of compose: products and scenes of no shop."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from cta_batch.compose import RenderOrder
from cta_batch.domain import BrandKit, Layout, Palette, Placement, Words
from cta_batch.placements import PLACEMENTS

PALETTE = Palette(background="#e9eef7", text="#101a2c", accent="#b3361e", on_accent="#ffffff")
NIGHT = Palette(background="#1d2230", text="#f4f6fb", accent="#f0b429", on_accent="#201400")


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def bottle(width: int = 420, height: int = 900) -> Image.Image:
    """A free-standing product with its own alpha and a lively surface."""
    rows, columns = np.mgrid[0:height, 0:width]
    surface = np.stack(
        [90 + 80 * np.sin(columns / 17), 60 + rows / 8, 150 + 60 * np.cos(rows / 23)], axis=-1
    )
    image = Image.fromarray(np.clip(surface, 0, 255).astype(np.uint8)).convert("RGBA")
    alpha = Image.new("L", (width, height))
    draw = ImageDraw.Draw(alpha)
    draw.rounded_rectangle((0, height * 0.2, width - 1, height - 1), width * 0.2, fill=255)
    draw.rectangle((width * 0.3, 0, width * 0.7, height * 0.3), fill=255)
    image.putalpha(alpha)
    return image


def transparent_product(width: int = 420, height: int = 900) -> bytes:
    """The bottle as a PNG with room around it."""
    canvas = Image.new("RGBA", (width + 200, height + 200))
    canvas.paste(bottle(width, height), (100, 100))
    return png(canvas)


def product_on_white(side: int = 1000) -> bytes:
    """A dark red box on white, as shops show it."""
    image = Image.new("RGB", (side, side), "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle(
        (side * 0.2, side * 0.25, side * 0.8, side * 0.8), side * 0.05, fill="#8a1f2d"
    )
    draw.rectangle((side * 0.3, side * 0.4, side * 0.7, side * 0.5), fill="#e8c15a")
    return png(image)


def scene(width: int = 1500, height: int = 1200) -> bytes:
    """A picture full of detail to every edge: nothing can be cut out of it."""
    noise = np.random.default_rng(5).integers(0, 255, (height // 30, width // 30, 3))
    small = Image.fromarray(noise.astype(np.uint8)).resize(
        (width, height), Image.Resampling.BICUBIC
    )
    return png(small.filter(ImageFilter.GaussianBlur(3)))


def plain(colour: str = "#e9eef7", size: tuple[int, int] = (640, 640)) -> bytes:
    return png(Image.new("RGB", size, colour))


def words(
    headline: str = "The everyday bottle, rebuilt",
    description: str = "Keeps cold for a day and fits every cup holder, at home and on the road.",
    cta_text: str = "Shop now",
    language: str = "en",
) -> Words:
    return Words.model_validate(
        {
            "angle": "benefit",
            "headline": headline,
            "long_headline": headline,
            "description": description,
            "primary_text": description,
            "cta": "SHOP_NOW",
            "cta_text": cta_text,
            "language": language,
        }
    )


def order(
    picture: bytes,
    *,
    layout: Layout = Layout.HERO,
    placements: tuple[Placement, ...] = (PLACEMENTS["square"],),
    background: bytes | None = None,
    said: Words | None = None,
    palette: Palette | None = PALETTE,
    brand: BrandKit | None = None,
    ai: bool = False,
    seed: int = 1,
) -> RenderOrder:
    return RenderOrder(
        picture=picture,
        background=background or plain(),
        background_is_ai=ai,
        words=said or words(),
        layout=layout,
        placements=placements,
        seed=seed,
        palette=palette,
        brand=brand,
    )
