"""A creative in the terminal: the three ways to draw one, and nothing where nobody looks."""

from __future__ import annotations

import base64
import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cta_batch import config
from cta_batch.cli.previewing import drawn
from cta_batch.config import Graphics
from tests.conftest import Cli
from tests.servers import ShopServer


@pytest.fixture
def picture() -> bytes:
    """Red above, blue below."""
    image = Image.new("RGB", (300, 600), (255, 0, 0))
    image.paste((0, 0, 255), (0, 300, 300, 600))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def test_half_blocks_are_two_pixels_each(picture: bytes) -> None:
    lines = drawn(picture, Graphics.BLOCKS, 40, 10).splitlines()
    assert len(lines) == 10
    assert all(line.endswith("\x1b[0m") for line in lines)
    cells = [re.findall(r"\x1b\[38;2;(\S+?)m\x1b\[48;2;(\S+?)m▀", line) for line in lines]
    assert {len(row) for row in cells} == {10}, "as wide as it is high, twice as high in rows"
    assert set(cells[1]) == {("255;0;0", "255;0;0")}
    assert set(cells[8]) == {("0;0;255", "0;0;255")}


def test_kitty_gets_a_png_in_pieces(picture: bytes) -> None:
    noise = Image.effect_noise((400, 400), 90).convert("RGB")
    file = io.BytesIO()
    noise.save(file, "PNG")
    text = drawn(file.getvalue(), Graphics.KITTY, 40, 10)
    pieces = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", text)
    assert len(pieces) > 2
    assert all(len(data) <= 4096 for _, data in pieces)
    assert [head[-1] for head, _ in pieces] == ["1"] * (len(pieces) - 1) + ["0"]
    sent = Image.open(io.BytesIO(base64.b64decode("".join(data for _, data in pieces))))
    assert (sent.format, sent.size) == ("PNG", (200, 200))


def test_iterm2_gets_the_file_as_it_is(picture: bytes) -> None:
    text = drawn(picture, Graphics.ITERM2, 40, 10)
    match = re.fullmatch(r"\x1b\]1337;File=inline=1;size=(\d+);height=10:(\S+)\x07\n", text)
    assert match
    assert base64.b64decode(match[2]) == picture
    assert int(match[1]) == len(picture)


@pytest.mark.parametrize(
    ("environ", "way"),
    [
        ({}, None),
        ({"TERM": "xterm-256color"}, None),
        ({"TERM": "xterm-kitty"}, Graphics.KITTY),
        ({"TERM": "xterm-ghostty"}, Graphics.KITTY),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, Graphics.ITERM2),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, Graphics.BLOCKS),
        ({"COLORTERM": "truecolor", "NO_COLOR": "1"}, None),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, None),
        (
            {"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1", "COLORTERM": "24bit"},
            Graphics.BLOCKS,
        ),
    ],
)
def test_the_terminal_says_what_it_can(environ: dict[str, str], way: Graphics | None) -> None:
    assert config.graphics(environ) == way


def in_a_terminal(cli: Cli, *args: str, **environ: str) -> str:
    """What the program writes to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    base = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "TERM_PROGRAM", "TMUX"}}
    env = cli._env(base | {"COLUMNS": "80", "LINES": "40", "PYTHONUTF8": "1"} | environ)
    process = subprocess.Popen(
        [sys.executable, "-m", "cta_batch", *args],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={k: v for k, v in env.items() if v is not None},
    )
    os.close(theirs)
    pieces = []
    while piece := _read(ours):
        pieces.append(piece)
    os.close(ours)
    assert process.wait() == 0
    return b"".join(pieces).decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


def test_show_draws_in_a_terminal_only(cli: Cli, batch: Any, shop: ShopServer) -> None:
    args = ("run", "--allow-private", "--json", "--placement", "square")
    info = cli(*args, batch((shop.url + "/p/lamp", 1))).json["cta_infos"][0]

    assert "▀" in in_a_terminal(cli, "show", info["id"], COLORTERM="truecolor", TERM="xterm")
    assert "\x1b_Ga=T" in in_a_terminal(cli, "show", info["id"], TERM="xterm-kitty")
    assert "▀" not in in_a_terminal(cli, "show", info["id"], COLORTERM="", TERM="xterm")
    cli.env["COLORTERM"] = "truecolor"
    piped = cli.process("show", info["id"]).stdout
    assert "\x1b" not in piped
    assert "▀" not in piped

    Path(info["suggestion"]["creatives"][0]["path"]).unlink()
    gone = in_a_terminal(cli, "show", info["id"], COLORTERM="truecolor", TERM="xterm")
    assert info["suggestion"]["headline"] in gone
