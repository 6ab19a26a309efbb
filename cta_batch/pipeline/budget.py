"""What a job may spend: reserved before each call, so that it holds with many at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal

from cta_batch.errors import BudgetReached


@dataclass
class Bill:
    """What a call really counts for, filled in by whoever made it; None counts all of it."""

    cost: Decimal | None = None


@dataclass
class Budget:
    """A cap in USD for one job. ``limit`` None never refuses; ``spent`` counts from earlier runs.

    With a limit every price must be known, which is checked before the job begins.
    """

    limit: Decimal | None
    spent: Decimal
    _reserved: Decimal = Decimal(0)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def reserve(self, most: Decimal) -> Iterator[Bill]:
        """Hold back ``most`` USD while a call is made. Raises BudgetReached."""
        with self._lock:
            if self.limit is not None and self.spent + self._reserved + most > self.limit:
                raise BudgetReached(
                    f"The budget of ${self.limit} is reached: ${self.spent:.4f} is spent and the"
                    f" next call may cost ${most:.4f}; everything made so far is saved, and"
                    " cta-batch resume --budget with a higher sum goes on."
                )
            self._reserved += most
        bill = Bill()
        try:
            yield bill
        finally:
            with self._lock:
                self._reserved -= most
                self.spent += most if bill.cost is None else bill.cost
