"""Keys end where they were given: in no file below the home, no export, no stream, whoever repeats
them."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cta_batch.providers.base import Unlogged
from cta_batch.providers.openai.client import Client
from tests.conftest import Cli, Result
from tests.leaking import LeakingModels, leaking_page
from tests.servers import (
    WORDS,
    Reply,
    Request,
    ShopServer,
    api_error,
    chat,
    image_b64,
    image_url,
    png,
)

KEY = "Zq7Xw9Lm2Kd4Rt6Vb8Np1Hs3"
PASSWORD = "pW5gT8nQ2xYc"
TOKEN = "tK4vB7mJ1zRd"
BASIC = base64.b64encode(f"gate:{PASSWORD}".encode()).decode()
SECRETS = (KEY, KEY[:14], PASSWORD, TOKEN, BASIC)
Told = Callable[[LeakingModels, Request], Reply]
RUN = ("run", "--allow-private", "--placement", "square", "--workers", "2", "--json")


@pytest.fixture
def api(cli: Cli) -> Iterator[LeakingModels]:
    """A server that knows the key and repeats it."""
    with LeakingModels(KEY) as server:
        cli.env |= {
            "OPENAI_BASE_URL": server.base_url,
            "OPENAI_API_KEY": KEY,
            "CTA_BATCH_TEXT_MODEL": "gpt-5-mini",
            "CTA_BATCH_IMAGE_MODEL": "gpt-image-2",
        }
        yield server


def files_with_secrets(folder: Path) -> dict[str, list[str]]:
    """Every file below that holds a secret in any byte, the database's journals included."""
    held = {
        str(path.relative_to(folder)): [s for s in SECRETS if s.encode() in path.read_bytes()]
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {path: found for path, found in held.items() if found}


def keeps(cli: Cli, *args: str, module: str = "cta_batch") -> Result:
    """Call the program; none of what it says holds a secret, and nothing of it is a traceback."""
    process = cli.start(*args, module=module)
    out, err = process.communicate()
    for stream in (out, err):
        assert [s for s in SECRETS if s in stream] == [], f"{args}: {stream}"
    assert "Traceback" not in err
    return Result(process.returncode, out, err)


def input_of(folder: Path, url: str) -> str:
    path = folder / "input.json"
    path.write_text(json.dumps([{"url": url, "variant": 1}]))
    return str(path)


def commented(picture: bytes, text: str) -> bytes:
    """A PNG with a text chunk."""
    data = b"tEXtComment\x00" + text.encode()
    chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    return picture[:33] + chunk + picture[33:]


def error(status: int, code: str | None = None) -> Told:
    return lambda api, r: api_error(status, code, f"Not with {api.said(r)}.")


def broken(api: LeakingModels, request: Request) -> Reply:
    return Reply(200, f'{{"key": "{api.said(request)}'.encode(), kind="application/json")


def bad_gateway(api: LeakingModels, request: Request) -> Reply:
    return Reply(502, f"<h1>Bad gateway for {api.said(request)}</h1>".encode())


def leaking_words(_api: LeakingModels, _request: Request) -> Reply:
    texts = {n: f"{w} {KEY}" for n, w in WORDS.items() if isinstance(w, str)}
    return chat(WORDS | texts | {"headline": KEY, "hashtags": [f"#{KEY}"]})


ANSWERS: dict[str, tuple[str, Told]] = {
    "400": ("chat", error(400)),
    "401": ("image", error(401, "invalid_api_key")),
    "429": ("chat", error(429, "insufficient_quota")),
    "500": ("image", error(500)),
    "502 page": ("chat", bad_gateway),
    "unparsable": ("chat", broken),
    "words": ("chat", leaking_words),
    "no words": ("chat", lambda api, r: chat(api.said(r))),
    "refusal": ("chat", lambda api, r: chat(None, refusal=f"I won't: {api.said(r)}")),
    "picture's address": ("image", lambda api, _: image_url(f"{api.url}/made/{KEY}.png")),
    "picture": ("image", lambda _, __: image_b64(commented(png(), f"made for {KEY}"))),
}
"""By name: which endpoint answers so, in place of what it usually does."""


@pytest.mark.parametrize("name", ANSWERS)
def test_what_a_model_server_repeats_is_kept_nowhere(
    name: str, cli: Cli, api: LeakingModels, shop: ShopServer, tmp_path: Path
) -> None:
    which, answer = ANSWERS[name]
    endpoint = {"chat": api.chat, "image": api.image}[which]
    endpoint.always(lambda request: answer(api, request))
    keeps(cli, *RUN, input_of(tmp_path, shop.url + "/p/lamp"))
    assert endpoint.count > 0
    assert files_with_secrets(cli.home) == {}


def test_what_a_page_repeats_is_kept_nowhere(
    cli: Cli, api: LeakingModels, shop: ShopServer, tmp_path: Path
) -> None:
    url = leaking_page(shop, KEY)
    api.image.then(api_error(500), api_error(500))  # so that there is something to try again
    assert keeps(cli, *RUN, input_of(tmp_path, url)).exit_code == 4
    assert keeps(cli, "retry", "last", "--json").exit_code == 0
    [info] = keeps(cli, "show", "last", "--json").json["cta_infos"]
    assert "[key]" in info["product"]["description"]
    asked = b"".join(r.body for r in (*api.chat.requests, *api.image.requests))
    assert KEY.encode() not in asked
    assert keeps(cli, "inspect", f"{url}?{KEY}", "--allow-private").exit_code == 4
    cli.env["COLUMNS"] = "30"  # lines end within the key
    assert KEY[-8:] not in keeps(cli, "inspect", url, "--allow-private").stdout
    del cli.env["COLUMNS"]
    out = tmp_path / "out"
    for args in (
        ("resume",),
        ("show", "last"),
        ("show", info["id"]),
        ("list",),
        ("costs", "--json"),
        ("check", "last"),
        ("inspect", url, "--allow-private"),
        ("inspect", url, "--allow-private", "--json"),
        ("edit", info["id"], "--set", "headline=Light"),
        ("gallery", "last", "--output", str(out / "gallery.html")),
        *(("export", "last", str(out / f), "--format", f) for f in ("files", "csv", "xlsx", "zip")),
    ):
        assert keeps(cli, *args).exit_code == 0, args
    assert files_with_secrets(cli.home) == {}
    assert files_with_secrets(out) == {}
    assert {p.name for p in out.rglob("*")} >= {"gallery.html", "manifest.json"}


def test_an_answer_is_without_the_key_before_anything_is_made_of_it(api: LeakingModels) -> None:
    """Words are drawn before the database has them."""
    api.chat.always(lambda request: leaking_words(api, request))
    client = Client(api_key=KEY, base_url=api.base_url, model="gpt-5-mini", read_seconds=30)
    answer = client.ask("chat", {"messages": []}, {}, Unlogged())
    client.close()
    assert KEY not in json.dumps(answer.json)
    assert "[key]" in answer.json["choices"][0]["message"]["content"]


def test_a_bug_that_names_the_key_is_written_down_without_it(
    cli: Cli, api: LeakingModels, shop: ShopServer, tmp_path: Path
) -> None:
    assert keeps(cli, *RUN, input_of(tmp_path, shop.url + "/p/lamp")).exit_code == 0
    broken = keeps(cli, "show", "last", "--json", module="tests.leaking")
    assert broken.exit_code == 1
    log = cli.home / "logs" / "cta-batch.log"
    assert str(log) in broken.stderr
    assert "RuntimeError: cannot show [key]" in log.read_text()
    assert files_with_secrets(cli.home) == {}


@pytest.mark.parametrize("where", ["environment", "config"])
def test_keys_within_the_servers_address(
    where: str, cli: Cli, api: LeakingModels, shop: ShopServer, tmp_path: Path
) -> None:
    address = api.base_url.replace("//", f"//gate:{PASSWORD}@") + f"?token={TOKEN}"
    if where == "environment":
        cli.env["OPENAI_BASE_URL"] = address
    else:
        del cli.env["OPENAI_BASE_URL"]
        config = tmp_path / "config.toml"
        config.write_text(f'base_url = "{address}"\n')
        cli.env["CTA_BATCH_CONFIG"] = str(config)
    api.chat.always(lambda r: api_error(400, None, f"Not with {api.said(r)}."))
    assert keeps(cli, *RUN, input_of(tmp_path, shop.url + "/p/lamp")).exit_code == 4
    assert BASIC in api.chat.requests[0].headers["authorization"]
    assert TOKEN in api.chat.requests[0].path
    [info] = keeps(cli, "show", "last", "--json").json["cta_infos"]
    assert "[key]" in info["error_message"]
    assert files_with_secrets(cli.home) == {}


def test_an_address_that_cannot_be_one(
    cli: Cli, api: LeakingModels, shop: ShopServer, tmp_path: Path
) -> None:
    cli.env["OPENAI_BASE_URL"] = f"http://gate:{PASSWORD}@[127.0.0.1/v1?token={TOKEN}"
    assert keeps(cli, *RUN, input_of(tmp_path, shop.url + "/p/lamp")).exit_code in {2, 4}
    assert files_with_secrets(cli.home) == {}


def test_a_key_in_the_config_is_refused_and_not_repeated(
    cli: Cli, shop: ShopServer, tmp_path: Path
) -> None:
    for text in (f'api_key = "{KEY}"', f"openai_api_key = {KEY}", f'max_urls = "{KEY}"'):
        config = tmp_path / "config.toml"
        config.write_text(text)
        cli.env["CTA_BATCH_CONFIG"] = str(config)
        assert keeps(cli, *RUN, input_of(tmp_path, shop.url + "/p/lamp")).exit_code == 2
    config.write_text(f'api_key = "{KEY}"')
    assert "OPENAI_API_KEY" in keeps(cli, "list").stderr


def test_an_input_that_holds_the_key_is_refused(
    cli: Cli, api: LeakingModels, shop: ShopServer, tmp_path: Path
) -> None:
    """Hidden in the database, its address would be another one."""
    refused = keeps(cli, *RUN, input_of(tmp_path, f"{shop.url}/p/lamp?session={KEY}"))
    assert refused.exit_code == 2
    assert "[0].url" in refused.stderr
    assert shop.requests == []


def test_the_password_of_a_database_is_not_repeated(cli: Cli) -> None:
    for url in (f"postgresql+nothing://gate:{PASSWORD}@h/d", f"no url for {PASSWORD}@h"):
        cli.env["CTA_BATCH_DATABASE_URL"] = url
        assert keeps(cli, "list").exit_code == 1
