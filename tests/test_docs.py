"""The pages that must say the truth: commands, README, changelog."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from typer.main import get_command

from cta_batch import __version__
from cta_batch.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_command_reference_is_the_program_s_own_help() -> None:
    page = ROOT / "docs" / "cli.md"
    before = page.read_text(encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-c", "import make_cli_reference as m; print(m.reference(), end='')"],
        cwd=ROOT / "docs",
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "docs"), "PATH": "", "PYTHONIOENCODING": "utf-8"},
    ).stdout
    assert made == before, "run python docs/make_cli_reference.py"


def test_every_command_and_option_has_help() -> None:
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]  # a group
        assert command.help, name
        for param in command.params:
            assert getattr(param, "help", None), f"{name}: {param.name}"


def test_the_readme_names_every_command() -> None:
    for name in get_command(app).commands:  # type: ignore[attr-defined]  # a group
        assert f"cta-batch {name}" in README, name


def test_links_in_the_docs_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_changelog_knows_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in text or "## [Unreleased]" in text
