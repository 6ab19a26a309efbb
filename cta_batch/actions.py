"""What can be done on a product's page, and so what an ad's button may say; pure."""

from __future__ import annotations

import re

from cta_batch.domain import Availability, CallToAction, Product

_NOT_FOR_SALE = frozenset({Availability.OUT_OF_STOCK, Availability.DISCONTINUED})
_TO_COME = frozenset({Availability.PREORDER, Availability.BACKORDER})

_DOWNLOAD = re.compile(
    r"(?i)\b(?:e-?book|software|download(?:able)?|digital (?:download|edition|product)|pdf"
    r"|mp3(?![-\s]?player)"
    r"|(?<!with )(?<!mit )(?<!via )(?<!per )(?<!and )app(?![-\s](?:\w*control|steuer|gesteuert"
    r"|enabled|connect|compat|based|ready|funktion))"
    r"|template|plugin|printable|font|télécharg\w+|descarga\w*|herunterladen)\b|ダウンロード|下载|下載"
)
_BOOKING = re.compile(
    r"(?i)\b(?:hotel(?! (?:collection|quality|towel|bedding|linen|pillow|slipper|bathrobe))"
    r"|(?:tours?|tickets?)(?=$|\s*[>/|,]|\s(?:of|to|in|for|through|with)\b)|workshop|retreat|flight"
    r"|holiday rental|spa day|reservation|appointment|übernachtung|reise|buchung|séjour|billets?"
    r"|reserva|entradas|prenotazione|biglietti|boeking)\b|予約|宿泊|チケット|预订|預訂|门票|門票"
)
_SUBSCRIPTION = re.compile(
    r"(?i)\b(?:subscription|subscribe|membership|monthly plan|per month|/month|abonnement|abo"
    r"|suscripción|abbonamento|assinatura)\b|定期購入|サブスク|订阅|訂閱"
)
_OF_ITS_OWN = frozenset({CallToAction.DOWNLOAD, CallToAction.BOOK_NOW, CallToAction.SUBSCRIBE})
"""What can be done with one kind of product only."""

_BUYING = frozenset({CallToAction.SHOP_NOW, CallToAction.BUY_NOW, CallToAction.ORDER_NOW})
_SHIPPED = frozenset({CallToAction.SHOP_NOW, CallToAction.ORDER_NOW})
"""What is done with things that come in a parcel: nobody shops for a file or a night."""


def fitting(product: Product) -> CallToAction:
    """What can be done on the page. Its name and category decide, never a passing remark."""
    about = f"{product.name} {product.category or ''}".strip()
    if product.availability in _NOT_FOR_SALE:
        return CallToAction.LEARN_MORE
    if _DOWNLOAD.search(about):
        return CallToAction.DOWNLOAD
    if _BOOKING.search(about):
        return CallToAction.BOOK_NOW
    if _SUBSCRIPTION.search(about):
        return CallToAction.SUBSCRIBE
    if product.availability in _TO_COME:
        return CallToAction.ORDER_NOW
    return CallToAction.SHOP_NOW if product.price else CallToAction.LEARN_MORE


def suits(action: CallToAction, product: Product) -> bool:
    """Whether a button promises nothing that the page cannot do; there may be several that do."""
    best = fitting(product)
    if product.availability in _NOT_FOR_SALE:
        return action not in _BUYING | _OF_ITS_OWN
    if best in {CallToAction.DOWNLOAD, CallToAction.BOOK_NOW}:
        return action not in _SHIPPED | (_OF_ITS_OWN - {best})
    return action not in _OF_ITS_OWN - {best}
