"""Many infos against servers that fail one call in ten in every way, while processes die.

    python -m bench.soak [SECONDS] [INFOS] [WORKERS]

Two processes share each job of INFOS infos; one of them is killed or interrupted every few seconds.
Failed infos are tried again until all are done, then the next job begins, until the time is over.
At the end the ledger is held against the model server's own log, call by call. Ends with 1 when
something does not hold. Memory is read from /proc, so it needs Linux.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from bench.soaking.account import account
from bench.soaking.faults import fail_now_and_then, open_faulty_shop
from bench.soaking.rounds import Soak
from tests.conftest import Cli
from tests.jobs import stored_job
from tests.servers import ModelServer, ShopServer

SEED = 6
VARIANTS = 10


def soak(seconds: float, infos: int, workers: int) -> bool:
    """Soak for at least ``seconds``, print the account, and tell whether all of it holds."""
    dice = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder, ShopServer() as shop, ModelServer() as api:
        home = Path(folder) / "home"
        home.mkdir()
        (home / "config.toml").write_text("")
        cli = Cli(home, {"OPENAI_BASE_URL": api.base_url, "OPENAI_API_KEY": "sk-soak-0123456789"})
        log = fail_now_and_then(api, dice)
        paths = open_faulty_shop(shop, max(1, infos // VARIANTS), dice)
        rounds = Soak(cli, Path(folder), workers, dice)
        began, made = time.monotonic(), 0
        while not made or time.monotonic() - began < seconds:
            rounds.through(stored_job(cli, shop, VARIANTS, paths))
            made += len(paths) * VARIANTS
        took = time.monotonic() - began
        print(f"{made} infos in {took:.0f} s, two processes of {workers} workers")
        findings = list(account(cli, log, rounds.tale, made, workers))
    for finding in findings:
        mark = {True: "holds", False: "FAILS", None: ""}[finding.holds]
        print(f"{finding.name:44} {mark:6} {finding.value}")
    return all(finding.holds is not False for finding in findings)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("seconds", nargs="?", type=float, default=600.0)
    parser.add_argument("infos", nargs="?", type=int, default=2000, help="of each job")
    parser.add_argument("workers", nargs="?", type=int, default=4, help="of each process")
    given = parser.parse_args()
    sys.exit(0 if soak(given.seconds, given.infos, given.workers) else 1)
