"""A job as one self-contained HTML page: pictures, words and facts, without any network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from markupsafe import Markup

from cta_batch import compose
from cta_batch.domain import Creative, Palette, Product, Suggestion
from cta_batch.export.sheets import clean
from cta_batch.limits import LIMITS, display_width
from cta_batch.models import Info, Job
from cta_batch.placements import PLACEMENTS

Read = Callable[[str], bytes]

GENERATOR = b'<meta name="generator" content="cta-batch gallery">'
"""How a page of ours is known again, so that it may be replaced."""

MOST_BYTES = 12_000_000
"""Of pictures that are embedded as they are, which gives a page of 16 MB: Gmail takes mails of
25 MB, Outlook of 20. Larger jobs get copies."""
COPYING = "Pictures are copies at full size; cta-batch export hands out the originals."


def page(job: Job, read: Read) -> Iterator[str]:
    """The page in pieces, few creatives in memory at a time; ``read`` gives a path's bytes.

    Creatives of more than ``MOST_BYTES`` in all are embedded as copies, of a third of their bytes.
    Everything that comes from a page or a model goes in as text: markupsafe escapes each value.
    """
    creatives = [c for info in job.cta_infos for said in _ads(info) for c in said.creatives]
    copied = sum(c.bytes for c in creatives) > MOST_BYTES
    pictures = _copies(creatives, read) if copied else _originals(creatives, read)
    yield _begin(job)
    for info in job.cta_infos:
        for number, said in enumerate(_ads(info)):
            name = f"{info.id}-{said.language}" if number else str(info.id)
            yield _ad(info, said, name)
            for creative in said.creatives:
                anchor = f"{name}-{creative.placement}"
                yield _creative(info, said, creative, anchor, next(pictures))
            yield "</div></div></article>\n"
    note = COPYING if copied else ""
    yield _fill("end.html", note=note, script=Markup(_file("gallery.js")))


@dataclass(frozen=True)
class Picture:
    """What is embedded; ``kind`` is jpeg or webp."""

    kind: str
    data: bytes


def _originals(creatives: list[Creative], read: Read) -> Iterator[Picture]:
    return (Picture("jpeg", read(c.path)) for c in creatives)


def _copies(creatives: list[Creative], read: Read) -> Iterator[Picture]:
    """In the order of ``creatives``, made on several threads."""

    def copied(creative: Creative) -> Picture:
        return Picture("webp", compose.copy_to_look_at(read(creative.path)))

    with ThreadPoolExecutor(thread_name_prefix="gallery") as pool:
        yield from pool.map(copied, creatives)


def _ads(info: Info) -> tuple[Suggestion, ...]:
    """An info's ad in each language, or what there is of it yet."""
    return (info.suggestion or Suggestion()).by_language()


@cache
def _file(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


def _fill(template: str, **values: object) -> str:
    """A template with its values escaped, except those that are markup already."""
    safe = {k: _plain(v) for k, v in values.items()}
    return str(Markup(_file(template)).format(**safe))


def _hash(text: str) -> str:
    """What the page's Content-Security-Policy knows its own style and script by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _begin(job: Job) -> str:
    infos = job.cta_infos
    ads = [ad for info in infos for ad in _ads(info)]
    creatives = [c.placement for ad in ads for c in ad.creatives]
    languages = list(dict.fromkeys(ad.language for ad in ads if ad.language))
    made = job.created_at.strftime("%Y-%m-%d %H:%M UTC")
    return _fill(
        "gallery.html",
        name=job.name,
        facts=f"{job.success_count} of {job.total_count} done, {len(creatives)} creatives, {made}",
        statuses=_choices(i.status.value for i in infos),
        placements=_choices(creatives),
        languages=_choices(languages),
        one_language=Markup("hidden") if len(languages) < 2 else "",
        style=Markup(_file("gallery.css")),
        style_hash=_hash(_file("gallery.css")),
        script_hash=_hash(_file("gallery.js")),
    )


def _choices(values: Iterator[str] | list[str]) -> Markup:
    option = Markup('<option value="{}">{}</option>')
    return Markup("").join(option.format(v, v.replace("_", " ")) for v in dict.fromkeys(values))


# --- one info in one language ---


def _ad(info: Info, suggestion: Suggestion, name: str) -> str:
    tag = Markup('<span class="tag">{}</span>').format(clean(suggestion.language or ""))
    error = Markup('<p class="error">{}</p>').format(clean(info.error_message or ""))
    return _fill(
        "info.html",
        id=name,
        status=info.status.value,
        language=suggestion.language or "",
        status_words=info.status.value.replace("_", " "),
        product=_name(info),
        angle=suggestion.angle.value.replace("_", " ") if suggestion.angle else "no words yet",
        variant=str(info.variant),
        tag=tag if suggestion.language else "",
        error=error if info.error_message else "",
        facts=_facts(info, suggestion),
        palette=_palette(suggestion.palette) if suggestion.palette else "",
    )


def _name(info: Info) -> str:
    return info.product.name if info.product else info.url


def _facts(info: Info, suggestion: Suggestion) -> Markup:
    background = suggestion.background_image
    rows: list[tuple[str, str | None]] = [
        *((key.replace("_", " "), _words(suggestion, key)) for key in LIMITS),
        ("hashtags", " ".join(suggestion.hashtags)),
        ("price", _price(info.product)),
        ("brand", info.product.brand if info.product else None),
        ("language", suggestion.language),
        ("layout", suggestion.layout),
        ("background by", f"{background.provider}, {background.model}" if background else None),
        ("landing page", _link(info.url)),
        ("info", str(info.id)),
    ]
    row = Markup('<dt>{}</dt><dd dir="auto">{}</dd>')
    return Markup("").join(row.format(name, _plain(v)) for name, v in rows if v)


def _plain(value: object) -> object:
    """Text without control characters; markup, whose values are plain already, as it is."""
    return clean(value) if type(value) is str else value


def _words(suggestion: Suggestion, key: str) -> Markup | None:
    text = getattr(suggestion, key)
    if not text:
        return None
    return Markup("{} <small>{}/{}</small>").format(clean(text), display_width(text), LIMITS[key])


def _price(product: Product | None) -> str | None:
    if product is None or product.price is None:
        return None
    whole = product.price == product.price.to_integral_value()
    return f"{product.price:.{0 if whole else 2}f} {product.currency or ''}"


def _link(url: str) -> Markup | str:
    """A link where it leads to the web; anything else (a saved page's path) is only text."""
    if not url.lower().startswith(("http://", "https://")):
        return url
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(clean(url), clean(url))


def _palette(palette: Palette) -> Markup:
    """The four colours as an inline picture: style attributes are barred by the page's policy."""
    colours = palette.model_dump()
    box = Markup('<rect x="{}" width="60" height="28" fill="{}"><title>{}</title></rect>')
    boxes = (
        box.format(60 * n, colour, f"{name.replace('_', ' ')} {colour}")
        for n, (name, colour) in enumerate(colours.items())
    )
    names = ", ".join(f"{name.replace('_', ' ')} {colour}" for name, colour in colours.items())
    picture = Markup(
        '<svg class="palette" width="240" height="28" role="img" aria-label="{}">{}</svg>'
    )
    return picture.format(names, Markup("").join(boxes))


# --- one creative ---


def _creative(
    info: Info, suggestion: Suggestion, creative: Creative, anchor: str, picture: Picture
) -> str:
    warning = Markup('<span class="warning">! {}</span>')
    host = _host(info)
    return _fill(
        "creative.html",
        anchor=anchor,
        language=suggestion.language or "",
        frame=frame(creative),
        placement=creative.placement,
        width=str(creative.width),
        height=str(creative.height),
        size=f"{-(-creative.bytes // 1024)} KB",
        kind=picture.kind,
        data=Markup(base64.b64encode(picture.data).decode()),
        alt=creative.alt_text or f"{_name(info)}: {suggestion.headline or ''}",
        who=(info.product.brand if info.product else None) or host,
        sponsored="Sponsored",
        above=suggestion.primary_text or "",
        host=host,
        headline=suggestion.headline or "",
        below=suggestion.description or "",
        button=suggestion.cta_text or "",
        warnings=Markup("").join(warning.format(clean(w)) for w in creative.warnings),
    )


def _host(info: Info) -> str:
    urls = (info.url, info.product.url if info.product else "")
    return next((h for u in urls if (h := _hostname(u))), "")


def _hostname(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # a bracket out of place
        return ""


def frame(creative: Creative) -> str:
    """The mock frame that a creative is seen in, as class names of the page's style.

    A feed post for Meta's and LinkedIn's squares and portraits, a phone's full screen for 9:16,
    a responsive display ad for Google's; banners and pins are shown as they are.
    """
    placement = PLACEMENTS.get(creative.placement.removesuffix("-clean"))
    ratio = creative.width / creative.height
    if ratio < 0.6 and creative.width >= 500:
        return "story"
    if placement is None or "display" in placement.sets or "pinterest" in placement.sets:
        return "plain"
    if "google" in placement.sets:
        return "google card-wide" if ratio > 1.2 else "google"
    return "feed"
