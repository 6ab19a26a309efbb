"""The asset folder: every picture, written to a temporary name, synced, then renamed.

    assets/<job>/sources/<hash>.<ext>          product pictures, once per job
    assets/<job>/<info>/background-<hash>.<ext> what the painter made, as it came
    assets/<job>/<info>/<placement>.jpg        the creatives
    assets/<job>/<info>/<language>/…           those of a localization
    assets/<job>.deleted/                      all of it, from the job's deletion on
    assets/cut-outs/<hash>-<origin>.zip        cut-outs of product pictures, for all jobs; a cache

Paths given out and taken in are relative to ``assets`` unless they say absolute.
"""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path, PurePath

from cta_batch.errors import AssetGone, StoreError
from cta_batch.store.files import put_in_place, write_aside
from cta_batch.store.shelf import Shelf

SUFFIXES = (
    (b"\x89PNG", ".png"),
    (b"\xff\xd8", ".jpg"),
    (b"GIF8", ".gif"),
    (b"BM", ".bmp"),
)


DELETED = ".deleted"
"""Ends the name of a job's folder from its deletion on, so that what a crash leaves of it is known
for what it is."""
BACKGROUND = "background"
"""How the name of a background begins; its hash follows, but for those of before 2026-11-28."""


def is_background(path: PurePath) -> bool:
    """Whether an asset is what a painter made, by its name."""
    return path.stem == BACKGROUND or path.stem.startswith(f"{BACKGROUND}-")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:24]


def suffix_of(data: bytes) -> str:
    """The file ending for a picture, by its first bytes."""
    if data[8:12] == b"WEBP":
        return ".webp"
    if data[4:12] in {b"ftypavif", b"ftypavis"}:
        return ".avif"
    return next((suffix for start, suffix in SUFFIXES if data.startswith(start)), ".bin")


class Assets:
    """Files below one folder. Every OSError becomes a StoreError with the folder's name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cut_outs = Shelf(folder / "cut-outs")

    def absolute(self, path: str) -> str:
        return str(self.folder / path)

    def read(self, path: str) -> bytes:
        """Bytes of an asset. Raises AssetGone, or StoreError when it cannot be read."""
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            gone = self.folder / path
            remedy = _remedy(gone.relative_to(self.folder))
            raise AssetGone(f"The file {gone} is gone; {remedy}.") from None
        except OSError as error:
            raise StoreError(
                f"The file {self.folder / path} cannot be read ({error.strerror});"
                " check its owner, then try again."
            ) from None

    def has(self, path: str) -> bool:
        """Whether an asset is there."""
        return (self.folder / path).is_file()

    def save_source(self, job: uuid.UUID, data: bytes) -> str:
        """Keep a product picture once, named by its content; returns its path."""
        return self._save(f"{job}/sources/{_hash(data)}{suffix_of(data)}", data)

    def save_background(self, job: uuid.UUID, info: uuid.UUID, data: bytes) -> str:
        """Keep what was painted, named by its content: nobody else's is ever replaced by it."""
        return self._save(f"{job}/{info}/{BACKGROUND}-{_hash(data)}{suffix_of(data)}", data)

    def save_creatives(
        self, job: uuid.UUID, info: uuid.UUID, pictures: dict[str, bytes]
    ) -> dict[str, str]:
        """Replace creatives of an info: all are on disk before the first takes its name.

        ``pictures`` are JPEGs by placement, or language/placement.
        """
        folder = self.folder / str(job) / str(info)
        written: dict[Path, Path] = {}
        try:
            for placement, data in pictures.items():
                target = folder / f"{placement}.jpg"
                written[write_aside(target, data)] = target
            put_in_place(written)
        except OSError as error:
            for temporary in written:
                temporary.unlink(missing_ok=True)
            raise self._trouble(error) from None
        return {placement: f"{job}/{info}/{placement}.jpg" for placement in pictures}

    def drop_creatives(self, job: uuid.UUID, info: uuid.UUID, keep: Iterable[str]) -> None:
        """Remove creatives that no placement or localization of the info names any more."""
        wanted = {self.folder / path for path in keep}
        for path in (self.folder / str(job) / str(info)).rglob("*.jpg"):
            if path not in wanted and not is_background(path):
                path.unlink(missing_ok=True)

    def delete_job(self, job: uuid.UUID) -> None:
        """Remove all files of a job, and what is kept of its product pictures.

        A folder that is not there is fine.
        """
        for source in (self.folder / str(job) / "sources").glob("*"):
            self.cut_outs.drop(source.stem)
        doomed = self.folder / f"{job}{DELETED}"
        try:
            (self.folder / str(job)).rename(doomed)
            shutil.rmtree(doomed)
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._trouble(error) from None

    def _save(self, path: str, data: bytes) -> str:
        target = self.folder / path
        try:
            put_in_place({write_aside(target, data): target})
        except OSError as error:
            raise self._trouble(error) from None
        return path

    def _trouble(self, error: OSError) -> StoreError:
        return StoreError(
            f"The folder {self.folder} cannot be written ({error.strerror});"
            " free some room or check its owner, then resume."
        )


def _remedy(path: Path) -> str:
    """What a person may do about an asset that is gone, for the end of a sentence."""
    if path.parent.name == "sources" or is_background(path):
        return "put it back, or run its page anew"
    return f"cta-batch render {path.parts[0][:8]} makes it again, at no cost"
