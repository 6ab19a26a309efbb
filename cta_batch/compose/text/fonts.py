"""Which font draws which characters: the brand's own first, then one family for each script."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from cta_batch.compose.text.harfbuzz import Font, load
from cta_batch.errors import RenderError


class Weight(IntEnum):
    """How heavy the letters are, on OpenType's ``wght`` axis."""

    REGULAR = 400
    MEDIUM = 500
    BOLD = 700


@dataclass(frozen=True)
class FontPaths:
    """A brand's own font files. BOLD takes ``bold`` where given, all else ``regular``."""

    regular: Path | None = None
    bold: Path | None = None


_VARIABLE = (
    ("fontpkg_inter", "Inter[opsz,wght].ttf"),  # Latin, Greek, Cyrillic
    ("fontpkg_heebo", "Heebo[wght].ttf"),  # Hebrew
    ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
    ("fontpkg_noto_sans_devanagari", "NotoSansDevanagari[wdth,wght].ttf"),
    ("fontpkg_noto_sans_thai", "NotoSansThai[wdth,wght].ttf"),
)
_CJK_REGULAR = ("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf")
_CJK_BOLD = ("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf")
_MORE_PACKAGE = "manimgx_fonts"
_MORE = tuple(
    f"NotoSans{script}[wght].ttf"
    for script in (
        *("Armenian", "Bengali", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Kannada"),
        *("Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu"),
        "Symbols",
    )
)
"""More scripts, where the optional extra ``scripts`` is installed."""
_EMOJI = "NotoEmoji[wght].ttf"
_REST = ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf")

_DISPLAY_FROM = 56.0
"""Font size in pixels from which Inter takes its display cut (opsz 32) instead of the text cut.

A 1080 px creative is seen at about a third of its pixels, so 56 px read like 19 pt.
"""


@lru_cache(maxsize=256)
def chain(weight: Weight, size: float, brand: FontPaths | None) -> tuple[Font, ...]:
    """Fonts in the order they are tried for a character. Raises RenderError for a bad brand font.

    ``size`` in pixels is the size a text starts from: it chooses the optical cut.
    """
    axes = (("wght", float(weight)), ("opsz", 32.0 if size >= _DISPLAY_FROM else 14.0))
    own = _brand_font(weight, brand)
    first = (load(own, axes),) if own else ()
    cjk = load(_packaged(*(_CJK_BOLD if weight >= Weight.BOLD else _CJK_REGULAR)))
    scripts = tuple(load(_packaged(*name), axes) for name in _VARIABLE)
    rest = (load(_packaged(*_REST), axes), *_more(axes))
    return (*first, *scripts, cjk, *rest)


@lru_cache(maxsize=8)
def emoji_font(weight: Weight) -> Font | None:
    """Noto Emoji, drawn in the colour of the words; None without the extra ``scripts``."""
    if not has_more():
        return None
    return load(_packaged(_MORE_PACKAGE, _EMOJI), (("wght", float(weight)),))


def unusable(*, optional: bool = False) -> tuple[str, ...]:
    """The packages of which a font cannot be found and opened, by the names that pip knows.

    ``optional`` asks for the extra ``scripts`` instead of what is always needed.
    """
    needed = (*_VARIABLE, _CJK_REGULAR, _CJK_BOLD, _REST)
    more = [(_MORE_PACKAGE, name) for name in (*_MORE, _EMOJI)]
    bad = {package for package, name in (more if optional else needed) if not _opens(package, name)}
    return tuple(sorted(package.replace("_", "-") for package in bad))


def has_more() -> bool:
    """Whether the optional extra ``scripts`` is installed."""
    return find_spec(_MORE_PACKAGE) is not None


def _opens(package: str, name: str) -> bool:
    try:
        load(_packaged(package, name))
    except (RenderError, ModuleNotFoundError):
        return False
    return True


def _more(axes: tuple[tuple[str, float], ...]) -> tuple[Font, ...]:
    if not has_more():
        return ()
    return tuple(load(_packaged(_MORE_PACKAGE, name), axes) for name in _MORE)


def _brand_font(weight: Weight, brand: FontPaths | None) -> Path | None:
    if brand is None:
        return None
    return (brand.bold if weight >= Weight.BOLD else None) or brand.regular


def _packaged(package: str, name: str) -> Path:
    root = Path(str(files(package)))
    return root / name if (root / name).exists() else root / "files" / name
