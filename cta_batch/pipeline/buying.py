"""One attempt at something that costs money: reserved, written down, settled whatever happens."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal

from cta_batch.domain import CallOutcome, Status
from cta_batch.errors import StageError
from cta_batch.pipeline.kit import Kit
from cta_batch.store import EndedCall, Ledger, Work

MOST_UNANSWERED = 3
"""Calls of one stage that may be lost without an answer before a person is asked."""


@dataclass
class Purchase:
    """The calls of one attempt; implements ``providers.base.CallLog``.

    ``take`` gives the ended calls to whoever saves the result with them in one transaction.
    """

    ledger: Ledger
    info: uuid.UUID
    stage: Status
    most: Decimal
    spent: Decimal = Decimal(0)
    _open: uuid.UUID | None = None
    _ended: list[EndedCall] = field(default_factory=list)

    def begin(self, model: str, request_hash: str) -> None:
        self._open = self.ledger.begin(
            self.info, self.stage, model, request_hash, self.most, self._ended
        )
        self._ended = []

    def end(
        self,
        outcome: CallOutcome,
        *,
        cost: Decimal | None = None,
        request_id: str | None = None,
        usage: dict[str, int] | None = None,
    ) -> None:
        if self._open is not None:
            self._ended.append(EndedCall(self._open, outcome, cost, request_id, usage))
            self.spent += self.most if cost is None else cost
            self._open = None

    def take(self) -> list[EndedCall]:
        """The calls that ended since they were last written down."""
        ended, self._ended = self._ended, []
        return ended

    def close(self) -> None:
        """Write down what was saved with no result."""
        self.end(CallOutcome.UNKNOWN)
        self.ledger.settle(self.info, self.take())


@contextmanager
def buying(work: Work, kit: Kit, stage: Status, most: Decimal) -> Iterator[Purchase]:
    """Hold back ``most`` USD and keep the ledger while an attempt is made.

    Raises BudgetReached, or StageError when too many calls of this stage were lost already.
    """
    _refuse_to_lose_more(work, kit, stage)
    with kit.budget.reserve(most) as bill:
        purchase = Purchase(kit.store.ledger, work.id, stage, most)
        try:
            yield purchase
        finally:
            try:
                purchase.close()
            finally:
                bill.cost = purchase.spent


def _refuse_to_lose_more(work: Work, kit: Kit, stage: Status) -> None:
    lost = kit.store.ledger.unanswered(work.id, stage)
    if lost >= MOST_UNANSWERED:
        raise StageError(
            f"{lost} calls to the model server were sent for this and no answer came back, so all"
            " of them may have been billed; look at your account there, then retry."
        )
