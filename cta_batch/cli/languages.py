"""``--language``: the languages of a job's words, and what a person must know about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cta_batch.errors import UsageError

if TYPE_CHECKING:
    from cta_batch.domain import JobOptions, ProviderName


def chosen(text: str | None, provider: ProviderName) -> tuple[str, ...]:
    """The languages of ``de,fr``, the main one first; none follows each page.

    Raises UsageError for what is no language, and for localizations that need a model.
    """
    from cta_batch import intake

    languages = () if text is None else intake.read_languages(text)
    _refuse_without_phrases(languages[1:], provider)
    return languages


def _refuse_without_phrases(languages: tuple[str, ...], provider: ProviderName) -> None:
    """Without phrases an ad in a page's foreign language would be a button in English."""
    from cta_batch.domain import ProviderName
    from cta_batch.providers.offline.phrases import LANGUAGES, speaks

    lacking = [code for code in languages if not speaks(code)]
    if provider is ProviderName.OFFLINE and lacking:
        raise UsageError(
            f"--language: the offline provider has no phrases in {', '.join(lacking)} and cannot"
            f" translate (it has {', '.join(sorted(LANGUAGES))}); leave that out, or set"
            " OPENAI_API_KEY for a model."
        )


def told(options: JobOptions) -> Iterator[str]:
    """Sentences for the beginning of a run."""
    from cta_batch import lexicon
    from cta_batch.domain import ProviderName

    also = ", ".join(options.localized_into)
    if also:
        yield f"Language: {options.language}, with localizations in {also}."
    if also and options.brand and options.brand.cta_text:
        yield f"The brand's own button text is for {options.language} only; {also}: the usual one."
    every = (options.language, *options.localized_into)
    unchecked = [code for code in every if code and not lexicon.knows(code)]
    if unchecked and options.provider is not ProviderName.OFFLINE:
        yield (
            f"In {', '.join(unchecked)} only numbers and prices are held against the page, not"
            " what is claimed in words: let somebody who reads it look before it runs."
        )
