"""Keys and other people's eyes: what is written is for its owner, and holds no key."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch import redaction
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
    load({"OPENAI_API_KEY": KEY})
    path = start_log(tmp_path / "cta-batch.log")
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


# --- the redaction room ---

SECRET = st.text(
    st.characters(min_codepoint=33, max_codepoint=126), min_size=12, max_size=60
).filter(lambda text: text.lower() not in redaction.STAND_INS)


@pytest.fixture
def nothing_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "_hidden", ())


@settings(max_examples=100, deadline=None)
@given(SECRET, st.text(max_size=30), st.text(max_size=30), st.integers(12, 60))
def test_a_secret_is_hidden_whole_or_cut_and_nothing_else_is(
    secret: str, before: str, after: str, cut: int
) -> None:
    with pytest.MonkeyPatch.context() as fresh:
        fresh.setattr(redaction, "_hidden", ())
        _hidden_and_nothing_else(secret, before, after, cut)


def _hidden_and_nothing_else(secret: str, before: str, after: str, cut: int) -> None:
    redaction.hide([secret])
    for text in (f"{before}{secret}{after}", f"{before}{secret[:cut]}", f"{secret}{secret}"):
        hidden = redaction.redacted(text)
        assert secret[: redaction.ENOUGH] not in hidden.replace(redaction.MASK, "\n")
        assert redaction.MASK in hidden
    if secret[: redaction.ENOUGH] not in before:
        assert redaction.redacted(before) == before


@pytest.mark.usefixtures("nothing_hidden")
@pytest.mark.parametrize(
    "text",
    [
        "https://h/?k=a%2Fb%3Cc%3Ed-e1f2g3h4",
        "<b>a/b&lt;c&gt;d-e1f2g3h4</b>",
        '{"a\\/b<c>d-e1f2g3h4": 1}',
    ],
)
def test_a_secret_is_hidden_as_addresses_html_and_json_write_it(text: str) -> None:
    redaction.hide(["a/b<c>d-e1f2g3h4"])
    assert "e1f2g3h4" not in redaction.redacted(text)


@pytest.mark.usefixtures("nothing_hidden")
@pytest.mark.parametrize("stand_in", ["none", "ollama", "EMPTY", "lm-studio", "not-needed"])
def test_what_stands_for_no_key_tears_no_holes(stand_in: str) -> None:
    redaction.hide([stand_in])
    assert redaction.redacted(f"made with {stand_in}") == f"made with {stand_in}"


def test_what_is_secret_of_an_address() -> None:
    found = set(redaction.secrets_in("postgresql://cta_batch:p%40ss@h/d?sslmode=require"))
    assert "p@ss" in found
    assert "cta_batch" not in found
    assert set(redaction.secrets_in("https://token-1@h/v1")) > {"token-1"}
    versioned = "https://h/v1?api-version=2026-10-01&key=k-123456"
    assert set(redaction.secrets_in(versioned)) == {"k-123456"}
    assert list(redaction.secrets_in("http://[h")) == ["http://[h"]
    assert list(redaction.secrets_in("")) == []
