"""Any words a creative may carry: whole, apart, inside the safe zone, in every layout and variant.

Candidates are arranged and judged by their boxes alone, so that no pixel is painted here.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch.compose import rendering
from cta_batch.compose.arrangement import Arrangement
from cta_batch.compose.geometry import Frame
from cta_batch.compose.layouts import arrange
from cta_batch.domain import Layout, Words
from cta_batch.placements import PLACEMENTS
from tests.compose_pictures import order, product_on_white, scene, transparent_product, words
from tests.scripts import ALPHABETS, text_in

PICTURES: dict[str, Callable[[], bytes]] = {
    "alpha": transparent_product,
    "on white": product_on_white,
    "scene": scene,
}
SHAPES = ("square", "portrait", "story", "landscape", "display-300x250", "display-160x600")
TINY = ("display",)
"""Where a description may be left out."""
VARIANTS = 12
"""Sides go round by four variants, the shapes of a card by three."""


LONGEST = {
    "de": (
        "Hochleistungsregenschutz Zelte",
        "Wetterfeste Outdoorausrüstung mit Lebensdauergewährleistung, versandkostenfrei ab 49 €.",
    ),
    "ar": (
        "حقيبة الظهر اليومية المقاومة ل",
        "سعة ٢٢ لترًا مع جيب للحاسوب وقماش مقاوم للماء يدوم سنوات طويلة",
    ),
    "th": ("กระเป๋าเป้กันน้ำสำหรับเดินทาง", "จุได้ 22 ลิตร มีช่องใส่แล็ปท็อป ผ้ากันน้ำ ใช้ได้นานหลายปี ส่งฟรีทั่วประเทศ"),
    "ja": (
        "雨の日も軽い防水バックパック",
        "容量22リットル、撥水生地とノートパソコン用ポケットを備えた通勤バッグです。",
    ),
    "hi": (
        "हर मौसम के लिए मज़बूत बैकपैक",
        "22 लीटर क्षमता, लैपटॉप की जेब और पानी से बचाने वाला कपड़ा, सालों तक चलने वाला।",
    ),
}
"""Headlines and descriptions as long as the limits allow."""


@cache
def _job(picture: str) -> rendering._Job:
    return rendering._prepared(order(PICTURES[picture](), ai=True))


def _arranged(
    picture: str, layout: Layout, placement: str, variant: int, said: Words
) -> Arrangement:
    """What ``render`` tries first."""
    job = _job(picture)
    job = replace(job, order=replace(job.order, layout=layout, variant=variant, words=said))
    task = rendering._task(job, Frame(PLACEMENTS[placement]), 1.0)
    return arrange(rendering._allowed(job)[0], task, own_floor=False)


def _faults(found: Arrangement) -> list[str]:
    setting, frame = found.setting, found.frame
    short = min(frame.width, frame.height)
    boxes = [(text.role, text.box) for text in setting.texts] + [("button", setting.button.box)]
    faults = [f"{name} outside" for name, box in boxes if not frame.safe.holds(box)]
    faults += [f"{text.role} clipped" for text in setting.texts if not text.block.fits]
    if not found.frame.placement.name.startswith(TINY):
        faults += [f"{role} left out" for role in setting.left_out]
    faults += [f"{t.role} small" for t in setting.texts if t.size < 0.024 * short]
    if setting.texts[0].size < 0.045 * short:
        faults.append("headline small")
    covered = sum(box.common(found.subject).area for _, box in boxes)
    if covered > 0.01 * found.subject.area:
        faults.append("product covered")
    for i, (name, box) in enumerate(boxes):
        faults += [f"{name} on {o}" for o, other in boxes[i + 1 :] if box.common(other).area >= 1]
    return faults


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_words_lie_whole_inside_the_safe_zone_and_apart(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(ALPHABETS)))
    headline, description = data.draw(text_in(language, 30)), data.draw(text_in(language, 90))
    found = _arranged(
        data.draw(st.sampled_from(sorted(PICTURES))),
        data.draw(st.sampled_from(list(Layout))),
        data.draw(st.sampled_from(list(PLACEMENTS))),
        data.draw(st.integers(0, VARIANTS - 1)),
        words(headline, description, language=language),
    )
    assert _faults(found) == []


@pytest.mark.parametrize("layout", list(Layout))
def test_the_longest_words_fit_in_every_variant(layout: Layout) -> None:
    texts = list(LONGEST.items())
    for at, (placement, variant, picture) in enumerate(
        itertools.product(SHAPES, range(VARIANTS), PICTURES)
    ):
        language, (headline, description) = texts[at % len(texts)]
        said = words(headline, description, language=language)
        found = _arranged(picture, layout, placement, variant, said)
        assert _faults(found) == [], (placement, variant, picture, language)
