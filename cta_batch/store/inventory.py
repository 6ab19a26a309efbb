"""Which files the database names, for all users and workspaces: the asset folder is shared."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from cta_batch.domain import Status
from cta_batch.errors import NotAPicture
from cta_batch.models import CTAGenerationJob, CTAInfo
from cta_batch.store.assets import is_background

AT_A_TIME = 500
"""Rows in memory at once: a suggestion takes some kilobytes, and there may be 500,000."""


class Kind(StrEnum):
    """What a picture is, which decides what it takes to have it again."""

    ORIGINAL = "original"
    BACKGROUND = "background"
    CREATIVE = "creative"


@dataclass(frozen=True)
class Named:
    """A file that an info names. ``path`` is below the asset folder, ``size`` its bytes if noted;
    ``mine`` says whether the info is of the user and workspace that ask."""

    info: uuid.UUID
    job: uuid.UUID
    path: str
    size: int | None
    mine: bool

    @property
    def kind(self) -> Kind:
        path = PurePosixPath(self.path)
        if path.parent.name == "sources":
            return Kind.ORIGINAL
        return Kind.BACKGROUND if is_background(path) else Kind.CREATIVE


@dataclass(frozen=True)
class Inventory:
    """``unfinished`` are the jobs with an info that is not done, failed ones included."""

    jobs: frozenset[uuid.UUID]
    unfinished: frozenset[uuid.UUID]
    named: tuple[Named, ...]


def inventory(session: Session, user: str, workspace: str) -> Inventory:
    """All that is named, of whomever. Raises StoreError: what cannot be read may name anything."""
    owners = select(
        col(CTAGenerationJob.id), col(CTAGenerationJob.user), col(CTAGenerationJob.workspace)
    )
    jobs = {job: (u, w) == (user, workspace) for job, u, w in session.execute(owners)}
    rows = select(
        col(CTAInfo.id), col(CTAInfo.job_id), col(CTAInfo.status), col(CTAInfo.suggestion)
    ).execution_options(yield_per=AT_A_TIME)
    unfinished, named = set(), []
    for info, job, status, suggestion in session.execute(rows):
        if status is not Status.DONE:
            unfinished.add(job)
        mine = jobs.get(job, False)
        named += [Named(info, job, path, size, mine) for path, size in _paths(suggestion)]
    return Inventory(frozenset(jobs), frozenset(unfinished), tuple(named))


def _paths(value: Any) -> Iterator[tuple[str, int | None]]:
    """Every ``path`` at any depth, with the ``bytes`` beside it: also of suggestions that another
    version wrote."""
    if isinstance(value, Mapping):
        path, size = value.get("path"), value.get("bytes")
        if isinstance(path, str):
            yield path, size if isinstance(size, int) else None
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _paths(part)


@dataclass(frozen=True)
class Losses:
    """Named files that are not there, and those that are no pictures (any more)."""

    missing: tuple[Named, ...]
    damaged: tuple[Named, ...]


def losses(found: Inventory, assets: Path, check: Callable[[bytes], None]) -> Losses:
    """Look at each named file once; ``check`` raises NotAPicture for bytes that are none.

    A creative of its noted size and an original that its name's hash fits are taken for whole, so
    that a thousand ads are looked through in seconds. Raises OSError for what cannot be read.
    """
    states: dict[str, str] = {}
    for one in found.named:
        if one.path not in states:
            states[one.path] = _state(one, assets / one.path, check)

    def those(state: str) -> tuple[Named, ...]:
        return tuple(n for n in found.named if states[n.path] == state)

    return Losses(missing=those("missing"), damaged=those("damaged"))


def _state(one: Named, path: Path, check: Callable[[bytes], None]) -> str:
    if not path.is_file():
        return "missing"
    if one.size is not None and path.stat().st_size == one.size:
        return "whole"
    data = path.read_bytes()
    if one.kind is Kind.ORIGINAL and hashlib.sha256(data).hexdigest().startswith(path.stem):
        return "whole"
    try:
        check(data)
    except NotAPicture:
        return "damaged"
    return "whole"
