"""``run``, ``resume`` and ``retry``: three ways into the same call."""

from __future__ import annotations

import math
import sys
import uuid
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cta_batch.cli.app import command
from cta_batch.cli.options import (
    AnyRef,
    BudgetUsd,
    IgnoreRobots,
    Json,
    Verbose,
    Workers,
    begin,
    stderr,
    stdout,
)
from cta_batch.errors import JobStopped, Stopped, StoreError, UsageError

if TYPE_CHECKING:
    from cta_batch.config import Settings
    from cta_batch.domain import JobOptions
    from cta_batch.intake import Batch
    from cta_batch.store import Store

FAILED_INFOS = 4


@command()
def run(
    source: Annotated[str, typer.Argument(metavar="INPUT", help="A .json file, or - for stdin.")],
    name: Annotated[str | None, typer.Option(help="The job's name; default: the file's.")] = None,
    provider: Annotated[
        str, typer.Option(metavar="auto|offline|openai", help="Who writes and paints.")
    ] = "auto",
    workers: Workers = 8,
    placement: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A placement or a set of them; repeatable."),
    ] = None,
    brand: Annotated[Path | None, typer.Option(metavar="FILE", help="A brand kit (TOML).")] = None,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="CODE[,…]",
            help="Of the words; default: each page's. More (de,fr) are localizations of each ad.",
        ),
    ] = None,
    budget: BudgetUsd = None,
    clean: Annotated[
        bool, typer.Option("--clean", help="Also make a twin of each creative without words.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would call and cost; store nothing.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private addresses.")
    ] = False,
    ignore_robots: IgnoreRobots = False,
    verbose: Verbose = False,
    json: Json = False,
) -> None:
    """Make ads of every page and variant that INPUT lists."""
    from cta_batch import config, intake, placements
    from cta_batch.cli import languages
    from cta_batch.domain import JobOptions
    from cta_batch.store import NewJob

    settings = config.load()
    text, label, folder = _read_source(source)
    batch = intake.read_batch(
        text,
        source=label,
        folder=folder,
        max_urls=settings.max_urls,
        max_variants=settings.max_variants,
    )
    maker = _provider(provider, has_models=settings.has_models)
    spoken = languages.chosen(language, maker)
    options = JobOptions(
        provider=maker,
        placements=placements.chosen(placement or [], settings.placements),
        own_placements=dict(settings.placements),
        language=spoken[0] if spoken else None,
        localized_into=spoken[1:],
        brand=intake.read_brand(brand) if brand else None,
        allow_private=allow_private or settings.allow_private,
        ignore_robots=ignore_robots,
        budget_usd=_usd(budget),
        text_model=settings.text_model,
        image_model=settings.image_model,
        saved_pages={item.url: item.html for item in batch.items if item.html},
        clean=clean,
    )
    _refuse_unknown_price(settings, options)
    if dry_run:
        return _print_estimate(settings, options, batch, as_json=json)
    settings, store = begin(verbose=verbose)
    for line in (_told_provider(options, provider), *languages.told(options)):
        stderr().print(line, markup=False, soft_wrap=True)
    new = NewJob(
        name=_readable(name or label),
        input=batch.raw,
        items=tuple((item.url, item.variant) for item in batch.items),
        options=options,
    )
    job = store.create_job(new)
    return _go_on(settings, store, job, store.unfinished(job), workers, None, as_json=json)


@command()
def resume(
    job: Annotated[
        str | None, typer.Argument(metavar="[JOB]", help="Default: the newest unfinished one.")
    ] = None,
    workers: Workers = 8,
    budget: BudgetUsd = None,
    ignore_robots: IgnoreRobots = False,
    verbose: Verbose = False,
    json: Json = False,
) -> None:
    """Go on with what is unfinished; what is saved is not made again."""
    settings, store = begin(verbose=verbose)
    found = store.find_job(job) if job else store.newest_unfinished()
    if found is None:
        stderr().print("Nothing is unfinished.")
        return
    infos = store.unfinished(found)
    _go_on(
        settings, store, found, infos, workers, budget, ignore_robots=ignore_robots, as_json=json
    )


@command()
def retry(
    reference: AnyRef,
    workers: Workers = 8,
    budget: BudgetUsd = None,
    ignore_robots: IgnoreRobots = False,
    verbose: Verbose = False,
    json: Json = False,
) -> None:
    """Try failed infos again, from the stage that failed."""
    settings, store = begin(verbose=verbose)
    found, is_info = store.find_any(reference)
    job = store.info(found).job if is_info else found
    failed = [i for i in store.failed(job) if not is_info or i == found]
    if not failed:
        stderr().print(f"Nothing has failed in {reference}.")
    store.start_afresh(failed)
    _go_on(settings, store, job, failed, workers, budget, ignore_robots=ignore_robots, as_json=json)


def _go_on(
    settings: Settings,
    store: Store,
    job: uuid.UUID,
    infos: list[uuid.UUID],
    workers: int,
    budget: float | None,
    *,
    ignore_robots: bool = False,
    as_json: bool,
) -> None:
    from cta_batch import pipeline
    from cta_batch.cli.live import watching
    from cta_batch.cli.signals import stoppable

    shapes = [i for i in store.job(job).cta_infos if i.id in set(infos)]
    with (
        store.claims.at_work(job),
        stoppable() as stop,
        watching(shapes, lambda: store.spent(job), stderr(), _names(store), stop) as tell,
    ):
        kit = pipeline.build_kit(
            settings,
            store,
            job,
            stop=stop.event,
            tell=tell,
            budget_usd=_usd(budget),
            ignore_robots=ignore_robots,
        )
        try:
            ended = pipeline.run(infos, kit, workers)
        except StoreError as error:
            raise type(error)(f"{error}\n{_kept(job)}") from None
        finally:
            kit.close()
    code = _exit_code(ended, stop.exit_code, failed=bool(store.failed(job)))
    _finish(store, job, ended, as_json=as_json)
    raise typer.Exit(code)


def _kept(job: uuid.UUID) -> str:
    """What is not lost, and how to go on, once our own house gave way."""
    from cta_batch import views

    go_on = f"go on with: cta-batch resume {views.short(job)}"
    return f"Every stage finished before is saved, and nothing of it is bought again; {go_on}"


def _names(store: Store) -> Any:
    def name(info: uuid.UUID) -> str | None:
        product = store.info(info).product
        return product.name if product else None

    return name


def _exit_code(ended: JobStopped | None, signalled: int, *, failed: bool) -> int:
    if isinstance(ended, Stopped):
        return signalled
    if ended is not None:
        return ended.exit_code
    return FAILED_INFOS if failed else 0


def _finish(store: Store, job: uuid.UUID, ended: JobStopped | None, *, as_json: bool) -> None:
    """The job as data on stdout, and what to do next on stderr."""
    from cta_batch import views

    done = store.job(job)
    if as_json:
        typer.echo(views.job_json(done))
    else:
        console = stdout()
        unanswered = store.ledger.unanswered_of([job]).get(job, 0)
        console.print(views.job_view(done, console.width, unanswered))
    say = stderr()
    if ended is not None:
        say.print(views.plain(ended), markup=False, soft_wrap=True)
    if not done.is_completed:
        say.print(f"Go on with: cta-batch resume {views.short(job)}", soft_wrap=True)
    elif done.failed_count:
        say.print(f"Try the failed ones again: cta-batch retry {views.short(job)}", soft_wrap=True)
    if done.success_count:
        say.print(f"Pictures: {store.assets.folder / str(job)}", markup=False, soft_wrap=True)


# --- what a run is made of ---


def _read_source(source: str) -> tuple[str, str, Path]:
    """The input's text, its name for messages, and where its saved pages lie."""
    if source == "-":
        return _decoded(sys.stdin.buffer.read(), "stdin"), "stdin", Path.cwd()
    path = Path(source)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The input {source} cannot be read: {error.strerror}.") from None
    return _decoded(data, path.name), path.name, path.resolve().parent


def _decoded(data: bytes, label: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"The input {label} is not UTF-8 text.") from None


def _readable(name: str) -> str:
    """A name with a sign in place of each byte that is no text, which no database takes."""
    from cta_batch.config import as_text

    halves = range(0xD800, 0xE000)
    return "".join("\N{REPLACEMENT CHARACTER}" if ord(c) in halves else c for c in as_text(name))


def _usd(budget: float | None) -> Decimal | None:
    """Raises UsageError for a sum without an end."""
    if budget == math.inf:
        raise UsageError(f"--budget {budget} is no sum of money; leave it out for no limit.")
    return None if budget is None else Decimal(str(budget))


def _provider(wanted: str, *, has_models: bool) -> Any:
    from cta_batch.domain import ProviderName

    if wanted == "auto":
        return ProviderName.OPENAI if has_models else ProviderName.OFFLINE
    if wanted not in set(ProviderName):
        raise UsageError(f"--provider {wanted!r} is none of auto, offline, openai.")
    if wanted == ProviderName.OPENAI and not has_models:
        raise UsageError(
            "--provider openai needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server without keys."
        )
    return ProviderName(wanted)


def _told_provider(options: JobOptions, wanted: str) -> str:
    from cta_batch.domain import ProviderName

    if options.provider is ProviderName.OFFLINE:
        why = " (no OPENAI_API_KEY or OPENAI_BASE_URL is set)" if wanted == "auto" else ""
        return f"Provider: offline{why}; words and backgrounds are made on this machine."
    return f"Provider: openai ({options.text_model}, {options.image_model})."


def _refuse_unknown_price(settings: Settings, options: JobOptions) -> None:
    if options.budget_usd is not None:
        from cta_batch import pipeline

        words, picture = pipeline.estimates(settings, options)
        pipeline.refuse_unknown_price(options.budget_usd, options, words, picture)


def _print_estimate(
    settings: Settings, options: JobOptions, batch: Batch, *, as_json: bool
) -> None:
    import json

    from cta_batch import pipeline, views

    words, picture = pipeline.estimates(settings, options)
    infos, languages = sum(item.variant for item in batch.items), 1 + len(options.localized_into)
    cost = None
    if words.expected is not None and picture.expected is not None:
        cost = infos * (languages * words.expected + picture.expected)
    creatives = infos * len(options.placements) * (languages + options.clean)
    if as_json:
        data = {
            "provider": options.provider.value,
            "infos": infos,
            "creatives": creatives,
            "page_fetches": len(batch.items),
            "image_calls": infos,
            "text_calls": infos * languages,
            "cost_usd": None if cost is None else float(cost),
        }
        return typer.echo(json.dumps(data, indent=2))
    made = ((len(batch.items), "page"), (infos, "info"), (creatives, "creative"))
    asked = " and ".join((views.many(infos, "picture"), views.many(infos * languages, "text")))
    price = f"about {views.usd(cost)} in all" if cost else "free"
    price = "at an unknown price" if cost is None else price
    return typer.echo(
        f"{', '.join(views.many(*one) for one in made)} with {options.provider.value}: {asked}"
        f" to ask for, {price}. Nothing was stored."
    )
