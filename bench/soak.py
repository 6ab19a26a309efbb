"""Many infos against servers that fail one call in ten, over and over: nothing may be lost.

    python -m bench.soak [SECONDS] [INFOS] [WORKERS]

It runs ``resume`` and ``retry`` of one job until all is done or the time is over, then compares
the ledger with the model server's own log. Ends with 1 when something does not hold. A call that
is never answered is not among the faults: it would take the whole read time-out.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.conftest import Cli
from tests.jobs import ledger, requests_seen, stored_job
from tests.servers import (
    Answer,
    Endpoint,
    ModelServer,
    Reply,
    ShopServer,
    asked_to_wait,
    garbage,
    image_b64,
    png,
    server_error,
)

ONE_IN = 10
WHOLE = png()
FAULTS: dict[str, Reply] = {
    "429": asked_to_wait(0.2),
    "500": server_error(),
    "cut connection": Reply(200, b'{"id":', length=500, kind="application/json"),
    "malformed JSON": garbage(),
    "wrong content type": Reply(200, b"<html>busy</html>"),
    "truncated picture": image_b64(WHOLE[: len(WHOLE) // 2]),
}


def make_faulty(endpoint: Endpoint, dice: random.Random, made: Counter[str]) -> None:
    """Let one call in ten fail, each time in a way chosen by ``dice``."""
    usual: Answer = endpoint.default

    def answer(request: object) -> Reply:
        if dice.randrange(ONE_IN):
            return usual(request)  # type: ignore[arg-type]  # what the server passes in
        name = dice.choice(list(FAULTS))
        made[name] += 1
        return FAULTS[name]

    endpoint.always(answer)


def soak(seconds: float, infos: int, workers: int) -> bool:
    made: Counter[str] = Counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        ShopServer() as shop,
        ModelServer() as api,
    ):
        home = Path(folder)
        (home / "config.toml").write_text("")
        cli = Cli(home, {"OPENAI_BASE_URL": api.base_url, "OPENAI_API_KEY": "sk-soak-0123456789"})
        for endpoint in (api.image, api.chat):
            make_faulty(endpoint, random.Random(6), made)
        job = stored_job(cli, shop, infos)
        began, rounds, code = time.monotonic(), 0, 4
        while code != 0 and time.monotonic() - began < seconds:
            verb = "retry" if rounds else "resume"
            code, rounds = cli.process(verb, job, "--workers", str(workers)).exit_code, rounds + 1
        return report(cli, api, made, infos, rounds, time.monotonic() - began)


def report(
    cli: Cli, api: ModelServer, made: Counter[str], infos: int, rounds: int, took: float
) -> bool:
    statuses = dict(cli.sql("SELECT status, count(*) FROM cta_info GROUP BY status"))
    outcomes = dict(cli.sql("SELECT outcome, count(*) FROM cta_paid_call GROUP BY outcome"))
    seen, known = requests_seen(api), ledger(cli)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{infos} infos, {rounds} rounds, {took:.0f} s, {infos / took:.1f} infos/s")
    for name, found in (("infos", statuses), ("calls in the ledger", outcomes), ("faults", made)):
        print(f"{name:22} {', '.join(f'{k}: {v}' for k, v in sorted(found.items()))}")
    print(f"{'requests seen':22} {seen.total()}, in the ledger {known.total()}")
    print(f"{'ledger equals the log':22} {seen == known}")
    print(f"{'peak memory':22} {peak:.0f} MB")
    return seen == known and "open" not in outcomes and statuses == {"done": infos}


if __name__ == "__main__":
    given = [*sys.argv[1:], *("600", "2000", "8")[len(sys.argv) - 1 :]]
    sys.exit(0 if soak(float(given[0]), int(given[1]), int(given[2])) else 1)
