"""Small honest HTTP servers on loopback: a shop, and an OpenAI-compatible API with a script.

    with ShopServer() as shop, ModelServer() as api:
        shop.page("/p/1", "<html>…")            # → the page's address
        api.image.then(quota_used_up())         # the next image call is answered so
        …
        assert api.image.count == 1

Nothing here sleeps: a slow answer waits until the server is closed or the client has gone.
"""

from __future__ import annotations

import base64
import json
import ssl
import struct
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, Self


@cache
def png(width: int = 64, height: int = 64, colour: tuple[int, int, int] = (200, 80, 40)) -> bytes:
    """A real PNG: a gradient towards ``colour``, so that it is not of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    def row(y: int) -> bytes:
        return b"\x00" + b"".join(ramp[x + y] for x in range(width))

    steps = width + height
    ramp = [bytes(c * (n + 1) // steps for c in colour) for n in range(steps)]
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(row(y) for y in range(height)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@dataclass(frozen=True)
class Request:
    """One request as the server saw it; names of headers in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def whole(self) -> bool:
        """Whether all of the body came that its head announced."""
        return len(self.body) == int(self.headers.get("content-length", "0"))


@dataclass(frozen=True)
class Reply:
    """One answer. ``pieces`` are sent in turn instead of ``body``; ``hang`` never answers.

    ``length`` overrides Content-Length (None: as long as the body); what is missing never comes.
    ``drop`` closes the connection without a word, instead of the answer or after it.
    """

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = "text/html; charset=utf-8"
    pieces: Callable[[], Iterable[bytes]] | None = None
    hang: bool = False
    length: int | None = None
    drop: Literal["before", "after"] | None = None


Answer = Callable[[Request], Reply]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http
    timeout = 30  # a test that forgets a connection must not hold the suite for ever
    disable_nagle_algorithm = True  # as web servers do: else a body waits 40 ms for its headers

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it
        pass  # requests are kept in ``requests``; stderr belongs to the tests

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        request = Request(
            self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body
        )
        reply = self.server.owner.take(request)
        if reply.hang:
            self.server.owner.closing.wait()
            self.close_connection = True
            return
        try:
            if reply.drop != "before":
                self._send(reply)
        except OSError:  # the client went away, which is what some tests are about
            self.close_connection = True
        if reply.drop:
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in (("Content-Type", reply.kind), *reply.headers):
            self.send_header(name, value)
        if reply.pieces is not None:
            self.send_header("Connection", "close")
            self.end_headers()
            self._drip(reply.pieces())
            return
        length = len(reply.body) if reply.length is None else reply.length
        self.send_header("Content-Length", str(length))
        if length != len(reply.body):
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(reply.body)

    def _drip(self, pieces: Iterable[bytes]) -> None:
        self.close_connection = True
        for piece in pieces:
            if self.server.owner.closing.is_set():
                return
            self.wfile.write(piece)
            self.wfile.flush()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    owner: Server

    def get_request(self) -> Any:
        accepted = super().get_request()
        with self.owner.lock:
            self.owner.connections += 1
        return accepted

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a client that hangs up is no news


class Server:
    """A threaded server on a free loopback port; counts connections, keeps every request."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[Request] = []
        self.connections = 0
        self.closing = threading.Event()
        self.lock = threading.Lock()
        self._http = _Http(("127.0.0.1", 0), _Handler)
        if tls is not None:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        self._http.owner = self
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        """The root, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()

    def take(self, request: Request) -> Reply:
        with self.lock:
            self.requests.append(request)
        return self.answer(request)

    def count(self, path: str) -> int:
        """How many requests there were for ``path`` (query included)."""
        with self.lock:
            return sum(r.path == path for r in self.requests)

    def last(self, path: str) -> Request:
        """The latest request for ``path``."""
        with self.lock:
            return next(r for r in reversed(self.requests) if r.path == path)

    def answer(self, request: Request) -> Reply:
        raise NotImplementedError


# --- a shop ---------------------------------------------------------------------------------------


def product_page(
    name: str = "Walnut Desk Lamp",
    price: str = "79.00",
    currency: str = "USD",
    images: Iterable[str] = ("/img/1.png", "/img/2.png"),
    description: str = "A warm dimmable lamp, turned from one piece of walnut.",
    language: str = "en",
) -> str:
    """A page with Product JSON-LD and the same facts visible."""
    pictures = list(images)
    facts = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": name,
        "description": description,
        "image": pictures,
        "offers": {
            "@type": "Offer",
            "price": price,
            "priceCurrency": currency,
            "availability": "https://schema.org/InStock",
        },
    }
    gallery = "".join(f'<img src="{p}" width="800" height="800">' for p in pictures)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{name}</title>"
        f'<script type="application/ld+json">{json.dumps(facts)}</script></head>'
        f"<body><main><h1>{name}</h1><p class='price'>{currency} {price}</p>"
        f"<p>{description}</p>{gallery}<button>Add to cart</button></main></body></html>"
    )


class ShopServer(Server):
    """Serves what is put into ``replies`` by path; anything else is 404.

    It opens with a product at ``/p/lamp`` that has two pictures.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(tls)
        self.replies: dict[str, Reply | Answer] = {}
        self.page("/p/lamp", product_page())
        self.picture("/img/1.png", png(480, 480, (190, 120, 60)))
        self.picture("/img/2.png", png(480, 480, (60, 120, 190)))

    def page(self, path: str, html: str | bytes, status: int = 200) -> str:
        """Serve ``html`` at ``path`` and return its address."""
        body = html.encode() if isinstance(html, str) else html
        return self.reply(path, Reply(status, body))

    def picture(self, path: str, body: bytes, kind: str = "image/png") -> str:
        """Serve a picture at ``path`` and return its address."""
        return self.reply(path, Reply(200, body, kind=kind))

    def reply(self, path: str, reply: Reply | Answer) -> str:
        """Serve ``reply`` (or what it answers to a request) at ``path``; return its address."""
        self.replies[path] = reply
        return self.url + path

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Serve a redirect at ``path``; return its address."""
        return self.reply(path, Reply(status, headers=(("Location", to),)))

    def answer(self, request: Request) -> Reply:
        reply = self.replies.get(request.path, Reply(404, b"<h1>Not found</h1>"))
        return reply(request) if callable(reply) else reply


# --- an OpenAI-compatible API ---------------------------------------------------------------------

WORDS = {
    "headline": "Warm light, real walnut",
    "long_headline": "A dimmable desk lamp turned from one piece of walnut",
    "description": "Warm, dimmable light for long evenings at the desk.",
    "primary_text": "Turned from one piece of walnut. Dims to the light you like.",
    "cta": "SHOP_NOW",
    "cta_text": "Shop now",
    "short_headline": "Real walnut",
    "hashtags": ["#DeskLamp", "#Walnut"],
    "pinterest_title": "Walnut desk lamp with warm light",
    "pinterest_description": "Warm light for long evenings, from a lamp turned of real walnut.",
    "linkedin_text": "A desk lamp for people who work into the evening.",
}
"""An answer of the text model that keeps every rule."""


@dataclass
class Endpoint:
    """One path of the API: scripted replies first, then ``default`` for ever."""

    default: Answer
    script: deque[Reply | Answer] = field(default_factory=deque)
    requests: list[Request] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def then(self, *replies: Reply | Answer) -> Endpoint:
        """Answer the next calls so, one each, before going back to the default."""
        self.script.extend(replies)
        return self

    def always(self, reply: Reply | Answer) -> Endpoint:
        """Answer every further call so."""
        self.default = reply if callable(reply) else (lambda _: reply)
        return self

    @property
    def count(self) -> int:
        return len(self.requests)

    def take(self, request: Request) -> Reply:
        with self.lock:
            self.requests.append(request)
            reply = self.script.popleft() if self.script else self.default
        return reply(request) if callable(reply) else reply


class ModelServer(Server):
    """``chat`` answers ``/v1/chat/completions``, ``image`` answers ``/v1/images/generations``."""

    def __init__(self) -> None:
        super().__init__()
        self.chat = Endpoint(lambda _: chat(WORDS))
        self.image = Endpoint(lambda _: image_b64(png()))
        self.files: dict[str, Reply] = {}

    @property
    def base_url(self) -> str:
        """What ``OPENAI_BASE_URL`` is set to."""
        return f"{self.url}/v1"

    def file(self, path: str, body: bytes) -> str:
        """Serve a made picture at ``path``, for answers that are addresses."""
        self.files[path] = Reply(200, body, kind="image/png")
        return self.url + path

    def answer(self, request: Request) -> Reply:
        if request.path == "/v1/chat/completions":
            return self.chat.take(request)
        if request.path == "/v1/images/generations":
            return self.image.take(request)
        return self.files.get(request.path, Reply(404, b"{}", kind="application/json"))


def _json(value: object, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    return Reply(status, json.dumps(value).encode(), headers, "application/json")


def chat(
    content: object,
    *,
    finish_reason: str = "stop",
    refusal: str | None = None,
    usage: tuple[int, int] | None = (900, 120),
) -> Reply:
    """A chat completion. ``content`` that is no string is sent as JSON; usage is (in, out)."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    message = {"role": "assistant", "content": text, "refusal": refusal}
    answer: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test-model",
        "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
    }
    if usage is not None:
        answer["usage"] = {
            "prompt_tokens": usage[0],
            "completion_tokens": usage[1],
            "total_tokens": sum(usage),
        }
    return _json(answer)


def refusal() -> Reply:
    """The model declines, politely, with status 200."""
    return chat(None, refusal="I can't help with that.")


def image_b64(data: bytes, usage: tuple[int, int] | None = (50, 1056)) -> Reply:
    """An image answer in base64, with token usage (in, out) as GPT image models report it."""
    answer: dict[str, Any] = {
        "created": 1,
        "data": [{"b64_json": base64.b64encode(data).decode()}],
    }
    if usage is not None:
        answer["usage"] = {
            "input_tokens": usage[0],
            "output_tokens": usage[1],
            "total_tokens": sum(usage),
            "input_tokens_details": {"text_tokens": usage[0], "image_tokens": 0},
        }
    return _json(answer)


def image_url(address: str) -> Reply:
    """An image answer that is an address."""
    return _json({"created": 1, "data": [{"url": address}]})


def api_error(
    status: int,
    code: str | None = None,
    message: str = "Something is wrong.",
    headers: tuple[tuple[str, str], ...] = (),
    param: str | None = None,
) -> Reply:
    """An error in OpenAI's shape."""
    error = {"message": message, "type": code or "error", "param": param, "code": code}
    return _json({"error": error}, status, headers)


def asked_to_wait(seconds: float | None = 1) -> Reply:
    """429 with Retry-After, or without one."""
    headers = () if seconds is None else (("Retry-After", str(seconds)),)
    return api_error(429, "rate_limit_exceeded", "Rate limit reached.", headers)


def quota_used_up() -> Reply:
    """429 that no waiting helps against."""
    return api_error(429, "insufficient_quota", "You exceeded your current quota.")


def key_refused(key: str = "sk-…") -> Reply:
    """401; real servers repeat a part of the key, bad ones all of it."""
    return api_error(401, "invalid_api_key", f"Incorrect API key provided: {key}.")


def server_error(status: int = 500) -> Reply:
    return api_error(status, "server_error", "The server had an error.")


def garbage(status: int = 200) -> Reply:
    """JSON by its header, not by its body."""
    return Reply(status, b'{"id": "chatcmpl-1", "choices": [', kind="application/json")


def slow() -> Reply:
    """Never answers while the server is open."""
    return Reply(hang=True)


class HeldImages:
    """Image answers that wait until the test lets them go; says when calls are in flight."""

    def __init__(self, api: ModelServer) -> None:
        self.open = threading.Event()
        self.asked = threading.Semaphore(0)
        api.image.always(self._answer)

    def _answer(self, _request: object) -> Reply:
        self.asked.release()
        self.open.wait()
        return image_b64(png())

    def wait_for_calls(self, count: int) -> None:
        for _ in range(count):
            assert self.asked.acquire(timeout=60)
