"""Cut-outs kept from run to run: by the picture's content and by what cut them out."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import threading
import zipfile
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cta_batch.compose import (
    backdrop,
    cutout,
    edges,
    matte,
    pictures,
    placing,
    regions,
    segmentation,
)
from cta_batch.compose.cutout import CutOut, as_result
from cta_batch.compose.placing import Box

log = logging.getLogger(__name__)

_LISTS = {"box": tuple, "shadow_box": tuple, "seen": tuple, "sides": frozenset}
"""What JSON keeps as lists."""


class Shelf(Protocol):
    """A place for bytes by name, which may be lost there at any time."""

    def get(self, name: str) -> bytes | None: ...

    def put(self, name: str, data: bytes) -> None: ...


_shelf: Shelf | None = None
_making = threading.Lock()


def keep_on(shelf: Shelf | None) -> None:
    """Where cut-outs are kept from now on; None: nowhere."""
    global _shelf  # noqa: PLW0603  one setting of the process, as the cut-out model is
    _shelf = shelf


def kept(key: str, photo: Image.Image, make: Callable[[Image.Image], CutOut]) -> CutOut:
    """The cut-out of ``photo``, whose file has the hash ``key``; made only when none is kept."""
    shelf, name = _shelf, f"{key[:24]}-{_origin()}.zip"
    if shelf is None:
        return _made(photo, make)
    data = shelf.get(name)
    found = None if data is None else _unpacked(data, photo)
    if found is None:
        found = _made(photo, make)
        shelf.put(name, _packed(found, photo))
    return found


def _made(photo: Image.Image, make: Callable[[Image.Image], CutOut]) -> CutOut:
    """One at a time: each takes a hundred megabytes while it is made."""
    with _making:
        return make(photo)


def _origin() -> str:
    """Names what cuts out: this very code, and the model beside it if one is set up."""
    model = segmentation.chosen()
    if model is None:
        return _code()
    facts = model.stat()
    said = f"{_code()} {model} {facts.st_size} {facts.st_mtime_ns}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


@cache
def _code() -> str:
    """A hash of the modules that cut out: a number to be raised by hand would be forgotten."""
    sources = (backdrop, cutout, edges, matte, pictures, placing, regions, segmentation)
    code = b"".join(Path(str(module.__file__)).read_bytes() for module in sources)
    return hashlib.sha256(code).hexdigest()[:12]


def _packed(cut: CutOut, photo: Image.Image) -> bytes:
    """A zip: what is said of it, the picture unless it is the whole photo, the shadow if any."""
    facts = {f.name: getattr(cut, f.name) for f in fields(cut) if f.name not in _PICTURES}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("facts.json", json.dumps(facts | {"sides": sorted(cut.sides)}))
        if cut.image.size != photo.size or cut.image != photo.convert("RGBA"):
            for name, data in _picture_parts(cut, photo).items():
                parts.writestr(name, data)
        if cut.shadow is not None:
            parts.writestr("shadow.png", _png(cut.shadow))
    return file.getvalue()


_PICTURES = ("image", "shadow")


def _picture_parts(cut: CutOut, photo: Image.Image) -> dict[str, bytes]:
    """Its cover, and where its pixels are not the photo's: few, so all of it is 20 KB, not 800.

    The picture itself where they are many.
    """
    cover = cut.image.getchannel("A")
    pixels = _flat(cut.image)
    own = np.flatnonzero(pixels != _flat(_below(cover, cut.box, photo)))
    if len(own) > len(pixels) // 8:
        return {"image.png": _png(cut.image)}
    return {
        "cover.png": _png(cover),
        "where": own.astype(_NUMBERS).tobytes(),
        "own": pixels[own].tobytes(),
    }


_NUMBERS = np.dtype("<u4")


def _flat(picture: Image.Image) -> NDArray[np.uint32]:
    """The pixels of an RGBA picture in one row, each a number; its own copy of them."""
    return np.frombuffer(bytearray(picture.tobytes()), dtype=_NUMBERS)


def _below(cover: Image.Image, box: Box, photo: Image.Image) -> Image.Image:
    """The photo as a cut-out at ``box`` would show it that changed none of its pixels, RGBA."""
    whole = as_result(photo.convert("RGB"))
    left = round(box[0] * whole.width / photo.width)
    top = round(box[1] * whole.height / photo.height)
    part = whole.crop((left, top, left + cover.width, top + cover.height))
    part.putalpha(cover)
    return part


def _unpacked(data: bytes, photo: Image.Image) -> CutOut | None:
    """What ``_packed`` made; None when it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            facts: dict[str, Any] = json.loads(parts.read("facts.json"))
            for name, kind in _LISTS.items():
                facts[name] = None if facts[name] is None else kind(facts[name])
            image = _picture(parts, facts["box"], photo)
            kept = "shadow.png" in parts.namelist()
            shadow = _opened(parts, "shadow.png") if kept else None
    except Exception:  # whatever a zip, JSON or PNG that was cut short makes of it
        log.warning("a cut-out that was kept is damaged; it is made anew", exc_info=True)
        return None
    return CutOut(image=image, shadow=shadow, **facts)


def _picture(parts: zipfile.ZipFile, box: Box, photo: Image.Image) -> Image.Image:
    names = parts.namelist()
    if "image.png" in names:
        return _opened(parts, "image.png")
    if "cover.png" not in names:
        return photo.convert("RGBA")
    below = _below(_opened(parts, "cover.png"), box, photo)
    pixels = _flat(below)
    own = np.frombuffer(parts.read("where"), _NUMBERS)
    pixels[own] = np.frombuffer(parts.read("own"), _NUMBERS)
    return Image.frombuffer("RGBA", below.size, pixels.tobytes())


def _opened(parts: zipfile.ZipFile, name: str) -> Image.Image:
    return Image.open(io.BytesIO(parts.read(name)), formats=["PNG"]).copy()  # no file any more


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue()
