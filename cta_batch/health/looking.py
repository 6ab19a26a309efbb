"""A check, and how its failures become findings."""

from __future__ import annotations

from collections.abc import Callable

from cta_batch.errors import CtaBatchError, InputError
from cta_batch.findings import Finding, State
from cta_batch.redaction import without_keys

Look = Callable[[], Finding]


def ok(name: str, finding: str, *, fixed: bool = False) -> Finding:
    return Finding(name, State.OK, finding, fixed=fixed)


def warning(name: str, finding: str, advice: str) -> Finding:
    return Finding(name, State.WARNING, finding, advice)


def problem(name: str, finding: str, advice: str) -> Finding:
    return Finding(name, State.PROBLEM, finding, advice)


def guarded(name: str, look: Look) -> Finding:
    """What a check found; a check that fails has found that."""
    try:
        return look()
    except CtaBatchError as error:
        return told(name, error)
    except ImportError as error:
        what = f"A library is there, but cannot be loaded ({error})."
        return problem(
            name, what, "Install cta-batch anew: pip install --force-reinstall cta-batch"
        )
    except OSError as error:
        what = f"{error.filename or 'a file'} cannot be looked at ({error.strerror or error})."
        return problem(name, what, "Check its owner and rights, then ask again.")
    except Exception as error:  # the promise: a check that breaks is a finding, never a trace
        what = f"could not be looked at ({type(error).__name__}: {without_keys(str(error))[:200]})."
        return problem(name, what, "Report this as a bug of cta-batch; the other lines hold.")


def told(name: str, error: CtaBatchError, advice: str = "Mend that, then ask again.") -> Finding:
    """An error of ours as a problem: its sentence says what happened, then what to do.

    ``advice`` is for sentences that do not.
    """
    if isinstance(error, InputError):
        return problem(name, f"{error.source}: {'; '.join(error.problems)}.", advice)
    what, _, remedy = str(error).rpartition("; ")
    if not what:
        return problem(name, remedy, advice)
    return problem(name, f"{what}.", f"{remedy[0].upper()}{remedy[1:]}")


def counted(number: int, what: str) -> str:
    """``1 file``, ``2,000 files``."""
    return f"{number:,} {what if number == 1 else what + 's'}"


def sized(count: float) -> str:
    """Bytes for people, in powers of a thousand, as disks are sold."""
    if count < 1000:
        return counted(int(count), "byte")
    for unit in ("KB", "MB", "GB"):
        count /= 1000
        if count < 1000:
            return f"{count:.1f} {unit}"
    return f"{count / 1000:.1f} TB"
