"""Landing pages with the tags that tell a visit's source, from the user's own template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from urllib.parse import quote, urlsplit, urlunsplit

from cta_batch.errors import UsageError
from cta_batch.export.items import Item
from cta_batch.export.names import slug, titled

PLACEHOLDERS = ("job", "product", "variant", "angle", "language", "info", "placement")

_BRACES = re.compile(r"\{\{([^{}]*)\}\}|\{([^{}]*)\}")


class Macro(Enum):
    """How a platform writes its own placeholders, which the template has as ``{{name}}``."""

    META = "{{%s}}"
    GOOGLE = "{%s}"


def check_template(template: str, known: tuple[str, ...]) -> None:
    """Raises UsageError unless ``template`` is ``key=value&…`` with ``known`` placeholders only."""
    bare = _BRACES.sub("", template)
    if not template or re.search(r"[\s{}?#]|[^\x21-\x7e]", bare):
        raise UsageError(
            f"--utm {template!r} is not like utm_source=meta&utm_campaign={{job}}:"
            " no spaces, no ? or #, and each brace with its partner."
        )
    if not all("=" in pair and not pair.startswith("=") for pair in template.split("&")):
        raise UsageError(f"--utm {template!r} has a part without a name and an = sign.")
    for match in _BRACES.finditer(template):
        name = match[2]
        if name is not None and name not in known:
            there_are = ", ".join(f"{{{n}}}" for n in known)
            raise UsageError(
                f"--utm knows no {{{name}}} here; there are {there_are},"
                " and {{name}} for the platform's own."
            )


def values_of(item: Item, job_name: str, placement: str | None = None) -> dict[str, str]:
    """What the placeholders stand for, in letters that need no escaping."""
    return {
        "job": slug(titled(job_name)),
        "product": item.name.partition("_")[0],
        "variant": str(item.info.variant),
        "angle": item.words.angle.value,
        "language": item.words.language,
        "info": str(item.info.id)[:8],
        "placement": slug(placement or ""),
    }


def tags(template: str, values: Mapping[str, str], macro: Macro) -> str:
    """The template with its placeholders filled and the platform's own written its way."""

    def fill(match: re.Match[str]) -> str:
        if match[2] is None:
            return macro.value % match[1]
        return quote(values[match[2]], safe="")

    return _BRACES.sub(fill, template)


def tagged(url: str, query: str) -> str:
    """``url`` with ``query`` added; a tag that it has already is replaced, all else is kept."""
    if not url or not query:
        return url
    parts = urlsplit(url)
    ours = {pair.partition("=")[0] for pair in query.split("&")}
    kept = [p for p in parts.query.split("&") if p and p.partition("=")[0] not in ours]
    return urlunsplit(parts._replace(query="&".join([*kept, query])))
