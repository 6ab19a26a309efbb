"""The concepts that a text claims, and the sentences of a page that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cta_batch import counting
from cta_batch.domain import Product
from cta_batch.grounding.claim import Claim
from cta_batch.grounding.told import sale, told
from cta_batch.lexicon import CONCEPTS, CONDITION, ClaimKind, Concept, places_in

_EXACT = frozenset({"most", "health", "certified"})
"""Concepts that hold many different promises: only the same word proves one of them."""

_STEM = 5

_BY_NOUN = frozenset({"endorsed", "comparison"})
"""Concepts that are nothing without a word in them: dentists prove no vets, faster no brighter."""

_FRAME = re.compile(
    r"(?:recommend|approv|trust|endors|test|empfohl|getest|gepruft|aanbevol|recommand|approuv|valid"
    r"|recomend|aprob|avalad|probad|consigliat|approvat|raccomandat|testat|aprovad)\w*"
    r"|(?:twice|times|doppelt|drei|fach|fois|veces|volte|vezes|keer|zo|doble|dobro|expert|x|as|by|than"
    r"|als|dan|que|von|door|par|por|da|dai|dagli|dalle|pelos|des|les|los|las|the|rest|other|others"
    r"|any|all|every|ever|most|plus|mas|piu|mais|so|mal|degli|altri|alle|andere|autres|demas|on|in"
    r"|seen|featured|our|many|leading|top)"
)
"""Words of such a claim that do not say what it is about, folded as ``counting`` folds them."""

_AT_ONCE = re.compile(
    r"(?i)\b(?:same[-\s]day|next[-\s]day|overnight|today|tomorrow|tonight|heute|morgen|sofort\w*|vandaag"
    r"|aujourd['’]hui|demain|hoy|mañana|oggi|domani|hoje|amanhã|24\s?h\w*)|即日|当日|翌日|明日|明天|次日|24小"
)
"""Delivery in days is none of today or tomorrow."""

_NOT = re.compile(
    r"(?i)(?:\b(?:not|no|never|isn['’]t|aren['’]t|don['’]t|cannot|nor|nicht|kein\w*|nie|pas|jamais|non"
    r"|não|nunca|niet|geen|nooit)\b|不|没|沒|非)[^.;!?。；]{0,20}$"
)
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
        if not any(_says_same(concept, claim, m, foreign=foreign) for m in stated):
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
    if concept.kind is ClaimKind.ORIGIN:
        return _same_place(one, fact.string, foreign=foreign)
    if concept.name == "fast delivery" and _AT_ONCE.search(one) and not _AT_ONCE.search(other):
        return False
    if concept.name in _BY_NOUN and not foreign:
        return counting.any_alike(_nouns(one), _nouns(other))
    exact = concept.name in _EXACT and not (foreign and concept.kind is not ClaimKind.MEDICAL)
    return not exact or one.casefold()[:_STEM] == other.casefold()[:_STEM]


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
    return tuple(w for w in counting.words(text) if not _FRAME.fullmatch(w)) or counting.words(text)


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
