"""Connections that go to the checked address and end at the deadline: httpcore2's network seam.

The name is looked up once, every address of it is checked, and the connection goes to one of
those, so a second answer of the name server changes nothing. SNI, Host and certificates still
carry the name, because they are made above this seam.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore2
import httpx2

from cta_batch.errors import AddressRefused
from cta_batch.providers.addresses import is_public

Resolve = Callable[[str, int], list[str]]
"""Host and port in, addresses out, in the order to try. Raises OSError (socket.gaierror)."""

SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)


def system_resolve(host: str, port: int) -> list[str]:
    """Ask the operating system. ``127.1`` and ``2130706433`` come out as what they mean."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Deadline:
    """The moment by which the fetch of the current thread must be over."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._local = threading.local()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Everything this thread does inside must be over ``seconds`` from now."""
        before = getattr(self._local, "at", None)
        self._local.at = self._clock() + seconds
        try:
            yield
        finally:
            self._local.at = before

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time spent inside is not the server's: it does not count against the fetch."""
        at, began = getattr(self._local, "at", None), self._clock()
        self._local.at = None
        try:
            yield
        finally:
            self._local.at = None if at is None else at + self._clock() - began

    def left(self, wanted: float | None) -> float | None:
        """Seconds a step may take: what is wanted, or what is left. Raises ReadTimeout at 0.

        Outside a fetch nothing is left to keep to, and None means no limit.
        """
        at = getattr(self._local, "at", None)
        if at is None:
            return wanted
        remaining = float(at) - self._clock()
        if remaining <= 0:
            raise httpcore2.ReadTimeout("the total deadline has passed")
        return remaining if wanted is None else min(wanted, remaining)


class TimedStream(httpcore2.NetworkStream):
    """A stream whose every step is held to the deadline of the fetch, not only to its own."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(timeout)
        return TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class PinnedBackend(httpcore2.NetworkBackend):
    """Looks a name up once, checks every address of it, connects to a checked one."""

    def __init__(self, *, allow_private: bool, resolve: Resolve, deadline: Deadline) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in self._checked(host, port):
            left = self._deadline.left(timeout)
            try:
                stream = self._sockets.connect_tcp(
                    address, port, left, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self._deadline)
        raise failure

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(str(error)) from error
        if not self._allow_private and not all(is_public(address) for address in addresses):
            raise AddressRefused(
                f"{host} is a private or local address, which we don't open; if it is your own"
                " shop, run again with --allow-private."
            )
        return addresses


class PinnedTransport(httpx2.HTTPTransport):
    """httpx2's own transport over connections that go to checked addresses only."""

    def __init__(self, backend: PinnedBackend, ssl_context: ssl.SSLContext) -> None:
        super().__init__(verify=ssl_context, trust_env=False)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=ssl_context,
            network_backend=backend,
            max_connections=64,
            max_keepalive_connections=32,
            keepalive_expiry=15.0,
        )
