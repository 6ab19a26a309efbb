"""Where what was found in a window of a smaller picture lies in the picture itself."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from cta_batch.compose.regions import Levels, Window, moved

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""
Size = tuple[int, int]
"""Width, height."""


def within(picture: Image.Image, side: int) -> Image.Image:
    """The picture with no side longer than ``side``; itself where it has none."""
    if max(picture.size) <= side:
        return picture
    small = picture.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    return small


def rescaled(box: Box, size: Size, to: Size) -> Box:
    """A box in a picture of ``size``, when that is scaled ``to`` another."""
    across, down = to[0] / size[0], to[1] / size[1]
    left, top, right, bottom = box
    return (round(left * across), round(top * down), round(right * across), round(bottom * down))


@dataclass(frozen=True)
class Place:
    """Where a ``window`` of a picture of ``size`` lies when that is scaled ``to`` another."""

    window: Window
    size: Size
    to: Size

    @property
    def box(self) -> Box:
        """The whole pixels of the scaled picture that lie in the window."""
        rows, columns = self.window
        across, down = zip(self.size, self.to, strict=True)
        return (
            _up(columns.start, *across),
            _up(rows.start, *down),
            columns.stop * self.to[0] // self.size[0],
            rows.stop * self.to[1] // self.size[1],
        )

    def scaled(self, values: Levels) -> Image.Image:
        """What lies in the window (h, w) or (h, w, 3), as it looks in ``box``."""
        picture = Image.fromarray(values)
        if self.size == self.to:
            return picture
        left, top, right, bottom = self.box
        across, down = self.size[0] / self.to[0], self.size[1] / self.to[1]
        rows, columns = self.window
        part = (
            left * across - columns.start,
            top * down - rows.start,
            min(right * across - columns.start, picture.width),
            min(bottom * down - rows.start, picture.height),
        )
        return picture.resize((right - left, bottom - top), Image.Resampling.BICUBIC, part)

    def within(self, window: Window) -> Place:
        """The place of a window within this one."""
        return Place(moved(window, self.window), self.size, self.to)

    def found(self, box: Box) -> Box:
        """A box within ``box``, as one of the whole scaled picture."""
        left, top = self.box[:2]
        return (box[0] + left, box[1] + top, box[2] + left, box[3] + top)


def _up(at: int, size: int, to: int) -> int:
    """``at`` scaled and rounded up."""
    return -(-at * to // size)
