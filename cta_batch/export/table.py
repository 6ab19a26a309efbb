"""One row a creative with everything that is known of it, for people and their own tools."""

from __future__ import annotations

from cta_batch.export.items import Item, Picture
from cta_batch.export.links import Macro, tagged, tags, values_of
from cta_batch.export.made import Made, Order, every_picture
from cta_batch.export.sheets import Cell, Sheet

HEADERS = (
    "File", "Placement", "Width", "Height", "Bytes", "Product", "Brand", "Price", "Currency",
    "Landing page", "Variant", "Angle", "Headline", "Long headline", "Description",
    "Primary text", "Call to action", "Button text", "Language", "Layout", "Background by",
    "AI background", "Warnings", "Info", "Short headline", "Hashtags", "Pinterest title",
    "Pinterest description", "LinkedIn text", "Alt text",
)  # fmt: skip


def made(order: Order) -> Made:
    """``creatives.csv`` with every creative of the job."""
    pairs = every_picture(order.items)
    rows = tuple(_row(order, item, picture) for item, picture in pairs)
    return Made((Sheet("creatives.csv", HEADERS, rows),), pairs)


def _row(order: Order, item: Item, picture: Picture) -> tuple[Cell, ...]:
    creative, product, words = picture.creative, item.product, item.words
    background = item.suggestion.background_image
    layout = item.suggestion.layout
    return (
        picture.file, creative.placement, creative.width, creative.height, creative.bytes,
        product.name, product.brand, product.price, product.currency,
        _link(order, item, picture), item.info.variant, words.angle.value,
        words.headline, words.long_headline, words.description, words.primary_text,
        words.cta.value, words.cta_text, words.language, layout.value if layout else None,
        f"{background.provider} {background.model}" if background else None,
        "yes" if item.ai_background else "no", "; ".join(creative.warnings), str(item.info.id),
        words.short_headline, " ".join(words.hashtags) or None, words.pinterest_title,
        words.pinterest_description, words.linkedin_text, creative.alt_text or None,
    )  # fmt: skip


def _link(order: Order, item: Item, picture: Picture) -> str:
    if order.utm is None:
        return item.landing_page
    values = values_of(item, order.job.name, picture.creative.placement)
    return tagged(item.landing_page, tags(order.utm, values, Macro.META))
