"""Countries that products boast of, as nine languages name them and their people. Data."""

from __future__ import annotations

import re

_NAMES: dict[str, tuple[str, str]] = {
    "DE": ("german deutsch allema alem[aã] tedesc duits", "ドイツ|德国|德國"),
    "IT": ("ital", "イタリア|意大利|義大利"),
    "FR": ("france francia frança frankr franz french franc[eé]s français", "フランス|法国|法國"),
    "ES": ("spain span[is] españ espagn spagn espanh", "スペイン|西班牙"),
    "PT": ("portug", "ポルトガル|葡萄牙"),
    "CH": ("swiss switzerl schweiz suiss suiz svizzer suíç zwitser", "スイス|瑞士"),
    "JP": ("japan japon giappon", "日本|ジャパン"),
    "CN": (r"china chine(?:se)? cina\b cinese chino", "中国|中國"),
    "US": (
        r"(?-i:USA)\b u\.s\. america amerik united\sstates étatsunis états-unis",
        "アメリカ|美国|美國",
    ),
    "GB": (r"england engl[ai]s brit uk\b anglet großbrit grande-bret", "イギリス|英国|英國"),
    "AT": ("austria österreich autrich", "オーストリア|奥地利"),
    "DK": ("danish denmark dänemark dänisch danemark danois dinamar", "デンマーク|丹麦|丹麥"),
    "SE": ("swed schwed suède suédois suecia svezia svedes", "スウェーデン|瑞典"),
    "NL": ("dutch netherl holland niederl nederland pays-bas olanda", "オランダ|荷兰|荷蘭"),
    "TR": ("turk türk", "トルコ|土耳其"),
    "IN": (r"india\b indian indien\b inde\b", "インド|印度"),
    "KR": ("korea corea coré", "韓国|韩国|韓國"),
    "TW": ("taiwan", "台湾|台灣"),
    "BR": ("bra[sz]il", "ブラジル|巴西"),
    "MX": ("mexic méxic mexiq messic méjic", "メキシコ|墨西哥"),
}
"""ISO 3166 codes; the beginnings of words, and names in scripts without spaces."""

_PLACES = {
    code: re.compile(rf"(?<!\w)(?:{'|'.join(begun.split())})\w*|{anywhere}", re.IGNORECASE)
    for code, (begun, anywhere) in _NAMES.items()
}


_ANY = re.compile("|".join(p.pattern for p in _PLACES.values()), re.IGNORECASE)


def places_named(text: str) -> dict[str, str]:
    """The countries that a text names, by their ISO 3166 codes, each as it stands there."""
    if not _ANY.search(text):
        return {}
    found = ((code, names.search(text)) for code, names in _PLACES.items())
    return {code: match.group() for code, match in found if match}


def places_in(text: str) -> frozenset[str]:
    """The countries that a text names, as ISO 3166 codes."""
    return frozenset(places_named(text))
