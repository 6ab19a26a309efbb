"""What the tests of the whole program share: a home of their own, and the CLI to call."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.servers import WORDS, ModelServer, ShopServer, chat

HEADLINES = (
    "Warm light, real walnut",
    "Evenings at your desk",
    "Dims the way you like",
    "Turned from a single piece",
    "A lamp that lasts",
    "Read on after dark",
)

OURS = ("CTA_BATCH_", "OPENAI_", "VISUAL", "EDITOR")


@dataclass
class Result:
    """What one call of the program gave."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


@dataclass
class Cli:
    """The program in a home of its own, called in this process or as one of its own."""

    home: Path
    env: dict[str, str] = field(default_factory=dict)

    def __call__(self, *args: str, stdin: str | None = None) -> Result:
        from cta_batch.cli import app

        result = CliRunner().invoke(app, list(args), input=stdin, env=self._env(None))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Result(result.exit_code, result.stdout, result.stderr)

    def start(self, *args: str, module: str = "cta_batch") -> subprocess.Popen[str]:
        """The program as a process, or another module that wraps it."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *args],
            env={k: v for k, v in self._env(dict(os.environ)).items() if v is not None},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def process(self, *args: str) -> Result:
        process = self.start(*args)
        out, err = process.communicate()
        return Result(process.returncode, out, err)

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Look into the database from outside."""
        with closing(sqlite3.connect(self.home / "cta.db")) as connection, connection:
            return connection.execute(statement).fetchall()

    @property
    def environ(self) -> dict[str, str | None]:
        """What the program reads of the environment."""
        return self._env(None)

    def _env(self, base: dict[str, str] | None) -> dict[str, str | None]:
        clean: dict[str, str | None] = {k: None for k in os.environ if k.startswith(OURS)} | {
            k: v for k, v in (base or {}).items() if not k.startswith(OURS)
        }
        return {
            **clean,
            "CTA_BATCH_HOME": str(self.home),
            "CTA_BATCH_USER": "ada",
            "CTA_BATCH_WORKSPACE": "tests",
            "CTA_BATCH_CONFIG": str(self.home / "config.toml"),
            **self.env,
        }


@pytest.fixture(autouse=True, scope="session")
def signals_of_a_terminal() -> None:
    """What the programs inherit: tests run under nohup, or with & by a script, ignore signals."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text("")
    return Cli(home)


@pytest.fixture
def shop() -> Iterator[ShopServer]:
    with ShopServer() as server:
        yield server


@pytest.fixture
def api(cli: Cli) -> Iterator[ModelServer]:
    """A model server that the CLI's environment points to; its headlines differ call by call."""
    headlines = itertools.cycle(HEADLINES)
    with ModelServer() as server:
        server.chat.default = lambda _: chat(WORDS | {"headline": next(headlines)})
        cli.env |= {
            "OPENAI_BASE_URL": server.base_url,
            "OPENAI_API_KEY": "sk-test-0123456789",
            "CTA_BATCH_TEXT_MODEL": "gpt-5-mini",
            "CTA_BATCH_IMAGE_MODEL": "gpt-image-2",
        }
        yield server


@pytest.fixture
def batch(tmp_path: Path, shop: ShopServer) -> Any:
    """Write an input file; without items it is the shop's lamp, twice."""

    def write(*items: dict[str, Any] | tuple[str, int]) -> str:
        entries = [
            item if isinstance(item, dict) else {"url": item[0], "variant": item[1]}
            for item in items or ((shop.url + "/p/lamp", 2),)
        ]
        path = tmp_path / "input.json"
        path.write_text(json.dumps(entries), encoding="utf-8")
        return str(path)

    return write


# --- a machine that is against us ---


@pytest.fixture
def small_disk(tmp_path: Path) -> list[str]:
    """What to put before a shell script that may mount: a namespace of its own."""
    rights = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "-m"]
    probe = [*rights, "sh", "-c", f"mount -t tmpfs -o size=1m tmpfs {tmp_path}"]
    if shutil.which("unshare") is None or subprocess.run(probe, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    return rights


@pytest.fixture
def kept_from_writing(cli: Cli) -> Iterator[list[str]]:
    """What to put before the program so that rights hold for it, though root runs it."""
    yield (
        ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]
        if os.geteuid() == 0
        else []
    )
    for path in (cli.home, *cli.home.rglob("*")):
        path.chmod(0o700)


def without_rights(cli: Cli, before: list[str], *args: str) -> Result:
    environ = {**os.environ, **{k: v for k, v in cli.environ.items() if v is not None}}
    done = subprocess.run(
        [*before, sys.executable, "-m", "cta_batch", *args],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)
