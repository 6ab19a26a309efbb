"""Spanish, with tú."""

from cta_batch.domain import CallToAction
from cta_batch.providers.offline.phrases.book import PhraseBook

BOOK = PhraseBook(
    headlines={
        "benefit": ("{point}",),
        "feature": (
            "{point}",
            "{name} en detalle",
        ),
        "price": (
            "{name} por {price}",
            "A un clic por {price}",
            "En tu casa por {price}",
            "Llévatelo por {price}",
            "Tuyo por {price}",
        ),
        "saving": (
            "Ahorra {percent}: {name}",
            "Ahora {price}, antes {list_price}",
            "{saved} menos que pagar",
            "Guarda {saved} en el bolsillo",
            "{name}, un {percent} menos",
        ),
        "social_proof": (
            "Valoración: {rating} de 5",
            "{count} opiniones: {rating} de 5",
            "Lee las {count} opiniones",
            "{name}: {rating} de 5",
        ),
        "quality": (
            "{evidence}",
            "{name}, cuidado al detalle",
            "Fíjate en los acabados",
        ),
        "origin": (
            "{evidence}",
            "De dónde viene {name}",
            "Conoce su origen",
        ),
        "use_case": (
            "{evidence}",
            "{name} en tu día a día",
            "Un sitio en tu rutina",
        ),
        "gift": (
            "{evidence}",
            "Para regalar: {name}",
            "Una ilusión por abrir",
        ),
        "problem_solution": (
            "{evidence}",
            "Una preocupación menos",
        ),
        "newness": (
            "{evidence}",
            "Nuevo: {name}",
            "Una novedad que ver",
        ),
        "warranty": (
            "{evidence}",
            "{name}, con garantía",
            "Compra con garantía",
        ),
        "money back": (
            "{evidence}",
            "Prueba {name} en casa",
            "¿No te convence? Se devuelve",
        ),
        "free delivery": (
            "{name} con envío gratis",
            "El envío no te cuesta nada",
        ),
        "fast delivery": ("{name}, pronto en tu casa",),
        "guarantee": (
            "{evidence}",
            "{name}, sin preocupaciones",
            "Compra con tranquilidad",
        ),
        "delivery": (
            "{evidence}",
            "{name} hasta tu puerta",
            "De la tienda a tu puerta",
        ),
        "any": (
            "Así es {name}",
            "Un vistazo más de cerca",
            "{name}, de cerca",
            "¿Será lo que buscabas?",
            "Merece una mirada",
            "Conoce {name}",
            "La decisión es tuya",
            "Esto es lo que recibes",
            "¿Te pica la curiosidad?",
            "Échale un vistazo",
            "¿Ya conoces {name}?",
        ),
    },
    long_headlines={
        "price": (
            "{name}, ahora por {price}",
            "Por {price}: {name}",
        ),
        "saving": (
            "{name}: ahora {price} en lugar de {list_price}",
            "{saved} menos por {name}: {price} en lugar de {list_price}",
        ),
        "social_proof": (
            "{name}: {rating} de 5 según {count} opiniones",
            "{name}, con una valoración de {rating} de 5",
        ),
        "free delivery": ("{name}, con envío gratis",),
        "any": (
            "{name}: {evidence}",
            "{evidence}",
            "{name}: {feature}",
            "{feature}. {feature2}",
            "{name}: todos los detalles en un solo lugar",
            "Descubre {name} en imágenes y con cada detalle",
            "Todo sobre {name}",
        ),
    },
    descriptions={
        "price": (
            "{feature}. {feature2}. {price}.",
            "{feature}. Todo por {price}.",
            "{name} por {price}. Mira todos los detalles.",
        ),
        "saving": (
            "{feature}. Ahorras {saved}.",
            "{name}: antes {list_price}, ahora {price}.",
            "Antes {list_price}, ahora {price}.",
        ),
        "social_proof": (
            "{feature}. {rating} de 5 según {count} opiniones.",
            "{name}: {rating} de 5 según {count} opiniones.",
        ),
        "any": (
            "{evidence}. {feature}.",
            "{feature}. {feature2}. {feature3}.",
            "{feature}. {feature2}.",
            "{sentence}",
            "{name}: {feature}.",
            "{name} por {price}. Mira todos los detalles.",
            "{name}, con una valoración de {rating} de 5. Mira por qué.",
            "{name}: fotos, detalles y precio.",
            "Mira {name} de cerca y descubre lo que recibes.",
        ),
    },
    primary_texts={
        "price": (
            "{sentence} {name} por {price}.",
            "{feature}. {feature2}. {name} por {price}.",
            "{name} por {price}. {feature}.",
            "{name} te espera por {price}. Échale un vistazo.",
        ),
        "saving": (
            "{name} costaba {list_price} y ahora cuesta {price}. {feature}.",
            "{name} costaba {list_price} y ahora cuesta {price}. Son {saved} menos.",
        ),
        "social_proof": (
            "{count} opiniones, {rating} de 5: {name}. {feature}.",
            "{count} opiniones, {rating} de 5: descubre por qué con {name}.",
            "{rating} de 5 para {name}. {feature}.",
            "{name} tiene una valoración de {rating} de 5. Mira por qué.",
        ),
        "any": (
            "{sentence}",
            "{name}: {feature}. {feature2}. {feature3}.",
            "{name}: {feature}. {feature2}.",
            "{name}: {feature}. Un vistazo más de cerca.",
            "¿Buscas algo como {name}? Míralo de cerca y descubre lo que recibes.",
            "¿Quieres saber más de {name}? Tienes todos los detalles a un clic.",
            "Conoce {name}: fotos, detalles y precio en un solo lugar.",
        ),
    },
    short_headlines={
        "price": ("Por {price}", "{price}"),
        "saving": ("Ahorra {percent}", "{saved} menos"),
        "social_proof": ("{rating} de 5",),
        "free delivery": ("Envío gratis",),
        "warranty": ("Con garantía",),
        "gift": ("Para regalar",),
        "newness": ("Novedad",),
        "any": ("{point}", "{name}", "Por {price}", "Míralo de cerca", "Descúbrelo"),
    },
    gift_tag="#IdeasParaRegalar",
    labels={
        CallToAction.SHOP_NOW: "Comprar",
        CallToAction.LEARN_MORE: "Más información",
        CallToAction.SIGN_UP: "Registrarse",
        CallToAction.SUBSCRIBE: "Suscribirse",
        CallToAction.DOWNLOAD: "Descargar",
        CallToAction.GET_OFFER: "Ver la oferta",
        CallToAction.GET_QUOTE: "Pedir presupuesto",
        CallToAction.BUY_NOW: "Comprar ahora",
        CallToAction.ORDER_NOW: "Pedir ahora",
        CallToAction.BOOK_NOW: "Reservar",
        CallToAction.CONTACT_US: "Contactar",
        CallToAction.APPLY_NOW: "Solicitar",
    },
    fillers=(
        "Un vistazo más de cerca",
        "Ver fotos y detalles",
        "La decisión es tuya",
        "Descubre lo que recibes",
    ),
)
