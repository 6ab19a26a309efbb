"""Which call to action fits a product, and what its button says."""

from __future__ import annotations

import re

from cta_batch.domain import Availability, BrandKit, CallToAction, Product
from cta_batch.limits import LIMITS, display_width
from cta_batch.providers.offline.phrases import label

_NOT_FOR_SALE = frozenset({Availability.OUT_OF_STOCK, Availability.DISCONTINUED})

_DOWNLOAD = re.compile(
    r"(?i)\b(?:e-?book|software|download(?:able)?|digital (?:download|edition|product)|pdf|mp3|app"
    r"|template|plugin|printable|font|télécharg\w+|descarga\w*|herunterladen)\b|ダウンロード|下载|下載"
)
_BOOKING = re.compile(
    r"(?i)\b(?:hotel|tour|tours|ticket|tickets|workshop|retreat|flight|holiday rental|spa day"
    r"|reservation|appointment|übernachtung|reise|buchung|séjour|billets?|reserva|entradas"
    r"|prenotazione|biglietti|boeking)\b|予約|宿泊|チケット|预订|預訂|门票|門票"
)
_SUBSCRIPTION = re.compile(
    r"(?i)\b(?:subscription|subscribe|membership|monthly plan|per month|/month|abonnement|abo"
    r"|suscripción|abbonamento|assinatura)\b|定期購入|サブスク|订阅|訂閱"
)


def call_to_action(
    product: Product, brand: BrandKit | None, language: str
) -> tuple[CallToAction, str]:
    """The action and its label in the language; a brand's own choice of either wins."""
    action = (brand.cta if brand else None) or fitting(product)
    own = brand.cta_text if brand else None
    if own and display_width(own) <= LIMITS["cta_text"]:
        return action, own
    return action, label(action, language)


def fitting(product: Product) -> CallToAction:
    """What can be done on the page. Its name and category decide, never a passing remark."""
    about = f"{product.name} {product.category or ''}"
    if product.availability in _NOT_FOR_SALE:
        return CallToAction.LEARN_MORE
    if _DOWNLOAD.search(about):
        return CallToAction.DOWNLOAD
    if _BOOKING.search(about):
        return CallToAction.BOOK_NOW
    if _SUBSCRIPTION.search(about):
        return CallToAction.SUBSCRIBE
    if product.availability in {Availability.PREORDER, Availability.BACKORDER}:
        return CallToAction.ORDER_NOW
    return CallToAction.SHOP_NOW if product.price else CallToAction.LEARN_MORE
