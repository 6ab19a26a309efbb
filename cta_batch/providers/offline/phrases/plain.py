"""For languages that we have no phrases of: the page's own words, joined by signs alone."""

from cta_batch.providers.offline.phrases.book import PhraseBook
from cta_batch.providers.offline.phrases.en import BOOK as EN

BOOK = PhraseBook(
    headlines={
        "price": ("{name} – {price}", "{price}"),
        "saving": ("{list_price} → {price}",),
        "social_proof": ("★ {rating}/5",),
        "any": ("{evidence}", "{point}", "{name}", "{name} – {price}", "★ {rating}/5"),
    },
    long_headlines={
        "any": ("{name}: {evidence}", "{name}: {feature}", "{evidence}", "{name} · {price}"),
    },
    descriptions={
        "any": ("{feature}. {feature2}.", "{sentence}", "{feature}", "{name}, {price}", "{price}"),
    },
    primary_texts={
        "any": ("{sentence}", "{feature}. {feature2}.", "{feature}", "{name} ({price})"),
    },
    short_headlines={
        "price": ("{price}",),
        "social_proof": ("★ {rating}/5",),
        "any": ("{point}", "{name}", "{price}", "★ {rating}/5"),
    },
    traits={},
    gift_tag="",
    labels=EN.labels,
    fillers=(),
)
