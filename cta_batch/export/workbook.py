"""The same tables as an Excel workbook."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from cta_batch.export.sheets import Cell, Sheet, clean

NARROWEST, WIDEST = 8, 48
"""Column widths in characters."""


def to_xlsx(sheet: Sheet, *, created: datetime) -> bytes:
    """One worksheet with a frozen bold head. Text stays text, so that no cell is ever a formula.

    ``created`` goes into the file's properties, so that the same job gives the same file.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": created.replace(tzinfo=None)})
        page = book.add_worksheet("creatives")
        page.freeze_panes(1, 1)
        _write(page, 0, sheet.headers, book.add_format({"bold": True}))
        for number, row in enumerate(sheet.rows, start=1):
            _write(page, number, row, None)
        for column, header in enumerate(sheet.headers):
            page.set_column(column, column, _width(header, [row[column] for row in sheet.rows]))
    return file.getvalue()


def _write(page: Any, number: int, row: tuple[Cell, ...], style: Any) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int | Decimal):
            page.write_number(number, column, value, style)
        elif value:
            page.write_string(number, column, clean(value), style)


def _width(header: str, cells: list[Cell]) -> int:
    longest = max(len(str(c)) for c in (header, *cells))
    return max(NARROWEST, min(WIDEST, longest + 2))
