"""Phrase books by language, and the button labels of some languages more."""

from __future__ import annotations

from cta_batch.domain import CallToAction
from cta_batch.providers.offline.phrases.book import PhraseBook
from cta_batch.providers.offline.phrases.en import BOOK as EN
from cta_batch.providers.offline.phrases.plain import BOOK as PLAIN

_BOOKS: dict[str, PhraseBook] = {"en": EN}


def book(language: str) -> PhraseBook | None:
    """The phrases of a BCP 47 language, None where we have none."""
    return _BOOKS.get(language.replace("_", "-").split("-")[0].lower())


def plain_book() -> PhraseBook:
    """Signs instead of phrases, for the languages that have no book."""
    return PLAIN


def label(action: CallToAction, language: str) -> str:
    """What a button says; English where we do not speak the language."""
    return (book(language) or EN).labels[action]
