"""Any answer at all becomes words within the rules, or one of our errors."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch.domain import Angle, BackgroundStyle, Layout, Plan, Product
from cta_batch.errors import ProviderError
from cta_batch.limits import LIMITS, display_width
from cta_batch.providers.base import Brief
from cta_batch.providers.openai.answers import (
    Reply,
    finished,
    flaw_notes,
    read_draft,
    read_reply,
    read_usage,
)

PLAN = Plan(
    index=0,
    count=2,
    angle=Angle.PRICE,
    layout=Layout.CARD,
    style=BackgroundStyle.GLOW,
    seed=7,
)
LAMP = Product(name="Lampe", url="https://shop.example/p")
BRIEF = Brief(product=LAMP, plan=PLAN, language="de", taken=("Licht",))

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = st.sampled_from([*LIMITS, "hashtags", "cta"])


def _judged(text: str, cut: bool = False) -> None:
    draft = read_draft(Reply(text, cut), BRIEF)
    if draft.faults:
        return
    words, _ = finished(draft, BRIEF)
    texts = words.texts()
    assert all(display_width(texts.get(name, "")) <= limit for name, limit in LIMITS.items())
    assert all(note.endswith(".") for note in flaw_notes(words, BRIEF))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["choices", "usage", "error"]), JSON))
def test_any_envelope(answer: dict[str, Any]) -> None:
    read_usage(answer.get("usage"))
    try:
        reply = read_reply(answer, "some-model")
    except ProviderError:
        return
    _judged(reply.text, reply.cut)


@settings(max_examples=150, deadline=None)
@given(JSON, st.booleans())
def test_any_content(content: object, cut: bool) -> None:
    choice = {"message": {"content": content}, "finish_reason": "length" if cut else "stop"}
    reply = read_reply({"choices": [choice]}, "some-model")
    _judged(reply.text, reply.cut)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    _judged(text)


@settings(max_examples=200, deadline=None)
@given(st.fixed_dictionaries({**dict.fromkeys(LIMITS, st.text(max_size=200)), "cta": st.text()}))
def test_any_texts_end_within_their_limits(texts: dict[str, str]) -> None:
    _judged(json.dumps(texts))


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(NAMES, JSON))
def test_any_types(fields: dict[str, object]) -> None:
    _judged(json.dumps(fields))
