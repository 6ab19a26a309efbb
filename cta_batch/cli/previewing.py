"""A creative in the terminal itself, where the terminal can; nothing anywhere else."""

from __future__ import annotations

import base64
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cta_batch.cli.options import stderr
from cta_batch.errors import CtaBatchError

if TYPE_CHECKING:
    from cta_batch.config import Graphics
    from cta_batch.models import Info

COLUMNS, ROWS = 60, 24
"""The largest preview in cells of the terminal."""
CELL = 20
"""Pixels of height for each row: near what terminals draw on usual and on dense screens."""
KITTY_CHUNK = 4096
"""Most characters of one piece (sw.kovidgoyal.net/kitty/graphics-protocol, checked 2026-11)."""

Read = Callable[[str], bytes]


def preview(info: Info, read: Read) -> None:
    """Print an info's first creative; what hinders it is said and hinders nothing else."""
    from cta_batch import config

    way = config.graphics() if sys.stdout.isatty() else None
    creatives = info.suggestion.creatives if info.suggestion else ()
    unwritable = way == "blocks" and not sys.stdout.encoding.lower().startswith("utf")
    if way is None or unwritable or not creatives:
        return
    size = shutil.get_terminal_size()
    columns, rows = min(COLUMNS, size.columns), max(4, min(ROWS, size.lines - 4))
    try:
        text = drawn(read(creatives[0].path), way, columns, rows)
    except CtaBatchError as error:
        stderr().print(f"No preview: {error}", markup=False, soft_wrap=True)
        return
    sys.stdout.write(text)


def drawn(data: bytes, way: Graphics, columns: int, rows: int) -> str:
    """What to write so that the terminal shows a picture file within ``columns`` × ``rows`` cells.

    Raises NotAPicture.
    """
    from cta_batch.compose import preview as small

    if way == "kitty":
        return "".join(_kitty(small.png(data, height=rows * CELL), rows)) + "\n"
    if way == "iterm2":
        return _iterm2(data, rows) + "\n"
    return "\n".join(small.half_blocks(data, columns=columns, rows=rows)) + "\n"


def _kitty(png: bytes, rows: int) -> Iterator[str]:
    text = base64.b64encode(png).decode()
    pieces = [text[at : at + KITTY_CHUNK] for at in range(0, len(text), KITTY_CHUNK)]
    for number, piece in enumerate(pieces, start=1):
        head = f"a=T,f=100,r={rows}," if number == 1 else ""
        more = int(number < len(pieces))
        yield f"\x1b_G{head}q=2,m={more};{piece}\x1b\\"


def _iterm2(data: bytes, rows: int) -> str:
    """iterm2.com/documentation-images.html: the file as it is, so many rows high."""
    text = base64.b64encode(data).decode()
    return f"\x1b]1337;File=inline=1;size={len(data)};height={rows}:{text}\x07"
