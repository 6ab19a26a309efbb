"""Where each layout puts things, held to a golden file; and the geometry it is made of.

After a change that is meant, write the file anew: ``python -m tests.test_compose_layouts``.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch.compose import rendering
from cta_batch.compose.geometry import Box, Frame, fitted, mirrored
from cta_batch.domain import Layout
from cta_batch.placements import DEFAULT_PLACEMENTS, PLACEMENTS
from tests.compose_pictures import order, product_on_white, transparent_product

GOLDEN = Path(__file__).with_name("golden") / "layout_boxes.json"
NEAR = 3
"""Pixels that another version of a font may move things by."""


PLACES = (*DEFAULT_PLACEMENTS, "display-728x90", "display-160x600")
CASES = {f"{layout} {place}": (layout, place, 0) for layout in Layout for place in PLACES} | {
    f"{layout} {place} variant {variant}": (layout, place, variant)
    for layout in Layout
    for place in ("square", "landscape")
    for variant in (1, 2)
}
"""Variant 1 has the card's arch, 2 the words at the right and the card's disc."""


def _boxes(layout: Layout, placement: str, variant: int) -> dict[str, list[int]]:
    picture = product_on_white() if variant else transparent_product()
    wanted = order(picture, layout=layout, ai=layout is Layout.BLEED)
    job = rendering._prepared(replace(wanted, variant=variant))
    found = rendering._best(job, Frame(PLACEMENTS[placement])).arrangement
    boxes = {str(text.role): list(text.box.rounded()) for text in found.setting.texts}
    return boxes | {
        "button": list(found.setting.button.box.rounded()),
        "product": list(found.stage.rounded()),
    }


@pytest.mark.parametrize("case", CASES)
def test_boxes_lie_where_they_lay(case: str) -> None:
    expected = json.loads(GOLDEN.read_text())[case]
    found = _boxes(*CASES[case])
    assert found.keys() == expected.keys()
    for name, box in found.items():
        assert box == pytest.approx(expected[name], abs=NEAR), name


_SIDES, _ROOM = st.floats(1, 2000), st.floats(20, 2000)


@settings(deadline=None)
@given(aspect=st.floats(0.1, 10), width=_ROOM, height=_ROOM, down=st.floats(0, 1))
def test_a_fitted_box_keeps_its_aspect_and_stays_inside(
    aspect: float, width: float, height: float, down: float
) -> None:
    room = Box(10, 20, 10 + width, 20 + height)
    box = fitted(aspect, room, natural=500, down=down)
    assert box.width / box.height == pytest.approx(aspect)
    assert box.height <= 500 + 1e-6
    assert room.holds(box)


@given(left=_SIDES, width=_SIDES, frame=st.floats(1, 4000))
def test_mirroring_twice_changes_nothing(left: float, width: float, frame: float) -> None:
    box = Box(left, 0, left + width, 1)
    again = mirrored(mirrored(box, frame), frame)
    assert (again.left, again.right) == pytest.approx((box.left, box.right), abs=1e-6)


def _write() -> None:
    boxes = {name: _boxes(*case) for name, case in CASES.items()}
    GOLDEN.parent.mkdir(exist_ok=True)
    lines = (f"  {json.dumps(name)}: {json.dumps(found)}" for name, found in boxes.items())
    GOLDEN.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    _write()
