"""One walk over the tree: what a visitor sees, in order, and what each piece is part of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from cta_batch.page.marks import Mark, of_names, of_style, of_tag
from cta_batch.page.tree import Element

MAX_ELEMENTS = 60_000
_MAX_NAMES = 300
_MAX_PICTURES = 2_000
_SKIPPED_TAGS = """
    script style head svg select datalist iframe object textarea map math
"""
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_INLINE_TAGS = """
    a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label link mark meta q s
    samp small span strike strong sub sup time tt u var wbr
"""
_INLINE = frozenset(_INLINE_TAGS.split())
_PICTURES = frozenset({"img", "source", "image", "amp-img"})
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif)(?:$|[?#])", re.IGNORECASE)
_NAMED_BY = (
    "class",
    "id",
    "data-testid",
    "data-test",
    "itemprop",
    "data-hook",
    "data-component-type",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the marks it stands under."""

    text: str
    marks: int
    cents: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What stands together: ``pieces`` of one block, ``order`` its number on the page."""

    pieces: tuple[Piece, ...]
    order: int
    element: Element

    @property
    def marks(self) -> int:
        """The marks that hold for every piece of the line."""
        common = self.pieces[0].marks
        for piece in self.pieces[1:]:
            common &= piece.marks
        return common

    @property
    def text(self) -> str:
        """The whole line."""
        return joined(self.pieces)


@dataclass(frozen=True, slots=True)
class Picture:
    """An element that shows or names a picture, with the marks it stands under."""

    element: Element
    order: int
    marks: int


@dataclass(frozen=True, slots=True)
class Span:
    """What an element holds: half-open ranges of lines and of pictures."""

    first_line: int
    last_line: int
    first_picture: int
    last_picture: int


@dataclass
class Visible:
    """The page as a visitor meets it. Orders count lines; ``title_order`` is the title's (or -1).

    ``spans`` has every element that holds a picture.
    """

    lines: list[Line] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    title_order: int = -1
    spans: dict[Element, Span] = field(default_factory=dict)


def joined(pieces: tuple[Piece, ...]) -> str:
    """Pieces as one text; small-print cents get the point that the layout leaves out."""
    text = ""
    for piece in pieces:
        if piece.cents and text[-1:].isdigit():
            text += "." + piece.text
        else:
            text += (" " if text else "") + piece.text
    return text


def walk(root: Element, title: Element | None = None) -> Visible:
    """See the page. Marks of the title's own ancestors don't count: they hold the product."""
    return _Walk(title).run(root)


class _Walk:
    """The state of one walk: open elements' marks, and the line being gathered."""

    def __init__(self, title: Element | None) -> None:
        self.title = title
        self.exempt = set(title.iterancestors()) if title is not None else set()
        self.seen = Visible()
        self.marks: list[int] = [0]
        self.starts: list[tuple[int, int]] = []
        self.pieces: list[Piece] = []
        self.block: Element | None = None

    def run(self, root: Element) -> Visible:
        steps = etree.iterwalk(root, events=("start", "end"))
        count = 0
        for event, element in steps:
            if event == "start":
                count += 1
                if count > MAX_ELEMENTS:
                    break
                self.starts.append((len(self.seen.lines), len(self.seen.pictures)))
                if element.tag in _SKIPPED:
                    self.marks.append(self.marks[-1])
                    steps.skip_subtree()
                else:
                    self._open(element)
            else:
                self._close(element)
        self._end_line()
        return self.seen

    def _open(self, element: Element) -> None:
        tag = str(element.tag)
        if tag not in _INLINE:
            self._end_line()
            self.block = element
        if element is self.title:
            self.seen.title_order = len(self.seen.lines)
        marks = self.marks[-1] | (0 if element in self.exempt else own_marks(element))
        self.marks.append(marks)
        if (tag in _PICTURES or _paints(element)) and len(self.seen.pictures) < _MAX_PICTURES:
            self.seen.pictures.append(Picture(element, len(self.seen.lines), marks))
        if tag == "input" and element.get("type") in {"submit", "button", "image"}:
            self._take(element.get("value") or element.get("alt") or "", element)
        elif element.text:
            self._take(element.text, element)

    def _close(self, element: Element) -> None:
        self.marks.pop()
        if str(element.tag) not in _INLINE and element.tag not in _SKIPPED:
            self._end_line()
            self.block = element.getparent()
        lines, pictures = self.starts.pop()
        if len(self.seen.pictures) > pictures:
            ends = len(self.seen.lines), len(self.seen.pictures)
            self.seen.spans[element] = Span(lines, ends[0], pictures, ends[1])
        if element.tail:
            self._take(element.tail, element.getparent())

    def _take(self, raw: str, element: Element | None) -> None:
        text = " ".join(raw.split())
        if not text or self.marks[-1] & Mark.NOSCRIPT:
            return
        cents = len(text) == 2 and text.isdigit() and element is not None and _is_cents(element)
        self.pieces.append(Piece(text, self.marks[-1], cents))
        if self.block is None:
            self.block = element

    def _end_line(self) -> None:
        if self.pieces and self.block is not None:
            lines = self.seen.lines
            lines.append(Line(tuple(self.pieces), len(lines), self.block))
        self.pieces = []


def own_marks(element: Element) -> int:
    """The marks of one element by its tag, names and style."""
    attributes = element.attrib
    marks = of_tag(str(element.tag))
    if attributes:
        names = " ".join(attributes[n] for n in _NAMED_BY if n in attributes)
        if names:
            marks |= of_names(names[:_MAX_NAMES])
        if "style" in attributes:
            marks |= of_style(attributes["style"][:_MAX_NAMES])
        if "hidden" in attributes:
            marks |= Mark.HIDDEN
    return marks


def _paints(element: Element) -> bool:
    """Whether an element that is no picture shows one, or links to one."""
    if element.tag == "a":
        return bool(_PICTURE_FILE.search(element.get("href") or ""))
    style = element.get("style")
    return (style is not None and "url(" in style) or element.get("data-zoom-image") is not None


def _is_cents(element: Element) -> bool:
    names = (element.get("class") or "").lower()
    return element.tag == "sup" or any(w in names for w in ("cent", "fraction", "decimal", "minor"))
