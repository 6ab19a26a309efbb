"""A segmentation model in an ONNX file, for photos whose product the plain way cannot cut out.

Any of the usual salient-object models serve: one picture in (1×3×H×W), one mask out. The model
gives alpha only; every pixel that is shown stays the photo's own.
"""

from __future__ import annotations

import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from cta_batch.compose.regions import Floats
from cta_batch.errors import RenderError, UsageError

DEFAULT_SIDE = 320
"""Side in pixels given to a model that takes any size: what U²-Net was trained on."""

# Mean and deviation that inputs are normalised by: of ImageNet for U²-Net and BiRefNet, of
# IS-Net's own (github.com/danielgatis/rembg, sessions/u2net.py and dis_general_use.py, 2025).
_IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
_ISNET = ((0.5, 0.5, 0.5), (1.0, 1.0, 1.0))

_chosen: Path | None = None
_lock = threading.Lock()
_loaded: dict[Path, Any] = {}


def choose(path: Path | None) -> None:
    """Use the model in ``path`` from now on, or none. Cheap: the file is opened when needed.

    Raises UsageError when the file or the package that runs it is not there.
    """
    global _chosen  # noqa: PLW0603  one setting of the process, like its locale
    if path is not None and not path.is_file():
        raise UsageError(f"cutout.model names {path}, and there is no such file.")
    if path is not None and find_spec("onnxruntime") is None:
        raise UsageError(
            "cutout.model needs the package onnxruntime: pip install 'cta-batch[onnx]',"
            " or take the setting out."
        )
    _chosen = path


def try_out() -> None:
    """Load the model that is in use. Raises RenderError when it cannot be run."""
    if _chosen is not None:
        mask(Image.new("RGB", (DEFAULT_SIDE, DEFAULT_SIDE)))


def chosen() -> Path | None:
    """The model that is in use."""
    return _chosen


def mask(picture: Image.Image) -> Image.Image | None:
    """How much of each pixel is product, as ``L`` of ``picture``'s size; None without a model.

    Raises RenderError when the model cannot be run.
    """
    if _chosen is None:
        return None
    try:
        session = _session(_chosen)
        source = session.get_inputs()[0]
        height, width = (n if isinstance(n, int) else DEFAULT_SIDE for n in source.shape[2:4])
        small = picture.convert("RGB").resize((width, height), Image.Resampling.BILINEAR)
        found = session.run(None, {source.name: _normalised(small, _chosen)})[0]
        cover = _shares(np.asarray(found, dtype=np.float32).reshape(-1, *found.shape[-2:])[0])
    except Exception as error:  # onnxruntime raises whatever its C++ throws
        reason = str(error).splitlines()[0][:200]
        raise RenderError(f"The cut-out model {_chosen.name} could not be run: {reason}") from error
    levels = Image.fromarray(np.rint(cover * 255).astype(np.uint8))
    return levels.resize(picture.size, Image.Resampling.BICUBIC)


def _session(path: Path) -> Any:
    """The model, loaded once; it is safe to run from many threads."""
    import onnxruntime

    with _lock:
        if path not in _loaded:
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 4  # its warnings are no words for a marketer
            _loaded[path] = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        return _loaded[path]


def _normalised(picture: Image.Image, path: Path) -> Floats:
    """Pixels as the model's family wants them, shape (1, 3, h, w)."""
    mean, deviation = _ISNET if "isnet" in path.name.lower() else _IMAGENET
    pixels = np.asarray(picture, dtype=np.float32) / 255
    scaled = (pixels - np.asarray(mean)) / np.asarray(deviation)
    return np.ascontiguousarray(scaled.transpose(2, 0, 1)[None], dtype=np.float32)


def _shares(raw: Floats) -> Floats:
    """A model's answer as shares 0–1: logits are squashed, weak maxima stretched."""
    if raw.min() < 0 or raw.max() > 1:
        raw = (1 / (1 + np.exp(-np.clip(raw, -30, 30)))).astype(np.float32)
    low, high = float(raw.min()), float(raw.max())
    if high < 0.5 or high - low < 0.25:
        return np.zeros_like(raw)  # it saw nothing that stands out
    return np.asarray((raw - low) / (high - low), dtype=np.float32)
