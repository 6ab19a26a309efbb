"""The numbers that a text claims, and those that a page proves them with."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import NamedTuple

from cta_batch import counting, numerals
from cta_batch.counting import Beside
from cta_batch.domain import Product
from cta_batch.grounding.claim import Claim
from cta_batch.grounding.told import sale, told
from cta_batch.lexicon import ClaimKind
from cta_batch.units import PIECES, RATINGS, STARS, Unit, currencies, speaks_of, unit_after

_NUMBER = re.compile(r"\d{1,3}(?:[\s.,'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_CURRENCY = (
    r"(?:[$€£¥￥₩₹₽₺₴₪₫฿₸₱₦]|R\$|(?<!\w)(?:zł|Kč|kr|(?-i:Ft|lei))\b|円|元|块|日元|欧元|美元"
    r"|\b(?:USD|EUR|GBP|JPY|CNY|CHF|CAD|AUD|BRL|euros?|dollars?)\b"
    r"|\b(?-i:AED|ARS|BDT|BGN|BHD|BYN|CLP|COP|CRC|CZK|DKK|DOP|DZD|EGP|GEL|GTQ|HKD|HUF|IDR|ILS|INR"
    r"|ISK|JOD|KES|KRW|KWD|KZT|LBP|LKR|MAD|MDL|MKD|MXN|MYR|NGN|NOK|NZD|OMR|PEN|PHP|PKR|PLN|PYG|QAR"
    r"|RON|RSD|RUB|SAR|SEK|SGD|THB|TND|TRY|TWD|UAH|UYU|UZS|VND|ZAR)\b)"
)
"""Signs and words of money; codes that are words too (ISO 4217) only in capitals."""

_MONEY_BEFORE = re.compile(rf"{_CURRENCY}\s*$", re.IGNORECASE)
_MONEY_AFTER = re.compile(rf"^\s*{_CURRENCY}", re.IGNORECASE)
_PERCENT_AFTER = re.compile(
    r"^\s*(?:%|％|percent|prozent|pour\s*cent|por\s*cient[o]|割)", re.IGNORECASE
)
_SCALE = re.compile(
    r"(?:\s*/\s*|\s+(?:out\s+of|of|von|auf|sur|de|sobre|su|em|van|op)\s+)5(?![\d.,]*\d)|5点(?:満点|中)|满分\s*5|滿分\s*5",
    re.IGNORECASE,
)
_STARS = re.compile(
    r"[★⭐]{2,}|\bfive[-\s]stars?\b|\bfünf\s+sterne\b|\bcinq\s+étoiles\b"
    r"|\bcinco\s+estrel+as\b|\bcinque\s+stelle\b|\bvijf\s+sterren\b|五星|星5つ|五つ星",
    re.IGNORECASE,
)


class Figure(NamedTuple):
    """A number: its possible readings, what it is of, and where it stands.

    ``currency`` holds the ISO codes that a price may be in, empty when that is open.
    ``beside`` are the words around a number that is no price or share.
    """

    values: frozenset[Decimal]
    kind: ClaimKind
    source: str
    unit: Unit | None = None
    currency: frozenset[str] = frozenset()
    beside: Beside = Beside()

    @property
    def amounts(self) -> frozenset[Decimal]:
        """The values in the base unit of what is counted."""
        factor = self.unit.factor if self.unit else Decimal(1)
        return frozenset((v * factor).normalize() for v in self.values)


@lru_cache(maxsize=64)
def _known(product: Product) -> tuple[Figure, ...]:
    """The page's numbers, structured facts first; kept, since many texts are held to one page."""
    stated = (
        (figure, fact)
        for fact in told(product)
        for _, figure in _figures_in(numerals.in_digits(fact, product.language), counting.told)
    )
    return (*_figures(product), *(figure._replace(source=fact) for figure, fact in stated))


def numbers_claimed(text: str, product: Product, *, foreign: bool) -> Iterator[Claim]:
    for stars in _STARS.finditer(text):
        rated = _rating(product) if product.rating and product.rating >= 4.75 else None
        starred = (fact for fact in told(product) if _STARS.search(fact))
        yield Claim(stars.group(), ClaimKind.RATING, rated or next(starred, None))
    for token, figure in _figures_in(text, counting.claimed):
        alike = (k for k in _known(product) if _same_sort(figure, k) and _same_amount(figure, k))
        proofs = (k.source for k in alike if _same_thing(figure, k, product, foreign=foreign))
        yield Claim(token, figure.kind, next(proofs, None))


def _same_sort(claimed: Figure, known: Figure) -> bool:
    """A price is proved by a price, a percentage by a percentage; plain numbers by either."""
    if claimed.kind in {ClaimKind.PRICE, ClaimKind.PERCENT, ClaimKind.RATING}:
        same = known.kind is claimed.kind
        open_ = not (claimed.currency and known.currency)
        return same and (open_ or bool(claimed.currency & known.currency))
    return True


def _same_amount(claimed: Figure, known: Figure) -> bool:
    if claimed.unit and known.unit and claimed.unit.dimension == known.unit.dimension:
        return bool(claimed.amounts & known.amounts)
    return bool(claimed.values & known.values)


def _same_thing(claimed: Figure, known: Figure, product: Product, *, foreign: bool) -> bool:
    """Whether numbers that are the same count the same."""
    if claimed.unit is not None:
        return _same_unit(claimed.unit, known)
    if claimed.kind is not ClaimKind.NUMBER:
        return True
    if claimed.beside.glued:
        written = known.beside.label
        return bool(written) and claimed.beside.label.endswith(written)
    if not claimed.beside.nouns or _is_year(claimed):
        return known.unit is None or known.unit.dimension in _UNMEASURED
    return _same_noun(claimed.beside, known, product, foreign=foreign)


def _same_unit(unit: Unit, known: Figure) -> bool:
    """A page that writes its unit elsewhere in the line (``Capacity (oz): 12``) means it too."""
    if known.unit is not None:
        return known.unit.dimension == unit.dimension
    if known.kind is ClaimKind.PRICE:
        return False
    if unit.dimension == PIECES:  # pages count their pieces by any name
        return True
    return not known.beside.nouns and speaks_of(known.source, unit.dimension)


_UNMEASURED = frozenset({PIECES, RATINGS, STARS})
"""Dimensions whose numbers people also give without a word for them."""

_RATERS = ("customer", "kunde", "client", "klant", "buyer", "user", "people", "vote", "person")
"""Who counts as having rated, by the beginnings of their names."""


def _same_noun(claim: Beside, known: Figure, product: Product, *, foreign: bool) -> bool:
    told, unit = known.beside, known.unit
    if known.kind is not ClaimKind.NUMBER:
        return known.kind is ClaimKind.RATING and all(v % 1 for v in known.values)
    if unit is not None and unit.dimension not in _UNMEASURED:
        return False
    if unit is not None and unit.dimension == RATINGS:
        return claim.nouns[0].startswith((*_RATERS, "件", "条", "则"))
    named = told.named or known.source == product.name
    if foreign or (named and claim.label and claim.label == told.label):
        return True
    if counting.any_alike(claim.nouns, told.nouns):
        return True
    if told.nouns and unit is None:
        return False
    about = counting.words(f"{product.name} {product.category or ''}")
    return counting.any_alike(claim.nouns, (*told.before, *about))


def _is_year(figure: Figure) -> bool:
    return len(figure.source) == 4 and all(1700 <= v <= 2100 for v in figure.values)


def _figures_in(
    text: str, beside: Callable[[str, int, int], Beside]
) -> Iterator[tuple[str, Figure]]:
    """The numbers of a text, each as it stands there with its sign."""
    scales = [m.span() for m in _SCALE.finditer(text)]
    for match in _NUMBER.finditer(text):
        if any(start <= match.start() < end for start, end in scales):
            continue
        after = text[match.end() :]
        sign = _PERCENT_AFTER.match(after) or _MONEY_AFTER.match(after)
        before = _MONEY_BEFORE.search(text[: match.start()])
        kind = _sort(text, match)
        plain = kind is ClaimKind.NUMBER
        measured = unit_after(after) if plain else None
        tail = measured[0] if measured else sign.group() if sign else ""
        token = f"{before.group() if before else ''}{match.group()}{tail}"
        money = (before or sign) if kind is ClaimKind.PRICE else None
        yield (
            token,
            Figure(
                _readings(match.group()),
                kind,
                token,
                measured[1] if measured else _shared_unit(after) if plain else None,
                currencies(money.group()) if money else frozenset(),
                beside(text, *match.span()) if plain else Beside(),
            ),
        )


_NEXT = re.compile(
    r"\s*(?:(?P<times>[x×*]|by|mal)|[–/~〜～-]|to|bis|à|a|tot)\s*(?=\d)", re.IGNORECASE
)
_SERIES = 3
_MULTIPLIED = frozenset({"length", "inches"})
"""Dimensions of which ``10 × 20`` are two measures; of others it is so many times so much."""


def _shared_unit(after: str) -> Unit | None:
    """The unit of the numbers that a number goes on to: millimetres of 10 in ``10 × 20 × 5 mm``."""
    times = False
    for _ in range(_SERIES):
        joint = _NEXT.match(after)
        number = _NUMBER.match(after, joint.end()) if joint else None
        if joint is None or number is None:
            return None
        times = times or joint["times"] is not None
        after = after[number.end() :]
        if measured := unit_after(after):
            return measured[1] if measured[1].dimension in _MULTIPLIED or not times else None
    return None


def _sort(text: str, match: re.Match[str]) -> ClaimKind:
    before, after = text[: match.start()], text[match.end() :]
    if _MONEY_BEFORE.search(before) or _MONEY_AFTER.search(after):
        return ClaimKind.PRICE
    if _PERCENT_AFTER.search(after):
        return ClaimKind.PERCENT
    return ClaimKind.RATING if _SCALE.match(after) else ClaimKind.NUMBER


def _readings(token: str) -> frozenset[Decimal]:
    """``1.234`` may be 1234 or 1.234: what a mark means is known to the page alone."""
    bare = re.sub(r"[\s'’]", "", token)
    readings = {Decimal(re.sub(r"[.,]", "", bare))}
    whole, mark, cents = _split_last(bare)
    if mark:
        readings = {Decimal(f"{whole}.{cents}")} | (readings if len(cents) == 3 else set())
    return frozenset(r.normalize() for r in readings)


def _split_last(token: str) -> tuple[str, str, str]:
    at = max(token.rfind("."), token.rfind(","))
    if at < 0:
        return token, "", ""
    return re.sub(r"[.,]", "", token[:at]), token[at], token[at + 1 :]


def _figures(product: Product) -> Iterator[Figure]:
    """Numbers that follow from the structured facts: prices, saving, rating, its count."""
    currency = product.currency or ""
    for label, amount in (("price", product.price), ("list price", product.list_price)):
        if amount is not None:
            yield _price(amount, product, f"{label} {amount} {currency}".strip())
    yield from _saving(product)
    if product.rating is not None and math.isfinite(product.rating):
        exact = Decimal(str(product.rating))
        near = [exact, round(exact, 1)]
        yield _figure(near, ClaimKind.RATING, _rating(product))
        stars = _figure(near, ClaimKind.NUMBER, _rating(product))
        yield stars._replace(unit=Unit(STARS, Decimal(1)))
    if product.rating_count:
        source = f"{product.rating_count} ratings"
        counted = _figure([Decimal(product.rating_count)], ClaimKind.NUMBER, source)
        yield counted._replace(unit=Unit(RATINGS, Decimal(1)))


def _saving(product: Product) -> Iterator[Figure]:
    source, price, before = sale(product), product.price, product.list_price
    if not (source and price and before):
        return
    share = (before - price) * 100 / before
    shares = [share.to_integral_value(how) for how in (ROUND_FLOOR, ROUND_CEILING)]
    yield _price(before - price, product, source)
    yield _figure(shares[:1] if share % 1 < Decimal("0.5") else shares, ClaimKind.PERCENT, source)


def _price(amount: Decimal, product: Product, source: str) -> Figure:
    codes = currencies(product.currency or "")
    return _figure([amount], ClaimKind.PRICE, source)._replace(currency=codes)


def _figure(values: Iterable[Decimal], kind: ClaimKind, source: str) -> Figure:
    return Figure(frozenset(v.normalize() for v in values), kind, source)


def _rating(product: Product) -> str:
    return f"rating {product.rating} out of 5"
