"""The ledger held against the server's own log, call by call, and all else that must hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.soaking.faults import DROPPED_AFTER, GOOD, OUTCOMES, Log
from bench.soaking.rounds import REPORT, Tale
from tests.conftest import Cli

MOST_GROWTH = 1.15
"""Of the steady process's memory, from a quarter of the job to its end."""


@dataclass(frozen=True)
class Finding:
    """One line of the account; ``holds`` is None where there is nothing to hold."""

    name: str
    value: str
    holds: bool | None = None


@dataclass(frozen=True)
class Row:
    """A paid call as the ledger has it."""

    name: str
    outcome: str
    request_id: str | None


def account(cli: Cli, log: Log, tale: Tale, infos: int, workers: int) -> Iterator[Finding]:
    """Every finding, in the order of the table."""
    statuses = dict(cli.sql("SELECT status, count(*) FROM cta_info GROUP BY status"))
    yield Finding("infos", _listed(statuses), statuses == {"done": infos})
    yield Finding("model calls answered", _listed(log.answers()))
    yield Finding("ends of processes", _ends(tale), not tale.oddities)
    for oddity in tale.oddities[:5]:
        yield Finding("  an odd end", oddity)
    rows = [Row(*r) for r in cli.sql("SELECT request_hash, outcome, request_id FROM cta_paid_call")]
    yield Finding("calls in the ledger", _listed(Counter(r.outcome for r in rows)))
    yield from _calls(rows, log, (tale.kills + tale.interrupts) * workers)
    yield from _database(cli)
    yield from _memory(tale)


def _calls(rows: list[Row], log: Log, in_flight: int) -> Iterator[Finding]:
    """``in_flight`` is how many calls may at most have been under way when processes ended."""
    seen, known = log.names(), Counter(r.name for r in rows)
    missing, never_left = (seen - known).total(), (known - seen).total()
    yield Finding("requests seen, not in the ledger", f"{missing} of {seen.total()}", missing == 0)
    yield Finding("in the ledger, never seen", str(never_left), never_left <= in_flight)
    named = [r for r in rows if r.request_id is not None]
    wrong = [r for r in named if not _agrees(r, log)]
    twice = len(named) - len({r.request_id for r in named})
    yield Finding(
        "answers whose end both sides tell alike",
        f"{len(named) - len(wrong)} of {len(named)}, {twice} of them twice",
        not wrong and not twice,
    )
    silent = Counter(r.outcome for r in rows if r.request_id is None)
    yield Finding("ends without an answer", _listed(silent), set(silent) <= {"unknown"})
    lost = _good_ones_lost(rows, log)
    yield Finding("good answers bought and not kept", str(lost), lost <= in_flight)


def _agrees(row: Row, log: Log) -> bool:
    call = log.calls.get(row.request_id or "")
    if call is None or call.name != row.name:
        return False
    return row.outcome in OUTCOMES.get(call.answered, frozenset()) | {"unknown"}


def _good_ones_lost(rows: list[Row], log: Log) -> int:
    kept = {r.request_id for r in rows if r.outcome != "unknown"}
    good = (number for number, call in log.calls.items() if call.answered in {GOOD, DROPPED_AFTER})
    return sum(number not in kept for number in good)


def _database(cli: Cli) -> Iterator[Finding]:
    ((most,),) = cli.sql(
        "SELECT max(n) FROM (SELECT count(*) n FROM cta_paid_call"
        " WHERE outcome = 'ok' AND stage = 'generating_image' GROUP BY info_id)"
    )
    yield Finding("pictures kept for one info", str(most), most == 1)
    ((unequal,),) = cli.sql(
        "SELECT count(*) FROM cta_info i WHERE abs(cost_usd - (SELECT total(cost_usd) FROM"
        " cta_paid_call c WHERE c.info_id = i.id AND outcome != 'unknown')) > 0.0000005"
    )
    yield Finding("infos whose cost is not that of their calls", str(unequal), unequal == 0)
    ((claimed,),) = cli.sql("SELECT count(*) FROM cta_info WHERE claimed_by IS NOT NULL")
    yield Finding("claims left over", str(claimed), claimed == 0)
    whole = cli.sql("PRAGMA integrity_check")
    yield Finding("database", str(whole[0][0]), whole == [("ok",)])
    yield from _files(cli)


def _files(cli: Cli) -> Iterator[Finding]:
    named = {
        path
        for (path,) in cli.sql(
            "SELECT json_extract(suggestion, '$.background_image.path') FROM cta_info"
            " UNION SELECT json_extract(suggestion, '$.original_image.path') FROM cta_info"
            " UNION SELECT json_extract(value, '$.path') FROM cta_info,"
            " json_each(suggestion, '$.creatives')"
        )
    }
    folder = cli.home / "assets"
    lost = [path for path in named if not (folder / str(path)).is_file()]
    yield Finding("pictures named and not there", f"{len(lost)} of {len(named)}", not lost)
    parts = sum(1 for _ in Path(folder).rglob("*.part"))
    yield Finding("half-written files left by kills", str(parts))


def _memory(tale: Tale) -> Iterator[Finding]:
    for number, marks in enumerate(tale.memory, 1):
        shown = ", ".join(
            f"{'its report' if mark == REPORT else f'{mark:.0%}'}: {mb:.0f} MB"
            for mark, mb in sorted(marks.items())
        )
        first = marks.get(0.25)
        grown = None if first is None else marks[1.0] / first
        said = "" if grown is None else f", {grown:.2f} times"
        yield Finding(
            f"memory, job {number}", shown + said, None if grown is None else grown <= MOST_GROWTH
        )


def _ends(tale: Tale) -> str:
    codes = ", ".join(f"{code}: {n}" for code, n in sorted(tale.codes.items()))
    return f"{tale.kills} kill -9, {tale.interrupts} ^C; exit codes {codes}"


def _listed(found: dict[str, int] | Counter[str]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in sorted(found.items())) or "none"
