"""Product names as people say them: without codes, shop names and lists of keywords."""

from __future__ import annotations

import re

from cta_batch.copyrules import clusters
from cta_batch.domain import Product
from cta_batch.limits import display_width

_BRACKETED = re.compile(r"\s*[\(\[（【〔「][^()\[\]（）【】〔〕「」]*[\)\]）】〕」]\s*")
_CODE_LABEL = re.compile(
    r"(?i)\b(?:sku|mpn|ean|upc|isbn|asin|art(?:ikel)?\.?-?\s?(?:nr|no)\.?|ref\.?|model\s+no\.?"
    r"|item\s+(?:no\.?|#)|品番|型番|型号|货号)\s*[:#.]?\s*[\w/-]*\d[\w/-]*"
)
_LONG_CODE = re.compile(r"(?<![\w-])(?=[\w/-]*\d)(?=[\w/-]*[A-Z\d])[A-Z\d][A-Z\d/_-]{7,}(?![\w-])")
_OPENED = re.compile(r"\s*[(\[（【][^)\]）】]*$")
_TRAILING_CODE = re.compile(r"\s+#?\d{5,}$")
_MARKS = re.compile(r"[®™©℠]|[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SEGMENT = re.compile(r"\s+[|•·–—/-]\s+|\s*[|｜•]\s*|\s*[;；]\s*")
_TAIL = re.compile(
    r"(?i)(?:,\s|:\s|\s+(?:with|featuring|incl\.?|including|mit|inkl\.?|avec|con|com|met|für|pour"
    r"|per|para|voor|for|by|von|aus|in|en|w/)\s).*$|[、，：].*$"
)
_SHOP_WORDS = re.compile(
    r"(?i)^(?:buy|shop|kaufen|acheter|comprar|acquista|kopen|order)\s+|\s+(?:online(?:\s+\w+)?"
    r"|for\s+sale|günstig\s+kaufen|kaufen|kopen|通販|官网)$"
)
_LISTED = re.compile(r",\s+|:\s+|[、，：]")
_YEAR = re.compile(r"\s+(?:19|20)\d\d$")
_HEAD_WORDS, _ACRONYM = 3, 3
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
HEAD_LAST = frozenset({"en", "de", "nl", "sv", "da", "no", "nb"})
"""Languages whose compounds and noun groups end in the thing itself."""


_HELD = re.compile(
    r"(?i)(?:semi|non|anti|pre|half|faux|fake|imitation|vegan|mock|pseudo|quasi|mini|not|no|without|and|or"
    r"|und|oder|et|y|e|en|&|\+|halb|nicht|ohne|sans|sin|senza|sem|zonder|off|of|for|with|the|von|für|de|do|da)-?"
)
"""Words that change what follows, or join it: a name is not cut behind one."""


def cuts_sense(words: list[str], at: int) -> bool:
    """Whether what stands from word ``at`` on says something else without the words before it:
    ``Pro Faucet`` of ``Semi Pro Faucet``, ``Combo`` of ``Sink and Faucet Combo``."""
    return any(_HELD.fullmatch(word.strip(",:;")) for word in words[:at])


def names(product: Product, language: str) -> tuple[str, ...]:
    """Ways to say the product's name, longest first; each reads as a name of its own.

    Empty only if the page's name holds no letter or digit at all.
    """
    whole = _without_list(_tidy(product.name, product.brand), product.brand)
    forms = [whole, *_shorter(headed(whole), product.brand, language)]
    spoken = dict.fromkeys(f.strip(" ,;:-–—|") for f in forms)
    kept = [f for f in spoken if any(c.isalnum() for c in f) and (f == whole or _speaks(f))]
    return tuple(sorted(kept, key=display_width, reverse=True))


def _tidy(name: str, brand: str | None) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    for pattern in (_MARKS, _BRACKETED, _OPENED, _CODE_LABEL, _LONG_CODE):
        text = _or_before(pattern.sub(" ", text), text)
    text = _or_before(_first_segment(text, brand), text)
    text = _or_before(_SHOP_WORDS.sub("", text), text)
    return _cased(_TRAILING_CODE.sub("", text))


def _without_list(name: str, brand: str | None) -> str:
    """``Ceramic mug`` of ``Ceramic mug, earthy pottery mug, US DDP``: after a comma or a colon
    shops go on with words to be found by. The second part, too, where the first is the brand."""
    first, *rest = [p for p in _LISTED.split(name) if p] or [name]
    if rest and brand and first.casefold() == brand.casefold():
        first = f"{first} {rest[0]}"
    return _or_before(_YEAR.sub("", first), name)


def headed(name: str) -> str:
    """The name without what follows ``with``, ``for``…, unless a bare noun would be left."""
    head = _TAIL.sub("", name)
    return head if " " in head or _UNSPACED.search(head) else name


def _or_before(after: str, before: str) -> str:
    """The cleaned text, unless cleaning left no name."""
    cleaned = " ".join(after.split()).strip(" ,;:-–—|/")
    return cleaned if any(c.isalpha() for c in cleaned) else before


def _first_segment(text: str, brand: str | None) -> str:
    """The part before a pipe or a spaced dash; the second, if the first is only the brand."""
    parts = [p for p in (s.strip() for s in _SEGMENT.split(text)) if p]
    if len(parts) > 1 and brand and parts[0].casefold() == brand.casefold():
        return f"{parts[0]} {parts[1]}"
    return parts[0] if parts else ""


def _cased(text: str) -> str:
    """Names that shout are calmed; short words (USB, XL) and codes stay as they are."""
    words = text.split()
    bare = [w.strip(",:;") for w in words]
    spoken = [w for w in bare if w.isalpha() and len(w) > _ACRONYM and w.lower() != w.upper()]
    shouted = [w for w in spoken if w.isupper()]
    if len(shouted) < 2 or len(shouted) * 4 < len(spoken) * 3:
        return text[0].upper() + text[1:] if text.islower() else text
    return " ".join(w.capitalize() if w.strip(",:;") in shouted or _small(w) else w for w in words)


def _small(word: str) -> bool:
    return word.isupper() and word.isalpha() and word.casefold() in {"and", "with", "the", "for"}


def _shorter(name: str, brand: str | None, language: str) -> list[str]:
    """Shorter names: without the brand, without earlier modifiers, or only the first words."""
    bare = _without_brand(name, brand)
    words = bare.split()
    forms = [name, bare, *(w for w in words if len(_UNSPACED.findall(w)) >= _HEAD_WORDS)]
    if len(words) < 2 or not _head_is_last(words, language):
        return forms
    tail = words[-_HEAD_WORDS:]
    whole = all(w.isalpha() for w in tail) and tail[0][0].isupper()
    whole = whole and not cuts_sense(words, len(words) - _HEAD_WORDS)
    if len(words) > _HEAD_WORDS + 1 and whole:
        forms.append(" ".join(tail))
    return forms


def _head_is_last(words: list[str], language: str) -> bool:
    return (
        language.split("-", maxsplit=1)[0] in HEAD_LAST
        and words[-1].isalpha()
        and len(words[-1]) > 3
    )


def _without_brand(name: str, brand: str | None) -> str:
    if not brand:
        return name
    kept = re.sub(rf"(?i)^{re.escape(brand)}\s+|\s+{re.escape(brand)}$", "", name)
    return kept if len(kept.split()) > 1 or len(kept) > 7 else name


def _speaks(form: str) -> bool:
    """Whether a shortened form still says what the thing is: no lone code or fragment."""
    words = form.split()
    lone = len(words) == 1 and len(clusters(form)) < 4 and form.isascii()
    return not lone and any(c.isalpha() for c in form) and not words[0].isdigit()
