"""What is installed, against what the package's own metadata asks for."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement

from cta_batch import __version__
from cta_batch.findings import Finding
from cta_batch.health.looking import ok, problem, warning

PACKAGE = "cta-batch"
EXTRAS = ("onnx", "scripts")
"""Extras that the program itself uses; the others are for those who work on it."""
SHOWN = ("pillow", "openai", "httpx2", "sqlmodel", "numpy")
"""Libraries whose versions are worth a line: what draws, asks, reads pages and stores."""
ANEW = "Install cta-batch anew: pip install --upgrade cta-batch."


def versions() -> Finding:
    """Whether each library is there, and in a version that the package's own metadata asks for.

    A missing one keeps the program from working; with one outside its bounds it may work.
    """
    try:
        asked = dict(_asked())
    except metadata.PackageNotFoundError:
        what = "cta-batch is not installed, so what it needs is not known."
        return warning("versions", what, "Install it: pip install . in its folder.")
    missing = [need.name for need, found in asked.items() if found is None]
    if missing:
        return problem("versions", f"Not installed: {', '.join(missing)}.", ANEW)
    untried = [
        f"{need.name} {found} ({need.specifier} is asked for)"
        for need, found in asked.items()
        if not need.specifier.contains(str(found), prereleases=True)
    ]
    if untried:
        return warning("versions", f"Never tried with: {', '.join(untried)}.", ANEW)
    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in SHOWN)
    return ok(
        "versions",
        f"cta-batch {__version__}, Python {platform.python_version()}, SQLite"
        f" {sqlite3.sqlite_version}, {libraries}; all {len(asked)} libraries are as asked for.",
    )


def _asked() -> Iterator[tuple[Requirement, str | None]]:
    """What the package needs here and what there is of it; of extras only what is installed."""
    for line in metadata.requires(PACKAGE) or ():
        need = Requirement(line)
        found, marker = _version(need.name), need.marker
        here = marker is None or marker.evaluate({"extra": ""})
        if here or (found and marker and any(marker.evaluate({"extra": e}) for e in EXTRAS)):
            yield need, found


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
