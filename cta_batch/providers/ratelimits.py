"""How long a provider asks us to wait, and how fast it lets us go, read from its headers. Pure.

Headers: Retry-After (RFC 9110, 10.2.3), retry-after-ms, and OpenAI's x-ratelimit-limit-requests,
-remaining-requests, -reset-requests and the same for tokens, with durations like "6m0s" or "20ms"
(https://developers.openai.com/api/docs/guides/rate-limits).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
LONGEST = 7 * 86400.0
"""Seconds of a wait that are believed; more is said by mistake, or in spite."""
SLOWEST = 60.0
"""Seconds between requests that are believed: a limit of so many a minute is at least one."""
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|[smhd])")


def seconds_to_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds the provider asks for, from 0 to ``LONGEST``; None when it does not say."""
    seconds = _first(
        _number(headers.get("retry-after-ms"), 0.001),
        retry_after(headers, now),
        _reset(headers),
    )
    return None if seconds is None else min(seconds, LONGEST)


def seconds_between(headers: Mapping[str, str]) -> float | None:
    """Seconds between requests that keep to the provider's limit a minute; None if unknown."""
    limit = _number(headers.get("x-ratelimit-limit-requests"), 1)
    return min(60 / limit, SLOWEST) if limit else None


def remaining(headers: Mapping[str, str]) -> int | None:
    """How many requests may follow at once; None if the provider does not say."""
    left = _number(headers.get("x-ratelimit-remaining-requests"), 1)
    return None if left is None else int(left)


def duration(text: str) -> float | None:
    """Seconds of ``"1h2m3.5s"``, ``"20ms"`` or a bare number of seconds; None for anything else."""
    bare = _number(text, 1)
    if bare is not None:
        return bare
    parts = _DURATION.findall(text)
    if not parts or "".join(n + unit for n, unit in parts) != text.strip():
        return None
    return sum(float(n) * _UNITS[unit] for n, unit in parts)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds of a Retry-After header, a number or a date, up to ``LONGEST``; None for neither.

    A date is held against the server's own Date, where it gives one: the clock here may be wrong
    by hours.
    """
    text = headers.get("retry-after")
    seconds = _number(text, 1)
    if seconds is None and text and (then := _date(text)) is not None:
        seconds = max(0.0, (then - (_date(headers.get("date") or "") or now)).total_seconds())
    return None if seconds is None else min(seconds, LONGEST)


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _number(text: str | None, factor: float) -> float | None:
    try:
        value = float(text or "") * factor
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _reset(headers: Mapping[str, str]) -> float | None:
    """The longest reset of what is used up; of requests when nothing says what is."""
    spent = [
        duration(headers.get(f"x-ratelimit-reset-{kind}", ""))
        for kind in ("requests", "tokens")
        if _number(headers.get(f"x-ratelimit-remaining-{kind}"), 1) == 0
    ]
    known = [seconds for seconds in spent if seconds is not None]
    if known:
        return max(known)
    return duration(headers.get("x-ratelimit-reset-requests", ""))
