"""What a creative shows, in words, for people who do not see it; pure.

It names the product, how it is shown, and what is written there, in the ad's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cta_batch.copyrules import shorten
from cta_batch.domain import Layout, Stands, Words
from cta_batch.limits import ALT_TEXT

_MOST_NAME = 80


@dataclass(frozen=True)
class _Phrases:
    """``scenes`` by layout, or by where the product stands; ``words`` and ``button`` say what is
    written, ``joint`` parts them.
    """

    scenes: Mapping[str, str]
    words: str
    button: str
    joint: str = " "


def _scenes(
    hero: str, beside: str, stage: str, above: str, bleed: str, below: str
) -> dict[str, str]:
    return {
        Layout.HERO: hero,
        Layout.STAGE: stage,
        Layout.BLEED: bleed,
        "above": above,
        "below": below,
        "beside": beside,
        "alone": hero,
    }


_PHRASES = {
    "en": _Phrases(
        _scenes(
            "{name} in front of a calm background.",
            "{name} beside a calm area.",
            "{name} standing on a calm surface.",
            "{name} above a calm panel.",
            "{name} filling the whole picture.",
            "{name} below a calm panel.",
        ),
        "Text: “{text}”.",
        "Button: “{text}”.",
    ),
    "de": _Phrases(
        _scenes(
            "{name} vor ruhigem Hintergrund.",
            "{name} neben einer ruhigen Fläche.",
            "{name} auf einer ruhigen Fläche stehend.",
            "{name} über einem Textfeld.",
            "{name}, das ganze Bild füllend.",
            "{name} unter einem Textfeld.",
        ),
        "Text: „{text}“.",
        "Schaltfläche: „{text}“.",
    ),
    "fr": _Phrases(
        _scenes(
            "{name} devant un fond sobre.",
            "{name} à côté d’une zone sobre.",
            "{name} posé sur une surface sobre.",
            "{name} au-dessus d’un encadré.",
            "{name} sur toute l’image.",
            "{name} au-dessous d’un encadré.",
        ),
        "Texte : « {text} ».",
        "Bouton : « {text} ».",
    ),
    "es": _Phrases(
        _scenes(
            "{name} ante un fondo sobrio.",
            "{name} junto a una zona sobria.",
            "{name} sobre una superficie sobria.",
            "{name} encima de un recuadro.",
            "{name} en toda la imagen.",
            "{name} debajo de un recuadro.",
        ),
        "Texto: «{text}».",
        "Botón: «{text}».",
    ),
    "it": _Phrases(
        _scenes(
            "{name} davanti a uno sfondo sobrio.",
            "{name} accanto a un’area sobria.",
            "{name} su una superficie sobria.",
            "{name} sopra un riquadro.",
            "{name} a tutta immagine.",
            "{name} sotto un riquadro.",
        ),
        "Testo: «{text}».",
        "Pulsante: «{text}».",
    ),
    "pt": _Phrases(
        _scenes(
            "{name} diante de um fundo sóbrio.",
            "{name} ao lado de uma área sóbria.",
            "{name} sobre uma superfície sóbria.",
            "{name} acima de uma caixa de texto.",
            "{name} em toda a imagem.",
            "{name} abaixo de uma caixa de texto.",
        ),
        "Texto: “{text}”.",
        "Botão: “{text}”.",
    ),
    "nl": _Phrases(
        _scenes(
            "{name} voor een rustige achtergrond.",
            "{name} naast een rustig vlak.",
            "{name} op een rustig oppervlak.",
            "{name} boven een tekstvak.",
            "{name} over het hele beeld.",
            "{name} onder een tekstvak.",
        ),
        "Tekst: ‘{text}’.",
        "Knop: ‘{text}’.",
    ),
    "ja": _Phrases(
        _scenes(
            "落ち着いた背景の前に{name}。",
            "落ち着いた面の隣に{name}。",
            "落ち着いた台の上に{name}。",
            "文字枠の上に{name}。",
            "画面いっぱいに{name}。",
            "文字枠の下に{name}。",
        ),
        "文字「{text}」。",
        "ボタン「{text}」。",
        "",
    ),
    "zh": _Phrases(
        _scenes(
            "{name}，素净背景。",
            "{name}，旁边是素净区域。",
            "{name}，摆在素净台面上。",
            "{name}，下方是文字区。",
            "{name}，占满整个画面。",
            "{name}，上方是文字区。",
        ),
        "文字：“{text}”。",
        "按钮：“{text}”。",
        "",
    ),
    "zh-hant": _Phrases(
        _scenes(
            "{name}，素淨背景。",
            "{name}，旁邊是素淨區域。",
            "{name}，擺在素淨檯面上。",
            "{name}，下方是文字區。",
            "{name}，占滿整個畫面。",
            "{name}，上方是文字區。",
        ),
        "文字：「{text}」。",
        "按鈕：「{text}」。",
        "",
    ),
}
_WORDLESS = _Phrases(_scenes(*["{name}."] * 6), "“{text}”.", "[{text}]")
"""For other languages: signs alone."""

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def alt_text(
    name: str, words: Words, layout: Layout, written: frozenset[str], stands: Stands
) -> str:
    """At most ``ALT_TEXT`` characters about one creative of the product ``name``.

    ``written`` holds which of ``headline``, ``description`` and ``cta_text`` stand in the picture;
    where all would be too much, the description is left out first. Where words have a part of the
    picture to themselves, ``stands`` says on which side of it the product is.
    """
    phrases = _phrases(words.language)
    seen = stands if layout in {Layout.SPLIT, Layout.CARD} else layout
    scene = phrases.scenes[seen].format(name=shorten(name, _MOST_NAME))
    says = {"headline": phrases.words, "description": phrases.words, "cta_text": phrases.button}
    for fields in (tuple(says), ("headline", "cta_text"), ("headline",)):
        texts = (says[f].format(text=getattr(words, f)) for f in fields if f in written)
        told = phrases.joint.join((scene, *texts))
        if len(told) <= ALT_TEXT:
            return told
    return scene


def _phrases(language: str) -> _Phrases:
    primary, *rest = language.replace("_", "-").lower().split("-")
    if primary == "zh" and _TRADITIONAL.intersection(rest):
        return _PHRASES["zh-hant"]
    return _PHRASES.get(primary, _WORDLESS)
