"""Which of a page's own texts can stand in an advertisement, and how much of each.

Pages say a lot that is no argument: sizes, codes, delivery terms, cookie notices, instructions.
What is left out here is only missing; what is let in is printed, so doubt leaves it out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cta_batch import angles, copyrules
from cta_batch.domain import Angle, Product
from cta_batch.lexicon import knows
from cta_batch.limits import LIMITS, display_width
from cta_batch.providers.offline.unquotable import (
    BARE_LABEL,
    HOST,
    INSTRUCTION,
    JUNK,
    LABEL,
    LEANING,
    LOST,
    PART_NAME,
    PAST,
    SHEET_ROW,
    WARNING_OFF,
    trades,
)

_LONGEST, _SHORTEST_POINT, _SHORTEST, _SHORT = 90, 6, 18, 70
_FEW, _FIRST, _LABEL_WORDS = 3, 12, 4
_STOPS = ".!。！"
_END = " .。!！;；,，、:：…·|-–—*"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SPECIFICATION = re.compile(r"^[^:：]{2,40}\s?[:：]\s*\S|^[A-Z][A-Z ]{3,}\s")
_PARTS = re.compile(r"(?i)^\d+\s?x\s|^(?:includes?|lieferumfang|contenu|incluye)\b|[(\[]$")
_SHOUTED = re.compile(r"(?:\b[A-ZÄÖÜÉÈÀÁÍÓÚÑ]{2,}\b[\s,:!-]*){3,}")
_HEAD_ENDS = re.compile(
    r"(?i)[,;]|\s\([^)]*\)$|\s[–—-]\s|\s(?:with|for|that|which|so|has|have|is|are|offers?|provides?|lets|keeps|made"
    r"|mit|für|zum|zur|durch|sorgt|bietet|pour|avec|qui|grâce|permet|para|con|que|gracias|per|che"
    r"|grazie|com|voor|met|dankzij|zorgt)\s"
)
_POINTING = re.compile(
    r"(?i)(?:and|but|or|so|plus|also|it|its|it's|it’s|this|these|they|he|she|we|our|you|i|here|there"
    r"|und|aber|es|er|sie|dies\w*|wir|et|mais|il|elle|ils|ce|cette|ces|nous|y|pero|este|esta|es|e|ma"
    r"|questo|questa|è|mas|ele|ela|en|maar|het|deze|dit)\b"
)
_HANGING = re.compile(
    r"(?i)\b(?:you|it|them|us|your|those|these|when|where|how|what|been|not|very|more|most|any|every"
    r"|paired|combined|based|allows?|can|will|may|should|must|between|than|about|into|onto|upon|over|under|ideal|idéale?|ideale|perfekt|perfetto|perfecto"
    r"|suitable|geeignet|great)$|^between\b"
)
"""Ends that need what was cut off."""
_BARE = re.compile(
    rf"{_POINTING.pattern}|(?:the|der|die|das|le|la|les|el|los|las|il|lo|gli|o|a|os|as|de|het)\s"
)
"""Beginnings of sentences that are no phrase once their verb is cut off."""
_UNREAD = re.compile(r"[\u0370-\u1fff\uac00-\ud7af]")
"""Letters of languages whose sentences we cannot cut: Greek to Georgian, Korean."""
_COMMAND = 3
"""Words from which a command is a headline: ``Make the smart choice``."""
_MEASURES = re.compile(
    r"(?i)^(?:fits?|size|for\ssizes?|measures|weighs|capacity|includes?|passend|passt|größe|maße|misst"
    r"|wiegt|fasst|taille|mesure|pèse|contient|capacité|talla|mide|pesa|capacidad|misura|taglia"
    r"|capacità|mede|tamanho|capacidade|past|maat|inhoud|weegt)\b|\b(?:holds|fasst|contient|contiene"
    r"|contém|bevat)\s\d|\d\s?[x×]\s?\d"
)
"""What tells a size or what fits: true, and the last thing that a headline should say."""

_COUNTED = re.compile(
    r"(?<![\w.,/×x-])(?P<fact>\d[\d.,]*\s?(?:g|mg|ml|l|L|kg|oz|ft|mAh|GB|TB|W|hours?|h"
    r"|Stunden|heures|horas|ore|uur)[\s-](?:(?:of|de|di|van|an)\s)?[^\W\d_]{4,}(?:\s[^\W\d_]{4,})?)"
    r"(?=[,.;]|$|\s(?:and|und|et|y|e|en|with|mit|avec|con|com|met)\s)"
)
_HAVING = re.compile(
    r"(?i)(?<!not )\b(?:with|featuring|features|offers|delivers|boasting|boasts|provides|avec|offre"
    r"|propose|con|ofrece|incluye|com|oferece|met|biedt)\s(?P<what>[^\W\d_][\w’'-]*"
    r"(?:\s(?!and\b|or\b|that\b|which\b|for\b|to\b|with\b|in\b|on\b|from\b)[\w’'-]+){1,4})"
    r"(?=[.;]|,|$|\s(?:and|that|which|for|featuring|with|et|qui|pour|y|para|e|che|per|en|die|dat"
    r"|voor)\b)"
)
_OURS = re.compile(
    r"(?i)(?:your|you|our|us|its?|their|them|this|these|those|each|every|all|any|no|one|what|how"
    r"|votre|nos|notre|ce|cette|ses|son|sa|su|sus|este|esta|tu|suo|sua|questo|questa|seu|hun|haar"
    r"|je|jouw|deze|dit|the|le|la|les|los|las|el|il|lo|gli|i|o|os|as|de|het|up|ease|respect|regard"
    r"|which|same|other|much|many|several|only|more|less|over|something|anything|everything|everyone)\b"
)
"""Beginnings that point at something else, or need what stands before them."""
_ADJECTIVE = re.compile(r"(?i)(?:an?|une?|una|uno|um|uma|een)\s\S+$")
"""An article and one word: of ``a soft, fleece backing`` that is not the thing."""
_HEDGED = re.compile(
    r"(?i)\b(?:up to|over|under|about|less than|more than|at least|bis zu|über|mindestens"
    r"|jusqu['’]à|plus de|moins de|hasta|más de|menos de|fino a|oltre|até|mais de|tot|meer dan"
    r"|per|pro|par|por)\s*$"
)
_LOOSE_STOP = re.compile(r" +([.,])(?=\s|$)")
_JOINING = re.compile(r"(?i)(?:and|but|or|plus|also|however|und|aber|et|mais|y|pero|e|ma|mas)\b")
_SUBORDINATE = re.compile(
    r"(?i)(?:no matter|not only|when|while|if|as|because|whether|once|although|since|with|from"
    r"|wenn|ob|weil|während|als|da|quand|lorsque|si|que|comme|cuando|aunque|como|se|quando|mentre|poiché|wanneer|omdat"
    r"|terwijl|in|at|for|on|pour|avec|con|com|mit|für|met|voor)\b"
)
_GOES_ON = re.compile(
    r"(?i)\s?;\s|\s?–\s|,\s(?:which|that|who|so|but|while|\w+ing|thanks|whether|without|aber"
    r"|denn|sodass|damit|welche\w*|während|mais|qui|grâce|afin|tout en|pero|que|gracias|mientras"
    r"|ma|che|grazie|mentre|mas|graças|enquanto|maar|zodat|terwijl|dankzij)\b"
)
"""What goes on after a comma with a thought of its own: what stands before it was whole."""
_ENABLES = re.compile(
    r"(?i)(?:allows?|enables?|lets|helps|provides?|offers?|features|delivers|comes|makes|ensures|bietet|sorgt|offre|ofrece|oferece|biedt|ermöglicht|erlaubt|permet|permite|consente|maakt)\b"
)
"""Verbs whose subject is missing."""
_PURPOSE = re.compile(r"(?i)(?:para|pour|per|zum|zur|für|om|to)\s")
_LIST_JOINT = re.compile(
    r"(?i),\s+(?:(?:and|or|und|oder|et|ou|y|o|e|ed|en|of)\s)?|\s(?:and|und|et|y|e|ed|en)\s"
)
_SAYS_ALL = re.compile(
    r"(?i)[-\s]?(?:resistant|repellent|free|proof|safe|stick|wicking|washable|abweisend|fest|dicht"
    r"|frei|sicher|bestendig|vrij)$"
)
"""Ends of single words that are an argument of their own: ``stain-resistant``, ``rostfrei``."""
_ITEM_WORDS, _PAIR = 4, 2
_PREPOSITION = re.compile(
    r"(?i)\b(?:for|with|of|in|to|from|on|by|at|as|für|mit|von|aus|zu|pour|avec|de|en|à|para|con|per"
    r"|di|da|com|voor|met|van|uit|is|are|has|have|ist|sind|est|son|sono|são|zijn)\b"
)
"""In the first item of a list they, or a verb, hold for those after it too."""
_ENUMERATION = re.compile(r"\s*[,;()]\s*|\s[–—]\s")
_NAME_JOINT = re.compile(r"[,:;]\s+")
_INLINE_LIST = re.compile(r"(?:^|(?<=\w)|\s)[-•*]\s(?=[A-ZÀ-Ý0-9])")
"""Marks of a list that was run together: ``Slim fit- Straight hem- Crew neck``."""
_LISTS_ON = re.compile(r"(?i),\s(?:and|or|und|oder|et|ou|y|o|e|en|of)\b")
_IMPERATIVE = re.compile(
    r"(?i)^(?:take|make|find|get|keep|use|enjoy|be|meet|let|give|see|turn|try|go|do|no|\w+ing)\b"
    r"|\b(?:you|it|them|your|us)$"
)


@lru_cache(maxsize=64)
def page_points(product: Product) -> tuple[str, ...]:
    """The page's arguments in a few words, without end punctuation, the best first.

    ``Dishwasher safe`` before ``Sets: 4 mugs``; short sentences of the description where the page
    lists too few points.
    """
    split = [part for f in (*product.features, *_run_together(product)) for part in _split_label(f)]
    points = [p for p in map(as_point, split) if p and not trades(p)]
    if len(points) < _FEW:
        points += [p for p in map(as_point, page_sentences(product)) if p and _stands_for(p)]
    said = product.name.strip().casefold()
    fresh = [p for p in dict.fromkeys(points) if p.casefold() != said]
    plain = [p for p in fresh if not (_SPECIFICATION.search(p) or BARE_LABEL.search(p))]
    plain.sort(key=lambda p: _PARTS.search(p) is not None)
    quoted = page_sentences(product) or knows(product.language or "")
    return tuple(plain or ([] if quoted else fresh))


def _run_together(product: Product) -> list[str]:
    """The items of a list that the description writes in one line, or that is all of it."""
    text = product.description.strip()
    _, *items = _INLINE_LIST.split(text)
    if (
        not items
        and len(text) <= LIMITS["pinterest_description"]
        and not re.search(r"[.!?。]\s|[.!?。]$", text)
    ):
        items = _ENUMERATION.split(text)
    return [i for i in items if len(i.split()) <= 2 * _ITEM_WORDS] if len(items) >= _FEW else []


@lru_cache(maxsize=64)
def page_sentences(product: Product) -> tuple[str, ...]:
    """The description's first usable sentences, whole or up to a clause, with end punctuation."""
    whole = _told(product)
    room = LIMITS["primary_text"]
    cuttable = [s for s in whole if not _UNREAD.search(s)]
    cut = (_clause(s, limit) for s in cuttable for limit in (LIMITS["description"], room))
    fitting = (s for s in (*whole, *cut) if display_width(s) <= room)
    long_enough = dict.fromkeys(s for s in fitting if display_width(s) >= _SHORTEST)
    return tuple(sorted(long_enough, key=_leans_back))


def _leans_back(sentence: str) -> bool:
    """Whether a sentence speaks of what one before it named: ``They come from``, ``Its dial``."""
    return LEANING.match(sentence) is not None


def _told(product: Product) -> list[str]:
    """The description's first sentences about the product, whatever their length."""
    closed = _LOOSE_STOP.sub(r"\1", product.description)
    named = copyrules.tokens(product.name)
    found = angles.sentences(closed)[:_FIRST]
    told = [s for s in found if _tells(s) and not copyrules.tokens(s) <= named]
    return [s for s in told if not LOST.match(s)] or told[:1]


def fragments(product: Product) -> tuple[str, ...]:
    """Items of the description's enumerations that can be headlines, in languages we do not speak.

    ``Предметов: 6, материал: сталь, многослойное дно`` holds three of them.
    """
    found: list[str] = []
    for sentence in angles.sentences(product.description)[:_FIRST]:
        first, *items = _ENUMERATION.split(sentence.strip(_END))
        if len(items) >= _FEW and not JUNK.search(sentence) and not trades(sentence):
            found += [first, *items] if sentence[0].islower() else items
    cleaned = (as_point(item) for item in found if item and len(item.split()) in range(2, 6))
    limit = LIMITS["headline"]
    return tuple(dict.fromkeys(p for p in cleaned if p and display_width(p) <= limit))


def _tells(sentence: str) -> bool:
    """A whole sentence about the product rather than about buying it here."""
    whole = sentence[-1] in _STOPS and not _JOINING.match(sentence)
    told = not (trades(sentence) or INSTRUCTION.search(sentence))
    return whole and told and _reads_well(sentence)


@lru_cache(maxsize=64)
def headline_points(product: Product) -> tuple[str, ...]:
    """Points that can be headlines: whole where they fit, else what stands before ``with``…"""
    points = [p for p in page_points(product) if _is_phrase(p)]
    cuttable = (s for s in page_sentences(product) if not _UNREAD.search(s))
    told = [p for p in map(as_point, cuttable) if p and not _BARE.match(p)]
    limit = LIMITS["headline"]
    heads = [p if display_width(p) <= limit else head(p) for p in (*points, *told)]
    texts = dict.fromkeys((*points, *page_sentences(product), *_told(product)))
    facts = [f for text in texts for f in (*_listed(text), *_counted(text), *_had(text))]
    named_in_title = [p for p in map(as_point, _parts_of_name(product)) if p]
    found = dict.fromkeys((*heads[: len(points)], *facts, *heads[len(points) :], *named_in_title))
    weak = frozenset(labels(product))
    found = dict.fromkeys(f for f in found if f not in weak)
    ranked = sorted(found, key=lambda h: _MEASURES.search(h) is not None)
    named = copyrules.tokens(product.name)
    return tuple(
        h
        for h in ranked
        if display_width(h) <= limit
        and _is_phrase(h)
        and not (LABEL.search(h) or _is_code(h))
        and (h in named_in_title or not copyrules.tokens(h) <= named)
    )


@lru_cache(maxsize=64)
def labels(product: Product) -> tuple[str, ...]:
    """Points that name a feature and say nothing of it: ``Modern Design``, ``PCI Express 3.0``."""
    limit = LIMITS["headline"]
    begun = [
        p for p in map(as_point, (_split_label(f)[0] for f in product.features if ":" in f)) if p
    ]
    told = [p for p in page_points(product) if p in begun or LABEL.search(p) or _is_code(p)]
    return tuple(p for p in dict.fromkeys(told) if display_width(p) <= limit and _is_phrase(p))


def _is_code(point: str) -> bool:
    """``12GB 768-Bit GDDR5``: mostly names and numbers of a data sheet."""
    words = point.split()
    coded = [w for w in words if any(c.isdigit() for c in w) or (w.isupper() and len(w) > 2)]
    return len(coded) * 2 >= len(words) and not _COUNTED.match(point)


def head(point: str) -> str:
    """``Durable fabric`` of ``Durable fabric that lasts``; nothing that is no phrase of its own."""
    if _UNREAD.search(point):
        return ""
    begun = _HEAD_ENDS.split(point, maxsplit=1)[0].rstrip(_END)
    commands = len(begun.split()) < _COMMAND and _IMPERATIVE.search(begun)
    hangs = _SUBORDINATE.match(begun) or _HANGING.search(begun) or copyrules.dangles(begun)
    return "" if commands or hangs or begun.count("(") != begun.count(")") else begun


def tells_alone(text: str, angle: Angle) -> bool:
    """Whether a piece of evidence is a headline: a phrase, or a word like ``Water-resistant``."""
    return _is_phrase(text) or (angle is Angle.PROBLEM_SOLUTION and "-" in text)


def _had(text: str) -> list[str]:
    """``A clear glazed interior`` of a sentence that says what the thing comes with."""
    found = (m["what"] for m in _HAVING.finditer(text) if not _halved(m))
    phrases = (
        w for w in found if not (_OURS.match(w) or _HANGING.search(w) or _ADJECTIVE.match(w))
    )
    return [as_point(phrase) for phrase in phrases]


def _listed(text: str) -> list[str]:
    """``Ready in seconds`` of ``Smooth, satisfying and ready in seconds``: a list that is all."""
    items = [i.strip(_END) for i in _LIST_JOINT.split(text.strip(_END))]
    short = all(0 < len(i.split()) <= _ITEM_WORDS for i in items)
    if len(items) < _FEW or not short or _leans(items):
        return []
    telling = (i for i in items if len(i.split()) > 1 or _SAYS_ALL.search(i))
    return [
        p for p in map(as_point, telling) if p and not (_BARE.match(p) or _SUBORDINATE.match(p))
    ]


def _leans(items: list[str]) -> bool:
    """Whether a later item needs an earlier one: its preposition, its verb."""
    return any(map(_PREPOSITION.search, items[:-1])) or bool(_IMPERATIVE.search(items[0]))


def _parts_of_name(product: Product) -> list[str]:
    """``Non-stick`` of ``Skillet: preseasoned, non-stick``: what is in the name only to sell."""
    brand = (product.brand or "").casefold()
    parts = [p.strip(_END) for p in _NAME_JOINT.split(product.name)[1:]]
    telling = (p for p in parts if len(p.split()) > 1 or _SAYS_ALL.search(p))
    return [
        p for p in telling if not _SUBORDINATE.match(p) and not (brand and brand in p.casefold())
    ]


def _halved(match: re.Match[str]) -> bool:
    """Whether ``a border of diamond`` goes on with ``and floral motifs``."""
    goes_on = _LIST_JOINT.match(match.string, match.end()) is not None
    return goes_on and _PREPOSITION.search(match["what"]) is not None


def _counted(text: str) -> list[str]:
    """``40g of protein`` of a sentence that lists it; nothing that a word before it weakens."""
    found = (
        m.group("fact") for m in _COUNTED.finditer(text) if not _HEDGED.search(text[: m.start()])
    )
    return [f for f in found if not copyrules.dangles(f)]


def _stands_for(sentence: str) -> bool:
    """Whether a sentence of the description can serve as a point: short, and about the thing."""
    return display_width(sentence) <= _SHORT and not _POINTING.match(sentence)


def _is_phrase(point: str) -> bool:
    """No single word, no label, no instruction, no parts list."""
    words = point.split()
    worded = sum(c.isalpha() for c in point) * 2 > sum(not c.isspace() for c in point)
    phrase = worded and (
        len(words) > 1 or _SAYS_ALL.search(point) is not None or _UNSPACED.search(point) is not None
    )
    return (
        phrase
        and not PART_NAME.match(point)
        and not _SPECIFICATION.search(point)
        and not (_PARTS.search(point) or INSTRUCTION.search(point) or _ENABLES.match(point))
        and not (_PURPOSE.match(point) and len(words) < _ITEM_WORDS)
        and not (point[0].isdigit() and len(words) == _PAIR)
    )


def _split_label(feature: str) -> tuple[str, ...]:
    """``EASY TO CLEAN: the cover comes off`` is two points; ``Weight: 2 kg`` stays one."""
    bare = feature.replace("【", "").replace("】", ": ")
    label, mark, rest = bare.partition(":") if ":" in bare else bare.partition("：")
    if mark and len(rest.split()) > _LABEL_WORDS and 1 < len(label.split()) <= _LABEL_WORDS:
        return (label.strip().capitalize() if label.strip().isupper() else label, rest)
    return (bare,)


def as_point(text: str) -> str:
    """A point in one line, or nothing if it is too long or no argument."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split()).strip(_END)
    flat = flat if flat.count("¡") == flat.count("!") and flat.count("¿") == flat.count("?") else ""
    fits = _SHORTEST_POINT <= display_width(flat) <= _LONGEST
    if not fits or INSTRUCTION.search(flat) or copyrules.dangles(flat) or not _reads_well(flat):
        return ""
    plain = flat[0].islower() and (flat[1].islower() or flat[1] == " ")  # not iPhone, eBook, x-ray
    return flat[0].upper() + flat[1:] if plain else flat


def _reads_well(text: str) -> bool:
    """No trace of the page's machinery, no shouting, no fragment that begins or ends midway."""
    broken = not text.isprintable() or text.endswith(("...", "…", ",")) or text[:1] in ",;.()…"
    refused = HOST.match(text) or SHEET_ROW.match(text) or WARNING_OFF.search(text)
    return not (
        broken or refused or PAST.match(text) or JUNK.search(text) or _SHOUTED.search(text)
    ) and any(c.isalpha() for c in text)


def _clause(sentence: str, limit: int) -> str:
    """A long sentence up to its last comma, if what stands before it is a sentence of its own."""
    kept = copyrules.shorten(sentence, limit - 1)
    rest = sentence[len(kept) :]
    closed = kept.count("(") == kept.count(")")
    long = len(kept.rpartition(",")[2].split()) >= _LABEL_WORDS and rest[:1] in {",", ";"}
    joined = bool(_GOES_ON.match(rest)) or (long and not _LISTS_ON.match(rest))
    whole = joined and closed and not (_HANGING.search(kept) or _SUBORDINATE.match(sentence))
    return f"{kept}." if whole and not _UNSPACED.search(kept) else ""
