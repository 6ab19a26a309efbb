"""Whoever must wait says for whom, and holds up nobody else."""

from __future__ import annotations

import io
import os
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from rich.console import Console

from cta_batch.cli.live import Board, watching
from cta_batch.cli.signals import Stop
from cta_batch.domain import Status
from cta_batch.models import Info
from cta_batch.pipeline import Progress
from tests.conftest import Cli
from tests.jobs import an_info
from tests.servers import (
    HeldImages,
    ModelServer,
    Reply,
    ShopServer,
    asked_to_wait,
    product_page,
)

RUN = ("run", "--allow-private", "--placement", "square", "--json")


def lines_until(process: subprocess.Popen[str], wanted: str, count: int = 1) -> list[str]:
    """What the program says on stderr until ``wanted`` was said ``count`` times."""
    assert process.stderr is not None
    said: list[str] = []
    giving_up = threading.Timer(60, process.kill)
    giving_up.start()
    for line in process.stderr:
        said.append(line)
        if sum(wanted in one for one in said) == count:
            break
    giving_up.cancel()
    return said


def test_a_slow_shop_holds_up_no_other(cli: Cli, batch: Any, shop: ShopServer) -> None:
    """Two workers and six infos of a shop that does not answer come before those of another."""
    answer = threading.Event()

    def slow(_request: object) -> Reply:
        answer.wait()
        return Reply(200, product_page().encode())

    shop.reply("/p/slow", slow)
    elsewhere = f"http://localhost:{shop.port}/p/slow"
    process = cli.start(*RUN, "--workers", "2", batch((elsewhere, 6), (shop.url + "/p/lamp", 3)))
    said = lines_until(process, " done in ", 3)
    assert not any("failed" in line for line in said), said
    answer.set()
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert '"success_count": 9' in out


@pytest.mark.parametrize(("budget", "code"), [("0.10", 0), ("0.07", 5)])
def test_a_budget_is_reached_only_once_the_calls_under_way_have_ended(
    budget: str, code: int, cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    """What two calls may cost at most is more than the budget; what they do cost may be less."""
    images = HeldImages(api)
    items = batch((shop.url + "/p/lamp", 2))
    process = cli.start(*RUN, "--workers", "2", "--budget", budget, items)
    images.wait_for_calls(1)
    said = lines_until(process, "waiting for the rest of the budget")
    assert said
    assert api.image.count == 1
    images.open.set()
    _, err = process.communicate()
    assert process.returncode == code, err
    assert "Traceback" not in err
    assert cli("resume", "--budget", "10", "--json").exit_code == 0
    assert api.image.count == 2


def test_whoever_waits_for_a_model_says_for_which(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    api.image.then(asked_to_wait(1.2))
    result = cli.process(*RUN, batch((shop.url + "/p/lamp", 1)))
    assert result.exit_code == 0, result.stderr
    assert "generating_image: waiting for gpt-image-2" in result.stderr


# --- how it looks ---


def test_the_table_says_for_whom_an_info_waits() -> None:
    it = an_info()
    board = Board([it], lambda: Decimal(0), lambda: 0.0)
    console = Console(width=100, record=True, file=None, quiet=False, force_terminal=True)

    def shown(progress: Progress) -> str:
        board.take(progress)
        with console.capture() as captured:
            console.print(board.table(100, 24))
        return captured.get()

    assert "waiting for shop.example" in shown(
        Progress(it.id, Status.ANALYZING, waiting_for="shop.example")
    )
    over = shown(Progress(it.id, Status.ANALYZING, waiting_for=""))
    assert "waiting" not in over
    assert "analyzing" in over


def test_a_wait_that_ends_after_its_info_is_no_news() -> None:
    """A picture that it would have got may stand in line still."""
    it = an_info()
    board = Board([it], lambda: Decimal(0), lambda: 0.0)
    assert board.take(Progress(it.id, Status.FAILED, "no words"))
    for shop in ("shop.example", ""):
        assert not board.take(Progress(it.id, Status.ANALYZING, waiting_for=shop))
    assert (board.rows[it.id].status, board.finished) == (Status.FAILED, 1)
    assert board.take(Progress(it.id, Status.ANALYZING)), "it is begun anew"


def test_the_table_counts_what_each_stage_cost() -> None:
    it, bills = an_info(), iter([Decimal(0), Decimal(0), Decimal("0.03"), Decimal("0.04")])
    board = Board([it], lambda: next(bills), lambda: 0.0)
    console = Console(width=100, force_terminal=True)
    stages = (Status.GENERATING_IMAGE, Status.GENERATING_SUGGESTION, Status.DONE)
    shown = []
    for stage in stages:
        for _ in range(2):  # a note of the same stage costs nothing, nor a query
            board.take(Progress(it.id, stage))
        with console.capture() as captured:
            console.print(board.table(100, 24))
        shown.append(captured.get())
    assert ["0.03" in shown[1], "0.04" in shown[2], "0.0" in shown[0]] == [True, True, False]


def test_plain_lines_say_it_once(capsys: pytest.CaptureFixture[str]) -> None:
    it = an_info()
    console = Console(stderr=True, width=100, force_terminal=False)
    with watching([it], lambda: Decimal(0), console, lambda _: None, Stop()) as tell:
        for host in ("shop.example", "shop.example", "", "shop.example"):
            tell(Progress(it.id, Status.ANALYZING, waiting_for=host))
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition("analyzing")[2] for line in lines] == [": waiting for shop.example"] * 2


class Lingering(io.StringIO):
    """A terminal that others are served before."""

    def write(self, text: str) -> int:
        for _ in range(50):
            os.sched_yield()
        return super().write(text)


def test_plain_lines_count_upwards_whoever_ends_at_the_same_moment() -> None:
    them, file = [an_info() for _ in range(60)], Lingering()
    console = Console(file=file, width=100)
    with watching(them, lambda: Decimal(0), console, lambda _: None, Stop()) as tell:
        start = threading.Barrier(len(them))

        def end(it: Info) -> None:
            start.wait()
            tell(Progress(it.id, Status.FAILED, "broken"))

        with ThreadPoolExecutor(len(them)) as pool:
            list(pool.map(end, them))
    counts = [int(line[1:].partition("/")[0]) for line in file.getvalue().splitlines()]
    assert counts == list(range(1, 61))
