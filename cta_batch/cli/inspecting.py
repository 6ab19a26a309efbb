"""``inspect``: what the program sees on a page, before anybody spends money on it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cta_batch.cli.app import command
from cta_batch.cli.options import IgnoreRobots, Json, stderr, stdout
from cta_batch.errors import UsageError


@command()
def inspect(
    page: Annotated[
        str, typer.Argument(metavar="URL|FILE", help="A product page, or one that you saved.")
    ],
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private addresses.")
    ] = False,
    ignore_robots: IgnoreRobots = False,
    json: Json = False,
) -> None:
    """Show what is read from a page, from where on it, and what lost; store nothing."""
    from cta_batch import config, views
    from cta_batch.pipeline.landing import read_landing
    from cta_batch.providers.http import HttpFetcher
    from cta_batch.views import readings

    settings = config.load()
    target = _target(page)
    private = allow_private or settings.allow_private
    with HttpFetcher(allow_private=private, ignore_robots=ignore_robots) as fetcher:
        landing = read_landing(fetcher, target)
    for note in landing.notes:
        stderr().print(views.plain(note), markup=False, soft_wrap=True)
    if json:
        return typer.echo(readings.reading_json(landing.reading))
    return stdout().print(readings.reading_view(landing.reading))


def _target(page: str) -> str:
    """An address as it is, or the absolute path of a saved page. Raises UsageError."""
    if page.lower().startswith(("http://", "https://")):
        return page
    path = Path(page).expanduser().resolve()
    if not path.is_file():
        raise UsageError(
            f"{page!r} is no page: it has no http:// or https://, and there is no such file."
        )
    return str(path)
