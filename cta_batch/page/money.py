"""Amounts and currencies in the number shapes of all locales."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from price_parser.parser import parse_number

from cta_batch.page.decode import mended

_CODE_LIST = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP
    GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY
    KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
    MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND
    TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
ISO_4217 = frozenset(_CODE_LIST.split())
"""Active codes of ISO 4217 (list one, 2025), and HRK, which old pages still carry."""

_RENAMED = {"RUR": "RUB", "BYR": "BYN", "TRL": "TRY", "NTD": "TWD", "RMB": "CNY", "NIS": "ILS"}
_THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})

SYMBOLS: dict[str, str] = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₸": "KZT", "₩": "KRW", "₴": "UAH",
    "₺": "TRY", "₫": "VND", "₪": "ILS", "฿": "THB", "₱": "PHP", "₦": "NGN", "₡": "CRC",
    "₲": "PYG", "₼": "AZN", "₾": "GEL", "US$": "USD", "NT$": "TWD", "HK$": "HKD", "R$": "BRL",
    "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "S$": "SGD", "NZ$": "NZD",
    "MX$": "MXN", "元": "CNY", "円": "JPY", "원": "KRW", "zł": "PLN", "Kč": "CZK", "kč": "CZK",
    "Ft": "HUF", "лв": "BGN", "lei": "RON", "Lei": "RON", "TL": "TRY", "руб": "RUB", "тг": "KZT",
    "тнг": "KZT", "грн": "UAH", "сум": "UZS", "Rp": "IDR", "RM": "MYR", "Rs": "INR", "S/": "PEN",
    "ر.س": "SAR", "ريال": "SAR", "د.إ": "AED", "درهم": "AED", "ج.م": "EGP", "د.ك": "KWD",
    "تومان": "IRR", "euro": "EUR", "Euro": "EUR", "đ": "VND", "Fr.": "CHF",
}  # fmt: skip
"""Signs that mean one currency; ``$ ¥ kr р`` depend on the country (see ``COUNTRY``)."""

_EURO = "de fr it es pt nl be at fi ie gr sk si lt lv ee lu mt cy hr eu"
COUNTRY: dict[str, str] = {
    "us": "USD", "ca": "CAD", "au": "AUD", "nz": "NZD", "sg": "SGD", "hk": "HKD", "tw": "TWD",
    "mx": "MXN", "ar": "ARS", "cl": "CLP", "co": "COP", "uy": "UYU", "br": "BRL", "jp": "JPY",
    "cn": "CNY", "se": "SEK", "no": "NOK", "dk": "DKK", "is": "ISK", "ru": "RUB", "by": "BYN",
    "gb": "GBP", "uk": "GBP", "in": "INR", "pk": "PKR", "lk": "LKR", "np": "NPR", "ch": "CHF",
    "pl": "PLN", "cz": "CZK", "hu": "HUF", "ro": "RON", "bg": "BGN", "tr": "TRY", "ua": "UAH",
    "kz": "KZT", "kr": "KRW", "vn": "VND", "th": "THB", "id": "IDR", "my": "MYR", "ph": "PHP",
    "sa": "SAR", "ae": "AED", "eg": "EGP", "kw": "KWD", "qa": "QAR", "il": "ILS", "za": "ZAR",
    "pe": "PEN", "rs": "RSD",
    **dict.fromkeys(_EURO.split(), "EUR"),
}  # fmt: skip
"""Currency by country code (ISO 3166, lower case): the shop's domain or its language's region."""

_AMBIGUOUS = {
    "$": frozenset(
        ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU"]
    ),
    "¥": frozenset({"JPY", "CNY"}),
    "￥": frozenset({"JPY", "CNY"}),
    "kr": frozenset(["SEK", "NOK", "DKK", "ISK"]),
    "Kr": frozenset(["SEK", "NOK", "DKK", "ISK"]),
    "р": frozenset({"RUB", "BYN"}),
    "Р": frozenset({"RUB", "BYN"}),
    "руб": frozenset({"RUB", "BYN"}),
    "Rs": frozenset({"INR", "PKR", "LKR", "NPR"}),
    "元": frozenset({"CNY", "TWD", "HKD"}),
    "R": frozenset({"ZAR"}),
    "﷼": frozenset({"SAR", "IRR", "QAR"}),
}
_FIRST = {"$": "USD", "¥": "JPY", "￥": "CNY", "руб": "RUB", "р": "RUB", "Р": "RUB", "Rs": "INR",
          "元": "CNY", "R": "ZAR"}  # fmt: skip

_CODES = "|".join(sorted(ISO_4217 | _RENAMED.keys()))
_SIGNS = "|".join(
    re.escape(s) for s in sorted({*SYMBOLS, *_AMBIGUOUS}, key=len, reverse=True) if s not in "Rрkr"
)
_NUMBER = (
    r"\d{1,2}(?:,\d{2}){1,3},\d{3}(?:\.\d{1,2})?(?!\d)|"  # India groups lakhs and crores by two
    r"\d{1,3}(?:[.,'’ \u00a0\u202f\u2009]\d{3}){1,4}(?:[.,]\d{1,2})?(?![\d])"
    r"|\d{1,9}(?:[.,]\d{1,4})?"
)
_AMOUNT = re.compile(
    rf"(?P<before>(?<![A-Za-z])(?:{_CODES})(?![A-Za-z])|{_SIGNS}|(?<!\w)(?:R|kr\.?))?[\s:]{{0,3}}"
    rf"(?P<number>{_NUMBER})"
    rf"(?:,[-–—]{{1,2}})?[\s]{{0,3}}"
    rf"(?P<after>(?:{_CODES})(?![A-Za-z])|{_SIGNS}|(?:kr|р)(?!\w))?(?P<percent>\s?%)?"
)
_SPACED_CENTS = re.compile(
    r"(?<=\d)\s{1,3}([.,])\s{0,3}(?=\d\d(?:\D|$))|(?<=\d)([.,])\s{1,3}(?=\d\d(?:\D|$))"
)
_GROUPING = re.compile(r"['’\s]|(?<=\d),(?=\d{2}(?:,\d{2}){0,2},\d{3}(?:\D|$))")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")


@dataclass(frozen=True, slots=True)
class Amount:
    """A positive amount, the sign or code beside it (empty: none), and where it stood."""

    value: Decimal
    sign: str
    start: int
    end: int


def amounts(text: str) -> list[Amount]:
    """All amounts of a short text, percentages left out. ``$ 79 . 99`` is one amount."""
    text = normalised(text)
    found = []
    for match in _AMOUNT.finditer(text):
        value = number(match["number"])
        if value and not match["percent"]:
            sign = match["before"] or match["after"] or ""
            found.append(Amount(value, sign.strip(), match.start(), match.end()))
    return found


def normalised(text: str) -> str:
    """A text with the digits of all scripts as 0-9, and cents joined to their amount."""
    return _SPACED_CENTS.sub(lambda m: m.group(1) or m.group(2), mended(text).translate(_DIGITS))


def number(text: str, currency: str | None = None) -> Decimal | None:
    """The value of one written number (``1.759,99``, ``131 990``, ``2.449``); None if not one."""
    if currency in _THREE_DECIMALS and re.fullmatch(r"\d+\.\d{3}", text):
        return Decimal(text)
    try:
        value: Decimal | None = parse_number(_GROUPING.sub("", text))
    except (InvalidOperation, ValueError):
        return None
    return value if value is not None and value.is_finite() else None


def price_of(value: object, currency: str | None = None) -> Decimal | None:
    """A positive price out of markup: a JSON number, or text around one number. Else None."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _positive(Decimal(repr(value)) if abs(value) < 1e12 else None)
    if not isinstance(value, str):
        return None
    text = value.strip().translate(_DIGITS)
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,2}|\.\d{4,9})?", text):
        return _positive(Decimal(text))
    found = amounts(text[:80])
    return _positive(found[0].value if found else None)


def _positive(value: Decimal | None) -> Decimal | None:
    if value is None or not value.is_finite() or value <= 0 or value >= 10**10:
        return None
    return value.quantize(Decimal("0.01")) if value != value.to_integral_value() else value


def iso_code(value: object) -> str | None:
    """A currency code or sign out of markup as ISO 4217; None when it means no one currency."""
    if not isinstance(value, str):
        return None
    code = value.strip().upper()
    code = _RENAMED.get(code, code)
    if code in ISO_4217:
        return code
    return SYMBOLS.get(value.strip()) if value.strip() not in _AMBIGUOUS else None


def currency_of(sign: str, countries: tuple[str, ...] = ()) -> str | None:
    """The currency that ``sign`` means in the first of ``countries`` where it means one."""
    if not sign:
        return None
    sign = sign.rstrip(".")
    local = _AMBIGUOUS.get(sign)
    if local is None:
        return iso_code(sign)
    for country in countries:
        if COUNTRY.get(country) in local:
            return COUNTRY[country]
    return _FIRST.get(sign)


def may_mean(sign: str, currency: str) -> bool:
    """Whether ``sign`` can stand for ``currency`` somewhere (``$`` for CAD: yes)."""
    sign = sign.rstrip(".")
    return currency in _AMBIGUOUS.get(sign, ()) or iso_code(sign) == currency
