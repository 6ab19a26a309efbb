"""The log file: what an unexpected error leaves, so that the terminal need not."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from cta_batch.errors import CtaBatchError

LOG_BYTES = 1_000_000
LOG_FILES = 5


def start_log(folder: Path) -> Path | None:
    """Log into ``folder``; returns the file, or None when it cannot be written."""
    path = folder / "cta-batch.log"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND, 0o600))
        handler = RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log = logging.getLogger("cta_batch")
    log.handlers[:] = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False
    return path


def record_crash(error: Exception) -> str:
    """Write the trace of an unexpected error; returns the sentence for the user."""
    from cta_batch import config

    sentence = "Something unexpected went wrong; nothing that was saved is lost"
    try:
        path = start_log(config.load().logs)
    except CtaBatchError:
        path = None
    if path is None:
        return f"{sentence} ({type(error).__name__}; no log file could be written)."
    logging.getLogger("cta_batch").error("unexpected", exc_info=error)
    return f"{sentence}. The details are in {path}."
