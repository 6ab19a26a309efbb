"""Several processes on one job: they share its infos, and the living take over from the dead."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import col, select

from cta_batch.config import load
from cta_batch.domain import CallOutcome, JobOptions, ProviderName, Status, Suggestion
from cta_batch.errors import ClaimedElsewhere, InUse
from cta_batch.floor import Floor
from cta_batch.models import CTAPaidCall
from cta_batch.store import EndedCall, NewJob, Store, open_store
from cta_batch.store.claims import Claims
from cta_batch.store.owners import LOST_SECONDS, Owner, Watch
from tests.conftest import Cli
from tests.jobs import ledger, requests_seen, stored_job
from tests.servers import HeldImages, ModelServer, ShopServer

RESUME = ("resume", "--workers", "2", "--json")


def finished_by(err: str) -> int:
    return sum(" done in " in line for line in err.splitlines())


def test_two_processes_share_a_job(cli: Cli, api: ModelServer, shop: ShopServer) -> None:
    images = HeldImages(api)
    job = stored_job(cli, shop, 6)
    first, second = cli.start(*RESUME, job), cli.start(*RESUME, job)
    images.wait_for_calls(4)
    images.open.set()
    (_, err), (out, other) = first.communicate(), second.communicate()

    assert (first.returncode, second.returncode) == (0, 0), err + other
    assert (api.image.count, api.chat.count) == (6, 6), "a call was made twice"
    assert requests_seen(api) == ledger(cli)
    assert json.loads(out)["success_count"] == 6
    assert finished_by(err) >= 2, err
    assert finished_by(other) >= 2, other
    assert finished_by(err) + finished_by(other) == 6
    assert cli.sql("SELECT count(*) FROM cta_owner") == [(0,)]
    assert list((cli.home / "claims").iterdir()) == []


def test_a_killed_process_is_taken_over_from_at_once(
    cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    images = HeldImages(api)
    job = stored_job(cli, shop, 6)
    first, second = cli.start(*RESUME, job), cli.start(*RESUME, job)
    images.wait_for_calls(4)
    first.kill()
    first.communicate()
    images.open.set()
    out, err = second.communicate()

    assert second.returncode == 0, err
    assert json.loads(out)["success_count"] == 6
    assert (api.image.count, api.chat.count) == (6 + 2, 6)
    assert requests_seen(api) == ledger(cli)
    unknown = "SELECT count(*) FROM cta_paid_call WHERE outcome = 'unknown'"
    assert cli.sql(unknown) == [(2,)]
    assert cli.sql("SELECT count(*) FROM cta_owner") == [(0,)]


def test_a_budget_holds_across_processes(cli: Cli, api: ModelServer, shop: ShopServer) -> None:
    images = HeldImages(api)
    job = stored_job(cli, shop, 8)
    budget = ("--budget", "0.18")  # three pictures, where each process alone would buy two
    first, second = cli.start(*RESUME, job, *budget), cli.start(*RESUME, job, *budget)
    images.wait_for_calls(3)
    images.open.set()
    (_, err), (_, other) = first.communicate(), second.communicate()

    assert (first.returncode, second.returncode) == (5, 5), err + other
    held = "SELECT sum(coalesce(cost_usd, reserved_usd)) FROM cta_paid_call"
    [(spent,)] = cli.sql(held)
    assert 0 < spent <= 180_000
    assert requests_seen(api) == ledger(cli)
    assert cli("resume", job, "--budget", "5", "--json").json["success_count"] == 8


def test_what_another_process_works_on_is_left_alone(
    cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    images = HeldImages(api)
    job = stored_job(cli, shop, 2)
    process = cli.start(*RESUME, job)
    images.wait_for_calls(2)
    info = cli("show", job, "--json").json["cta_infos"][0]["id"]

    for args in (("edit", info, "--set", "headline=Mine"), ("delete", job, "--yes")):
        refused = cli(*args)
        assert refused.exit_code == 2
        assert "another process" in refused.stderr
    refused = cli("render", job, "--placement", "portrait")
    assert "another process" in refused.stderr

    process.kill()
    process.communicate()
    images.open.set()
    assert cli("delete", job, "--yes").exit_code == 0
    assert cli.sql("SELECT count(*) FROM cta_info") == [(0,)]


# --- without processes: time and other machines ---


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def opened(home: Path) -> Store:
    return open_store(load({"CTA_BATCH_HOME": str(home), "CTA_BATCH_USER": "ada"}))


@pytest.fixture
def store(home: Path) -> Store:
    return opened(home)


@pytest.fixture
def job(store: Store) -> uuid.UUID:
    options = JobOptions(provider=ProviderName.OFFLINE, placements=("square",))
    return store.create_job(NewJob("spring", [], (("https://shop.example", 2),), options))


def moved_elsewhere(store: Store) -> None:
    """Make all owners those of another machine, whose files nobody here can see."""
    with store.database.writing() as session:
        session.connection().exec_driver_sql("UPDATE cta_owner SET host = 'elsewhere'")


def test_one_who_is_far_away_lives_while_its_counter_moves(tmp_path: Path) -> None:
    clock = Clock()
    watch = Watch(tmp_path, clock)
    assert watch.lives(Owner("a", "elsewhere", 7)) is None
    clock.now += LOST_SECONDS - 1
    assert watch.lives(Owner("a", "elsewhere", 7)) is None
    assert watch.lives(Owner("a", "elsewhere", 8)) is True
    clock.now += LOST_SECONDS - 1
    assert watch.lives(Owner("a", "elsewhere", 8)) is None
    clock.now += 1
    assert watch.lives(Owner("a", "elsewhere", 8)) is False


def test_an_info_is_claimed_once(store: Store, job: uuid.UUID, home: Path) -> None:
    info, other = store.unfinished(job)
    second = opened(home)
    with store.claims.at_work(job), second.claims.at_work(job):
        assert store.claims.claim(info) is Status.PENDING
        with pytest.raises(ClaimedElsewhere):
            second.claims.claim(info)
        assert second.claims.claim(other) is Status.PENDING
        assert second.claims.free([info, other]) == [other]
        store.set_status(info, Status.DONE)
        assert second.claims.claim(info) is Status.DONE, "what is done was claimed again"
    with second.claims.at_work(job):
        assert second.claims.claim(other) is Status.PENDING, "a claim outlived its owner"


def lost(store: Store, info: uuid.UUID) -> int:
    """Calls of an info of which nobody knows how they ended."""
    mine = col(CTAPaidCall.info_id) == info
    unknown = col(CTAPaidCall.outcome) == CallOutcome.UNKNOWN
    with store.database.reading() as session:
        return len(session.execute(select(col(CTAPaidCall.id)).where(mine, unknown)).all())


def test_whoever_takes_an_info_up_waits_for_none_of_its_earlier_calls(
    store: Store, job: uuid.UUID
) -> None:
    """Be it one that its own process left open when it gave the info up."""
    info, other = store.unfinished(job)
    with store.claims.at_work(job):
        for each in (info, other):
            store.claims.claim(each)
            store.ledger.begin(each, Status.GENERATING_IMAGE, "m", "", Decimal(1))
        store.claims.release(info)
        store.claims.claim(info)
        assert lost(store, info) == 1
        assert store.ledger.under_way(job) == [other]


def call_of_one_taken_over(info: uuid.UUID, first: Store, second: Store, clock: Clock) -> uuid.UUID:
    """Begun by ``first``, which ``second`` takes for dead then."""
    first.claims.claim(info)
    call = first.ledger.begin(info, Status.GENERATING_IMAGE, "m", "", Decimal(1))
    moved_elsewhere(first)
    with pytest.raises(ClaimedElsewhere):
        second.claims.claim(info)
    clock.now += LOST_SECONDS
    assert second.claims.claim(info) is Status.PENDING
    return call


def test_one_taken_for_dead_changes_and_buys_nothing(
    store: Store, job: uuid.UUID, home: Path
) -> None:
    info, _ = store.unfinished(job)
    clock = Clock()
    second = opened(home)
    second.claims = Claims(second.database, home / "claims", clock=clock)
    with store.claims.at_work(job), second.claims.at_work(job):
        call = call_of_one_taken_over(info, store, second, clock)
        assert lost(second, info) == 1

        for change in (
            lambda: store.set_status(info, Status.ANALYZING),
            lambda: store.record_suggestion(info, Suggestion(), status=Status.DONE),
            lambda: store.record_failure(info, "too late"),
            lambda: store.ledger.begin(info, Status.GENERATING_IMAGE, "m", "", Decimal(1)),
        ):
            with pytest.raises(ClaimedElsewhere):
                change()
        store.ledger.settle(info, [EndedCall(call, CallOutcome.OK, Decimal("0.04"))])
        assert store.ledger.committed(job) == Decimal("0.04"), "what is known was not written"
        assert lost(second, info) == 0
        second.set_status(info, Status.ANALYZING)


@pytest.mark.parametrize("words_are_there", [False, True])
@pytest.mark.parametrize("floor", [Floor(0).held, nullcontext])
def test_one_taken_for_dead_says_what_its_background_cost_and_goes_no_further(
    floor: Callable[[], AbstractContextManager[None]],
    words_are_there: bool,
    store: Store,
    job: uuid.UUID,
    home: Path,
) -> None:
    info, _ = store.unfinished(job)
    clock = Clock()
    second = opened(home)
    second.claims = Claims(second.database, home / "claims", clock=clock)

    def go_on(call: uuid.UUID) -> None:
        painted = Suggestion(background_prompt="An empty desk.")
        ended = [EndedCall(call, CallOutcome.OK, Decimal("0.04"))]
        with floor():
            store.record_background(info, painted, ended, Status.GENERATING_SUGGESTION)
            if not words_are_there:
                store.ledger.begin(info, Status.GENERATING_SUGGESTION, "m", "", Decimal(1))

    with store.claims.at_work(job), second.claims.at_work(job):
        call = call_of_one_taken_over(info, store, second, clock)
        with pytest.raises(ClaimedElsewhere):
            go_on(call)
        assert store.ledger.committed(job) == Decimal("0.04"), "what is known was not written"
        assert store.job(job).cost_usd == Decimal("0.04")
        assert store.work(info).suggestion == Suggestion(), "wrote to another's info"


def test_the_dead_cannot_be_buried_once_they_move(store: Store, job: uuid.UUID, home: Path) -> None:
    info, other = store.unfinished(job)
    clock = Clock()
    second = opened(home)
    second.claims = Claims(second.database, home / "claims", clock=clock)
    with store.claims.at_work(job), second.claims.at_work(job):
        store.claims.claim(info)
        moved_elsewhere(store)
        assert second.claims.free([info]) == []
        clock.now += LOST_SECONDS
        store.claims.claim(other)  # shows life
        assert second.claims.free([info, other]) == []
        with pytest.raises(ClaimedElsewhere):
            second.claims.claim(info)


def test_a_wall_clock_that_jumps_takes_nothing_over(
    store: Store, job: uuid.UUID, home: Path
) -> None:
    info, _ = store.unfinished(job)
    second = opened(home)
    with store.claims.at_work(job), second.claims.at_work(job):
        store.claims.claim(info)
        with store.database.writing() as session:
            long_ago = "UPDATE cta_owner SET created_at = '1999-01-01 00:00:00'"
            session.connection().exec_driver_sql(long_ago)
        with pytest.raises(ClaimedElsewhere):
            second.claims.claim(info)


def test_delete_waits_until_it_knows_of_one_far_away(
    store: Store, job: uuid.UUID, home: Path
) -> None:
    clock = Clock()
    second = opened(home)
    beats = iter(range(3))

    def sleep(_seconds: float) -> None:
        clock.now += 1
        if next(beats, None) == 1:
            store.claims.claim(store.unfinished(job)[0])

    second.claims = Claims(second.database, home / "claims", clock=clock, sleep=sleep)
    with store.claims.at_work(job):
        moved_elsewhere(store)
        with pytest.raises(InUse, match="another process"):
            second.delete_job(job)
        assert clock.now < 5, "it lives, and that was seen long ago"
        second.delete_job(job)
        assert clock.now > LOST_SECONDS


def test_retry_touches_only_what_has_failed(store: Store, job: uuid.UUID) -> None:
    failed, working = store.unfinished(job)
    store.record_failure(failed, "no luck")
    store.set_status(working, Status.GENERATING_IMAGE)
    store.start_afresh([failed, working])
    assert [i.status for i in store.job(job).cta_infos] == [
        Status.PENDING,
        Status.GENERATING_IMAGE,
    ]
