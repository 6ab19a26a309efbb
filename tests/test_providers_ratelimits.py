"""Reading how long and how fast from headers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch.providers.ratelimits import (
    LONGEST,
    SLOWEST,
    duration,
    remaining,
    seconds_between,
    seconds_to_wait,
)

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after": "Mon, 23 Nov 2026 12:00:30 GMT"}, 30),
        # the clock here is five hours behind the server's, or ahead of it
        (
            {
                "retry-after": "Mon, 23 Nov 2026 17:00:30 GMT",
                "date": "Mon, 23 Nov 2026 17:00:00 GMT",
            },
            30,
        ),
        (
            {
                "retry-after": "Mon, 23 Nov 2026 07:00:30 GMT",
                "date": "Mon, 23 Nov 2026 07:00:00 GMT",
            },
            30,
        ),
        ({"retry-after": "Mon, 23 Nov 2026 12:00:30 GMT", "date": "nonsense"}, 30),
        ({"retry-after": "Mon, 23 Nov 2026 11:00:00 GMT"}, 0),
        ({"x-ratelimit-reset-requests": "6m0s"}, 360),
        (
            {
                "x-ratelimit-remaining-requests": "3",
                "x-ratelimit-reset-requests": "20s",
                "x-ratelimit-remaining-tokens": "0",
                "x-ratelimit-reset-tokens": "1s",
            },
            1,
        ),
        ({"retry-after": "1e300"}, LONGEST),
        ({"retry-after-ms": "9" * 300}, LONGEST),
        ({"retry-after": "Mon, 23 Nov 9999 12:00:30 GMT"}, LONGEST),
        ({"x-ratelimit-reset-requests": "99999999d"}, LONGEST),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({}, None),
    ],
)
def test_how_long(headers: dict[str, str], seconds: float | None) -> None:
    assert seconds_to_wait(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("20ms", 0.02),
        ("1s", 1),
        ("1h2m3.5s", 3723.5),
        ("1d", 86400),
        ("12", 12),
        ("", None),
        ("1 hour", None),
        ("s", None),
    ],
)
def test_durations(text: str, seconds: float | None) -> None:
    assert duration(text) == seconds


def test_how_fast() -> None:
    assert seconds_between({"x-ratelimit-limit-requests": "120"}) == 0.5
    assert seconds_between({"x-ratelimit-limit-requests": "0"}) is None
    assert seconds_between({"x-ratelimit-limit-requests": "1e-300"}) == SLOWEST
    assert seconds_between({}) is None
    assert remaining({"x-ratelimit-remaining-requests": "4"}) == 4
    assert remaining({}) is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_header_gets_an_answer(text: str) -> None:
    names = (
        "retry-after",
        "retry-after-ms",
        "x-ratelimit-limit-requests",
        "x-ratelimit-remaining-requests",
        "x-ratelimit-reset-requests",
    )
    headers = dict.fromkeys(names, text)
    seconds = seconds_to_wait(headers, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST
    pace = seconds_between(headers)
    assert pace is None or 0 <= pace <= SLOWEST
    left = remaining(headers)
    assert left is None or left >= 0
