"""Values in; rich renderables or JSON text out. Nothing from a page or a model is markup here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cta_batch.domain import BrandKit, Creative, Product, Status, Suggestion
from cta_batch.limits import LIMITS, display_width
from cta_batch.views.wrapping import Fact

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from cta_batch.models import Info, Job, JobSummary

STYLES = {
    Status.PENDING: "dim",
    Status.ANALYZING: "cyan",
    Status.GENERATING_IMAGE: "cyan",
    Status.GENERATING_SUGGESTION: "cyan",
    Status.DONE: "green",
    Status.FAILED: "red",
}


# --- plain pieces ---


def plain(value: object) -> str:
    """Text that may come from a page or a model, with nothing in it that moves a terminal."""
    return "".join(c if c.isprintable() else " " for c in str(value)).strip()


def short(value: Any) -> str:
    """The first 8 characters of an id: what the commands take."""
    return str(value)[:8]


def usd(cost: Decimal | None) -> str:
    """A sum for people; an unknown one says so."""
    if cost is None:
        return "unknown"
    return "free" if cost == 0 else f"${cost:.4f}" if cost < 1 else f"${cost:,.2f}"


def many(count: int, thing: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def bill(cost: str, unanswered: int) -> str:
    """A sum in words that does not hide calls which may have been billed on top."""
    return f"{cost}, {many(unanswered, 'call')} unknown" if unanswered else cost


def price(product: Product) -> str:
    """The product's price as the page's currency has it, with the list price during a sale."""
    if product.price is None:
        return "none on the page"
    now = f"{_amount(product.price)} {product.currency or ''}".strip()
    if product.list_price is None:
        return now
    return f"{now} (list price {_amount(product.list_price)})"


def _amount(money: Decimal) -> str:
    whole = money == money.to_integral_value()
    return f"{money:,.0f}" if whole else f"{money:,.2f}"


def brief(value: object, most: int) -> str:
    """A value on one line of at most so many characters."""
    text = plain(_amount(value) if isinstance(value, Decimal) else value)
    return text if len(text) <= most else text[: most - 1] + "…"


# --- JSON ---


def unmoving(text: str) -> str:
    """The same JSON with escapes for all that could move a terminal or turn a line around.

    Outside of strings JSON is plain ASCII, so what is replaced stands in one. No value changes.
    """
    return _NOT_PLAIN.sub(lambda m: m[0] if m[0].isprintable() else json.dumps(m[0])[1:-1], text)


_NOT_PLAIN = re.compile(r"[^\n -~]")


def job_json(job: Job) -> str:
    return unmoving(job.model_dump_json(indent=2))


def info_json(info: Info) -> str:
    return unmoving(info.model_dump_json(indent=2))


def list_json(count: int, page: int, page_size: int, jobs: list[JobSummary]) -> str:
    """One page of jobs; ``next`` and ``previous`` are page numbers or null."""
    last = max(1, -(-count // page_size))
    data = {
        "count": count,
        "next": page + 1 if page < last else None,
        "previous": min(page - 1, last) if page > 1 else None,
        "results": [json.loads(job.model_dump_json()) for job in jobs],
    }
    return unmoving(json.dumps(data, indent=2, ensure_ascii=False))


# --- tables ---


def jobs_table(
    jobs: list[JobSummary], width: int, unanswered: Mapping[uuid.UUID, int]
) -> RenderableType:
    """Jobs newest first; narrow terminals have a second line in place of the last columns.

    ``unanswered`` are the calls of each job that may have been billed on top of its cost.
    """
    bills = {job.id: bill(usd(job.cost_usd), unanswered.get(job.id, 0)) for job in jobs}
    table = Table(box=None, pad_edge=False, header_style="bold", expand=width < 60)
    table.add_column("job", style="cyan", no_wrap=True, min_width=8)
    table.add_column("name", overflow="ellipsis", no_wrap=True, ratio=1)
    table.add_column("done", justify="right", no_wrap=True, min_width=_widest(map(_progress, jobs)))
    if width >= 60:
        widest = _widest(map(Text, bills.values()))
        table.add_column("failed", justify="right", no_wrap=True, min_width=6)
        table.add_column("cost", justify="right", no_wrap=True, min_width=widest)
        table.add_column("created", no_wrap=True, min_width=16)
    for job in jobs:
        row: list[RenderableType] = [short(job.id), Text(plain(job.name)), _progress(job)]
        style = "red" if job.failed_count else "dim"
        if width < 60:
            failed = Text(f"{job.failed_count} failed", style=style)
            row[1] = Text.assemble(plain(job.name), "\n", failed, f", cost {bills[job.id]}")
        else:
            failed = Text(str(job.failed_count), style=style)
            created = job.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
            row += [failed, bills[job.id], created]
        table.add_row(*row)
    return table


def _widest(texts: Iterable[Text]) -> int:
    return max([4, *(text.cell_len for text in texts)])


def _progress(job: JobSummary) -> Text:
    style = "green" if job.success_count == job.total_count else ""
    return Text(f"{job.success_count}/{job.total_count}", style=style)


def job_view(job: Job, width: int, unanswered: int = 0) -> RenderableType:
    """A job with a line for each info, and the reasons of those that failed."""
    from cta_batch.views import alike

    cost = bill(usd(job.cost_usd), unanswered)
    head = Text.assemble(
        (plain(job.name), "bold"), f"  {short(job.id)}  {outcome(job)}, cost {cost}"
    )
    parts: list[RenderableType] = [head, infos_table(job.cta_infos, width)]
    if same := alike.told(job.cta_infos):
        parts.append(Text(same, style="dim"))
    parts += [
        Text.assemble((f"{short(i.id)} failed: ", "red"), plain(i.error_message))
        for i in job.cta_infos
        if i.error_message
    ]
    return Group(*parts)


def outcome(job: JobSummary) -> str:
    """How far a job is, in words."""
    parts = [f"{job.success_count} of {job.total_count} done"]
    if job.failed_count:
        parts.append(f"{job.failed_count} failed")
    if not job.is_completed:
        parts.append(f"{job.total_count - job.success_count - job.failed_count} unfinished")
    return ", ".join(parts)


def infos_table(infos: tuple[Info, ...], width: int) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", expand=width < 70)
    table.add_column("info", style="cyan", no_wrap=True, min_width=8)
    if width >= 70:
        table.add_column("product", overflow="ellipsis", no_wrap=True, ratio=1, max_width=28)
    table.add_column("headline", overflow="ellipsis", no_wrap=True, ratio=1)
    table.add_column("status", no_wrap=True, min_width=9)
    for info in infos:
        suggestion = info.suggestion or Suggestion()
        row: list[RenderableType] = [short(info.id)]
        if width >= 70:
            row.append(Text(plain(info.product.name if info.product else info.url)))
        row.append(Text(plain(suggestion.headline or "–")))
        row.append(status_text(info.status, narrow=width < 60))
        table.add_row(*row)
    return table


SHORT_STATUS = {
    Status.GENERATING_IMAGE: "image",
    Status.GENERATING_SUGGESTION: "words",
}


def status_text(status: Status, *, narrow: bool = False) -> Text:
    word = SHORT_STATUS.get(status, status.value) if narrow else status.value
    return Text(word, style=STYLES[status])


_Row: TypeAlias = tuple[str, Text] | tuple[str, Text, bool]
"""A name, its value, and whether that stays in one piece, to be copied."""


def info_view(info: Info) -> RenderableType:
    """One info in full: what was read, what was written, where the files are."""
    return Group(*(Fact(*row) for row in _info_rows(info)))


def _info_rows(info: Info) -> list[_Row]:
    rows: list[_Row] = [
        ("info", Text(str(info.id)), True),
        ("job", Text(str(info.job)), True),
        ("landing page", Text(plain(info.url)), True),
        ("variant", Text(str(info.variant))),
        ("status", status_text(info.status)),
        ("cost", Text(usd(info.cost_usd))),
    ]
    if info.error_message:
        rows.append(("error", Text(plain(info.error_message), style="red")))
    if info.product:
        rows += _product_rows(info.product)
    if info.suggestion:
        main, *others = info.suggestion.by_language()
        rows += [("note", Text(plain(n), style="yellow")) for n in info.suggestion.notes]
        rows += [*_word_rows(main), *_design_rows(main), *_made_rows(main, info.product)]
        for one in others:
            rows += [("", Text()), *_word_rows(one), *_made_rows(one, info.product)]
    return rows


def _made_rows(suggestion: Suggestion, product: Product | None) -> list[_Row]:
    """The creatives of one language, and what its words claim."""
    rows = [row for creative in suggestion.creatives for row in _creative_rows(creative)]
    if product and suggestion.headline:
        rows += _claim_rows(product, suggestion)
    return rows


def _claim_rows(product: Product, suggestion: Suggestion) -> list[_Row]:
    """Each claim of the words once, with the page's text that proves it."""
    from cta_batch import grounding

    proofs = {c.text: c.evidence for c in grounding.claims(suggestion.words(), product)}
    return [
        (
            "claim" if number == 0 else "",
            Text.assemble(
                f"{plain(claim)}  ",
                (f"page: {brief(proof, 100)}", "dim") if proof else ("not on the page", "yellow"),
            ),
        )
        for number, (claim, proof) in enumerate(proofs.items())
    ]


def copy_warnings(product: Product, suggestion: Suggestion, brand: BrandKit | None) -> list[str]:
    """What a careful editor would ask about the words: claims the page does not prove, style."""
    from cta_batch import copyrules, grounding

    found: list[str] = []
    for number, ad in enumerate(suggestion.by_language()):
        words = ad.words()
        doubts = (
            *grounding.problems(words, product, (brand and brand.name) or ""),
            *copyrules.problems(words, product, brand),
        )
        found += [f"{words.language}: {doubt}" if number else doubt for doubt in doubts]
    return found


def _product_rows(product: Product) -> list[_Row]:
    facts = {
        "product": product.name,
        "brand": product.brand,
        "price": price(product),
        "availability": product.availability and product.availability.value,
        "rating": product.rating and f"{product.rating:g} of 5, {product.rating_count} ratings",
    }
    return [(name, Text(plain(value))) for name, value in facts.items() if value]


SHORT_NAMES = {
    "short_headline": "short",
    "pinterest_title": "pin title",
    "pinterest_description": "pin text",
}
"""Names that would be too wide for their column."""


def _word_rows(suggestion: Suggestion) -> list[_Row]:
    rows: list[_Row] = []
    for key in ("language", "angle", *LIMITS, "hashtags"):
        value = getattr(suggestion, key)
        value = " ".join(value) if key == "hashtags" else value
        if value:
            rows.append((SHORT_NAMES.get(key, key).replace("_", " "), _limited(key, plain(value))))
    return rows


def _design_rows(suggestion: Suggestion) -> list[_Row]:
    """What all languages have in common to the eye."""
    rows: list[_Row] = []
    if suggestion.layout:
        rows.append(("layout", Text(suggestion.layout.value)))
    if suggestion.palette:
        rows.append(("palette", swatches(suggestion.palette.model_dump())))
    if suggestion.background_image:
        by = suggestion.background_image
        rows.append(("background", Text(plain(f"{by.path} ({by.provider}, {by.model})")), True))
    return rows


def _creative_rows(creative: Creative) -> list[_Row]:
    size = f"{creative.width}×{creative.height}, {creative.bytes // 1024} KB"
    rows: list[_Row] = [(creative.placement, Text(plain(f"{creative.path} ({size})")), True)]
    if creative.alt_text:
        rows.append(("", Text(plain(creative.alt_text), style="dim")))
    return [*rows, *(("", Text(plain(f"! {w}"), style="yellow")) for w in creative.warnings)]


def _limited(key: str, value: str) -> Text:
    if key not in LIMITS:
        return Text(value)
    return Text.assemble(value, (f"  {display_width(value)}/{LIMITS[key]}", "dim"))


def swatches(colours: dict[str, str]) -> Text:
    """Colours as they look, with their names."""
    text = Text()
    for name, colour in colours.items():
        text.append("██", style=colour)
        text.append(f"\u00a0{name} {colour}  ")
    return text
