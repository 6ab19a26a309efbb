"""The application: its commands, and the one place where errors become words and exit codes.

Heavy libraries are imported inside the commands, so that ``--help`` stays fast.
"""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import Annotated, Any

import typer

from cta_batch import __version__
from cta_batch.cli import streams
from cta_batch.cli.helping import PanelCommand, PanelGroup
from cta_batch.errors import CtaBatchError, OutputLost

ORDER = ("run", "inspect", "list", "show", "edit", "render", "resume", "retry", "gallery", "export")
"""Commands as a newcomer meets them; any other follows in the order it was registered."""


class ErrorsAsWords(PanelGroup):
    """Turns our own errors into one sentence and their exit code; others name the log file."""

    def list_commands(self, ctx: Any) -> list[str]:
        names = super().list_commands(ctx)
        return [n for n in ORDER if n in names] + [n for n in names if n not in ORDER]

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except CtaBatchError as error:
            raise typer.Exit(_said(error)) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if type(error).__module__.startswith("typer"):
                raise  # the parser's own usage errors
            from cta_batch.cli.logs import record_crash

            sys.stderr.write(f"Error: {record_crash(error)}\n")
            raise typer.Exit(1) from None


def _said(error: CtaBatchError) -> int:
    """Say it on stderr; returns its exit code."""
    sys.stderr.write(f"Error: {_safe(error)}\n")
    return error.exit_code


def _safe(error: CtaBatchError) -> str:
    """The message's own line breaks stay; what pages or models put in moves no terminal."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in str(error))


app = typer.Typer(
    cls=ErrorsAsWords,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A hundred finished ads from a list of product pages, on your own machine.",
)

command = partial(app.command, cls=PanelCommand)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cta-batch {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """A hundred finished ads from a list of product pages, on your own machine."""


def main() -> None:
    """The console script."""
    gc.disable()  # until the libraries are loaded: none of what they bring is ever garbage
    streams.make_sure()
    try:
        app(prog_name="cta-batch")
    except OutputLost as error:  # what the parser prints by itself, as help
        sys.exit(_said(error))
    except KeyboardInterrupt:  # while the commands are put together; after that, typer says so
        sys.exit(130)
    finally:
        gc.freeze()  # the process ends here: the interpreter would sort through all of it first


# The commands register themselves on import; they come last because they need ``app``.
from cta_batch.cli import checking, costing, doctoring, handing_out, inspecting, managing, running  # noqa: E402, F401 - see the line above
