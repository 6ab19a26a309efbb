"""Write docs/cli.md from the program's own --help. A test holds the page equal to it."""

from __future__ import annotations

from pathlib import Path

from typer.main import get_command

from cta_batch.cli import app

PAGE = Path(__file__).with_name("cli.md")

README = Path(__file__).parents[1] / "README.md"
EXIT_CODES = "| exit code | meaning |"
"""How the README's table begins, which is this page's too."""


def reference() -> str:
    """The whole page, as Markdown."""
    root = get_command(app)
    ids = (
        "JOB and INFO take a full id or a unique prefix of 4 or more characters; where a JOB can"
        " stand, `last` is the newest one."
    )
    parts = [
        "# Commands",
        "",
        "Made from the program's own help by `docs/make_cli_reference.py`.",
        "",
        ids,
        "",
    ]
    for name, command in sorted(root.commands.items()):  # type: ignore[attr-defined]  # a group
        parts += [f"## cta-batch {name}", "", command.help or "", "", "| option | meaning |"]
        parts += ["|---|---|"] + [_row(p) for p in command.params] + [""]
    return "\n".join([*parts, "## Exit codes", "", *_exit_codes(), ""])


def _exit_codes() -> list[str]:
    lines = README.read_text(encoding="utf-8").splitlines()
    first = lines.index(EXIT_CODES)
    return lines[first : lines.index("", first)]


def _row(param: object) -> str:
    record = vars(param)
    names = ", ".join(f"`{o}`" for o in record["opts"] if o.startswith("-"))
    metavar = record.get("metavar") or ""
    shown = f"{names} {metavar}".strip() if names else f"`{metavar or record['name'].upper()}`"
    text = (record.get("help") or "").replace("|", "\\|")
    default = record.get("default")
    plain = isinstance(default, str | int) and not isinstance(default, bool)
    if plain and default not in {"", None}:
        text += f" Default: {default}."
    return f"| {shown.replace('|', chr(92) + '|')} | {text} |"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
