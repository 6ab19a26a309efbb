"""``doctor``: whether the set-up is sound, and the repair of what is safe to repair."""

from __future__ import annotations

from typing import Annotated

import typer

from cta_batch.cli.app import command
from cta_batch.cli.options import Json, stderr, stdout, wake_the_collector


@command()
def doctor(
    fix: Annotated[
        bool, typer.Option("--fix", help="Repair what is safe; nothing paid for is removed.")
    ] = False,
    json: Json = False,
) -> None:
    """Check the set-up: versions, fonts, config, home, database, pictures, provider, prices.

    Changes nothing without --fix. Ends with 1 when something keeps the program from working.
    """
    from cta_batch import health
    from cta_batch.findings import all_well
    from cta_batch.views.health import finding_line, finding_view, health_json, outcome

    wake_the_collector()
    console, findings = stdout(), []
    for finding in health.examine(fix=fix):
        findings.append(finding)
        if json:
            continue
        if console.is_terminal:
            console.print(finding_view(finding, console.width))
        else:
            typer.echo(finding_line(finding))
    found = tuple(findings)
    if json:
        typer.echo(health_json(found))
    else:
        stderr().print(outcome(found))
    if not all_well(found):
        raise typer.Exit(1)
