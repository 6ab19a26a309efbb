"""Numbers and what they count: ``19,99 €``, ``12 oz``, ``€ 20``, ``1 299 ₽`` stay on one line.

Only signs, symbols and abbreviations are bound to their number; a word (``5 stars``) may begin a
line. Symbols are those of the SI brochure (9th edition, 2019), of ISO 4217 and of shops' pages;
``in`` and ``с`` are left out, for they are little words far more often.
"""

from __future__ import annotations

from typing import Final

import regex

_SYMBOLS: Final = """
    % ‰ ٪ ° °C °F ℃ ℉ K
    nm µm μm mm cm dm m km ft yd mi mg g kg t oz lb lbs gal qt pt
    ml mL cl cL dl dL l L fl fl.oz cc s sec min h hr hrs ms rpm
    V mV kV A mA mAh Ah W mW kW MW Wh kWh Hz kHz MHz GHz N Nm Pa kPa bar psi J kJ cal kcal
    dB lm lx cd px MP Mpx dpi ppi fps bit kB KB MB GB TB Mbit Gbit Mbps Gbps mph
    мм см м км мкм мг г кг т мл л Вт кВт Вт·ч кВт·ч В А мАч Гц кГц МГц ГГц ч мин сек МБ ГБ ТБ шт
    χλμ χιλ εκ γρ κιλά λτ
    مم سم متر كم جم غ غم كجم كغ كغم مل لتر واط ساعة
    מ״מ ס״מ מ"מ ס"מ מטר ק״מ ק"מ גרם ג׳ ק״ג ק"ג מ״ל מ"ל ליטר
    मिमी सेमी मी किमी ग्राम किग्रा किलो मिली लीटर
    มม ซม ม กม นิ้ว ก กก กรัม มล ลิตร วัตต์
    ミリ センチ メートル グラム キロ リットル インチ ワット
    毫米 厘米 公分 米 公尺 公里 克 公克 千克 公斤 毫升 升 公升 瓦 英寸 吋
    밀리 센티 미터 그램 킬로 리터 인치 와트
"""
_CURRENCIES: Final = """
    AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JOD JPY
    KRW KWD KZT MAD MXN MYR NOK NZD OMR PEN PHP PKR PLN QAR RMB RON RSD RUB SAR SEK SGD THB TRY TWD
    UAH USD UYU VND ZAR
    US$ CA$ C$ A$ AU$ NZ$ HK$ NT$ S$ R$ MX$ S/ Rs Rp RM TL kr Kr Fr zł Kč kč Ft lei Lei лв руб р
    грн тг тнг сум đ د.إ ر.س ج.م د.ك ريال درهم جنيه دينار تومان ש״ח ש"ח रु रुपये บาท 円 元 块 원
"""


def _any(words: str) -> str:
    return "|".join(regex.escape(w) for w in sorted(words.split(), key=len, reverse=True))


_CURRENCY: Final = rf"(?:\p{{Sc}}|{_any(_CURRENCIES)})"
_UNIT: Final = rf"(?:{_CURRENCY}|(?:{_any(_SYMBOLS)})[²³]?)"
_CLOSING: Final = r"[\p{Pe}\p{Pf}\p{Po}'\"*]*"

_NUMBER: Final = regex.compile(r"(?:^|.*[^\p{L}\p{M}])\p{N}[\p{N}.,'’]*[만천억万億亿千]?\+?")
_BEGINS_WITH_NUMBER: Final = regex.compile(r"[-−–+~≈]?\p{N}")
_COUNTED: Final = regex.compile(rf"{_UNIT}(?:/\p{{L}}+[²³]?)?{_CLOSING}")
_UNSPACED: Final = regex.compile(rf"{_UNIT}(?<=[\p{{Han}}\p{{Katakana}}\p{{Hangul}}\p{{Thai}}])")
"""Scripts in which more of the sentence may follow a unit without a space (``22 リットルの``)."""
_BEFORE_NUMBER: Final = regex.compile(rf"[\p{{Ps}}\p{{Pi}}'\"]*[-−–+]?{_CURRENCY}\.?")
_GROUP: Final = regex.compile(r"(?:.*[^\p{L}\p{N}.,])?\p{N}{1,3}")
_NEXT_GROUP: Final = regex.compile(r"\p{N}{3}(?!\p{N})")
_TIMES: Final = regex.compile(r"[×xх]")
_FLUID: Final = regex.compile(r"fl\.?")
_OUNCE: Final = regex.compile(rf"oz{_CLOSING}")


def bound(before: str, after: str) -> bool:
    """Whether two words with a space between them are a number and its unit, or parts of one.

    >>> bound("19,99", "€"), bound("US$", "20"), bound("1", "299"), bound("5", "stars")
    (True, True, True, False)
    """
    if _NUMBER.fullmatch(before):
        counted = _COUNTED.fullmatch(after) or _UNSPACED.match(after) or _TIMES.fullmatch(after)
        if counted:
            return True
    if _GROUP.fullmatch(before) and _NEXT_GROUP.match(after):
        return True
    if _FLUID.fullmatch(before) and _OUNCE.fullmatch(after):
        return True
    leads = _BEFORE_NUMBER.fullmatch(before) or _TIMES.fullmatch(before)
    return bool(leads and _BEGINS_WITH_NUMBER.match(after))


def within_number(before: str, after: str) -> bool:
    """Whether neighbouring characters are of one number, or a number and what it counts (22升)."""
    if before.isdecimal():
        return after.isdecimal() or after in ".,%‰٪°" or after.isalpha()
    return before in ".,$€£¥￥₩₹₽฿₺₴₫₪" and after.isdecimal()
