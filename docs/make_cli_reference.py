"""Write docs/cli.md from the program's own --help. A test holds the page equal to it."""

from __future__ import annotations

from pathlib import Path

from typer.main import get_command

from cta_batch.cli import app

PAGE = Path(__file__).with_name("cli.md")

EXIT_CODES = """## Exit codes

| code | meaning |
|---|---|
| 0 | all done |
| 1 | unexpected error; a log file is named |
| 2 | bad usage or input; nothing was stored |
| 3 | no such job or info |
| 4 | finished, with failed infos |
| 5 | stopped by a limit, resumable: budget, quota used up, key refused |
| 130, 143 | stopped by ^C or SIGTERM, resumable |
"""


def reference() -> str:
    """The whole page, as Markdown."""
    root = get_command(app)
    ids = (
        "JOB and INFO take a full id, a unique prefix of 4 or more characters, or `last`"
        " (the newest job)."
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
    return "\n".join([*parts, EXIT_CODES])


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
