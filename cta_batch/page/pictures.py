"""Addresses of pictures: which picture one names, and how large it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from cta_batch.page.tree import Element

ORIGINAL = 1400
"""Pixels assumed for an address without any size: the shop's original."""

_ZOOM = ("data-zoom-image", "data-old-hires", "data-large_image", "data-large-image", "data-zoom",
         "data-zoom-src", "data-full", "data-hires", "data-high-res", "data-original-image",
         "data-image-large", "data-image", "data-full-size", "data-src-large", "data-magnify-src",
         "data-pswp-src", "data-mfp-src", "data-zoomimage", "data-big", "data-xlarge")  # fmt: skip
_LAZY = ("data-src", "data-original", "data-lazy", "data-lazy-src", "data-srcset",
         "data-lazy-srcset",
         "data-flickity-lazyload", "data-splide-lazy", "data-thumb", "data-echo", "data-url",
         "data-master", "data-image-src", "data-bg", "data-img", "data-main-image")  # fmt: skip
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif)(?:$|[?#:/])", re.IGNORECASE)
_STYLE_URL = re.compile(r"url\(\s*['\"]?([^'\")\s]{4,2000})")
_NO_PRODUCT = re.compile(
    r"(?:^|[/_.-])(?:logos?|icons?|sprites?|placeholder|spacer|no-?image|noimage|default-?image|1x1"
    r"|payments?|mastercard|paypal|favicon|swatch(?:es)?|badges?|avatar|coming-?soon|captcha|banners?"
    r"|play-button)(?=$|[/_.\d@-])"
    r"|/(?:pixel|blank|loading|loader|transparent|gr[ea]y|share|email|arrow|stars?|promo|flag|visa"
    r"|facebook|twitter|trust|dot|empty)\.\w+$|\.(?:svg|gif|ico)(?:$|\?)",
    re.IGNORECASE,
)
_SIZE_NAME = (
    "grande|large|medium|small|compact|pico|icon|thumb|thumbnail|master|original|xlarge|mini|zoom"
    "|big|full|main|default|scaled|xl|lg|md|sm"
)
_TAIL = re.compile(
    rf"(?:[_-](?:\d{{2,4}}x\d{{0,4}}|x\d{{2,4}}|w\d{{2,4}}|{_SIZE_NAME})(?:@\dx)?(?:_crop_\w+)?|@\dx"
    r"|\._[A-Za-z0-9_,+-]{2,60}_?|\.\d{6,}(?:\.\d+\.\d+)?)$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?:il_)?\d{2,4}x[\dN]{1,4}[._-]|^(?:w|h|s-l)\d{2,4}$|^s-l\d+", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:jpe?g|png|webp|avif|jfif)(?:\.(?:webp|avif))?$", re.IGNORECASE)
_GENERIC = re.compile(
    rf"^(?:\d{{1,3}}|[a-z]|{_SIZE_NAME}|image|img|photo|picture|product|front|back|side|file|asset"
    r"|view|getimage|imageservice|imagedelivery|index|.{0,2})?$",
    re.IGNORECASE,
)
_SIZE_FOLDER = re.compile(
    rf"\d{{2,4}}x[\dN]{{0,4}}(?:x\d)?|[a-z]|[wh]\d{{2,4}}|{_SIZE_NAME}", re.IGNORECASE
)
_NUMBERED = re.compile(r"((?!(?:19|20)\d\d$)\d{4,})(?:-[a-z_]+)?")
"""A folder that numbers the picture, for shops that give all pictures the product's name."""
_SIZE_WORDS = """
    w h wid hei width height q quality fit crop format fm auto v version dpr resize size sw sh
    fmt qlt scale bg odnheight odnwidth odnbg im imwidth imheight impolicy sm strip profileid
    t ts cache hash sig upscale optimize pad canvas trim bgcolor op_sharpen iccembed ver
"""
_SIZE_QUERY = frozenset(_SIZE_WORDS.split())
_WIDTH = re.compile(
    r"(?:[?&](?:w|wid|width|sw|imwidth|odnwidth|h|hei|height|odnheight|sh)=|[_/,-]w[_=]?|_[A-Z]{2}"
    r"|/s-l|[?&]size=|/fit/"
    r"|/resize/)(\d{2,4})(?!\d)|[_/.-](\d{2,4})x(?:\d{2,4}|N)?"
    r"(?=[_./@?&-]|$)|[_/-](\d{3,4})(?=w?[./])",
)
_NAMED_SIZE = {
    "thumb": 100, "thumbnail": 100, "small": 150, "icon": 32, "pico": 16, "mini": 100, "sm": 150,
    "compact": 160, "medium": 300, "md": 300, "large": 700, "lg": 700, "grande": 600,
}  # fmt: skip


def _parts(url: str) -> SplitResult:
    """As ``urlsplit``; nothing of an address that nobody can take apart."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def unwrapped(url: str) -> str:
    """The address inside a resizing proxy's (``/_next/image?url=…``), else the address."""
    if "url=" not in url:
        return url
    inner = dict(parse_qsl(_parts(url).query)).get("url", "")
    return inner if _PICTURE_FILE.search(inner) else url


@lru_cache(maxsize=4096)
def key(url: str) -> str:
    """What names the picture in its address whatever the size, host or format."""
    parts = _parts(unwrapped(unquote(url)))
    segments = [s for s in parts.path.split(";")[0].rstrip("/").split("/") if s]
    folders = [f for f in segments[:-1] if not _SIZE_FOLDER.fullmatch(f)]
    name = _stem(segments[-1]) if segments else ""
    for folder in reversed(folders[-3:]):
        number = _NUMBERED.fullmatch(folder)
        if number or _GENERIC.match(name.split("/")[0]):
            name = f"{number[1] if number else _stem(folder)}/{name}"
        else:
            break
    if segments and not _EXTENSION.search(segments[-1]):
        name += _naming_query(parts.query)
    return name


def _stem(segment: str) -> str:
    name = _EXTENSION.sub("", segment.split(":", maxsplit=1)[0].lower())
    shorter = _TAIL.sub("", _HEAD.sub("", name))
    while shorter != name:
        name, shorter = shorter, _TAIL.sub("", shorter)
    return name


def _naming_query(query: str) -> str:
    kept = [f"{k}={v}" for k, v in parse_qsl(query) if k.lower() not in _SIZE_QUERY]
    return "?" + "&".join(kept[:3]).lower() if kept and len(kept) <= 3 else ""


def width_in(url: str) -> int:
    """The width in pixels that an address names, ``ORIGINAL`` where it names none."""
    sizes = [int(next(g for g in m.groups() if g)) for m in _WIDTH.finditer(url)]
    sizes = [s for s in sizes if 16 <= s <= 5000]
    if sizes:
        return max(sizes)
    stem = _parts(url).path.lower()
    named = [s for n, s in _NAMED_SIZE.items() if re.search(rf"[_/.-]{n}(?=[_/.-]|$)", stem)]
    return min(named) if named else ORIGINAL


def is_product_picture(url: str) -> bool:
    """False for logos, icons, sprites, placeholders and vector drawings, by their address."""
    parts = _parts(url)
    tail = "/".join(parts.path.split("/")[-2:])
    return "{" not in url and not _NO_PRODUCT.search(f"/{tail}")


def is_picture_file(url: str) -> bool:
    """Whether an address ends like a picture's file."""
    return bool(_PICTURE_FILE.search(url))


def addresses(element: Element) -> Iterator[tuple[str, int]]:
    """Every address of a picture in an element, with its width in pixels as far as told."""
    for name in _ZOOM:
        if _looks_like_address(element.get(name)):
            yield element.get(name, ""), ORIGINAL + 1
    dynamic = element.get("data-a-dynamic-image")
    if dynamic:
        yield from _from_map(dynamic)
    for name in ("srcset", *_LAZY, "src"):
        value = element.get(name)
        if value and value[:5] != "data:":
            yield from _from_set(value) if "srcset" in name else ((value, width_in(value)),)
    if element.tag == "a" and _PICTURE_FILE.search(element.get("href") or ""):
        yield element.get("href", ""), ORIGINAL
    for match in _STYLE_URL.findall(element.get("style") or "")[:2]:
        yield match, width_in(match)


def _looks_like_address(value: str | None) -> bool:
    return value is not None and "/" in value and value[0] not in "{[<" and " " not in value.strip()


def _from_set(value: str) -> Iterator[tuple[str, int]]:
    """``srcset``: addresses with widths (``800w``) or densities (``2x``)."""
    for part in re.split(r",\s+|,(?=https?:|//)", value[:20_000]):
        link, _, descriptor = part.strip().partition(" ")
        match = re.fullmatch(r"(\d+)w(?:\s+\d+h)?|([\d.]+)x", descriptor.strip())
        width = int(match[1]) if match and match[1] else width_in(link)
        if link and link[:5] != "data:":
            yield link.rstrip(","), width + (1 if match and match[2] else 0)


def _from_map(value: str) -> Iterator[tuple[str, int]]:
    """A JSON object of address to ``[width, height]``."""
    try:
        sizes = json.loads(value)
    except (ValueError, RecursionError):
        return
    if isinstance(sizes, dict):
        for link, size in list(sizes.items())[:30]:
            if isinstance(size, list) and size and isinstance(size[0], int):
                yield link, size[0]


def is_tiny(element: Element) -> bool:
    """Whether the page itself gives the picture less than 40 pixels."""
    for name in ("width", "height"):
        size = re.match(r"\d{1,4}(?=$|px)", element.get(name) or "")
        if size and int(size[0]) < 40:
            return True
    return False
