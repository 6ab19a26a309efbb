"""Foreign failures in, ours out: whatever the SDK can raise gets a name and a sentence."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx2
import openai

from cta_batch.errors import (
    AskedToWait,
    CtaBatchError,
    KeyRefused,
    ProviderError,
    ProviderRefused,
    ProviderRejected,
    QuotaUsedUp,
)
from cta_batch.providers import ratelimits
from cta_batch.redaction import without_keys

QUOTA_CODES = frozenset(
    {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "quota_exceeded"}
)
REFUSAL_CODES = frozenset(
    {"content_policy_violation", "moderation_blocked", "content_filter", "image_content_policy"}
)
NOT_SENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
    httpx2.LocalProtocolError,
)
"""Raised before a request leaves: of the way there, or of what it would have carried."""
GAVE_UP = frozenset({504, 524})
"""A gateway waited for the model in vain, which may have answered and billed all the same."""


def translated(error: Exception, model: str) -> CtaBatchError:
    """Our name for what calling ``model`` raised; no key stands in its message."""
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, model)
    if isinstance(error, openai.APIConnectionError):
        return _of_connection(error, model)
    if isinstance(error, httpx2.TimeoutException | httpx2.TransportError):
        return _lost(model)
    # A 200 with a broken body leaves the SDK as a bare JSONDecodeError; so may anything else.
    return ProviderError(
        f"The server of {model} sent an answer that cannot be read ({type(error).__name__});"
        " try again later.",
        may_be_paid=True,
    )


def _of_status(error: openai.APIStatusError, model: str) -> CtaBatchError:
    status, said = error.status_code, _said(error)
    codes = {error.code, error.type}
    if codes & QUOTA_CODES or status == 402:
        return QuotaUsedUp(
            "The quota of your model account is used up; add credit there, then run"
            " cta-batch resume."
        )
    if status in (401, 403):
        return KeyRefused(
            f"The model server refuses the API key ({status}){said};"
            " check OPENAI_API_KEY, then run cta-batch resume."
        )
    if status == 429:
        return _of_too_many(error, model)
    if codes & REFUSAL_CODES:
        return ProviderRefused(f"{model} declined to answer{said}.")
    if status in GAVE_UP:
        return ProviderError(
            f"The server of {model} gave up waiting for the model ({status}){said}; the call may"
            " have been billed all the same.",
            may_be_paid=True,
        )
    if 300 <= status < 400:
        return ProviderRejected(
            f"The server of {model} is at another address ({status}); set OPENAI_BASE_URL to that."
        )
    if status in (408, 409, 425) or status >= 500:
        return ProviderError(f"The server of {model} answered {status}{said}; try again later.")
    return ProviderRejected(f"The server of {model} rejects the request ({status}){said}.")


def _of_too_many(error: openai.APIStatusError, model: str) -> AskedToWait:
    headers = error.response.headers
    seconds = ratelimits.seconds_to_wait(headers, datetime.now(UTC))
    until = "" if seconds is None else f" for {seconds:.0f} seconds"
    return AskedToWait(
        f"The server of {model} asks us to wait{until}.",
        seconds,
        pace=ratelimits.seconds_between(headers),
    )


def _of_connection(error: openai.APIConnectionError, model: str) -> ProviderError:
    if isinstance(error.__cause__, NOT_SENT):
        return ProviderError(
            f"There is no connection to the server of {model};"
            " check your network and OPENAI_BASE_URL."
        )
    if isinstance(error.__cause__, httpx2.DecodingError):
        return ProviderError(
            f"The server of {model} sent an answer that cannot be taken ({error.__cause__});"
            " try again later.",
            may_be_paid=True,
        )
    return _lost(model)


def _lost(model: str) -> ProviderError:
    return ProviderError(
        f"The server of {model} did not answer in time; the call may have been billed all the"
        " same.",
        may_be_paid=True,
    )


def _said(error: openai.APIStatusError) -> str:
    """What the server said about it, fit for a sentence of ours; empty when it said nothing."""
    body = error.body
    said = body.get("message") if isinstance(body, dict) else None
    return f": {scrubbed(said)}" if isinstance(said, str) and said.strip() else ""


def scrubbed(text: str) -> str:
    """Foreign text as one printable line of at most 200 characters, without any key."""
    line = " ".join("".join(c if c.isprintable() else " " for c in without_keys(text)).split())
    line = line.rstrip(".")
    return line if len(line) <= 200 else line[:199] + "…"
