"""A model server that answers byte by byte: its headers are held to the deadline as well."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from cta_batch.domain import CallOutcome
from cta_batch.errors import ProviderError
from cta_batch.providers.base import UNLOGGED
from cta_batch.providers.openai.client import Client

BEAT_SECONDS = 0.01
MOST_BEATS = 400
"""Then it goes on as an honest server, so that a client without a deadline gets its answer."""


class Dripping(socketserver.BaseRequestHandler):
    """Never silent for long, and never done before ``MOST_BEATS`` bytes of a header."""

    server: Drips

    def handle(self) -> None:
        self.request.recv(65536)
        try:
            self.request.sendall(b"HTTP/1.1 200 OK\r\nX-Drip: ")
            for _ in range(MOST_BEATS):
                self.request.sendall(b"a")
                self.server.closing.wait(BEAT_SECONDS)
            self.request.sendall(b"\r\nContent-Length: 2\r\n\r\n{}")
            self.server.finished.set()
        except OSError:  # the client has gone, as it should
            return


class Drips(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Dripping)
        self.closing = threading.Event()
        self.finished = threading.Event()


@pytest.fixture
def drips() -> Iterator[Drips]:
    with Drips() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.closing.set()
        server.shutdown()


class Calls:
    """Remembers how a call ended."""

    def __init__(self) -> None:
        self.outcome: CallOutcome | None = None

    def begin(self, model: str, request_hash: str) -> None:
        UNLOGGED.begin(model, request_hash)

    def end(self, outcome: CallOutcome, **_more: Any) -> None:
        self.outcome = outcome


@pytest.mark.parametrize("proxied", [False, True], ids=["direct", "through a proxy"])
def test_dripping_headers_end_at_the_deadline(
    drips: Drips, proxied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"http://127.0.0.1:{drips.server_address[1]}"
    if proxied:
        monkeypatch.setenv("HTTP_PROXY", address)
    base = "http://models.example/v1" if proxied else f"{address}/v1"
    client, calls = Client(api_key="k", base_url=base, model="m", read_seconds=0.15), Calls()
    with pytest.raises(ProviderError, match="did not answer in time") as caught:
        client.ask("chat", {"messages": []}, {}, calls)
    client.close()
    assert caught.value.may_be_paid
    assert calls.outcome is CallOutcome.UNKNOWN
    assert not drips.finished.is_set()
