"""Which language a text is in, from its script and its small words; pure.

Pages lie about it: templates are bought in one language and filled in another.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from cta_batch.domain import Product

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
"""One language for each script, the commonest: Cyrillic may be Ukrainian all the same."""

_SMALL_WORDS = {
    "en": "the and of to with for your is are that this you it from by on be can has",
    "de": "der die das und mit für ist ein eine den dem von zu auf sich nicht auch im zum aus wird",
    "fr": "le la les et des est une pour dans du sur avec vous votre qui ce cette au aux par plus",
    "es": "el la los las y de para con una un es en que del por su tu más este esta como a o se al",
    "it": "il la di e per con una un è che del della i gli le nel sono questo dei da alla a o ti"
    " tuo tua su in si non ora ogni al dai",
    "pt": "o a os as e de para com uma é em que da do não na no um dos seu sua ou ao à por",
    "nl": "de het een en van met voor is op te zijn niet je dat deze aan bij ook wordt",
}
_VOCABULARY = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_TRADITIONAL = frozenset("們個這為與產國門點會來時說實應進無發機電車東長開關體學後對選購買")
_SIMPLIFIED = frozenset("们个这为与产国门点会来时说实应进无发机电车东长开关体学后对选购买")

_ENOUGH = 4
_LEAD = 1.4
_SURE, _SURE_LEAD = 6, 2.0
"""Small words, and how many times those of the next language, before a text is called foreign."""

_KANA = 8
"""One kana in so many letters makes a text Japanese; all other scripts need one in three."""
_LONG_HAN = 60
"""Characters from which a text without kana is not Japanese."""

_JUDGED = frozenset((*_SMALL_WORDS, *(code for code, _ in _SCRIPTS)))
_UNLIKE_OTHERS = frozenset({"en", "de", "fr"})
"""Languages whose small words are not those of others too, as Slavic ones are like Portuguese."""

_HOSTS = {
    "at": "de", "br": "pt", "cl": "es", "cn": "zh", "co": "es", "de": "de", "es": "es", "fr": "fr",
    "it": "it", "jp": "ja", "kr": "ko", "mx": "es", "nl": "nl", "pe": "es", "pt": "pt", "ru": "ru",
    "ar": "es", "tw": "zh-TW", "hk": "zh-HK", "gr": "el", "il": "he", "uy": "es",
}  # fmt: skip
"""Country domains whose shops sell in one language (not .be, .ch, .ca)."""


def spoken(product: Product) -> str:
    """The language that a page speaks (BCP 47): as it says, unless its text plainly differs; else
    as its words look, else as its country's domain lets expect, else English."""
    text = "\n".join((product.name, product.description, *product.features))
    if product.language:
        return foreign(text, product.language) or product.language
    return language_of(text) or _of_host(product.url) or "en"


def written_in(product: Product) -> str | None:
    """The language of what a page says at length (BCP 47); None where nothing tells.

    A page in a language that we cannot tell from others is believed, unless its text is plainly in
    one of those that no other looks like.
    """
    text = "\n".join((product.description, *product.features))
    said = (product.language or "").replace("_", "-").partition("-")[0].lower()
    if not said or said in _JUDGED:
        return language_of(text) or product.language
    found = language_of(text, enough=_SURE, lead=_SURE_LEAD)
    return found if found in _UNLIKE_OTHERS else product.language


def foreign(text: str, language: str) -> str | None:
    """The language that a text is plainly in, if that is not ``language``; None when in doubt.

    Only languages that we can tell apart are judged, and Cyrillic or Arabic letters in one of
    their other languages are not held against a text.
    """
    wanted = language.replace("_", "-").partition("-")[0].lower()
    found = language_of(text, enough=_SURE, lead=_SURE_LEAD) if wanted in _JUDGED else None
    if wanted == "ja" and found and found.startswith("zh") and len(text) < _LONG_HAN:
        return None  # names and short lines of Japanese are often written without kana
    return None if found is None or found.partition("-")[0] == wanted else found


def _of_host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # a bracket out of place
        return None
    return _HOSTS.get(host.rpartition(".")[2])


def language_of(text: str, *, enough: int = _ENOUGH, lead: float = _LEAD) -> str | None:
    """The text's language as a BCP 47 subtag, None where it is too short or too close to tell.

    Chinese in traditional characters is ``zh-Hant``. Latin script: only the seven languages of
    the lexicon; another one is None, or rarely its nearest relative: ``enough`` small words, and
    ``lead`` times as many as of the next, must be there.
    """
    letters = sum(c.isalpha() for c in text)
    for code, script in _SCRIPTS:
        share = _KANA if code == "ja" else 3
        if len(script.findall(text)) * share > letters > 0:
            return _chinese(text) if code == "zh" else code
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = sorted((sum(w in small for w in words), code) for code, small in _VOCABULARY.items())
    (second, _), (first, code) = counts[-2:]
    return code if first >= enough and first >= second * lead else None


def _chinese(text: str) -> str:
    traditional = sum(c in _TRADITIONAL for c in text)
    return "zh-Hant" if traditional > sum(c in _SIMPLIFIED for c in text) else "zh"
