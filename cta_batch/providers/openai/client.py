"""One SDK client, made when first needed, and calls that raise nothing foreign."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from cta_batch.domain import CallOutcome
from cta_batch.errors import CtaBatchError, JobStopped, ProviderError
from cta_batch.providers.base import CallLog
from cta_batch.providers.prices import Usage
from cta_batch.redaction import hide, redacted_within, secrets_in

if TYPE_CHECKING:
    import openai

log = logging.getLogger(__name__)

DEFAULT_BASE_URL = "https://api.openai.com/v1"
CONNECT_SECONDS = 10.0
WRITE_SECONDS = 60.0
NOT_LISTED = frozenset({403, 404, 405, 501})
"""A server without a list of models, or a key that may use them but not list them."""

Asked = Literal["chat", "image"]
_PATHS: Mapping[Asked, str] = {"chat": "/chat/completions", "image": "/images/generations"}

Notice = Callable[[Mapping[str, str]], None]
"""Told the headers of every answer, so that a gate can learn the provider's pace."""


@dataclass(frozen=True)
class Renamed:
    """A fallback that is the same value under the name by which some servers know it."""

    name: str


Fallbacks = Mapping[str, tuple[Any, ...]]
"""For each parameter that a server may not know: what to send in its place, in turn, before it is
left out."""


@dataclass(frozen=True)
class Answer:
    """The JSON of a 200; ``dropped`` are parameters that the server turned out not to take."""

    json: dict[str, Any]
    dropped: tuple[str, ...]
    request_id: str | None = None


@dataclass(frozen=True)
class Listing:
    """The models that a server says it has, by id; None where it does not say, with ``status``."""

    models: frozenset[str] | None
    status: int


@dataclass(frozen=True)
class Receipt:
    """What an answered call cost; ``cost`` in USD, None when it is not known."""

    cost: Decimal | None
    request_id: str | None
    usage: Usage | None

    def give(self, calls: CallLog, outcome: CallOutcome) -> None:
        usage = None if self.usage is None else asdict(self.usage)
        calls.end(outcome, cost=self.cost, request_id=self.request_id, usage=usage)


class Client:
    """Calls one model. Thread-safe; connections are shared and used again.

    The SDK's own retries are off: it would sleep in the worker's thread, and buy timed-out
    pictures twice. ``read_seconds`` is how long the server may be silent; a whole answer may take
    twice that.
    """

    def __init__(
        self,
        *,
        api_key: str | None,
        base_url: str | None,
        model: str,
        read_seconds: float,
        notice: Notice | None = None,
    ) -> None:
        hide([api_key or "", *secrets_in(base_url or "")])
        self.model = model
        self._key = api_key
        self._base_url = base_url or DEFAULT_BASE_URL
        self._read_seconds = read_seconds
        self._notice = notice
        self._lock = threading.Lock()
        self._sdk: openai.OpenAI | None = None
        self._refused: dict[str, int] = {}
        self._over: JobStopped | None = None

    def close(self) -> None:
        """Close the connections; only once no call is under way, or its answer is lost."""
        with self._lock:
            if self._sdk is not None:
                self._sdk.close()

    def ask(
        self,
        what: Asked,
        wanted: Mapping[str, Any],
        fallbacks: Fallbacks,
        calls: CallLog,
    ) -> Answer:
        """POST ``wanted`` and return the answer.

        A parameter of ``fallbacks`` that the server rejects is replaced or left out, and the call
        made again (a rejected call costs nothing); that is remembered for all further calls.
        ``calls`` is told of each request; how the answered one ended is left to the caller, who
        knows its price.
        Once the key was refused, or the quota used up, no further request leaves.
        Raises the provider errors of ``cta_batch.errors``, nothing else.
        """
        import openai

        from cta_batch.providers.openai.translating import translated

        dropped: list[str] = []
        while True:
            self._refuse_when_over()
            refused = dict(self._refused)
            params = _accepted(wanted, fallbacks, refused)
            try:
                answer, request_id = self._logged(what, params, calls)
                return Answer(answer, tuple(dropped), request_id)
            except openai.APIStatusError as error:
                name = _unknown_parameter(error, params, fallbacks)
                if name is None:
                    raise self._noted(translated(error, self.model)) from None
                self._refuse(name, refused.get(name, 0) + 1)
                dropped.append(name)
            except CtaBatchError:
                raise
            except Exception as error:  # the seam: nothing foreign may pass
                raise translated(error, self.model) from None

    def listing(self) -> Listing:
        """GET the server's list of models, which costs nothing and shows that it takes the key.

        Raises the provider errors of ``cta_batch.errors``, nothing else.
        """
        import openai

        from cta_batch.providers.openai.translating import translated

        try:
            raw = self._connected().models.with_raw_response.list()
            listed = redacted_within(raw.http_response.json())["data"]
            return Listing(frozenset(str(model["id"]) for model in listed), raw.status_code)
        except Exception as error:  # the seam: nothing foreign may pass
            if isinstance(error, openai.APIStatusError) and error.status_code in NOT_LISTED:
                return Listing(None, error.status_code)
            raise translated(error, self.model) from None

    def _logged(
        self, what: Asked, params: Mapping[str, Any], calls: CallLog
    ) -> tuple[dict[str, Any], str | None]:
        """Send a request that is written down before it leaves."""
        calls.begin(self.model, request_hash({"model": self.model, **params}))
        try:
            return self._post(what, params)
        except Exception as error:
            outcome = _outcome(error, self.model)
            unknown = outcome is CallOutcome.UNKNOWN
            calls.end(outcome, cost=None if unknown else Decimal(0), request_id=_request_id(error))
            raise

    def _post(self, what: Asked, params: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
        import httpx2

        # The parameters are a plain dict, because servers differ in which of them they take; the
        # SDK's typed calls would walk through all of it in search of what is none.
        raw = self._connected().post(
            _PATHS[what], body={"model": self.model, **params}, cast_to=httpx2.Response
        )
        if self._notice is not None:
            self._notice(raw.headers)
        answer = redacted_within(raw.json())
        if not isinstance(answer, dict):
            raise ProviderError(
                f"The server of {self.model} sent an answer of an unknown kind; try again later.",
                may_be_paid=True,
            )
        return answer, raw.headers.get("x-request-id")

    def _connected(self) -> openai.OpenAI:
        import openai

        from cta_batch.providers.openai.capped import CappedClient

        with self._lock:
            if self._sdk is None:
                self._sdk = openai.OpenAI(
                    http_client=CappedClient(total_seconds=2 * self._read_seconds),
                    api_key=self._key or "none",  # servers without keys ignore it
                    base_url=self._base_url,
                    max_retries=0,
                    timeout=openai.Timeout(
                        self._read_seconds, connect=CONNECT_SECONDS, write=WRITE_SECONDS
                    ),
                )
            return self._sdk

    def _noted(self, error: CtaBatchError) -> CtaBatchError:
        if isinstance(error, JobStopped):
            self._over = error
        return error

    def _refuse_when_over(self) -> None:
        """Whoever kept a usable answer when asking again was refused comes by here once more."""
        over = self._over
        if over is not None:
            raise type(over)(str(over))

    def _refuse(self, name: str, times: int) -> None:
        """Remember it; threads that learn the same at once count as one."""
        with self._lock:
            if times <= self._refused.get(name, 0):
                return
            self._refused[name] = times
        log.warning("%s does not take %s as sent; it goes without from now on", self.model, name)


def request_hash(body: Mapping[str, Any]) -> str:
    """What tells one request from another: the SHA-256 of its JSON with sorted keys."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _outcome(error: Exception, model: str) -> CallOutcome:
    """How a call that raised ended: said no to, broken, or lost and perhaps billed."""
    import openai

    from cta_batch.providers.openai.translating import translated

    if isinstance(error, openai.APIStatusError) and error.status_code < 500:
        return CallOutcome.REFUSED
    ours = error if isinstance(error, CtaBatchError) else translated(error, model)
    lost = isinstance(ours, ProviderError) and ours.may_be_paid
    return CallOutcome.UNKNOWN if lost else CallOutcome.FAILED


def _request_id(error: Exception) -> str | None:
    found = getattr(error, "request_id", None)
    return found if isinstance(found, str) else None


def _accepted(
    wanted: Mapping[str, Any], fallbacks: Fallbacks, refused: Mapping[str, int]
) -> dict[str, Any]:
    """``wanted``, with what the server is known to refuse replaced or left out."""
    params = dict(wanted)
    for name, choices in fallbacks.items():
        if name not in params or name not in refused:
            continue
        value, times = params.pop(name), refused[name]
        choice = choices[times - 1] if times <= len(choices) else None
        if isinstance(choice, Renamed):
            params[choice.name] = value
        elif choice is not None:
            params[name] = choice
    return params


def _unknown_parameter(
    error: openai.APIStatusError, params: Mapping[str, Any], fallbacks: Fallbacks
) -> str | None:
    """The parameter this rejection is about, if there is something else to try for it."""
    if error.status_code not in (400, 422):
        return None
    said = f"{error.param or ''} {error.message}".lower()
    for name in fallbacks:
        named = re.search(rf"\b{name}\b", said) is not None
        if name in params and (named or (name == "response_format" and "schema" in said)):
            return name
    return None
