"""What model calls cost, in USD, from a dated table; a price nobody told us is None, never 0.

Read on 2026-11-23. Sources:
- text and image tokens: https://developers.openai.com/api/docs/pricing (standard tier, requests
  under 272,000 input tokens), as quoted on 2026-11-05 by
  https://docs.apiyi.com/en/live/2026-11/gpt-image-2-6-launch.md and on 2026-10-09 and 2026-09-27
  in public price tables that name that page;
- image tokens by quality and size, gpt-image-2: https://community.openai.com/t/1382699;
  gpt-image-2.5: the formula with the axes that give its published 196, 439, 1756, 3122 and 7024
  tokens; 1.5 and 1-mini: https://community.openai.com/t/1371851.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

AS_OF = "2026-11-23"

MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Usage:
    """Tokens of one call as the provider counts them; ``cached`` is the part of ``input`` that is
    billed at the cached rate, ``output`` includes a model's reasoning."""

    input: int
    output: int
    cached: int = 0


class Override(Protocol):
    """A user's own prices for one model, USD; what is None is not known."""

    @property
    def input_per_million(self) -> Decimal | None: ...
    @property
    def output_per_million(self) -> Decimal | None: ...
    @property
    def per_image(self) -> Decimal | None: ...


@dataclass(frozen=True)
class Rates:
    """USD per million tokens. For image models ``input`` is text, ``output`` the picture."""

    input: Decimal
    output: Decimal
    cached: Decimal | None = None


@dataclass(frozen=True)
class Estimate:
    """USD of one call of a stage: what is likely, and the most it can be. None: not known."""

    expected: Decimal | None
    most: Decimal | None


def _rates(given: str, made: str, cached: str | None = None) -> Rates:
    return Rates(Decimal(given), Decimal(made), None if cached is None else Decimal(cached))


TEXT: dict[str, Rates] = {
    "gpt-6-astra": _rates("10", "50", "1"),
    "gpt-6.1-sol": _rates("2", "10", "0.10"),
    "gpt-6-sol": _rates("2", "10", "0.20"),
    "gpt-6-luna": _rates("0.10", "0.50", "0.01"),
    "gpt-5.6-sol": _rates("4", "20", "0.40"),
    "gpt-5.6-terra": _rates("2", "12", "0.20"),
    "gpt-5.6-luna": _rates("0.20", "1.20", "0.02"),
    "gpt-5.5": _rates("5", "30", "0.50"),
    "gpt-5.4": _rates("2.50", "15", "0.25"),
    "gpt-5.4-mini": _rates("0.75", "4.50", "0.075"),
    "gpt-5.4-nano": _rates("0.20", "1.25", "0.02"),
    "gpt-5": _rates("1.25", "10", "0.125"),
    "gpt-5-mini": _rates("0.25", "2", "0.025"),
    "gpt-5-nano": _rates("0.05", "0.40", "0.005"),
    "gpt-4.1": _rates("2", "8", "0.50"),
    "gpt-4.1-mini": _rates("0.40", "1.60", "0.10"),
    "gpt-4o": _rates("2.50", "10", "1.25"),
    "gpt-4o-mini": _rates("0.15", "0.60", "0.075"),
}

IMAGE: dict[str, Rates] = {
    "gpt-image-2.6-sunburst": _rates("5", "30"),
    "gpt-image-2.6-flare": _rates("5", "30"),
    "gpt-image-2.5-sunburst": _rates("5", "30"),
    "gpt-image-2.5-flare": _rates("5", "30"),
    "gpt-image-2": _rates("5", "30"),
    "gpt-image-1.5": _rates("5", "32"),
    "gpt-image-1-mini": _rates("2", "8"),
}

_AXES_2_5 = {"low": 16, "medium": 24, "high": 48, "xhigh": 64, "max": 96}
IMAGE_AXES: dict[str, dict[str, int]] = {
    "gpt-image-2.5-sunburst": _AXES_2_5,
    "gpt-image-2.5-flare": _AXES_2_5,
    "gpt-image-2": {"low": 16, "medium": 48, "high": 96},
}
"""Patches along the long edge by quality: what the number of output tokens follows from."""

_TOKENS_1 = {
    "low": ((1024, 1024, 272), (1024, 1536, 408), (1536, 1024, 400)),
    "medium": ((1024, 1024, 1056), (1024, 1536, 1584), (1536, 1024, 1568)),
    "high": ((1024, 1024, 4160), (1024, 1536, 6240), (1536, 1024, 6208)),
}
IMAGE_TOKENS = {"gpt-image-1.5": _TOKENS_1, "gpt-image-1-mini": _TOKENS_1}
"""Output tokens by quality, as (width, height, tokens)."""

WORDS_EXPECTED = Usage(input=2_200, output=1_100)
"""One call for the words: rules, facts and answer, with a little reasoning."""
MAX_OUTPUT_TOKENS = 4_000
"""The most we let a model write, reasoning included; sent with every call for words."""
WORDS_MOST = Usage(input=25_000, output=2 * MAX_OUTPUT_TOKENS)
"""The call and its one repair, with the longest page in a script of one token a character."""
PROMPT_TOKENS = 400
"""Text tokens of a background's prompt."""
MOST_PROMPT_TOKENS = 600
"""With the longest category in a script of several tokens a character."""


class Prices:
    """The table of this module with the user's own prices over it."""

    def __init__(self, overrides: Mapping[str, Override] | None = None) -> None:
        self._overrides = dict(overrides or {})

    def text_cost(self, model: str, usage: Usage | None) -> Decimal | None:
        """USD of one chat call. None when the model's price or the usage is not known."""
        rates = self._rates(model, TEXT)
        return None if rates is None or usage is None else _cost(rates, usage)

    def text_estimate(self, model: str) -> Estimate:
        """USD for the words of one info, before they are asked for."""
        return Estimate(self.text_cost(model, WORDS_EXPECTED), self.text_cost(model, WORDS_MOST))

    def image_cost(
        self, model: str, width: int, height: int, quality: str, usage: Usage | None = None
    ) -> Decimal | None:
        """USD of one picture: the user's price, or by usage, or by the table for that size."""
        override = self._override(model)
        if override is not None and override.per_image is not None:
            return override.per_image
        rates = self._rates(model, IMAGE)
        if usage is None:
            tokens = image_tokens(model, width, height, quality)
            usage = None if tokens is None else Usage(PROMPT_TOKENS, tokens)
        return None if rates is None or usage is None else _cost(rates, usage)

    def image_estimate(self, model: str, width: int, height: int, quality: str) -> Estimate:
        """USD for one background of ``width`` × ``height`` pixels, before it is asked for."""
        cost = self.image_cost(model, width, height, quality)
        tokens = image_tokens(model, width, height, quality)
        usage = None if tokens is None else Usage(MOST_PROMPT_TOKENS, tokens)
        return Estimate(cost, self.image_cost(model, width, height, quality, usage))

    def _override(self, model: str) -> Override | None:
        """The user's own price of a model, by the name it is asked by or by its undated one."""
        return self._overrides.get(model) or self._overrides.get(undated(model))

    def _rates(self, model: str, table: Mapping[str, Rates]) -> Rates | None:
        override = self._override(model)
        if override is None:
            return table.get(undated(model))
        if override.input_per_million is None or override.output_per_million is None:
            return None
        return Rates(override.input_per_million, override.output_per_million)


def undated(model: str) -> str:
    """A model's name without its provider's prefix and snapshot date: both cost the same."""
    return re.sub(r"-20\d\d-\d\d-\d\d$", "", model.removeprefix("openai/"))


def image_tokens(model: str, width: int, height: int, quality: str) -> int | None:
    """Output tokens of one picture, or None for a model, quality or size we have no numbers for."""
    name = undated(model)
    for w, h, tokens in IMAGE_TOKENS.get(name, {}).get(quality, ()):
        if (w, h) == (width, height):
            return tokens
    axis = IMAGE_AXES.get(name, {}).get(quality)
    if axis is None:
        return None
    long, short = max(width, height), min(width, height)
    patches = axis * ((2 * axis * short + long) // (2 * long))
    return -(-patches * (2_000_000 + width * height) // 4_000_000)


def _cost(rates: Rates, usage: Usage) -> Decimal:
    cached = min(usage.cached, usage.input) if rates.cached is not None else 0
    fresh = usage.input - cached
    total = fresh * rates.input + cached * (rates.cached or 0) + usage.output * rates.output
    return total / MILLION
