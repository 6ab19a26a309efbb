"""Colours: sRGB and OKLCH, WCAG contrast, and palettes from a product's own pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from cta_batch.domain import BrandKit, Palette

Floats = NDArray[np.float64]

READABLE = 4.5
"""Least contrast of text (WCAG 2.2, success criterion 1.4.3, AA)."""
COMFORTABLE = 7.0
"""Contrast of text we aim at (WCAG 2.2, 1.4.6, AAA)."""
VISIBLE = 3.0
"""Least contrast of a button against its ground (WCAG 2.2, 1.4.11)."""

# Björn Ottosson, "A perceptual color space for image processing" (2020): linear sRGB → LMS → OKLab.
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_LAB = np.linalg.inv(_TO_LAB)
_FROM_LMS = np.linalg.inv(_TO_LMS)


def is_hex(text: str) -> bool:
    """Whether ``text`` is a colour like ``#1a2b3c``."""
    return re.fullmatch("#[0-9a-fA-F]{6}", text) is not None


def from_hex(colour: str) -> Floats:
    """``#rrggbb`` → three numbers 0–1 of sRGB. Raises ValueError for anything else."""
    if not is_hex(colour):
        raise ValueError(f"{colour!r} is not a colour like #1a2b3c")
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def to_hex(rgb: ArrayLike) -> str:
    """Three numbers 0–1 of sRGB → ``#rrggbb``; what lies outside is clipped."""
    parts = np.rint(np.clip(np.asarray(rgb, dtype=np.float64), 0, 1) * 255).astype(int)
    return "#" + "".join(f"{p:02x}" for p in parts)


def to_rgb255(colour: str) -> tuple[int, int, int]:
    """``#rrggbb`` → the tuple of 0–255 that Pillow draws with."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return (red, green, blue)


def linear(srgb: ArrayLike) -> Floats:
    """sRGB 0–1 → linear light 0–1 (IEC 61966-2-1); any shape."""
    values = np.asarray(srgb, dtype=np.float64)
    low = values / 12.92
    high: Floats = ((np.maximum(values, 0.04045) + 0.055) / 1.055) ** 2.4
    return np.where(values <= 0.04045, low, high)


def encoded(light: ArrayLike) -> Floats:
    """Linear light → sRGB; any shape, values outside 0–1 pass through monotonically."""
    values = np.asarray(light, dtype=np.float64)
    high = 1.055 * np.maximum(values, 0.0031308) ** (1 / 2.4) - 0.055
    return np.where(values <= 0.0031308, values * 12.92, high)


def srgb_to_oklch(rgb: ArrayLike) -> Floats:
    """sRGB 0–1, shape (…, 3) → lightness 0–1, chroma 0–0.37, hue 0–360°; same shape."""
    lab = np.cbrt(linear(rgb) @ _TO_LMS.T) @ _TO_LAB.T
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360
    return np.stack([lab[..., 0], chroma, hue], axis=-1)


def oklch_to_srgb(lch: ArrayLike) -> Floats:
    """OKLCH, shape (…, 3) → sRGB; outside 0–1 where the screen cannot show the colour."""
    values = np.asarray(lch, dtype=np.float64)
    angle = np.radians(values[..., 2])
    a, b = values[..., 1] * np.cos(angle), values[..., 1] * np.sin(angle)
    lab = np.stack([values[..., 0], a, b], axis=-1)
    return encoded((lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T)


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """``#rrggbb`` of an OKLCH colour, its chroma lowered until a screen can show it."""
    lightness = min(max(lightness, 0.0), 1.0)
    low, high = 0.0, max(chroma, 0.0)
    if _shown(lightness, high, hue):
        return to_hex(oklch_to_srgb([lightness, high, hue]))
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if _shown(lightness, middle, hue) else (low, middle)
    return to_hex(oklch_to_srgb([lightness, low, hue]))


def lch_of(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue of ``#rrggbb``."""
    lightness, chroma, hue = (float(v) for v in srgb_to_oklch(from_hex(colour)))
    return (lightness, chroma, hue)


def luminance(rgb: ArrayLike) -> Floats:
    """Relative luminance 0–1 of sRGB 0–1, shape (…, 3) → (…) (WCAG 2.2)."""
    light: Floats = linear(rgb) @ np.array([0.2126, 0.7152, 0.0722])
    return light


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two ``#rrggbb``: 1–21, whichever is lighter."""
    lights = sorted(float(luminance(from_hex(c))) for c in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def contrasts(colour: str, pixels: ArrayLike) -> Floats:
    """WCAG contrast of ``#rrggbb`` against sRGB pixels 0–255, shape (…, 3) → (…)."""
    mine = float(luminance(from_hex(colour))) + 0.05
    theirs = luminance(np.asarray(pixels, dtype=np.float64) / 255) + 0.05
    return np.maximum(mine, theirs) / np.minimum(mine, theirs)


def mix(one: str, other: str, share: float) -> str:
    """``share`` 0–1 of the way from one colour to the other, evenly to the eye (OKLab)."""
    ends = [np.cbrt(linear(from_hex(c)) @ _TO_LMS.T) for c in (one, other)]
    between = ends[0] + (ends[1] - ends[0]) * share
    return to_hex(encoded(between**3 @ _FROM_LMS.T))


def shifted(colour: str, *, lightness: float = 0.0, chroma: float = 1.0, hue: float = 0.0) -> str:
    """The colour with lightness added, chroma multiplied, hue turned by degrees."""
    light, strength, angle = lch_of(colour)
    return oklch(light + lightness, strength * chroma, angle + hue)


def ink_for(ground: str, *, least: float = COMFORTABLE, tint: float = 0.04) -> str:
    """A text colour for ``ground``: near-black or near-white with a breath of the ground's hue.

    Reaches ``least`` where any colour does; otherwise black or white, never under 4.58:1.
    """
    hue = lch_of(ground)[2]
    dark = contrast(ground, "#000000") >= contrast(ground, "#ffffff")
    steps = (0.24, 0.20, 0.15, 0.10) if dark else (0.97, 0.985, 0.995)
    inks = [oklch(step, tint if dark else tint / 3, hue) for step in steps]
    good = [ink for ink in inks if contrast(ink, ground) >= least]
    return good[0] if good else ("#000000" if dark else "#ffffff")


def apart(colour: str, ground: str, least: float) -> str:
    """``colour``, its lightness moved as little as needed to reach ``least`` against ``ground``.

    ``least`` of up to 4.5 is always reached; beyond, the best that black or white gives.
    """
    light, chroma, hue = lch_of(colour)
    tries = sorted(np.linspace(0, 1, 51), key=lambda v: abs(float(v) - light))
    for step in [light, *(float(t) for t in tries)]:
        moved = oklch(step, chroma, hue)
        if contrast(moved, ground) >= least:
            return moved
    return max(("#000000", "#ffffff"), key=lambda c: contrast(c, ground))


def _shown(lightness: float, chroma: float, hue: float) -> bool:
    rgb = oklch_to_srgb([lightness, chroma, hue])
    return bool((rgb > -0.0005).all() and (rgb < 1.0005).all())


# --- palettes ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Subject:
    """The product's colours: main and second hue in degrees, and OKLab samples of its pixels.

    ``coloured`` is the share (0–1) of pixels with a hue worth the name; under 0.06 the hues are
    borrowed, because black, white and metal go with any.
    """

    hue: float
    second: float
    coloured: float
    samples: Floats


@dataclass(frozen=True)
class Scheme:
    """A recipe: background and button relative to the product's hue (``fixed``: absolute).

    ``accent_turn`` None takes the product's own second hue for the button.
    """

    name: str
    turn: float
    lightness: float
    chroma: float
    accent_turn: float | None
    accent_lightness: float
    accent_chroma: float
    fixed: bool = False


SCHEMES = (
    Scheme("tint", 0, 0.94, 0.035, 0, 0.48, 0.17),
    Scheme("deep", 0, 0.27, 0.07, 150, 0.86, 0.16),
    Scheme("complement", 180, 0.85, 0.09, 0, 0.38, 0.12),
    Scheme("warm neutral", 78, 0.93, 0.026, -35, 0.50, 0.16, fixed=True),
    Scheme("bold", 0, 0.43, 0.16, 40, 0.95, 0.04),
    Scheme("analogous", 45, 0.87, 0.085, None, 0.42, 0.14),
    Scheme("charcoal", 0, 0.20, 0.012, None, 0.78, 0.15),
    Scheme("bright", 120, 0.80, 0.13, 200, 0.30, 0.09),
    Scheme("mist", 0, 0.965, 0.006, 180, 0.30, 0.03),
    Scheme("night", 165, 0.33, 0.085, 60, 0.84, 0.14),
)
"""In an order that sets light beside dark: neighbours (variants of one URL) look most unlike."""

BORROWED_HUES = (255.0, 35.0, 150.0, 85.0, 300.0, 195.0)
_COLOURLESS = 0.06
_MUDDY = (0.455, 0.70)
"""OKLab lightness between which neither black nor white ink reaches ``COMFORTABLE``."""


def palette(
    picture: Image.Image, *, seed: int, index: int = 0, brand: BrandKit | None = None
) -> tuple[Palette, tuple[str, ...]]:
    """Roles for one variant from the product's own pixels, and what was not obeyed of the brand.

    ``picture`` is RGBA (a cut-out: only opaque pixels count) or RGB (its border's colour does
    not count). ``index`` is the variant's number: ten in a row get ten schemes; ``seed`` turns
    where they begin and nudges hues. Text reaches 7:1 unless a brand's colours prevent it, and
    never less than 4.5:1; label on button 4.5:1; button against background 3:1.
    """
    look = subject(picture, seed)
    scheme = SCHEMES[(index + seed) % len(SCHEMES)]
    nudge = (seed * 7919 + index * 104729) % 13 - 6
    return _dressed(look, scheme, float(nudge), *_usable(brand))


def subject(picture: Image.Image, seed: int = 0) -> Subject:
    """Find the product's hues; ``seed`` chooses what a product without any colour borrows."""
    pixels, weights = _own_pixels(picture)
    lch = srgb_to_oklch(pixels)
    strength = weights * np.clip((lch[:, 1] - 0.018) / 0.05, 0, 1)
    coloured = float(strength.sum() / max(weights.sum(), 1e-9))
    angle = np.radians(lch[:, 2])
    lab = np.stack([lch[:, 0], lch[:, 1] * np.cos(angle), lch[:, 1] * np.sin(angle)], axis=1)
    samples = lab[weights > 0.5] if (weights > 0.5).any() else lab
    if coloured < _COLOURLESS:
        hue = BORROWED_HUES[seed % len(BORROWED_HUES)]
        return Subject(hue, (hue + 150) % 360, coloured, samples)
    return Subject(*_two_hues(lch[:, 2], strength), coloured, samples)


def _own_pixels(picture: Image.Image) -> tuple[Floats, Floats]:
    """At most 96² pixels as sRGB 0–1 (n, 3) and how much each belongs to the product (n)."""
    small = picture.convert("RGBA")
    small.thumbnail((96, 96), Image.Resampling.BOX, reducing_gap=None)
    values = np.asarray(small, dtype=np.float64) / 255
    rgb, alpha = values[..., :3], values[..., 3]
    if alpha.min() > 0.98:
        frame = np.concatenate([rgb[0], rgb[-1], rgb[:, 0], rgb[:, -1]])
        off = np.abs(rgb - np.median(frame, axis=0)).max(axis=2) > 0.12
        alpha = off.astype(np.float64) if off.mean() > 0.02 else alpha
    return rgb.reshape(-1, 3), alpha.ravel()


def _two_hues(hues: Floats, strength: Floats) -> tuple[float, float]:
    """The strongest hue and the strongest one at least 45° away (or its split complement)."""
    bins = np.bincount((hues / 10).astype(int) % 36, weights=strength, minlength=36)
    smooth = bins * 2 + np.roll(bins, 1) + np.roll(bins, -1)
    first = int(smooth.argmax())
    away = np.minimum((np.arange(36) - first) % 36, (first - np.arange(36)) % 36)
    rest = np.where(away >= 5, smooth, 0)
    main = _mean_hue(hues, strength, first * 10 + 5.0)
    if rest.max() < 0.15 * smooth.max():
        return main, (main + 150) % 360
    return main, _mean_hue(hues, strength, int(rest.argmax()) * 10 + 5.0)


def _mean_hue(hues: Floats, strength: Floats, around: float) -> float:
    off = (hues - around + 180) % 360 - 180
    near = strength * (np.abs(off) < 20)
    return float((around + (off * near).sum() / max(near.sum(), 1e-9)) % 360)


def _dressed(
    look: Subject, scheme: Scheme, nudge: float, brand: BrandKit, notes: tuple[str, ...]
) -> tuple[Palette, tuple[str, ...]]:
    """Background first, then ink, button and label; the brand's colours wherever readable."""
    ground = brand.background or _ground(look, scheme, nudge, brand)
    text, text_notes = _kept(brand.text, ground, READABLE, "text", "background", ink_for(ground))
    wish = brand.accent or _accent(look, scheme, nudge)
    accent, accent_notes = _kept(
        brand.accent, ground, VISIBLE, "accent", "background", apart(wish, ground, VISIBLE)
    )
    label, label_notes = _kept(
        brand.on_accent, accent, READABLE, "on_accent", "button", _label(accent)
    )
    chosen = Palette(background=ground, text=text, accent=accent, on_accent=label)
    return chosen, (*notes, *text_notes, *accent_notes, *label_notes)


def _usable(brand: BrandKit | None) -> tuple[BrandKit, tuple[str, ...]]:
    """The kit with its well-formed colours only, and a sentence for each that is not."""
    kit = brand or BrandKit()
    roles = ("background", "text", "accent", "on_accent")
    wrong = [r for r in roles if getattr(kit, r) is not None and not is_hex(getattr(kit, r))]
    notes = tuple(
        f"The brand kit's {r} {getattr(kit, r)!r} is not a colour like #1a2b3c and was left out."
        for r in wrong
    )
    return kit.model_copy(update=dict.fromkeys(wrong)), notes


def _kept(
    wish: str | None, ground: str, least: float, role: str, below: str, instead: str
) -> tuple[str, tuple[str, ...]]:
    """The brand's colour if it can be seen on ``ground``; else ``instead`` and a sentence."""
    if wish is None:
        return instead, ()
    reached = contrast(wish, ground)
    if reached >= least:
        return wish, ()
    note = (
        f"The brand kit's {role} {wish} on the {below} {ground} has a contrast of"
        f" {reached:.1f}:1, under the {least:g}:1 that people need; {instead} is used instead."
    )
    return instead, (note,)


def _ground(look: Subject, scheme: Scheme, nudge: float, brand: BrandKit) -> str:
    """The scheme's background, lighter or darker where the product or the brand need it."""
    hue = scheme.turn if scheme.fixed else look.hue + scheme.turn + nudge
    wanted = np.linspace(0.14, 0.98, 43).tolist()
    steps = sorted(wanted, key=lambda v: abs(v - scheme.lightness))
    steps = [s for s in steps if not _MUDDY[0] < s < _MUDDY[1]]
    grounds = [_tasteful(s, _chroma(scheme, s), hue) for s in [scheme.lightness, *steps]]
    seen = [g for g in grounds if _brand_fits(brand, g)] or grounds
    clear = [g for g in seen[:16] if hidden_share(look, g) < 0.2]
    return clear[0] if clear else min(seen[:16], key=lambda g: hidden_share(look, g))


def _chroma(scheme: Scheme, lightness: float) -> float:
    """The scheme's chroma, more where a pale ground had to darken: grey would look like dirt."""
    return scheme.chroma + min(0.05, 0.3 * abs(lightness - scheme.lightness))


def _tasteful(lightness: float, chroma: float, hue: float) -> str:
    """A colour without two accidents: dark yellow is mud (brown instead), pale cyan is neon."""
    hue %= 360
    if lightness < 0.6 and 55 < hue < 125:
        return oklch(lightness, 0.7 * chroma, 50)
    if lightness > 0.68 and 135 < hue < 230:
        return oklch(lightness, min(chroma, 0.105), hue)
    return oklch(lightness, chroma, hue)


def _brand_fits(brand: BrandKit, ground: str) -> bool:
    wishes = ((brand.text, READABLE), (brand.accent, VISIBLE))
    return all(w is None or contrast(w, ground) >= least for w, least in wishes)


def hidden_share(look: Subject, ground: str) -> float:
    """Share (0–1) of the product's pixels that the eye can hardly tell from ``ground``."""
    light, chroma, hue = lch_of(ground)
    turn = np.radians(hue)
    lab = np.array([light, chroma * np.cos(turn), chroma * np.sin(turn)])
    return float((np.linalg.norm(look.samples - lab, axis=1) < 0.10).mean())


def _accent(look: Subject, scheme: Scheme, nudge: float) -> str:
    """The button's colour before it is checked against the background."""
    hue = look.second if scheme.accent_turn is None else look.hue + scheme.accent_turn + nudge
    return _tasteful(scheme.accent_lightness, scheme.accent_chroma, hue)


def _label(accent: str) -> str:
    """White where it can be read (buttons look crisper so), else a dark ink of the same hue."""
    white = contrast(accent, "#ffffff") >= READABLE
    return "#ffffff" if white else ink_for(accent, least=READABLE)
