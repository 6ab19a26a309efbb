"""``export`` and ``gallery``: what was made, as files for platforms and people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cta_batch.cli.app import command
from cta_batch.cli.options import JobRef, begin, stderr

if TYPE_CHECKING:
    from cta_batch.export import Exported
    from cta_batch.models import Job


@command()
def export(
    job: JobRef,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Made when it is not there.")],
    format: Annotated[  # noqa: A002 - the option's name is the contract's
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="files, zip, google-ads, google-editor, meta, csv or xlsx.",
        ),
    ] = "files",
    utm: Annotated[
        str | None,
        typer.Option(
            metavar="TEMPLATE",
            help="Tags for the links, as utm_source=meta&utm_campaign={job}&utm_content={angle};"
            " {product}, {variant}, {language}, {info}, {placement} too,"
            " {{name}} for the platform's own.",
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A CSV exported from Meta, whose headers to keep."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
) -> None:
    """Hand out a job's creatives: pictures, a manifest and the platform's sheets, all paused."""
    from cta_batch.export import Wishes
    from cta_batch.export import export as hand_out

    _, store = begin()
    found = store.job(store.find_job(job))
    wishes = Wishes(format, utm, template, force)
    done = hand_out(found, store.options(found.id), folder, wishes, store.assets.read)
    _say(found, done)
    typer.echo(str(done.place.resolve()))


def _say(job: Job, done: Exported) -> None:
    """What was written, what was not, and what is left to do; on stderr."""
    from cta_batch.domain import Status
    from cta_batch.views import plain, short

    say = stderr()
    parts = [f"{done.pictures} pictures", *done.sheets, "manifest.json"]
    lines = [f"Written: {', '.join(parts)}.", *done.notes]
    for info in job.cta_infos:
        if info.status is Status.FAILED:
            lines.append(f"Left out: {short(info.id)} failed: {info.error_message}")
        elif info.status is not Status.DONE:
            lines.append(f"Left out: {short(info.id)} is not finished ({info.status.value}).")
    for line in lines:
        say.print(plain(line), markup=False, soft_wrap=True)


@command()
def gallery(
    job: JobRef,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Default: gallery-JOB.html in the current folder."),
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
) -> None:
    """Write one HTML page with every creative, its words and facts; it needs no network."""
    from cta_batch.export import write_gallery

    _, store = begin()
    found = store.job(store.find_job(job))
    target = (output or Path(f"gallery-{str(found.id)[:8]}.html")).absolute()
    size = write_gallery(found, target, store.assets.read)
    stderr().print(f"Written: a page of {size / 1_000_000:.1f} MB.")
    typer.echo(str(target))
    if open_it and not _opened(target):
        stderr().print("No browser could be started; open the file yourself.")


def _opened(page: Path) -> bool:
    import webbrowser

    return webbrowser.open(page.as_uri())
