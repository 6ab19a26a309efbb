"""How nine languages say the things that advertising law wants proved. Data, and two look-ups.

A concept holds one claim in every language, so that a German page is evidence for English words.
The lists follow what the UK's CAP Code (sections 3, 11, 12) and the EU's directives 2005/29/EC and
(EU) 2024/825 name as claims to substantiate; the words themselves are ours. Checked 2026-11.
"""

from __future__ import annotations

import re

from cta_batch.lexicon.care import CARE
from cta_batch.lexicon.concept import ClaimKind, Concept
from cta_batch.lexicon.materials import IS_MATERIAL, MATERIALS
from cta_batch.lexicon.places import places_in, places_named
from cta_batch.lexicon.praise import PRAISE
from cta_batch.lexicon.substance import SUBSTANCE
from cta_batch.lexicon.terms import TERMS

__all__ = [
    "CONCEPTS",
    "CONDITION",
    "IS_MATERIAL",
    "ClaimKind",
    "Concept",
    "concepts_in",
    "knows",
    "named",
    "places_in",
    "places_named",
]

CONCEPTS: tuple[Concept, ...] = (*PRAISE, *TERMS, *CARE, *SUBSTANCE, *MATERIALS)

CONDITION = re.compile(
    r"(?i)\d|\b(?:over|above|(?<!all\s)orders?|select|eligible|members?|ab|über|bestell\w+|dès|partir|achat"
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
