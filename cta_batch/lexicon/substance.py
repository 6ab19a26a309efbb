"""Claims about the thing itself: what it is made of, by whom, what it does and withstands. Data.

Traits that are a matter of opinion (compact, light, portable) need no proof.
"""

from __future__ import annotations

from cta_batch.lexicon.concept import ClaimKind as K
from cta_batch.lexicon.concept import Concept, concept
from cta_batch.lexicon.traits import TRAITS

_OPINIONS = frozenset({"compact", "portable", "lightweight"})
_ELSEWHERE = frozenset({"waterproof", "vegan", "gluten-free"})
"""Traits that other concepts find already."""

SUBSTANCE: tuple[Concept, ...] = (
    *(
        Concept(name, K.PROPERTY, pattern)
        for name, pattern in TRAITS.items()
        if name not in _OPINIONS | _ELSEWHERE
    ),
    concept(
        K.PROPERTY,
        "made of",
        r"""
        (?:made|crafted|cut|woven|knitted|built|sewn|moulded|molded)\s+(?:entirely\s+)?(?:of|from|out\s+of)\s+(?:old\s+|pure\s+|solid\s+|used\s+|soft\s+|strong\s+)?(?!scratch\b|home\b|start\b)\w+(?:[-\s]\w+)?
        (?:gefertigt|hergestellt|gemacht|genäht|gewebt)\s+aus\s+(?!einem\s+guss)\w+(?:\s+\w+)?|aus\s+(?:\w+\s+){1,2}(?:gefertigt|hergestellt|gemacht|genäht|gewebt)
        (?:faite?s?|fabriquée?s?|conçue?s?|taillée?s?)\s+(?:de|d['’]|à\s+partir\s+de|en)\s?(?-i:[a-zà-ÿ])\w+(?:\s+\w+)?|(?:hech|fabricad|elaborad)[oa]s?\s+(?:de|con|a\s+partir\s+de)\s+(?!cariño|amor|mimo|cuidado)\w+(?:\s+\w+)?
        (?:fatt|realizzat|prodott)[oaie]\s+(?:di|con|in)\s+(?!amore|cura|passione)(?-i:[a-z])\w+(?:\s+\w+)?|(?:feit|fabricad|produzid)[oa]s?\s+(?:de|com|a\s+partir\s+de)\s+(?!amor|carinho|cuidado)\w+(?:\s+\w+)?|(?:gemaakt|vervaardigd)\s+(?:van|uit)\s+(?!liefde)\w+(?:\s+\w+)?
        """,
    ),
    concept(
        K.PROPERTY,
        "by craftsmen",
        r"handarbeit|handmade|vakmensen|vakmanschap|métier\s+d['’]art|artisan\w*|artesan\w*|artigian\w*|handwerk\w*|ambacht\w*|craftsm\w+|craftswom\w+|master\s+makers?|meisterhand\w*",
        r"職人|匠人|工匠|名匠",
    ),
    concept(
        K.PROPERTY,
        "protects from",
        r"""
        (?:protect|shield|guard|defend)(?:s|ed|ion|ing)?\s+(?:\w+\s+){0,2}?(?:against|from)\s+\w+|schütz(?:t|en)\s+(?:\w+\s+){0,2}?(?:vor|gegen)\s+\w+|schutz\s+(?:vor|gegen)\s+\w+|\w{3,}schutz
        (?:protège|protection)\w*\s+(?:\w+\s+){0,2}?(?:contre|de|des|du)\s+\w+|prote(?:ge|cción|zione|gge|ção)\w*\s+(?:\w+\s+){0,2}?(?:contra|contro|de|del|della|da|dal|dalla|dai|d[oae]s?)\s+\w+|bescherm(?:t|ing)\s+(?:\w+\s+){0,2}?tegen\s+\w+
        """,
    ),
    concept(
        K.PROPERTY,
        "withstands",
        r"""
        \w{3,}[-\s]?(?:proof|resistant|repellent)|(?:resists?|withstands?)\s+(?:\w+\s+){0,2}?\w+|(?!weihnacht|volks|oktober|stadt|straßen|sommer|dorf|mani|grill|kinder)\w{3,}(?:fest|beständig)e?[rsnm]?|\w{3,}(?:bestendige?|werende?)|slijtvaste?|kleurvaste?
        résistante?s?\s+(?:à|aux)\s+(?:l['’]|la\s+)?\w+|resistentes?\s+(?:al?|a\s+la|ao|aos|à|às)\s+\w+|resistent[ei]\s+(?:(?:a|al|alla|agli|ai)\s+|all['’]\s?)\w+
        """,
        r"耐[一-龥]|[不难難]易?(?:变形|變形|褪色|生锈|生鏽)|(?<!消)防(?!水|止|火|近|腐|滑|護|护)[一-龥]",
    ),
    concept(
        K.PROPERTY,
        "without a cord",
        r"cordless|wireless|kabellos\w*|schnurlos\w*|sans\s+fil|inalámbric\w+|senza\s+fili|sem\s+fios?|draadlo\w+",
        r"ワイヤレス|コードレス|无线|無線",
    ),
    concept(
        K.PROPERTY,
        "by voice",
        r"voice[-\s](?:control\w*|assist\w*|activated)|sprach(?:steuerung|assistent\w*)|commande\s+vocale|control\s+por\s+voz|comandi?\s+vocali?|comando\s+de\s+voz|spraakbesturing",
        r"语音(?:控制|操控|助手)|語音(?:控制|操控|助手)|音声(?:操作|アシスト)",
    ),
    concept(
        K.PROPERTY,
        "anti",
        r"anti-\w{3,}|anti(?:rutsch|haft|slip|scivol|desliz|derrap|calcar|kalk|theft|fatigue|static|statisch|estátic|transpir|robo|furto|vol)\w*",
    ),
    concept(
        K.PROPERTY,
        "keeps its temperature",
        r"""
        (?:stays?|keeps?|remains?)\s+(?:\S+\s+){0,3}?(?:hot|warm|cold|cool|fresh)\s+(?:for\s+(?:\w+\s+)?(?:hours|days)|all\s+day|longer)|(?:bleib|hält)\w*\s+(?:\S+\s+){0,3}?(?:heiß|warm|kalt|kühl|frisch)|(?:stundenlang|lange)\s+(?:heiß|warm|kalt|kühl)
        (?:reste|garde)\w*\s+(?:\S+\s+){0,3}?(?:chaud|froid|frais)\w*|(?:mantiene|sigue)\w*\s+(?:\S+\s+){0,3}?(?:caliente|frí[oa])|(?:resta|mantiene)\s+(?:\S+\s+){0,3}?(?:cald|fredd|fresc)\w|mantém\s+(?:\S+\s+){0,3}?(?:quente|fri[oa])|blijft?\s+(?:\S+\s+){0,3}?(?:warm|heet|koud|koel)
        """,
        r"(?:長時間|ずっと)(?:保温|保冷|あたたか|熱々)|長く(?:あたたか|温か)|长时间保温|長時間保溫|长效保温",
    ),
)
