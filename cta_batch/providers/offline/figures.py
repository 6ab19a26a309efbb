"""Prices and numbers as each language writes them. Source: Unicode CLDR 47, checked 2026-11."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"


@dataclass(frozen=True)
class NumberStyle:
    """``decimal`` and ``group`` marks; ``money`` and ``percent`` place their sign."""

    decimal: str
    group: str
    money: str
    percent: str


_BEFORE = NumberStyle(".", ",", "{sign}{number}", "{number}%")
_STYLES = {
    "en": _BEFORE,
    "ja": _BEFORE,
    "zh": _BEFORE,
    "ko": _BEFORE,
    "de": NumberStyle(",", ".", "{number}\u00a0{sign}", "{number}\u00a0%"),
    "fr": NumberStyle(",", "\u00a0", "{number}\u00a0{sign}", "{number}\u00a0%"),
    "es": NumberStyle(",", ".", "{number}\u00a0{sign}", "{number}\u00a0%"),
    "it": NumberStyle(",", ".", "{number}\u00a0{sign}", "{number}%"),
    "pt": NumberStyle(",", ".", "{number}\u00a0{sign}", "{number}%"),
    "nl": NumberStyle(",", ".", "{sign}\u00a0{number}", "{number}%"),
}
_OTHER = NumberStyle(",", "\u00a0", "{number}\u00a0{sign}", "{number}\u00a0%")

_POINT_REGIONS = frozenset({"MX", "US", "PR", "GT", "DO", "PE"})
"""Spanish-speaking regions that write a decimal point and the sign before the amount."""

_POINT_CURRENCIES = frozenset({"USD", "MXN", "PEN", "GTQ", "DOP"})
_SIGN_FIRST = frozenset({"BRL", "ARS", "CLP", "COP", "MXN", "USD", "UYU", "PEN"})
_SIGNS = {
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "KRW": "₩", "INR": "₹",
    "BRL": "R$", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "HKD": "HK$", "TWD": "NT$", "SGD": "S$",
    "MXN": "$", "ARS": "$", "CLP": "$", "COP": "$", "PLN": "zł", "CZK": "Kč", "RUB": "₽",
    "UAH": "₴", "TRY": "₺", "ILS": "₪", "VND": "₫", "THB": "฿", "KZT": "₸", "PHP": "₱", "NGN": "₦",
    "SEK": "kr", "NOK": "kr", "DKK": "kr.", "HUF": "Ft", "RON": "lei", "PEN": "S/",
}  # fmt: skip
_HOMES = {
    "CAD": "CA", "AUD": "AU", "NZD": "NZ", "HKD": "HK", "TWD": "TW", "SGD": "SG",
    "CNY": "zh",
}  # fmt: skip
_WHOLE_ONLY = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX"})


def money(amount: Decimal, currency: str, language: str) -> str:
    """``$19.99``, ``19,99 €``, ``¥3,200``: cents only where there are any (no-break spaces).

    ``language`` is BCP 47. A currency without a sign of its own keeps its code: ``CHF 20``.
    """
    style = _style(language, currency)
    number = _number(amount, style, 0 if currency in _WHOLE_ONLY else 2)
    sign = _sign(currency, language)
    if len(sign) > 2 and sign.isalpha():
        return (
            f"{number}{NBSP}{sign}" if "{number}\u00a0" in style.money else f"{sign}{NBSP}{number}"
        )
    return style.money.format(sign=sign, number=number)


def plain(value: Decimal | float, language: str, *, places: int = 1) -> str:
    """A number with at most ``places`` decimals, marks as the language writes them."""
    style = _style(language, "")
    return _trimmed(Decimal(str(value)), style, places)


def percent(value: int, language: str) -> str:
    """``20%`` or ``20 %``."""
    return _style(language, "").percent.format(number=value)


def _style(language: str, currency: str) -> NumberStyle:
    primary, _, region = language.replace("_", "-").partition("-")
    if primary == "es" and (region.upper() in _POINT_REGIONS or currency in _POINT_CURRENCIES):
        return _BEFORE
    style = _STYLES.get(primary.lower(), _OTHER)
    if primary in {"es", "pt"} and currency in _SIGN_FIRST:
        gap = NBSP if currency == "BRL" else ""
        return NumberStyle(style.decimal, style.group, f"{{sign}}{gap}{{number}}", style.percent)
    return style


def _sign(currency: str, language: str) -> str:
    """At home a bare sign is clear: Canada writes $, Japan and China write ¥."""
    primary, _, region = language.partition("-")
    home = _HOMES.get(currency)
    if home and home in {primary.lower(), region.upper()}:
        return _SIGNS[currency][-1]
    return _SIGNS.get(currency, currency)


def _number(amount: Decimal, style: NumberStyle, places: int) -> str:
    """Whole amounts without cents, others with all of them."""
    rounded = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole = rounded == rounded.to_integral_value()
    return _marked(f"{rounded:,.0f}" if whole else f"{rounded:,.{places}f}", style)


def _trimmed(value: Decimal, style: NumberStyle, places: int) -> str:
    text = f"{value:,.{places}f}"
    return _marked(text.rstrip("0").rstrip(".") if "." in text else text, style)


def _marked(text: str, style: NumberStyle) -> str:
    swap = {",": style.group, ".": style.decimal}
    return "".join(swap.get(c, c) for c in text)
