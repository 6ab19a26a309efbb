"""Traits of a product that a page states in so many words, whatever its language.

A phrase book knows for each trait what it means to whoever buys: ``dishwasher safe`` says that
nobody washes it up by hand. Only what follows from the word itself is told, so a trait must be
stated plainly: not denied, not of an accessory, not of a part alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cta_batch import angles
from cta_batch.domain import Product
from cta_batch.lexicon.traits import TRAITS
from cta_batch.providers.offline.unquotable import trades

_SENTENCES = 12
"""How many of a description's sentences are about the product itself, as a rule."""

_NOT = re.compile(
    r"(?i)\b(?:not|non|no|never|isn['’]t|aren['’]t|without|except|exclud\w+|instead|unlike|than|vs"
    r"|nicht|kein\w*|ohne|außer|ausgenommen|statt|pas|sans|sauf|hormis|ni|sin|excepto|salvo|senza"
    r"|tranne|escluso|esclus[aie]|não|sem|exceto|niet|geen|zonder|behalve|optional\w*|option\w*"
    r"|separately|case|bag|pouch|cover|cable|box|packaging|battery|batteries|charger|hülle|tasche"
    r"|verpackung|étui|housse|funda|custodia|capa|hoes)\b|不|没|沒|無|なし|別売|非"
)
"""Before a trait these deny it or say that it is something else's."""

_NOT_AFTER = re.compile(
    r"(?i)^\s*(?:is|are)?\s*(?:not|isn['’]t|nicht|non|niet|sold|optional|case|bag|pouch|cover|box"
    r"|packaging|version|charging|charger|is not)\b|^(?:ではあり|不可|でき?ません|ない)"
)
_MATERIALS = frozenset({"solid wood", "leather", "cotton", "stainless", "cast iron"})
_SHORT_FEATURE = 4
"""Words of a feature that names the material of the whole: ``Material: stainless steel``."""

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SHORT_REST = 2
_COMES_WITH = re.compile(r"付き?$|つき$|^[附带帶配]")
"""Japanese and Chinese features that speak of what comes with the thing."""

_OF_WHOLE = _MATERIALS | {"waterproof", "water-resistant", "windproof", "dishwasher", "foldable"}
_PART = re.compile(
    r"(?i)^\s*[\w-]*\s?(?:zip\w*|pockets?|lining|straps?|handles?|lids?|blades?|seams?|inserts?|caps?"
    r"|feet|trim|buckles?|hardware|reißverschl\w+|futter|griffe?|deckel|riemen|poignées?|doublure"
    r"|couvercle|asas?|forro|mango|tapa|manic\w+|fodera|coperchio|alças?|tampa|handvat\w*|deksel)\b"
)
"""What these are said of is no more than a part."""

_FREE = frozenset(
    {"gluten-free", "vegan", "app", "remote", "dishwasher", "machine-washable", "easy-clean"}
)
"""Traits that are of the whole whatever word follows; ``wireless`` names its thing itself."""

_GENERAL = """
    and or for to in so with yet but enough by at from via per on
    design designs build material materials fabric
    construction technology size form shape body finish battery batteries lithium li
    und oder für zum durch dank mit per an auf im vom von
    design material stoff bauweise form gehäuse akku verarbeitung
    en of voor met materiaal stof ontwerp vorm accu
    et ou est design conception matière tissu forme y o es diseño tejido tela forma
    e ed è design materiale tessuto ou é tecido design
"""
_GENERALLY = frozenset(_GENERAL.split())
"""Words beside a trait that make it one of the whole: ``lightweight design``, ``light and…``."""

_AFTER_NOUN = frozenset({"fr", "es", "it", "pt"})
"""Languages whose adjectives follow their nouns."""

_APPLIED = re.compile(
    r"(?i)\b(?:serums?|creams?|lotions?|oils?|textures?|formulas?|gels?|sérum|crème|creme|crema|loção"
    r"|aceite|olio|óleo|huile|öl)\b|美容液|クリーム|精华|精華|乳液"
)
"""What is light on the skin is not light to carry."""

_REACH = 40
"""Characters before a trait in which a word may turn it round, within the same clause."""

_CLAUSE = re.compile(r"[.;:!?,()|–—\n。，、；：]|\s-\s")


@lru_cache(maxsize=64)
def traits(product: Product) -> tuple[str, ...]:
    """The product's traits by name, in the order in which the page tells of them."""
    found: dict[str, None] = {}
    for text in _about(product):
        here = ((m.start(), name) for name, p in TRAITS.items() for m in p.finditer(text))
        found |= dict.fromkeys(
            name for at, name in sorted(here) if _is_plain(name, text, at, product)
        )
    hidden = {"water-resistant"} if "waterproof" in found else set()
    return tuple(name for name in found if name not in hidden)


@lru_cache(maxsize=4096)
def stated_in(text: str) -> frozenset[str]:
    """The traits that a short text speaks of, denied or not."""
    return frozenset(name for name, stated in TRAITS.items() if stated.search(text))


def _about(product: Product) -> Iterator[str]:
    told = (*product.features, *angles.sentences(product.description)[:_SENTENCES])
    yield from (product.name, product.category or "")
    yield from (text for text in told if not trades(text))


def _is_plain(name: str, text: str, at: int, product: Product) -> bool:
    """Whether the trait is said of the product itself, as a whole."""
    stated = TRAITS[name].match(text, at)
    after = text[stated.end() :] if stated else ""
    before = _CLAUSE.split(text[:at])[-1][-_REACH:]
    if _NOT.search(before) or _NOT_AFTER.match(after):
        return False
    if name == "lightweight" and _APPLIED.search(f"{product.name} {text}"):
        return False
    if name in _OF_WHOLE and _PART.match(after):
        return False
    titles = (product.name, product.category)
    if name not in _FREE | _MATERIALS | {"wireless"} and text not in titles:
        word = _noun(text[:at], after, product)
        return not word or word in _GENERALLY or word in _named(product)
    return (
        name not in _MATERIALS
        or text in titles
        or _names_material(text, stated.group() if stated else "")
    )


def _names_material(text: str, material: str) -> bool:
    """Whether a feature is no more than a material: one with a part in it may be of that alone."""
    if _UNSPACED.search(text):
        return len(text) - len(material) <= _SHORT_REST and not _COMES_WITH.search(text)
    return len(text.split()) <= _SHORT_FEATURE


def _noun(before: str, after: str, product: Product) -> str:
    """The word that a trait is said of, if one stands right beside it."""
    if (product.language or "").partition("-")[0].lower() in _AFTER_NOUN:
        found = re.search(r"([^\W\d_]+)\s$", before)
    else:
        found = re.match(r"[\s-]([^\W\d_]+)", after)
    return found[1].casefold() if found else ""


@lru_cache(maxsize=64)
def _named(product: Product) -> frozenset[str]:
    """The words of the product's name and category, also without the ending of a plural."""
    words = re.findall(r"[^\W\d_]+", f"{product.name} {product.category or ''}".casefold())
    return frozenset((*words, *(f"{w}s" for w in words), *(w.removesuffix("s") for w in words)))
