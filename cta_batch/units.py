"""What a number counts: measures, stars, pieces, currencies, as nine languages write them; pure.

Factors are exact by definition (BIPM, SI Brochure, 9th edition). Spellings are ours,
checked 2026-11.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    """``dimension`` is what is measured, ``factor`` how much of its base unit one of it is."""

    dimension: str
    factor: Decimal


STARS, RATINGS, PIECES = "stars", "ratings", "pieces"
"""Dimensions of things that pages often count without a word beside the number."""

_MEASURES: dict[str, dict[str, str]] = {
    "mass": {
        "0.001": "mg milligram milligrams milligramm milligrammes miligramos milligrammi"
        " miligramas 毫克",
        "1": "gr gram grams gramme grammes gramm gramo gramos grammo grammi grama gramas グラム 克",
        "1000": "kg kgs kilo kilos kilogram kilograms kilogramm kilogrammes kilogramos chilo chili"
        " chilogrammi quilo quilos quilogramas キロ 公斤 千克",
    },
    "ounces": {
        "1": "oz ounce ounces fl.oz fl.oz. unze unzen once onces onza onzas oncia once onça onças"
        " オンス 盎司"
    },
    "pounds": {"1": "lb lbs libbre 磅"},
    "volume": {
        "1": "ml milliliter milliliters millilitre millilitres mililitros millilitri mililitro"
        " ミリリットル 毫升",
        "10": "cl centiliter centilitre centilitres centilitros",
        "100": "dl deciliter decilitre",
        "1000": "ltr liter liters litre litres litro litros litri リットル 公升 升",
    },
    "gallons": {"1": "gal gallon gallons"},
    "length": {
        "1": "mm millimeter millimeters millimetre millimetres milímetros millimetri"
        " milímetro ミリ 毫米",
        "10": "cm centimeter centimeters centimetre centimetres zentimeter centimètres centímetros"
        " centimetri センチ 厘米 公分",
        "1000": "meter meters metre metres mètre mètres metro metros metri メートル 米",
        "1000000": "km kilometer kilometers kilometre kilometres kilomètres kilómetros chilometri"
        " quilômetros quilómetros キロメートル 公里",
    },
    "inches": {"1": "inch inches zoll pouce pouces pulgada pulgadas pollice pollici polegada"
               " polegadas インチ 英寸 吋", "12": "ft foot feet"},
    "time": {
        "1": "sec secs second seconds sekunde sekunden seconde secondes segundo segundos secondo"
        " secondi seconden 秒",
        "60": "min mins minute minutes minuten minuto minutos minuti minuut 分間 分钟 分鐘",
        "3600": "hr hrs hour hours stunde stunden heure heures hora horas ora ore uur uren std 時間"
        " 小时 小時",
        "86400": "day days tag tage tagen jour jours día días dia dias giorno giorni dag"
        " dagen tägig tägige tägiges tägigen tägiger daagse 日間 天",
        "604800": "week weeks woche wochen semaine semaines semana semanas settimana"
        " settimane weken"
        " 週間 周 週",
    },
    "months": {
        "1": "month months monat monate monaten mois mes meses mese mesi mês maand maanden"
        " monatig monatige monatigen か月 ヶ月"
        " 个月 個月",
        "12": "yr yrs year years jahr jahre jahren an ans année années año años anno anni ano anos"
        " jaar jährig jährige jähriger jährigen jähriges jähriger jarige 年間 年",
    },
    "power": {"1": "watt watts ワット 瓦", "1000": "kw kilowatt"},
    "voltage": {"1": "volt volts"},
    "charge": {"1": "mah", "1000": "ah"},
    "frequency": {"1": "hz hertz", "1000": "khz", "1000000": "mhz", "1000000000": "ghz"},
    "memory": {"1": "mb megabyte", "1024": "gb gigabyte gigabytes", "1048576": "tb terabyte"
    " terabytes"},
    "pixels": {"1": "mp megapixel megapixels mpx"},
    "temperature": {"1": "°c ℃"},
    "fahrenheit": {"1": "°f ℉"},
    "loudness": {"1": "db decibel decibels dezibel"},
    "light": {"1": "lm lumen lumens lúmenes lúmens"},
    STARS: {"1": "star stars stern sterne sternen étoile étoiles estrella estrellas stella stelle"
            " estrela estrelas ster sterren 星 つ星"},
    RATINGS: {"1": "rating ratings review reviews bewertung bewertungen rezension rezensionen avis"
              " opinión opiniones valoraciones valutazione valutazioni recensione recensioni voti"
              " avaliação avaliações beoordeling beoordelingen 件の評価 件のレビュー 条评价"
              " 則評價"},
    "portions": {"1": "serving servings portion portions portionen porción porciones ración"
                " raciones porzione porzioni porção porções portie porties 人前 食分 人份"},
    PIECES: {"1": "pack packs pk piece pieces pc pcs count ct set stück stücke teile teilig pièce"
               " pièces pieza piezas pezzo pezzi peça peças stuk stuks delig 個 個入り 枚 片"
               " 包 入"},
    "colours": {"1": "colour colours color colors farbe farben couleur couleurs colores colore"
                " colori cor cores kleur kleuren 色 颜色 顏色"},
}  # fmt: skip

_LETTERS = {
    "g": Unit("mass", Decimal(1)),
    "l": Unit("volume", Decimal(1000)),
    "L": Unit("volume", Decimal(1000)),
    "m": Unit("length", Decimal(1000)),
    "h": Unit("time", Decimal(3600)),
    "W": Unit("power", Decimal(1)),
    "V": Unit("voltage", Decimal(1)),
    '"': Unit("inches", Decimal(1)),
    "″": Unit("inches", Decimal(1)),
    "”": Unit("inches", Decimal(1)),
}
"""Signs whose case tells what they are."""

SPELLED = {
    word: Unit(dimension, Decimal(factor))
    for dimension, factors in _MEASURES.items()
    for factor, words in factors.items()
    for word in words.split()
}


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_WORDS = _alternatives([w for w in SPELLED if w.isascii() or w[0] < "\u2e80"])
_JOINED = _alternatives([w for w in SPELLED if w[0] >= "\u2e80"])
_SIGNS = _alternatives(list(_LETTERS))
_UNIT = (
    rf"(?:(?P<word>(?i:{_WORDS}))(?![^\W\d_])|(?P<cjk>{_JOINED})|(?P<inch>in)(?=\.|$|\s*[x×])"
    rf"|(?P<sign>{_SIGNS})(?![^\W\d_]))"
)
_FLUID = r"(?:(?i:fl|fluid)\.?\s?(?=(?i:o)))?"
_AFTER = re.compile(rf"[\s\u2010-\u2012-]{{0,2}}{_FLUID}{_UNIT}")
_ANYWHERE = re.compile(rf"(?<![^\W\d_]){_FLUID}{_UNIT}")


def unit_after(text: str) -> tuple[str, Unit] | None:
    """The unit that a text begins with, after a space or hyphen at most: as written, and read."""
    found = _AFTER.match(text)
    return (found.group(), _read(found)) if found else None


def speaks_of(text: str, dimension: str) -> bool:
    """Whether a unit of that dimension stands anywhere in a text: ``Capacity (oz): 12``."""
    return any(_read(m).dimension == dimension for m in _ANYWHERE.finditer(text))


def _read(match: re.Match[str]) -> Unit:
    if match["inch"]:
        return _LETTERS["″"]
    if match["sign"]:
        return _LETTERS[match["sign"]]
    return SPELLED[(match["word"] or match["cjk"]).lower()]


# --- currencies ----------------------------------------------------------------------------------

_DOLLARS = frozenset(
    ("USD", "CAD", "AUD", "NZD", "MXN", "ARS", "CLP", "COP", "HKD", "TWD", "SGD", "UYU", "BRL")
)
_CURRENCIES: dict[str, frozenset[str]] = {
    "$": _DOLLARS,
    "dollar": _DOLLARS,
    "€": frozenset({"EUR"}),
    "euro": frozenset({"EUR"}),
    "£": frozenset({"GBP", "EGP"}),
    "¥": frozenset({"JPY", "CNY"}),
    "￥": frozenset({"JPY", "CNY"}),
    "円": frozenset({"JPY"}),
    "元": frozenset({"CNY", "TWD", "HKD"}),
    "块": frozenset({"CNY"}),
    "日元": frozenset({"JPY"}),
    "欧元": frozenset({"EUR"}),
    "美元": frozenset({"USD"}),
    "₩": frozenset({"KRW"}),
    "₹": frozenset({"INR"}),
    "₽": frozenset({"RUB", "RUR"}),
    "₺": frozenset({"TRY"}),
    "₴": frozenset({"UAH"}),
    "r$": frozenset({"BRL"}),
    "zł": frozenset({"PLN"}),
    "kč": frozenset({"CZK"}),
    "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}),
}


def currencies(sign: str) -> frozenset[str]:
    """The ISO 4217 codes that a sign or word may stand for; empty when it is not known."""
    bare = sign.strip().lower()
    if re.fullmatch("[a-z]{3}", bare):
        return frozenset({bare.upper()})
    return _CURRENCIES.get(bare, _CURRENCIES.get(bare.rstrip("s"), frozenset()))
