"""German, without addressing the reader as Sie or du: brands differ in that."""

from cta_batch.domain import CallToAction
from cta_batch.providers.offline.phrases.book import PhraseBook

BOOK = PhraseBook(
    headlines={
        "benefit": ("{point}",),
        "feature": (
            "{point}",
            "{name} näher betrachtet",
        ),
        "price": (
            "{name} für {price}",
            "Für {price} zu haben",
            "Ab nach Hause für {price}",
            "Nur einen Klick entfernt: {price}",
            "Hier für {price}",
        ),
        "saving": (
            "{percent} gespart: {name}",
            "Jetzt {price} statt {list_price}",
            "{saved} weniger zahlen",
            "{name}: {percent} günstiger",
            "Mit {saved} Ersparnis",
        ),
        "social_proof": (
            "Bewertet mit {rating} von 5",
            "{count} Bewertungen sprechen",
            "{name}: {rating} von 5",
            "{rating} Sterne im Schnitt",
        ),
        "quality": (
            "{evidence}",
            "Bis ins Detail: {name}",
            "Material, das man spürt",
        ),
        "origin": (
            "{evidence}",
            "Woher {name} kommt",
            "Wissen, wo es herkommt",
        ),
        "use_case": (
            "{evidence}",
            "{name} im Alltag",
            "Für genau diese Momente",
        ),
        "gift": (
            "{evidence}",
            "Zum Verschenken: {name}",
            "Freude zum Auspacken",
        ),
        "problem_solution": (
            "{evidence}",
            "Eine Sorge weniger",
        ),
        "newness": (
            "{evidence}",
            "Neu: {name}",
            "Neu und einen Blick wert",
        ),
        "warranty": (
            "{evidence}",
            "{name} mit Garantie",
            "Mit Garantie gekauft",
        ),
        "money back": (
            "{evidence}",
            "{name} in Ruhe testen",
            "Passt nicht? Geht zurück",
        ),
        "free delivery": (
            "{name} ohne Versandkosten",
            "Der Versand kostet nichts",
        ),
        "fast delivery": ("{name}, schnell geliefert",),
        "guarantee": (
            "{evidence}",
            "{name} sorglos kaufen",
            "Darauf ist Verlass",
        ),
        "delivery": (
            "{evidence}",
            "{name} bis vor die Tür",
            "Direkt nach Hause geliefert",
        ),
        "any": (
            "Das ist {name}",
            "Jetzt genauer hinsehen",
            "{name} kennenlernen",
            "Könnte genau das passen?",
            "Lust, mehr zu sehen?",
            "Was {name} ausmacht",
            "Kurz mal reinschauen?",
            "Zeit für einen zweiten Blick",
            "Ein Blick lohnt sich",
            "Einfach selbst überzeugen",
            "Neugierig geworden?",
        ),
    },
    long_headlines={
        "price": (
            "{name} – jetzt für {price}",
            "Für {price}: {name}",
        ),
        "saving": (
            "{name}: jetzt {price} statt {list_price}",
            "{saved} weniger für {name}: {price} statt {list_price}",
        ),
        "social_proof": (
            "{name}: {rating} von 5 bei {count} Bewertungen",
            "{name}, bewertet mit {rating} von 5",
        ),
        "free delivery": ("{name}, geliefert ohne Versandkosten",),
        "any": (
            "{name}: {evidence}",
            "{evidence}",
            "{name}: {feature}",
            "{feature}. {feature2}",
            "{name}: alle Details auf einen Blick",
            "{name} in Bildern und mit allen Einzelheiten",
            "Alles über {name}",
        ),
    },
    descriptions={
        "price": (
            "{feature}. {feature2}. {price}.",
            "{feature}. Alles für {price}.",
            "{name} für {price}. Alle Details ansehen.",
        ),
        "saving": (
            "{feature}. {saved} gespart.",
            "{name}: bisher {list_price}, jetzt {price}.",
            "Bisher {list_price}, jetzt {price}.",
        ),
        "social_proof": (
            "{feature}. {rating} von 5 bei {count} Bewertungen.",
            "{name}: {rating} von 5 bei {count} Bewertungen.",
        ),
        "any": (
            "{evidence}. {feature}.",
            "{feature}. {feature2}. {feature3}.",
            "{feature}. {feature2}.",
            "{sentence}",
            "{name}: {feature}.",
            "{name} für {price}. Alle Details ansehen.",
            "{name}, bewertet mit {rating} von 5.",
            "{name}: Bilder, Details und Preis ansehen.",
            "{name} aus der Nähe ansehen und vergleichen.",
        ),
    },
    primary_texts={
        "price": (
            "{sentence} {name} für {price}.",
            "{feature}. {feature2}. {name} für {price}.",
            "{name} für {price}. {feature}.",
            "{name} gibt es jetzt für {price}. Ein Blick lohnt sich.",
        ),
        "saving": (
            "{name} kostete {list_price} und kostet jetzt {price}. {feature}.",
            "{name} kostete {list_price} und kostet jetzt {price}. Das sind {saved} weniger.",
        ),
        "social_proof": (
            "{count} Bewertungen, {rating} von 5: {name}. {feature}.",
            "{count} Bewertungen, {rating} von 5: Warum, zeigt {name} selbst.",
            "{rating} von 5 für {name}. {feature}.",
            "{name} ist mit {rating} von 5 bewertet. Einfach selbst ansehen.",
        ),
        "any": (
            "{sentence}",
            "{name}: {feature}. {feature2}. {feature3}.",
            "{name}: {feature}. {feature2}.",
            "{name}: {feature}. Jetzt genauer ansehen.",
            "Auf der Suche nach etwas wie {name}? Hier stehen alle Details auf einen Blick.",
            "Mehr wissen über {name}? Alle Einzelheiten sind nur einen Klick entfernt.",
            "{name} kennenlernen: Bilder, Details und Preis an einem Ort.",
        ),
    },
    short_headlines={
        "price": ("Für {price}", "{price}"),
        "saving": ("{percent} gespart", "{saved} gespart", "Jetzt {price}"),
        "social_proof": ("{rating} von 5",),
        "free delivery": ("Gratisversand",),
        "warranty": ("Mit Garantie",),
        "gift": ("Zum Schenken",),
        "newness": ("Neu eingetroffen", "Neu im Angebot", "Ganz neu"),
        "any": ("{point}", "{name}", "Für {price}", "Jetzt ansehen", "Mehr entdecken"),
    },
    gift_tag="#Geschenkidee",
    labels={
        CallToAction.SHOP_NOW: "Jetzt einkaufen",
        CallToAction.LEARN_MORE: "Mehr erfahren",
        CallToAction.SIGN_UP: "Registrieren",
        CallToAction.SUBSCRIBE: "Abonnieren",
        CallToAction.DOWNLOAD: "Herunterladen",
        CallToAction.GET_OFFER: "Zum Angebot",
        CallToAction.GET_QUOTE: "Angebot anfordern",
        CallToAction.BUY_NOW: "Jetzt kaufen",
        CallToAction.ORDER_NOW: "Jetzt bestellen",
        CallToAction.BOOK_NOW: "Jetzt buchen",
        CallToAction.CONTACT_US: "Kontakt aufnehmen",
        CallToAction.APPLY_NOW: "Jetzt bewerben",
    },
    fillers=(
        "Jetzt genauer hinsehen",
        "Bilder und Details ansehen",
        "Zeit für einen zweiten Blick",
        "Einfach selbst überzeugen",
    ),
)
