"""Sudden death at every kind of moment: afterwards resume finishes, and the ledger knows it all."""

from __future__ import annotations

import random
import signal
import subprocess
import threading
from collections.abc import Iterator

import pytest

from tests.conftest import Cli
from tests.crashing import DIED, POINTS
from tests.jobs import ledger, requests_seen, stored_job
from tests.servers import Answer, ModelServer, Reply, ShopServer


def in_order(cli: Cli, api: ModelServer, infos: int, in_flight: int) -> None:
    """What must hold after any crash and a resume."""
    assert cli.sql("PRAGMA integrity_check") == [("ok",)]
    assert cli.sql("SELECT count(*) FROM cta_info WHERE status = 'done'") == [(infos,)]
    assert requests_seen(api) <= ledger(cli), "the provider saw a call that we know nothing of"
    per_outcome = dict(cli.sql("SELECT outcome, count(*) FROM cta_paid_call GROUP BY outcome"))
    assert set(per_outcome) <= {"ok", "unknown"}, per_outcome
    assert per_outcome["ok"] == 2 * infos, "what was saved was bought again"
    assert per_outcome.get("unknown", 0) <= in_flight
    bought_again = api.image.count + api.chat.count - 2 * infos
    assert 0 <= bought_again <= in_flight
    retried = cli.sql("SELECT count(*) FROM cta_info WHERE retry_count <> 0")
    assert retried == [(0,)], "a crash used up a retry"
    assert cli.sql("SELECT count(*) FROM cta_info WHERE claimed_by IS NOT NULL") == [(0,)]


@pytest.mark.parametrize(
    ("point", "count"), [(point, n) for point, counts in POINTS.items() for n in counts]
)
def test_death_at_a_named_point(
    point: str, count: int, cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    job = stored_job(cli, shop, 2)
    crashed = cli.start(point, str(count), "resume", job, "--workers", "1", module="tests.crashing")
    _, err = crashed.communicate()
    assert crashed.returncode == DIED, err

    resumed = cli("resume", job, "--json")

    assert resumed.exit_code == 0, resumed.stderr
    in_order(cli, api, infos=2, in_flight=1)
    assert shop.count("/p/lamp") <= 2


class Assassin:
    """Kills a process at a moment of its choice: as the nth request comes, or amid the answer."""

    def __init__(self, api: ModelServer, chance: random.Random) -> None:
        self.died = threading.Event()
        self._chance = chance
        self._lock = threading.Lock()
        self._victim: subprocess.Popen[str] | None = None
        self._left = 0
        for endpoint in (api.image, api.chat):
            endpoint.always(self._around(endpoint.default))

    def _around(self, usual: Answer) -> Answer:
        return lambda request: self._answer(usual(request))

    def take_aim(self, victim: subprocess.Popen[str], requests: int) -> None:
        """Strike at the ``requests``th request from now."""
        with self._lock:
            self._victim, self._left = victim, requests
        self.died.clear()

    def _answer(self, reply: Reply) -> Reply:
        with self._lock:
            self._left -= 1
            strikes = self._left == 0
        if not strikes:
            return reply
        cut = self._chance.choice([0, self._chance.randrange(len(reply.body)), len(reply.body)])

        def pieces() -> Iterator[bytes]:
            yield reply.body[:cut]
            self._strike()

        length = (("Content-Length", str(len(reply.body))),)
        return Reply(reply.status, b"", length, reply.kind, pieces)

    def _strike(self) -> None:
        assert self._victim is not None
        self._victim.send_signal(signal.SIGKILL)
        self.died.set()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_death_at_random(seed: int, cli: Cli, api: ModelServer, shop: ShopServer) -> None:
    chance = random.Random(seed)
    infos, workers, deaths = 5, 3, 2  # a third unknown outcome of one stage is for a person
    job = stored_job(cli, shop, infos)
    assassin = Assassin(api, chance)
    for _ in range(deaths):
        victim = cli.start("resume", job, "--workers", str(workers))
        assassin.take_aim(victim, chance.randint(1, 4))
        _, err = victim.communicate()
        assert assassin.died.is_set(), err
        assert victim.returncode == -signal.SIGKILL

    resumed = cli("resume", job, "--json")

    assert resumed.exit_code == 0, resumed.stderr
    in_order(cli, api, infos, in_flight=deaths * workers)
