"""Background + product + words → creative. The only package that touches pixels.

What stands here is all that other rooms use. Importing it loads neither Pillow nor NumPy: each
function brings its own room when it is first called.

However many threads ask, pixels are worked on by as many as there are cores (``cores.py``). Only
``check_picture`` does it at once, lest a thread with a fresh answer of a model wait for others.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cta_batch.compose.cores import on_a_core
from cta_batch.compose.order import Rendered, RenderedCreative, RenderOrder
from cta_batch.domain import BackgroundStyle, BrandKit, Layout, Palette

if TYPE_CHECKING:
    from cta_batch.compose.keeping import Shelf

__all__ = [
    "RenderOrder",
    "Rendered",
    "RenderedCreative",
    "check_picture",
    "copy_to_look_at",
    "fingerprint",
    "has_optional_fonts",
    "keep_cut_outs",
    "layouts_for",
    "paint_background",
    "palette_of",
    "render",
    "try_cut_out_model",
    "unsuitable",
    "unusable_fonts",
    "use_cut_out_model",
]


def render(order: RenderOrder) -> Rendered:
    """Every creative of ``order``: JPEGs of exactly the placements' pixels, sRGB, under their caps.

    What could not be made right is said in each creative's ``warnings``. Raises NotAPicture when
    the product's picture or the background cannot be decoded. Safe to call from many threads.
    """
    from cta_batch.compose import rendering

    return on_a_core(lambda: rendering.render(order))


def paint_background(
    *,
    style: BackgroundStyle,
    seed: int,
    palette: Palette,
    width: int,
    height: int,
    picture: bytes | None = None,
) -> bytes:
    """A background in the palette, ``width`` × ``height`` pixels, as a JPEG; needs no model.

    ``picture`` is the product's own picture file, which the style *blur* needs. Raises RenderError
    where that is missing, NotAPicture where it cannot be decoded.
    """
    from cta_batch.compose import backgrounds

    return on_a_core(
        lambda: backgrounds.paint_background(
            style=style, seed=seed, palette=palette, width=width, height=height, picture=picture
        )
    )


def layouts_for(picture: bytes, *, ai_background: bool) -> tuple[Layout, ...]:
    """The layouts this product picture allows, in the order of ``Layout``; never empty.

    Its analysis is kept, so that rendering does not do it again. Raises NotAPicture.
    """
    from cta_batch.compose import layouts, subject

    found = on_a_core(lambda: subject.subject_of(picture))
    able = layouts.allowed(Layout.CARD, found, ai_background=ai_background)
    return tuple(layout for layout in Layout if layout in able)


def palette_of(
    picture: bytes, *, turn: int, brand: BrandKit | None
) -> tuple[Palette, tuple[str, ...]]:
    """Colours from the product's own pixels, and what of ``brand`` was not obeyed, in sentences.

    ``turn`` goes up by one from variant to variant, so that siblings differ. Raises NotAPicture.
    """
    from cta_batch.compose import rendering, subject

    return on_a_core(
        lambda: rendering.colours_of(subject.subject_of(picture), turn=turn, brand=brand)
    )


def use_cut_out_model(path: Path | None) -> None:
    """Ask the segmentation model in ``path`` (ONNX) about photos that have no plain ground.

    A setting of the process. Raises UsageError when the file or the package to run it is missing.
    """
    if path is None:
        return
    from cta_batch.compose import segmentation

    segmentation.choose(path)


def try_cut_out_model(path: Path) -> None:
    """Use the model in ``path`` and have it look at a picture. Raises UsageError, RenderError."""
    from cta_batch.compose import segmentation

    segmentation.choose(path)
    segmentation.try_out()


def unusable_fonts(*, optional: bool = False) -> tuple[str, ...]:
    """The font packages that lack a font or hold a broken one; ``optional``: of the extra."""
    from cta_batch.compose.text import fonts

    return fonts.unusable(optional=optional)


def has_optional_fonts() -> bool:
    """Whether the extra with emoji and more scripts is installed."""
    from cta_batch.compose.text import fonts

    return fonts.has_more()


def keep_cut_outs(shelf: Shelf | None) -> None:
    """Where cut-outs are kept, so that no later run makes them again; None: nowhere.

    A setting of the process.
    """
    from cta_batch.compose import keeping

    keeping.keep_on(shelf)


def copy_to_look_at(data: bytes) -> bytes:
    """A WebP of the picture, in its size, at a third of its bytes. Raises NotAPicture."""
    from cta_batch.compose import preview

    return on_a_core(lambda: preview.webp(data))


def check_picture(data: bytes) -> None:
    """Raises NotAPicture when ``data`` cannot be decoded as a picture."""
    from cta_batch.compose import pictures

    pictures.check_picture(data)


def unsuitable(data: bytes) -> str | None:
    """Why this picture cannot be an ad's original image, as a clause; None if it can.

    Raises NotAPicture when it cannot be decoded.
    """
    from cta_batch.compose import pictures

    return on_a_core(lambda: pictures.unsuitable(data))


def fingerprint(data: bytes) -> int:
    """A perceptual hash of the picture. Raises NotAPicture when it cannot be decoded."""
    from cta_batch.compose import pictures

    return pictures.fingerprint(data)
