"""The palette of each variant: grounds a designer would put this product on, and what reads there.

Ten families take turns among the variants of a URL. Each offers swatches; the one that neither
clashes with the product's own colours nor swallows its outline is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from cta_batch.compose import colour
from cta_batch.compose.colour import COMFORTABLE, READABLE, VISIBLE, Floats
from cta_batch.compose.scaling import glanced
from cta_batch.domain import BrandKit, Palette


@dataclass(frozen=True)
class Look:
    """What a product's pixels say: main and second hue in degrees, and OKLab samples (n, 3).

    ``vivid`` (0–0.37) is the mean chroma of its coloured pixels, weighed down where few are
    coloured; 0 for black, white and metal, which go with any colour: their hues are borrowed.
    ``rim`` are samples of its outline only.
    """

    hue: float
    second: float
    vivid: float
    samples: Floats
    rim: Floats


@dataclass(frozen=True)
class Swatch:
    """A colour in OKLCH. ``own`` counts the hue from the product's, else it is absolute."""

    lightness: float
    chroma: float
    hue: float = 0.0
    own: bool = False


@dataclass(frozen=True)
class Family:
    """Grounds of one mood and the buttons that go with them, best first.

    ``rank`` takes the next best ground instead, so that two families may share their swatches.
    """

    name: str
    grounds: tuple[Swatch, ...]
    accents: tuple[Swatch, ...]
    rank: int = 0


INK = Swatch(0.25, 0.03, own=True)
PAPER = Swatch(0.985, 0.008, 85)
CREAM = Swatch(0.95, 0.035, 85)
MARIGOLD = Swatch(0.83, 0.15, 83)
CORAL = Swatch(0.74, 0.13, 35)
DEEP = Swatch(0.45, 0.14, own=True)

_JEWELS = (
    Swatch(0.29, 0.075, 262),  # navy
    Swatch(0.31, 0.055, 160),  # forest
    Swatch(0.29, 0.065, 345),  # aubergine
    Swatch(0.34, 0.055, 215),  # petrol
    Swatch(0.28, 0.035, 45),  # espresso
    Swatch(0.30, 0.075, 300),  # violet
)
_POWDERS = (
    Swatch(0.905, 0.035, 20),  # blush
    Swatch(0.91, 0.045, 60),  # peach
    Swatch(0.94, 0.055, 95),  # butter
    Swatch(0.885, 0.035, 145),  # sage
    Swatch(0.905, 0.035, 235),  # sky
    Swatch(0.90, 0.035, 300),  # lilac
)
_BOLD = (
    Swatch(0.41, 0.13, own=True),
    Swatch(0.84, 0.135, 85),  # marigold
    Swatch(0.40, 0.15, 264),  # cobalt
    Swatch(0.42, 0.125, 28),  # brick
    Swatch(0.40, 0.08, 165),  # emerald
)

FAMILIES = (
    Family("tint", (Swatch(0.93, 0.035, own=True),), (DEEP, INK)),
    Family("deep", (Swatch(0.28, 0.06, own=True),), (CREAM,)),
    Family("sand", (Swatch(0.93, 0.022, 80),), (INK, DEEP)),
    Family("bold", _BOLD, (PAPER, INK)),
    Family("powder", _POWDERS, (DEEP, INK)),
    Family("ink", (Swatch(0.21, 0.018, 265), Swatch(0.22, 0.012, 60)), (MARIGOLD, CORAL)),
    Family("white", (Swatch(0.968, 0.005, own=True),), (DEEP, INK)),
    Family("jewel", _JEWELS, (CREAM, MARIGOLD)),
    Family("hush", (Swatch(0.90, 0.04, 180, own=True),), (INK,)),
    Family("second jewel", _JEWELS, (MARIGOLD, CREAM), rank=1),
)
"""Light stands beside dark: neighbours (variants of one URL) look most unlike."""

BORROWED_HUES = (255.0, 35.0, 150.0, 70.0, 300.0, 200.0)
_COLOURLESS = 0.06
"""Share of coloured pixels under which a product's hues are borrowed."""
_CLOSE = 0.10
"""Distance in OKLab under which the eye hardly tells two colours apart."""
_HIDDEN = 0.2
"""Share of a product that may sink into its ground before the ground gives way."""


def palette(
    look: Look, *, turn: int, brand: BrandKit | None = None
) -> tuple[Palette, tuple[str, ...]]:
    """Roles for one variant from the product's own colours, and what was not obeyed of the brand.

    ``turn`` goes up by one from variant to variant: ten in a row get ten families.
    Text reaches 7:1 unless a brand's colours prevent it, and never less than 4.5:1; label on
    button 4.5:1; button against background 3:1.
    """
    if not look.vivid:
        look = _borrowing(look, BORROWED_HUES[turn % len(BORROWED_HUES)])
    family = FAMILIES[turn % len(FAMILIES)]
    kit, notes = _usable(brand)
    ground = kit.background or _ground(look, family, kit, turn)
    return _dressed(look, family, ground, kit, notes)


# --- what the product's pixels say ---


def look_of(picture: Image.Image) -> Look:
    """Find the product's hues.

    ``picture`` is RGBA (a cut-out: only opaque pixels count) or RGB (its border's colour does
    not count).
    """
    pixels, alpha = _own_pixels(picture)
    lch = colour.srgb_to_oklch(pixels)
    solid = alpha > 0.5 if (alpha > 0.5).any() else np.ones_like(alpha, dtype=bool)
    lab, rim = _lab(lch)[solid], _lab(lch)[_edge(solid)]
    strength = (alpha * np.clip((lch[..., 1] - 0.018) / 0.05, 0, 1)).ravel()
    coloured = float(strength.sum() / max(alpha.sum(), 1e-9))
    if coloured < _COLOURLESS:
        return _borrowing(Look(0.0, 0.0, 0.0, lab, rim), BORROWED_HUES[0])
    chroma, hues = lch[..., 1].ravel(), lch[..., 2].ravel()
    vivid = float((chroma * strength).sum() / strength.sum()) * min(1.0, 2 * coloured)
    return Look(*_two_hues(hues, strength), vivid, lab, rim)


def _borrowing(look: Look, hue: float) -> Look:
    return replace(look, hue=hue, second=(hue + 150) % 360)


def _lab(lch: Floats) -> Floats:
    angle = np.radians(lch[..., 2])
    return np.stack(
        [lch[..., 0], lch[..., 1] * np.cos(angle), lch[..., 1] * np.sin(angle)], axis=-1
    )


def _edge(solid: np.ndarray) -> np.ndarray:
    """The outermost two pixels of the product; all of it where that is nothing."""
    padded = np.pad(solid, 2)
    inner = solid.copy()
    for dy, dx in ((0, 2), (4, 2), (2, 0), (2, 4)):
        inner &= padded[dy : dy + solid.shape[0], dx : dx + solid.shape[1]]
    edge: np.ndarray = solid & ~inner
    return edge if edge.any() else solid


def _own_pixels(picture: Image.Image) -> tuple[Floats, Floats]:
    """At most 96² pixels as sRGB 0–1 (h, w, 3) and how much each belongs to the product (h, w)."""
    small = glanced(picture, 96).convert("RGBA")
    values = np.asarray(small, dtype=np.float64) / 255
    rgb, alpha = values[..., :3], values[..., 3]
    if alpha.min() > 0.98:
        frame = np.concatenate([rgb[0], rgb[-1], rgb[:, 0], rgb[:, -1]])
        off = np.abs(rgb - np.median(frame, axis=0)).max(axis=2) > 0.12
        alpha = off.astype(np.float64) if off.mean() > 0.02 else alpha
    return rgb, alpha


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


# --- the ground ---


def _ground(look: Look, family: Family, brand: BrandKit, turn: int) -> str:
    """The family's best swatch, a little lighter or darker where the product or brand need it.

    Where none will do, the jewels in turn (what is pale or clear as glass needs them), then any.
    """
    ranked = sorted(family.grounds, key=lambda swatch: _weight(look, swatch))
    rank = family.rank % len(ranked)
    jewels = [_JEWELS[(turn // 2 + i) % len(_JEWELS)] for i in range(len(_JEWELS))]
    others = [swatch for other in FAMILIES for swatch in other.grounds]
    least: tuple[float, str] | None = None
    for swatch in (*ranked[rank:], *ranked[:rank], *jewels, *others):
        for ground in _steps(look, swatch):
            sunk = hidden_share(look, ground) + (not _brand_fits(brand, ground))
            if sunk < _HIDDEN:
                return ground
            least = min(least or (sunk, ground), (sunk, ground))
    assert least is not None  # every family has a swatch
    return least[1]


def _steps(look: Look, swatch: Swatch) -> Iterator[str]:
    """The swatch, then the same nearer to white or black, on the same side of the middle."""
    low, high = (0.84, 0.98) if swatch.lightness > 0.6 else (0.16, 0.42)
    near = sorted(np.linspace(low, high, 8).tolist(), key=lambda v: abs(v - swatch.lightness))
    for lightness in (swatch.lightness, *near):
        ground = _tone(look, swatch, lightness)
        if colour.contrast(colour.ink_for(ground), ground) >= COMFORTABLE:
            yield ground


def _swatch(look: Look, swatch: Swatch) -> str:
    return _tone(look, swatch, swatch.lightness)


def _tone(look: Look, swatch: Swatch, lightness: float) -> str:
    """The swatch as a colour: calmer the more its hue quarrels with a vivid product's."""
    hue = (look.hue if swatch.own else 0.0) + swatch.hue
    quarrel = _quarrel(look, hue) * min(1.0, look.vivid / 0.15)
    calmer = 0.55 if lightness > 0.5 else 0.2
    return tasteful(lightness, swatch.chroma * (1 - calmer * quarrel), hue)


def tasteful(lightness: float, chroma: float, hue: float) -> str:
    """A colour without the known accidents.

    Dark yellow is mud (coffee instead), pale yellow-green is khaki (sand instead), pale green to
    cyan and pale magenta are neon (calmer instead).
    """
    hue %= 360
    if lightness < 0.6 and 50 < hue < 130:
        return colour.oklch(lightness, 0.55 * chroma, 50)
    if lightness >= 0.6 and 88 < hue < 130 and lightness < 0.92:
        return colour.oklch(lightness, 0.6 * chroma, 84)
    if lightness > 0.68 and (130 <= hue < 230 or hue > 310 or hue < 15):
        return colour.oklch(lightness, min(chroma, 0.045), hue)
    return colour.oklch(lightness, chroma, hue)


def _quarrel(look: Look, hue: float) -> float:
    """0–1: kindred hues agree, opposite ones nearly, those a quarter turn away do not."""
    apart = abs((hue - look.hue + 180) % 360 - 180)
    return float(np.interp(apart, (0, 30, 75, 120, 180), (0, 0, 1, 1, 0.4)))


def _weight(look: Look, swatch: Swatch) -> float:
    """How ill a swatch suits the product: quarrel by how vivid both are, and what would sink.

    An absolute hue near the product's own or opposite to it weighs too: other families have those.
    """
    ground = _swatch(look, swatch)
    hue = colour.lch_of(ground)[2]
    apart = abs((hue - look.hue + 180) % 360 - 180)
    near = not swatch.own and not _KINDRED < apart < 180 - _KINDRED
    quarrel = _quarrel(look, hue) * look.vivid * swatch.chroma * 60
    return quarrel + 2 * hidden_share(look, ground) + 0.4 * near


_KINDRED = 30.0
"""Degrees of hue within which two colours are taken for the same."""


def _brand_fits(brand: BrandKit, ground: str) -> bool:
    wishes = ((brand.text, READABLE), (brand.accent, VISIBLE))
    return all(w is None or colour.contrast(w, ground) >= least for w, least in wishes)


def hidden_share(look: Look, ground: str) -> float:
    """Share (0–1) of the product, or half that of its outline, which hardly parts from a ground."""
    light, chroma, hue = colour.lch_of(ground)
    turn = np.radians(hue)
    lab = np.array([light, chroma * np.cos(turn), chroma * np.sin(turn)])
    whole, rim = (
        float((np.linalg.norm(s - lab, axis=-1) < _CLOSE).mean()) for s in (look.samples, look.rim)
    )
    return max(whole, 0.5 * rim)


# --- what lies on it ---


def _dressed(
    look: Look, family: Family, ground: str, brand: BrandKit, notes: tuple[str, ...]
) -> tuple[Palette, tuple[str, ...]]:
    """Ink, button and label; the brand's colours wherever readable."""
    ink = colour.ink_for(ground)
    text, text_notes = _kept(brand.text, ground, READABLE, "text", "background", ink)
    own = _accent(look, family, ground)
    accent, accent_notes = _kept(brand.accent, ground, VISIBLE, "accent", "background", own)
    label, label_notes = _kept(
        brand.on_accent, accent, READABLE, "on_accent", "button", _label(accent)
    )
    chosen = Palette(background=ground, text=text, accent=accent, on_accent=label)
    return chosen, (*notes, *text_notes, *accent_notes, *label_notes)


def _accent(look: Look, family: Family, ground: str) -> str:
    """The first of the family's buttons that stands out clearly; else ink or paper."""
    tries = [_swatch(look, swatch) for swatch in (*family.accents, INK, PAPER)]
    clear = [t for t in tries if colour.contrast(t, ground) >= READABLE]
    return clear[0] if clear else colour.apart(tries[0], ground, VISIBLE)


def _usable(brand: BrandKit | None) -> tuple[BrandKit, tuple[str, ...]]:
    """The kit with its well-formed colours only, and a sentence for each that is not."""
    kit = brand or BrandKit()
    roles = ("background", "text", "accent", "on_accent")
    wrong = [r for r in roles if getattr(kit, r) is not None and not colour.is_hex(getattr(kit, r))]
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
    reached = colour.contrast(wish, ground)
    if reached >= least:
        return wish, ()
    note = (
        f"The brand kit's {role} {wish} on the {below} {ground} has a contrast of"
        f" {reached:.1f}:1, under the {least:g}:1 that people need; {instead} is used instead."
    )
    return instead, (note,)


def _label(accent: str) -> str:
    """White where it can be read (buttons look crisper so), else a dark ink of the same hue."""
    white = colour.contrast(accent, "#ffffff") >= READABLE
    return "#ffffff" if white else colour.ink_for(accent, least=READABLE)
