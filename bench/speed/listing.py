"""``list`` and ``show`` on ten thousand jobs, against themselves on a small database."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.speed.measuring import Row, environment, paired, python
from bench.speed.starting import one_job

JOBS, INFOS_A_JOB = 10_000, 50
NEWEST = datetime(2020, 1, 1, tzinfo=UTC)
"""Before the small database's job, which stays the newest, so that both show the same."""


def rows(folder: Path, runs: int) -> Iterator[Row]:
    small, large = folder / "small", folder / "large"
    for home in (small, large):
        home.mkdir()
        one_job(home, environment(home))
    middle = fill(large / "cta.db", JOBS, INFOS_A_JOB)
    last = _last(small / "cta.db")
    commands = {
        "list": (["list"], ["list"]),
        f"list --page {JOBS // 40}": (["list", "--page", str(JOBS // 40)], ["list"]),
        "show last": (["show", "last"], ["show", "last"]),
        "show PREFIX of an info": (["show", middle], ["show", last]),
    }
    for what, (ours, against) in commands.items():
        one = ["env", f"CTA_BATCH_HOME={large}", *python("-m", "cta_batch"), *ours]
        other = ["env", f"CTA_BATCH_HOME={small}", *python("-m", "cta_batch"), *against]
        took, small_took = paired(one, other, environment(large), runs)
        yield Row(
            f"{what}, {JOBS:,} jobs, {JOBS * INFOS_A_JOB:,} infos",
            1000 * took,
            1000 * small_took,
            "ms CPU",
            1.5,
        )


def fill(database: Path, jobs: int, infos_a_job: int) -> str:
    """Add finished jobs, copies of the one that is there; gives the middle info's prefix."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = OFF")  # two gigabytes are written once, not twice
        job = _first(connection, "cta_generation_job")
        info = _first(connection, "cta_info")
        job |= {"input": json.dumps([{"url": "https://shop.example/p", "variant": infos_a_job}])}
        ids = [uuid.UUID(int=number << 96 | number) for number in range(1, jobs + 1)]
        _insert(connection, "cta_generation_job", (_job(job, n, i) for n, i in enumerate(ids)))
        wanted = ((i, n) for i in ids for n in range(infos_a_job))
        _insert(connection, "cta_info", (_info(info, i, n) for i, n in wanted))
        connection.commit()
        connection.execute("PRAGMA journal_mode = WAL")
    return str(_info_id(ids[jobs // 2], 7))[:13]


def _first(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    found = connection.execute(f"SELECT * FROM {table} LIMIT 1")
    return dict(zip([c[0] for c in found.description], found.fetchone(), strict=True))


def _insert(connection: sqlite3.Connection, table: str, values: Iterator[dict[str, Any]]) -> None:
    names = _first(connection, table).keys()
    columns, marks = ", ".join(f'"{n}"' for n in names), ", ".join(f":{n}" for n in names)
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)


def _job(job: dict[str, Any], number: int, i: uuid.UUID) -> dict[str, Any]:
    made = (NEWEST - timedelta(minutes=number)).strftime("%Y-%m-%d %H:%M:%S.%f")
    return job | {"id": i.hex, "name": f"Job {number}", "created_at": made, "updated_at": made}


def _info(info: dict[str, Any], job: uuid.UUID, number: int) -> dict[str, Any]:
    return info | {
        "id": _info_id(job, number).hex,
        "job_id": job.hex,
        "position": number,
        "variant": number,
        "cost_usd": 40_000,
    }


def _info_id(job: uuid.UUID, number: int) -> uuid.UUID:
    """Spread as random ids are, and another in each run of the bench alike."""
    return uuid.uuid5(job, str(number))


def _last(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        return str(connection.execute("SELECT id FROM cta_info LIMIT 1").fetchone()[0])[:12]
