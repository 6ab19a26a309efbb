"""Tables as CSV files whose cells no spreadsheet runs as formulas."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

Cell = str | int | Decimal | None

FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""Excel and LibreOffice read a cell that begins so as a formula, in both widths
(owasp.org/www-community/attacks/CSV_Injection); tab and line ends never reach a cell here."""

LONGEST_CELL = 32_767
"""Characters that Excel keeps of a cell (support.microsoft.com, "Excel specifications and limits",
checked 2026-11)."""


@dataclass(frozen=True)
class Sheet:
    """A table with its file name. ``encoding`` and ``delimiter`` are what a CSV of it uses.

    UTF-8 goes out with a byte order mark: without one Excel reads a CSV in the system's old code
    page and turns "Café" into "CafÃ©", and people open these sheets before they upload them. The
    platforms take it, as it is what Excel itself puts into every "CSV UTF-8" it saves.
    """

    file: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    encoding: str = "utf-8-sig"
    delimiter: str = ","


_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Embeddings, overrides and isolates (UAX 9): with them "gnp.exe" reads as "exe.png"."""


def clean(text: str) -> str:
    """One line of text that every file format can hold: no control characters, no half letters,
    nothing that turns the direction of what stands beside it."""
    straight = text.translate(_TURNS)
    kept = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in straight)
    whole = "".join(kept).encode("utf-8", "replace").decode()
    return " ".join(whole.split())[:LONGEST_CELL]


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may run this cell instead of showing it."""
    return clean(text).startswith(FORMULA_STARTS)


def csv_cell(value: Cell) -> str:
    """A cell's text in a CSV: what looks like a formula gets a leading apostrophe."""
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = clean(value)
    return f"'{text[: LONGEST_CELL - 1]}" if is_formula(text) else text


def to_csv(sheet: Sheet) -> bytes:
    """The sheet as a CSV file (RFC 4180). Headers are ours or the user's own: they stay as is."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sheet.delimiter, lineterminator="\r\n")
    writer.writerow(sheet.headers)
    writer.writerows([csv_cell(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode(sheet.encoding)
