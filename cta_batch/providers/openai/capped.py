"""The SDK's HTTP client, for servers that drip for ever or never stop sending."""

from __future__ import annotations

import time
from typing import Any

import httpx2
import openai

MOST_BYTES = 40_000_000
"""Of one answer, decoded: a picture of 20 MB in base64, and room for a little more."""
NOT_KEPT = ("content-encoding", "content-length", "transfer-encoding")


class CappedClient(openai.DefaultHttpxClient):
    """Reads each answer whole, within ``total_seconds`` from the request on and ``MOST_BYTES``.

    Raises httpx2.ReadTimeout or httpx2.DecodingError, which the SDK knows.
    """

    def __init__(self, *, total_seconds: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._total_seconds = total_seconds

    def send(self, request: httpx2.Request, **kwargs: Any) -> httpx2.Response:
        ends = time.monotonic() + self._total_seconds
        response = super().send(request, **{**kwargs, "stream": True})
        try:
            body = self._body(response, ends)
        finally:
            response.close()
        headers = [(k, v) for k, v in response.headers.multi_items() if k not in NOT_KEPT]
        return httpx2.Response(response.status_code, headers=headers, content=body, request=request)

    def _body(self, response: httpx2.Response, ends: float) -> bytes:
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > MOST_BYTES:
                raise httpx2.DecodingError(f"larger than {MOST_BYTES // 1_000_000} MB")
            if time.monotonic() > ends:
                raise httpx2.ReadTimeout("the total deadline has passed")
        return bytes(body)
