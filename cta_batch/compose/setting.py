"""Typesetting: the words of a creative, sized and stacked in a room. No pixels are drawn here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cta_batch.compose.arrangement import Button, Placed, Role, Setting
from cta_batch.compose.geometry import Box, Frame, Shape
from cta_batch.compose.text import Align, Block, FontPaths, Weight, fit, starts_right
from cta_batch.domain import BrandKit, Words

LARGER = 1.5
"""Headline over body, at least (the check asks for 1.45)."""
BODY_LEADING = 1.32
"""Least distance of a description's baselines, in its size."""
_AIR = {Shape.TALL: 1.25, Shape.WIDE: 1.35}
"""Gaps between words, where these shapes carry larger type."""
CORNER = {"pill": 0.5, "round": 0.22, "square": 0.0}
"""Radius of a button's corners, in its height."""


@dataclass(frozen=True)
class Sizes:
    """Type sizes in pixels: wished for, and the least that may be used."""

    headline: float
    headline_least: float
    body: float
    body_least: float
    button: float
    lines: int


def sizes(frame: Frame) -> Sizes:
    """What a placement's shape and size ask for; small banners get sizes one can still read."""
    if frame.shape is Shape.STRIP:
        return _strip_sizes(frame.height)
    u = frame.u * (1.2 if frame.shape is Shape.TALL else 1.0)
    if frame.shape is Shape.SKYSCRAPER:
        return Sizes(13.5 * u, max(7.0 * u, 12), max(7.6 * u, 11), 10.5, max(8.0 * u, 11.5), 5)
    wide = frame.shape is Shape.WIDE
    headline, body, button = (11.5, 4.3, 4.2) if wide else (9.6, 3.35, 3.3)
    lines = 4 if frame.shape in {Shape.PORTRAIT, Shape.TALL} else 3
    return Sizes(
        max(headline * u, 24),
        max(4.6 * frame.u, 14),
        max(body * u, 12),
        max(2.6 * frame.u, 11),
        max(button * u, 12),
        lines,
    )


def _strip_sizes(height: int) -> Sizes:
    headline = min(0.28 * height, 12 + 0.12 * height)
    return Sizes(
        headline,
        max(10.5, 0.55 * headline),
        10 + 0.035 * height,
        9.5 + 0.02 * height,
        9.5 + 0.04 * height,
        2 if height < 200 else 3,
    )


@dataclass(frozen=True)
class Typesetter:
    """Sets one order's words into rooms of one frame. ``logo`` is width / height, if there is one.

    ``fonts`` are the font files of the brand, tried before our own.
    """

    frame: Frame
    words: Words
    brand: BrandKit | None = None
    logo: float | None = None
    fonts: FontPaths | None = None

    @property
    def rtl(self) -> bool:
        """Whether the headline is read from right to left."""
        return starts_right(self.words.headline, self.words.language)

    @property
    def start(self) -> Align:
        return "right" if self.rtl else "left"

    def fit(
        self,
        text: str,
        width: float,
        height: float,
        size: float,
        least: float,
        lines: int,
        bold: bool,
        align: Align,
    ) -> Block:
        """One text in its own size; see ``text.fit``."""
        return fit(
            text,
            width=width,
            height=height,
            size=size,
            min_size=min(least, size),
            max_lines=lines,
            weight=Weight.BOLD if bold else Weight.REGULAR,
            language=self.words.language,
            align=align,
            leading=None if bold else BODY_LEADING,
            fonts=self.fonts,
        )

    def stack(self, room: Box, *, align: Align, down: float = 0.5, scale: float = 1.0) -> Setting:
        """Brand mark, headline, description and button below one another in ``room``.

        ``align`` is left, center or right; ``down`` (0–1) where the stack lies if the room is
        higher; ``scale`` of the headline. The description shrinks first, then goes.
        """
        want = sizes(self.frame)
        button = self.button(room.width)
        mark = self._mark(room.width, want, align)
        gap = self.frame.u * _AIR.get(self.frame.shape, 1.0)
        above = mark.height + 3.3 * gap if mark else 0.0
        below = 3.8 * gap + button.box.height
        left = room.height - above - below
        headline = self._headline(room.width, left, want, scale, align, spare=0.36)
        rest = left - headline.box.height - 2.8 * gap
        text = self._description(room.width, rest, want, headline.size, align)
        parts = _Parts(mark, headline, text, button)
        return parts.stacked(room, align, down, gap)

    def _headline(
        self, width: float, left: float, want: Sizes, scale: float, align: Align, spare: float
    ) -> Placed:
        size = max(want.headline * scale, want.headline_least)
        block = self.fit(
            self.words.headline,
            width,
            left * (1 - spare),
            size,
            want.headline_least,
            want.lines,
            bold=True,
            align=align,
        )
        if not block.fits and spare:
            return self._headline(width, left, want, scale, align, 0)
        return _placed(Role.HEADLINE, block)

    def _description(
        self, width: float, left: float, want: Sizes, headline: float, align: Align
    ) -> Placed | None:
        size = max(min(want.body, headline / LARGER), want.body_least)
        lines = 2 if self.frame.shape is Shape.STRIP else 4
        block = self.fit(
            self.words.description,
            width,
            left,
            size,
            want.body_least,
            lines,
            bold=False,
            align=align,
        )
        return _placed(Role.DESCRIPTION, block) if block.fits else None

    def button(self, width: float) -> Button:
        """The call to action at the origin, as wide as its label asks, at most ``width``."""
        want = sizes(self.frame)
        pad = 1.3 * want.button
        label = self.fit(
            self.words.cta_text,
            width - 2 * pad,
            4 * want.button,
            want.button,
            0.7 * want.button,
            1,
            bold=True,
            align="center",
        )
        high = max(2.3 * want.button, 7.0 * self.frame.u, label.height * 1.25)
        box = Box(0, 0, max(label.width + 2 * pad, 2 * high), high)
        corners = self.brand.corners if self.brand else "pill"
        placed = _placed(Role.BUTTON, label)
        return _button_at(Button(box, placed, high * CORNER[corners]), 0, 0)

    def _mark(self, width: float, want: Sizes, align: Align) -> _Mark | None:
        """The brand's logo, at most 45 % of the column wide; its name where there is no logo."""
        if self.logo is not None:
            high = min(6.0 * self.frame.u, 0.45 * width / self.logo)
            return _Mark(Box(0, 0, high * self.logo, high))
        if self.brand is None or not self.brand.name:
            return None
        size = max(0.86 * want.body, want.body_least)
        block = self.fit(
            self.brand.name, width, 2 * size, size, want.body_least, 1, bold=True, align=align
        )
        if not block.fits:
            return None
        name = _placed(Role.BRAND, block)
        return _Mark(name.box, name)


@dataclass(frozen=True)
class _Mark:
    """The brand's mark: room for its logo, or its name as a text."""

    box: Box
    name: Placed | None = None

    @property
    def height(self) -> float:
        return self.box.height


@dataclass(frozen=True)
class _Parts:
    mark: _Mark | None
    headline: Placed
    text: Placed | None
    button: Button

    def stacked(self, room: Box, align: Align, down: float, gap: float) -> Setting:
        heights = [self.headline.box.height, 3.8 * gap + self.button.box.height]
        heights += [2.8 * gap + self.text.box.height] if self.text else []
        heights += [3.3 * gap + self.mark.height] if self.mark else []
        top = room.top + (room.height - sum(heights)) * down
        y = top
        texts, logo = [], None
        if self.mark:
            at = _aligned(self.mark.box, room, align, y)
            y = at.bottom + 3.3 * gap
            if self.mark.name:
                texts.append(moved(self.mark.name, at))
            else:
                logo = at
        headline = moved(self.headline, _aligned(self.headline.box, room, align, y))
        y = headline.box.bottom
        texts.append(headline)
        if self.text:
            texts.append(moved(self.text, _aligned(self.text.box, room, align, y + 2.8 * gap)))
            y = texts[-1].box.bottom
        at = _aligned(self.button.box, room, align, y + 3.8 * gap)
        button = _button_at(self.button, at.left, at.top)
        left_out = () if self.text else (Role.DESCRIPTION,)
        return gathered(tuple(texts), button, logo, left_out)


def gathered(
    texts: tuple[Placed, ...], button: Button, logo: Box | None, left_out: tuple[Role, ...]
) -> Setting:
    """The words with the box around all of them."""
    boxes = [t.box for t in texts] + [button.box] + ([logo] if logo else [])
    around = Box(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )
    return Setting(texts, button, logo, around, left_out)


def moved(placed: Placed, box: Box) -> Placed:
    return replace(placed, box=box)


def shifted(setting: Setting, dx: float, dy: float) -> Setting:
    """All the words moved together."""
    texts = tuple(moved(t, t.box.moved(dx, dy)) for t in setting.texts)
    button = _button_at(setting.button, setting.button.box.left + dx, setting.button.box.top + dy)
    logo = setting.logo.moved(dx, dy) if setting.logo else None
    return gathered(texts, button, logo, setting.left_out)


def button_at(button: Button, x: float, y: float) -> Button:
    """The same button with its left upper corner at x, y."""
    return _button_at(button, x, y)


def _button_at(button: Button, x: float, y: float) -> Button:
    box = Box(x, y, x + button.box.width, y + button.box.height)
    label = button.label.block
    across, down = box.centre
    left, top = across - label.width / 2, down - label.middle
    inside = Box(left, top, left + label.width, top + label.height)
    return replace(button, box=box, label=moved(button.label, inside))


def _placed(role: Role, block: Block) -> Placed:
    return Placed(role, block, Box(0, 0, block.width, block.height), block.size)


def _aligned(box: Box, room: Box, align: Align, top: float) -> Box:
    share = {"left": 0.0, "center": 0.5, "right": 1.0}.get(align, 0.0)
    left = room.left + (room.width - box.width) * share
    return Box(left, top, left + box.width, top + box.height)
