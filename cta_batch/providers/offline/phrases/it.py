"""Italian, with tu."""

from cta_batch.domain import CallToAction
from cta_batch.providers.offline.phrases.book import PhraseBook

BOOK = PhraseBook(
    headlines={
        "benefit": ("{point}",),
        "feature": (
            "{point}",
            "{name} nei dettagli",
        ),
        "price": (
            "{name} a {price}",
            "Ti aspetta a {price}",
            "Da te per {price}",
            "Portalo a casa: {price}",
            "È tuo per {price}",
        ),
        "saving": (
            "Risparmia il {percent}: {name}",
            "Ora {price}, prima {list_price}",
            "{saved} in meno da pagare",
            "Tieni {saved} in tasca",
            "{name}, {percent} in meno",
        ),
        "social_proof": (
            "Voto: {rating} su 5",
            "{count} voti: {rating} su 5",
            "Leggi le {count} valutazioni",
            "{name}: {rating} su 5",
        ),
        "quality": (
            "{evidence}",
            "{name}, cura nei dettagli",
            "Guarda la lavorazione",
        ),
        "origin": (
            "{evidence}",
            "Da dove viene {name}",
            "Conosci la sua origine",
        ),
        "use_case": (
            "{evidence}",
            "{name} ogni giorno",
            "Un posto nelle tue giornate",
        ),
        "gift": (
            "{evidence}",
            "Da regalare: {name}",
            "Una gioia da scartare",
        ),
        "problem_solution": (
            "{evidence}",
            "Un pensiero in meno",
        ),
        "newness": (
            "{evidence}",
            "Novità: {name}",
            "Una novità da vedere",
        ),
        "warranty": (
            "{evidence}",
            "{name}, con garanzia",
            "Acquista con la garanzia",
        ),
        "money back": (
            "{evidence}",
            "Prova {name} a casa",
            "Non fa per te? Reso possibile",
        ),
        "free delivery": (
            "{name}, spedizione gratuita",
            "La spedizione è gratuita",
        ),
        "fast delivery": ("{name}, presto a casa tua",),
        "guarantee": (
            "{evidence}",
            "{name}, senza pensieri",
            "Acquista in tranquillità",
        ),
        "delivery": (
            "{evidence}",
            "{name} fino alla porta",
            "Dal negozio a casa tua",
        ),
        "any": (
            "Ecco {name}",
            "Uno sguardo da vicino",
            "{name}, da vicino",
            "È quello che cercavi?",
            "Merita un’occhiata",
            "Conosci {name}",
            "La scelta è tua",
            "Questo è ciò che ricevi",
            "Ti incuriosisce?",
            "Dagli un’occhiata",
            "Hai già visto {name}?",
        ),
    },
    long_headlines={
        "price": (
            "{name}, ora a {price}",
            "A {price}: {name}",
        ),
        "saving": (
            "{name}: ora {price} invece di {list_price}",
            "{saved} in meno per {name}: {price} invece di {list_price}",
        ),
        "social_proof": (
            "{name}: {rating} su 5 da {count} valutazioni",
            "{name}, voto di {rating} su 5",
        ),
        "free delivery": ("{name}, con spedizione gratuita",),
        "any": (
            "{name}: {evidence}",
            "{evidence}",
            "{name}: {feature}",
            "{feature}. {feature2}",
            "{name}: tutti i dettagli in un solo posto",
            "Scopri {name} in foto e in ogni dettaglio",
            "Tutto su {name}",
        ),
    },
    descriptions={
        "price": (
            "{feature}. {feature2}. {price}.",
            "{feature}. Tutto a {price}.",
            "{name} a {price}. Guarda tutti i dettagli.",
        ),
        "saving": (
            "{feature}. Risparmi {saved}.",
            "{name}: prima {list_price}, ora {price}.",
            "Prima {list_price}, ora {price}.",
        ),
        "social_proof": (
            "{feature}. {rating} su 5 da {count} valutazioni.",
            "{name}: {rating} su 5 da {count} valutazioni.",
        ),
        "any": (
            "{evidence}. {feature}.",
            "{feature}. {feature2}. {feature3}.",
            "{feature}. {feature2}.",
            "{sentence}",
            "{name}: {feature}.",
            "{name} a {price}. Guarda tutti i dettagli.",
            "{name}, voto di {rating} su 5. Scopri perché.",
            "{name}: foto, dettagli e prezzo.",
            "Guarda {name} da vicino e scopri cosa ricevi.",
        ),
    },
    primary_texts={
        "price": (
            "{sentence} {name} a {price}.",
            "{feature}. {feature2}. {name} a {price}.",
            "{name} a {price}. {feature}.",
            "{name} ti aspetta a {price}. Dai un’occhiata.",
        ),
        "saving": (
            "{name} costava {list_price} e ora costa {price}. {feature}.",
            "{name} costava {list_price} e ora costa {price}. Sono {saved} in meno.",
        ),
        "social_proof": (
            "{count} valutazioni, {rating} su 5: {name}. {feature}.",
            "{count} valutazioni, {rating} su 5: scopri perché con {name}.",
            "{rating} su 5 per {name}. {feature}.",
            "{name} ha un voto di {rating} su 5. Scopri perché.",
        ),
        "any": (
            "{sentence}",
            "{name}: {feature}. {feature2}. {feature3}.",
            "{name}: {feature}. {feature2}.",
            "{name}: {feature}. Uno sguardo da vicino.",
            "Cerchi qualcosa come {name}? Uno sguardo da vicino e scopri cosa ricevi.",
            "Vuoi saperne di più su {name}? Tutti i dettagli sono a un clic.",
            "Conosci {name}: foto, dettagli e prezzo in un solo posto.",
        ),
    },
    short_headlines={
        "price": ("A {price}", "{price}"),
        "saving": ("{percent} in meno", "{saved} in meno"),
        "social_proof": ("Voto {rating}/5", "{rating} su 5"),
        "warranty": ("Con garanzia",),
        "gift": ("Idea regalo",),
        "newness": ("Novità",),
        "any": ("{point}", "{name}", "A {price}", "Da vicino", "Da scoprire"),
    },
    gift_tag="#IdeeRegalo",
    labels={
        CallToAction.SHOP_NOW: "Acquista",
        CallToAction.LEARN_MORE: "Scopri di più",
        CallToAction.SIGN_UP: "Iscriviti",
        CallToAction.SUBSCRIBE: "Abbonati",
        CallToAction.DOWNLOAD: "Scarica",
        CallToAction.GET_OFFER: "Vedi l’offerta",
        CallToAction.GET_QUOTE: "Chiedi un preventivo",
        CallToAction.BUY_NOW: "Compra ora",
        CallToAction.ORDER_NOW: "Ordina ora",
        CallToAction.BOOK_NOW: "Prenota ora",
        CallToAction.CONTACT_US: "Contattaci",
        CallToAction.APPLY_NOW: "Candidati ora",
    },
    fillers=(
        "Uno sguardo da vicino",
        "Vedi foto e dettagli",
        "La scelta è tua",
        "Scopri cosa ricevi",
    ),
)
