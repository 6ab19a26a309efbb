"""Pages, models and inputs that want to be more than text: on a terminal, in a sheet, in a path."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.servers import WORDS, ModelServer, Reply, ShopServer, api_error, chat

TERMINAL = (
    "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\\x1b]52;c;ZXZpbA==\x07\x9b31m\x1b[2J\x08"
)
MARKUP = "[red]red[/red] [link=http://evil.example]x[/link] [/nope]"
TURNED = "\u202egnp.exe \u2066x\u2069\u200e\u2028\u2029\x85"
FORMULA = '=HYPERLINK("http://evil.example","x")'
PATHS = "../../etc/passwd..\\..\\CON nul"
HTML = "<script>alert(1)</script><img src=x onerror=alert(1)>"
LONG = "long " * 80
PAYLOADS = {
    "terminal": TERMINAL,
    "markup": MARKUP,
    "turned": TURNED,
    "formula": FORMULA,
    "plus": "+1+1",
    "tab": "\t=1+1",
    "at": "@SUM(1)",
    "paths": PATHS,
    "html": HTML,
    "long": LONG,
}
MOVES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What moves a terminal, or turns a line around; line feed and tab are ours."""


def hostile_page(text: str, picture: str) -> str:
    """A product page that says ``text`` wherever a page can say anything."""
    facts = {
        "@type": "Product",
        "name": f"{text} Lamp",
        "description": f"{text} A warm lamp. {text}",
        "brand": {"name": text},
        "category": text,
        "image": [picture, f"/img/{text}", "javascript:alert(1)", f"http://127.0.0.1:1/{text}"],
        "offers": {"price": "79.00", "priceCurrency": "USD", "availability": text},
    }
    shown, markup = html.escape(text), json.dumps(facts).replace("</", "<\\/")
    return (
        f'<!doctype html><html lang="en"><head><title>{shown}</title>'
        f'<script type="application/ld+json">{markup}</script></head><body><h1>{shown} Lamp</h1>'
        f'<p>USD 79.00</p><p>{shown}</p><img src="{picture}" alt="{shown}" width=800 height=800>'
        "<button>Add to cart</button></body></html>"
    )


def hostile_words(text: str) -> dict[str, str]:
    texts = {k: v for k, v in WORDS.items() if isinstance(v, str)}
    return {k: (v if k == "cta" else f"{text} {v}") for k, v in texts.items()}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cli, ShopServer]]:
    """One job with an info for each payload, said by its page and by the model; made once."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "home").mkdir()
    (folder / "home" / "config.toml").write_text("max_urls = 20\n")
    with ExitStack() as stack:
        shop, api = stack.enter_context(ShopServer()), stack.enter_context(ModelServer())
        pages = {shop.url + f"/p/{name}": text for name, text in PAYLOADS.items()}
        for url, text in pages.items():
            shop.page(url.removeprefix(shop.url), hostile_page(text, "/img/1.png"))
        words = iter([*PAYLOADS.values()] * 9)
        api.chat.default = lambda _: chat(hostile_words(next(words)))
        source = folder / "input.json"
        source.write_text(json.dumps([{"url": url, "variant": 1} for url in pages]))
        cli = Cli(folder / "home", {"OPENAI_BASE_URL": api.base_url, "OPENAI_API_KEY": "sk-x"})
        name = f"{TERMINAL}{MARKUP}{TURNED}{FORMULA}{HTML}"
        args = ("--allow-private", "--placement", "square", "--workers", "1", "--name", name)
        result = cli("run", *args, str(source))
        assert result.exit_code == 0, result.stderr
        still(result.stdout, result.stderr)
        yield cli, shop


def still(*texts: str) -> None:
    """Nothing in these moves a terminal."""
    for text in texts:
        found = MOVES.search(text)
        assert found is None, repr(text[max(0, found.start() - 60) : found.end() + 60])


def infos(cli: Cli) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cli("show", "last", "--json").json["cta_infos"]
    return found


def test_no_command_lets_a_text_move_the_terminal(home: tuple[Cli, ShopServer]) -> None:
    cli, shop = home
    ids = [i["id"] for i in infos(cli)]
    commands: list[tuple[str, ...]] = [
        ("list",),
        ("list", "--json"),
        ("costs",),
        ("costs", "--json"),
    ]
    commands += [
        ("show", "last"),
        ("show", "last", "--json"),
        ("check", "last"),
        ("render", "last"),
    ]
    commands += [("show", i, *more) for i in ids for more in ((), ("--json",))]
    commands += [
        ("inspect", "--allow-private", *more, f"{shop.url}/p/{name}")
        for name in PAYLOADS
        for more in ((), ("--json",))
    ]
    for command in commands:
        result = cli(*command)
        assert result.exit_code in (0, 4), (command, result.stderr)
        still(result.stdout, result.stderr)
    for log in (cli.home / "logs").iterdir():
        still(log.read_text(encoding="utf-8"))


def test_json_keeps_every_value_all_the_same(home: tuple[Cli, ShopServer]) -> None:
    cli, _ = home
    assert cli("list", "--json").json["results"][0]["name"].startswith(TERMINAL)
    stored = cli.sql("SELECT json_extract(product, '$.name') FROM cta_info ORDER BY position")
    assert [(i["product"]["name"],) for i in infos(cli)] == stored


def test_markup_is_shown_as_it_is(home: tuple[Cli, ShopServer]) -> None:
    cli, _ = home
    info = next(i["id"] for i in infos(cli) if "/markup" in i["url"])
    assert "[red]red[/red] [link=http://evil.example]x[/link] [/nope]" in cli("show", info).stdout


def on_a_terminal(cli: Cli, *args: str) -> str:
    """What the program writes to a terminal that understands colours and links."""
    import pty

    environ = {**os.environ, **{k: v for k, v in cli.environ.items() if v is not None}}
    environ |= {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "cta_batch", *args], env=environ, stdin=its, stdout=its, stderr=its
    )
    os.close(its)
    written = bytearray()
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not piece:
            break
        written += piece
    process.wait()
    os.close(ours)
    return written.decode("utf-8")


OURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")
"""Colours, and what the live table needs; no link, no title, no clipboard."""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_real_terminal_gets_our_own_sequences_only(
    home: tuple[Cli, ShopServer], tmp_path: Path
) -> None:
    cli, shop = home
    source = tmp_path / "input.json"
    entries = [{"url": f"{shop.url}/p/{n}", "variant": 1} for n in ("terminal", "markup", "turned")]
    source.write_text(json.dumps(entries))
    offline = ("run", "--allow-private", "--placement", "square", "--provider", "offline")
    info = infos(cli)[0]["id"]
    for command in ((*offline, str(source)), ("list",), ("show", info)):
        written = on_a_terminal(cli, *command)
        assert "Lamp" in written or command == ("list",)
        still(OURS.sub("", written))
    assert cli("delete", "last", "--yes").exit_code == 0  # the other tests' job is the last again


FORMATS = ("files", "zip", "google-ads", "google-editor", "meta", "csv", "xlsx")
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@pytest.mark.parametrize("kind", FORMATS)
def test_exports_hold_text_as_text_in_their_own_folder(
    kind: str, home: tuple[Cli, ShopServer], tmp_path: Path
) -> None:
    cli, _ = home
    out = tmp_path / "deep" / ("out.zip" if kind == "zip" else "out")
    result = cli("export", "last", str(out), "--format", kind)
    assert result.exit_code == 0, result.stderr
    still(result.stdout, result.stderr)
    assert list(tmp_path.iterdir()) == [tmp_path / "deep"]
    assert list((tmp_path / "deep").iterdir()) == [out]
    for path in out.rglob("*"):
        still(path.name)
        assert len(path.name) < 200
        assert not RESERVED.fullmatch(path.name)
    for sheet in out.rglob("*.csv"):
        for cell in cells(sheet):
            still(cell)
            assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r"}, cell


def cells(sheet: Path) -> Iterator[str]:
    data = sheet.read_bytes()
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = data.decode("utf-16" if wide else "utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t" if wide else ","):
        yield from row


def test_the_gallery_and_the_manifest_hold_text_as_text(
    home: tuple[Cli, ShopServer], tmp_path: Path
) -> None:
    from lxml import html as parsed

    cli, _ = home
    page = tmp_path / "page.html"
    assert cli("gallery", "last", "--output", str(page)).exit_code == 0
    tree = parsed.fromstring(page.read_text(encoding="utf-8"))
    assert not [s for s in tree.iter("script") if "alert(1)" in (s.text or "")]
    assert not tree.xpath(
        "//*[@onerror] | //img[@src='x'] | //*[starts-with(@href, 'javascript:')]"
    )
    still(*(t for t in tree.itertext() if t.strip()))


def test_an_input_s_own_text_moves_nothing(cli: Cli, batch: Any) -> None:
    for item in (
        {"url": f"https://shop.example/{TERMINAL}", "variant": 99},
        {"url": TERMINAL, TERMINAL: TURNED, "variant": MARKUP},
        {"url": "https://shop.example/p", "html": f"../{TERMINAL}"},
    ):
        result = cli("run", batch(item))
        assert result.exit_code == 2
        still(result.stdout, result.stderr)
    for reference in (TERMINAL, MARKUP, TURNED):
        result = cli("show", reference)
        assert result.exit_code == 3
        still(result.stderr)


def test_bytes_that_are_no_text_are_taken_or_refused_in_words(
    cli: Cli, batch: Any, tmp_path: Path
) -> None:
    """As the system hands them on: each as half a character, which can be neither kept nor sent."""
    odd = tmp_path / os.fsdecode(b"in\xffput.json")
    odd.write_bytes(Path(batch()).read_bytes())
    run = ("run", "--provider", "offline", "--allow-private", "--placement", "square")
    assert cli.process(*run, str(odd)).exit_code == 0
    assert cli.process(*run, "--name", os.fsdecode(b"\xfelamps"), batch()).exit_code == 0
    named = [job["name"] for job in cli("list", "--json").json["results"]]
    assert named == ["\N{REPLACEMENT CHARACTER}lamps", "in\N{REPLACEMENT CHARACTER}put.json"]
    info = cli("show", "last", "--json").json["cta_infos"][0]["id"]
    edited = cli.process("edit", info, "--set", os.fsdecode(b"headline=Warm \xff light"))
    assert (edited.exit_code, "no UTF-8" in edited.stderr) == (2, True)
    for name in ("CTA_BATCH_WORKSPACE", "CTA_BATCH_USER", "CTA_BATCH_TEXT_MODEL"):
        cli.env[name] = os.fsdecode(b"ad\xffa")
        refused = cli.process("list")
        assert (refused.exit_code, "no UTF-8" in refused.stderr) == (2, True), refused.stderr
        del cli.env[name]


@pytest.mark.parametrize("how", ["error", "refusal", "bare"])
def test_what_a_model_server_says_moves_nothing(
    how: str, cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    said = f"{TERMINAL}{MARKUP}{TURNED}{HTML}{FORMULA}"
    reply = {
        "error": api_error(400, said, message=said),
        "refusal": chat(None, refusal=said),
        "bare": Reply(502, said.encode(), kind="text/html"),
    }[how]
    api.chat.always(reply)
    result = cli(
        "run", "--allow-private", "--placement", "square", batch((shop.url + "/p/lamp", 1))
    )
    assert result.exit_code == 4
    still(result.stdout, result.stderr)
    shown = cli("show", "last", "--json")
    still(shown.stdout, shown.json["cta_infos"][0]["error_message"])
