"""What it costs: the price in the markup weighed against the price on show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlsplit

from cta_batch.page.evidence import Evidence
from cta_batch.page.marks import Mark
from cta_batch.page.meta import Head
from cta_batch.page.money import Amount, amounts, currency_of, iso_code, may_mean, price_of
from cta_batch.page.reading import Candidate, ranked
from cta_batch.page.walk import Line, Piece, joined

_LONGEST_PRICE_LINE = 160
_REACH = 120
"""Lines below the title in which a price still counts as the product's."""
_NOT_OURS = Mark.ELSEWHERE | Mark.HIDDEN | Mark.CHROME
_PARTIAL_WORDS = (
    "/mo", "per month", "month", "x de ", "/100", "per ", "/ ", "shipping", "versand", "save ",
    "off", "over $", "orders", "installments", "payments", "interest", "sconto", "spar", "points",
)  # fmt: skip


@dataclass(frozen=True)
class Money:
    """A price with its currency sign or code (empty: unknown) and where it comes from."""

    value: Decimal
    sign: str
    source: str
    confidence: float
    order: int = -1


def countries(head: Head, url: str) -> tuple[str, ...]:
    """Country codes that decide what ``$`` means: the host's, the path's, the language's region."""
    parts = urlsplit(url)
    host = parts.netloc.split(":")[0].lower()
    found = [host.rsplit(".", 1)[-1]] if host else []
    found += [s[-2:].lower() for s in parts.path.split("/")[1:3] if len(s) in {2, 5}]
    for tag in (head.first("og:locale"), head.language):
        found += (
            [tag.replace("_", "-").split("-")[-1].lower()] if "-" in tag.replace("_", "-") else []
        )
    found += [host[:2]] if host[2:3] in {"-", "."} else []
    return tuple(dict.fromkeys(c for c in found if len(c) == 2))


def structured(evidence: Evidence) -> list[Money]:
    """Prices that the markup names, JSON-LD and microdata before meta tags."""
    found = []
    for facts in evidence.facts:
        base = 0.74 if facts.source == "json-ld" else 0.72
        for i, offer in enumerate(facts.offers[:20]):
            if offer.price:
                confidence = base - 0.02 * min(i, 10)
                found.append(Money(offer.price, offer.currency or "", facts.source, confidence))
    head = evidence.head
    sign = head.first("product:price:currency", "og:price:currency", "product:sale_price:currency")
    for name, confidence in _META_PRICES:
        values = [v for v in map(price_of, head.all(name)[:2]) if v]
        found += [Money(v, iso_code(sign) or "", name, confidence) for v in values]
    return found


_META_PRICES = (
    ("product:sale_price:amount", 0.71), ("product:price:amount", 0.7), ("og:price:amount", 0.7),
    ("og:price", 0.6), ("product:price", 0.6), ("price", 0.6), ("twitter:data1", 0.45),
)  # fmt: skip


def on_show(evidence: Evidence) -> list[Money]:
    """Prices a visitor sees near the title, struck-out ones left out."""
    visible = evidence.visible
    found = []
    for line in visible.lines:
        marks = line.marks
        if marks & _NOT_OURS or line.order > visible.title_order + 3 * _REACH:
            continue
        for amount, piece_marks in line_amounts(line, struck=False):
            confidence = _trust(amount, marks | piece_marks, line, visible.title_order)
            if confidence > 0:
                found.append(Money(amount.value, amount.sign, "visible", confidence, line.order))
    return found


def line_amounts(line: Line, *, struck: bool) -> Iterator[tuple[Amount, Mark]]:
    """Amounts in the struck or in the unstruck pieces of a line."""
    pieces = tuple(p for p in line.pieces if bool(p.marks & Mark.STRUCK) is struck)
    pieces = tuple(p for p in pieces if not p.marks & Mark.HIDDEN)
    text = joined(pieces) if pieces else ""
    if not text or len(text) > _LONGEST_PRICE_LINE or not any(c.isdigit() for c in text):
        return
    for amount in amounts(text):
        yield amount, _marks_of(amount, pieces)


def _marks_of(amount: Amount, pieces: tuple[Piece, ...]) -> Mark:
    digits = "".join(c for c in str(amount.value.to_integral_value(rounding="ROUND_DOWN")))
    for piece in pieces:
        if digits[:3] in "".join(c for c in piece.text if c.isdigit()):
            return piece.marks
    return Mark(0)


def _trust(amount: Amount, marks: Mark, line: Line, title: int) -> float:
    if not amount.sign and not marks & Mark.PRICE:
        return 0.0
    trust = 0.5 + 0.17 * bool(marks & Mark.PRICE) + 0.17 * bool(amount.sign)
    trust -= 0.2 * bool(marks & Mark.OLD) + 0.3 * bool(marks & Mark.PARTIAL)
    trust -= 0.1 * bool(marks & Mark.BUTTON)
    text = line.text.lower()
    trust -= 0.15 * any(word in text for word in _PARTIAL_WORDS)
    trust -= 0.15 * (len(text) > 60)
    distance = line.order - title if title >= 0 else line.order
    if distance < 0:
        trust -= 0.1 + min(0.4, -distance / 100)
    return trust - min(0.3, max(0, distance) / (2 * _REACH))


def candidates(
    evidence: Evidence, *, unavailable: bool
) -> tuple[list[Money], tuple[Candidate, ...]]:
    """All prices, best first, and the same as candidates. Nothing off the DOM if unavailable."""
    marked, seen = structured(evidence), on_show(evidence)
    values = {m.value for m in seen if m.confidence > 0.3}
    found = [replace(m, confidence=m.confidence + 0.17) if m.value in values else m for m in marked]
    told = {m.value for m in marked}
    for money in seen:
        bonus = 0.1 if money.value in told else 0.0
        confidence = 0.0 if unavailable and not bonus else min(0.95, money.confidence + bonus)
        found.append(replace(money, confidence=confidence))
    found.sort(key=lambda m: -m.confidence)
    shown = ranked([Candidate(m.value, m.source, round(m.confidence, 3)) for m in found[:40]])
    return found, shown


def currency(best: Money | None, evidence: Evidence) -> tuple[Candidate, ...]:
    """The currency of the best price: its own code, else the markup's, else its sign's meaning."""
    lands = countries(evidence.head, evidence.tree.url)
    found = []
    marked = [m for m in structured(evidence) if m.sign]
    sign = best.sign if best else ""
    if sign and best:
        if iso_code(sign):
            found.append(Candidate(iso_code(sign), best.source, 0.9))
        fitting = [m for m in marked if may_mean(sign, m.sign)]
        found += [Candidate(m.sign, m.source, 0.85) for m in fitting]
        local = currency_of(sign, lands)
        found += [Candidate(local, f"sign {sign}", 0.7)] if local else []
    found += [Candidate(m.sign, m.source, 0.6) for m in marked]
    return ranked(list(dict.fromkeys(found)))


def list_price(best: Money | None, evidence: Evidence) -> tuple[Candidate, ...]:
    """Struck-out prices above the price, near it; the markup's own list prices first."""
    if best is None:
        return ()
    found = [
        Candidate(o.list_price, f.source, 0.8)
        for f in evidence.facts for o in f.offers
        if o.list_price and o.list_price > best.value
    ]  # fmt: skip
    title = evidence.visible.title_order
    for line in evidence.visible.lines:
        if line.marks & _NOT_OURS or not -10 <= line.order - title <= _REACH:
            continue
        for amount, marks in line_amounts(line, struck=True):
            if best.value < amount.value < 10 * best.value and not marks & Mark.PARTIAL:
                found.append(
                    Candidate(amount.value, "visible", 0.7 - abs(line.order - title) / 400)
                )
    return ranked(found)
