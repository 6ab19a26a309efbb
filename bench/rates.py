"""Many infos against a provider that takes so many requests a minute: how near to the least time?

    python -m bench.rates [REQUESTS_A_MINUTE] [INFOS] [WORKERS]

Each of the two models has a token bucket of its own (a second's worth at once, as a real one has a
minute's) and answers 429 with Retry-After beyond it, and nothing of its pace. The least time is
what the bucket needs to let all pass, and one info's own; or the whole without a limit, where that
is more. Ends with 1 when an info is lost or it takes more than 1.2 times the least time.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import Cli
from tests.jobs import stored_job
from tests.servers import Answer, Endpoint, ModelServer, Reply, Request, ShopServer, api_error

MOST = 1.2


@dataclass
class Bucket:
    """Lets ``rate`` requests a second through, and as many at once."""

    rate: float
    level: float = 0.0
    at: float = 0.0
    refused: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def refusal(self) -> Reply | None:
        """None for a request that may pass."""
        with self.lock:
            now = time.monotonic()
            self.level = min(self.rate, self.level + (now - self.at) * self.rate)
            self.at = now
            if self.level >= 1:
                self.level -= 1
                return None
            self.refused += 1
            wait = (1 - self.level) / self.rate
            return api_error(429, "rate_limit_exceeded", headers=(("Retry-After", f"{wait:.3f}"),))


def limit(endpoint: Endpoint, rate: float) -> Bucket:
    bucket, usual = Bucket(rate), endpoint.default

    def answer(request: Request) -> Reply:
        return bucket.refusal() or usual(request)

    limited: Answer = answer
    endpoint.always(limited)
    return bucket


def run(a_minute: float, infos: int, workers: int, *, limited: bool) -> tuple[float, int, int]:
    """Seconds, infos done, and requests refused, of one job in a home of its own."""
    with tempfile.TemporaryDirectory() as folder, ShopServer() as shop, ModelServer() as api:
        home = Path(folder)
        (home / "config.toml").write_text("")
        cli = Cli(home, {"OPENAI_BASE_URL": api.base_url, "OPENAI_API_KEY": "sk-rates-0123456789"})
        job = stored_job(cli, shop, infos)
        rate = a_minute / 60
        buckets = [limit(e, rate) for e in (api.image, api.chat)] if limited else []
        began = time.monotonic()
        result = cli.process("resume", job, "--workers", str(workers), "--json")
        took = time.monotonic() - began
        return took, result.json["success_count"], sum(b.refused for b in buckets)


def main(a_minute: float, infos: int, workers: int) -> bool:
    alone, _, _ = run(a_minute, 1, workers, limited=False)
    free, _, _ = run(a_minute, infos, workers, limited=False)
    took, done, refused = run(a_minute, infos, workers, limited=True)
    rate = a_minute / 60
    least = max((infos - rate) / rate + alone, free)
    print(f"{infos} infos, {workers} workers, {a_minute:.0f} requests a minute for each model")
    print(f"without a limit {free:.1f} s, one info alone {alone:.1f} s, least time {least:.1f} s")
    print(f"took {took:.1f} s, {took / least:.2f} times; {done} done, {refused} requests refused")
    return done == infos and took <= MOST * least


if __name__ == "__main__":
    given = [*sys.argv[1:], *("120", "60", "8")[len(sys.argv) - 1 :]]
    sys.exit(0 if main(float(given[0]), int(given[1]), int(given[2])) else 1)
