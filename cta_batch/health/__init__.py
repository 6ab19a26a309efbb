"""What a set-up needs, looked at part by part; and the repair of what is safe to repair.

Each check asks the room that owns a thing and says in a sentence what its answer means. Without
``fix`` nothing is changed: no file is made, no file's time, no row. With it, only what loses
nothing that anybody may miss: see the docstrings of those that repair.

Libraries are loaded inside the checks, since one that is missing is a finding too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from cta_batch.errors import CtaBatchError
from cta_batch.findings import Finding, State
from cta_batch.health.looking import Look, guarded, ok, told

if TYPE_CHECKING:
    from cta_batch.config import Settings


def examine(*, fix: bool) -> Iterator[Finding]:
    """One finding after the other, as each check ends; what a check raises is its finding."""
    versions = guarded("versions", _versions)
    yield versions
    if versions.state is State.PROBLEM:
        return  # nothing else could be loaded
    from cta_batch import config
    from cta_batch.health import fonts

    yield from _each({"fonts": fonts.needed, "scripts": fonts.optional})
    try:
        settings = config.load()
    except CtaBatchError as error:
        yield told("config", error, "Mend it, then ask again: all else depends on it.")
        return
    path = config.file_path()
    yield ok("config", f"{path} can be read." if path.exists() else f"None at {path}, as is fine.")
    yield from _each(_checks(settings, fix=fix))


def _versions() -> Finding:
    from cta_batch.health.versions import versions

    found = versions()
    if found.state is not State.PROBLEM:
        from cta_batch.health import asked, folders, fonts, kept  # noqa: F401 - to see that it can
    return found


def _checks(settings: Settings, *, fix: bool) -> Mapping[str, Look]:
    """In the order in which a repair lets the next check see more."""
    from cta_batch.health import asked, folders
    from cta_batch.health.kept import Kept

    kept = Kept(settings, fix=fix)
    return {
        "home": partial(folders.home, settings),
        "rights": partial(folders.rights, settings, fix=fix),
        "logs": partial(folders.logs, settings),
        "database": kept.database,
        "paid calls": kept.calls,
        "pictures": kept.pictures,
        "leftovers": kept.leftovers,
        "cut-out model": partial(asked.cut_out_model, settings),
        "provider": partial(asked.provider, settings),
        "prices": partial(asked.prices, settings),
    }


def _each(checks: Mapping[str, Look]) -> Iterator[Finding]:
    return (guarded(name, look) for name, look in checks.items())
