"""The only package that opens the database or the asset folder."""

from cta_batch.store.assets import Assets
from cta_batch.store.database import Database
from cta_batch.store.jobs import NewJob, Store, Work, open_store

__all__ = ["Assets", "Database", "NewJob", "Store", "Work", "open_store"]
