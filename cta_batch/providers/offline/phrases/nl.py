"""Dutch, with je."""

from cta_batch.domain import CallToAction
from cta_batch.providers.offline.phrases.book import PhraseBook

BOOK = PhraseBook(
    headlines={
        "benefit": ("{point}",),
        "feature": (
            "{point}",
            "{name} in detail",
        ),
        "price": (
            "{name} voor {price}",
            "Van jou voor {price}",
            "Haal het in huis voor {price}",
            "Neem mee voor {price}",
            "Nu te koop voor {price}",
        ),
        "saving": (
            "Bespaar {percent}: {name}",
            "Nu {price}, was {list_price}",
            "{saved} minder betalen",
            "Houd {saved} op zak",
            "{name}, {percent} lager geprijsd",
        ),
        "social_proof": (
            "Beoordeeld met {rating} van 5",
            "{count} beoordelingen: {rating}",
            "Lees alle {count} beoordelingen",
            "{name}: {rating} van 5",
        ),
        "quality": (
            "{evidence}",
            "{name}, tot in detail",
            "Kijk hoe het is gemaakt",
        ),
        "origin": (
            "{evidence}",
            "Waar {name} vandaan komt",
            "Weet waar het vandaan komt",
        ),
        "use_case": (
            "{evidence}",
            "{name}, elke dag",
            "Zie het al voor je",
        ),
        "gift": (
            "{evidence}",
            "Om te geven: {name}",
            "Plezier om uit te pakken",
        ),
        "problem_solution": (
            "{evidence}",
            "Een zorg minder",
        ),
        "newness": (
            "{evidence}",
            "Nieuw: {name}",
            "Nieuw en het bekijken waard",
        ),
        "warranty": (
            "{evidence}",
            "{name}, met garantie",
            "Kopen met garantie",
        ),
        "money back": (
            "{evidence}",
            "Probeer {name} thuis",
            "Niet goed? Stuur het terug",
        ),
        "free delivery": (
            "{name}, gratis bezorgd",
            "Bezorgen kost je niets",
        ),
        "fast delivery": ("{name}, snel in huis",),
        "guarantee": (
            "{evidence}",
            "{name}, zonder zorgen",
            "Kopen met een gerust hart",
        ),
        "delivery": (
            "{evidence}",
            "{name} tot aan je deur",
            "Van winkel naar je voordeur",
        ),
        "any": (
            "Dit is {name}",
            "Bekijk het eens goed",
            "{name}, van dichtbij",
            "Is dit wat je zocht?",
            "Een kijkje waard",
            "Maak kennis met {name}",
            "Oordeel zelf",
            "Dit krijg je ervoor",
            "Nieuwsgierig geworden?",
            "Neem eens een kijkje",
            "Ken je {name} al?",
        ),
    },
    long_headlines={
        "price": (
            "{name}, nu van jou voor {price}",
            "Voor {price}: {name}",
        ),
        "saving": (
            "{name}: nu {price} in plaats van {list_price}",
            "{saved} minder voor {name}: {price} in plaats van {list_price}",
        ),
        "social_proof": (
            "{name}: {rating} van 5 uit {count} beoordelingen",
            "{name}, beoordeeld met {rating} van 5",
        ),
        "free delivery": ("{name}, gratis bij je bezorgd",),
        "any": (
            "{name}: {evidence}",
            "{evidence}",
            "{name}: {feature}",
            "{feature}. {feature2}",
            "{name}: alle details op één plek",
            "Bekijk {name} in beeld en tot in detail",
            "Alles over {name}",
        ),
    },
    descriptions={
        "price": (
            "{feature}. {feature2}. {price}.",
            "{feature}. Alles voor {price}.",
            "{name} voor {price}. Bekijk alle details.",
        ),
        "saving": (
            "{feature}. Je bespaart {saved}.",
            "{name}: was {list_price}, nu {price}.",
            "Was {list_price}, nu {price}.",
        ),
        "social_proof": (
            "{feature}. {rating} van 5 uit {count} beoordelingen.",
            "{name}: {rating} van 5 uit {count} beoordelingen.",
        ),
        "any": (
            "{evidence}. {feature}.",
            "{feature}. {feature2}. {feature3}.",
            "{feature}. {feature2}.",
            "{sentence}",
            "{name}: {feature}.",
            "{name} voor {price}. Bekijk alle details.",
            "{name}, beoordeeld met {rating} van 5. Zie waarom.",
            "{name}: foto’s, details en prijs.",
            "Bekijk {name} van dichtbij en zie wat je krijgt.",
        ),
    },
    primary_texts={
        "price": (
            "{sentence} {name} voor {price}.",
            "{feature}. {feature2}. {name} voor {price}.",
            "{name} voor {price}. {feature}.",
            "{name} is van jou voor {price}. Neem een kijkje.",
        ),
        "saving": (
            "{name} was {list_price} en is nu {price}. {feature}.",
            "{name} was {list_price} en is nu {price}. Dat scheelt {saved}.",
        ),
        "social_proof": (
            "{count} beoordelingen, {rating} van 5: {name}. {feature}.",
            "{count} beoordelingen, {rating} van 5: zie waarom met {name}.",
            "{rating} van 5 voor {name}. {feature}.",
            "{name} is beoordeeld met {rating} van 5. Zie waarom.",
        ),
        "any": (
            "{sentence}",
            "{name}: {feature}. {feature2}. {feature3}.",
            "{name}: {feature}. {feature2}.",
            "{name}: {feature}. Bekijk het eens goed.",
            "Op zoek naar iets als {name}? Bekijk het van dichtbij en zie wat je krijgt.",
            "Meer weten over {name}? Alle details zijn één klik verderop.",
            "Maak kennis met {name}: foto’s, details en prijs op één plek.",
        ),
    },
    short_headlines={
        "price": ("Voor {price}", "{price}"),
        "saving": ("{percent} minder", "{saved} minder"),
        "social_proof": ("{rating} van 5",),
        "free delivery": ("Gratis bezorgd",),
        "warranty": ("Met garantie",),
        "gift": ("Om te geven",),
        "newness": ("Nieuw binnen",),
        "any": ("{point}", "{name}", "Voor {price}", "Van dichtbij", "Meer ontdekken"),
    },
    gift_tag="#Cadeautip",
    labels={
        CallToAction.SHOP_NOW: "Shop nu",
        CallToAction.LEARN_MORE: "Meer informatie",
        CallToAction.SIGN_UP: "Aanmelden",
        CallToAction.SUBSCRIBE: "Abonneren",
        CallToAction.DOWNLOAD: "Downloaden",
        CallToAction.GET_OFFER: "Bekijk aanbieding",
        CallToAction.GET_QUOTE: "Offerte aanvragen",
        CallToAction.BUY_NOW: "Nu kopen",
        CallToAction.ORDER_NOW: "Nu bestellen",
        CallToAction.BOOK_NOW: "Nu boeken",
        CallToAction.CONTACT_US: "Neem contact op",
        CallToAction.APPLY_NOW: "Nu solliciteren",
    },
    fillers=(
        "Bekijk het eens goed",
        "Bekijk foto’s en details",
        "Oordeel zelf",
        "Zie wat je krijgt",
    ),
)
