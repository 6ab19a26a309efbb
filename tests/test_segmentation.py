"""Cut-outs by a model: a real ONNX file, made here, that takes what is bright for the product."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from PIL import Image, ImageDraw

from cta_batch.compose import cutout, segmentation
from cta_batch.errors import RenderError, UsageError
from tests.conftest import Cli

SIDE = 160


def model_of_brightness(path: Path) -> Path:
    """Mean of the channels, steepened, so that the mask is sure of itself."""
    graph = helper.make_graph(
        [
            helper.make_node("ReduceMean", ["in", "axes"], ["mean"], keepdims=1),
            helper.make_node("Sub", ["mean", "middle"], ["centred"]),
            helper.make_node("Mul", ["centred", "steep"], ["steeper"]),
            helper.make_node("Sigmoid", ["steeper"], ["out"]),
        ],
        "brightness",
        [helper.make_tensor_value_info("in", TensorProto.FLOAT, [1, 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, 1, SIDE, SIDE])],
        [
            helper.make_tensor("axes", TensorProto.INT64, [1], [1]),
            helper.make_tensor("middle", TensorProto.FLOAT, [1], [1.2]),
            helper.make_tensor("steep", TensorProto.FLOAT, [1], [40.0]),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.save(model, str(path))
    return path


def busy_scene() -> Image.Image:
    """A bright disc before dark blotches: no plain ground to cut it from."""
    dice = np.random.default_rng(3)
    blotches = Image.fromarray(dice.integers(0, 120, (9, 9, 3), dtype=np.uint8))
    photo = blotches.resize((640, 640), Image.Resampling.BICUBIC)
    ImageDraw.Draw(photo).ellipse((170, 150, 490, 470), fill=(252, 246, 240))
    return photo


@pytest.fixture
def model(tmp_path: Path) -> Iterator[Path]:
    path = model_of_brightness(tmp_path / "brightness.onnx")
    yield path
    segmentation.choose(None)


def test_a_model_cuts_out_what_stands_before_a_busy_ground(model: Path) -> None:
    photo = busy_scene()
    assert not cutout.cut_out(photo).confident

    segmentation.choose(model)
    cut = cutout.cut_out(photo)

    assert cut.confident
    assert cut.box == pytest.approx((170, 150, 491, 471), abs=8)
    assert cut.sides == frozenset()


def test_a_model_never_redraws_the_product(model: Path) -> None:
    segmentation.choose(model)
    photo = busy_scene()
    cut = cutout.cut_out(photo)
    own = np.asarray(photo.crop(cut.box))
    shown = np.asarray(cut.image)
    core = shown[..., 3] > 250
    assert core.sum() > 60_000
    assert (shown[core][:, :3] == own[core]).all()


def test_a_model_that_sees_nothing_changes_nothing(model: Path) -> None:
    segmentation.choose(model)
    dark = busy_scene().point(lambda v: v // 3)
    assert not cutout.cut_out(dark).confident


def test_a_plain_ground_needs_no_model(tmp_path: Path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"not a model")
    segmentation.choose(broken)
    try:
        plain = Image.new("RGB", (600, 600), "white")
        ImageDraw.Draw(plain).ellipse((150, 150, 450, 450), fill=(30, 80, 160))
        assert cutout.cut_out(plain).confident
        with pytest.raises(RenderError, match=r"broken\.onnx could not be run"):
            cutout.cut_out(busy_scene())
    finally:
        segmentation.choose(None)


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        segmentation.choose(tmp_path / "none.onnx")


def test_the_setting_reaches_the_cutter(cli: Cli, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[cutout]\nmodel = "/nowhere/none.onnx"\n', encoding="utf-8")
    cli.env["CTA_BATCH_CONFIG"] = str(config)
    done = cli("list")
    assert done.exit_code == 2
    assert "cutout.model names /nowhere/none.onnx, and there is no such file." in done.stderr


def test_an_ad_of_a_busy_photo_can_stand_free(model: Path) -> None:
    from cta_batch.compose import layouts_for
    from cta_batch.domain import Layout

    segmentation.choose(model)
    file = io.BytesIO()
    busy_scene().save(file, "PNG")
    assert Layout.HERO in layouts_for(file.getvalue(), ai_background=False)
