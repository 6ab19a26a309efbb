"""The concepts that a text claims, and the sentences of a page that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cta_batch import counting
from cta_batch.domain import Product
from cta_batch.grounding.claim import Claim
from cta_batch.grounding.told import sale, told
from cta_batch.lexicon import (
    CONCEPTS,
    CONDITION,
    IS_MATERIAL,
    ClaimKind,
    Concept,
    named,
    places_in,
)

_EXACT = frozenset({"most", "health", "certified"})
"""Concepts that hold many different promises: only the same word proves one of them."""

_STEM = 5

_ANYWHERE = frozenset({"made of", "protects from", "anti", "by craftsmen", "withstands"})
"""Concepts whose noun proves them wherever the page says it."""

_BY_NOUN = frozenset({"endorsed", "comparison", "lacking", "ailment"})
"""Concepts that are nothing without a word in them: dentists prove no vets, faster no brighter."""

_SHORTEST_ROOT, _SAME_ROOT = 3, 6
"""First letters that make two long words one: ``dermatologist`` and ``dermatologically``."""

_KIN = {
    "keeps its temperature": ("insulated",),
    "reusable": ("rechargeable",),
    "adjustable": ("dimmable", "extendable"),
    "easy-clean": ("dishwasher", "machine-washable"),
    "by craftsmen": ("handmade",),
    "withstands": ("waterproof", "water-resistant", "nonslip", "windproof"),
    "of steel": ("stainless",),
    "of leather": ("leather", "of suede"),
    "of wool": ("of merino", "of cashmere"),
    "of ceramic": ("of porcelain", "of stoneware", "of terracotta"),
    "made of": ("stainless", "leather", "cotton", "cast iron", "solid wood"),
}
"""What follows from another concept: who says ``vacuum insulated`` says that it keeps warm."""

_FRAME = re.compile(
    r"(?:recommend|approv|trust|endors|test|empfohl|getest|gepruft|aanbevol|recommand|approuv|valid"
    r"|recomend|aprob|avalad|probad|consigliat|approvat|raccomandat|testat|aprovad)\w*"
    r"|(?:twice|times|doppelt|drei|fach|fois|veces|volte|vezes|keer|zo|doble|dobro|expert|x|as|by|than"
    r"|als|dan|que|von|door|par|por|da|dai|dagli|dalle|pelos|des|les|los|las|the|rest|other|others"
    r"|any|all|every|ever|most|plus|mas|piu|mais|so|mal|degli|altri|alle|andere|autres|demas|on|in"
    r"|seen|featured|our|many|leading|top|and|for|of|from|free|without|no|zero|added|artificial"
    r"|ohne|frei|keine?r?|sans|aucune?|exempte?s?|sin|libres?|exent[oa]s?|senza|priv[oaie]|sem|livres?"
    r"|isent[oa]s?|zonder|vrije?|geen|de|di|d|van|vom)"
)
"""Words of such a claim that do not say what it is about, folded as ``counting`` folds them."""

_LACKS = re.compile(
    r"(?i)[-\s]?(?:frei\w*|vrije?|proof|resistant|repellent|feste?[rsnm]?|beständige?[rsnm]?|bestendige?"
    r"|werende?|vaste?|フリー|不使用|無配合|ゼロ)$|^(?:不含|无添加|無添加|[无無零0]|ノン)"
)
"""What is joined to the name of what is lacking or withstood: ``zuckerfrei``, ``kratzfest``."""

_MAKING = re.compile(
    r"(?i)(?:made|manufactur|produc|craft|sewn|woven|built|brew|roast|forg|knit|assembl|design|origin"
    r"|hergestellt|fertig|genäht|gewebt|gebaut|produzi|geschmiedet|herkunft|fabri[ckq]|cousu|tiss|conçu"
    r"|provenance|hech[oa]|elabora|cosid|origen|fatt[oaie]|prodott|realizzat|cucit|provenienza|feit[oa]s?"
    r"|origem|gemaakt|genaaid|geweven|herkomst)|製|産地|产地|產地|原产|原產|制造|製造|作られ"
)
_VOUCHING = re.compile(
    r"(?i)(?:recommend|featur|publish|approv|trust|endors|test|prais|choos|chosen|swear|empf[eo]hl|geprüft|bestätigt"
    r"|recommand|approuv|valid|plébiscit|recom[ei]+nd|aprob|avala|prob|consigli|raccomand|aprov|aanbev)"
)
"""What a sentence says that tells a place of making, or who vouches, in another order of words."""

_AT_ONCE = re.compile(
    r"(?i)\b(?:same[-\s]day|next[-\s]day|overnight|today|tomorrow|tonight|heute|morgen|sofort\w*|vandaag"
    r"|aujourd['’]hui|demain|hoy|mañana|oggi|domani|hoje|amanhã|24\s?h\w*)|即日|当日|翌日|明日|明天|次日|24小"
)
"""Delivery in days is none of today or tomorrow."""

_NOT = re.compile(
    r"(?i)(?:\b(?:not|no|never|isn['’]t|aren['’]t|don['’]t|cannot|nor|nicht|kein\w*|nie|pas|jamais|non"
    r"|não|nunca|niet|geen|nooit)\b|不|没|沒|非)[^.;!?。；]{0,20}$"
)
_DENIES = re.compile(
    r"(?i)\b(?:not|no|never|without|\w+n['’]t|nicht|kein\w*|ohne|pas|sans|sin|non|senza|não|sem|niet|geen"
    r"|zonder)\b"
)
_PLAIN = re.compile(
    r"(?:safe|proof|friendly|resistant|free|easy|keep|keeps|stay|stays|made|machine|hand|control|controlled"
    r"|fest|geeignet|compatible|compatibles?|apto|adatto|protects?|protect\w+|schutz\w*|proteg\w*|protezione"
    r"|beschermt?|against|contre|contra|contro|gegen|tegen|hecho|fait|fatto|feito|gemaakt|gefertigt|suitable"
    r"|hours|day|long|remote|super|ultra|very|resists?|withstands?|résistante?s?|resistent[ei]s?|aux)"
)
"""Words of a property that stand in many."""

_NOT_AFTER = re.compile(r"^(?:で|では)?(?:は)?(?:ありません|ない|なし)")
"""What denies a claim: before it, in Japanese after it."""


def concepts_claimed(text: str, product: Product, *, foreign: bool) -> Iterator[Claim]:
    """Every concept of the lexicon that a text speaks of, with its evidence."""
    for concept in CONCEPTS:
        for match in concept.pattern.finditer(text):
            claim = match.group().strip()
            proof = _proof(concept, match, product, foreign=foreign)
            yield Claim(claim, concept.kind, proof or _reduction(product, concept))


def _proof(
    concept: Concept, claim: re.Match[str], product: Product, *, foreign: bool
) -> str | None:
    """The first text of the page that says the same, its conditions told along."""
    for fact in told(product):
        stated = concept.pattern.finditer(fact)
        same = any(_says_same(concept, claim, m, foreign=foreign) for m in stated)
        if not (same or _says_in_other_words(concept, claim.group(), fact, foreign=foreign)):
            continue
        if not _hides_condition(concept, claim.string, fact):
            return fact
    return None


def _says_same(
    concept: Concept, claim: re.Match[str], fact: re.Match[str], *, foreign: bool
) -> bool:
    one, other = claim.group().strip(), fact.group().strip()
    if _is_denied(fact) and not _is_denied(claim):
        return False
    if concept.name == "made in":
        return _same_place(one, fact.string, foreign=foreign)
    if concept.name == "fast delivery" and _AT_ONCE.search(one) and not _AT_ONCE.search(other):
        return False
    if concept.name in _ANYWHERE and not foreign:
        return one == other or _any_akin(_roots(one), _roots(other))
    if concept.name in _BY_NOUN and not foreign:
        return _any_akin(_nouns(one), _nouns(other))
    exact = concept.name in _EXACT and not (foreign and concept.kind is not ClaimKind.MEDICAL)
    return not exact or one.casefold()[:_STEM] == other.casefold()[:_STEM]


def _says_in_other_words(concept: Concept, claim: str, fact: str, *, foreign: bool) -> bool:
    """``Herkunft: Italien`` for ``in Italien gefertigt``, ``Dentists recommend it`` for ``by``."""
    if concept.name in IS_MATERIAL:  # ``faux leather`` holds the word, and is none
        return any(named(name).pattern.search(fact) for name in _KIN.get(concept.name, ()))
    if concept.kind is ClaimKind.PROPERTY and not _DENIES.search(fact):
        return _follows(concept, claim, fact, foreign=foreign)
    frame = {"made in": _MAKING, "endorsed": _VOUCHING}.get(concept.name)
    verb = frame.search(fact) if frame else None
    if verb is None or _is_denied(verb):
        return False
    if concept.name == "endorsed":
        return _any_akin(_nouns(claim), counting.words(fact))
    places = places_in(claim)
    if places:
        return bool(places & places_in(fact))
    return counting.any_alike(_named_in(claim), counting.words(fact))


def _follows(concept: Concept, claim: str, fact: str, *, foreign: bool) -> bool:
    """Whether a fact names the same property by its root, or another one that this follows from."""
    kin = [named(name).pattern for name in _KIN.get(concept.name, ())]
    if concept.name in _ANYWHERE:  # which of them, the claim says itself
        kin = [pattern for pattern in kin if foreign and pattern.search(claim)]
    if any(pattern.search(fact) for pattern in kin):
        return True
    return _any_akin(_roots(claim), counting.words(fact))


def _roots(claim: str) -> tuple[str, ...]:
    """The words of a property that name it: ``dishwasher`` of ``dishwasher safe``; no single
    characters, which are too little of a word."""
    bare = (w.removeprefix("anti") for w in _nouns(claim) if not _PLAIN.fullmatch(w))
    return tuple(w for w in bare if len(w) >= _SHORTEST_ROOT and not counting.is_small(w))


def _named_in(claim: str) -> tuple[str, ...]:
    """The words of a claim of origin that stand for a place: capitalised, and after the first."""
    _, *later = claim.split()
    return counting.words(" ".join(word for word in later if word[:1].isupper()))


def _any_akin(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    roots = {word[:_SAME_ROOT] for word in others if len(word) > _SAME_ROOT}
    return counting.any_alike(some, others) or any(word[:_SAME_ROOT] in roots for word in some)


def _is_denied(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(_NOT.search(before) or _NOT_AFTER.match(after))


def _same_place(claim: str, fact: str, *, foreign: bool) -> bool:
    """Whether both name the same country; of other places, whether the page names it too."""
    ours, theirs = places_in(claim), places_in(fact)
    if ours or foreign:
        return bool(ours & theirs) or not (ours and theirs)
    last = counting.words(claim)[-1:]
    return counting.any_alike(last, counting.words(fact))


def _nouns(text: str) -> tuple[str, ...]:
    words = counting.words(_LACKS.sub("", text))
    return tuple(w for w in words if not _FRAME.fullmatch(w)) or counting.words(text)


def _hides_condition(concept: Concept, text: str, fact: str) -> bool:
    """``Free shipping`` from ``Free shipping over $50`` leaves out what it costs to get it."""
    if concept.kind is not ClaimKind.DELIVERY:
        return False
    rest = concept.pattern.sub(" ", fact)
    return bool(CONDITION.search(rest)) and not CONDITION.search(concept.pattern.sub(" ", text))


def _reduction(product: Product, concept: Concept) -> str | None:
    """A struck-out price as proof of a sale, and of half price where it is that."""
    price, before = product.price, product.list_price
    if concept.name == "reduced":
        return sale(product)
    halved = price and before and price * 2 <= before
    return sale(product) if concept.name == "half price" and halved else None
