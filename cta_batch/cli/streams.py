"""stdin, stdout and stderr as they are found: closed, full, read by nobody, of any encoding.

Whoever closes stdout has read enough (``| head -1``), and nobody need read stderr: neither may end
the work, or change its exit code. Output that is lost (a full disk) must be said.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

from cta_batch.errors import CtaBatchError, OutputLost
from cta_batch.redaction import redacted

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def make_sure() -> None:
    """Give the process three streams that do as above. To be called once, before any output."""
    _fill_gaps()
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
    sys.stdout = _renewed(sys.stdout, 1)
    sys.stderr = _renewed(sys.stderr, 2)


def _fill_gaps() -> None:
    """A closed 0, 1 or 2 would be given to the next file opened, and that may be the database."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one


def _renewed(stream: TextIO | None, number: int) -> TextIO:
    on_terminal = os.isatty(number)
    if on_terminal and sys.platform == "win32":
        return stream or sys.__stdout__ or io.StringIO()  # its consoles are no files
    encoding, errors = _spoken(stream, on_terminal=on_terminal)
    return _Redacting(
        io.BufferedWriter(_Unread(number) if number == 2 else _EnoughRead(number)),
        encoding=encoding,
        errors=errors,
        line_buffering=number == 2 or on_terminal,
    )


def _spoken(stream: TextIO | None, *, on_terminal: bool) -> tuple[str, str]:
    """Under LANG=C a euro sign must not end the program: pipes get UTF-8, terminals a stand-in."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if encoding.lower() == "utf-8" or not on_terminal:
        return "utf-8", "backslashreplace"
    return encoding, "replace"


class _Redacting(io.TextIOWrapper):
    """Says nothing that is secret."""

    def write(self, text: str, /) -> int:
        super().write(redacted(text))
        return len(text)


class _Lossy(io.FileIO):
    """A file of this process that can be given up: what is written then goes nowhere."""

    def __init__(self, number: int) -> None:
        super().__init__(number, "wb", closefd=False)
        self._on_terminal = os.isatty(number)

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            self._give_up()
            trouble = self.trouble(error)
            if trouble is not None:
                raise trouble from None
            return memoryview(data).nbytes

    def trouble(self, error: OSError) -> CtaBatchError | None:
        """What to raise instead of ``error``, if anything."""
        raise NotImplementedError

    def _give_up(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


class _EnoughRead(_Lossy):
    """stdout: a reader that leaves is no trouble, a disk that is full is."""

    def trouble(self, error: OSError) -> CtaBatchError | None:
        if isinstance(error, BrokenPipeError) or self._on_terminal:
            return None  # a terminal that fails is one that is gone
        return OutputLost(
            f"What was to be printed could not be written ({error.strerror}); nothing that was"
            " saved is lost: free some room, then ask again, as with cta-batch show."
        )


class _Unread(_Lossy):
    """stderr: whoever does not read it misses progress and warnings, and nothing else."""

    def trouble(self, error: OSError) -> CtaBatchError | None:
        return None
