"""``--help`` as panels. Typer draws such too, and loads a Markdown reader and a highlighter for it,
which takes as long as everything else that ``--help`` does.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from functools import partial
from typing import Any

from typer.core import TyperCommand, TyperGroup

from cta_batch.cli.options import stdout

WIDEST = 100
"""Columns; longer lines are hard to read."""

Rows = Iterable[tuple[str, str]]


class ReadyHelpOption:
    """``--help`` that is False where it is left out. As None it has Typer load pydantic to make a
    bool of it, in every command before its own ``--help`` is looked at.
    """

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # the command it is mixed into
        if option is not None:
            option.default = False
        return option


class PanelCommand(ReadyHelpOption, TyperCommand):
    """A command whose help is drawn here."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_drawn(self, ctx, _parameters(self, ctx)))


class PanelGroup(ReadyHelpOption, TyperGroup):
    """The same for a group: its commands stand below its options."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        shown = [(name, c.get_short_help_str(WIDEST)) for name, c in found if c and not c.hidden]
        formatter.write(_drawn(self, ctx, {**_parameters(self, ctx), "Commands": shown}))


def _parameters(command: Any, ctx: Any) -> dict[str, Rows]:
    """Panels of a command's arguments and options: what to type, and what it means."""
    panels: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is not None:
            kind = "Arguments" if parameter.param_type_name == "argument" else "Options"
            panels[kind].append(record)
    return {title: rows for title, rows in panels.items() if rows}


def _drawn(command: Any, ctx: Any, panels: dict[str, Rows]) -> str:
    from rich.text import Text

    console = stdout()
    say = partial(console.print, width=min(console.width, WIDEST), markup=False, emoji=False)
    with console.capture() as drawn:
        say(Text.assemble("\n ", command.get_usage(ctx), style="bold"))
        say(Text(f"\n{inspect.cleandoc(command.help or '')}\n"), soft_wrap=False)
        for title, rows in panels.items():
            say(_panel(title, rows))
    return drawn.get()


def _panel(title: str, rows: Rows) -> Any:
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(ratio=1)
    for name, meaning in rows:
        table.add_row(Text(name), Text(meaning))
    return Panel(table, title=title, title_align="left", border_style="dim")
