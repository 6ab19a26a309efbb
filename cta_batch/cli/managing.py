"""``list``, ``show``, ``edit`` and ``delete``: what was made, and what becomes of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cta_batch.cli.app import command
from cta_batch.cli.options import AnyRef, InfoRef, JobRef, Json, begin, stderr, stdout
from cta_batch.errors import EditRejected, StoreError, UsageError

if TYPE_CHECKING:
    import uuid

    from cta_batch.config import Settings
    from cta_batch.domain import Suggestion
    from cta_batch.store import Store


@command("list")
def list_jobs(
    page: Annotated[int, typer.Option(min=1, help="Which page, newest jobs first.")] = 1,
    page_size: Annotated[int, typer.Option(min=1, max=500, help="Jobs a page.")] = 20,
    json: Json = False,
) -> None:
    """List the jobs, newest first."""
    from cta_batch import views

    _, store = begin()
    count, jobs = store.list_jobs(page, page_size)
    if json:
        return typer.echo(views.list_json(count, page, page_size, jobs))
    console = stdout()
    if not count:
        return stderr().print("There is no job yet; cta-batch run INPUT makes one.")
    unanswered = store.ledger.unanswered_of([job.id for job in jobs])
    console.print(views.jobs_table(jobs, console.width, unanswered))
    pages = -(-count // page_size)
    if pages > 1:
        stderr().print(f"Page {page} of {pages}; --page {min(page + 1, pages)} shows more.")
    return None


@command()
def show(reference: AnyRef, json: Json = False) -> None:
    """Show a job with its infos, or one info in full."""
    from cta_batch import views

    _, store = begin()
    found, is_info = store.find_any(reference)
    console = stdout()
    if is_info:
        info = store.info(found)
        if json:
            return typer.echo(views.info_json(info))
        from cta_batch.cli.previewing import preview

        console.print(views.info_view(info), crop=False)
        return preview(info, store.assets.read)
    job = store.job(found)
    if json:
        return typer.echo(views.job_json(job))
    unanswered = store.ledger.unanswered_of([found]).get(found, 0)
    return console.print(views.job_view(job, console.width, unanswered))


@command()
def delete(
    reference: JobRef,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
) -> None:
    """Delete a job with its infos and pictures."""
    from cta_batch import views

    _, store = begin()
    job = store.job(store.find_job(reference))
    what = f"{views.plain(job.name)} ({views.short(job.id)}) with {job.total_count} infos"
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError(f"Deleting {what} needs --yes where nobody can be asked.")
        if not typer.confirm(f"Delete {what} and all its pictures?"):
            return stderr().print("Nothing was deleted.")
    store.delete_job(job.id)
    return stderr().print(f"Deleted {what}.", markup=False)


@command()
def edit(
    reference: InfoRef,
    assignments: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="PATH=VALUE",
            help='As headline="…", or localizations.fr.headline="…" for one language; repeatable.',
        ),
    ] = None,
    file: Annotated[
        str | None, typer.Option("--file", metavar="FILE|-", help="TOML or JSON to take.")
    ] = None,
    json: Json = False,
) -> None:
    """Change an info's words, choices or colours and render its creatives anew."""
    from cta_batch import views

    if assignments and file:
        raise UsageError("--set and --file cannot be used together.")
    settings, store = begin()
    found = store.find_info(reference)
    with store.claims.at_work(store.info(found).job):
        store.claims.hold(found)
        _edit(settings, store, found, assignments, file)
    info = store.info(found)
    if json:
        return typer.echo(views.info_json(info))
    return stdout().print(views.info_view(info), crop=False)


def _edit(
    settings: Settings,
    store: Store,
    found: uuid.UUID,
    assignments: list[str] | None,
    file: str | None,
) -> None:
    from cta_batch import config, edits, pipeline, views
    from cta_batch.providers.offline.phrases import label

    def doubt(sentence: str) -> None:
        stderr().print(f"Warning: {views.plain(sentence)}.", markup=False, soft_wrap=True)

    work = store.work(found)
    pipeline.refuse_unmade(work)
    given = edits.from_assignments([config.as_text(one) for one in assignments or ()])
    if assignments:
        changed = edits.apply(work.suggestion, given)
    elif file:
        changed = edits.apply(work.suggestion, edits.from_text(_read(file)))
    else:
        changed = _edited_by_hand(settings, store, found)
    if changed == work.suggestion:
        return stderr().print("Nothing was changed.")
    changed = edits.relabelled(work.suggestion, changed, label, given)
    doubts = edits.labels_left(work.suggestion, changed, label)
    if work.product:
        doubts += views.copy_warnings(work.product, changed, work.options.brand)
    for sentence in doubts:
        doubt(sentence)
    pipeline.render_again(store, found, changed, only_changed=True, doubt=doubt)
    return None


@command()
def render(
    reference: AnyRef,
    placement: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A placement or a set, in place of the job's."),
    ] = None,
    brand: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A brand kit, in place of the job's.")
    ] = None,
    json: Json = False,
) -> None:
    """Make creatives anew from what is stored; no model is asked.

    Other placements or another brand kit are kept with the job, for all its infos.
    """
    from cta_batch import pipeline, views
    from cta_batch.cli.signals import stoppable
    from cta_batch.domain import Status

    settings, store = begin()
    found, is_info = store.find_any(reference)
    job = store.info(found).job if is_info else found
    changes = _changed_options(settings, placement, brand)
    if changes:
        store.claims.refuse_if_busy(job)
        store.set_options(job, store.options(job).model_copy(update=changes))
    infos = [i.id for i in store.job(job).cta_infos if i.status is Status.DONE]
    wanted = [i for i in infos if not is_info or i == found]
    with store.claims.at_work(job), stoppable() as stop:
        rendered = pipeline.render_each_again(
            store, wanted, fresh_palette=bool(brand), stop=stop.event
        )
        _shown_on_the_way(rendered, len(wanted))
    done = store.job(job)
    if json:
        return typer.echo(views.job_json(done))
    console = stdout()
    return console.print(views.job_view(done, console.width))


def _shown_on_the_way(rendered: Iterable[uuid.UUID], count: int) -> None:
    """A bar while a person waits on a terminal."""
    from rich.progress import track

    console = stderr()
    bar = track(
        rendered,
        "Rendering",
        count,
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    for _ in bar:
        pass


def _changed_options(
    settings: Settings, placement: list[str] | None, brand: Path | None
) -> dict[str, Any]:
    """What of a job's options becomes another."""
    from cta_batch import intake, placements

    changes: dict[str, Any] = {}
    if placement:
        changes["placements"] = placements.chosen(placement, settings.placements)
        changes["own_placements"] = dict(settings.placements)
    if brand:
        changes["brand"] = intake.read_brand(brand)
    return changes


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The file {file} cannot be read: {error}.") from None


def _edited_by_hand(settings: Settings, store: Store, info: uuid.UUID) -> Suggestion:
    """What the user's editor gave. A text that does not validate is kept, and it is said where."""
    from cta_batch import edits, views

    work = store.work(info)
    name = views.plain(work.product.name if work.product else work.url)
    before = edits.to_text(work.suggestion, f"{name}, variant {work.variant}")
    after = _in_editor(before)
    if after is None or after == before:
        return work.suggestion
    try:
        return edits.apply(work.suggestion, edits.from_text(after))
    except EditRejected as error:
        kept = settings.home / "edits" / f"{info}.toml"
        _keep(after, kept, error)
        raise EditRejected(
            f"{error}\nYour text is kept; mend it and take it with:"
            f" cta-batch edit {views.short(info)} --file {kept}",
            kept_at=str(kept),
        ) from None


def _keep(text: str, kept: Path, error: EditRejected) -> None:
    """Write a rejected text down, byte by byte as it was. Raises EditRejected, with the text."""
    try:
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        kept.write_text(text, encoding="utf-8", errors="surrogateescape")
    except OSError as trouble:
        raise EditRejected(
            f"{error}\nYour text could not be kept in {kept} ({trouble.strerror}); it was:\n{text}"
        ) from None


def _in_editor(text: str) -> str | None:
    """The text after $VISUAL or $EDITOR had it; None when it was left without saving."""
    import shlex
    import subprocess

    from cta_batch import config

    editor = config.editor()
    if not editor:
        raise UsageError("Set $VISUAL or $EDITOR to edit by hand, or use --set or --file.")
    with _scratch(text) as path:
        command: list[Any] = [*shlex.split(editor), str(path)]
        try:
            code = subprocess.run(command, check=False).returncode
        except OSError as error:
            raise UsageError(f"The editor {editor!r} cannot be run: {error.strerror}.") from None
        if code:
            raise UsageError(f"The editor {editor!r} ended with {code}; nothing was changed.")
        # What is no UTF-8 is refused with the field that it stands in, and kept as it is.
        return path.read_text(encoding="utf-8", errors="surrogateescape")


@contextmanager
def _scratch(text: str) -> Iterator[Path]:
    """A file with ``text`` for an editor, which goes at the end. Raises StoreError."""
    import tempfile

    try:
        folder = tempfile.TemporaryDirectory(prefix="cta-batch-")
        path = Path(folder.name) / "suggestion.toml"
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"The text cannot be written where an editor finds it ({error.strerror});"
            " free some room, or use --set."
        ) from None
    with folder:
        yield path
