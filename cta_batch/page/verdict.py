"""Is this a product page at all, or a wall, or something else?"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from cta_batch.errors import NotAProduct, PageBlocked
from cta_batch.page import prices, stock
from cta_batch.page.evidence import Evidence
from cta_batch.page.tree import is_web, own_address

_WALL = re.compile(
    r"captcha|robot or human|are you a (?:human|robot)|verify (?:that )?you are"
    r"|pardon our interruption"
    r"|access (?:to this page has been )?denied|unusual traffic|automated access|not a robot"
    r"|blocked"
    r"|checking your browser|just a moment|enable javascript and cookies|security check"
    r"|request unsuccessful"
    r"|attention required|cf-chl|perimeterx|px-captcha|datadome|incapsula|akamai"
    r"|human verification"
    r"|press (?:&|and) hold|ddos protection|bot detection|suspicious activity|one more step",
    re.IGNORECASE,
)
_FEW_CHARACTERS = 1_500
_ENOUGH = 3
_PRODUCT_PATH = re.compile(
    r"/(?:products?|produkte?|produit|producto|produto|prodotto|p|dp|ip|pd|pr|item|itm|listing|artikel"
    r"|shop/p|goods|deal|gp/product|tovar|detail)/[^/?#]+|[-/_.]p[-_]?\d{4,}|-\d{5,}\.html|/prod\d+",
    re.IGNORECASE,
)
_CART_FORM = (
    "//form[contains(@action,'cart') or contains(@action,'basket') or contains(@id,'order')]"
)
_OTHER_TITLE = re.compile(
    r"\b404\b|(?:page|product|item|site) (?:was )?not found|can.?t be found|no longer exists"
    r"|nicht gefunden|introuvable|no encontrad[ao]|não encontrad[ao]|non trovat[ao]|niet gevonden"
    r"|не найден|nie znaleziono|nenalezen|nenájden|見つかりません|找不到|찾을 수 없"
    r"|^(?:log ?in|sign ?in|my account|members only|password|search results)\b|^enter password",
    re.IGNORECASE | re.MULTILINE,
)
_LISTING_PATH = re.compile(
    r"/(?:collections?|categor(?:y|ies|ie)|kategorie|search|brands?|blogs?|news|magazine|articles?"
    r"|c|s|shop-all|help|about|faq|login|account|cart)(?:/|$|\?)",
    re.IGNORECASE,
)


def judge(evidence: Evidence, *, price: bool, images: int) -> None:
    """Raise ``PageBlocked`` or ``NotAProduct`` unless there is evidence of a product."""
    if weight(evidence, price=price, images=images) >= _ENOUGH and evidence.name:
        return
    if _is_wall(evidence):
        raise PageBlocked(
            f"{_short(evidence.tree.url)} shows robots a wall instead of the product: open it in a"
            " browser, save it (Ctrl+S, 'web page, complete'), and put the saved file's path in"
            ' the input\'s "url".'
        )
    raise NotAProduct(
        f"{_short(evidence.tree.url)} does not look like the page of one product: give the address"
        " of the product's own page."
    )


def weight(evidence: Evidence, *, price: bool, images: int) -> int:
    """How much speaks for one product: markup alone is enough, weaker signs only together."""
    head = evidence.head
    marked = 3 * any(f.name and (f.offers or f.images) for f in evidence.facts)
    marked += 3 * (head.first("og:type").lower() in {"product", "og:product", "product.item"})
    marked += 3 * bool(head.first("product:price:amount", "og:price:amount"))
    marked += any(f.name for f in evidence.facts) + bool(prices.structured(evidence))
    bought = bool(stock.candidates(evidence)) + bool(evidence.tree.root.xpath(_CART_FORM))
    score = marked + bought + price + (images > 0) + bool(_PRODUCT_PATH.search(_path(evidence)))
    if marked > _ENOUGH:
        return score
    # Shops of one well-known plug-in call their products articles.
    article = head.first("og:type").lower() == "article" and not (price and bought)
    return score - 3 * (article or is_something_else(evidence))


def is_something_else(evidence: Evidence) -> bool:
    """Whether the page calls itself a list, a login or an error."""
    path = _path(evidence)
    listed = _LISTING_PATH.search(path) or path in {"", "/"}
    named = bool(listed) and not _PRODUCT_PATH.search(path)
    kind = evidence.head.first("og:type").lower() in {"product.group", "profile"}
    return named or kind or bool(_OTHER_TITLE.search(f"{evidence.head.title}\n{evidence.name}"))


def _path(evidence: Evidence) -> str:
    """The page's path; its canonical one where it was reached by the shop's front door."""
    path = urlsplit(evidence.tree.url).path
    own = own_address(evidence.tree.root) if path in {"", "/"} else None
    return urlsplit(own).path if own else path


def _is_wall(evidence: Evidence) -> bool:
    text = " ".join(line.text for line in evidence.visible.lines[:200])
    if len(text) > _FEW_CHARACTERS:
        return False
    markup = " ".join(
        str(v)[:200] for v in evidence.tree.root.xpath("//script/@src|//script/text()|//*/@id")[:60]
    )
    return bool(_WALL.search(f"{evidence.head.title} {text} {markup}"))


def _short(url: str) -> str:
    return (url if is_web(url) else url.rsplit("/", 1)[-1])[:120]
