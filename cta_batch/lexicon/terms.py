"""Claims about the offer: price, delivery, stock, what is promised afterwards. Data."""

from __future__ import annotations

from cta_batch.lexicon.concept import ClaimKind as K
from cta_batch.lexicon.concept import Concept, concept

TERMS: tuple[Concept, ...] = (
    concept(
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
    concept(
        K.DELIVERY,
        "fast delivery",
        r"""
        (?:fast|quick|express|same[-\s]day|next[-\s]day|rapid|speedy|overnight|24h?|48h?)\s+(?:shipping|delivery|dispatch)|ships?\s+(?:today|tomorrow|fast|in|within)
        (?:schnelle[rnm]?|sofortige[rnm]?|rasche[rnm]?)\s+(?:versand|lieferung)|express-?(?:versand|lieferung)|sofort\s+lieferbar|blitzversand
        livraison\s+(?:rapide|express|en\s+24)|expédi(?:ée?|tion)\s+(?:sous|rapide)|envíos?\s+(?:rápidos?|urgentes?|en\s+24)|entrega\s+(?:rápida|expressa|en\s+24)
        spedizione\s+(?:rapida|veloce|espressa|in\s+24)|envio\s+(?:rápido|imediato)|snelle\s+(?:levering|verzending|bezorging)|morgen\s+in\s+huis|vandaag\s+(?:besteld|verzonden)
        (?:arrives?|delivered|delivery|get\s+it|yours|here|shipped|at\s+your\s+door|in\s+your\s+hands?)\s+(?:today|tomorrow|tonight|overnight|(?:in|within)\s+\S+\s+(?:hours?|days?)|by\s+\w+day)
        (?:lieferung|lieferbar|geliefert|zugestellt)\s+(?:schon\s+)?(?:morgen|heute|übermorgen)|morgen\s+(?:schon\s+)?(?:da|geliefert|zugestellt|bei\s+\w+|bezorgd|geleverd)|in\s+\S+\s+tagen\s+(?:geliefert|da|bei\s+\w+)
        (?:livrée?s?|chez\s+vous)\s+(?:dès\s+)?(?:demain|aujourd['’]hui|en\s+\S+\s+(?:jours?|heures?)|sous\s+\S+\s+(?:jours?|heures?))|(?:recíbel[oa]|entrega|llega)\s+(?:mañana|hoy|en\s+\S+\s+(?:horas|días))
        (?:consegna|arriva|ricevil[oa])\s+(?:domani|oggi|in\s+\S+\s+(?:ore|giorni))|(?:chega|entrega|receba)\s+(?:amanhã|hoje|em\s+\S+\s+(?:horas|dias))
        """,
        r"即日|翌日|当日(?:出荷|発送|配送)|速達|当日达|次日达|闪送|極速|极速|快速到貨|明日(?:届|お届)|明天(?:送达|送達|到)|[248]{2}小?[时時間]{1,2}(?:发货|發貨|以?内)",
    ),
    concept(
        K.DISCOUNT,
        "reduced",
        r"""
        [\d%]\s?off|sale|discount(?:s|ed)?|deals?|reduced|clearance|save(?!\s+(?:the|an?|it|your|time|room|space|energy|water|effort|lives|you\s+(?:time|space|effort)))|savings?|price\s+drop|bargain|marked\s+down|special\s+offers?
        rabatt\w*|reduziert\w*|(?<!platz\s)(?<!zeit\s)(?<!energie\s)(?<!strom\s)(?<!wasser\s)sparen|ersparnis|spare|angebotspreis|sonderangebot\w*|schnäppchen|preissenkung|preissturz|ausverkauf|gespart
        soldes?|réductions?|remises?|promos?|promotions?|économis\w+(?!\s+(?:d[ue]|l[ae]|l['’]|d['’]))|économies?|prix\s+réduit|rebajas?|rebajad[oa]s?|descuentos?|oferta|ahorr\w+(?!\s+(?:espacio|tiempo|energía|agua|esfuerzo))
        scont[oi]|scontat[oaie]|saldi|offerta|risparmi\w*(?!\s+(?:spazio|tempo|energia|acqua|fatica))|promozione|descontos?|promoç(?:ão|ões)|(?:poup|economiz)\w+(?!\s+(?:espaço|tempo|energia|água))|econom[ie]a
        korting\w*|afgeprijsd\w*|aanbieding\w*|bespaar\w*(?!\s+(?:ruimte|tijd|energie|water))|besparing|uitverkoop|actieprijs
        """,
        r"割引|値下げ|セール|お得|おトク|引き|[%％割円]\s?OFF|特価|折扣|优惠|優惠|特价|特價|促销|促銷|立省|省下|打折|减价|減價|现省",
    ),
    concept(
        K.DISCOUNT,
        "half price",
        r"""
        half[-\s]price|half\s+(?:of\s+)?the\s+price|halbe[nr]?\s+preis\w*|moitié\s+prix|mitad\s+de\s+precio|metà\s+prezzo|metade\s+do\s+preço|halve\s+prijs
        """,
        r"半額|半价|半價|五折",
    ),
    concept(
        K.DISCOUNT,
        "two for one",
        r"""
        buy\s+(?:one|two|1|2)\W+get\s+\w+|bogo|(?:two|2)\s+for\s+(?:one|1|the\s+price\s+of\s+one)|zwei\s+zum\s+preis\s+von\s+einem|2\s+für\s+1|deux\s+pour\s+(?:le\s+prix\s+d['’])?une?
        dos\s+por\s+uno|2x1|due\s+al\s+prezzo\s+di\s+uno|dois\s+por\s+um|twee\s+voor\s+(?:de\s+prijs\s+van\s+)?(?:een|één)
        """,
        r"1個買うと|买一送一|買一送一",
    ),
    concept(
        K.DISCOUNT,
        "free",
        r"""
        free\s+(?!of\b|from\b|to\b|standing|spirit|range|flow|shipping|delivery|returns?)\w+|for\s+free
        kostenlos\w*(?!\s?-?(?:versand|lieferung|rück|retour))|(?<!verzending\sis\s)gratis(?!\s?-?(?:versand|lieferung|verz|bez|lever|retour|ruil))|geschenkt|gratuit(?:e|s|es|[oa]|[oa]s|ement|amente)?|offerte?s?|omaggio
        regalado|de\s+regalo|regalo\s+incluid[oa]|brinde|grátis
        """,
        r"無料(?!配送)|免费(?!配送)|免費(?!配送)|赠送|贈送|プレゼント付",
    ),
    concept(
        K.SCARCITY,
        "scarce",
        r"""
        limited(?:[-\s]edition|[-\s]time|\s+stock|\s+offer)?|last\s+chance|while\s+stocks?\s+lasts?|today\s+only|ends?\s+(?:soon|today|tonight)|hurry|selling\s+fast|few\s+left|almost\s+gone|exclusive(?:ly)?
        limitiert\w*|nur\s+heute|nur\s+noch|letzte\s+chance|solange\s+(?:der\s+)?vorrat|exklusiv\w*|limitée?s?|dernière\s+chance|aujourd['’]hui\s+seulement|stocks?\s+limités?|exclusi(?:f|ve|fs|ves|vité)
        limitad[oa]s?|última\s+oportunidad|solo\s+hoy|sólo\s+hoy|últimas\s+unidades|exclusiv[oa]s?|limitat[oaie]|ultima\s+occasione|solo\s+oggi|ultimi\s+pezzi|esclusiv[oaie]
        só\s+hoje|últimas\s+unidades|beperkte?|laatste\s+kans|alleen\s+vandaag|op\s*=\s*op|exclusieve?
        sold\s+out|sell(?:s|ing)\s+(?:out|fast)|going\s+fast|before\s+it['’]?s\s+(?:gone|too\s+late)|while\s+supplies\s+last|ausverkauft|fast\s+weg|bevor\s+es\s+(?:weg|zu\s+spät)\s+ist|wenige\s+stück
        épuisée?s?|plus\s+que\s+quelques|épuisement\s+des\s+stocks|agotad[oa]s?|se\s+agotan?|agotar\s+existencias|esaurit[oaie]|(?:in\s+)?esaurimento
        esgotad[oa]s?|esgotar|enquanto\s+durar\w*|última\s+chance|uitverkocht|laatste\s+stuks
        """,
        r"限定|残りわずか|本日限り|今だけ|限量|限时|限時|仅剩|僅剩|最后机会|最後機會|独家|獨家|売り切れ|完売|在庫限り|ラストチャンス|售罄|售完|(?:库存|庫存)不多|最[后後]一天",
    ),
    concept(
        K.NEWNESS,
        "new",
        r"""
        (?:brand[-\s])?new(?!\s+favou?rite)|newest|just\s+(?:launched|arrived|in)|latest|neue?[nrsm]?|neuheit\w*|nouveau|nouvelle?s?|nouveaux|nouveautés?|nuev[oa]s?|novedad(?:es)?
        nuov[oaie]|novità|nov[oa]s?|novidades?|nieuwe?|nieuwste|nieuw
        brandneu\w*|nagelneu\w*|gloednieuwe?|splinternieuwe?|nuovissim[oaie]|novíssim[oa]s?|back\s+in\s+stock|wieder\s+(?:da|verfügbar|lieferbar)|de\s+retour|de\s+vuelta
        """,
        r"新作|新発売|新商品|新登場|新しい|新品(?!質)|新款|全新|上新|最新|再入荷|补货|補貨",
    ),
    concept(
        K.GUARANTEE,
        "warranty",
        r"""
        warrant(?:y|ies|ied)|guarantees?|guaranteed|garantie\w*|garantiert\w*|\w+garantie|gewährleistung|garantías?|garantizad[oa]s?|garanzia|garantit[oaie]|garantias?|garantid[oa]s?|gegarandeerd|garantía
        """,
        r"保証|品質保証|保修|质保|質保|保固|保證|保证",
    ),
    concept(
        K.GUARANTEE,
        "money back",
        r"""
        money[-\s]back|(?:free|easy|hassle[-\s]free|\d+[-\s]day)\s+returns?|full\s+refund|risk[-\s]free|geld[-\s]zurück\w*|(?:kostenlose[rn]?|kostenfreie[rn]?|gratis)\s+(?:rückversand|rückgabe|retouren?|rücksendung)|rückgaberecht
        satisfait\s+ou\s+remboursé|retours?\s+(?:gratuits?|offerts?)|remboursé|devoluci(?:ón|ones)\s+(?:gratis|gratuitas?)|devolvemos\s+tu\s+dinero|reembolso
        soddisfatti\s+o\s+rimborsati|reso\s+(?:gratuito|gratis|facile)|resi\s+(?:gratuiti|gratis)|rimborso|devoluç(?:ão|ões)\s+(?:grátis|gratuitas?)|dinheiro\s+de\s+volta
        niet\s+goed,?\s+geld\s+terug|gratis\s+(?:retour\w*|ruilen)|geld\s+terug
        (?:ohne|zonder)\s+risi[ck]o|risikofrei\w*|sans\s+risques?|sin\s+riesgos?|senza\s+rischi[o]?|sem\s+riscos?|te\s+devolvemos|devolvemos\s+el\s+dinero
        """,
        r"返金|返品無料|返品可|退款|无理由退|無理由退|包退|免费退|免費退|鑑賞期",
    ),
    concept(
        K.GUARANTEE,
        "lasting",
        r"""
        (?:lasts?|built|made|designed|good)\s+(?:\w+\s+){0,2}(?:a\s+lifetime|forever|generations|decades)|for\s+(?:life|ever|generations)|life(?:time|long)|never\s+(?:breaks?|fails?|rusts?|wears?)|unbreakable|indestructible|shatter-?proof
        ein\s+leben\s+lang|lebenslang\w*|unzerstörbar\w*|unkaputtbar\w*|unverwüstlich\w*|unzerbrechlich\w*|levenslange?|onverwoestbare?|onbreekbare?
        à\s+vie|pour\s+la\s+vie|incassables?|inusables?|indestructibles?|(?:de\s+por|para\s+toda\s+la)\s+vida|irrompibles?|a\s+vita|indistruttibil[ei]|infrangibil[ei]|vitalíci[oa]s?|inquebráve(?:l|is)
        """,
        r"一生(?:使え|もの)|永久|壊れない|割れない|终身|終身|永不|摔不坏",
    ),
)
