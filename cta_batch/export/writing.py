"""Files into a folder or a zip: written under other names beside their places, then renamed."""

from __future__ import annotations

import hashlib
import os
import secrets
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from cta_batch.errors import UsageError


@dataclass(frozen=True)
class File:
    """A file to hand out: its name, how to get its bytes, and what the manifest says of it."""

    name: str
    read: Callable[[], bytes]
    about: dict[str, Any] = field(default_factory=dict)


class Sink(Protocol):
    """Where files go."""

    def put(self, name: str, data: bytes) -> None: ...


def put_all(sink: Sink, files: Iterable[File]) -> list[dict[str, Any]]:
    """Put every file, one in memory at a time; returns name, size and SHA-256 of each."""
    entries = []
    for file in files:
        data = file.read()
        sink.put(file.name, data)
        digest = hashlib.sha256(data).hexdigest()
        entries.append({"file": file.name, "bytes": len(data), "sha256": digest, **file.about})
    return entries


def refuse_existing(paths: Iterable[Path]) -> None:
    """Raises UsageError that names what is in the way."""
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        verb = "exist" if more else "exists"
        raise UsageError(f"{there[0]}{more} {verb} already; --force replaces what is there.")


@contextmanager
def folder(place: Path) -> Iterator[Sink]:
    """A sink into ``place``; everything takes its name at the end of the block, or nothing does."""
    with _trouble(place):
        place.mkdir(parents=True, exist_ok=True)
        sink = _Folder(place)
        try:
            yield sink
            sink.commit()
        finally:
            sink.clear()


class _Folder:
    def __init__(self, place: Path) -> None:
        self._place = place
        self._written: dict[Path, Path] = {}

    def put(self, name: str, data: bytes) -> None:
        target = self._place / name
        temporary = aside(target)
        self._written[temporary] = target
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def commit(self) -> None:
        for temporary, target in self._written.items():
            temporary.replace(target)

    def clear(self) -> None:
        for temporary in self._written:
            temporary.unlink(missing_ok=True)


@contextmanager
def archive(target: Path) -> Iterator[Sink]:
    """A sink into a zip file, which takes its name at the end of the block."""
    with _trouble(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = aside(target)
        try:
            with temporary.open("xb") as file, zipfile.ZipFile(file, "w") as zipped:
                yield _Archive(zipped)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


class _Archive:
    """Members with a fixed time and mode, uncompressed, so that the same job gives the same zip
    on every machine; JPEGs do not shrink anyway."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped

    def put(self, name: str, data: bytes) -> None:
        member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        member.create_system = 3  # Unix; else it follows the machine
        member.external_attr = 0o100644 << 16
        self._zipped.writestr(member, data)


def aside(target: Path) -> Path:
    """A name beside ``target`` that nothing has yet."""
    return target.with_name(f".{secrets.token_hex(8)}.part")


def write_text(target: Path, pieces: Iterable[str]) -> None:
    """``pieces`` as a UTF-8 file that takes its name when it is whole."""
    with _trouble(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = aside(target)
        try:
            with temporary.open("x", encoding="utf-8", newline="\n") as file:
                file.writelines(pieces)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


def starts_with(path: Path, mark: bytes) -> bool:
    """Whether ``mark`` is in the first 4 KB of the file."""
    try:
        with path.open("rb") as file:
            return mark in file.read(4096)
    except OSError:
        return False


@contextmanager
def _trouble(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"Nothing could be written to {place} ({reason}).") from None
