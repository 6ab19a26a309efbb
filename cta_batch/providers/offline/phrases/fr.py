"""French, with vous."""

from cta_batch.domain import CallToAction
from cta_batch.providers.offline.phrases.book import PhraseBook

BOOK = PhraseBook(
    headlines={
        "benefit": ("{point}",),
        "feature": (
            "{point}",
            "{name} en détail",
        ),
        "price": (
            "{name} à {price}",
            "À vous pour {price}",
            "Il est à {price}",
            "Disponible à {price}",
            "Ça vous tente à {price} ?",
        ),
        "saving": (
            "{percent} de moins : {name}",
            "{price} au lieu de {list_price}",
            "{saved} de moins à payer",
            "Gardez {saved} en poche",
            "{name}, {percent} moins cher",
        ),
        "social_proof": (
            "Note : {rating} sur 5",
            "{count} avis, {rating} sur 5",
            "Lisez les {count} avis",
            "{name} : {rating} sur 5",
        ),
        "quality": (
            "{evidence}",
            "{name}, le soin du détail",
            "Regardez comment c’est fait",
        ),
        "origin": (
            "{evidence}",
            "D’où vient {name}",
            "L’origine en toute clarté",
        ),
        "use_case": (
            "{evidence}",
            "{name} au quotidien",
            "Une place dans votre journée",
        ),
        "gift": (
            "{evidence}",
            "À offrir : {name}",
            "Un plaisir à déballer",
        ),
        "problem_solution": (
            "{evidence}",
            "Un souci de moins",
        ),
        "newness": (
            "{evidence}",
            "Nouveau : {name}",
            "Une nouveauté à découvrir",
        ),
        "warranty": (
            "{evidence}",
            "{name}, sous garantie",
            "Achetez avec une garantie",
        ),
        "money back": (
            "{evidence}",
            "Essayez {name} chez vous",
            "Un doute ? Retour possible",
        ),
        "free delivery": (
            "{name}, livraison gratuite",
            "La livraison est offerte",
        ),
        "fast delivery": ("{name}, vite chez vous",),
        "guarantee": (
            "{evidence}",
            "{name}, l’esprit tranquille",
            "Achetez l’esprit tranquille",
        ),
        "delivery": (
            "{evidence}",
            "{name} jusqu’à votre porte",
            "Du magasin à votre porte",
        ),
        "any": (
            "Voici {name}",
            "À regarder de plus près",
            "{name} de plus près",
            "Et si c’était le bon choix ?",
            "Laissez-vous tenter",
            "Découvrez {name}",
            "Faites-vous votre avis",
            "Jetez-y un œil",
            "Curieux d’en voir plus ?",
            "Un coup d’œil suffit",
            "Prenez le temps de voir",
        ),
    },
    long_headlines={
        "price": (
            "{name}, à vous pour {price}",
            "À {price} : {name}",
        ),
        "saving": (
            "{name} : {price} au lieu de {list_price}",
            "{saved} de moins pour {name} : {price} au lieu de {list_price}",
        ),
        "social_proof": (
            "{name} : {rating} sur 5 d’après {count} avis",
            "{name}, note de {rating} sur 5",
        ),
        "free delivery": ("{name}, avec la livraison gratuite",),
        "any": (
            "{name} : {evidence}",
            "{evidence}",
            "{name} : {feature}",
            "{feature}. {feature2}",
            "{name} : tous les détails en un coup d’œil",
            "Découvrez {name} en images et dans le détail",
            "Tout sur {name}",
        ),
    },
    descriptions={
        "price": (
            "{feature}. {feature2}. {price}.",
            "{feature}. Le tout à {price}.",
            "{name} à {price}. Voyez tous les détails.",
        ),
        "saving": (
            "{feature}. Soit {saved} de moins.",
            "{name} : avant {list_price}, maintenant {price}.",
            "Avant {list_price}, maintenant {price}.",
        ),
        "social_proof": (
            "{feature}. {rating} sur 5 d’après {count} avis.",
            "{name} : {rating} sur 5 d’après {count} avis.",
        ),
        "any": (
            "{evidence}. {feature}.",
            "{feature}. {feature2}. {feature3}.",
            "{feature}. {feature2}.",
            "{sentence}",
            "{name} : {feature}.",
            "{name} à {price}. Voyez tous les détails.",
            "{name}, note de {rating} sur 5. Voyez pourquoi.",
            "{name} : photos, détails et prix.",
            "Voyez {name} de près et sachez ce que vous recevez.",
        ),
    },
    primary_texts={
        "price": (
            "{sentence} {name} à {price}.",
            "{feature}. {feature2}. {name} à {price}.",
            "{name} à {price}. {feature}.",
            "{name} est à vous pour {price}. Jetez-y un œil.",
        ),
        "saving": (
            "{name} : avant {list_price}, maintenant {price}. {feature}.",
            "{name} passe de {list_price} à {price}. Gardez {saved} en poche.",
        ),
        "social_proof": (
            "{count} avis, {rating} sur 5 : {name}. {feature}.",
            "{count} avis, {rating} sur 5 : voyez pourquoi avec {name}.",
            "{rating} sur 5 pour {name}. {feature}.",
            "{name} obtient {rating} sur 5. Voyez pourquoi.",
        ),
        "any": (
            "{sentence}",
            "{name} : {feature}. {feature2}. {feature3}.",
            "{name} : {feature}. {feature2}.",
            "{name} : {feature}. À voir de plus près.",
            "Vous cherchez quelque chose comme {name} ? Tous les détails vous attendent.",
            "Envie d’en savoir plus sur {name} ? Tout est à un clic.",
            "Faites connaissance avec {name} : photos, détails et prix au même endroit.",
        ),
    },
    short_headlines={
        "price": ("À {price}", "Pour {price}"),
        "saving": ("{percent} de moins", "{saved} de moins"),
        "social_proof": ("Noté {rating}/5", "{rating} sur 5"),
        "warranty": ("Sous garantie",),
        "gift": ("Idée cadeau",),
        "newness": ("Nouveauté",),
        "any": ("{point}", "{name}", "À {price}", "À voir de près", "À découvrir"),
    },
    gift_tag="#IdéeCadeau",
    labels={
        CallToAction.SHOP_NOW: "Acheter",
        CallToAction.LEARN_MORE: "En savoir plus",
        CallToAction.SIGN_UP: "S’inscrire",
        CallToAction.SUBSCRIBE: "S’abonner",
        CallToAction.DOWNLOAD: "Télécharger",
        CallToAction.GET_OFFER: "Voir l’offre",
        CallToAction.GET_QUOTE: "Obtenir un devis",
        CallToAction.BUY_NOW: "Acheter maintenant",
        CallToAction.ORDER_NOW: "Commander",
        CallToAction.BOOK_NOW: "Réserver",
        CallToAction.CONTACT_US: "Nous contacter",
        CallToAction.APPLY_NOW: "Postuler",
    },
    fillers=(
        "À regarder de plus près",
        "Voir les photos et détails",
        "Faites-vous votre avis",
        "Prenez le temps de voir",
    ),
)
