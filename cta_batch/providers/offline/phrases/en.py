"""English."""

from cta_batch.domain import CallToAction
from cta_batch.providers.offline.phrases.book import PhraseBook

BOOK = PhraseBook(
    headlines={
        "benefit": ("{point}",),
        "feature": (
            "{point}",
            "A closer look at {name}",
        ),
        "price": (
            "{name} for {price}",
            "Yours for {price}",
            "Bring it home for {price}",
            "Get it for {price}",
            "{price} and it is yours",
        ),
        "saving": (
            "Save {percent} on {name}",
            "Now {price}, was {list_price}",
            "{saved} off {name}",
            "Keep {saved} in your pocket",
            "{percent} less to pay",
        ),
        "social_proof": (
            "Rated {rating} out of 5",
            "{count} ratings: {rating} of 5",
            "Read all {count} ratings",
            "{name}: {rating} of 5 stars",
        ),
        "quality": (
            "{evidence}",
            "Look at how it is made",
        ),
        "origin": (
            "{evidence}",
            "Where {name} comes from",
            "Know where it was made",
        ),
        "use_case": (
            "{evidence}",
            "{name}, ready when you are",
            "Picture it in your day",
        ),
        "gift": (
            "{evidence}",
            "A gift: {name}",
            "Someone will unwrap this",
        ),
        "problem_solution": (
            "{evidence}",
            "One thing less to mind",
        ),
        "newness": (
            "{evidence}",
            "New: {name}",
            "A new arrival to look at",
        ),
        "warranty": (
            "{evidence}",
            "{name}, with a warranty",
            "Backed by a warranty",
        ),
        "money back": (
            "{evidence}",
            "Try {name} at home",
            "Not for you? Send it back",
        ),
        "free delivery": (
            "Free delivery on {name}",
            "Delivery costs you nothing",
        ),
        "fast delivery": ("{name}, quickly yours",),
        "guarantee": (
            "{evidence}",
            "Buy {name} with confidence",
            "Buy it without a worry",
        ),
        "delivery": (
            "{evidence}",
            "{name}, to your door",
            "From the shop to your door",
        ),
        "any": (
            "Meet {name}",
            "Take a closer look",
            "{name}, up close",
            "Could this be the one?",
            "This is {name}",
            "See it for yourself",
            "Have you seen {name} yet?",
            "Here is what you get",
            "Get to know it",
            "Worth a second look",
            "Your next favourite, maybe?",
        ),
    },
    long_headlines={
        "price": (
            "{name}, now yours for {price}",
            "For {price}: {name}",
        ),
        "saving": (
            "{name}: now {price} instead of {list_price}",
            "That is {saved} less for {name}: {price} instead of {list_price}",
        ),
        "social_proof": (
            "{name}: {rating} out of 5 from {count} ratings",
            "{name} is rated {rating} out of 5",
        ),
        "free delivery": ("{name}, delivered to you free of charge",),
        "any": (
            "{name}: {evidence}",
            "{evidence}",
            "{name}: {feature}",
            "{feature}. {feature2}",
            "{name}: every detail in one place",
            "See {name} in pictures, with every detail",
            "All about {name}",
        ),
    },
    descriptions={
        "price": (
            "{feature}. {feature2}. {price}.",
            "{feature}. All for {price}.",
            "{name} for {price}. See every detail.",
        ),
        "saving": (
            "{feature}. You save {saved}.",
            "{name}: was {list_price}, now {price}.",
            "Was {list_price}, now {price}.",
        ),
        "social_proof": (
            "{feature}. {rating} out of 5 from {count} ratings.",
            "{name}: {rating} out of 5 from {count} ratings.",
        ),
        "any": (
            "{evidence}. {feature}.",
            "{feature}. {feature2}. {feature3}.",
            "{feature}. {feature2}.",
            "{sentence}",
            "{name}: {feature}.",
            "{name} for {price}. See every detail.",
            "{name}, rated {rating} out of 5. See why.",
            "{name}. See pictures, details and price.",
            "See {name} up close and find out what you get.",
        ),
    },
    primary_texts={
        "price": (
            "{sentence} {name} for {price}.",
            "{feature}. {feature2}. {name} for {price}.",
            "{name} for {price}. {feature}.",
            "{name} is yours for {price}. Take a look and see what you get.",
        ),
        "saving": (
            "{name} was {list_price} and is now {price}. {feature}.",
            "{name} was {list_price} and is now {price}. That keeps {saved} in your pocket.",
        ),
        "social_proof": (
            "{count} ratings, {rating} out of 5: {name}. {feature}.",
            "{count} ratings, {rating} out of 5: see why with {name}.",
            "{rating} out of 5 for {name}. {feature}.",
            "{name} is rated {rating} out of 5. See why.",
        ),
        "any": (
            "{sentence}",
            "{name}: {feature}. {feature2}. {feature3}.",
            "{name}: {feature}. {feature2}.",
            "{name}: {feature}. Take a closer look.",
            "Looking for something like {name}? See it up close and find out what you get.",
            "Want to know more about {name}? All the details are one tap away.",
            "Get to know {name}: pictures, details and price in one place.",
        ),
    },
    short_headlines={
        "price": ("For {price}", "{price}"),
        "saving": ("Save {percent}", "Save {saved}", "Now {price}"),
        "social_proof": ("Rated {rating}/5", "{rating} of 5 stars"),
        "free delivery": ("Free delivery",),
        "warranty": ("With a warranty",),
        "gift": ("A gift idea",),
        "newness": ("New arrival",),
        "any": ("{point}", "{name}", "For {price}", "Take a look", "See it up close"),
    },
    gift_tag="#GiftIdeas",
    labels={
        CallToAction.SHOP_NOW: "Shop now",
        CallToAction.LEARN_MORE: "Learn more",
        CallToAction.SIGN_UP: "Sign up",
        CallToAction.SUBSCRIBE: "Subscribe",
        CallToAction.DOWNLOAD: "Download",
        CallToAction.GET_OFFER: "Get offer",
        CallToAction.GET_QUOTE: "Get a quote",
        CallToAction.BUY_NOW: "Buy now",
        CallToAction.ORDER_NOW: "Order now",
        CallToAction.BOOK_NOW: "Book now",
        CallToAction.CONTACT_US: "Contact us",
        CallToAction.APPLY_NOW: "Apply now",
    },
    fillers=(
        "Take a closer look",
        "See pictures and details",
        "Find out what you get",
        "Decide for yourself",
    ),
)
