"""Fetching pages and pictures, against a real server on loopback."""

from __future__ import annotations

import gzip
import os
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch.errors import (
    AddressRefused,
    NotAPicture,
    NotAProduct,
    PageBlocked,
    PageError,
    PageGone,
    PictureError,
    StageError,
)
from cta_batch.providers.http import HttpFetcher
from tests.servers import Reply, Request, ShopServer, png

PAGE = "https://shop.example/p/lamp"


@pytest.fixture
def shop() -> Iterator[ShopServer]:
    with ShopServer() as server:
        yield server


@pytest.fixture
def fetcher() -> Iterator[HttpFetcher]:
    with HttpFetcher(allow_private=True) as it:
        yield it


@pytest.fixture(scope="module")
def nowhere() -> Iterator[HttpFetcher]:
    """Knows no name at all."""
    with HttpFetcher(allow_private=False, resolve=Names()) as it:
        yield it


class Clock:
    """Time that passes only when asked to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Names:
    """A name server with a table; every question is kept, answers are taken in turn."""

    def __init__(self, **table: list[list[str]]) -> None:
        self.table = {name.replace("_", "."): answers for name, answers in table.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self.table:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answers = self.table[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]


# --- what goes well -------------------------------------------------------------------------------


def test_a_page_comes_with_its_charset_and_final_address(
    shop: ShopServer, fetcher: HttpFetcher
) -> None:
    shop.redirect("/short", "/p/lamp")
    page = fetcher.page(shop.url + "/short")
    assert b"Walnut Desk Lamp" in page.body
    assert page.url == shop.url + "/p/lamp"
    assert page.charset == "utf-8"


def test_we_say_who_we_are(shop: ShopServer, fetcher: HttpFetcher) -> None:
    fetcher.page(shop.url + "/p/lamp")
    assert all("cta-batch/" in r.headers["user-agent"] for r in shop.requests)


@pytest.mark.parametrize(
    ("named", "charset"),
    [("Shift_JIS", "shift_jis"), ("base64", None), ("idna", None), ("nonsense", None), ("", None)],
)
def test_only_a_charset_is_passed_on(
    shop: ShopServer, fetcher: HttpFetcher, named: str, charset: str | None
) -> None:
    shop.reply("/x", Reply(200, b"<html>", kind=f"text/html; charset={named}"))
    assert fetcher.page(shop.url + "/x").charset == charset


def test_packed_pages_are_unpacked(shop: ShopServer, fetcher: HttpFetcher) -> None:
    packed = (("Content-Encoding", "gzip"),)
    shop.reply("/gz", Reply(200, gzip.compress(b"<html>lamp</html>"), packed))
    assert fetcher.page(shop.url + "/gz").body == b"<html>lamp</html>"


def test_a_picture_comes_as_it_is_and_says_which_shop_named_it(
    shop: ShopServer, fetcher: HttpFetcher
) -> None:
    data = png()
    shop.picture("/x", data, kind="application/octet-stream")
    assert fetcher.picture(shop.url + "/x", page_url=PAGE).body == data
    assert shop.last("/x").headers["referer"] == "https://shop.example/"


def test_connections_are_used_again(shop: ShopServer) -> None:
    names = Names(shop_example=[["127.0.0.1"]])
    with HttpFetcher(allow_private=True, resolve=names) as fetcher:
        for path in ("/p/lamp", "/p/lamp", "/p/lamp"):
            fetcher.page(f"http://shop.example:{shop.port}{path}")
    assert names.asked == ["shop.example"]
    assert shop.count("/p/lamp") == 3


def test_threads_share_a_fetcher(shop: ShopServer, fetcher: HttpFetcher) -> None:
    addresses = [shop.page(f"/{n}", f"<html>page {n}") for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        bodies = [page.body.decode() for page in pool.map(fetcher.page, addresses)]
    assert bodies == [f"<html>page {n}" for n in range(40)]


# --- what the server may answer -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, PageGone),
        (410, PageGone),
        (401, PageBlocked),
        (403, PageBlocked),
        (429, PageBlocked),
        (503, PageBlocked),
        (500, PageError),
        (502, PageError),
        (204, PageError),
        (304, PageError),
    ],
)
def test_bad_statuses_have_names(
    shop: ShopServer, fetcher: HttpFetcher, status: int, error: type[PageError]
) -> None:
    shop.reply("/x", Reply(status))
    with pytest.raises(PageError) as caught:
        fetcher.page(shop.url + "/x")
    assert type(caught.value) is error


def test_a_wall_says_how_to_save_the_page(shop: ShopServer, fetcher: HttpFetcher) -> None:
    shop.page("/x", "<h1>Are you human?</h1>", status=403)
    with pytest.raises(PageBlocked, match="save it"):
        fetcher.page(shop.url + "/x")


@pytest.mark.parametrize("body", [b"%PDF-1.7 ...", png(), b"PK\x03\x04...."])
def test_a_page_that_is_a_file_is_named(
    shop: ShopServer, fetcher: HttpFetcher, body: bytes
) -> None:
    shop.page("/x", body)
    with pytest.raises(NotAProduct, match="leads to a"):
        fetcher.page(shop.url + "/x")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>gone</html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"%PDF-1.7",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00",
        b"II*\x00....",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        b"garbage",
    ],
)
def test_a_picture_is_judged_by_its_bytes(
    shop: ShopServer, fetcher: HttpFetcher, body: bytes
) -> None:
    shop.picture("/x.png", body)
    with pytest.raises(NotAPicture):
        fetcher.picture(shop.url + "/x.png", page_url=PAGE)


def test_a_missing_picture(shop: ShopServer, fetcher: HttpFetcher) -> None:
    with pytest.raises(PictureError, match="404"):
        fetcher.picture(shop.url + "/none.png", page_url=PAGE)


# --- redirects ------------------------------------------------------------------------------------


def test_redirects_end_after_five(shop: ShopServer, fetcher: HttpFetcher) -> None:
    for n in range(6):
        shop.redirect(f"/{n}", f"/{n + 1}")
    shop.page("/6", "<html>")
    assert fetcher.page(shop.url + "/1").url.endswith("/6")
    with pytest.raises(PageError, match="more than 5 times"):
        fetcher.page(shop.url + "/0")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://shop.example/", "data:text/html,x", "gopher://x/"]
)
def test_redirects_stay_on_the_web(shop: ShopServer, fetcher: HttpFetcher, target: str) -> None:
    shop.redirect("/x", target)
    with pytest.raises(PageError):
        fetcher.page(shop.url + "/x")


def test_a_redirect_to_a_private_address_is_refused(shop: ShopServer) -> None:
    """The first hop is public by name; the second names loopback itself."""
    other = f"http://127.0.0.1:{shop.port}/p/lamp"
    shop.redirect("/out", other)
    names = Names(shop_example=[["127.0.0.1"]])
    # the table knows no 127.0.0.1, so the hop was looked up anew
    with HttpFetcher(allow_private=True, resolve=names) as fetcher, pytest.raises(PageError):
        fetcher.page(f"http://shop.example:{shop.port}/out")
    assert names.asked == ["shop.example", "127.0.0.1"]
    assert shop.count("/p/lamp") == 0


# --- addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "127.1", "0x7f.1", "[::1]", "0.0.0.0"]
)
def test_loopback_is_refused_however_it_is_spelled(shop: ShopServer, host: str) -> None:
    with HttpFetcher(allow_private=False) as fetcher:
        with pytest.raises(PageError) as caught:
            fetcher.page(f"http://{host}:{shop.port}/p/lamp")
        with pytest.raises(PictureError):
            fetcher.picture(f"http://{host}:{shop.port}/img/1.png", page_url=PAGE)
    assert isinstance(caught.value, AddressRefused) or "not valid" in str(caught.value)
    assert shop.requests == []


def test_one_private_address_among_many_is_enough_to_refuse(shop: ShopServer) -> None:
    names = Names(shop_example=[["93.184.216.34", "10.0.0.1"]])
    with (
        HttpFetcher(allow_private=False, resolve=names) as fetcher,
        pytest.raises(AddressRefused, match="--allow-private"),
    ):
        fetcher.page("http://shop.example/")


def test_a_name_is_looked_up_once_and_that_answer_is_what_we_connect_to(shop: ShopServer) -> None:
    """DNS rebinding: the second answer would be another machine, and nobody asks for it."""
    names = Names(shop_example=[["127.0.0.1"], ["10.255.255.1"]])
    with HttpFetcher(allow_private=True, resolve=names) as fetcher:
        assert b"Walnut" in fetcher.page(f"http://shop.example:{shop.port}/p/lamp").body
    assert names.asked == ["shop.example"]
    assert shop.last("/p/lamp").headers["host"] == f"shop.example:{shop.port}"


def test_the_next_address_is_tried_when_one_is_dead(shop: ShopServer) -> None:
    names = Names(shop_example=[["127.0.0.9", "127.0.0.1"]])  # nobody listens on the first
    with HttpFetcher(allow_private=True, resolve=names) as fetcher:
        assert b"Walnut" in fetcher.page(f"http://shop.example:{shop.port}/p/lamp").body


def test_an_unknown_name_is_a_page_error() -> None:
    with (
        HttpFetcher(allow_private=False, resolve=Names()) as fetcher,
        pytest.raises(PageError, match="no connection"),
    ):
        fetcher.page("https://no.such.example/")


def test_proxies_of_the_environment_are_not_used(
    shop: ShopServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with HttpFetcher(allow_private=True) as fetcher:
        assert b"Walnut" in fetcher.page(shop.url + "/p/lamp").body


TLS = Path(__file__).parent / "tls"


@pytest.fixture
def secure_shop() -> Iterator[ShopServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "shop.example.pem")
    with ShopServer(context) as server:
        yield server


def test_certificates_are_checked_against_the_name_though_we_connect_to_an_address(
    secure_shop: ShopServer,
) -> None:
    trusted = ssl.create_default_context(cafile=str(TLS / "authority.pem"))
    names = Names(shop_example=[["127.0.0.1"]], other_example=[["127.0.0.1"]])
    at = f"{secure_shop.port}/p/lamp"
    with HttpFetcher(allow_private=True, resolve=names, ssl_context=trusted) as fetcher:
        assert b"Walnut" in fetcher.page(f"https://shop.example:{at}").body
        with pytest.raises(PageError, match="certificate"):
            fetcher.page(f"https://other.example:{at}")
    with (
        HttpFetcher(allow_private=True, resolve=names) as stranger,
        pytest.raises(PageError, match="certificate"),
    ):
        stranger.page(f"https://shop.example:{at}")


# --- too slow, too large, too odd -----------------------------------------------------------------


def test_a_drip_ends_at_the_deadline(shop: ShopServer) -> None:
    """A byte now and then never trips a per-read timeout; the deadline is for the whole fetch."""
    clock = Clock()

    def drip() -> Iterator[bytes]:
        for _ in range(1000):
            clock.now += 1
            yield b"x"

    shop.reply("/drip", Reply(pieces=drip))
    with (
        HttpFetcher(allow_private=True, deadline=20, clock=clock) as fetcher,
        pytest.raises(PageError, match="too long"),
    ):
        fetcher.page(shop.url + "/drip")


def test_dripping_headers_end_at_the_deadline_too() -> None:
    clock = Clock()
    listener = socket.create_server(("127.0.0.1", 0))
    with listener, HttpFetcher(allow_private=True, deadline=20, clock=clock) as fetcher:
        serving = _serve_endless_headers(listener, clock)
        with pytest.raises(PageError, match="too long"):
            fetcher.page(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        serving.join(timeout=10)


def _serve_endless_headers(listener: socket.socket, clock: Clock) -> threading.Thread:
    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            try:
                connection.sendall(b"HTTP/1.1 200 OK\r\n")
                for n in range(1000):
                    clock.now += 1
                    connection.sendall(f"X-{n}: y\r\n".encode())
            except OSError:
                return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return thread


def test_redirects_share_one_deadline(shop: ShopServer) -> None:
    clock = Clock()

    def later(request: Request) -> Reply:
        clock.now += 8
        return Reply(302, headers=(("Location", f"/{int(request.path[1:]) + 1}"),))

    for n in range(4):
        shop.reply(f"/{n}", later)
    shop.page("/4", "<html>")
    with (
        HttpFetcher(allow_private=True, deadline=20, clock=clock) as fetcher,
        pytest.raises(PageError, match="too long"),
    ):
        fetcher.page(shop.url + "/0")


def test_pages_and_pictures_are_capped_while_they_come(
    shop: ShopServer, fetcher: HttpFetcher
) -> None:
    sent: list[int] = []

    def endless() -> Iterator[bytes]:
        while True:
            sent.append(1)
            yield b"x" * 1_000_000

    shop.reply("/endless", Reply(pieces=endless))
    with pytest.raises(PageError, match="larger than 10 MB"):
        fetcher.page(shop.url + "/endless")
    with pytest.raises(PictureError, match="larger than 20 MB"):
        fetcher.picture(shop.url + "/endless", page_url=PAGE)
    assert len(sent) < 100


def test_a_bomb_is_cut_where_it_is_decoded(shop: ShopServer, fetcher: HttpFetcher) -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 60_000_000, 9), 9)  # under 2 KB
    shop.reply("/bomb", Reply(200, gzip.decompress(bomb), (("Content-Encoding", "gzip"),)))
    shop.reply("/twice", Reply(200, bomb, (("Content-Encoding", "gzip, gzip"),)))
    with pytest.raises(PageError, match="larger than 10 MB"):
        fetcher.page(shop.url + "/bomb")
    with pytest.raises(PageError, match="packed as"):
        fetcher.page(shop.url + "/twice")


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "x"])
def test_an_encoding_we_did_not_ask_for_is_named(
    shop: ShopServer, fetcher: HttpFetcher, encoding: str
) -> None:
    shop.reply("/x", Reply(200, b"....", (("Content-Encoding", encoding),)))
    with pytest.raises(PageError, match=encoding):
        fetcher.page(shop.url + "/x")


@pytest.mark.parametrize("body", [b"not gzip at all", zlib.compress(b"x")[:5]])
def test_broken_packing(shop: ShopServer, fetcher: HttpFetcher, body: bytes) -> None:
    shop.reply("/x", Reply(200, body, (("Content-Encoding", "gzip"),)))
    with pytest.raises(PageError):
        fetcher.page(shop.url + "/x")


def test_a_body_that_breaks_off(shop: ShopServer, fetcher: HttpFetcher) -> None:
    shop.reply("/x", Reply(200, b"<html>", length=1000))
    with pytest.raises(PageError, match="broke off"):
        fetcher.page(shop.url + "/x")


def test_a_server_that_speaks_no_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")

        threading.Thread(target=serve, daemon=True).start()
        with HttpFetcher(allow_private=True) as fetcher, pytest.raises(PageError):
            fetcher.page(f"http://127.0.0.1:{listener.getsockname()[1]}/")


def test_https_to_a_plain_server(shop: ShopServer, fetcher: HttpFetcher) -> None:
    with pytest.raises(PageError):
        fetcher.page(f"https://127.0.0.1:{shop.port}/p/lamp")


def test_messages_hold_no_password_and_no_control_characters(
    shop: ShopServer, fetcher: HttpFetcher
) -> None:
    with pytest.raises(PageError) as caught:
        fetcher.page(f"http://user:s3cret@127.0.0.1:{shop.port}/none")
    assert "s3cret" not in str(caught.value)
    with pytest.raises(PageError) as caught:
        fetcher.page("http://127.0.0.1:1/\x1b[31m")
    assert str(caught.value).isprintable()


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.text(max_size=60).map(lambda text: "http://" + text),
        st.text(alphabet="/:@[]%.#?0x\\", max_size=20).map(lambda text: "https://a" + text),
    )
)
def test_no_address_raises_anything_but_ours(nowhere: HttpFetcher, url: str) -> None:
    with pytest.raises(StageError):
        nowhere.page(url)
    with pytest.raises(StageError):
        nowhere.picture(url, page_url=PAGE)


# --- saved pages ----------------------------------------------------------------------------------


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    page = tmp_path / "shop" / "lamp.html"
    (page.parent / "lamp_files").mkdir(parents=True)
    page.write_bytes(b"<html>lamp</html>")
    (page.parent / "lamp_files" / "bild 1 \u00e4.png").write_bytes(png())
    (tmp_path / "secret.png").write_bytes(png())
    return page


def test_a_saved_page_by_path_or_by_address(saved: Path, fetcher: HttpFetcher) -> None:
    for url in (str(saved), saved.as_uri()):
        page = fetcher.page(url)
        assert (page.body, page.url) == (b"<html>lamp</html>", saved.as_uri())


def test_a_saved_page_may_name_pictures_beneath_its_folder(
    saved: Path, fetcher: HttpFetcher
) -> None:
    picture = saved.parent / "lamp_files" / "bild 1 \u00e4.png"
    for page_url in (str(saved), saved.as_uri()):
        assert fetcher.picture(picture.as_uri(), page_url=page_url).body == png()


def test_no_picture_from_outside_that_folder(saved: Path, fetcher: HttpFetcher) -> None:
    link = saved.parent / "link.png"
    link.symlink_to(saved.parent.parent / "secret.png")
    outside = (
        (saved.parent.parent / "secret.png").as_uri(),
        saved.parent.as_uri() + "/../secret.png",
        saved.parent.as_uri() + "/%2e%2e/secret.png",
        link.as_uri(),
        "file://server/share/x.png",
        "file:///dev/zero",
    )
    for url in outside:
        with pytest.raises(PictureError, match="outside"):
            fetcher.picture(url, page_url=saved.as_uri())


def test_a_remote_page_names_no_files(saved: Path, fetcher: HttpFetcher) -> None:
    picture = saved.parent / "lamp_files" / "bild 1 \u00e4.png"
    for url in (picture.as_uri(), str(picture), picture.as_uri().replace("file", "FILE", 1)):
        with pytest.raises(PictureError, match="not read"):
            fetcher.picture(url, page_url=PAGE)


def test_a_saved_page_that_is_not_there(saved: Path, fetcher: HttpFetcher) -> None:
    for path in (saved.parent / "other.html", saved.parent):
        with pytest.raises(PageGone, match="check the path"):
            fetcher.page(str(path))
    with pytest.raises(PictureError, match="missing"):
        fetcher.picture((saved.parent / "none.png").as_uri(), page_url=str(saved))


def test_a_saved_file_that_is_no_picture(saved: Path, fetcher: HttpFetcher) -> None:
    with pytest.raises(NotAPicture):
        fetcher.picture(saved.as_uri(), page_url=str(saved))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_saved_page(saved: Path, fetcher: HttpFetcher) -> None:
    pipe = saved.parent / "pipe.html"
    os.mkfifo(pipe)  # opening it would wait for a writer for ever
    with pytest.raises(PageGone):
        fetcher.page(str(pipe))
    with pytest.raises(PictureError, match="missing"):
        fetcher.picture(str(pipe), page_url=str(saved))


def test_a_saved_page_that_is_far_too_large(saved: Path, fetcher: HttpFetcher) -> None:
    with saved.open("wb") as file:
        file.truncate(10_000_001)
    with pytest.raises(PageError, match="10 MB"):
        fetcher.page(str(saved))


def test_the_shop_keeps_what_it_was_asked(shop: ShopServer, fetcher: HttpFetcher) -> None:
    shop.reply("/echo", lambda request: Reply(200, _seen(request)))
    assert fetcher.page(shop.url + "/echo").body == b"<html>GET /echo"


def _seen(request: Request) -> bytes:
    return f"<html>{request.method} {request.path}".encode()
