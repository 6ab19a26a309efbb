"""Numbers that are written in words, or half in words, as digits; in nine languages, pure.

``Two-year warranty``, ``over a million sold``, ``1,5 Millionen``, ``100万``, ``八成``.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from cta_batch.counting import folded, is_small

_SPELLED = {
    "en": "two three four five six seven eight nine ten eleven twelve",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "deux trois quatre cinq six sept huit - dix onze douze",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "it": "due tre quattro cinque - sette otto nove dieci undici dodici",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze",
    "nl": "twee drie vier vijf zes zeven - negen tien elf twaalf",
}
"""From two to twelve; a dash for those that are another word as well (``neuf``, ``sei``)."""

_VALUES = {
    code: {w: str(n) for n, w in enumerate(row.split(), 2) if w != "-"}
    for code, row in _SPELLED.items()
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}
for _code, _row in _TENS.items():
    _VALUES[_code].update({w: str(n * 10) for n, w in enumerate(_row.split(), 2)})
_VALUES["pt"]["duas"] = "2"
_CJK_DIGITS = {c: str(n) for n, c in enumerate("二三四五六七八九", 2)} | {
    "两": "2",
    "兩": "2",
    "十": "10",
}
_CJK_NUMBER = re.compile(
    r"(?<![一-十百千万萬\d第])[二三四五六七八九两兩十](?=年|倍|色|个月|個月|か月|天|小时|小時|時間|日間|层|層|段)"
)

_SIZES = {
    "en": "hundred=100 thousand=1000 million=1000000 millions=1000000",
    "de": "hundert=100 tausend=1000 million=1000000 millionen=1000000",
    "fr": "cent=100 mille=1000 million=1000000 millions=1000000",
    "es": "cien=100 mil=1000 millón=1000000 millones=1000000",
    "it": "cento=100 mille=1000 mila=1000 milione=1000000 milioni=1000000",
    "pt": "cem=100 mil=1000 milhão=1000000 milhões=1000000",
    "nl": "honderd=100 duizend=1000 miljoen=1000000",
}
_ONE = {
    "en": "a one",
    "de": "eine ein",
    "fr": "un",
    "es": "un",
    "it": "un",
    "pt": "um",
    "nl": "een één",
}
_NUMBERS = "hundert tausend cent mille cien mil cento cem honderd duizend"
_ALONE = frozenset(_NUMBERS.split())
"""Sizes that are numbers without a word before them; the others need one: ``millions`` is none."""

_CJK_SIZES = {
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "萬": 10_000,
    "亿": 100_000_000,
    "億": 100_000_000,
}
_CJK_RUN = re.compile(
    r"(?<![一-十百千万萬亿億\d第])[一二三四五六七八九两兩十][一二三四五六七八九十百千万萬亿億零]+"
)
_CJK_SIZED = re.compile(r"(?P<many>\d+(?:\.\d+)?)(?P<size>[百千万萬亿億])")
_MYRIAD = 10_000
_CJK_TENTHS = re.compile(r"(?P<many>[1-9一二三四五六七八九])(?:成(?!分|份|本|人|年)|割(?!り))")


_WITHIN = re.compile(
    r"(?i)\b(?P<before>in|within|under|than|unter|innerhalb|als|binnen|dan|dans|en|moins\sd['’]|menos\sde"
    r"|meno\sdi|em)(?P<gap>\s|(?<=['’]))(?:an?|one|einer?s?|une?|una|um|uma|een)\s(?=(?:seconds?|minutes?|hours?|days?"
    r"|weeks?|months?|years?|sekunde|minute|stunde|tag|woche|monats?|jahr\w*|seconde|heure|semaine|mois|an"
    r"|segundo|minuto|hora|semana|mes|año|ora|settimana|mese|anno|dia|mês|ano|minuut|uur|week|maand|jaar)\b)"
)
"""A stretch of time in which something is promised: ``in a minute`` is in one."""


def in_digits(text: str, language: str | None) -> str:
    """A text with the numbers that it spells out in digits: ``2-year warranty``.

    Small ones only before a noun. ``language`` is BCP 47; where it is None, those of all languages
    are read.
    """
    primary = (language or "").replace("_", "-").partition("-")[0].lower()
    if primary in {"ja", "zh"}:
        return _cjk_in_digits(text)
    values = _VALUES.get(primary, {}) if language else _ALL_VALUES
    counted = _SPELLED_OUT.sub(lambda m: _digits(m, values), text) if values else text
    counted = _WITHIN.sub(r"\g<before>\g<gap>1 ", counted)
    sized = _SIZED.get(primary) if language else _ALL_SIZED
    return sized.sub(_times, counted) if sized else counted


def _digits(match: re.Match[str], values: dict[str, str]) -> str:
    noun = not is_small(folded(match["noun"]))
    return values.get(match["word"].casefold(), match["word"]) if noun else match["word"]


def _times(match: re.Match[str]) -> str:
    """``1500000`` of ``1.5 million``; as it stands where a size alone is no number."""
    size, many = match["size"].casefold(), match["many"] or ""
    if not many and size not in _ALONE:
        return match.group()
    return _product(many.strip(), _SIZE_VALUES[size]) or match.group()


def _product(many: str, size: int) -> str:
    """Empty where ``many`` is no number after all."""
    try:
        factor = Decimal(many.replace(",", ".")) if many[:1].isdigit() else Decimal(1)
    except InvalidOperation:
        return ""
    return f"{(factor * size).normalize():f}"


def _cjk_in_digits(text: str) -> str:
    read = _CJK_RUN.sub(lambda m: _cjk_number(m.group()), text)
    counted = _CJK_NUMBER.sub(lambda m: _CJK_DIGITS[m.group()], read)
    tenths = _CJK_TENTHS.sub(lambda m: f"{_CJK_ONES.get(m['many'], m['many'])}0%", counted)
    hundreds = tenths.replace("百万", "100万").replace("百萬", "100萬")
    return _CJK_SIZED.sub(lambda m: _product(m["many"], _CJK_SIZES[m["size"]]), hundreds)


def _cjk_number(run: str) -> str:
    """``30000`` of ``三万``; what has no size in it is a row of digits, and stays as it is."""
    if not any(c in _CJK_SIZES or c == "十" for c in run):
        return run
    total, part, digit = 0, 0, 0
    for char in run:
        size = 10 if char == "十" else _CJK_SIZES.get(char, 0)
        if not size:
            digit = int(_CJK_ONES.get(char, _CJK_DIGITS.get(char, "0")))
        elif size < _MYRIAD:
            part, digit = part + (digit or 1) * size, 0
        else:
            total, part, digit = (total + part + digit or 1) * size, 0, 0
    return str(total + part + digit)


def _pairs(row: str) -> dict[str, int]:
    return {word: int(size) for word, size in (pair.split("=") for pair in row.split())}


def _sized(codes: tuple[str, ...]) -> re.Pattern[str]:
    ones = "|".join(word for code in codes for word in _ONE[code].split())
    sizes = "|".join(word for code in codes for word in _pairs(_SIZES[code]))
    return re.compile(
        rf"(?<!\w)(?<!pour\s)(?<!per\s)(?P<many>(?:\d[\d.,]*|{ones})\s+)?(?P<size>{sizes})(?!\w)",
        re.IGNORECASE,
    )


_ALL_VALUES = {word: value for row in _VALUES.values() for word, value in row.items()}
_SIZE_VALUES = {word: size for row in _SIZES.values() for word, size in _pairs(row).items()}
_SIZED = {code: _sized((code,)) for code in _SIZES}
_ALL_SIZED = _sized(tuple(_SIZES))
_CJK_ONES = {c: str(n) for n, c in enumerate("一二三四五六七八九", 1)}
_SPELLED_OUT = re.compile(
    rf"(?<!\w)(?P<word>{'|'.join(sorted(_ALL_VALUES, key=len, reverse=True))})"
    r"(?=[\s\u2010-\u2011-]+(?P<noun>[^\W\d_]+))",
    re.IGNORECASE,
)
