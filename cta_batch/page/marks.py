"""What the class names of shops mean: the vocabulary of shop templates."""

from __future__ import annotations

import re
from enum import IntFlag
from functools import lru_cache


class Mark(IntFlag):
    """What an element, by its own name or that of an ancestor, is part of."""

    HIDDEN = 1
    STRUCK = 2
    OLD = 4
    PRICE = 8
    ELSEWHERE = 16
    PARTIAL = 32
    GALLERY = 64
    SWATCH = 128
    DESCRIPTION = 256
    BUTTON = 512
    LINK = 1024
    STOCK = 2048
    CHROME = 4096
    NOSCRIPT = 8192
    LIST = 16384


_VOCABULARY: tuple[tuple[Mark, str], ...] = (
    (
        Mark.PRICE,
        (
            r"price|preis|prix|precio|preco|prezzo|pricing|цена|money|a-offscreen|prc(?![a-z])"
            r"|amount"
        ),
    ),
    (
        Mark.OLD,
        (
            r"(?:^|[\s_-])(?:old|was|before|previous|original|crossed?|strike\w*|striked|struck|stroke"
            r"|compare\w*|rrp|msrp|uvp|pvp|srp|antes|ancien|vecchio|tachado|retail|list|regular"
            r"|normal"
            r"|full|from|high|max|basis|saving|savings|save|discount|percent"
            r"|ex(?:cl)?[-_]?(?:tax|vat)"
            r"|without-?tax|withouttax)(?:$|[\s_-])"
            r"|old-?price|price-?old|oldprice|priceold|listprice|list-price|was-?price|wasprice"
            r"|comparison|compareat|line-?through|crossedout|strikethrough|regular-?price"
            r"|originalprice"
            r"|priceblockstrike|savings|price-?before|discount-?(?:amount|percent|badge)"
        ),
    ),
    (
        Mark.PARTIAL,
        (
            r"instal?lment|financ|klarna|affirm|afterpay|sezzle|parcela|cuota|mensuali|monthly"
            r"|leasing"
            r"|per-?unit|unit-?price|unitprice|price-?per|base-?price-?unit|perunit|shipping|delivery"
            r"|versand|livraison|freight|loyalty|points|reward|cashback|trade-?in|gift-?card|deposit"
            r"|subscri(?!be-)|payment|paypal|protection|warranty|addon|add-on|coupon|voucher|bulk"
            r"|tier"
        ),
    ),
    (
        Mark.ELSEWHERE,
        (
            r"related|recommend|upsell|up-sell|cross-?sell|similar|also[-_]?(?:like|bought|view)"
            r"|you-?may|recently|last-?viewed|bestseller|best-seller|suggest|companion|complement"
            r"|frequently|sponsored|mini-?cart|minicart|cart-?(?:drawer|popup|preview|sidebar|modal)"
            r"|drawer|mega-?menu|review|testimonial|comment|newsletter|cookie|consent|carousel-?card"
            r"|product-?(?:card|tile|teaser|grid|listing)|(?:card|tile)-?product|item-?card|upgrade"
            r"|customers?-?who|trending|popular|featured-?(?:product|collection)|shop-?the-?look"
            r"|complete-?the|bought-?together|instagram|cms-?block|cross_sell|recs?(?![a-z])|nosto"
            r"|search-?(?:result|suggest|overlay)|quick-?(?:view|shop|buy)|comparison"
            r"|compare-?(?:table|product)"
            r"|accessor(?:y|ies)|sims|p13n|rhf|wishlist-?(?:popup|modal)|dy-rec"
            r"|other-?(?:product|seller)|reco(?![a-z])"
        ),
    ),
    (
        Mark.CHROME,
        (
            r"(?:^|[\s_-])(?:footer|nav|navbar|navigation|navi|topbar|breadcrumbs?|site-?header|menu"
            r"|page-?header|header-?(?:main|wrapper|container|top|bar|nav|inner|content|links)"
            r"|announcement"
            r"|masthead|utility-?bar|search-?(?:bar|form|box))(?:$"
            r"|[\s_-])|mainmenu|main-menu|sitemap"
        ),
    ),
    (
        Mark.GALLERY,
        (
            r"galler|product-?(?:image|img|media|photo|picture|slider|carousel|thumb|view|visual)"
            r"|(?:image|img|media|photo|picture|thumb)s?-?(?:carousel|slider|list|viewer|container|zoom"
            r"|wrapper|stack|grid|set|block|nav"
            r"|strip)|thumbnail|zoom|slick|swiper|splide|flickity|owl"
            r"|fotorama|carousel|slideshow|lightbox|fancybox|photoswipe|easyzoom|main-?image"
            r"|mainimage"
            r"|primary-?image|hero-?image|pdp-?(?:image|media)|imgs?-?tag|imageblock|glide"
            r"|bx-?slider|elevatezoom"
        ),
    ),
    (
        Mark.SWATCH,
        (
            r"swatch|colou?r-?(?:option|picker|select|choice|list|chip)"
            r"|variant-?(?:option|select|picker)"
            r"|option-?(?:value|select|image)|icon|logo|badge|payment|flag|avatar|sprite|sticker"
            r"|rating"
            r"|stars?(?![a-z])|trust|award|social|seal|emoji|loader|spinner|placeholder"
            r"|brand-?(?:img|image)"
            r"|promo|banner|variation|size-?(?:chart|guide)|usp"
        ),
    ),
    (
        Mark.DESCRIPTION,
        (
            r"descri|beschreibung|product-?(?:detail|info|text|content|summary|overview|story|copy)"
            r"|short-?desc|long-?desc|overview|details|feature|bullets|about-?(?:the|this)"
            r"|specs?(?![a-z])"
            r"|characteristic|rte(?![a-z])|tab-?(?:content|pane|panel)|accordion|prose|highlights?"
        ),
    ),
    (Mark.STOCK, r"stock|availab|inventory|sold-?out|verfuegbar|disponib|lager|наличи"),
    (Mark.BUTTON, r"add-?to-?(?:cart|bag|basket)|addtocart|buy-?(?:now|button|box)|btn-?buy"),
    (
        Mark.HIDDEN,
        (
            r"(?:^|\s)(?:hidden|hide|d-none|is-hidden|visually-hidden|visuallyhidden|u-hidden|js-hidden"
            r"|display-none|no-display|sr-only|screen-reader-text|ng-hide|a-hidden|aok-hidden"
            r"|invisible"
            r"|off-screen|screen-reader-only|uk-hidden)(?:$|\s)"
        ),
    ),
)
_PATTERNS = tuple((mark, re.compile(words, re.IGNORECASE)) for mark, words in _VOCABULARY)

_BY_TAG = {
    "del": Mark.STRUCK, "s": Mark.STRUCK, "strike": Mark.STRUCK, "button": Mark.BUTTON,
    "nav": Mark.CHROME, "footer": Mark.CHROME, "a": Mark.LINK, "noscript": Mark.NOSCRIPT,
    "template": Mark.HIDDEN, "aside": Mark(0), "li": Mark.LIST, "dialog": Mark.HIDDEN,
}  # fmt: skip

_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINE_THROUGH = re.compile(r"line-through", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def of_names(names: str) -> Mark:
    """The marks that a class, id or test id stands for."""
    found = Mark(0)
    for mark, pattern in _PATTERNS:
        if pattern.search(names):
            found |= mark
    return found


def of_tag(tag: str) -> Mark:
    """The marks that a tag stands for."""
    return _BY_TAG.get(tag, Mark(0))


def of_style(style: str) -> Mark:
    """The marks of an inline style."""
    found = Mark.HIDDEN if _NO_DISPLAY.search(style) else Mark(0)
    return found | Mark.STRUCK if _LINE_THROUGH.search(style) else found
