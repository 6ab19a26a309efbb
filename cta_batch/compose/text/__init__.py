"""The text engine: words in any script, fitted into a frame and painted.

>>> block = fit("Made for rain", width=480, height=300, size=100, min_size=50, max_lines=3,
...             weight=Weight.BOLD, language="en", align="start")
>>> draw(block, image, (60, 80), "#1a2b3c")                                   # doctest: +SKIP
"""

from cta_batch.compose.text.block import Block, Line, draw, mask
from cta_batch.compose.text.fit import Align, fit
from cta_batch.compose.text.fonts import FontPaths, Weight
from cta_batch.compose.text.harfbuzz import Glyph, Ink, PlacedRun, Run
from cta_batch.compose.text.scripts import starts_right

__all__ = [
    "Align",
    "Block",
    "FontPaths",
    "Glyph",
    "Ink",
    "Line",
    "PlacedRun",
    "Run",
    "Weight",
    "draw",
    "fit",
    "mask",
    "starts_right",
]
