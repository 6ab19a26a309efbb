"""Whether it can be bought now."""

from __future__ import annotations

import re

from cta_batch.domain import Availability
from cta_batch.page.evidence import Evidence
from cta_batch.page.marks import Mark
from cta_batch.page.reading import Candidate, ranked

_REACH = 150
_LONGEST = 80
_PARTLY = re.compile(
    r"pick-?up|variant|delivery|in stores?|shipping|pay over|retiro|abholung",
    re.IGNORECASE,
)

_SCHEMA: dict[str, Availability] = {
    "instock": Availability.IN_STOCK, "limitedavailability": Availability.IN_STOCK,
    "onlineonly": Availability.IN_STOCK, "instoreonly": Availability.IN_STOCK,
    "madetoorder": Availability.IN_STOCK, "available": Availability.IN_STOCK,
    "in": Availability.IN_STOCK, "availablefororder": Availability.IN_STOCK,
    "limitedstock": Availability.IN_STOCK, "lowstock": Availability.IN_STOCK,
    "outofstock": Availability.OUT_OF_STOCK, "outstock": Availability.OUT_OF_STOCK,
    "oos": Availability.OUT_OF_STOCK, "soldout": Availability.OUT_OF_STOCK,
    "unavailable": Availability.OUT_OF_STOCK, "out": Availability.OUT_OF_STOCK,
    "reserved": Availability.OUT_OF_STOCK, "notavailable": Availability.OUT_OF_STOCK,
    "preorder": Availability.PREORDER, "presale": Availability.PREORDER,
    "backorder": Availability.BACKORDER, "discontinued": Availability.DISCONTINUED,
    "pending": Availability.OUT_OF_STOCK,
}  # fmt: skip
"""schema.org's ItemAvailability and Open Graph's words, and what shops write instead."""

_OUT = re.compile(
    r"out of stock|sold out|currently unavailable|not available|no longer available|unavailable"
    r"|temporarily out|nie je možné produkt kúpiť"
    r"|ausverkauft|nicht (?:mehr )?(?:verfügbar|lieferbar|auf lager|vorrätig)"
    r"|derzeit nicht|épuisé|rupture de stock|indisponible|plus disponible|agotado|sin stock"
    r"|no disponible|esgotado|indisponível|sem estoque|sem stock|esaurito|non disponibile"
    r"|uitverkocht|niet (?:op voorraad|leverbaar|beschikbaar)|нет в наличии|законч|распродан"
    r"|немає в наявності|vypredan|vyprodán|nedostupn|nie je skladom|niedostępn"
    r"|wyprzedan"
    r"|slutsåld|slut i lager|udsolgt|utsolgt|ikke på lager|loppu|tükendi|stokta yok|stoc epuizat"
    r"|indisponibil|elfogyott|nem elérhető|изчерпан|няма наличност|εξαντλημένο|品切れ|在庫切れ"
    r"|売り切れ"
    r"|缺貨|缺货|售完|已售完|補貨中|품절|일시품절|หมด|hết hàng|نفد|غير متوفر|ناموجود|אזל"
    r"|notify me when"
    r"|nav pieejams|izpārdots|išparduota|läbi müüdud|rasprodano|nije dostupn|ni na zalogi",
    re.IGNORECASE,
)
_IN = re.compile(
    r"(?<!back )\bin stock|available now|ready to ship"
    r"|auf lager|lieferbar|vorrätig|en stock"
    r"|disponible|disponível|em stock|disponibile|op voorraad|в наличии|skladom|skladem|dostępny"
    r"|i lager"
    r"|på lager|varastossa|stokta|în stoc|raktáron|在庫あり|有現貨|有货|متوفر|ir noliktavā"
    r"|sandėlyje",
    re.IGNORECASE,
)
_BUY = re.compile(
    r"add to (?:cart|bag|basket|trolley)|buy (?:it )?now|in den (?:waren|einkaufs)korb|kaufen"
    r"|ajouter au panier|acheter|aggiungi al carrello|acquista|añadir (?:al carrito|a la cesta)"
    r"|agregar al carr|comprar|adicionar ao carrinho|in winkelwagen|в корзину|купить|do košíka"
    r"|do košíku|koupit|kúpiť|do koszyka|kup teraz|lägg i varukorg|læg i kurv|legg i handlekurv"
    r"|lisää ostoskoriin|sepete ekle|adaugă în coș|kosárba|カートに入れる|購入|加入購物車"
    r"|加入购物车"
    r"|立即購買|放入購物車|장바구니|구매하기|หยิบใส่|thêm vào giỏ|أضف|إضافة|اشتري|הוסף לסל"
    r"|pirkt|ielikt grozā"
    r"|add to order|purchase|pre-?order|dodaj u košaricu|v košarico|купи",
    re.IGNORECASE,
)


def folded(word: str) -> Availability | None:
    """A word of markup as availability; None when it says nothing."""
    key = re.sub(r"[\s_-]", "", word.lower().rstrip("/").split("/")[-1].split(":")[-1])
    return _SCHEMA.get(key)


def candidates(evidence: Evidence) -> tuple[Candidate, ...]:
    """Availability by the markup, by the page's words, by its buy button."""
    found = _structured(evidence)
    found += _on_show(evidence)
    return ranked(found)


def assumed(source: str) -> tuple[Candidate, ...]:
    """What a price on show says where nothing else does: that it can be paid."""
    return (Candidate(Availability.IN_STOCK, source, 0.35),)


def _structured(evidence: Evidence) -> list[Candidate]:
    found = []
    for facts in evidence.facts:
        told = [a for a in (folded(o.availability or "") for o in facts.offers) if a]
        if told:
            best = Availability.IN_STOCK if Availability.IN_STOCK in told else told[0]
            found.append(Candidate(best, facts.source, 0.8))
    for word in evidence.head.all("product:availability", "og:availability", "availability"):
        value = folded(word)
        found += [Candidate(value, "og:availability", 0.76)] if value else []
    return found


def _on_show(evidence: Evidence) -> list[Candidate]:
    found = []
    title = evidence.visible.title_order
    for line in evidence.visible.lines:
        marks = line.marks
        if marks & (Mark.ELSEWHERE | Mark.HIDDEN | Mark.CHROME):
            continue
        distance = line.order - title
        if not -5 <= distance <= _REACH:
            continue
        said = _said(line.text, marks)
        if said:
            value, source, confidence = said
            found.append(Candidate(value, source, round(confidence - distance / 600, 3)))
    return found


def _said(text: str, marks: int) -> tuple[Availability, str, float] | None:
    if len(text) > _LONGEST:
        return None
    gone = _OUT.search(text)
    if gone and not _PARTLY.search(text):
        return Availability.OUT_OF_STOCK, f"visible: {text}", _trust_in_gone(gone[0], text, marks)
    if _BUY.search(text) and not gone:
        return Availability.IN_STOCK, f"visible: {text}", 0.64
    if len(text) < 50 and not gone and _IN.search(text):
        return Availability.IN_STOCK, f"visible: {text}", 0.66 if marks & Mark.STOCK else 0.6
    return None


def _trust_in_gone(words: str, text: str, marks: int) -> float:
    """Badges and options say "sold out" unseen on pages that sell; stock lines don't."""
    if marks & (Mark.SWATCH | Mark.PRICE):
        return 0.45
    whole = 2 * len(words) >= len(text)
    if marks & Mark.STOCK and not marks & Mark.LINK:
        return 0.84
    return 0.66 if whole and marks & Mark.BUTTON else 0.62 if whole else 0.56
