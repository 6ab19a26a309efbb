"""Words from a chat model: asked, judged, asked once more, then mended with that said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cta_batch import prompts
from cta_batch.domain import CallOutcome, Words
from cta_batch.errors import JobStopped, ProviderError, ProviderRefused
from cta_batch.providers.base import Brief, Writer, Written
from cta_batch.providers.openai.answers import (
    Draft,
    completed,
    finished,
    flaw_notes,
    foreign_language,
    lacking,
    read_draft,
    read_reply,
    read_usage,
    spoken,
    unproved,
    unsaid,
)
from cta_batch.providers.openai.client import Client, Fallbacks, Notice, Receipt, Renamed
from cta_batch.providers.prices import MAX_OUTPUT_TOKENS, Prices, undated

READ_SECONDS = 120.0
PROVIDER = "openai"
_REASONERS = ("gpt-5", "gpt-6", "o1", "o3", "o4")
"""Beginnings of models that refuse any temperature but their default: "Only the default (1) value
is supported" (github.com/openai/openai-python/issues/2072, github.com/tmc/langchaingo/issues/1355;
checked 2026-11). Others that do are asked without it once they have said so."""

_SCHEMA_FORMAT = {
    "type": "json_schema",
    "json_schema": {"name": "words", "strict": True, "schema": prompts.SCHEMA},
}
_FALLBACKS: Fallbacks = {
    "response_format": ({"type": "json_object"},),
    "max_completion_tokens": (Renamed("max_tokens"),),
    "max_tokens": (),
    "reasoning_effort": (),
    "temperature": (),
    "seed": (),
}
TEMPERATURE = 0.9
"""Just below OpenAI's default of 1. A judgement, not measured: we know of no public measurement for
copy under a strict schema. What keeps variants apart is their angle and the headlines they are told
of; this is to let two askings of one model differ, without leaving the brief."""


@dataclass
class _Bill:
    """What the calls for one info have cost so far; None from the first unknown one on."""

    total: Decimal | None = Decimal(0)
    notes: list[str] = field(default_factory=list)

    def add(self, cost: Decimal | None) -> None:
        self.total = None if self.total is None or cost is None else self.total + cost


class OpenAIWriter:
    """Implements ``providers.base.Writer`` by chat completions with a strict JSON schema.

    ``stand_in`` writes true sentences in place of those that keep claiming what the page does not
    say, or keep missing; without it such an answer is a failure. ``notice`` is told the headers of
    every answer (a gate learns its pace from them).
    """

    def __init__(
        self,
        *,
        api_key: str | None,
        base_url: str | None,
        model: str,
        prices: Prices,
        stand_in: Writer | None = None,
        read_seconds: float = READ_SECONDS,
        notice: Notice | None = None,
    ) -> None:
        self.model = model
        self._prices = prices
        self._stand_in = stand_in
        self._client = Client(
            api_key=api_key,
            base_url=base_url,
            model=model,
            read_seconds=read_seconds,
            notice=notice,
        )

    def close(self) -> None:
        """Close the connections, once no call is under way."""
        self._client.close()

    def write(self, brief: Brief) -> Written:
        """The words for ``brief``: one call, or two when the first answer has problems.

        Raises ProviderRefused, ProviderRejected, ProviderError (``spent_usd`` says what it cost
        all the same), AskedToWait, KeyRefused or QuotaUsedUp.
        """
        bill = _Bill()
        try:
            words, notes = self._written(brief, bill)
        except ProviderError as error:
            error.spent_usd = bill.total or None
            raise
        return Written(words, PROVIDER, self.model, bill.total, (*notes, *flaw_notes(words, brief)))

    def _true(self, words: Words, brief: Brief, notes: list[str]) -> Words:
        """``words``, with every text that claims what the page does not say replaced by a true one.

        Raises ProviderError when there is nobody to write a true one.
        """
        found = foreign_language(words, brief)
        if found:
            words = self._translated(words, found, brief, notes)
        invented = unproved(words, brief)
        if not invented:
            return words
        claims = ", ".join(dict.fromkeys(c for found in invented.values() for c in found))
        if self._stand_in is None:
            raise ProviderError(
                f"{self.model} keeps claiming {claims}, which the page does not say; try again, or"
                " choose another model with CTA_BATCH_TEXT_MODEL."
            )
        names = " and the ".join(spoken(name) for name in invented)
        were = "were" if len(invented) > 1 else "was"
        notes.append(
            f"The model kept claiming {claims}, which the page does not say; the {names} {were}"
            " written from the page's facts instead."
        )
        return self._replaced(words, tuple(invented), brief)

    def _translated(self, words: Words, found: str, brief: Brief, notes: list[str]) -> Words:
        """Words of our own in place of those that keep being in another language."""
        if self._stand_in is None:
            raise ProviderError(
                f"{self.model} keeps writing in {found!r} where {brief.language!r} is asked for;"
                " try again, or choose another model with CTA_BATCH_TEXT_MODEL."
            )
        notes.append(
            f"The model kept writing in {found!r} where {brief.language!r} is asked for; all words"
            " were written from the page's facts instead."
        )
        return self._stand_in.write(brief).words

    def _complete(self, words: Words, brief: Brief, notes: list[str]) -> Words:
        """``words`` with what the model left out written from the page's facts, and that said."""
        left_out = lacking(words)
        if not left_out:
            return words
        names = ", ".join(spoken(name) for name in left_out)
        done = "; the page's facts gave it." if self._stand_in else "."
        notes.append(f"The model wrote no usable {names}{done}")
        return self._replaced(words, left_out, brief)

    def _replaced(self, words: Words, names: tuple[str, ...], brief: Brief) -> Words:
        if self._stand_in is None:
            return words
        honest = self._stand_in.write(brief).words
        return words.model_copy(update={name: getattr(honest, name) for name in names})

    def _written(self, brief: Brief, bill: _Bill) -> tuple[Words, list[str]]:
        draft = self._usable(brief, bill)
        words, said = finished(draft, brief)
        notes = [*bill.notes, *said]
        if draft.inventions or not draft.judged:
            words = self._true(words, brief, notes)
        return self._complete(words, brief, notes), notes

    def _usable(self, brief: Brief, bill: _Bill) -> Draft:
        draft = self._asked(prompts.chat(brief), brief, bill)
        if draft.problems:
            draft = self._repaired(draft, brief, bill)
        return self._rescued(draft, brief, bill.notes) if draft.faults else draft

    def _rescued(self, draft: Draft, brief: Brief, notes: list[str]) -> Draft:
        """A draft that stays unusable, with what it lacks written by the stand-in."""
        why = "; ".join(draft.faults)
        if self._stand_in is None:
            raise ProviderError(
                f"{self.model} gave no usable copy: {why}. Try again, or choose another model with"
                " CTA_BATCH_TEXT_MODEL."
            )
        names = " and the ".join(spoken(name) for name in unsaid(draft.texts))
        notes.append(
            f"The model twice left the {names} empty; written from the page's facts instead."
            if draft.texts
            else f"The model twice gave no usable answer ({why}); all words were written from the"
            " page's facts instead."
        )
        return completed(draft, self._stand_in.write(brief).words)

    def _repaired(self, draft: Draft, brief: Brief, bill: _Bill) -> Draft:
        """The better of ``draft`` and what the model makes of it when told its problems.

        A usable draft is kept when asking again fails: it is paid for.
        """
        answer = draft.answer or "{}"  # not every server takes a message without text
        messages = prompts.repair(brief, answer, draft.problems)
        try:
            again = self._asked(messages, brief, bill)
        except (ProviderError, JobStopped):
            if draft.faults:
                raise
            return draft
        return min(draft, again, key=lambda d: d.badness)

    def _asked(self, messages: Sequence[prompts.Message], brief: Brief, bill: _Bill) -> Draft:
        answer = self._client.ask(
            "chat", self._parameters(messages, brief), _FALLBACKS, brief.calls
        )
        if "response_format" in answer.dropped:
            bill.notes.append(
                f"The server of {self.model} does not take a strict JSON schema; its answers are"
                " checked here instead."
            )
        usage = read_usage(answer.json.get("usage"))
        cost = self._prices.text_cost(self.model, usage)
        bill.add(cost)
        receipt = Receipt(cost, answer.request_id, usage)
        try:
            draft = read_draft(read_reply(answer.json, self.model), brief)
        except ProviderRefused:
            receipt.give(brief.calls, CallOutcome.REFUSED)
            raise
        receipt.give(brief.calls, CallOutcome.FAILED if draft.faults else CallOutcome.OK)
        return draft

    def _parameters(self, messages: Sequence[prompts.Message], brief: Brief) -> dict[str, Any]:
        params: dict[str, Any] = {
            "messages": list(messages),
            "response_format": _SCHEMA_FORMAT,
            "max_completion_tokens": MAX_OUTPUT_TOKENS,
        }
        if undated(self.model).startswith(_REASONERS):
            params["reasoning_effort"] = "low"  # short copy gains little from long thought
        else:  # reasoning models take neither
            params |= {"temperature": TEMPERATURE, "seed": brief.plan.seed}
        return params
