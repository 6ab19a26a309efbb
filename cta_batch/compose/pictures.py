"""Bytes that came as a picture → pixels that may be trusted: decode, refuse, tell apart."""

from __future__ import annotations

import io
import threading
import warnings
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from cta_batch.compose.scaling import glanced
from cta_batch.errors import NotAPicture
from cta_batch.redaction import holds_secret

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF")
"""Openers that may see foreign bytes; Pillow has forty more, and its EPS runs Ghostscript."""

MAX_PIXELS = 50_000_000
"""Largest picture that is decoded, in pixels: 200 MB as RGBA."""

ENOUGH_SIDE = 2000
"""Pixels of a side that no placement needs more of; larger JPEGs are decoded at a fraction."""

MIN_SIDE = 300
MAX_ASPECT = 4.0
MIN_BYTES = 5 * 1024
MIN_BYTES_MODERN = 2 * 1024
"""WebP and AVIF keep a plain 0.5 MP product photo in under 3 KB; a JPEG of 5 KB is an icon."""

Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # Pillow only warns up to twice this: see _open

_COSINES = np.cos(np.pi * np.outer(np.arange(1, 9), np.arange(32) + 0.5) / 32)
"""Rows 1 to 8 of a cosine transform of 32 samples: shape without overall brightness."""

_WARNINGS = threading.Lock()  # warnings.catch_warnings() is process-wide and not thread-safe


@dataclass(frozen=True)
class PictureFacts:
    """What a decoded picture is: Pillow's format name and its upright size in pixels."""

    format: str
    width: int
    height: int


def open_picture(data: bytes) -> Image.Image:
    """Decode ``data`` to an upright sRGB picture, RGB or (where anything is transparent) RGBA.

    The first frame of an animation; JPEGs of more than twice ``ENOUGH_SIDE`` come at 1/2, 1/4 or
    1/8 of their size. Raises NotAPicture for what is broken, unknown or over ``MAX_PIXELS``.
    """
    return _decoded(_open(data), ENOUGH_SIDE)


def _decoded(opened: Image.Image, enough: int) -> Image.Image:
    opened.draft(None, _enough(opened.size, enough))
    return _as_srgb(_upright(_load(opened)))


def check_picture(data: bytes) -> PictureFacts:
    """Decode all of ``data`` and tell what it is. Raises NotAPicture like ``open_picture``."""
    opened = _open(data)
    facts = _facts(opened)
    opened.draft(None, (1, 1))  # a JPEG is read to its end, and an eighth of its pixels made
    _load(opened)
    return facts


def _facts(opened: Image.Image) -> PictureFacts:
    """From the header, so before ``draft`` makes it smaller."""
    turned = _orientation(opened) >= 5
    width, height = opened.size[::-1] if turned else opened.size
    kind = "JPEG" if opened.format == "MPO" else str(opened.format)
    return PictureFacts(kind, width, height)


def unsuitable(data: bytes) -> str | None:
    """Why this picture from a page cannot be an ad's original image, as a clause; None if it can.

    The thresholds (300 px, 4:1, 5 KB) are those that parted products from icons, sprites and
    logos on 138 saved product pages. Raises NotAPicture when it cannot be decoded.
    """
    opened = _open(data)
    facts, picture = _facts(opened), _decoded(opened, _GLANCE)
    wide, narrow = max(facts.width, facts.height), min(facts.width, facts.height)
    least = MIN_BYTES_MODERN if facts.format in {"WEBP", "AVIF"} else MIN_BYTES
    if narrow < MIN_SIDE:
        return f"it is {facts.width}×{facts.height} pixels, under {MIN_SIDE} on its shorter side"
    if wide > MAX_ASPECT * narrow:
        return f"it is {facts.width}×{facts.height} pixels, longer than {MAX_ASPECT:.0f}:1"
    if len(data) < least:
        return f"its file has only {len(data)} bytes, as icons and placeholders do"
    return _flatness(_on_white(picture))


def fingerprint(data: bytes) -> int:
    """A perceptual hash: 64 bits of light and dark, 30 of colour; compare with ``looks_same``.

    Scaling, recompression and another format change few bits; another colour of the same
    product changes the last 30. Raises NotAPicture when it cannot be decoded.
    """
    small = _on_white(open_picture(data))
    grey = np.asarray(small.convert("L").resize((32, 32), Image.Resampling.BOX), dtype=np.float64)
    waves = (_COSINES @ grey @ _COSINES.T).ravel()
    bits = [bool(b) for b in waves > np.median(waves)]
    chroma = np.asarray(small.convert("YCbCr").resize((32, 32)), dtype=np.float64)[..., 1:]
    for mean in _mean_chroma(chroma):
        bits += [mean > step for step in np.linspace(-56, 56, 15)]  # a thermometer: near is near
    return sum(1 << i for i, bit in enumerate(bits) if bit)


def looks_same(one: int, other: int) -> bool:
    """Whether two fingerprints are of the same picture (for a person, not byte for byte)."""
    light = (1 << 64) - 1
    shape = ((one ^ other) & light).bit_count()
    colour = ((one ^ other) >> 64).bit_count()
    return shape <= 8 and colour <= 1


def _open(data: bytes) -> Image.Image:
    """Read the header only; a picture that is too large is refused before a pixel is decoded."""
    if holds_secret(data):
        raise NotAPicture(
            "This file is a picture that holds your API key; use another picture of the product."
        )
    try:
        with _WARNINGS, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a corrupt EXIF block is no reason to refuse
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise NotAPicture(
            "This file is not a picture we can read (JPEG, PNG, WebP, AVIF, GIF, BMP or TIFF);"
            " use another picture of the product."
        ) from error
    except Exception as error:  # the openers raise SyntaxError, struct.error, KeyError and more
        raise _broken() from error
    if opened.width * opened.height > MAX_PIXELS:
        raise _too_large()
    return opened


def _load(opened: Image.Image) -> Image.Image:
    try:
        opened.load()
    except Exception as error:  # decoders raise OSError, SyntaxError, ValueError, MemoryError…
        raise _broken() from error
    return opened


def _too_large() -> NotAPicture:
    return NotAPicture(
        f"This picture has more than {MAX_PIXELS // 1_000_000} million pixels;"
        " save a smaller copy and use that."
    )


def _broken() -> NotAPicture:
    return NotAPicture(
        "This picture is damaged or cut short and cannot be decoded;"
        " download it again or use another one."
    )


def _enough(size: tuple[int, int], side: int) -> tuple[int, int]:
    """The size to ask a JPEG decoder for: it takes the next larger of 1/1, 1/2, 1/4, 1/8."""
    scale = side / max(size)
    return (max(1, int(size[0] * scale)), max(1, int(size[1] * scale)))


def _orientation(picture: Image.Image) -> int:
    """EXIF orientation 1–8; 1 where the tag is missing or the EXIF block is broken."""
    try:
        with _WARNINGS, warnings.catch_warnings():
            warnings.simplefilter("error")
            value = picture.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # a broken EXIF block does not make a broken picture
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _upright(picture: Image.Image) -> Image.Image:
    return ImageOps.exif_transpose(picture) if _orientation(picture) > 1 else picture


def _as_srgb(picture: Image.Image) -> Image.Image:
    """RGB or RGBA in sRGB, from any mode; what is fully opaque loses its alpha."""
    if picture.mode in {"I", "F"}:
        raise NotAPicture(
            "This picture holds measurements, not colours (32 bits a pixel);"
            " save it as a JPEG or PNG and use that."
        )
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I;16"):
        picture = Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    rgb = _through_profile(picture, profile)
    if alpha is None or alpha.getextrema() == (255, 255):
        return rgb
    rgb.putalpha(alpha)
    return rgb


def _through_profile(picture: Image.Image, profile: Any) -> Image.Image:
    """Apply the embedded ICC profile; without one (or a broken one) take the values as sRGB."""
    if profile and picture.mode in {"RGB", "RGBA", "CMYK"}:
        base = _rgb(picture) if picture.mode == "RGBA" else picture
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" in ImageCms.getProfileDescription(source):
                return _rgb(picture)
            done = ImageCms.profileToProfile(
                base, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            return _rgb(picture)
        if done is not None:
            return done
    return _rgb(picture)


def _rgb(picture: Image.Image) -> Image.Image:
    """As it is where it is RGB, but for what its file said of it: a copy takes time."""
    if picture.mode != "RGB":
        return picture.convert("RGB")
    picture.info.clear()
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """At most ``_GLANCE`` pixels, transparent parts white: what a person sees on a page."""
    small = glanced(picture, _GLANCE)
    ground = Image.new("RGB", small.size, "white")
    ground.paste(small, mask=small if small.mode == "RGBA" else None)
    return ground


_GLANCE = 512
"""Pixels of a side at which pictures are judged."""


def _mean_chroma(chroma: NDArray[np.float64]) -> tuple[float, float]:
    """Mean Cb and Cr of what has any colour, around 0; white grounds don't water it down."""
    centred = chroma - 128
    weight = np.hypot(centred[..., 0], centred[..., 1])
    if weight.mean() < 1:
        return (0.0, 0.0)
    mean = (centred * weight[..., None]).sum(axis=(0, 1)) / weight.sum()
    return (float(mean[0]), float(mean[1]))


def _flatness(picture: Image.Image) -> str | None:
    """A clause for pictures of one colour and for logos (few flat inks, hard edges)."""
    pixels = np.asarray(picture)
    if cv2.meanStdDev(pixels)[1].max() < 4:
        return "it is of one colour"
    red, green, blue = (pixels[..., n].astype(np.uint16) >> 3 for n in range(3))
    counts = np.sort(np.bincount((red << 10 | green << 5 | blue).ravel()))[::-1]
    rest = counts[1:].sum()
    steps = cv2.split(cv2.absdiff(pixels[:, 1:], pixels[:, :-1]))
    flat = (np.maximum.reduce(steps) <= 1).mean()
    inks = counts[1:4].sum() / rest if rest else 1.0
    if flat > 0.9 and (inks > 0.8 or rest < 0.02 * counts.sum()):
        return "it looks like a logo or a drawing of few flat colours"
    return None
