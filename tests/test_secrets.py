"""Keys and other people's eyes: what is written is for its owner, and holds no key."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from cta_batch.cli.logs import start_log
from cta_batch.config import load
from cta_batch.store import open_store

KEY = "my-own-house-key-0123456789"


@pytest.fixture
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("usual_umask")
def test_the_database_and_its_companions_are_their_owners_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = open_store(load({"CTA_BATCH_HOME": str(home), "CTA_BATCH_USER": "ada"}))
    with store.database.reading():
        modes = {path.name: mode(path) for path in home.glob("cta.db*")}
    store.database.close()
    assert {"cta.db", "cta.db-wal", "cta.db-shm"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert mode(home) == 0o700


def test_the_log_holds_no_key_in_lines_or_traces(tmp_path: Path) -> None:
    path = start_log(tmp_path / "cta-batch.log", SecretStr(KEY))
    assert path is not None
    logging.getLogger("cta_batch.test").error(
        "the server said %s and sk-proj-abc123", KEY, exc_info=ValueError(f"refused: {KEY}")
    )
    for handler in logging.getLogger("cta_batch").handlers:
        handler.close()
    written = path.read_text(encoding="utf-8")
    assert "refused: [key]" in written
    assert KEY not in written
    assert "sk-proj" not in written
    assert mode(path) == 0o600
