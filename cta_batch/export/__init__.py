"""A job's values in; files for ad platforms and people out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cta_batch.domain import JobOptions
from cta_batch.errors import UsageError
from cta_batch.export import earlier, google, links, manifest, meta, names, sheets, table, writing
from cta_batch.export.items import items_of
from cta_batch.export.made import Made, Order, every_picture
from cta_batch.models import Job

__all__ = ["FORMATS", "Exported", "Wishes", "export", "write_gallery"]

FORMATS = ("files", "zip", "google-ads", "google-editor", "meta", "csv", "xlsx")
MANIFEST = "manifest.json"

Read = Callable[[str], bytes]


@dataclass(frozen=True)
class Wishes:
    """What the user asked for: one of ``FORMATS``, tags for links, Meta's template, overwriting."""

    format: str
    utm: str | None = None
    template: Path | None = None
    force: bool = False


@dataclass(frozen=True)
class Exported:
    """Where it all is (a folder, or the zip), how many pictures, which sheets, and what a person
    must know."""

    place: Path
    pictures: int
    sheets: tuple[str, ...]
    notes: tuple[str, ...]


def export(job: Job, options: JobOptions, folder: Path, wishes: Wishes, read: Read) -> Exported:
    """Write a job's finished infos into ``folder``; ``read`` gives the bytes of a creative's path.

    Nothing is overwritten without ``wishes.force``; with it, what an earlier export of the job left
    and this one has no more is removed, unless it was changed. Raises UsageError (a wrong wish, a
    file in the way, a folder that cannot be written) and whatever ``read`` raises; then nothing new
    is there.
    """
    _check(wishes)
    order = Order(job, options, items_of(job), wishes.utm)
    made = _made(order, wishes)
    files = list(_files(order, made, wishes, read))
    place = folder / f"{_job_name(job)}.zip" if wishes.format == "zip" else folder
    if not wishes.force:
        inside = [folder / name for name in (*(f.name for f in files), MANIFEST)]
        writing.refuse_existing([place] if wishes.format == "zip" else inside)
    before = earlier.files_of(folder / MANIFEST, job.id, wishes.format)
    with _sink(place, wishes) as sink:
        entries = writing.put_all(sink, files)
        sink.put(MANIFEST, manifest.to_json(order, wishes.format, entries))
    gone = earlier.removed(folder, before, {f.name for f in files})
    notes = (*made.notes, *_formula_notes(made, wishes), *_gone_notes(gone))
    return Exported(place, len(made.pictures), tuple(f.name for f in files if not f.about), notes)


def write_gallery(job: Job, target: Path, read: Read) -> int:
    """Write a job's gallery to ``target``; returns its size in bytes.

    An earlier gallery is replaced, any other file is not. Raises UsageError, and what ``read``
    raises.
    """
    from cta_batch.export import gallery

    if os.path.lexists(target) and not writing.starts_with(target, gallery.GENERATOR):
        raise UsageError(f"{target} exists already and is no gallery; give another --output.")
    writing.write_text(target, gallery.page(job, read))
    return target.stat().st_size


def _check(wishes: Wishes) -> None:
    if wishes.format not in FORMATS:
        raise UsageError(f"--format {wishes.format!r} is none of {', '.join(FORMATS)}.")
    if wishes.template and wishes.format != "meta":
        raise UsageError("--template is for --format meta only.")
    if wishes.utm is None:
        return
    if wishes.format in {"files", "zip"}:
        raise UsageError("--utm tags the links of a sheet; choose a --format that has one.")
    one_ad_a_picture = not wishes.format.startswith("google")
    known = links.PLACEHOLDERS if one_ad_a_picture else links.PLACEHOLDERS[:-1]
    links.check_template(wishes.utm, known)


def _made(order: Order, wishes: Wishes) -> Made:
    if wishes.format == "google-ads":
        return google.web(order)
    if wishes.format == "google-editor":
        return google.editor(order)
    if wishes.format == "meta":
        return meta.made(
            order, meta.read_template(wishes.template) if wishes.template else meta.OURS
        )
    if wishes.format in {"csv", "xlsx"}:
        return table.made(order)
    return Made((), every_picture(order.items))


def _files(order: Order, made: Made, wishes: Wishes, read: Read) -> Iterator[writing.File]:
    for item, picture in made.pictures:
        about = manifest.picture_entry(order, item, picture)
        yield writing.File(picture.file, partial(read, picture.creative.path), about)
    for sheet in made.sheets:
        if wishes.format == "xlsx":
            yield writing.File("creatives.xlsx", partial(_workbook, order, sheet))
        else:
            yield writing.File(sheet.file, partial(sheets.to_csv, sheet))


def _workbook(order: Order, sheet: sheets.Sheet) -> bytes:
    from cta_batch.export import workbook  # xlsxwriter is for this one format

    return workbook.to_xlsx(sheet, created=order.job.created_at)


def _sink(place: Path, wishes: Wishes) -> AbstractContextManager[writing.Sink]:
    return writing.archive(place) if wishes.format == "zip" else writing.folder(place)


def _job_name(job: Job) -> str:
    """The job's name as a file name, with a piece of its id."""
    return "-".join(filter(None, (names.slug(names.titled(job.name)), str(job.id)[:8])))


def _gone_notes(gone: int) -> list[str]:
    many = "1 file" if gone == 1 else f"{gone} files"
    return [f"{many} of an earlier export of this job went, being in it no more."] if gone else []


def _formula_notes(made: Made, wishes: Wishes) -> list[str]:
    """In a CSV the apostrophe that stops a formula is part of the text: say where."""
    if wishes.format == "xlsx":
        return []
    marked = {
        value
        for sheet in made.sheets
        for row in sheet.rows
        for value in row
        if isinstance(value, str) and sheets.is_formula(value)
    }
    return [
        f"Marked with an apostrophe, so that no spreadsheet runs it: {text}"
        for text in sorted(marked)
    ]
