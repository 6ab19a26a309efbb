"""What things are made of, in nine languages: woods, leathers, fabrics, stones, metals. Data.

A material that the page does not name is a claim. Metals that are colours first (gold, silver,
copper, bronze) count only where the text says that it means the metal.
"""

from __future__ import annotations

import re

from cta_batch.lexicon.concept import ClaimKind, Concept

_COLOUR_AFTER = (
    r"(?![-\s](?:(?:light|dark|deep|pale|warm)\s)?(?:brown|gr[ae]y|blue|green|white|black|red|yellow|pink"
    r"|beige|tan|colou?r\w*|tone[ds]?|tint\w*|shades?|hues?|looks?|effects?|print\w*|scent\w*|notes?|flavou?r\w*"
    r"|aroma\w*|accords?|farben\w*|optik|ton|duft\w*|braun|grau|imitat\w*|décors?|kleur\w*|tinten|geur\w*|skin))"
)
"""What makes a colour, a scent or a likeness of a material."""
_COLOUR_BEFORE = (
    r"(?<!colour\s)(?<!color\s)(?<!shade\sof\s)(?<!colour\sof\s)(?<!color\sof\s)(?<!scent\sof\s)"
    r"(?<!notes\sof\s)(?<!hints\sof\s)(?<!faux\s)(?<!imitation\s)(?<!smooth\sas\s)(?<!soft\sas\s)"
    r"(?<!couleur\s)(?<!farbe\s)(?<!effet\s)(?<!aspect\s)(?<!color\s)(?<!colore\s)(?<!effetto\s)(?<!efecto\s)"
    r"(?<!efeito\s)(?<!kleur\s)(?<!free\sof\s)(?<!without\s)(?<!ohne\s)(?<!sans\s)(?<!sin\s)(?<!no\s)"
)

_MATERIALS: dict[str, tuple[str, str]] = {
    "walnut": (
        r"""
        walnut(?!\s+oil)(?:\s?wood)?|nussbaum\w*|nußbaum\w*|walnuss\w*|noyer|nogal|noce
        nogueira|noten(?:hout|boom)\w*|notenhout
        """,
        r"ウォールナット|ウォルナット|胡桃木|核桃木|クルミ材",
    ),
    "oak": (
        r"""
        oak(?:en|wood)?|eiche(?:nholz)?|eichen\w*|chêne|roble|rovere|carvalho
        eiken(?:hout)?|eikenhouten
        """,
        r"オーク材|橡木|ナラ材",
    ),
    "maple": (
        r"""
        maple(?!\s+syrup)(?:wood)?|ahorn\w*|érable|arce|acero\s+massello
        legno\s+d['’]acero|bordo|esdoorn\w*
        """,
        r"メープル材|枫木|楓木",
    ),
    "beech": (
        r"""
        beech(?:wood)?|buchenholz|buche|hêtre|haya|faggio|faia|beuken(?:hout)?
        """,
        r"ブナ材|榉木|櫸木",
    ),
    "ash wood": (
        r"""
        (?:solid\s+ash|ash\s?wood)|eschenholz|esche|frêne|fresno|frassino|freixo
        essenhout
        """,
        r"アッシュ材|白蜡木|白蠟木",
    ),
    "birch": (
        r"""
        birch(?:wood)?|birken(?:holz)?|bouleau|abedul|betulla|bétula|berkenhout
        """,
        r"バーチ材|桦木|樺木",
    ),
    "cherrywood": (
        r"""
        cherry\s?wood|solid\s+cherry|kirschbaum\w*|kirschholz|merisier
        madera\s+de\s+cerezo|ciliegio|cerejeira|kersenhout
        """,
        r"チェリー材|樱桃木|櫻桃木",
    ),
    "teak": (
        r"""
        teak(?:wood|holz|hout)?|teck|teca
        """,
        r"チーク材|柚木",
    ),
    "mahogany": (
        r"""
        mahogany|mahagoni\w*|acajou|caoba|mogano|mogno|mahonie\w*
        """,
        r"マホガニー|桃花心木",
    ),
    "pine": (
        r"""
        (?:solid|scandinavian|knotty)\s+pine|pine\s?wood|kiefern?(?:holz)
        massivholz\s+kiefer|pin\s+massif|madera\s+de\s+pino|pino\s+mac?izo
        legno\s+di\s+pino|pinho|grenen(?:hout)
        """,
        r"パイン材|松木",
    ),
    "acacia": (
        r"""
        acacia\w*|akazien\w*
        """,
        r"アカシア材|相思木",
    ),
    "bamboo": (
        r"""
        bamboo|bambus\w*|bambou|bambú|bambù?|bamboe\w*
        """,
        r"竹(?!輪|の子)|バンブー",
    ),
    "ebony": (
        r"""
        ebony|ebenholz|ébène|ébano|ebano|ebbenhout
        """,
        r"黒檀|乌木|烏木",
    ),
    "rosewood": (
        r"""
        rosewood|palisander\w*|palissandre|palisandro
        """,
        r"ローズウッド|紫檀",
    ),
    "cedar": (
        r"""
        cedar(?:wood)?|zedern?(?:holz)|cèdre|cederhout
        """,
        r"杉材|雪松木",
    ),
    "cork": (
        r"""
        cork(?!screw)(?!ed)|kork(?:leder|boden)?|liège|corcho|sughero|cortiça|kurk
        """,
        r"コルク|软木|軟木",
    ),
    "rattan": (
        r"""
        rattan|rotin|ratán|wicker|rotan|vime
        """,
        r"ラタン|藤(?:编|編)",
    ),
    "leather": (
        r"""
        (?<!faux\s)(?<!vegan\s)(?<!fake\s)(?<!pu\s)(?<!imitation\s)(?<!synthetic\s)leather(?!ette|[-\s]?(?:free|look|like|feel|effect))
        (?<!kunst)(?:\w*(?<!kunst))leder(?!imit\w*|look|optik|frei|hosen)
        (?<!simili\s)(?<!simili-)cuir(?!\s+(?:vegan|végan|synthétique))
        cuero(?!\s+(?:sintético|vegano))|pelle\s+(?:bovina|vera|pieno\s+fiore)
        vera\s+pelle|piel\s+(?:auténtica|genuina|vacuna)|couro(?!\s+(?:sintético|vegano))
        leer(?:tje)?|leren|runderleer
        """,
        r"本革|牛革|皮革|真皮|牛皮",
    ),
    "suede": (
        r"""
        suede|wildleder|veloursleder|daim|ante\s+genuino|camoscio|camurça|suède
        """,
        r"スエード|麂皮",
    ),
    "wool": (
        r"""
        (?<!steel\s)wool(?:len|en)?|(?!\w*(?:baum|stahl|holz)w)\w*wolle|schurwoll\w*|laine|lana|lã
        wol(?:len)?
        """,
        r"ウール|羊毛",
    ),
    "merino": (
        r"""
        merino\w*|mérinos?
        """,
        r"メリノ|美利奴",
    ),
    "cashmere": (
        r"""
        cashmere|kaschmir\w*|cachemire|cachemir|cachemira|caxemira|kasjmier
        """,
        r"カシミ[アヤ]|羊绒|羊絨|开司米",
    ),
    "silk": (
        r"""
        silk(?![-\s](?:smooth|soft))(?:en)?|seide|seiden(?:stoff|schal|\w*)|soie|seda
        seta|zijde(?:n)?
        """,
        r"シルク|真丝|真絲|蚕丝|蠶絲",
    ),
    "linen": (
        r"""
        (?:pure|real|french|belgian|washed|stonewashed|natural|woven)\slinen|linen\s(?:fabric|shirt|dress|blend|weave)|leinen(?:stoff)?|(?<!de\s)lin\s+(?:lavé|pur|naturel)
        en\s+lin|lino\s+(?:lavado|puro|natural)|in\s+lino|linnen
        """,
        r"リネン|亚麻|亞麻",
    ),
    "velvet": (
        r"""
        velvet(?:een)?|samt(?:stoff|bezug)|velours|terciopelo|velluto|veludo|fluweel
        """,
        r"ベルベット|天鹅绒|天鵝絨|丝绒|絲絨",
    ),
    "denim": (
        r"""
        denim
        """,
        r"デニム|牛仔布",
    ),
    "down": (
        r"""
        (?:goose|duck)\s+down|down[-\s]filled|daunen\w*|duvet\s+d['’]oie
        plum[óo]n\s+de\s+\w+|piuma\s+d['’]oca|ganzendons
        """,
        r"ダウン入り|羽绒|羽絨",
    ),
    "marble": (
        r"""
        marble(?!d)|marmor\w*|marbre|mármol|marmo|mármore|marmer\w*
        """,
        r"大理石",
    ),
    "granite": (
        r"""
        granite|granit|granito|graniet
        """,
        r"御影石|花岗岩|花崗岩",
    ),
    "travertine": (
        r"""
        travertine|travertin\w*
        """,
        r"トラバーチン|洞石",
    ),
    "porcelain": (
        r"""
        porcelain|porzellan\w*|porcelaine|porcelana|porcellana|porselein\w*
        """,
        r"磁器|瓷器|骨瓷",
    ),
    "stoneware": (
        r"""
        stoneware|steingut|steinzeug|grès|gres\s+(?:porcellanato)?|aardewerk
        """,
        r"炻器|陶器|粗陶",
    ),
    "ceramic": (
        r"""
        ceramic|keramik\w*|céramique|cerámica|ceramica|cerâmica|keramiek|keramische?
        """,
        r"陶瓷|セラミック",
    ),
    "terracotta": (
        r"""
        terracotta|terrakotta|terre\s+cuite
        """,
        r"テラコッタ|赤陶",
    ),
    "crystal glass": (
        r"""
        crystal\s+glass|lead\s+crystal|kristallglas|cristal\s+(?:de\s+bohême|taillé)
        borosilicate?|borosilikat\w*
        """,
        r"クリスタルガラス|水晶玻璃|高硼硅",
    ),
    "titanium": (
        r"""
        titanium|titan|titane|titanio|titânio
        """,
        r"チタン|钛|鈦",
    ),
    "aluminium": (
        r"""
        alumini?um|alu(?:gehäuse|minium\w*)|aluminio|alluminio|alumínio
        """,
        r"アルミ|铝|鋁",
    ),
    "brass": (
        r"""
        brass(?!erie|iere|ière|\s+(?:band|section|instrument))|messing\w*|laiton|latón
        ottone|latão
        """,
        r"真鍮|黄铜|黃銅",
    ),
    "copper": (
        r"""
        (?:solid|pure|hammered|real)\s+copper|kupfer(?:kessel|topf|blech)
        cuivre\s+(?:massif|martelé)|cobre\s+(?:macizo|puro|martillado)
        rame\s+(?:puro|martellato)|massief\s+koper
        """,
        r"銅製|纯铜|純銅|紫铜",
    ),
    "bronze": (
        r"""
        (?:solid|cast|real)\s+bronze|massive\s+bronze|bronze\s+massif|bronce\s+macizo
        bronzo\s+massiccio
        """,
        r"青銅製|青铜",
    ),
    "silver": (
        r"""
        (?:sterling|solid|real|genuine|925)\s*-?silver|sterlingsilber|echtsilber
        massives?\s+silber|argent\s+(?:massif|sterling|925)
        plata\s+(?:de\s+ley|maciza|esterlina)|argento\s+(?:925|massiccio|sterling)
        prata\s+(?:maciça|925)|echt\s+zilver|sterling\s?zilver
        """,
        r"純銀|纯银|925银",
    ),
    "gold": (
        r"""
        (?:solid|real|genuine|pure|\d+[-\s]?(?:k|ct|carat|karat))[-\s]gold|echtgold
        massives?\s+gold|or\s+(?:massif|véritable)|oro\s+(?:macizo|massiccio|puro)
        ouro\s+(?:maciço|puro)|echt\s+goud|massief\s+goud
        """,
        r"純金|纯金|18金|18K金",
    ),
    "steel": (
        r"""
        (?<!stainless\s)steel(?![-\s]?(?:er|book|blue|gr[ae]y|yourself))
        stahl(?!blau|grau)\w*|\w{3,}stahl|acier|acero|acciaio|aço|staal|roestvrijstaal
        """,
        r"スチール|钢|鋼",
    ),
    "carbon fibre": (
        r"""
        carbon\s?fib(?:er|re)|kohlefaser\w*|carbonfaser\w*|fibre\s+de\s+carbone
        fibra\s+de\s+carbono|fibra\s+di\s+carbonio|koolstofvezel
        """,
        r"カーボンファイバー|碳纤维|碳纖維",
    ),
    "fur": (
        r"""
        sheepskin|lambskin|schaffell|lammfell|peau\s+de\s+mouton|piel\s+de\s+cordero
        schapenvacht
        """,
        r"ムートン|羊皮",
    ),
}


def _material(name: str, spaced: str, unspaced: str) -> Concept:
    words = "|".join(line.strip() for line in spaced.strip().splitlines())
    pattern = rf"{_COLOUR_BEFORE}(?<![\w-])(?:{words})(?!\w){_COLOUR_AFTER}|{unspaced}"
    return Concept(f"of {name}", ClaimKind.PROPERTY, re.compile(pattern, re.IGNORECASE))


MATERIALS: tuple[Concept, ...] = tuple(_material(n, *said) for n, said in _MATERIALS.items())
"""Each is proved by the same material alone, in whatever language the page names it."""

IS_MATERIAL = frozenset(c.name for c in MATERIALS)
