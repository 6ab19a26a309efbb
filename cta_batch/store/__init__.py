"""The only package that opens the database or the asset folder."""

from cta_batch.store.assets import Assets
from cta_batch.store.costs import CostReport, Costs
from cta_batch.store.database import Database
from cta_batch.store.jobs import Store, open_store
from cta_batch.store.ledger import EndedCall, Ledger
from cta_batch.store.shapes import NewJob, Work

__all__ = [
    "Assets",
    "CostReport",
    "Costs",
    "Database",
    "EndedCall",
    "Ledger",
    "NewJob",
    "Store",
    "Work",
    "open_store",
]
