"""Backgrounds without a model: painted by a function that is handed in."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from cta_batch.providers.base import Painted, Scene


class OfflinePainter:
    """Paints a scene with ``paint``, which takes style, seed, palette, width and height (pixels)
    and picture by name, and gives back an image file. Costs nothing."""

    def __init__(self, paint: Callable[..., bytes]) -> None:
        self._paint = paint

    def paint(self, scene: Scene) -> Painted:
        """The scene as it was asked for, exactly of its size."""
        data = self._paint(
            style=scene.style,
            seed=scene.seed,
            palette=scene.palette,
            width=scene.width,
            height=scene.height,
            picture=scene.picture,
        )
        return Painted(data=data, provider="offline", model="painter-1", cost_usd=Decimal(0))
