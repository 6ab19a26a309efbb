"""What a person may change of a suggestion: its words, choices and colours; as text and back."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Container
from typing import Any

from pydantic import ValidationError

from cta_batch.domain import (
    Angle,
    CallToAction,
    Layout,
    Localization,
    Palette,
    Suggestion,
    Value,
    Words,
)
from cta_batch.errors import EditRejected
from cta_batch.limits import LIMITS, MOST_HASHTAGS

LIMITED = tuple(LIMITS)
CHOICES = {"cta": CallToAction, "layout": Layout, "angle": Angle}
COLOURS = tuple(Palette.model_fields)
KEYS = (*LIMITED, "hashtags", *CHOICES, "language", *(f"palette.{c}" for c in COLOURS))
LOCALIZED = (*LIMITED, "hashtags")
"""What a localization has of its own; all else is the info's."""
_OTHER = "localizations."


def to_text(suggestion: Suggestion, title: str) -> str:
    """The editable part as TOML, with each limit and choice beside its line."""
    data = suggestion.model_dump(mode="json")
    lines = [f"# {title}", "# Save and close to render the creatives anew; no model is asked.", ""]
    lines += _texts(data)
    lines += [
        f"{key} = {_quoted(data[key])}  # {', '.join(c.value for c in choices)}"
        for key, choices in CHOICES.items()
    ]
    lines += [f"language = {_quoted(data['language'])}", "", "[palette]"]
    lines += [f"{key} = {_quoted((data['palette'] or {}).get(key))}" for key in COLOURS]
    for localization in data["localizations"]:
        lines += ["", f"[{_OTHER}{localization['language']}]", *_texts(localization)]
    return "\n".join(lines) + "\n"


def _texts(words: dict[str, Any]) -> list[str]:
    """The texts of one language, each with its limit."""
    lines = [f"{key} = {_quoted(words[key])}  # at most {LIMITS[key]}" for key in LIMITED]
    return [*lines, f"hashtags = {_quoted(words['hashtags'])}  # at most {MOST_HASHTAGS}"]


def _quoted(value: str | list[str] | None) -> str:
    # A JSON string is a TOML basic string (arrays alike), but for DEL, which our words
    # never hold.
    return json.dumps(value or "", ensure_ascii=False)


def from_text(text: str) -> dict[str, Any]:
    """Edited text, TOML or JSON, as dotted paths. Raises EditRejected with the place."""
    try:
        data = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise EditRejected(f"The edited text cannot be read: {error}.") from None
    return dict(_dotted("", data))


def _dotted(prefix: str, data: dict[str, Any]) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for key, value in data.items():
        if isinstance(value, dict):
            pairs += _dotted(f"{prefix}{key}.", value)
        else:
            pairs.append((f"{prefix}{key}", value))
    return pairs


def from_assignments(assignments: list[str]) -> dict[str, Any]:
    """``--set`` values (``path=value``) as dotted paths. Raises EditRejected."""
    changes: dict[str, Any] = {}
    for assignment in assignments:
        path, equals, value = assignment.partition("=")
        if not equals:
            raise EditRejected(f"--set {assignment!r} has no '='; write --set headline=\"…\".")
        changes[path.strip()] = value.strip().strip('"')
    return changes


def apply(suggestion: Suggestion, changes: dict[str, Any]) -> Suggestion:
    """The suggestion with the changes made and everything checked again.

    Raises EditRejected with every problem at once: unknown paths, limits, choices, colours.
    """
    data = suggestion.model_dump()
    data["palette"] = dict(data["palette"] or {})
    others = {words["language"]: dict(words) for words in data["localizations"]}
    known = {*KEYS, *(f"{_OTHER}{code}.{key}" for code in others for key in LOCALIZED)}
    problems = [_unknown(path, tuple(others)) for path in changes if path not in known]
    for path in known.intersection(changes):
        _put(data, others, path, changes[path])
    problems += _faults(Suggestion, data)
    problems += _faults(Words, {key: data[key] for key in Words.model_fields})
    for code, words in others.items():
        problems += _faults(Localization, words, f"{_OTHER}{code}.")
    if data["language"] in others:
        problems.append(f"language: there is a localization in {data['language']} already")
    if problems:
        lines = (f"  {problem}" for problem in dict.fromkeys(problems))
        raise EditRejected("\n".join(["The edit was not taken:", *lines]))
    shared = {key: data[key] for key in ("angle", "cta")}
    data["localizations"] = tuple(words | shared for words in others.values())
    return _tidied(Suggestion.model_validate(data))


def _unknown(path: str, languages: tuple[str, ...]) -> str:
    if not languages or not path.startswith(_OTHER):
        return f"{path}: cannot be edited; these can: {', '.join(KEYS)}"
    there = ", ".join(f"{_OTHER}{code}" for code in languages)
    return f"{path}: cannot be edited; of {there} these can: {', '.join(LOCALIZED)}"


def _faults(model: type[Value], data: dict[str, Any], prefix: str = "") -> list[str]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [prefix + _problem(e) for e in error.errors()]
    return []


def _put(data: dict[str, Any], others: dict[str, dict[str, Any]], path: str, value: Any) -> None:
    outer, _, inner = path.rpartition(".")
    place = data if not outer else data["palette"]
    if path.startswith(_OTHER):
        place = others[outer.removeprefix(_OTHER)]
    place[inner] = value


Label = Callable[[CallToAction, str], str]
"""What a button says as a rule for an action, in a language."""


def relabelled(
    before: Suggestion, after: Suggestion, label: Label, given: Container[str] = ()
) -> Suggestion:
    """``after`` with buttons that say what their new action is called, where they said what the
    old one is called. Labels that are ``given`` as paths stay.
    """
    was, now = before.cta, after.cta
    if was is None or now is None or now is was:
        return after
    old = {words.language: words.cta_text for words in before.by_language()}

    def follows(path: str, language: str | None, text: str | None) -> bool:
        standard = label(was, language or "en").casefold()
        same = text is not None and text == old.get(language)
        return same and path not in given and (text or "").casefold() == standard

    others = tuple(
        w.model_copy(update={"cta_text": label(now, w.language or "en")})
        if follows(f"{_OTHER}{w.language}.cta_text", w.language, w.cta_text)
        else w
        for w in after.localizations
    )
    main = after.cta_text
    if follows("cta_text", after.language, main):
        main = label(now, after.language or "en")
    return after.model_copy(update={"cta_text": main, "localizations": others})


def labels_left(before: Suggestion, after: Suggestion, label: Label) -> list[str]:
    """Sentences about buttons whose label was not changed along with what they are to do."""
    now = after.cta
    if now is None or now is before.cta:
        return []
    labels = {words.language: words.cta_text for words in before.by_language()}
    return [
        f"the button{f' in {words.language}' if number else ''} still says {words.cta_text!r};"
        f' --set {f"{_OTHER}{words.language}." if number else ""}cta_text="…" changes that'
        for number, words in enumerate(after.by_language())
        if words.cta_text == labels.get(words.language) != label(now, words.language or "en")
    ]


def _tidied(suggestion: Suggestion) -> Suggestion:
    """With the words as the checks normalised them (runs of spaces become one)."""
    return suggestion.model_copy(update=dict(suggestion.words()))


def _problem(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    if error["type"] == "enum":
        return f"{place}: {error['input']!r} is none of {error['ctx']['expected']}"
    return f"{place}: {error['msg'].removeprefix('Value error, ')}"
