"""Phrase books by language."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache

from cta_batch.domain import CallToAction
from cta_batch.providers.offline.phrases.book import PhraseBook
from cta_batch.providers.offline.usewords import USES, USES_HANT

LANGUAGES = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "ja", "zh"})
"""Primary subtags (BCP 47) that have a phrase book of their own."""

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


@cache
def book(language: str) -> PhraseBook:
    """The phrases of a language; of one not in LANGUAGES, a book of signs without words."""
    found = importlib.import_module(f"{__name__}.{_module(language)}").BOOK
    assert isinstance(found, PhraseBook)
    return found


def uses(language: str) -> Mapping[str, tuple[str, ...]]:
    """By kind, what one does with such a thing; nothing in languages that we do not speak."""
    module = _module(language)
    return USES_HANT if module == "zh_hant" else USES.get(module, {})


def speaks(language: str) -> bool:
    """Whether there are phrases in a BCP 47 language."""
    return _module(language) != "plain"


def label(action: CallToAction, language: str) -> str:
    """What a button says; English where we do not speak the language."""
    return book(language).labels[action]


def _module(language: str) -> str:
    primary, *rest = language.replace("_", "-").lower().split("-")
    if primary == "zh" and _TRADITIONAL.intersection(rest):
        return "zh_hant"
    return primary if primary in LANGUAGES else "plain"
