"""The log file: what an unexpected error leaves, so that the terminal need not."""

from __future__ import annotations

import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from cta_batch.errors import CtaBatchError
from cta_batch.redaction import without_keys

LOG_BYTES = 1_000_000
LOG_FILES = 5


class Redacting(logging.Formatter):
    """Lines and traces without any key."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the base names it
        """One line, whatever a page or a server said: nobody else may begin a line of the log."""
        return _harmless(super().formatMessage(record), keep="")

    def format(self, record: logging.LogRecord) -> str:
        return without_keys(_harmless(super().format(record), keep="\n"))


def _harmless(text: str, keep: str) -> str:
    return "".join(c if c.isprintable() or c in keep else " " for c in text)


class _Shown(logging.Handler):
    """Lines on stderr as it is at the time: a live table redirects it, to be printed above."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(self.format(record) + "\n")


class _Quiet(RotatingFileHandler):
    """Where a line cannot be written (a full disk), the terminal is not told by a traceback."""

    def _open(self) -> Any:
        """Each file that it begins is its owner's only."""
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_APPEND, 0o600))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the base names it
        pass


def start_log(path: Path, *, verbose: bool = False) -> Path | None:
    """Log into the file ``path``, and when ``verbose`` also to stderr.

    Returns the file, or None if it cannot be made; stderr is told all the same then.
    """
    handlers: list[logging.Handler] = [_Shown()] if verbose else []
    kept = _file(path)
    handlers += [kept] if kept else []
    for handler in handlers:
        handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log = logging.getLogger("cta_batch")
    for before in log.handlers:
        before.close()
    log.handlers[:] = handlers or [logging.NullHandler()]
    log.setLevel(logging.INFO)
    log.propagate = False
    return path if kept else None


def _file(path: Path) -> logging.Handler | None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND, 0o600))
    except OSError:
        return None
    return _Quiet(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True)


def record_crash(error: Exception) -> str:
    """Write the trace of an unexpected error; returns the sentence for the user."""
    from cta_batch import config

    sentence = "Something unexpected went wrong; nothing that was saved is lost"
    try:
        path = start_log(config.load().log_file)
    except CtaBatchError:
        path = None
    if path is None:
        return f"{sentence} ({type(error).__name__}; no log file could be written)."
    logging.getLogger("cta_batch").error("unexpected", exc_info=error)
    return f"{sentence}. The details are in {path}."
