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

import cv2
import numpy as np
from PIL import Image

from cta_batch.compose import backdrop, cutout, matte, pictures, regions, segmentation
from cta_batch.compose.cutout import CutOut

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
    sources = (backdrop, cutout, matte, pictures, regions, segmentation)
    code = b"".join(Path(str(module.__file__)).read_bytes() for module in sources)
    return hashlib.sha256(code).hexdigest()[:12]


def _packed(cut: CutOut, photo: Image.Image) -> bytes:
    """A zip: what is said of it, the picture unless it is the whole photo, the shadow if any."""
    facts = {f.name: getattr(cut, f.name) for f in fields(cut) if f.name not in _PICTURES}
    whole = cut.image.size == photo.size and cut.image == photo.convert("RGBA")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("facts.json", json.dumps(facts | {"sides": sorted(cut.sides)}))
        if not whole:
            parts.writestr("image.png", _png(cut.image))
        if cut.shadow is not None:
            parts.writestr("shadow.png", _png(cut.shadow))
    return file.getvalue()


_PICTURES = ("image", "shadow")


def _unpacked(data: bytes, photo: Image.Image) -> CutOut | None:
    """What ``_packed`` made; None when it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            facts: dict[str, Any] = json.loads(parts.read("facts.json"))
            names = parts.namelist()
            image = _opened(parts, "image.png") if "image.png" in names else photo.convert("RGBA")
            shadow = _opened(parts, "shadow.png") if "shadow.png" in names else None
    except Exception:  # whatever a zip, JSON or PNG that was cut short makes of it
        log.warning("a cut-out that was kept is damaged; it is made anew", exc_info=True)
        return None
    for name, kind in _LISTS.items():
        facts[name] = None if facts[name] is None else kind(facts[name])
    return CutOut(image=image, shadow=shadow, **facts)


def _opened(parts: zipfile.ZipFile, name: str) -> Image.Image:
    pixels = cv2.imdecode(np.frombuffer(parts.read(name), np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None:
        raise ValueError(f"{name} is no PNG")
    return Image.fromarray(pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, _TURNED))


def _png(picture: Image.Image) -> bytes:
    """OpenCV writes it twice as fast as Pillow, in half the bytes."""
    pixels = np.asarray(picture)
    turned = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, _TURNED)
    return cv2.imencode(".png", turned, _FAST)[1].tobytes()


_TURNED = cv2.COLOR_RGBA2BGRA
"""OpenCV has blue first; the same exchange leads back."""
_FAST = (
    cv2.IMWRITE_PNG_COMPRESSION,
    1,
    cv2.IMWRITE_PNG_STRATEGY,
    cv2.IMWRITE_PNG_STRATEGY_RLE,
)
