"""``costs``: what was paid for, by job, model and day."""

from __future__ import annotations

from typing import Annotated

import typer

from cta_batch.cli.app import command
from cta_batch.cli.options import Json, begin, stdout


@command()
def costs(
    job: Annotated[
        str | None, typer.Argument(metavar="[JOB]", help="Default: all jobs that are kept.")
    ] = None,
    json: Json = False,
) -> None:
    """Say what was paid for, by job, model and day, and what may have been billed on top."""
    from cta_batch.store import Costs
    from cta_batch.views import unmoving
    from cta_batch.views.costs import costs_view

    settings, store = begin()
    found = store.find_job(job) if job else None
    costs = Costs(store.database, user=settings.user, workspace=settings.workspace)
    report = costs.report(found)
    if json:
        return typer.echo(unmoving(report.model_dump_json(indent=2)))
    console = stdout()
    return console.print(costs_view(report, console.width))
