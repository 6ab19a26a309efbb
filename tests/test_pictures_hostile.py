"""Bytes from strangers: decoded right, or refused with one sentence."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from cta_batch.compose import pictures
from cta_batch.errors import NotAPicture


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def photo(size: tuple[int, int] = (640, 480), seed: int = 1) -> Image.Image:
    """Something with the unrest of a photo."""
    coarse = np.random.default_rng(seed).integers(0, 255, (8, 10, 3), dtype=np.uint8)
    smooth = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    grain = np.random.default_rng(2).normal(0, 6, (size[1], size[0], 3))
    return Image.fromarray(np.clip(np.asarray(smooth) + grain, 0, 255).astype(np.uint8))


def png_with_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims any size."""
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    head = b"IHDR" + body
    chunk = struct.pack(">I", len(body)) + head + struct.pack(">I", zlib.crc32(head))
    data = b"IDAT" + zlib.compress(b"\0" * 64)
    tail = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    return b"\x89PNG\r\n\x1a\n" + chunk + tail


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF"])
def test_every_promised_format_is_read(kind: str) -> None:
    data = saved(photo(), kind)
    assert pictures.check_picture(data) == pictures.PictureFacts(kind, 640, 480)
    opened = pictures.open_picture(data)
    assert (opened.mode, opened.size) == ("RGB", (640, 480))


REFUSED = {
    "nothing": b"",
    "a page": b"<!doctype html><title>403</title>",
    "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\nshowpage\n",
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "a bomb": png_with_header(60_000, 60_000),
    "a bomb under Pillow's own error": png_with_header(8_000, 8_000),
    "a truncated PNG": saved(photo(), "PNG")[:20_000],
    "a truncated JPEG": saved(photo(), "JPEG")[:9_000],
    "a truncated WebP": saved(photo(), "WEBP")[:9_000],
    "a header alone": saved(photo(), "PNG")[:40],
    "32-bit measurements": saved(Image.new("F", (400, 400)), "TIFF"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(NotAPicture) as caught:
        pictures.open_picture(REFUSED[name])
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize("side", [7_080, 60_000])
def test_fifty_million_pixels_are_too_many_whatever_they_hold(side: int) -> None:
    data = (
        saved(Image.new("1", (side, side)), "PNG")
        if side * side < 2 * pictures.MAX_PIXELS
        else png_with_header(side, side)
    )
    for look in (pictures.check_picture, pictures.open_picture):
        with pytest.raises(NotAPicture, match="50 million pixels"):
            look(data)


@pytest.mark.parametrize("name", ["a truncated PNG", "a truncated JPEG", "EPS", "a bomb"])
def test_checking_refuses_the_same(name: str) -> None:
    with pytest.raises(NotAPicture):
        pictures.check_picture(REFUSED[name])


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF"]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6),
    st.floats(0, 1),
)
def test_damage_never_raises_anything_else(
    kind: str, changes: list[tuple[float, int]], cut: float
) -> None:
    data = bytearray(saved(photo((120, 90)), kind))
    for place, value in changes:
        data[int(place * (len(data) - 1))] = value
    damaged = bytes(data[: int(len(data) * (0.3 + 0.7 * cut))])
    try:
        opened = pictures.open_picture(damaged)
        pictures.fingerprint(damaged)
    except NotAPicture:
        return
    assert opened.mode in {"RGB", "RGBA"}


def test_orientation_is_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(photo(), "JPEG", exif=exif)
    assert pictures.open_picture(data).size == (480, 640)
    assert pictures.check_picture(data).width == 480


def test_a_broken_exif_block_does_not_break_the_picture() -> None:
    data = saved(photo(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\0\0")
    assert pictures.open_picture(data).size == (640, 480)


def test_an_animation_gives_its_first_frame() -> None:
    frames = [Image.new("RGB", (320, 320), c) for c in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert pictures.open_picture(data).getpixel((5, 5)) == (255, 0, 0)


def test_cmyk_becomes_rgb() -> None:
    opened = pictures.open_picture(saved(Image.new("CMYK", (320, 320), (0, 255, 255, 0)), "JPEG"))
    red, green, blue = np.asarray(opened)[100, 100]
    assert opened.mode == "RGB"
    assert red > 200
    assert max(green, blue) < 90


def test_an_embedded_profile_is_applied() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
    for tag in (b"XYZ", b"TRC"):  # red's and blue's places in the tag table change
        red, blue = profile.index(b"r" + tag), profile.index(b"b" + tag)
        swapped = bytearray(profile)
        swapped[red : red + 1], swapped[blue : blue + 1] = b"b", b"r"
        profile = bytes(swapped)
    data = saved(Image.new("RGB", (320, 320), "#ff0000"), "PNG", icc_profile=profile)
    red_level, _, blue_level = np.asarray(pictures.open_picture(data))[0, 0]
    assert (red_level < 20, blue_level > 235) == (True, True)


def test_a_broken_profile_is_taken_as_srgb() -> None:
    plain = photo()
    data = saved(plain, "PNG", icc_profile=b"not a profile" * 20)
    assert pictures.open_picture(data).tobytes() == plain.tobytes()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "PA"])
def test_transparency_survives(mode: str) -> None:
    picture = photo((320, 320)).convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 100, 320))
    data = saved(picture.convert(mode), "PNG" if mode != "PA" else "TIFF")
    opened = pictures.open_picture(data)
    assert opened.mode == "RGBA"
    assert opened.getchannel("A").getextrema() == (0, 255)


def test_alpha_that_hides_nothing_is_dropped() -> None:
    assert pictures.open_picture(saved(photo().convert("RGBA"), "PNG")).mode == "RGB"


def test_sixteen_bits_keep_their_greys() -> None:
    greys = np.linspace(0, 65535, 400 * 400).reshape(400, 400).astype(np.uint16)
    opened = pictures.open_picture(saved(Image.fromarray(greys), "PNG"))
    assert 120 < float(np.asarray(opened).mean()) < 135


def test_a_huge_jpeg_is_decoded_at_a_fraction() -> None:
    data = saved(Image.new("RGB", (6000, 4400), "red"), "JPEG")
    assert pictures.open_picture(data).size == (3000, 2200)
    assert pictures.check_picture(data).width == 6000


# --- what suits an ad ----------------------------------------------------------------------------


def logo() -> Image.Image:
    picture = Image.new("RGB", (700, 500), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((250, 120, 450, 320), fill="#d01030")
    draw.rectangle((200, 360, 500, 400), fill="#202020")
    return picture


UNSUITABLE = {
    "small": (saved(photo((299, 900)), "PNG"), "300"),
    "wide": (saved(photo((1700, 400)), "JPEG"), "4:1"),
    "light": (saved(Image.new("RGB", (600, 600), "red"), "PNG"), "bytes"),
    "plain": (saved(photo((600, 600)).point(lambda v: 128 + v // 90), "PNG"), "one colour"),
    "logo": (saved(logo(), "BMP"), "logo"),
}


@pytest.mark.parametrize("name", UNSUITABLE)
def test_pictures_no_ad_can_use_are_named(name: str) -> None:
    data, word = UNSUITABLE[name]
    assert word in str(pictures.unsuitable(data))


def test_a_product_photo_suits() -> None:
    assert pictures.unsuitable(saved(photo(), "JPEG")) is None


def test_a_plain_product_on_white_suits() -> None:
    picture = np.full((800, 800, 3), 255, dtype=np.float64)
    light = np.linspace(30, 70, 400)[None, :, None]
    picture[200:600, 200:600] = light + np.random.default_rng(1).normal(0, 2, (400, 400, 1))
    data = saved(Image.fromarray(picture.clip(0, 255).astype(np.uint8)), "JPEG", quality=85)
    assert pictures.unsuitable(data) is None


def test_the_same_picture_is_known_again() -> None:
    one = photo((900, 700))
    first = pictures.fingerprint(saved(one, "PNG"))
    for again in (
        saved(one, "JPEG", quality=60),
        saved(one.resize((450, 350)), "WEBP", quality=70),
        saved(one.resize((640, 498)), "JPEG"),
    ):
        assert pictures.looks_same(first, pictures.fingerprint(again))


def test_other_pictures_and_other_colours_are_not_the_same() -> None:
    one = photo(seed=1)
    prints = [
        pictures.fingerprint(saved(p, "JPEG"))
        for p in (one, photo(seed=5), photo(seed=9), one.transpose(Image.Transpose.ROTATE_180))
    ]
    assert not any(pictures.looks_same(prints[0], other) for other in prints[1:])
    shirt = Image.new("RGB", (500, 500), "white")
    shirts = []
    for fill in ("#2a63b8", "#c8102e", "#3a8f4d"):
        ImageDraw.Draw(shirt).rectangle((120, 100, 380, 420), fill=fill)
        shirts.append(pictures.fingerprint(saved(shirt, "PNG")))
    assert not pictures.looks_same(shirts[0], shirts[1])
    assert not pictures.looks_same(shirts[0], shirts[2])
