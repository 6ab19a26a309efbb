"""What pages say that is no argument: shop talk, data sheets, instructions, loose ends. Data.

What is left out for one of these is only missing.
"""

from __future__ import annotations

import re

JUNK = re.compile(
    r"(?i)https?:|www\.|\.com\b|@\w|%20|%7c|[|{}<>»«_\\]|\bclick\b"
    r"|\bcookies?\b|javascript|\bsku\b"
    r"|\b[au]pc\b|\bean\b|\basin\b|\bisbn\b|€\s?/|\bmpn\b"
    r"|model (?:number|no)|item (?:no|model)|part number"
    r"|art\w*nummer"
    r"|product code|shipping weight|first available|support (?:phone|website)|product page"
    r"|please (?:note|contact)|subscribe|newsletter|customer service"
    r"|rights reserved|copyright|©"
    r"|drop-?down|be aware|care should|in stock|problem loading"
    r"|(?:current|regular|original) price"
    r"|price is|\bsorry\b|when you buy|receive|don['’]t know|what['’]s in the box|【|】|\?"
    r"|may vary|not included|prone to|disclaimer|individual results|nicht enthalten|abweich"
    r"|prop(?:osition)?\s?65|(?:read|see|learn|view) more"
    r"|size (?:chart|guide)|add to (?:cart|bag)"
    r"|\bfaq\b|amazon|\bprime\b|mastercard|coupon|read reviews|\bbuy\b.*\b(?:at|from|online)\b"
    r"|\bshop\b.*\b(?:at|online)\b|terms apply|credit card|gift card"
    r"|phone number|pick-?up|ritiro"
    r"|warenkorb|panier|carrito|carrello|produktcode|codice prodotto|garantijas|商店街|クリック"
    r"|注文|カート|点击|點擊|購物車|购物车|last picture|\bdo not\b|\bwarning\b|achtung|attention :"
    r"|^subject to\b|^#\d|\bproud to\b|retailer|\bvideo\b|instructions?\b|\bpackaging\b"
    r"|operating system"
    r"|not (?:designed|intended|suitable|recommended)|may be (?:different|seen)|may differ"
    r"|paint colou?r|available (?:at|in store|from)|sold separately|vendu à part|administer"
    r"|repeat (?:on|as)|subsequent|^consult|as necessary|^includes?\b|avvertenza|sorveglianza"
    r"|advertencia|advertência|warnhinweis|waarschuwing|avertissement|non adatto|nicht geeignet"
    r"|informationen zu|rückgabefrist|point rouge|\bsoldes\b|réduction|docent\b|professor\b"
    r"|assistente na|spiacenti|professora|doutora?\b|weighing"
    r"|mehr anzeigen|weniger anzeigen|voir (?:plus|moins)|ver m[aá]s|mostra (?:altro|di più)"
    r"|meer weergeven|if you qualify|information (?:may|can)|manufacturer['’]s website"
    r"|adapter$|instant spend|\d\s?[x×]\s?[\d.]+\s?[x×]\s?\d|(\w{6,}\W?)\1"
    r"|valsts|ražotāj|цена|б\.р|\bруб|доставк|гарантий"
    r"|\b[\w-]+\.(?:by|ru|ua|kz|de|fr|it|es|pt|nl|uk|net|org|shop)\b|^weight\b|^size\b|^gewicht"
    r"|^poids|^peso\b|^(?:largo|ancho|alto|width|height|depth|length"
    r"|brand|material|type|plazas)\b"
    r"|^dimensio|收件|郵政|邮政|請勿|请勿|寄送|宅配|出貨|出货|下單|下单|客服|お届け先|ご了承"
    r"|안내|배송|교환|환불|반품|추가 비용|고객|문의|주의|구매|결제"
    r"|^(?:then|longer than|these are|here['’]s|featuring|delivering|upon|providing)\b"
)
_LOGISTICS = re.compile(
    r"(?i)\b(?:checkout|payment|paiement|pagamento|zahlung|kasse|commandes?"
    r"|ordin[ei]|pedidos?|bestellung"
    r"|lieferadresse|lieferung|livraison|delivery|shipping|versand|spedizione"
    r"|envíos?|entregas?|verzend\w*"
    r"|bezorg\w*|u?st\.|mwst\w*|tva|iva|vat|btw|magasins?|negozi\w*|tiendas?|lojas?"
    r"|livrarias?|returns?"
    r"|retour\w*|frete|portes|best sellers? rank|customer reviews?|kundenrezension\w*"
    r"|product dimensions|fulfil\w*|dispatch\w*|prix de vente|payez|codice|gutschein|promo\w*"
    r"|collection day|orders? over|e-mail|formul[aá]r\w+)\b"
    r"|\b(?:predajn\w+|skladom|skladem|prodejn\w+|dostupn\w+|kúpiť"
    r"|rezervova\w+|košík\w*|doprav\w+"
    r"|doručen\w+|objednáv\w+|dostępn\w+|sklep\w*|koszyk\w*|wysyłk\w*|zamówieni\w+|dostaw\w+)\b"
    r"|в наличии|корзин|купить|заказ|送料|配送|返品|返金|运费|運費|退货|退貨|発送"
)
_SHOP_TALK = re.compile(
    r"(?i)^(?:we|our|if any|all orders|there['’]?s|additional|watch"
    r"|order|read|feel free|details)\b"
    r"|we['’]ll|we can['’]t|support department|email|warehouse|our (?:members|prices)"
    r"|smarter shopping"
    r"|content visible|service offert|\btransit\b|tracking|送貨|收貨|檢疫|환불|반품|телефон"
)
WARNING_OFF = re.compile(
    r"(?i)^if you.{1,4}re (?:looking|after)\b|\bnot (?:the|a|an"
    r"|for)\b[\w\s]{0,24}\bfor (?:you|everyone)\b"
    r"|\bisn.{1,3}t for (?:you|everyone)\b|side[-\s]effects?"
    r"|\byou may (?:notice|experience|feel)\b"
    r"|\bmay cause\b|scratching more|irritat\w+|nebenwirkung\w*"
    r"|effets? (?:secondaires?|indésirables?)"
    r"|efectos secundarios|effetti collaterali|effetti indesiderati"
    r"|efeitos (?:secundários|colaterais)"
    r"|bijwerking\w*|副作用|nichts für (?:dich|sie)\b|pas fait pour vous"
    r"|no es para ti|non fa per te"
)
"""What turns buyers away, or tells what a remedy does beside."""

PAST = re.compile(r"^\D{3,30}\s(?:19|20)\d\d$")
"""A season, a collection, a year: ``Spring-Summer 2020``."""

HOST = re.compile(r"(?i)^(?:[\w-]+\.)+[a-z]{2,}$")
PART_NAME = re.compile(
    r"(?i)^[\w-]+ (?:tensioners?|adjusters?|buckles?|screws?|brackets?|gaskets?"
    r"|washers?|fittings?|connectors?"
    r"|spacers?|clips?|rivets?|grommets?|hinges?|nozzles?)$"
)
SHEET_ROW = re.compile(r"^(?:[A-Z]{3,}\s){1,3}(?:[A-Z][a-z]|\d)")
"""``THICKNESS INCHES 1-3/4``, ``FOOD SAFE Yes``."""

INSTRUCTION = re.compile(
    r"(?i)^(?:add|shake|apply|rinse|mix|wash|choose|select|pour|order|avoid|place|insert)\b"
)
BARE_LABEL = re.compile(
    r"(?i)^(?:(?:blade|volume|item|product|package|shell|frame|body|case|handle|net"
    r"|gross|max\.?|total"
    r"|outer|inner|upper|sole|maximum|shipping)\s)?(?:capacity|materials?|weight"
    r"|dimensions?|colou?rs?|types?"
    r"|voltage|wattage|height|width|length|depth|code|model|number|diameter"
    r"|materiale?|matériau|poids"
    r"|gewicht|größe|farbe|maße|peso|color|cor|colore|talla|taglia|tamanho|maat|kleur)$"
)
"""What a data sheet calls a row whose value is elsewhere."""

LABEL = re.compile(
    r"(?i)\b(?:design|modes?|capabilities|edging|compatib\w+|technolog\w+"
    r"|tecnolog\w+|capacity|quality|qualität|qualité"
    r"|processing|programs?|version|edition|express|support|systems?"
    r"|series|functions?|convenience"
    r"|style|performance|adapter|mic|logo|hem|sleeves|neck)$"
)
"""Nouns that name a feature without saying what it is good for."""

LEANING = re.compile(
    r"(?i)(?:it|its|it['’]s|this|these|you|they|there|il|elle|son|sa|ses|ce|cette|es"
    r"|er|sie|sein\w*|ihr\w*|dies\w*|su|sus"
    r"|este|esta|suo|sua|questo|questa|ele|ela|seu|het|hij|ze|deze|dit)\s|(?:それ|これ|它|这|這)"
)
LOST = re.compile(
    r"(?i)(?:they(?:['’]re)?|their|he|she|him|her|with their|you fall|ils|elles|leurs?|ellos"
    r"|ellas|loro|eles|elas|seus|suas|zij|hun)\s"
)
"""Beginnings that nobody understands who has not read what stands before them."""


def trades(text: str) -> bool:
    return bool(_LOGISTICS.search(text) or _SHOP_TALK.search(text))
