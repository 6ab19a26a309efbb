"""Which of a page's own texts can stand in an advertisement, and how much of each.

Pages say a lot that is no argument: sizes, codes, delivery terms, cookie notices, instructions.
What is left out here is only missing; what is let in is printed, so doubt leaves it out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cta_batch import angles, copyrules
from cta_batch.domain import Product
from cta_batch.limits import LIMITS, display_width

_LONGEST, _SHORTEST_POINT, _SHORTEST, _SHORT = 90, 6, 25, 70
_FEW, _FIRST, _LABEL_WORDS = 3, 12, 4
_STOPS = ".!。！"
_END = " .。!！;；,，、:：…·|-–—*"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SPECIFICATION = re.compile(r"^[^:：]{2,40}\s?[:：]\s*\S|^[A-Z][A-Z ]{3,}\s")
_PARTS = re.compile(r"(?i)^\d+\s?x\s|^(?:includes?|lieferumfang|contenu|incluye)\b|[(\[]$")
_SHOUTED = re.compile(r"(?:\b[A-ZÄÖÜÉÈÀÁÍÓÚÑ]{2,}\b[\s,:!-]*){3,}")
_HEAD_ENDS = re.compile(
    r"(?i)[,;(]|\s[–—-]\s|\s(?:with|for|that|which|so|has|have|is|are|offers?|provides?|lets|keeps|made"
    r"|mit|für|zum|zur|durch|sorgt|bietet|pour|avec|qui|grâce|permet|para|con|que|gracias|per|che"
    r"|grazie|com|voor|met|dankzij|zorgt)\s"
)
_POINTING = re.compile(
    r"(?i)(?:and|but|or|so|plus|also|it|its|it's|it’s|this|these|they|he|she|we|our|you|i|here|there"
    r"|und|aber|es|er|sie|dies\w*|wir|et|mais|il|elle|ils|ce|cette|ces|nous|y|pero|este|esta|es|e|ma"
    r"|questo|questa|è|mas|ele|ela|en|maar|het|deze|dit)\b"
)
_LOOSE_STOP = re.compile(r" +([.,])(?=\s|$)")
_JOINING = re.compile(r"(?i)(?:and|but|or|plus|also|however|und|aber|et|mais|y|pero|e|ma|mas)\b")
_SUBORDINATE = re.compile(
    r"(?i)(?:when|while|if|as|because|whether|once|although|since|with|from|wenn|ob|weil|während"
    r"|als|da|quand|lorsque|si|que|comme|cuando|aunque|como|se|quando|mentre|poiché|wanneer|omdat"
    r"|terwijl|in|at|for|on|pour|avec|con|com|mit|für|met|voor)\b"
)
_JUNK = re.compile(
    r"(?i)https?:|www\.|\.com\b|@\w|%20|%7c|[|{}<>»«_\\]|\bclick\b|\bcookies?\b|javascript|\bsku\b"
    r"|\b[au]pc\b|\bean\b|\basin\b|\bmpn\b|model (?:number|no)|item (?:no|model)|part number"
    r"|art\w*nummer"
    r"|product code|shipping weight|first available|support (?:phone|website)|product page"
    r"|please (?:note|contact)|subscribe|newsletter|customer service|rights reserved|copyright|©"
    r"|drop-?down|be aware|care should|in stock|problem loading|(?:current|regular|original) price"
    r"|price is|\bsorry\b|when you buy|receive|don['’]t know|what['’]s in the box|【|】|\?"
    r"|may vary|not included|prone to|disclaimer|individual results|nicht enthalten|abweich"
    r"|prop(?:osition)?\s?65|(?:read|see|learn|view) more|size (?:chart|guide)|add to (?:cart|bag)"
    r"|\bfaq\b|amazon|\bprime\b|mastercard|coupon|read reviews|\bbuy\b.*\b(?:at|from|online)\b"
    r"|\bshop\b.*\b(?:at|online)\b|terms apply|credit card|gift card|phone number|pick-?up|ritiro"
    r"|warenkorb|panier|carrito|carrello|produktcode|codice prodotto|garantijas|商店街|クリック"
    r"|注文|カート|点击|點擊|購物車|购物车|last picture|\bdo not\b|\bwarning\b|achtung|attention :"
)
_LOGISTICS = re.compile(
    r"(?i)\b(?:checkout|payment|paiement|pagamento|zahlung|kasse|commandes?|ordin[ei]|pedidos?|bestellung"
    r"|lieferadresse|lieferung|livraison|delivery|shipping|versand|spedizione|envíos?|entregas?|verzend\w*"
    r"|bezorg\w*|u?st\.|mwst\w*|tva|iva|vat|btw|magasins?|negozi\w*|tiendas?|lojas?|livrarias?|returns?"
    r"|retour\w*|frete|portes|best sellers? rank|customer reviews?|kundenrezension\w*"
    r"|product dimensions|fulfil\w*|dispatch\w*|prix de vente|payez|codice|gutschein|promo\w*"
    r"|collection day|orders? over|e-mail|formul[aá]r\w+)\b"
    r"|送料|配送|返品|返金|运费|運費|退货|退貨|発送"
)
_SHOP_TALK = re.compile(
    r"(?i)^(?:we|our|if any|all orders|there['’]?s|additional|watch|order|read|feel free|details)\b"
    r"|we['’]ll|we can['’]t|support department|email|warehouse|our (?:members|prices)"
    r"|smarter shopping"
    r"|content visible|service offert|\btransit\b|tracking|送貨|收貨|檢疫|환불|반품|телефон"
)
_INSTRUCTION = re.compile(
    r"(?i)^(?:add|shake|apply|rinse|mix|wash|choose|select|pour|order|avoid|place|insert)\b"
)
_IMPERATIVE = re.compile(
    r"(?i)^(?:take|make|find|get|keep|use|enjoy|be|meet|let|give|see|turn|try|go|do|no|\w+ing)\b"
    r"|\b(?:you|it|them|your|us)$"
)


@lru_cache(maxsize=64)
def page_points(product: Product) -> tuple[str, ...]:
    """The page's arguments in a few words, without end punctuation, the best first.

    ``Dishwasher safe`` before ``Sets: 4 mugs``; short sentences of the description where the page
    lists too few points.
    """
    split = [part for f in product.features for part in _split_label(f)]
    points = [p for p in map(as_point, split) if p and not _trades(p)]
    if len(points) < _FEW:
        points += [p for p in map(as_point, page_sentences(product)) if p and _stands_for(p)]
    said = product.name.strip().casefold()
    fresh = [p for p in dict.fromkeys(points) if p.casefold() != said]
    plain = [p for p in fresh if not _SPECIFICATION.search(p)]
    plain.sort(key=lambda p: _PARTS.search(p) is not None)
    return tuple(plain or ([] if page_sentences(product) else fresh))


@lru_cache(maxsize=64)
def page_sentences(product: Product) -> tuple[str, ...]:
    """The description's first usable sentences, whole or up to a clause, with end punctuation."""
    closed = _LOOSE_STOP.sub(r"\1", product.description)
    found = angles.sentences(closed)[:_FIRST]
    named = copyrules.tokens(product.name)
    whole = [s for s in found if _tells(s) and not copyrules.tokens(s) <= named]
    room = LIMITS["primary_text"]
    cut = (_clause(s, limit) for s in whole for limit in (LIMITS["description"], room))
    fitting = (s for s in (*whole, *cut) if display_width(s) <= room)
    return tuple(dict.fromkeys(s for s in fitting if display_width(s) >= _SHORTEST))


def _tells(sentence: str) -> bool:
    """A whole sentence about the product rather than about buying it here."""
    whole = sentence[-1] in _STOPS and not _JOINING.match(sentence)
    return whole and _reads_well(sentence) and not _trades(sentence)


def _trades(text: str) -> bool:
    return bool(_LOGISTICS.search(text) or _SHOP_TALK.search(text))


@lru_cache(maxsize=64)
def headline_points(product: Product) -> tuple[str, ...]:
    """Points that can be headlines: whole where they fit, else what stands before ``with``…"""
    points = [p for p in page_points(product) if _is_phrase(p)]
    limit = LIMITS["headline"]
    heads = [p if display_width(p) <= limit else _head(p) for p in points]
    return tuple(dict.fromkeys(h for h in heads if display_width(h) <= limit and _is_phrase(h)))


def _head(point: str) -> str:
    """``Durable fabric`` of ``Durable fabric that lasts``; nothing of a sentence that commands."""
    head = _HEAD_ENDS.split(point, maxsplit=1)[0].rstrip(_END)
    return "" if _IMPERATIVE.search(head) or _SUBORDINATE.match(head) else head


def _stands_for(sentence: str) -> bool:
    """Whether a sentence of the description can serve as a point: short, and about the thing."""
    return display_width(sentence) <= _SHORT and not _POINTING.match(sentence)


def _is_phrase(point: str) -> bool:
    """No single word, no label, no instruction, no parts list."""
    words = point.split()
    worded = sum(c.isalpha() for c in point) * 2 > sum(not c.isspace() for c in point)
    phrase = worded and (len(words) > 1 or _UNSPACED.search(point) is not None)
    return (
        phrase
        and not _SPECIFICATION.search(point)
        and not (_PARTS.search(point) or _INSTRUCTION.search(point))
    )


def _split_label(feature: str) -> tuple[str, ...]:
    """``EASY TO CLEAN: the cover comes off`` is two points; ``Weight: 2 kg`` stays one."""
    bare = feature.replace("【", "").replace("】", ": ")
    label, mark, rest = bare.partition(":") if ":" in bare else bare.partition("：")
    if mark and len(rest.split()) > _LABEL_WORDS and 1 < len(label.split()) <= _LABEL_WORDS:
        return (label.strip().capitalize() if label.strip().isupper() else label, rest)
    return (bare,)


def as_point(text: str) -> str:
    """A point in one line, or nothing if it is too long or no argument."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split()).strip(_END)
    fits = _SHORTEST_POINT <= display_width(flat) <= _LONGEST
    if not fits or _INSTRUCTION.search(flat) or copyrules.dangles(flat) or not _reads_well(flat):
        return ""
    return flat[0].upper() + flat[1:] if flat[1:2].islower() and flat[0].islower() else flat


def _reads_well(text: str) -> bool:
    """No trace of the page's machinery, no shouting, no fragment that begins or ends midway."""
    broken = not text.isprintable() or text.endswith(("...", "…", ",")) or text[:1] in ",;.)…"
    return not (broken or _JUNK.search(text) or _SHOUTED.search(text)) and any(
        c.isalpha() for c in text
    )


def _clause(sentence: str, limit: int) -> str:
    """A long sentence up to its last comma, if what stands before it is a sentence of its own."""
    kept = copyrules.shorten(sentence, limit - 1)
    following = sentence[len(kept) : len(kept) + 1]
    closed = kept.count("(") == kept.count(")")
    whole = following in {",", ";", "–"} and closed and not _SUBORDINATE.match(sentence)
    return f"{kept}." if whole and not _UNSPACED.search(kept) else ""
