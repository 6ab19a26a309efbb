"""Signals and sudden death: nothing saved is lost, nothing saved is bought again."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from cta_batch import pipeline
from cta_batch.config import load
from cta_batch.errors import Stopped
from cta_batch.store import open_store
from tests.conftest import Cli
from tests.servers import HeldImages, ModelServer, Reply, ShopServer, product_page

RUN = ("run", "--allow-private", "--placement", "square", "--workers", "2", "--json")


def backgrounds(cli: Cli) -> int:
    return int(
        cli.sql(
            "SELECT count(*) FROM cta_info"
            " WHERE json_extract(suggestion, '$.background_image') IS NOT NULL"
        )[0][0]
    )


def stopping_said(process: subprocess.Popen[str]) -> None:
    """Read stderr until the program says that it saw the signal."""
    assert process.stderr is not None
    assert any("Stopping" in line for line in process.stderr)


class Screen:
    """What of a terminal the live table needs: lines, and a cursor that goes up and wipes."""

    def __init__(self, width: int) -> None:
        self.width, self.lines, self.row, self.column = width, [""], 0, 0
        self.ever = ""

    def read(self, written: str) -> None:
        for piece in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|[^\x1b]", written):
            self._take(piece)

    def _take(self, piece: str) -> None:
        if piece == "\r":
            self.column = 0
        elif piece == "\n":
            self.row += 1
            self.lines += [""] * (self.row + 1 - len(self.lines))
        elif piece == "\x1b[2K":
            self.lines[self.row] = ""
        elif re.fullmatch(r"\x1b\[\d*A", piece):
            self.row = max(0, self.row - int(piece[2:-1] or 1))
        elif piece[0] != "\x1b":
            if self.column == self.width:
                self._take("\r")
                self._take("\n")
            line = self.lines[self.row].ljust(self.column)
            self.lines[self.row] = line[: self.column] + piece + line[self.column + 1 :]
            self.column += 1
            self.ever += piece


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("width", [80, 40])
def test_a_terminal_says_that_it_stops_and_is_left_tidy(
    width: int, cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    import pty

    images, screen = HeldImages(api), Screen(width)
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "cta_batch", *RUN, batch((shop.url + "/p/lamp", 6))]
    environ = {**os.environ, **{k: v for k, v in cli.environ.items() if v is not None}}
    environ |= {"TERM": "xterm-256color", "COLUMNS": str(width), "LINES": "24"}
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=its)
    os.close(its)
    images.wait_for_calls(2)
    process.send_signal(signal.SIGINT)
    os.write(ours, b"\x03")  # the terminal shows it as ^C, wherever the cursor is
    with suppress(OSError):  # so Linux says that the other side is closed
        while written := os.read(ours, 65536):
            screen.read(written.decode(errors="replace"))
            if "Stopping" in screen.ever:
                images.open.set()
    process.wait()
    os.close(ours)

    assert process.returncode == 130
    left = "\n".join(screen.lines)
    assert "resume" in left
    assert not re.search(r"Stopping|━|generating|product|stage", left), left


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_the_first_signal_saves_what_is_in_flight(
    number: int, code: int, cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    images = HeldImages(api)
    process = cli.start(*RUN, batch((shop.url + "/p/lamp", 6)))
    images.wait_for_calls(2)
    process.send_signal(number)
    stopping_said(process)
    images.open.set()
    _, err = process.communicate()

    assert process.returncode == code, err
    assert "resume" in err
    assert api.image.count == 2, "new work was taken"
    assert backgrounds(cli) == 2, "a paid answer was thrown away"

    resumed = cli("resume", "--json")
    assert resumed.exit_code == 0, resumed.stderr
    assert resumed.json["success_count"] == 6
    assert (api.image.count, api.chat.count) == (6, 6), "something was bought twice"


@pytest.fixture
def nohup() -> Iterator[None]:
    """What is started meanwhile was told to outlive its terminal."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("nohup")
def test_under_nohup_a_closed_terminal_stops_nothing(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    images = HeldImages(api)
    process = cli.start(*RUN, batch((shop.url + "/p/lamp", 4)))
    images.wait_for_calls(2)
    process.send_signal(signal.SIGHUP)
    images.open.set()
    out, err = process.communicate()

    assert process.returncode == 0, err
    assert json.loads(out)["success_count"] == 4


def test_the_second_signal_leaves_at_once(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    images = HeldImages(api)
    process = cli.start(*RUN, batch((shop.url + "/p/lamp", 4)))
    images.wait_for_calls(2)
    process.send_signal(signal.SIGINT)
    stopping_said(process)
    process.send_signal(signal.SIGINT)
    process.communicate()  # would hang: the images are still held

    assert process.returncode == 130
    images.open.set()
    assert cli("resume", "--json").json["success_count"] == 4


def test_kill_9_loses_nothing_that_was_saved(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    images = HeldImages(api)
    process = cli.start(*RUN, batch((shop.url + "/p/lamp", 4)))
    images.wait_for_calls(2)
    process.kill()
    process.communicate()
    images.open.set()

    assert cli.sql("PRAGMA integrity_check") == [("ok",)]
    resumed = cli("resume", "--json")
    assert resumed.exit_code == 0, resumed.stderr
    assert resumed.json["success_count"] == 4
    assert shop.count("/p/lamp") == 1, "the page was read again"
    assert api.image.count == 4 + 2, "more was bought again than was in flight"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("at_once", [False, True])
def test_check_stops_before_the_next_page_and_leaves_no_trace(
    number: int, at_once: bool, cli: Cli, batch: Any, shop: ShopServer
) -> None:
    urls = [shop.page(f"/p/{n}", product_page()) for n in range(2)]
    run = ("run", "--provider", "offline", "--allow-private", "--placement", "square")
    assert cli(*run, batch(*((url, 1) for url in urls))).exit_code == 0
    asked, answer = threading.Event(), threading.Event()

    def slow(_request: object) -> Reply:
        asked.set()
        answer.wait()
        return Reply(200, product_page().encode())

    for n in range(2):
        shop.reply(f"/p/{n}", slow)
    process = cli.start("check", "last")
    asked.wait()
    process.send_signal(number)
    stopping_said(process)
    if at_once:
        process.send_signal(number)
    else:
        answer.set()
    _, err = process.communicate()
    answer.set()
    assert (process.returncode, "Traceback" in err) == (128 + number, False), err
    assert shop.count("/p/0") + shop.count("/p/1") == 2 + 1, "another page was asked for"


def test_a_stop_renders_no_further_info(cli: Cli, batch: Any, shop: ShopServer) -> None:
    run = ("run", "--provider", "offline", "--allow-private", "--placement", "square", "--json")
    job = cli(*run, batch((shop.url + "/p/lamp", 2))).json
    settings = load({k: v for k, v in cli.environ.items() if v is not None})
    store, stop = open_store(settings), threading.Event()
    infos = [uuid.UUID(i["id"]) for i in job["cta_infos"]]
    stop.set()
    with store.claims.at_work(uuid.UUID(job["id"])), pytest.raises(Stopped, match="is saved"):
        list(pipeline.render_each_again(store, infos, stop=stop))
    store.database.close()


def test_a_watcher_that_leaves_does_not_stop_the_work(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    images = HeldImages(api)
    process = cli.start(*RUN, batch((shop.url + "/p/lamp", 2)))
    images.wait_for_calls(2)
    assert process.stderr is not None
    process.stderr.close()
    images.open.set()
    assert process.stdout is not None
    process.stdout.read()
    process.wait()
    process.stdout.close()
    assert cli("show", "last", "--json").json["success_count"] == 2


INTERRUPTED = """
import os, signal, sys

class AtImport:
    def find_spec(self, name, path, target=None):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, AtImport())
from cta_batch.__main__ import main
main()
"""


def test_a_signal_while_the_program_is_loaded_leaves_no_trace() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")
