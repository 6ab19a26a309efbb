"""Whom a connection trusts: read once for all clients of a process, which takes 18 ms each time."""

from __future__ import annotations

import ssl
from functools import cache

import httpx2


@cache
def trusted() -> ssl.SSLContext:
    """The usual certificate authorities, or those that ``SSL_CERT_FILE`` or ``SSL_CERT_DIR`` of the
    environment names."""
    return httpx2.create_ssl_context()
