"""The SDK's HTTP client, for servers that drip for ever or never stop sending."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import httpcore2
import httpx2
import openai

from cta_batch.floor import left
from cta_batch.providers.certificates import trusted
from cta_batch.providers.pinning import Deadline, SocketOption, TimedStream

MOST_BYTES = 40_000_000
"""Of one answer, decoded: a picture of 20 MB in base64, and room for a little more."""
NOT_KEPT = (b"content-encoding", b"content-length", b"transfer-encoding")


class CappedClient(openai.DefaultHttpxClient):
    """Reads each answer whole, within ``total_seconds`` from the request on and ``MOST_BYTES``.

    The headers count as well: every single read is held to what is left of that time. No redirect
    is followed: each request that leaves is to be one in the ledger.
    Raises httpx2.ReadTimeout or httpx2.DecodingError, which the SDK knows.
    """

    def __init__(self, *, total_seconds: float, **kwargs: Any) -> None:
        super().__init__(**{"verify": trusted(), **kwargs, "follow_redirects": False})
        self._total_seconds = total_seconds
        self._deadline = Deadline(time.monotonic)
        for transport in (self._transport, *self._mounts.values()):
            if isinstance(transport, httpx2.HTTPTransport):
                _time(transport, self._deadline)

    def send(self, request: httpx2.Request, **kwargs: Any) -> httpx2.Response:
        with left(), self._deadline.within(self._total_seconds):
            response = super().send(request, **{**kwargs, "stream": True})
            try:
                body = _body(response)
            finally:
                response.close()
        # As bytes: a header that is not ASCII must not cost the answer, which is paid for.
        headers = [(k, v) for k, v in response.headers.raw if k.lower() not in NOT_KEPT]
        return httpx2.Response(response.status_code, headers=headers, content=body, request=request)


def _body(response: httpx2.Response) -> bytes:
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > MOST_BYTES:
            raise httpx2.DecodingError(f"larger than {MOST_BYTES // 1_000_000} MB")
    return bytes(body)


def _time(transport: httpx2.HTTPTransport, deadline: Deadline) -> None:
    """Hold all of a transport's connections to ``deadline``.

    The client builds its transports itself, those for the environment's proxies too, and lets
    nobody pass a network backend; so theirs is wrapped once they are there.
    """
    pool = transport._pool  # noqa: SLF001 - see above
    inner = pool._network_backend  # noqa: SLF001
    pool._network_backend = _TimedBackend(inner, deadline)  # noqa: SLF001


class _TimedBackend(httpcore2.NetworkBackend):
    """Connections whose every step is held to the deadline."""

    def __init__(self, inner: httpcore2.NetworkBackend, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(timeout)
        stream = self._inner.connect_tcp(host, port, left, local_address, socket_options)
        return TimedStream(stream, self._deadline)

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)
