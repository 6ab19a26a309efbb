"""What kind of thing a product is, told by the noun of its name or its category; pure.

Only the noun itself counts: a coffee table is a table, ``Tasse à café`` a cup, and what follows
``for`` or ``with`` is another thing. A noun of several meanings needs another word that says which:
a ``Workbench Top`` is nothing to wear.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cta_batch.domain import Product
from cta_batch.providers.offline.doubtful import (
    AT_HOME,
    DOUBTFUL,
    TENDED,
    TENDED_UNSPACED,
    WITNESSES,
)
from cta_batch.providers.offline.naming import HEAD_LAST, headed, names

_NOUNS = {
    "seating": r"""
        sofas? couch(?:es)? chairs? armchairs? stools? recliners? sessel stuhl stühle
        hocker canapés? fauteuils? chaises? tabourets? sof[aá]s? sillón sillones sillas?
        taburetes? divan[oi] poltron[ae] sedi[ae] cadeiras? bankstel stoel(?:en)?
        \w+(?:sofa|sessel|stuhl|stoel)
    """,
    "bed": r"""
        beds? mattress(?:es)? pillows? bett(?:en)? matratzen? kissen lits? matelas
        oreillers? camas? colch(?:ón|ones|ão|ões) almohadas? lett[oi] materass[oi]
        cuscin[oi] bedden matras(?:sen)? kussens? \w+(?:bett|matratze|matras)
    """,
    "storage": r"""
        shel(?:f|ves)(?:\s+units?)? shelving bookcases? cabinets? wardrobes? dressers?
        regale? schränke? kommoden? étagères? armoires? estantes? estanterías? armarios?
        scaffal[ei] armadi[o]? prateleiras? kasten \w+(?:regal|schrank)
    """,
    "rug": r"""
        rugs? carpets? doormats? teppich(?:e)? tapis alfombras? tappet[oi] tapetes?
        vloerkleed \w+teppich
    """,
    "blanket": r"""
        throws? blankets? duvets? decken? plaids? couvertures? mantas? copert[ae]
        cobertores? deken
    """,
    "light": r"""
        lamps? lights? lanterns? chandeliers? leuchten? lampen? lampes? lámparas?
        lampad[ae] candeeiros? luminárias? \w+(?:lampe|leuchte|lamp)
    """,
    "cup": r"""
        mugs? cups? tumblers? tassen? becher gobelets? tazas? tazz[ae] canecas? chávenas?
        mok(?:ken)? bekers? \w+(?:tasse|becher)
    """,
    "coffee": r"""
        coffees? espresso kaffee cafés? caffè koffie \w+kaffee
    """,
    "tea": r"""
        teas? tee thés? tés? tè chás? thee \w+tee
    """,
    "food": r"""
        snacks? chips crisps cookies biscuits? chocolates? seeds? nuts thins crackers?
        granola muesli kekse schokolade nüsse chocolats? galletas? chocolate cioccolat[oi]
        biscott[oi] bolachas? koekjes
    """,
    "pan": r"""
        skillets? (?:frying\s+)?pans? woks? pots cookware saucepans? pfannen? töpfe topf
        bratpfannen? poêles? casseroles? sartén sartenes ollas? padell[ae] pentol[ae]
        frigideiras? panelas? koekenpan pannenset
    """,
    "kitchen": r"""
        blenders? mixers? microwaves? toasters? kettles? ovens? air\s?fryers? mikrowellen?
        wasserkocher mixeurs? micro-?ondes bouilloires? batidoras? microondas
        frullator[ei] liquidificador(?:es)?
    """,
    "grill": r"""
        grills? barbecues? bbqs? smokers? barbacoas? grelhadores \w+grill
    """,
    "audio": r"""
        headphones? earphones? earbuds headsets? speakers? airpods(?:\s\w+)* soundbars?
        kopfhörer lautsprecher casques? écouteurs enceintes? auriculares altavoz altavoces
        cuffie auricolari auscultadores fones colunas? koptelefoons? luidsprekers?
        \w+kopfhörer
    """,
    "keyboard": r"""
        keyboards? tastatur(?:en)? claviers? teclados? tastier[ae] toetsenbord(?:en)?
    """,
    "mouse": r"""
        (?:wireless|vertical|gaming|ergonomic)\s+mouse mx\s+vertical maus souris ratón
        muis
    """,
    "computer": r"""
        laptops? notebooks?(?=\s*\d|$) workstations? ultrabooks?
    """,
    "camera": r"""
        cameras? kameras? caméras? cámaras? telecamer[ae] câm[ae]ras? \w+kamera
    """,
    "watch": r"""
        watch(?:es)? armbanduhr(?:en)? montres? reloj(?:es)? orologi[o]? relógios?
        horloges?
    """,
    "bag": r"""
        backpacks? bags? packs?(?=$) totes? rucks[aä]cke? taschen? sacs? mochilas? bolsos?
        zain[oi] bors[ae] bolsas? rugzak(?:ken)? tassen? \w+(?:rucksack|tasche|(?<!vi)tas)
    """,
    "shoes": r"""
        shoes? sandals? boots? sneakers? trainers slippers schuhe? sandalen stiefel
        chaussures? sandales? bottes zapatillas? zapatos? sandalias? scarp[ae] sandali
        sapatos? sapatilhas? ténis schoenen laarzen
        (?!hand|\w+hand|kabel|brems)\w+(?:schuhe?|schoenen)
    """,
    "socks": r"""
        socks? socken chaussettes calcetines calzini meias sokken
    """,
    "clothes": r"""
        t-?shirts? shirts? jackets? hoodies? sweaters? dress(?:es)? jeans trousers
        leggings coats? jacken? pullover hemden? hosen? kleider? kleid vestes? chemises?
        pulls? robes? pantalons? brassières? camisetas? chaquetas? vestidos?
        pantalon(?:es|i) giacc(?:a|he) camici[ae] magli[ae] vestit[oi] camisas? casacos?
        calças tops? jas(?:sen)? truien? jurk(?:en)?
    """,
    "skin": r"""
        serums? moisturi[sz]ers? (?:face|body|hand|skin)\s+creams? lotions? sérums?
        (?!schuh|eis|zahn|leder|butter)\w+(?:lotion|creme) hautcreme
        crema\s+(?:facial|viso|hidratante) bodylotion
    """,
    "hair": r"""
        hair\s?dryers? shampoos? conditioners? haartrockner föhn sèche-cheveux
        secador(?:es)?
    """,
    "book": r"""
        books? novels? paperbacks? hardcovers? bücher buch romane? livres? romans? libros?
        novelas? libr[oi] livros? boeken boek
    """,
    "play": r"""
        puzzles? board\s+games? toys? walkie\s+talkies? spielzeug\w* brettspiele? jouets?
        juguetes? giocattol[oi] brinquedos? speelgoed
    """,
    "tool": r"""
        tool\s?kits? toolsets? screwdrivers? drills? werkzeug\w* bohrmaschinen? outils?
        perceuses? herramientas attrezzi ferramentas gereedschap\w*
    """,
    "case": r"""
        (?:phone|leather|iphone|modern\s+leather)\s+cases? handyhüllen? coques? fundas?
        telefoonhoesjes?
    """,
    "pet": r"""
        (?:dog|cat|pet)\s+(?:beds?|seats?|bowls?|leash(?:es)?|collars?|harness(?:es)?|toys?)
    """,
    "music": r"""
        pianos? guitars? violins? klavier gitarren? guitares?
        pianofort[ei](?:\s+digitali)? guitarras? chitarr[ae]
    """,
}
"""Patterns of nouns by kind, in the languages that put spaces between words."""

_UNSPACED = {
    "seating": "ソファ|椅子|チェア|沙发|沙發|椅",
    "bed": "ベッド|マットレス|枕|床垫|床墊|枕头|枕頭",
    "storage": "棚|収納|シェルフ|书架|書架|置物架|收纳|收納|柜|櫃",
    "rug": "ラグ|カーペット|地毯",
    "blanket": "毛布|ブランケット|毯子|毛毯",
    "light": "ランプ|ライト|照明|台灯|檯燈|灯|燈",
    "cup": "マグ|カップ|タンブラー|杯",
    "coffee": "コーヒー|咖啡",
    "tea": "お茶|紅茶|緑茶|茶叶|茶葉",
    "food": "クッキー|チョコ|ナッツ|饼干|餅乾|坚果|堅果|巧克力",
    "pan": "フライパン|鍋|锅|鍋具",
    "kitchen": "ミキサー|電子レンジ|トースター|ケトル|微波炉|微波爐|榨汁机",
    "grill": "グリル|コンロ|烧烤架|烤肉架",
    "audio": "イヤホン|ヘッドホン|スピーカー|耳机|耳機|音箱",
    "keyboard": "キーボード|键盘|鍵盤",
    "mouse": "マウス|鼠标|滑鼠",
    "computer": "ノートパソコン|笔记本电脑|筆記型電腦",
    "camera": "カメラ|摄像头|攝影機|相机|相機",
    "watch": "腕時計|手表|手錶",
    "bag": "リュック|バッグ|鞄|背包|包包",
    "shoes": "靴|サンダル|スニーカー|ブーツ|鞋",
    "socks": "靴下|ソックス|袜|襪",
    "clothes": "シャツ|ジャケット|パーカー|ワンピース|T恤|外套|衬衫|襯衫|连衣裙",
    "skin": "美容液|化粧水|乳液|面霜|精华|精華",
    "hair": "ドライヤー|シャンプー|吹风机|吹風機|洗发|洗髮",
    "book": r"(?<![\d０-９一二三四五六七八九十日])本$|書籍|小说|小說",
    "play": "おもちゃ|パズル|玩具|拼图|拼圖",
    "tool": "工具",
    "case": "スマホケース|手机壳|手機殼",
    "pet": "犬用|猫用|宠物|寵物",
    "music": "ピアノ|ギター|钢琴|鋼琴|吉他",
}
"""The same in Japanese and Chinese."""

KINDS = tuple(_NOUNS)

_PATTERNS = {
    kind: re.compile(
        rf"(?<!\w)(?:{'|'.join(nouns.split())})(?![\w-])|{_UNSPACED[kind]}", re.IGNORECASE
    )
    for kind, nouns in _NOUNS.items()
}
_OF_BOOKS = re.compile(
    r"(?i)(?:publisher|isbn\S*|verlag|éditeur|editorial|editore|editora|uitgever|paperback|hardcover)\s*:"
    r"|出版社\s*[:：]"
)
"""Rows of a data sheet that only books have."""
_LEVELS = re.compile(r"\s*[<>/|›»]\s*")
_OF_OTHERS = re.compile(
    r"(?i)\s(?:for|with|incl\.?|including|mit|für|inkl\.?|avec|pour|con|para|per|com|met|voor)\s.*$"
)
"""What goes with a thing, or whom it is for."""
_JOINING = frozenset({"de", "nl"})
"""Languages that join nouns, so that capitals after one are a name: ``Sessel Lenz``."""
_NAMED = re.compile(r"(?:\s[A-ZÄÖÜ][\w'’-]*){1,3}")
_NO_NOUN = re.compile(
    r"(?i)(?:[\s,()·–—-]+|\S*\d\S*|black|white|grey|gray|red|blue|green|large|small|mini|max|pro|plus"
    r"|xl|edition|units?|set|pair|bluetooth|wireless|schwarz|weiß|ml|cl|cm|mm|kg|g|l|oz|inch(?:es)?)*"
)
"""What may follow the noun that names a thing: sizes, colours, editions."""


_DOUBTFUL = {
    kind: re.compile("|".join(nouns.split()), re.IGNORECASE) for kind, nouns in DOUBTFUL.items()
}
_WITNESSES = {
    kind: re.compile(rf"(?<!\w)(?:{'|'.join(words.split())})(?!\w)", re.IGNORECASE)
    for kind, words in WITNESSES.items()
}
_TENDED = re.compile(
    rf"(?<!\w)(?:{'|'.join(TENDED.split())})(?!\w)|{TENDED_UNSPACED}", re.IGNORECASE
)
_WORN = frozenset({"clothes", "socks", "shoes"})


@lru_cache(maxsize=256)
def kind_of(product: Product, language: str) -> str | None:
    """The kind that the name's own noun says, else that of the category; None when unsure."""
    if any(_OF_BOOKS.match(feature) for feature in product.features):
        return "book"
    shelf = _LEVELS.split(product.category or "")
    about = f"{product.name} {product.category or ''}"
    told = (*map(headed, names(product, language)[:1]), shelf[-1], shelf[0])
    kind = next((kind for text in told if (kind := _kind(text, language, about))), None)
    return None if kind in _WORN and _is_tended(product) else kind


def _is_tended(product: Product) -> bool:
    """Whether a page speaks of the sick: what they wear is nothing to go out in."""
    about = (product.name, product.category or "", *product.features, product.description)
    return any(map(_TENDED.search, about))


def _kind(text: str, language: str, about: str) -> str | None:
    """The kind of a noun group, by the last noun where compounds end in the thing itself."""
    bare = _OF_OTHERS.sub("", text.strip())
    found = [(m.end(), -m.start(), kind) for kind, p in _PATTERNS.items() for m in p.finditer(bare)]
    if not found:
        return None
    if language.partition("-")[0].lower() in HEAD_LAST | {"ja", "zh"}:
        end, start, kind = max(found)
        named = _NAMED.match(bare, end) if language[:2] in _JOINING else None
        if not _NO_NOUN.fullmatch(bare, named.end() if named else end):
            return None
    else:
        end, start, kind = max(found, key=lambda f: (f[1], f[0]))
    return kind if _is_sure(kind, bare[-start:end], language, about) else None


def _is_sure(kind: str, noun: str, language: str, about: str) -> bool:
    """Whether a noun means that kind: it has no other meaning, or another word says so."""
    doubtful = _DOUBTFUL.get(kind)
    if doubtful is None or not doubtful.fullmatch(noun):
        return True
    at_home = AT_HOME.get(language.partition("-")[0].lower())
    if at_home is not None and re.fullmatch(at_home, noun.casefold()):
        return True
    rest = re.sub(rf"(?<!\w){re.escape(noun)}(?!\w)", " ", about, flags=re.IGNORECASE)
    plain = (m.group() for m in _PATTERNS[kind].finditer(rest))
    return bool(_WITNESSES[kind].search(rest)) or any(not doubtful.fullmatch(p) for p in plain)
