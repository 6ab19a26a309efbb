"""Portuguese, in words that Brazil and Portugal share."""

from cta_batch.domain import CallToAction
from cta_batch.providers.offline.phrases.book import PhraseBook

BOOK = PhraseBook(
    headlines={
        "benefit": ("{point}",),
        "feature": (
            "{point}",
            "{name} em detalhe",
        ),
        "price": (
            "{name} por {price}",
            "À sua espera por {price}",
            "Leve para casa por {price}",
            "É seu por {price}",
            "Disponível por {price}",
        ),
        "saving": (
            "Desconto de {percent}: {name}",
            "Agora {price}, antes {list_price}",
            "{saved} a menos para pagar",
            "Guarde {saved} no bolso",
            "{name}, {percent} a menos",
        ),
        "social_proof": (
            "Avaliação: {rating} de 5",
            "{count} avaliações: {rating}/5",
            "Leia as {count} avaliações",
            "{name}: {rating} de 5",
        ),
        "quality": (
            "{evidence}",
            "{name}, cuidado no detalhe",
            "Repare nos acabamentos",
        ),
        "origin": (
            "{evidence}",
            "De onde vem {name}",
            "Conheça a sua origem",
        ),
        "use_case": (
            "{evidence}",
            "{name} no dia a dia",
            "Imagine no seu dia",
        ),
        "gift": (
            "{evidence}",
            "Para presentear: {name}",
            "Uma alegria por abrir",
        ),
        "problem_solution": (
            "{evidence}",
            "Uma preocupação a menos",
        ),
        "newness": (
            "{evidence}",
            "Novo: {name}",
            "Uma novidade para ver",
        ),
        "warranty": (
            "{evidence}",
            "{name}, com garantia",
            "Compre com garantia",
        ),
        "money back": (
            "{evidence}",
            "Experimente {name} em casa",
            "Não gostou? Devolva",
        ),
        "free delivery": (
            "{name} com entrega grátis",
            "A entrega não custa nada",
        ),
        "fast delivery": ("{name}, rápido em sua casa",),
        "guarantee": (
            "{evidence}",
            "{name}, sem preocupações",
            "Compre com tranquilidade",
        ),
        "delivery": (
            "{evidence}",
            "{name} até à sua porta",
            "Da loja para a sua casa",
        ),
        "any": (
            "Este é {name}",
            "Veja mais de perto",
            "{name}, de perto",
            "Será o que procurava?",
            "Vale a pena ver",
            "Conheça {name}",
            "A escolha é sua",
            "Veja o que recebe",
            "Ficou curioso?",
            "Dê uma olhada",
            "Já conhece {name}?",
        ),
    },
    long_headlines={
        "price": (
            "{name}, agora por {price}",
            "Por {price}: {name}",
        ),
        "saving": (
            "{name}: agora {price} em vez de {list_price}",
            "{saved} a menos por {name}: {price} em vez de {list_price}",
        ),
        "social_proof": (
            "{name}: {rating} de 5 em {count} avaliações",
            "{name}, avaliação de {rating} em 5",
        ),
        "any": (
            "{name}: {evidence}",
            "{evidence}",
            "{name}: {feature}",
            "{feature}. {feature2}",
            "{name}: todos os detalhes num só lugar",
            "Descubra {name} em imagens e em cada detalhe",
            "Tudo sobre {name}",
        ),
    },
    descriptions={
        "price": (
            "{feature}. {feature2}. {price}.",
            "{feature}. Tudo por {price}.",
            "{name} por {price}. Veja todos os detalhes.",
        ),
        "saving": (
            "{feature}. São {saved} a menos.",
            "{name}: antes {list_price}, agora {price}.",
            "Antes {list_price}, agora {price}.",
        ),
        "social_proof": (
            "{feature}. {rating} de 5 em {count} avaliações.",
            "{name}: {rating} de 5 em {count} avaliações.",
        ),
        "any": (
            "{evidence}. {feature}.",
            "{feature}. {feature2}. {feature3}.",
            "{feature}. {feature2}.",
            "{sentence}",
            "{name}: {feature}.",
            "{name} por {price}. Veja todos os detalhes.",
            "{name}, avaliação de {rating} em 5. Veja mais.",
            "{name}: fotos, detalhes e preço.",
            "Veja {name} de perto e descubra o que recebe.",
        ),
    },
    primary_texts={
        "price": (
            "{sentence} {name} por {price}.",
            "{feature}. {feature2}. {name} por {price}.",
            "{name} por {price}. {feature}.",
            "{name} espera por si a {price}. Dê uma olhada.",
        ),
        "saving": (
            "{name} custava {list_price} e agora custa {price}. {feature}.",
            "{name} custava {list_price} e agora custa {price}. São {saved} a menos.",
        ),
        "social_proof": (
            "{count} avaliações, {rating} de 5: {name}. {feature}.",
            "{count} avaliações, {rating} de 5: conheça {name}.",
            "{rating} de 5 para {name}. {feature}.",
            "{name} tem avaliação de {rating} em 5. Veja mais.",
        ),
        "any": (
            "{sentence}",
            "{name}: {feature}. {feature2}. {feature3}.",
            "{name}: {feature}. {feature2}.",
            "{name}: {feature}. Veja mais de perto.",
            "Procura algo como {name}? Veja de perto e descubra o que recebe.",
            "Quer saber mais sobre {name}? Todos os detalhes estão a um clique.",
            "Conheça {name}: fotos, detalhes e preço num só lugar.",
        ),
    },
    short_headlines={
        "price": ("Por {price}", "{price}"),
        "saving": ("{percent} a menos", "{saved} a menos"),
        "social_proof": ("{rating} de 5",),
        "free delivery": ("Entrega grátis",),
        "warranty": ("Com garantia",),
        "gift": ("Para presentear",),
        "newness": ("Novidade",),
        "any": ("{point}", "{name}", "Por {price}", "Veja de perto", "A descobrir"),
    },
    gift_tag="#IdeiasDePresente",
    labels={
        CallToAction.SHOP_NOW: "Comprar",
        CallToAction.LEARN_MORE: "Saiba mais",
        CallToAction.SIGN_UP: "Inscrever-se",
        CallToAction.SUBSCRIBE: "Assinar",
        CallToAction.DOWNLOAD: "Baixar",
        CallToAction.GET_OFFER: "Ver oferta",
        CallToAction.GET_QUOTE: "Pedir orçamento",
        CallToAction.BUY_NOW: "Comprar agora",
        CallToAction.ORDER_NOW: "Pedir agora",
        CallToAction.BOOK_NOW: "Reservar",
        CallToAction.CONTACT_US: "Fale conosco",
        CallToAction.APPLY_NOW: "Candidatar-se",
    },
    fillers=(
        "Veja mais de perto",
        "Ver fotos e detalhes",
        "A escolha é sua",
        "Descubra o que recebe",
    ),
)
