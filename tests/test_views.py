"""What people see: lines that end between words on any terminal, and one figure of likeness."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from cta_batch import views
from cta_batch.domain import Localization, Status, Suggestion
from cta_batch.models import Info, JobSummary, utc_now
from cta_batch.views import alike
from cta_batch.views.wrapping import INDENT, Fact, wrapped
from tests.jobs import an_info
from tests.test_words_extras import ALL

FRENCH = "Montre Casio PRO TREK : photos « détails » et prix !"


def printed(it: object, width: int) -> list[str]:
    console = Console(width=width)
    with console.capture() as captured:
        console.print(it, crop=False)
    return captured.get().splitlines()


@pytest.mark.parametrize("width", [40, 80])
def test_an_info_is_shown_in_whole_words_below_each_other(width: int) -> None:
    said = "Twelve spiral ribs for an even brew, and thick walls to keep it warm to the last sip."
    lines = printed(views.info_view(an_info(Suggestion(description=said), Status.DONE)), width)
    at = next(i for i, line in enumerate(lines) if line.startswith("description"))
    of_it = [lines[at], *(x for x in lines[at + 1 :] if x.startswith(" " * INDENT))]
    assert len(of_it) > 1
    assert max(map(len, of_it)) <= width
    assert " ".join(line[INDENT:].strip() for line in of_it) == f"{said}  {len(said)}/90"


@pytest.mark.parametrize("width", range(12, 40))
def test_no_line_begins_with_a_french_mark(width: int) -> None:
    lines = [line.plain for line in wrapped(Text(FRENCH), width)]
    assert " ".join(lines) == FRENCH
    assert all(cell_len(line) <= width for line in lines)
    assert not [x for x in lines if x[0] in ":»!" or x[-1] == "«"], lines


@given(st.text("ab «»:!-/日本語、。「」\u00a0", max_size=60), st.integers(2, 30))
def test_any_text_is_whole_and_within_its_columns(text: str, width: int) -> None:
    lines = [line.plain for line in wrapped(Text(text), width)]
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_path_is_left_in_one_piece() -> None:
    path = "/home/somebody/cta-batch/assets/" + "a b/" * 9
    assert printed(Fact("square", Text(path), whole=True), 40) == [f"{'square':<{INDENT}}{path}"]


def test_a_narrow_list_has_what_failed_and_what_it_cost() -> None:
    job = JobSummary(
        id=uuid.uuid4(),
        name="A rather long name of an autumn campaign",
        input=[],
        user="",
        workspace="",
        created_at=utc_now(),
        updated_at=utc_now(),
        success_count=3,
        failed_count=2,
        total_count=5,
        cost_usd=Decimal("0.0319"),
    )
    lines = printed(views.jobs_table([job], 40, {}), 40)
    assert max(map(len, lines)) <= 40
    assert "2 failed, cost $0.0319" in lines[2]
    for width in (60, 80):
        heads, row = printed(views.jobs_table([job], width, {}), width)
        assert heads.split() == ["job", "name", "done", "failed", "cost", "created"]
        assert str(job.id)[:8] in row
        assert "$0.0319" in row


def test_each_language_is_compared_with_itself() -> None:
    def info(headline: str) -> Info:
        german = Localization.model_validate(
            ALL.model_dump() | {"headline": "Licht am Abend", "language": "de"}
        )
        return an_info(Suggestion(headline=headline, localizations=(german,)), Status.DONE)

    one, other = info("Warm light"), info("Cool shade")
    said = alike.told((one, other))
    assert "share 50% of their words on average" in said, "0 % in English, 100 % in German"
    assert f"at most 100% ({str(one.id)[:8]}, {str(other.id)[:8]})" in said
    assert alike.told((one,)) == ""
