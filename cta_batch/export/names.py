"""File names that any file system takes: plain ASCII, lower case, unique within a job, stable."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable

from anyascii import anyascii

from cta_batch.models import Info

LONGEST = 60
"""Characters of a slug: with variant, placement and ending far below any system's 255 bytes."""


def slug(text: str) -> str:
    """``text`` in a–z, 0–9 and single hyphens; letters of other scripts are transliterated.

    Empty when nothing of it can be written so.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower())
    return plain[:LONGEST].strip("-")


def titled(job_name: str) -> str:
    """A job's name for people: one that it has from its input file, without the file's ending."""
    return re.sub(r"(?i)\.(json|txt)$", "", job_name) or job_name


def stems(infos: Iterable[Info]) -> dict[uuid.UUID, str]:
    """``{product}_{variant}`` for every info of a job, given in the job's own order.

    A product without a writable name goes by its info's id. Where two pages have products of one
    name, the later page's carry a piece of their URL's hash: a name depends on nothing that a
    later run could change, save a product's name that was not known before.
    """
    owners: dict[str, str] = {}
    found = {}
    for info in infos:
        base = slug(info.product.name if info.product else "") or info.id.hex[:8]
        found[info.id] = f"{_own(base, info.url, owners)}_{info.variant}"
    return found


def _own(base: str, url: str, owners: dict[str, str]) -> str:
    """``base``, or ``base`` with as much of the URL's hash as makes it this URL's alone."""
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
    names = (base, *(f"{base}-{digest[:length]}" for length in range(6, 65)))
    return next(name for name in names if owners.setdefault(name, url) == url)
