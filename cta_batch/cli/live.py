"""Progress of a run: a live table on a terminal, plain lines elsewhere; always on stderr."""

from __future__ import annotations

import textwrap
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from cta_batch import views
from cta_batch.cli.signals import STOPPING, Stop
from cta_batch.domain import FINISHED, Status

if TYPE_CHECKING:
    from cta_batch.models import Info
    from cta_batch.pipeline import Progress

REFRESHES_PER_SECOND = 8
_ECHO = 4
"""Columns left free at the end of the last line, where a terminal writes ``^C``: a line that its
echo makes one longer would stay behind."""


@dataclass
class Row:
    """One info as the table shows it. Times in seconds of the monotonic clock."""

    label: str
    status: Status
    began: float | None = None
    ended: float | None = None
    waiting_for: str = ""

    def seconds(self, now: float) -> float:
        return 0.0 if self.began is None else (self.ended or now) - self.began


class Board:
    """What is known of every info of a run. ``spent`` gives the job's cost so far, in USD."""

    def __init__(
        self, infos: list[Info], spent: Callable[[], Decimal | None], clock: Callable[[], float]
    ) -> None:
        self._clock = clock
        self._spent = spent
        self._lock = threading.Lock()
        self._start = clock()
        self._cost = spent()
        self.rows = {i.id: Row(_label(i), i.status) for i in infos}
        self._done_before = self.finished

    @property
    def finished(self) -> int:
        return sum(row.status in FINISHED for row in self.rows.values())

    def take(self, progress: Progress) -> bool:
        """Whether that is news: a picture that an info would have got may still stand in line when
        it has ended."""
        with self._lock:
            row = self.rows[progress.info]
            if row.status in FINISHED and progress.waiting_for is not None:
                return False
            if progress.status is not row.status:  # what its last stage bought is written down now
                self._cost = self._spent()
            row.status = progress.status
            row.waiting_for = progress.waiting_for or ""
            row.began = row.began or self._clock()
            if progress.status in FINISHED:
                row.ended = self._clock()
        return True

    def table(self, width: int, height: int, *, stopping: bool = False) -> RenderableType:
        """As many rows as fit, the ones at work first, and the total below them."""
        told = textwrap.wrap(STOPPING, max(1, width - _ECHO)) if stopping else []
        with self._lock:
            now = self._clock()
            rows = sorted(self.rows.items(), key=lambda pair: _urgency(pair[1]))
            shown = rows[: max(1, height - 5 - len(told))]
            parts: list[RenderableType] = [self._rows(shown, now, width)]
            if len(shown) < len(rows):
                parts.append(Text(f"… and {len(rows) - len(shown)} more", style="dim"))
            parts += [self._total(now, width), *(Text(line, style="yellow") for line in told)]
            return Group(*parts)

    def _rows(self, shown: list[tuple[uuid.UUID, Row]], now: float, width: int) -> Table:
        table = Table(box=None, pad_edge=False, header_style="bold", expand=width < 100)
        table.add_column("info", style="cyan", no_wrap=True)
        table.add_column("product", overflow="ellipsis", no_wrap=True, ratio=1)
        table.add_column(
            "stage",
            no_wrap=True,
            max_width=10 if width < 60 else 36,
            min_width=10 if width < 60 else 21,
        )
        table.add_column("time", justify="right", no_wrap=True, min_width=6)
        for info, row in shown:
            status = _stage(row, narrow=width < 60)
            seconds = f"{row.seconds(now):.1f} s" if row.began else ""
            table.add_row(views.short(info), Text(row.label), status, seconds)
        return table

    def _total(self, now: float, width: int) -> RenderableType:
        done, total = self.finished, len(self.rows)
        line = f" {done}/{total}  {views.usd(self._cost)}{self._eta(now)}"
        room = width - len(line) - 1 - _ECHO
        table = Table.grid(padding=(0, 1))
        table.add_row(
            ProgressBar(total=total, completed=done, width=max(8, min(40, room))), Text(line)
        )
        return table

    def _eta(self, now: float) -> str:
        new = self.finished - self._done_before
        left = len(self.rows) - self.finished
        if not new or not left:
            return ""
        seconds = (now - self._start) / new * left
        return f"  {int(seconds) // 60}:{int(seconds) % 60:02d} left"


def _stage(row: Row, *, narrow: bool) -> Text:
    if not row.waiting_for:
        return views.status_text(row.status, narrow=narrow)
    words = f"waiting for {views.plain(row.waiting_for)}"
    return Text(words, style="yellow", overflow="ellipsis", no_wrap=True)


def _urgency(row: Row) -> tuple[int, float]:
    if row.status in FINISHED:
        return 1, -(row.ended or 0.0)
    return (2, 0.0) if row.began is None else (0, row.began)


def _label(info: Info) -> str:
    name = info.product.name if info.product else info.url.removeprefix("https://")
    return f"{views.plain(name)} #{info.variant}"


@contextmanager
def watching(
    infos: list[Info],
    spent: Callable[[], Decimal | None],
    console: Console,
    names: Callable[[uuid.UUID], str | None],
    stop: Stop,
) -> Iterator[Callable[[Progress], None]]:
    """Gives the function that takes progress from any thread, and shows it until the end.

    ``names`` gives an info's product name once it is known. On a terminal the table says that the
    run is stopping.
    """
    board = Board(infos, spent, time.monotonic)
    if not console.is_terminal:
        yield _plain_lines(board, console)
        return

    class Frame:
        """Drawn anew at each refresh, in the size the terminal has then."""

        def __rich__(self) -> RenderableType:
            return board.table(console.width, console.height, stopping=stop.signal is not None)

    def take(progress: Progress) -> None:
        _name(board, progress, names)
        board.take(progress)
        if progress.note and progress.status is not Status.FAILED:
            console.print(_line(progress.info, progress.note))

    with (
        _shown(stop),
        Live(
            Frame(),
            console=console,
            refresh_per_second=REFRESHES_PER_SECOND,
            redirect_stdout=False,
            transient=True,  # the job's own table follows
        ),
    ):
        yield take


@contextmanager
def _shown(stop: Stop) -> Iterator[None]:
    stop.shown = True
    try:
        yield
    finally:
        stop.shown = False


def _name(board: Board, progress: Progress, names: Callable[[uuid.UUID], str | None]) -> None:
    """The page's address gives way to the product's name once the page is read."""
    if progress.status is Status.GENERATING_IMAGE and progress.note is None:
        name = names(progress.info)
        if name:
            variant = board.rows[progress.info].label.rpartition("#")[2]
            board.rows[progress.info].label = f"{views.plain(name)} #{variant}"


def _plain_lines(board: Board, console: Console) -> Callable[[Progress], None]:
    turn = threading.Lock()  # of threads that end an info at one moment, each counts and prints

    def take(progress: Progress) -> None:
        with turn:
            line(progress)

    def line(progress: Progress) -> None:
        before = board.rows[progress.info].waiting_for
        if not board.take(progress) or progress.waiting_for in ("", before):
            return  # that a wait is over or goes on is no news
        count = f"[{board.finished}/{len(board.rows)}] "
        text = progress.status.value
        if progress.note:
            text = f"{text}: {progress.note}"
        if progress.waiting_for:
            text = f"{text}: waiting for {progress.waiting_for}"
        if progress.status is Status.DONE and not progress.note:
            text = f"done in {board.rows[progress.info].seconds(time.monotonic()):.1f} s"
        console.print(_line(progress.info, text, count), soft_wrap=True)

    return take


def _line(info: uuid.UUID, text: str, before: str = "") -> Text:
    return Text(f"{before}{views.short(info)} {views.plain(text)}")
