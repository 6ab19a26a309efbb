"""What a page was read as: each field with where it stood, how sure that is, and what lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from cta_batch.views import brief, plain, unmoving

if TYPE_CHECKING:
    from cta_batch.page import Candidate, Reading

MOST_SHOWN = 8
"""Values of one field before a person is sent to ``--json``."""


def reading_json(reading: Reading) -> str:
    """The product and, for each field, all candidates: the chosen ones, then what lost."""
    product = reading.product
    data = {
        "url": product.url,
        "language": product.language,
        "product": product.model_dump(mode="json"),
        "candidates": {
            name: [
                {
                    "value": c.value,
                    "source": c.source,
                    "confidence": round(c.confidence, 3),
                    "chosen": _is_chosen(c, getattr(product, name)),
                }
                for c in found
            ]
            for name, found in reading.candidates.items()
        },
    }
    return unmoving(json.dumps(data, indent=2, ensure_ascii=False, default=float))


def _is_chosen(candidate: Candidate, value: object) -> bool:
    return candidate.value in value if isinstance(value, tuple) else candidate.value == value


def reading_view(reading: Reading) -> RenderableType:
    """Each field of the product: its value, where that stood, how sure it is, and what lost."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    table.add_row("page", Text(plain(reading.product.url)))
    for name, found in reading.candidates.items():
        value = getattr(reading.product, name)
        lines = [*_chosen_lines(value, found), *_lost_lines(value, found)]
        table.add_row(name.replace("_", " "), Text("\n").join(lines))
    return table


def _chosen_lines(value: object, found: tuple[Candidate, ...]) -> list[Text]:
    values = value if isinstance(value, tuple) else (value,) if value not in (None, "") else ()
    if not values:
        return [Text("none believed" if found else "none on the page", style="yellow")]
    lines = []
    for one in values[:MOST_SHOWN]:
        line = Text(brief(one, 300))
        line.append(_sources([c for c in found if c.value == one]), style="dim")
        lines.append(line)
    return lines + _rest(len(values))


def _lost_lines(value: object, found: tuple[Candidate, ...]) -> list[Text]:
    lost: dict[str, list[Candidate]] = {}
    for candidate in found:
        if not _is_chosen(candidate, value):
            lost.setdefault(brief(candidate.value, 100), []).append(candidate)
    lines = [
        Text(f"lost: {text}{_sources(candidates)}", style="dim")
        for text, candidates in list(lost.items())[:MOST_SHOWN]
    ]
    return lines + _rest(len(lost))


def _rest(count: int) -> list[Text]:
    more = count - MOST_SHOWN
    return [Text(f"and {more} more; --json shows all", style="dim")] if more > 0 else []


def _sources(candidates: list[Candidate]) -> str:
    """Where a value stood, each place once with its best confidence."""
    best: dict[str, float] = {}
    for candidate in candidates:
        best.setdefault(candidate.source, candidate.confidence)
    told = [f"{brief(source, 40)} {confidence:.0%}" for source, confidence in best.items()]
    return f"  ({', '.join(told)})" if told else ""
