"""Layouts: where ground, product and words go. Each answers an ``Arrangement``, unpainted."""

from __future__ import annotations

from cta_batch.compose.arrangement import Arrangement
from cta_batch.compose.geometry import Shape
from cta_batch.compose.layouts.banner import banner
from cta_batch.compose.layouts.base import Task
from cta_batch.compose.layouts.bleed import bleed
from cta_batch.compose.layouts.card import card
from cta_batch.compose.layouts.clean import clean
from cta_batch.compose.layouts.hero import hero
from cta_batch.compose.layouts.split import split
from cta_batch.compose.layouts.stage import stage
from cta_batch.compose.subject import Subject
from cta_batch.domain import Layout

__all__ = ["Task", "allowed", "arrange", "clean"]

_NEXT_BEST = {
    Layout.HERO: (Layout.STAGE, Layout.SPLIT, Layout.BLEED, Layout.CARD),
    Layout.SPLIT: (Layout.HERO, Layout.CARD, Layout.STAGE, Layout.BLEED),
    Layout.STAGE: (Layout.HERO, Layout.BLEED, Layout.SPLIT, Layout.CARD),
    Layout.CARD: (Layout.SPLIT, Layout.BLEED, Layout.HERO, Layout.STAGE),
    Layout.BLEED: (Layout.CARD, Layout.STAGE, Layout.SPLIT, Layout.HERO),
}
"""What comes nearest to the layout that was planned."""


def allowed(planned: Layout, subject: Subject, *, ai_background: bool) -> tuple[Layout, ...]:
    """The layouts that the photo allows, the planned one first, then the next best.

    Free-standing products may have all five; one that its photo cuts off below cannot stand on a
    floor; without a trusted cut-out only layouts that show the photo itself remain. *Bleed* is for
    scenes: a model's background behind a cut-out, or a photo of one.
    """
    able = set(Layout) - (set() if ai_background else {Layout.BLEED})
    if not subject.cuttable:
        able = {Layout.CARD, Layout.SPLIT}
        able |= {Layout.BLEED} if subject.paper is None else set()
    elif subject.grounded:
        able -= {Layout.STAGE}
    return tuple(layout for layout in (planned, *_NEXT_BEST[planned]) if layout in able)


def arrange(layout: Layout, task: Task, own_floor: bool) -> Arrangement:
    """``layout`` for the task's frame; strips and skyscrapers have an arrangement of their own."""
    if task.frame.shape in {Shape.STRIP, Shape.SKYSCRAPER}:
        return banner(task, layout)
    if layout is Layout.STAGE:
        return stage(task, own_floor)
    return {
        Layout.HERO: hero,
        Layout.SPLIT: split,
        Layout.CARD: card,
        Layout.BLEED: bleed,
    }[layout](task)
