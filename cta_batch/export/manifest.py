"""``manifest.json``: what was handed out, where it came from, and how to check it."""

from __future__ import annotations

import json
from typing import Any

from cta_batch import __version__
from cta_batch.domain import ProviderName
from cta_batch.export.items import Item, Picture
from cta_batch.export.made import Order


def picture_entry(order: Order, item: Item, picture: Picture) -> dict[str, Any]:
    """All but the digest and size of one picture's file."""
    creative = picture.creative
    return {
        "placement": creative.placement,
        "width": creative.width,
        "height": creative.height,
        "info": str(item.info.id),
        "variant": item.info.variant,
        "language": item.words.language,
        "alt_text": creative.alt_text or None,
        "product": item.product.name,
        "landing_page": item.landing_page or None,
        "original_image": item.suggestion.original_image and item.suggestion.original_image.url,
        "provenance": _provenance(order, item),
        "warnings": list(creative.warnings),
    }


def _provenance(order: Order, item: Item) -> dict[str, Any]:
    """Who made the background and the words, and whether a model did."""
    background = item.suggestion.background_image
    ai_words = order.options.provider is not ProviderName.OFFLINE
    return {
        "background": {
            "provider": background.provider if background else None,
            "model": background.model if background else None,
            "ai": item.ai_background,
        },
        "words": {
            "provider": order.options.provider.value,
            "model": order.options.text_model if ai_words else None,
            "ai": ai_words,
        },
    }


def to_json(order: Order, wanted: str, files: list[dict[str, Any]]) -> bytes:
    """The manifest's bytes; the same job gives the same ones."""
    data = {
        "made_by": f"cta-batch {__version__}",
        "format": wanted,
        "job": str(order.job.id),
        "name": order.job.name,
        "created_at": order.job.created_at.isoformat(),
        "left_out": [
            {"info": str(i.id), "url": i.url, "variant": i.variant, "status": i.status.value}
            for i in order.job.cta_infos
            if i.id not in {item.info.id for item in order.items}
        ],
        "files": files,
    }
    return (json.dumps(data, indent=2) + "\n").encode()
