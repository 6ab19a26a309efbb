"""What a concept of the lexicon is, and how one is written down."""

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
    ENDORSEMENT = "endorsement"
    CERTIFICATION = "certification"
    SAFETY = "safety"
    NAME = "name"
    PROPERTY = "property"


@dataclass(frozen=True)
class Concept:
    """One thing that can be claimed: ``pattern`` finds it in any of the languages."""

    name: str
    kind: ClaimKind
    pattern: re.Pattern[str]


def concept(kind: ClaimKind, name: str, spaced: str, unspaced: str = "") -> Concept:
    """``spaced`` alternatives stand between word borders, ``unspaced`` ones (CJK) anywhere."""
    words = rf"(?<!\w)(?:{_one_line(spaced)})(?!\w)"
    pattern = f"{words}|{_one_line(unspaced)}" if unspaced else words
    return Concept(name, kind, re.compile(pattern, re.IGNORECASE))


def _one_line(alternatives: str) -> str:
    return "|".join(line.strip(" |") for line in alternatives.strip().splitlines())
