"""``check``: whether finished ads still say what their pages say."""

from __future__ import annotations

import typer

from cta_batch.cli.app import command
from cta_batch.cli.options import IgnoreRobots, JobRef, Json, begin, stderr, stdout

STALE_ADS = 4


@command()
def check(reference: JobRef, ignore_robots: IgnoreRobots = False, json: Json = False) -> None:
    """Read a job's pages again and list ads whose price, sale or stock no longer holds."""
    import json as jsonlib

    from cta_batch import views
    from cta_batch.cli.signals import stoppable
    from cta_batch.pipeline import checking
    from cta_batch.providers.http import HttpFetcher

    settings, store = begin()
    job = store.find_job(reference)
    options = store.options(job)
    with stoppable() as stop:
        fetcher = HttpFetcher(
            allow_private=options.allow_private or settings.allow_private,
            ignore_robots=options.ignore_robots or ignore_robots,
            stop=stop.event,
        )
        with fetcher:
            stale = checking.check(store, job, fetcher, stop.event)
    if json:
        ads = [
            {"info": str(s.info), "url": s.url, "variant": s.variant, "problems": s.problems}
            for s in stale
        ]
        data = {"job": str(job), "stale": ads}
        typer.echo(views.unmoving(jsonlib.dumps(data, indent=2, ensure_ascii=False)))
    else:
        for ad in stale:
            for problem in ad.problems:
                line = f"{views.short(ad.info)} {ad.url}: {problem}"
                stdout().print(views.plain(line), markup=False, soft_wrap=True)
        if not stale:
            stderr().print("No price, sale or stock has changed that a finished ad names.")
    for line in checking.never_proved(store, job):
        stderr().print(f"Warning: {views.plain(line)}.", markup=False, soft_wrap=True)
    if stale:
        raise typer.Exit(STALE_ADS)
