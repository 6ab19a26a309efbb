"""What it costs: the price in the markup weighed against the price on show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlsplit

from cta_batch.page.evidence import Evidence
from cta_batch.page.marks import Mark
from cta_batch.page.meta import Head
from cta_batch.page.money import (
    COUNTRY,
    Amount,
    amounts,
    currency_of,
    iso_code,
    may_mean,
    normalised,
    price_of,
)
from cta_batch.page.reading import Candidate, ranked
from cta_batch.page.walk import Line, Piece, joined

_LONGEST_PRICE_LINE = 160
_REACH = 120
"""Lines below the title in which a price still counts as the product's."""
_NOT_OURS = Mark.ELSEWHERE | Mark.HIDDEN | Mark.CHROME
_PARTIAL_BEFORE = re.compile(
    r"(?<!\w)(?:save|saving|spar|off|économi|ahorr|rabatt|discount|\bover|above|orders? of|shipping"
    r"|versand|livraison|worth|value|x\s?de|sconto|deposit|instead of|statt|reg\.?|was|rrp"
    r"|uvp|msrp|list|compare at|retail|before|antes|de:?|\dx|payments? of|as low as|minimum|or"
    r"|from|ab|à partir de|a partir de|desde|used|od|от)\W{0,9}$",
    re.IGNORECASE,
)
_PARTIAL_AFTER = re.compile(
    r"^\W{0,3}(?:/|per\b|a month|month|mo\b|off\b|value|shipping|interest|x\s|pro\b|par\b|al mes"
    r"|gift|credit|or more|and above|and over|minimum|points|/?\s?(?:100|1)\s?(?:g|ml|kg|l)\b)",
    re.IGNORECASE,
)
_OTHER_OFFER = re.compile(
    r"gift card|voucher|approval|cashback|trade[- ]in|financ|\bapr\b|instal?lment|subscri",
    re.IGNORECASE,
)
_DISCOUNT = re.compile(
    r"[-–−]\s?\d{1,2}\s?%|\d{1,2}\s?%\s?(?:off|rabatt|de desc)|\bsave\b", re.IGNORECASE
)
_NEXT_TO = 3
_PLAUSIBLE = (Decimal("0.3"), Decimal("3.5"))
"""How far a price on show may lie from the marked one and still be of the same product."""


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


_BASE = {"json-ld": 0.74, "microdata": 0.72, "script": 0.64}


def structured(evidence: Evidence) -> list[Money]:
    """Prices that the markup names, JSON-LD and microdata before meta tags."""
    found = []
    for facts in evidence.facts:
        base = _BASE[facts.source]
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
    """Prices a visitor sees near the title, struck-out ones left out, higher of a pair lowered."""
    visible = evidence.visible
    found: list[Money] = []
    for line in visible.lines:
        marks = line.marks
        if not marks & _NOT_OURS and line.order <= visible.title_order + 3 * _REACH:
            found += _in_line(line, marks, visible.title_order)
    discounted = {line.order for line in visible.lines if _DISCOUNT.search(line.text[:80])}
    often = Counter(m.value for m in found if m.confidence > 0.3)
    found = [_lowered(m, found, discounted) for m in found]
    return [replace(m, confidence=m.confidence + 0.04 * min(3, often[m.value] - 1)) for m in found]


def _in_line(line: Line, marks: int, title: int) -> Iterator[Money]:
    for text, amount, piece_marks in line_amounts(line, struck=False):
        trust = _trust(amount, marks | piece_marks, line.order, title)
        if _PARTIAL_BEFORE.search(text[: amount.start]) or _PARTIAL_AFTER.match(text[amount.end :]):
            trust -= 0.3
        trust -= 0.15 * (amount.start > 40) + 0.3 * bool(_OTHER_OFFER.search(text))
        if trust > 0:
            yield Money(amount.value, amount.sign, "visible", trust, line.order)


def _lowered(one: Money, others: list[Money], discounted: set[int]) -> Money:
    """A price beside which a lower one stands is the old one, where a discount is spoken of."""
    near = range(one.order - 1, one.order + _NEXT_TO + 1)
    lower = [
        o for o in others
        if o.order in near and one.value * _PLAUSIBLE[0] < o.value < one.value
        and o.sign == one.sign and o.confidence > one.confidence - 0.25
    ]  # fmt: skip
    if not lower:
        return one
    same_line = any(o.order == one.order for o in lower)
    if same_line or any(order in discounted for order in near):
        return replace(one, confidence=one.confidence - 0.3)
    return one


def line_amounts(line: Line, *, struck: bool) -> Iterator[tuple[str, Amount, int]]:
    """Amounts in the struck or in the unstruck pieces of a line, with the text they stand in."""
    pieces = tuple(p for p in line.pieces if bool(p.marks & Mark.STRUCK) is struck)
    pieces = tuple(p for p in pieces if not p.marks & Mark.HIDDEN)
    text = joined(pieces) if pieces else ""
    if not text or len(text) > _LONGEST_PRICE_LINE or not any(c.isdigit() for c in text):
        return
    text = normalised(text)
    for amount in amounts(text):
        yield text, amount, _marks_of(amount, pieces)


def _marks_of(amount: Amount, pieces: tuple[Piece, ...]) -> int:
    digits = str(amount.value.to_integral_value(rounding="ROUND_DOWN"))
    for piece in pieces:
        if digits[:3] in "".join(c for c in piece.text if c.isdigit()):
            return piece.marks
    return 0


def _trust(amount: Amount, marks: int, order: int, title: int) -> float:
    if not amount.sign and not marks & Mark.PRICE:
        return 0.0
    trust = 0.5 + 0.17 * bool(marks & Mark.PRICE) + 0.17 * bool(amount.sign)
    trust -= 0.2 * bool(marks & Mark.OLD) + 0.3 * bool(marks & Mark.PARTIAL)
    trust -= 0.1 * bool(marks & Mark.LINK and not marks & Mark.BUTTON)
    trust -= 0.1 * bool(marks & Mark.DESCRIPTION and not marks & Mark.PRICE)
    distance = order - title if title >= 0 else order
    if distance < 0:
        trust -= 0.1 + min(0.25, -distance / 400)
    return trust - min(0.3, max(0, distance) / (2 * _REACH))


def candidates(
    evidence: Evidence, *, unavailable: bool
) -> tuple[list[Money], tuple[Candidate, ...]]:
    """All prices, best first, and the same as candidates. Nothing off the DOM if unavailable."""
    marked, seen = structured(evidence), on_show(evidence)
    trusted = [m for m in seen if m.confidence > _SURE]
    found = [_compared(m, seen, trusted) for m in marked]
    told = {m.value for m in marked}
    for money in seen:
        bonus = 0.1 if money.value in told else 0.0
        confidence = 0.0 if unavailable and not bonus else min(0.95, money.confidence + bonus)
        found.append(replace(money, confidence=confidence))
    found.sort(key=lambda m: -m.confidence)
    shown = ranked([Candidate(m.value, m.source, round(m.confidence, 3)) for m in found[:40]])
    return found, shown


_SURE = 0.55


def _compared(marked: Money, seen: list[Money], trusted: list[Money]) -> Money:
    """A marked price raised where it is on show too, lowered where another stands in its place."""
    if any(m.value == marked.value and m.confidence > 0.4 for m in seen):
        return replace(marked, confidence=marked.confidence + 0.17)
    low, high = (marked.value * share for share in _PLAUSIBLE)
    if any(low < m.value < high for m in trusted):
        return replace(marked, confidence=marked.confidence - 0.2)
    return marked


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
    found += [] if found else _guessed_currency(best, evidence, lands)
    return ranked(list(dict.fromkeys(found)))


def _guessed_currency(
    best: Money | None, evidence: Evidence, lands: tuple[str, ...]
) -> list[Candidate]:
    """Where neither the price nor the markup tells: other prices' signs, scripts, the country."""
    signs = [m for m in on_show(evidence) if m.sign]
    same = [m.sign for m in signs if best and m.value == best.value]
    found = [(c, "same price", 0.5) for c in [currency_of("".join(same[:1]), lands)] if c]
    often = Counter(m.sign for m in signs).most_common(1)
    found += [(c, "other prices", 0.4) for s, _ in often if (c := currency_of(s, lands))]
    counted: Counter[str] = Counter()
    for script in evidence.tree.root.iter("script"):
        counted.update(_SCRIPTED.findall((script.text or "")[:_MAX_SCRIPT]))
    found += [(c, "script", 0.35) for code, _ in counted.most_common(1) if (c := iso_code(code))]
    found += [(COUNTRY[c], f"country {c}", 0.2) for c in lands[:1] if c in COUNTRY]
    return [Candidate(*f) for f in found] if best else []


_MAX_SCRIPT = 400_000
_SCRIPTED = re.compile(
    r"\\?[\"'](?:currency|priceCurrency|currencyCode|currency_code|currencyIso)\\?[\"']\s*:\s*"
    r"\\?[\"']([A-Z]{3})\\?[\"']"
)


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
        for _, amount, marks in line_amounts(line, struck=True):
            if best.value < amount.value < 10 * best.value and not marks & Mark.PARTIAL:
                found.append(
                    Candidate(amount.value, "visible", 0.7 - abs(line.order - title) / 400)
                )
    return ranked(found)
