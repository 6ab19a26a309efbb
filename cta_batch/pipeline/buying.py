"""One attempt at something that costs money: reserved, written down, settled whatever happens."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from cta_batch.domain import CallOutcome, Status
from cta_batch.errors import BudgetHeldBack, Stopped
from cta_batch.floor import left
from cta_batch.pipeline.kit import Kit, Progress
from cta_batch.store import EndedCall, Ledger, Work

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
"""Between two looks at a budget that others hold back."""


@dataclass
class Purchase:
    """The calls of one attempt; implements ``providers.base.CallLog``.

    ``most`` is what all of them together may cost, in USD, and ``limit`` what the job may spend.
    ``wait`` goes by while other calls hold back the rest of that; it raises Stopped.
    ``saving`` gives the ended calls to whoever saves the result with them in one transaction.
    """

    ledger: Ledger
    info: uuid.UUID
    stage: Status
    most: Decimal
    limit: Decimal | None
    wait: Callable[[], None]
    spent: Decimal = Decimal(0)
    _open: uuid.UUID | None = None
    _model: str = ""
    _reserved: Decimal = Decimal(0)
    _ended: list[EndedCall] = field(default_factory=list)

    def begin(self, model: str, request_hash: str) -> None:
        """Whoever waits for money holds none back: what has ended is written down before."""
        while self._open is None:
            try:
                self._begin(model, request_hash)
            except BudgetHeldBack:
                self._settle()
                self.wait()

    def _begin(self, model: str, request_hash: str) -> None:
        self._reserved = max(self.most - self.spent, Decimal(0))
        self._model = model
        with self.saving() as ended:
            self._open = self.ledger.begin(
                self.info, self.stage, model, request_hash, self._reserved, ended, self.limit
            )

    def end(
        self,
        outcome: CallOutcome,
        *,
        cost: Decimal | None = None,
        request_id: str | None = None,
        usage: dict[str, int] | None = None,
    ) -> None:
        if self._open is not None:
            ended = EndedCall(self._open, outcome, cost, request_id, usage, self._reserved)
            self._ended.append(ended)
            self.spent += self.most if cost is None else cost
            self._open = None
            call = f"info={self.info} stage={self.stage.value} model={self._model}"
            bill = f"cost_usd={'unknown' if cost is None else cost} request={request_id}"
            log.info("call %s outcome=%s %s", call, outcome.value, bill)

    @contextmanager
    def saving(self) -> Iterator[list[EndedCall]]:
        """The calls that ended since they were last written down; kept when that fails."""
        yield self._ended
        self._ended = []

    def close(self) -> None:
        """Write down what was saved with no result."""
        self.end(CallOutcome.UNKNOWN)
        self._settle()

    def _settle(self) -> None:
        with self.saving() as ended:
            self.ledger.settle(self.info, ended)


@contextmanager
def buying(work: Work, kit: Kit, stage: Status, most: Decimal) -> Iterator[Purchase]:
    """Keep the ledger while an attempt is made that may cost ``most`` USD.

    Its calls raise BudgetReached, and StageError when too many of this stage were lost already.
    """
    wait = partial(_wait_for_money, work, kit, stage)
    purchase = Purchase(kit.store.ledger, work.id, stage, most, kit.budget, wait)
    try:
        yield purchase
    finally:
        purchase.close()


def _wait_for_money(work: Work, kit: Kit, stage: Status) -> None:
    """A little while; what a dead process held back is then known to be lost."""
    kit.tell(Progress(work.id, stage, waiting_for="the rest of the budget"))
    kit.store.claims.free(kit.store.ledger.under_way(work.job))
    with left():
        stopped = kit.stop.wait(LOOK_SECONDS)
    if stopped:
        raise Stopped("Stopped at your request; cta-batch resume goes on from here.")
