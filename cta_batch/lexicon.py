"""How nine languages say the things that advertising law wants proved. Data, and two look-ups.

A concept holds one claim in every language, so that a German page is evidence for English words.
The lists follow what the UK's CAP Code (sections 3, 11, 12) and the EU's directives 2005/29/EC and
(EU) 2024/825 name as claims to substantiate; the words themselves are ours. Checked 2026-11.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class ClaimKind(StrEnum):
    """What sort of proof a claim needs."""

    NUMBER = "number"
    PRICE = "price"
    PERCENT = "percent"
    RATING = "rating"
    SUPERLATIVE = "superlative"
    AWARD = "award"
    POPULARITY = "popularity"
    DELIVERY = "delivery"
    DISCOUNT = "discount"
    SCARCITY = "scarcity"
    NEWNESS = "newness"
    GUARANTEE = "guarantee"
    ORIGIN = "origin"
    MEDICAL = "medical"
    ECO = "eco"


@dataclass(frozen=True)
class Concept:
    """One thing that can be claimed: ``pattern`` finds it in any of the languages."""

    name: str
    kind: ClaimKind
    pattern: re.Pattern[str]


def _concept(kind: ClaimKind, name: str, spaced: str, unspaced: str = "") -> Concept:
    """``spaced`` alternatives stand between word borders, ``unspaced`` ones (CJK) anywhere."""
    words = rf"(?<!\w)(?:{_one_line(spaced)})(?!\w)"
    pattern = f"{words}|{_one_line(unspaced)}" if unspaced else words
    return Concept(name, kind, re.compile(pattern, re.IGNORECASE))


def _one_line(alternatives: str) -> str:
    return "|".join(line.strip(" |") for line in alternatives.strip().splitlines())


K = ClaimKind

CONCEPTS: tuple[Concept, ...] = (
    _concept(
        K.SUPERLATIVE,
        "best",
        r"""
        best|finest|greatest|unbeatable|unrivall?ed|unmatched|perfect(?:ly|ion)?|ultimate|flawless
        beste[nrsm]?|perfekte?[nrsm]?|unschlagbare?[nrsm]?|unübertroffene?[nrsm]?
        (?:le|la|les|du|des)\s+meilleure?s?|meilleure?s?|parfaite?s?|parfaitement|imbattables?|ultimes?
        (?:el|la|los|las|lo)\s+mejor(?:es)?|mejor(?:es)?|perfect[oa]s?|insuperables?|inmejorables?
        miglior[ei]?|perfett[oaei]|imbattibil[ei]|insuperabil[ei]
        (?:o|a|os|as)\s+melhor(?:es)?|melhor(?:es)?|perfeit[oa]s?|imbatíve(?:l|is)
        perfecte?|onovertroffen|onverslaanbare?
        """,
        r"最高|最良|最上|最強|究極|完璧|最好|最佳|最优|最優|完美|极致|極致|顶级|頂級",
    ),
    _concept(
        K.SUPERLATIVE,
        "number one",
        r"""
        \#\s?1|no\.?\s?1|number\s+one|nr\.?\s?1|nummer\s+(?:1|eins|één|een)|n[°º]\s?1|numéro\s+(?:1|un)
        número\s+(?:1|uno|um)|numero\s+(?:1|uno)|leading|führende[nrsm]?|marktführer|leader
        """,
        r"No\.?\s?1|ナンバーワン|ナンバー1|第1位|第一|销量第一|一番|世界一|日本一|领先|領先",
    ),
    _concept(
        K.SUPERLATIVE,
        "only",
        r"""
        the\s+only|one\s+and\s+only|one[-\s]of[-\s]a[-\s]kind|unique(?:ly)?
        (?:der|die|das)\s+einzige|einzige[nrsm]?|einzigartige?[nrsm]?
        (?:le|la)\s+seule?|uniques?|(?:el|la)\s+únic[oa]|únic[oa]s?|(?:il|la)\s+sol[oa]|l['’]unic[oa]|unic[oaih]e?
        (?:o|a)\s+únic[oa]|de\s+enige|het\s+enige|unieke?
        """,
        r"唯一|オンリーワン|独一无二|獨一無二|僅有",
    ),
    _concept(
        K.SUPERLATIVE,
        "most",
        r"""
        the\s+most|(?:the\s+)?(?:fast|strong|light|thinn|quiet|soft|warm|cheap|low|small|bigg|high|safe|smart|easi|cool)est
        world['’]?s\s+\w+|world[-\s]class|am\s+\w+sten|schnellste[nr]?|stärkste[nr]?|leichteste[nr]?|günstigste[nr]?|billigste[nr]?
        weltweit\s+\w+ste[nr]?|höchste[nrsm]?|größte[nrsm]?|le\s+plus|la\s+plus|les\s+plus|(?:el|la|los|las)\s+más
        (?:il|la|i|le)\s+più|(?:o|a|os|as)\s+mais|de\s+meest|het\s+meest|snelste|sterkste|lichtste|goedkoopste|grootste|hoogste
        """,
        r"最も|最大|最小|最軽|最轻|最輕|最速|最快|最安|最低|最新|世界初|业界|業界",
    ),
    _concept(
        K.AWARD,
        "award",
        r"""
        award(?:s|ed)?(?:[-\s]winning)?|prize[-\s]winning|winner|red\s+dot|testsieger\w*|preisgekrönt\w*|ausgezeichnet\w*
        stiftung\s+warentest|primée?s?|récompensée?s?|élue?s?|galardonad[oa]s?|premiad[oa]s?|premiat[oaie]|bekroonde?|onderscheiden
        """,
        r"受賞|金賞|グランプリ|获奖|獲獎|大奖|大獎|アワード",
    ),
    _concept(
        K.POPULARITY,
        "bestseller",
        r"""
        best[-\s]?sell(?:er|ers|ing)|top[-\s]rated|most\s+loved|fan\s+favou?rite|customer\s+favou?rite|meistverkauft\w*|beliebteste\w*
        verkaufsschlager|meilleures?\s+ventes?|más\s+vendid[oa]s?|più\s+vendut[oaie]|mais\s+vendid[oa]s?|meest\s+verkochte?|loved\s+by
        thousands|millions|tausende\w*|millionen|milliers|millones|miles\s+de|migliaia|milioni|milhares|milhões|duizenden|miljoenen
        """,
        r"大人気|人気No|売れ筋|ベストセラー|爆款|畅销|暢銷|热卖|熱賣",
    ),
    _concept(
        K.DELIVERY,
        "free delivery",
        r"""
        free\s+(?:\w+\s+)?(?:shipping|delivery|postage)|ships?\s+free|delivered\s+free|(?:shipping|delivery)\s+(?:is\s+)?free
        versandkostenfrei\w*|(?:kostenlose[rnm]?|gratis|kostenfreie[rnm]?)\s?-?(?:versand|lieferung)|gratisversand|portofrei\w*
        livraison\s+(?:\w+\s+)?(?:gratuite|offerte)|envíos?\s+(?:gratis|gratuitos?)|spedizione\s+(?:gratuita|gratis)|consegna\s+gratuita
        frete\s+gr[áa]tis|envio\s+gr[áa]tis|portes\s+gr[áa]tis|entrega\s+gr[áa]tis|gratis\s+(?:verzending|bezorging|levering|verzonden|bezorgd)
        """,
        r"送料無料|配送無料|免运费|免運費|免運|包邮|包郵|免费配送|免費配送",
    ),
    _concept(
        K.DELIVERY,
        "fast delivery",
        r"""
        (?:fast|quick|express|same[-\s]day|next[-\s]day|rapid|speedy|overnight|24h?|48h?)\s+(?:shipping|delivery|dispatch)|ships?\s+(?:today|tomorrow|fast|in)
        (?:schnelle[rnm]?|sofortige[rnm]?|rasche[rnm]?)\s+(?:versand|lieferung)|express-?(?:versand|lieferung)|sofort\s+lieferbar|blitzversand
        livraison\s+(?:rapide|express|en\s+24)|expédi(?:ée?|tion)\s+(?:sous|rapide)|envíos?\s+(?:rápidos?|urgentes?|en\s+24)|entrega\s+(?:rápida|expressa|en\s+24)
        spedizione\s+(?:rapida|veloce|espressa|in\s+24)|envio\s+(?:rápido|imediato)|snelle\s+(?:levering|verzending|bezorging)|morgen\s+in\s+huis|vandaag\s+(?:besteld|verzonden)
        """,
        r"即日|翌日|当日(?:出荷|発送|配送)|速達|当日达|次日达|闪送|極速|极速|快速到貨",
    ),
    _concept(
        K.DISCOUNT,
        "reduced",
        r"""
        [\d%]\s?off|sale|discount(?:s|ed)?|deals?|reduced|clearance|half[-\s]price|save|savings?|price\s+drop|bargain|marked\s+down|special\s+offers?
        rabatt\w*|reduziert\w*|sparen|ersparnis|spare|angebotspreis|sonderangebot\w*|schnäppchen|preissenkung|gespart
        soldes?|réductions?|remises?|promos?|promotions?|économis\w+|économies?|prix\s+réduit|rebajas?|rebajad[oa]s?|descuentos?|oferta|ahorr\w+
        scont[oi]|scontat[oaie]|saldi|offerta|risparmi\w*|promozione|descontos?|promoç(?:ão|ões)|poup\w+|economiz\w+|econom[ie]a
        korting\w*|afgeprijsd\w*|aanbieding\w*|bespaar\w*|besparing|uitverkoop|actieprijs
        """,
        r"割引|値下げ|セール|お得|おトク|引き|[%％割円]\s?OFF|特価|折扣|优惠|優惠|特价|特價|促销|促銷|立省|省下|打折|减价|減價|现省",
    ),
    _concept(
        K.DISCOUNT,
        "free",
        r"""
        free\s+(?!of\b|from\b|to\b|standing|spirit|range|flow|shipping|delivery|returns?)\w+|for\s+free
        kostenlos\w*|gratis(?!\s?-?(?:versand|lieferung|verz|bez|lever|retour|ruil))|geschenkt|gratuit(?:e|s|es|[oa]|[oa]s|ement|amente)?|offerte?s?|omaggio
        regalado|de\s+regalo|brinde|grátis
        """,
        r"無料(?!配送)|免费(?!配送)|免費(?!配送)|赠送|贈送|プレゼント付",
    ),
    _concept(
        K.SCARCITY,
        "scarce",
        r"""
        limited(?:[-\s]edition|[-\s]time|\s+stock|\s+offer)?|last\s+chance|while\s+stocks?\s+lasts?|today\s+only|ends?\s+(?:soon|today|tonight)|hurry|selling\s+fast|few\s+left|almost\s+gone|exclusive(?:ly)?
        limitiert\w*|nur\s+heute|nur\s+noch|letzte\s+chance|solange\s+(?:der\s+)?vorrat|exklusiv\w*|limitée?s?|dernière\s+chance|aujourd['’]hui\s+seulement|stocks?\s+limités?|exclusi(?:f|ve|fs|ves|vité)
        limitad[oa]s?|última\s+oportunidad|solo\s+hoy|sólo\s+hoy|últimas\s+unidades|exclusiv[oa]s?|limitat[oaie]|ultima\s+occasione|solo\s+oggi|ultimi\s+pezzi|esclusiv[oaie]
        só\s+hoje|últimas\s+unidades|beperkte?|laatste\s+kans|alleen\s+vandaag|op\s*=\s*op|exclusieve?
        """,
        r"限定|残りわずか|本日限り|今だけ|限量|限时|限時|仅剩|僅剩|最后机会|最後機會|独家|獨家",
    ),
    _concept(
        K.NEWNESS,
        "new",
        r"""
        (?:brand[-\s])?new|newest|just\s+(?:launched|arrived|in)|latest|neue?[nrsm]?|neuheit\w*|nouveau|nouvelle?s?|nouveaux|nouveautés?|nuev[oa]s?|novedad(?:es)?
        nuov[oaie]|novità|nov[oa]s?|novidades?|nieuwe?|nieuwste|nieuw
        """,
        r"新作|新発売|新商品|新登場|新しい|新品(?!質)|新款|全新|上新|最新",
    ),
    _concept(
        K.GUARANTEE,
        "warranty",
        r"""
        warrant(?:y|ies|ied)|guarantees?|guaranteed|garantie\w*|garantiert\w*|\w+garantie|gewährleistung|garantías?|garantizad[oa]s?|garanzia|garantit[oaie]|garantias?|garantid[oa]s?|gegarandeerd|garantía
        """,
        r"保証|品質保証|保修|质保|質保|保固|保證|保证",
    ),
    _concept(
        K.GUARANTEE,
        "money back",
        r"""
        money[-\s]back|(?:free|easy|hassle[-\s]free|\d+[-\s]day)\s+returns?|full\s+refund|risk[-\s]free|geld[-\s]zurück\w*|(?:kostenlose[rn]?|kostenfreie[rn]?|gratis)\s+(?:rückversand|rückgabe|retouren?|rücksendung)|rückgaberecht
        satisfait\s+ou\s+remboursé|retours?\s+(?:gratuits?|offerts?)|remboursé|devoluci(?:ón|ones)\s+(?:gratis|gratuitas?)|devolvemos\s+tu\s+dinero|reembolso
        soddisfatti\s+o\s+rimborsati|reso\s+(?:gratuito|gratis|facile)|resi\s+(?:gratuiti|gratis)|rimborso|devoluç(?:ão|ões)\s+(?:grátis|gratuitas?)|dinheiro\s+de\s+volta
        niet\s+goed,?\s+geld\s+terug|gratis\s+(?:retour\w*|ruilen)|geld\s+terug
        """,
        r"返金|返品無料|返品可|退款|无理由退|無理由退|包退|免费退|免費退|鑑賞期",
    ),
    _concept(
        K.ORIGIN,
        "made in",
        r"""
        (?:made|manufactured|produced|crafted|handmade|designed|grown|woven|built|roasted|brewed|sewn)\s+(?:\w+\s+){0,2}(?:in|by)\s+(?:the\s+)?[A-ZÀ-Ý]\w+
        hergestellt\s+in\s+\w+|gefertigt\s+in\s+\w+|aus\s+(?:deutscher|eigener|regionaler)\s+\w+|fabriquée?s?\s+(?:\w+\s+)?(?:en|au|aux|à)\s+\w+
        (?:hech[oa]|fabricad[oa]|elaborad[oa])s?\s+(?:a\s+mano\s+)?(?:en|no|na|em)\s+\w+|(?:fatt|prodott|realizzat)[oaie]\s+(?:a\s+mano\s+)?in\s+\w+|feit[oa]s?\s+(?:em|no|na)\s+\w+
        gemaakt\s+in\s+\w+|geproduceerd\s+in\s+\w+
        """,
        r"日本製|国産|[\u4e00-\u9fff]{1,4}産|メイド・?イン|中国制造|[\u4e00-\u9fff]{2,4}(?:制造|製造)|国产|原产|原產|進口|进口",
    ),
    _concept(
        K.MEDICAL,
        "health",
        r"""
        cures?|heals?|healing|treats|clinical(?:ly)?|dermatolog\w+|doctors?|medical(?:ly)?|fda|therap\w+|pain[-\s]relief|relieves?|anti[-\s]?(?:aging|ageing|bacterial|inflammatory|viral)|hypoallergenic|detox\w*|immun\w+|weight[-\s]loss|lose\s+weight
        heilt|heilung|heilend\w*|klinisch\w*|dermatologisch\w*|ärzt\w+|medizinisch\w*|lindert|schmerz\w*|abnehmen|antibakteriell\w*|hypoallergen\w*
        guéri\w+|soulage\w*|cliniquement|médical\w*|thérap\w+|maigrir|minceur|hypoallergéniques?|antibactérien\w*|cura|curar|clínicamente|médic[oa]s?|alivia\w*|adelgaza\w*|terap[ée]utic[oa]s?|hipoalergénic[oa]s?
        clinicamente|medic[oai]|dimagri\w+|ipoallergenic[oaih]e?|antibatteric[oaih]e?|guarisce|emagrec\w+|geneest|genezing|medische?|afvallen|verlicht\s+pijn
        """,
        r"治療|治る|効果|医師|臨床|皮膚科|ダイエット|痩せ|抗菌|疗效|療效|治疗|治愈|治癒|临床|臨床|医生|醫生|减肥|減肥|瘦身|抗菌",
    ),
    _concept(
        K.ECO,
        "eco-friendly",
        r"""
        eco(?:[-\s]?(?:friendly|conscious))?|ecological(?:ly)?|environment\w*|green(?:er)?\s+(?:choice|energy)|umweltfreundlich\w*|ökologisch\w*|umwelt\w*
        écologiques?|éco-?responsables?|environnement\w*|ecológic[oa]s?|ecologic[oaih]e?|ecologische?|milieuvriendelijke?|medio\s*ambiente|ambiente
        """,
        r"環境に|エコ|环保|環保|零碳",
    ),
    _concept(
        K.ECO,
        "sustainable",
        r"sustainab\w+|nachhaltig\w*|durables?|sostenib\w+|sustentáve(?:l|is)|sustentabilidade|duurzame?",
        r"サステナブル|可持续|永續|持続可能",
    ),
    _concept(
        K.ECO,
        "climate",
        r"""
        carbon[-\s](?:neutral|free|positive)|climate[-\s](?:neutral|positive)|net[-\s]zero|klimaneutral\w*|co2-?neutral\w*
        neutres?\s+en\s+carbone|neutr[oa]s?\s+en\s+carbono|carbon\s+neutral|klimaatneutra\w+|carbono\s+neutro
        """,
        r"カーボンニュートラル|碳中和",
    ),
    _concept(
        K.ECO,
        "organic",
        r"""
        organic(?:ally)?|natural(?:ly)?|bio|biologisch\w*|natürlich\w*|biologiques?|naturel\w*|orgánic[oa]s?|orgânic[oa]s?|naturales?|natura(?:l|is)
        biologic[oaih]e?|natural[ei]|biológic[oa]s?|biologische?|natuurlijke?
        """,
        r"オーガニック|有機|有机|天然|自然素材",
    ),
    _concept(
        K.ECO,
        "recycled",
        r"recycl\w+|recycelt\w*|recycelbar\w*|reciclad[oa]s?|reciclables?|recicláve(?:l|is)|riciclat[oaie]|riciclabil[ei]|gerecyclede?|recyclebare?",
        r"リサイクル|再生|可回收",
    ),
    _concept(
        K.ECO,
        "degradable",
        r"biodegrad\w+|compostable|kompostierbar\w*|biologisch\s+abbaubar\w*|biodégradables?|compostables?|compostabil[ei]|afbreekbaar",
        r"生分解|可降解",
    ),
    _concept(
        K.ECO,
        "plastic-free",
        r"plastic[-\s]free|zero[-\s]waste|plastikfrei\w*|sans\s+plastique|sin\s+plásticos?|senza\s+plastica|sem\s+plástico|plasticvrij\w*",
        r"プラスチックフリー|无塑|無塑",
    ),
    _concept(
        K.ECO,
        "vegan",
        r"vegan\w*|cruelty[-\s]free|tierversuchsfrei\w*|véganes?|végétalien\w*|veganistische?",
        r"ヴィーガン|ビーガン|纯素|純素",
    ),
)


CONDITION = re.compile(
    r"(?i)\d|\b(?:over|above|orders?|select|eligible|members?|ab|über|bestell\w+|dès|partir|achat"
    r"|desde|pedidos?|compras?|oltre|ordini|acima|vanaf|boven)\b|以上|超過|满|滿|会員|會員"
)
"""What a sentence says that promises something only to some buyers, or from some amount on."""


LANGUAGES = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "ja", "zh"})
"""Primary subtags (BCP 47) in which the concepts are known."""


def knows(language: str) -> bool:
    """Whether claims made in a BCP 47 language can be found by their words."""
    return language.replace("_", "-").partition("-")[0].lower() in LANGUAGES


def concepts_in(text: str) -> tuple[Concept, ...]:
    """The concepts that a text speaks of, in table order."""
    return tuple(c for c in CONCEPTS if c.pattern.search(text))


def named(name: str) -> Concept:
    """The concept of that name. Raises KeyError when there is none."""
    return _BY_NAME[name]


_BY_NAME = {c.name: c for c in CONCEPTS}
