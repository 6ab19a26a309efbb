"""The checks every creative must pass, from boxes and from the pixels behind the words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from cta_batch.compose import colour
from cta_batch.compose.arrangement import Arrangement, Placed, Role
from cta_batch.compose.dressing import Pixels, Plate, mean, words_of, worst
from cta_batch.compose.geometry import Shape
from cta_batch.compose.subject import MOST_UPSCALE

LARGE = 0.046
"""Share of the shorter side from which bold text counts as large (contrast of 3 is enough)."""
LEAST_TEXT = 0.024
LEAST_BUTTON = 0.065
LEAST_RATIO = 1.45
MOST_COVERED = 0.01
"""Share of the product that words may cover."""
LEAST_SHOWN = 0.72
"""Share of a scene that must be left after cropping: less, and it often cuts into its subject."""
RESTLESS = 0.085
"""Standard deviation of OKLab lightness behind words; painted backgrounds stay under half of it."""
LEAST_SIDE, LEAST_AREA = 0.45, 0.12
"""The product's longest side in the safe zone's shorter side, or its share of the picture."""


@dataclass(frozen=True)
class Problem:
    """One unmet check: a sentence for a marketer, and how much it weighs against others."""

    sentence: str
    weight: float


def problems(arrangement: Arrangement, plate: Plate) -> list[Problem]:
    """All unmet checks of a dressed arrangement, on ``plate`` (its ground at any scale)."""
    checks = (_wording, _sizes, _places, _overlaps, _product, _contrasts)
    return [p for check in checks for p in check(arrangement, plate)]


def unwritten(arrangement: Arrangement) -> list[str]:
    """Sentences about characters that no font could draw; another layout would not help."""
    said = []
    for text in words_of(arrangement.setting):
        if text.block.missing:
            signs = " ".join(sorted(set(text.block.missing)))
            said.append(f"No font has these characters of the {text.role}, left out: {signs}.")
        if text.block.dropped_emoji:
            said.append(f"Emoji of the {text.role} were left out: {text.block.dropped_emoji}.")
    return said


def _wording(arrangement: Arrangement, plate: Plate) -> Iterator[Problem]:
    for text in words_of(arrangement.setting):
        if not text.block.fits:
            yield Problem(f"The {text.role} is too long for this size.", 9)
    if arrangement.setting.left_out and not _tiny(arrangement):
        roles = ", ".join(arrangement.setting.left_out)
        yield Problem(f"There was no room for the {roles}.", 4)


def _tiny(arrangement: Arrangement) -> bool:
    """Banners whose words are cut to what fits by design."""
    return arrangement.frame.shape in {Shape.STRIP, Shape.SKYSCRAPER} or (
        min(arrangement.frame.width, arrangement.frame.height) < 320
    )


def _sizes(arrangement: Arrangement, plate: Plate) -> Iterator[Problem]:
    short = min(arrangement.frame.width, arrangement.frame.height)
    setting = arrangement.setting
    for text in words_of(setting):
        if text.block.size < LEAST_TEXT * short - 0.01:
            yield Problem(f"The {text.role} is small ({text.block.size:.0f} px).", 4)
    if setting.button.box.height < LEAST_BUTTON * short - 0.5:
        yield Problem("The button is low; a thumb may miss it.", 2)
    by_role = {t.role: t.block.size for t in setting.texts}
    body = by_role.get(Role.DESCRIPTION)
    least = 1.25 if _tiny(arrangement) else LEAST_RATIO
    if body and by_role[Role.HEADLINE] < least * body - 0.01:
        yield Problem("The headline is hardly larger than the description.", 1.5)


def _places(arrangement: Arrangement, plate: Plate) -> Iterator[Problem]:
    frame, setting = arrangement.frame, arrangement.setting
    for text in setting.texts:
        if not frame.safe.holds(text.box):
            yield Problem(f"The {text.role} leaves the placement's safe zone.", 8)
    if not frame.safe.holds(setting.button.box):
        yield Problem("The button leaves the placement's safe zone.", 8)
    if not setting.button.box.holds(setting.button.label.box, slack=2):
        yield Problem("The button's label is wider than the button.", 8)
    share = sum(t.box.area for t in words_of(setting)) / frame.all.area
    most = frame.placement.max_text_share
    if share > most and not _tiny(arrangement):
        yield Problem(f"Words cover {share:.0%} of the picture, more than {most:.0%}.", 2)


def _overlaps(arrangement: Arrangement, plate: Plate) -> Iterator[Problem]:
    setting, subject = arrangement.setting, arrangement.subject
    boxes = [(str(t.role), t.box) for t in setting.texts] + [("button", setting.button.box)]
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        if first.common(second).area > 1:
            yield Problem(f"The {one} lies over the {other}.", 9)
    covered = sum(box.common(subject).area for _, box in boxes)
    if covered > MOST_COVERED * max(subject.area, 1):
        yield Problem("Words lie over the product.", 6)


def _product(arrangement: Arrangement, plate: Plate) -> Iterator[Problem]:
    frame, box = arrangement.frame, arrangement.subject
    safe = min(frame.safe.width, frame.safe.height)
    longest = max(box.width, box.height)
    if longest < LEAST_SIDE * safe and box.area < LEAST_AREA * frame.all.area:
        yield Problem("The product is shown small; a larger picture of it would help.", 2.5)
    scale = arrangement.stage.height / arrangement.native
    if scale > MOST_UPSCALE + 0.01:
        yield Problem(
            f"The product's picture is enlarged {scale:.1f}×; a larger one would be sharper.", 3
        )
    if arrangement.shown < LEAST_SHOWN:
        share = f"{arrangement.shown:.0%}"
        yield Problem(f"Only {share} of the photo is in the picture; another crop may serve.", 2)
    if not frame.all.holds(arrangement.stage):
        yield Problem("The product reaches over the picture's edge.", 5)


def _contrasts(arrangement: Arrangement, plate: Plate) -> Iterator[Problem]:
    setting = arrangement.setting
    short = min(arrangement.frame.width, arrangement.frame.height)
    for text in setting.texts:
        found, least = worst(text.ink, plate.behind(text.box)), _least(text, short)
        if found < least - 0.05:
            yield Problem(f"The {text.role} reads badly on its ground ({found:.1f}:1).", 5)
        if _restless(plate.behind(text.box)):
            yield Problem(f"The ground behind the {text.role} is restless.", 4)
    button = setting.button
    around = plate.behind(button.box, grow=0.15 * button.box.height)
    if button.fill is None:
        found = worst(button.label.ink, plate.behind(button.box))
    else:
        found = colour.contrast(button.label.ink, button.fill)
        if worst(button.fill, around) < colour.VISIBLE - 0.05:
            near = mean(around)
            yield Problem(f"The button hardly stands out from its ground ({near}).", 4)
    if found < colour.READABLE - 0.05:
        yield Problem(f"The button's label reads badly ({found:.1f}:1).", 5)


def _restless(pixels: Pixels) -> bool:
    """Whether light and dark change so much behind a text that it tires the eye."""
    lightness = colour.lightness(pixels[:: max(1, len(pixels) // 2000)])
    return float(lightness.std()) > RESTLESS


def _least(text: Placed, short: int) -> float:
    large = text.role is Role.HEADLINE and text.block.size >= max(LARGE * short, 24)
    return colour.VISIBLE if large else colour.READABLE
