"""How nine languages state the traits of products. Data; the words are ours, checked 2026-11."""

from __future__ import annotations

import re


def _words(spaced: str, unspaced: str = "") -> re.Pattern[str]:
    """``spaced`` alternatives stand between word borders, ``unspaced`` ones (CJK) anywhere;
    ``DEVICE`` stands for all of ``_CORDED``."""
    words = rf"(?<!\w)(?:{_one_line(spaced)})(?!\w)".replace("DEVICE", _CORDED)
    pattern = f"{words}|{_one_line(unspaced)}" if unspaced else words
    return re.compile(pattern, re.IGNORECASE)


def _one_line(alternatives: str) -> str:
    return "|".join(line.strip() for line in alternatives.strip().splitlines())


_CORDED = (
    r"(?:keyboard|mouse|headphones?|earphones?|earbuds|headset|speaker|vacuum|drill|kettle|lamp"
    r"|tastatur|maus|kopfhörer|lautsprecher|staubsauger|leuchte|clavier|souris|casque|écouteurs"
    r"|enceinte|aspirateur|lampe|teclado|ratón|auriculares|altavoz|aspirador\w*|tastiera|cuffie"
    r"|auricolari|cassa|aspirapolvere|rato|fones?|auscultadores|toetsenbord|muis|koptelefoon"
    r"|oordopjes|stofzuiger)"
)

TRAITS: dict[str, re.Pattern[str]] = {
    "wireless": _words(
        r"""
        (?:wireless|cordless|bluetooth)\s(?:[\w-]+\s){0,3}DEVICE
        (?:kabellose?[rsnm]?|schnurlose?[rsnm]?)\s(?:[\w-]+\s){0,2}DEVICE
        DEVICE\s(?:[\w-]+\s){0,3}(?:sans\sfil|inal[aá]mbric[oa]s?|senza\sfili|wireless|sem\sfios?|bluetooth)
        draadloze?\s(?:[\w-]+\s){0,2}DEVICE
        """,
        r"(?:ワイヤレス|コードレス)(?:イヤホン|ヘッドホン|マウス|キーボード|スピーカー|掃除機|クリーナー)|(?:无线|無線)(?:耳机|耳機|鼠标|滑鼠|键盘|鍵盤|音箱|吸尘器|吸塵器)",
    ),
    "waterproof": _words(
        r"""
        water-?proof|wasserdichte?[rsnm]?|imperméables?|impermeables?|impermeabil[ei]
        à\sprova\sd['’]água|waterdichte?
        """,
        r"完全防水|防水(?!加工|スプレー)",
    ),
    "water-resistant": _words(
        r"""
        (?:water|splash)[-\s]?(?:resistant|repellent|proof)|spritzwassergeschützte?[rsnm]?
        wasserabweisende?[rsnm]?|déperlante?s?|résiste\sà\sl['’]eau
        resistentes?\s(?:al\sagua|à\ságua)|resistent[ei]\sall['’]acqua|idrorepellent[ei]
        waterafstotende?|spatwaterdichte?
        """,
        r"撥水|はっ水|泼水|防泼|防潑",
    ),
    "dishwasher": _words(
        r"""
        dishwasher[-\s]?(?:safe|proof|friendly)|dishwasher-?\s(?:and|&)\smicrowave[-\s]safe|microwave-?\s(?:and|&)\sdishwasher[-\s]safe
        (?:safe|suitable)\s(?:for|in)\s(?:use\sin\s)?(?:the\s)?dishwashers?
        (?:spülmaschinen|geschirrspüler)\w*(?:fest|geeignet)\w*
        (?:passe|compatible)\sau\slave-vaisselle|aptos?\spara\s(?:el\s)?lavavajillas
        lavabil[ei]\sin\slavastoviglie|(?:pode|vai)\s(?:ir\s)?à\s(?:máquina|lava-louças)
        vaatwasserbestendige?
        """,
        r"食洗機(?:対応|OK|可|で洗え)|食器洗い(?:乾燥)?機対応|可(?:用|放入?)洗碗机|可(?:用|放入?)洗碗機",
    ),
    "machine-washable": _words(
        r"""
        machine[-\s]?wash(?:able)?|maschinenwaschbar\w*|waschmaschinenfest\w*
        (?:lavable|se\slave)\sen\smachine|lavables?\sa\smáquina|lavabil[ei]\sin\slavatrice
        lavável\s(?:na|à)\smáquina|machinewasbare?|wasmachinebestendige?
        """,
        r"洗濯機(?:で洗え|OK|可|対応)|丸洗い|可机洗|可機洗",
    ),
    "easy-clean": _words(
        r"""
        eas(?:y|ily)[-\s](?:to[-\s])?clean(?:ed)?|(?:leicht|einfach)\szu\sreinigen
        pflegeleicht\w*|faciles?\s(?:à\snettoyer|d['’]entretien)|fácil(?:es)?\sde\slimpiar
        facil[ei]\sda\spulire|fá(?:cil|ceis)\sde\slimpar|(?:gemakkelijk|eenvoudig)\sschoon
        """,
        r"お手入れ(?:簡単|かんたん|が簡単)|易(?:清洁|清潔|清洗)",
    ),
    "rechargeable": _words(
        r"""
        rechargeables?|recharges\s(?:in|by|via|over|with)|wiederaufladbar\w*|akku-?\w*(?:leuchte|lampe|sauger|schrauber|mixer|rasierer)|recargables?|ricaricabil[ei]|recarregáve(?:l|is)
        oplaadbare?
        """,
        r"充電式|可充电|可充電",
    ),
    "foldable": _words(
        r"""
        foldable|folds?\s(?:(?:it|them)\s)?(?:flat|away|up)|collapsible|(?:zusammen)?faltbar\w*
        (?:zusammen)?klappbar\w*|pliables?|pliants?|plegables?|pieghevol[ei]|dobráve(?:l|is)
        (?:opvouwbare?|inklapbare?)
        """,
        r"折りたたみ|折り畳み|可折叠|可摺疊|可折疊",
    ),
    "adjustable": _words(
        r"""
        (?:fully\s)?adjustable|(?:höhen)?verstellbar\w*|réglables?|ajustables?|regolabil[ei]
        ajustáve(?:l|is)|reguláve(?:l|is)|verstelbare?
        """,
        r"調節(?:可能|でき)|可调节|可調節|可調整",
    ),
    "dimmable": _words(
        r"""
        dimmable|dims(?:\sto)?|dim\s(?:it|them)|dimmbar\w*|(?:lässt\ssich\s)?dimmen|dimmt|avec\svariateur|se\stamise|dimmerabil[ei]|dimmerizáve(?:l|is)|dimbare?
        intensidad\sregulable
        """,
        r"調光|明るさを(?:変え|調節)|可调光|可調光",
    ),
    "lightweight": _words(
        r"""
        light-?weight|ultra-?light|federleichte?[rsnm]?|ultraleichte?[rsnm]?|leichtgewicht\w*
        ultra-?légère?s?|ultraliger[oa]s?|ultraleger[oaie]|superleve|lichtgewicht
        """,
        r"超?軽量|轻量|輕量|超轻|超輕",
    ),
    "compact": _words(
        r"""
        compact|kompakte?[rsnm]?|compacte?s?|compact[oa]s?|compatt[oaie]
        """,
        r"コンパクト|小巧",
    ),
    "portable": _words(
        r"""
        portable(?!\spour)|tragbare?[rsnm]?|transportables?|portátil(?:es)?|portátei?s
        portatil[ei]|draagbare?
        """,
        r"持ち運び|便携|便攜",
    ),
    "handmade": _words(
        r"""
        hand-?(?:made|crafted)|handgemacht\w*|handgefertigt\w*
        fait(?:es?|s)?\s(?:à\sla\s)?main|hech[oa]s?\sa\smano|fatt[oaie]\sa\smano
        feit[oa]s?\sà\smão|handgemaakte?
        """,
        r"手作り|ハンドメイド|手工(?:制作|製作)|纯手工|純手工",
    ),
    "solid wood": _words(
        r"""
        solid\s(?:wood|oak|walnut|beech|pine|maple|ash|teak|acacia)|massivholz\w*
        bois\smassif|chêne\smassif|madera\smaciza|legno\smassello|madeira\smaciça
        massief\s(?:hout|eiken)
        """,
        r"無垢材|实木|實木",
    ),
    "leather": _words(
        r"""
        (?:genuine|full[-\s]grain|top[-\s]grain|real)\sleather|(?:echt|rinds|glatt)leder
        (?:cuir\s(?:véritable|pleine\sfleur)|véritable\scuir)|piel\s(?:auténtica|genuina)
        vera\spelle|couro\s(?:legítimo|genuíno)|echt\sleer
        """,
        r"本革|真皮",
    ),
    "cotton": _words(
        r"""
        100\s?%\scotton|100\s?%\sbaumwolle|100\s?%\scoton|100\s?%\s(?:de\s)?algod[oó]n
        100\s?%\scotone|100\s?%\salgodão|100\s?%\skatoen
        """,
        r"綿100\s?[%％]|100\s?[%％]纯?棉|100\s?[%％]純?棉",
    ),
    "stainless": _words(
        r"""
        stainless[-\s]steel|edelstahl(?:gehäuse|korpus)?|(?:acier\s)?inox(?:ydable)?
        acero\sinoxidable|acciaio\sinox(?:idabile)?|aço\sinox(?:idável)?|roestvrij\s?staal
        rvs
        """,
        r"ステンレス|不锈钢|不鏽鋼|不銹鋼",
    ),
    "cast iron": _words(
        r"""
        cast[-\s]iron|gusseisen|gusseiserne?[rsnm]?|en\sfonte|hierro\s(?:fundido|colado)
        (?:in\s)?ghisa|ferro\sfundido|gietijzer(?:en)?
        """,
        r"鋳鉄|铸铁|鑄鐵",
    ),
    "nonstick": _words(
        r"""
        non-?\s?stick|antihaft\w*|anti-?adhési(?:f|ve|fs|ves)|antiadherentes?
        antiaderent[ei]s?|(?:anti-?aanbak\w*)
        """,
        r"こびりつ(?:かない|きにくい)|不粘|不沾",
    ),
    "induction": _words(
        r"""
        (?:induction|all\shobs?|all\sstovetops)[-\s](?:compatible|ready|safe|suitable|including\sinduction)
        suitable\sfor\sinduction|induktions(?:geeignet|tauglich)\w*
        compatibles?\s(?:avec\sl['’])?induction|aptos?\spara\sinducción
        adatt[oaie]\s(?:all['’]|per\s)induzione|(?:compatível\scom|apt[oa]s?\spara)\sindução
        geschikt\svoor\sinductie
        """,
        r"IH対応|适用电磁炉|適用電磁爐|IH爐適用",
    ),
    "gluten-free": _words(
        r"""
        gluten[-\s]?free|glutenfrei\w*|sans\sgluten|sin\sgluten|senza\sglutine|sem\sglúten
        glutenvrije?
        """,
        r"グルテンフリー|无麸质|無麩質",
    ),
    "vegan": _words(
        r"""
        vegan(?:e[rsnm]?)?|végane?s?|vegan[oaie]s?|veganistische?
        """,
        r"ヴィーガン|纯素|純素",
    ),
    "breathable": _words(
        r"""
        breathable|atmungsaktiv\w*|respirante?s?|transpirables?|traspirant[ei]
        respiráve(?:l|is)|ademende?
        """,
        r"通気性|透气|透氣",
    ),
    "sweat-wicking": _words(
        r"""
        (?:sweat|moisture)[-\s]wicking|feuchtigkeitsableitend\w*|schweißableitend\w*
        évacue\sla\stranspiration|absorbe\sel\ssudor|assorbe\sil\ssudore
        """,
        r"吸汗|吸湿排汗|吸濕排汗",
    ),
    "windproof": _words(
        r"""
        wind-?proof|winddichte?[rsnm]?|coupe-vent|cortavientos|antivento|corta-vento
        """,
        r"防風|防风",
    ),
    "noise-cancelling": _words(
        r"""
        (?:active\s)?noise[-\s]cancell?(?:ing|ation)|geräuschunterdrückung
        rauschunterdrückung|réduction\s(?:active\s)?d[eu]\sbruit
        cancelación\s(?:activa\s)?de(?:l)?\sruido|cancellazione\s(?:attiva\s)?del\srumore
        cancelamento\s(?:ativo\s)?de\sruído|(?:actieve\s)?ruisonderdrukking
        """,
        r"ノイズキャンセリング|降噪",
    ),
    "quiet": _words(
        r"""
        (?:whisper|ultra|super)[-\s]?quiet|quiet\s(?:operation|motor)
        (?:flüster|besonders\s)leise\w*|(?:ultra-?|très\s)silencieux
        (?:muy\s|ultra)silencios[oa]|(?:molto\s|ultra)silenzios[oa]
        (?:muito\s|ultra)silencios[oa]|fluisterstille?
        """,
        r"静音|靜音",
    ),
    "app": _words(
        r"""
        app[-\s](?:controlled|control|operated)
        (?:control(?:led)?|steuer\w*|bedien\w*|controla\w*|contr[oô]l\w*|pilotable)\s(?:[\w-]+\s){0,3}(?:per|via|by|with|from|mit|avec|desde|con|pelo|tramite|met)\s(?:[\w'’-]+\s){0,2}app(?:lication)?
        app-?steuerung
        """,
        r"アプリで操作|アプリ(?:対応|操作)|(?:手机)?App控制",
    ),
    "remote": _words(
        r"""
        (?:with|incl(?:uding|\.)?|plus)\s(?:a\s)?remote(?:\scontrol)?
        remote(?:\scontrol)?\sincluded|(?:mit|inkl\.?)\sfernbedienung|avec\stélécommande
        con\smando\sa\sdistancia|con\stelecomando|com\scontrole\sremoto
        met\safstandsbediening
        """,
        r"リモコン付|附遙控|带遥控",
    ),
    "solar": _words(
        r"""
        solar[-\s]powered|solarbetrieben\w*|(?:à\s)?énergie\ssolaire|energía\ssolar
        (?:a\s)?energia\ssolar[ei]?|op\szonne-energie
        """,
        r"ソーラー(?:充電|式)|太阳能|太陽能",
    ),
    "stackable": _words(
        r"""
        stackable|stacks?\s(?:up|neatly|away)|stapelbare?[rsnm]?|empilables?|apilables?|impilabil[ei]|empilháve(?:l|is)
        """,
        r"積み重ね|可堆叠|可堆疊",
    ),
    "tool-free": _words(
        r"""
        tool[-\s](?:free|less)|(?:without|no)\stools(?:\s(?:needed|required))?|werkzeuglos\w*
        ohne\swerkzeug|sans\soutils?|sin\sherramientas|senza\sattrezzi|sem\sferramentas
        zonder\sgereedschap
        """,
        r"工具不要|免工具",
    ),
    "reusable": _words(
        r"""
        re-?usable|wiederverwendbar\w*|réutilisables?|reutilizables?|riutilizzabil[ei]
        reutilizáve(?:l|is)|herbruikbare?
        """,
        r"繰り返し使|くり返し使|可重复使用|可重複使用",
    ),
    "ergonomic": _words(
        r"""
        ergonomic(?:ally)?|ergonomische?[rsnm]?|ergonomiques?|ergon[oó]mic[oa]s?
        ergonomic[oihea]+|ergonômic[oa]s?
        """,
        r"エルゴノミ|人体工学|人體工學",
    ),
    "nonslip": _words(
        r"""
        (?:non|anti)-?\s?(?:slip|skid)|rutschfest\w*|antidérapante?s?|antideslizantes?
        antiscivolo|antiderrapantes?
        """,
        r"滑り止め|すべり止め|防滑",
    ),
    "extendable": _words(
        r"""
        extend[ai]ble|ausziehbar\w*|extensibles?|allungabil[ei]|extensíve(?:l|is)
        uitschuifbare?
        """,
        r"伸縮|可伸缩",
    ),
    "insulated": _words(
        r"""
        (?:vacuum|double[-\s]wall(?:ed)?|thermally)[-\s]insulated|vacuum\sinsulation
        keeps?\s(?:[\w-]+\s){0,2}(?:hot|warm)\sfor|vakuumisoliert\w*|doppelwandig\w*
        isotherme?s?|doble\spared|doppia\sparete|parede\sdupla|dubbelwandige?
        """,
        r"真空断熱|真空二重|保温杯|保溫杯|真空保温|真空保溫",
    ),
}
"""What a page says of a trait, in nine languages. The names are those of ``PhraseBook.traits``."""
