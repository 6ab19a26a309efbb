"""What a text model answered, judged: JSON → draft → words. Pure; nothing here asks anybody."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import json_repair

from cta_batch import actions, copyrules, grounding
from cta_batch.domain import CallToAction, Words
from cta_batch.errors import ProviderRefused
from cta_batch.languages import foreign
from cta_batch.limits import EXTRAS, LIMITS, MOST_HASHTAGS, display_width, is_hashtag
from cta_batch.providers.base import Brief
from cta_batch.providers.offline.buttons import is_foreign_label
from cta_batch.providers.offline.phrases import label
from cta_batch.providers.prices import Usage

_THOUGHTS = re.compile(r"<think>.*?</think>|^.*</think>", re.DOTALL)
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")  # ECMA-48, 5.4
_ADDRESS = re.compile(
    r"(?i)https?://\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.\w+"
    r"|\b[\w-]+\.(?:com|net|org|info|biz|io|xyz|top|shop|store|site|online)\b"
)
"""What a page of strangers would like an ad to lead to."""

_NOTHING = frozenset({"null", "none", "n/a", "undefined", "string"})
"""What models fill a field with that they have nothing for."""

MOST_TOKENS = 100_000_000
"""Of one call; a server that counts more counts nonsense, which no sum should hold."""

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Reply:
    """The text of an answer; ``cut`` when the model ran out of room before its end."""

    text: str
    cut: bool


@dataclass(frozen=True)
class Draft:
    """An answer taken apart. ``faults`` leave some of the ad unwritten, ``inventions`` are claims
    that the page does not prove, or another language than the ad's; ``flaws`` only make it worse
    than it should be. ``texts`` hold something to read, but may be over their limits; there are
    none of an answer that broke off. All problems are sentences for the model and for people.
    ``judged`` says that inventions were looked for, in the words as ``finished`` gives them; nobody
    looks in a draft with faults.
    """

    answer: str
    texts: dict[str, str]
    cta: CallToAction | None
    faults: tuple[str, ...]
    inventions: tuple[str, ...] = ()
    flaws: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    judged: bool = False

    @property
    def problems(self) -> list[str]:
        return [*self.faults, *self.inventions, *self.flaws]

    @property
    def badness(self) -> tuple[int, int, int]:
        """Less is better."""
        return len(unsaid(self.texts)), len(self.inventions), len(self.flaws)


def read_reply(answer: dict[str, Any], model: str) -> Reply:
    """The first choice of a chat completion, empty where there is none. Raises ProviderRefused."""
    choices = answer.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        return Reply("", cut=False)
    reason = choice.get("finish_reason")
    if message.get("refusal") or reason == "content_filter":
        raise ProviderRefused(f"{model} declined to write for this product.")
    text = _THOUGHTS.sub("", _whole(_joined(message.get("content")))).strip()
    return Reply(text, reason == "length")


def read_usage(usage: object) -> Usage | None:
    """Token counts of a chat or image answer; None when there are none that can be trusted."""
    if not isinstance(usage, dict):
        return None
    given = usage.get("prompt_tokens", usage.get("input_tokens"))
    made = usage.get("completion_tokens", usage.get("output_tokens"))
    details = usage.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else 0
    counts = [n for n in (given, made, cached or 0) if isinstance(n, int) and 0 <= n <= MOST_TOKENS]
    return Usage(*counts) if len(counts) == 3 else None


def _joined(content: object) -> str:
    """Content is a string, or with some servers a list of parts."""
    if isinstance(content, list):
        parts = (p.get("text") for p in content if isinstance(p, dict))
        return "".join(p for p in parts if isinstance(p, str))
    return content if isinstance(content, str) else ""


def _whole(text: str) -> str:
    """Without halves of characters, which JSON can name and no request can carry back."""
    return text.encode("utf-8", "replace").decode()


def read_draft(reply: Reply, brief: Brief) -> Draft:
    """Take a reply apart and name everything that is wrong with it."""
    if not reply.text:
        return Draft("", {}, None, ("the answer is empty",))
    fields = _object(reply.text)
    if fields is None:
        return Draft(reply.text, {}, None, ("the answer is not one JSON object",))
    if reply.cut:
        return Draft(reply.text, {}, None, ("the answer was cut off; be shorter",))
    given = {name: _clean(fields.get(name)) for name in LIMITS}
    texts = {n: text for n, text in given.items() if _is_said(copyrules.shorten(text, LIMITS[n]))}
    cta = _given(brief) or _call_to_action(fields.get("cta"))
    faults = [f"{name} is missing or empty" for name in unsaid(texts)]
    if faults:
        return Draft(reply.text, texts, cta, tuple(faults))
    draft = Draft(reply.text, texts, cta, (), hashtags=_hashtags(fields.get("hashtags")))
    words = _words(draft, brief)
    flaws = [*_flaws(texts, cta, brief), *copyrules.problems(words, brief.product, brief.brand)]
    found = tuple(_inventions(words, brief))
    return replace(draft, inventions=found, flaws=tuple(flaws), judged=True)


def _object(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(text)
    except ValueError:
        try:
            value = json_repair.loads(text)
        except (ValueError, RecursionError):
            return None
    except RecursionError:
        return None
    return value if isinstance(value, dict) else None


def _is_said(text: str) -> bool:
    """Whether there is something to read: no dash, no emoji, no word for nothing alone."""
    return any(c.isalnum() for c in text) and text.strip(" .").casefold() not in _NOTHING


def _clean(value: object) -> str:
    """One line without terminal escapes, control characters or marks that turn the direction;
    empty if it is no text."""
    text = value if isinstance(value, str) else ""
    plain = (c for c in _ESCAPES.sub("", text) if c not in _BIDI)
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in plain)
    return " ".join("".join(kept).split())


def _given(brief: Brief) -> CallToAction | None:
    """The call to action that is not the model's to choose: the brand's, or the main language's."""
    own = brief.brand.cta if brief.brand else None
    return own or (brief.original.cta if brief.original else None)


def _call_to_action(value: object) -> CallToAction | None:
    name = "_".join(value.upper().split()) if isinstance(value, str) else ""
    return CallToAction(name) if name in CallToAction.__members__ else None


def _hashtags(value: object) -> tuple[str, ...]:
    """Those that platforms would link, each once; a missing sign or a space is mended."""
    given = value.split() if isinstance(value, str) else value
    tags = [_clean(t) for t in given] if isinstance(given, list) else []
    mended = ("#" + "".join(tag.split()).lstrip("#＃") for tag in reversed(tags))
    once = {t.casefold(): t for t in mended if is_hashtag(t)}
    return tuple(once.values())[::-1][:MOST_HASHTAGS]


def _flaws(texts: dict[str, str], cta: CallToAction | None, brief: Brief) -> list[str]:
    found = [
        f"{name} is {display_width(texts[name])} characters wide, more than {limit}"
        for name, limit in LIMITS.items()
        if display_width(texts.get(name, "")) > limit
    ]
    if cta is None:
        found.append(f"cta is none of {', '.join(CallToAction)}")
    elif _given(brief) is None and not actions.suits(cta, brief.product):
        found.append(f"cta {cta} is nothing that can be done on this page")
    if not _has_own_label(brief) and is_foreign_label(texts["cta_text"], brief.language):
        found.append(f"cta_text is not in {brief.language!r}")
    return found + [
        f"headline is too much like one of those that {whose} used"
        for whose, used in (("other variants", brief.taken), ("earlier ads", brief.earlier))
        if copyrules.first_like(texts["headline"], used) is not None
    ]  # not quoted: what others wrote stays between its marks


def _has_own_label(brief: Brief) -> bool:
    return brief.brand is not None and brief.brand.cta_text is not None


def _inventions(words: Words, brief: Brief) -> Iterator[str]:
    for field, claimed in unproved(words, brief).items():
        yield f"{field} claims {', '.join(claimed)}, which the page does not say"
    if found := foreign_language(words, brief):
        yield f"the ad is in {found!r}, and its language must be {brief.language!r}"


def foreign_language(words: Words, brief: Brief) -> str | None:
    """The language that the words are plainly in, if that is not the ad's; all are judged at once,
    since a headline alone is too short to tell."""
    return foreign(". ".join(words.texts().values()), brief.language)


def unproved(words: Words, brief: Brief) -> dict[str, list[str]]:
    """By field, the claims that the page does not prove; a brand answers for its own button."""
    found: dict[str, list[str]] = {}
    own_button = _has_own_label(brief)
    own = (brief.brand.name if brief.brand else None) or ""
    for claim in grounding.claims(words, brief.product, own):
        if claim.evidence is None and not (own_button and claim.field == "cta_text"):
            found.setdefault(claim.field, []).append(repr(claim.text))
    page = " ".join((brief.product.name, brief.product.brand or "", brief.product.description))
    for field, text in words.texts().items():
        strange = [a for a in _ADDRESS.findall(text) if a.casefold() not in page.casefold()]
        if strange:
            found.setdefault(field, []).extend(map(repr, strange))
    return found


def _words(draft: Draft, brief: Brief) -> Words:
    """The texts cut to their limits; a short headline too long is none, cut it says nothing."""
    brand, texts = brief.brand, dict(draft.texts)
    if display_width(texts.get("short_headline", "")) > LIMITS["short_headline"]:
        del texts["short_headline"]
    fitted = {name: copyrules.shorten(text, LIMITS[name]) for name, text in texts.items()}
    if brand and brand.cta_text:
        fitted["cta_text"] = copyrules.shorten(brand.cta_text, LIMITS["cta_text"])
    choices = {
        "angle": brief.plan.angle,
        "language": brief.language,
        "cta": _action(draft, brief),
        "hashtags": draft.hashtags,
    }
    words = Words.model_validate(choices | fitted)
    astray = draft.cta not in {None, words.cta} or is_foreign_label(words.cta_text, brief.language)
    if astray and not _has_own_label(brief):
        words = words.model_copy(update={"cta_text": label(words.cta, brief.language)})
    return words


def _action(draft: Draft, brief: Brief) -> CallToAction:
    """The one that is given, else the draft's where the page allows it, else what it allows."""
    if given := _given(brief):
        return given
    chosen = draft.cta or CallToAction.LEARN_MORE
    return chosen if actions.suits(chosen, brief.product) else actions.fitting(brief.product)


def unsaid(texts: dict[str, str]) -> list[str]:
    """The texts without which there is no ad and that are not among ``texts``."""
    return [name for name in LIMITS if name not in EXTRAS and name not in texts]


def completed(draft: Draft, honest: Words) -> Draft:
    """A draft with what it lacks taken from ``honest`` words."""
    missing = {name: getattr(honest, name) for name in unsaid(draft.texts)}
    return replace(
        draft,
        texts=draft.texts | missing,
        cta=draft.cta or honest.cta,
        hashtags=draft.hashtags or honest.hashtags,
        faults=(),
    )


def finished(draft: Draft, brief: Brief) -> tuple[Words, tuple[str, ...]]:
    """The words of a draft without faults, cut to their limits, and sentences that say so."""
    words = _words(draft, brief)
    notes = [
        f"The {spoken(name)} was shortened to {limit} characters."
        for name, limit in LIMITS.items()
        if getattr(words, name) and display_width(draft.texts[name]) > limit
    ]
    if draft.cta is None:
        notes.append(f"The model named no known call to action; {words.cta} was taken.")
    elif draft.cta is not words.cta and _given(brief) is None:
        notes.append(f"{draft.cta} is nothing to be done on this page; {words.cta} was taken.")
    said = copyrules.shorten(draft.texts["cta_text"], LIMITS["cta_text"])
    if words.cta_text != said and not _has_own_label(brief):
        notes.append(f"The button says {words.cta_text!r}, as the model's text did not fit.")
    return words, tuple(notes)


def lacking(words: Words) -> tuple[str, ...]:
    """The fields that a model should have filled and did not."""
    return tuple(name for name in (*EXTRAS, "hashtags") if not getattr(words, name))


def spoken(name: str) -> str:
    """A field's name as people say it."""
    return name.replace("_", " ").replace("pinterest", "Pinterest").replace("linkedin", "LinkedIn")


def flaw_notes(words: Words, brief: Brief) -> tuple[str, ...]:
    """Sentences for people about what is still not as it should be."""
    lasting = copyrules.problems(words, brief.product, brief.brand)
    flaws = [f"The copy has a flaw: {problem}." for problem in lasting]
    like = copyrules.first_like(words.headline, (*brief.taken, *brief.earlier))
    if like is not None:
        flaws.append(
            f"The model kept to a headline much like another of this page, {like!r}; change it with"
            " cta-batch edit, or run the page again."
        )
    return tuple(flaws)
