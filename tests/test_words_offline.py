"""The offline writer: within limits, true, varied, the same each time, whatever the page says."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cta_batch import angles, copyrules, grounding
from cta_batch.domain import (
    Angle,
    Availability,
    BackgroundStyle,
    BrandKit,
    CallToAction,
    Layout,
    Palette,
    Plan,
    Product,
    Words,
)
from cta_batch.errors import ProviderRejected
from cta_batch.limits import LIMITS
from cta_batch.providers.base import Brief, Scene
from cta_batch.providers.offline import OfflinePainter, OfflineWriter
from cta_batch.providers.offline.phrases import LANGUAGES, book

KETTLE = Product(
    name="Aero Kettle AK-17 | HomeShop",
    brand="Aero",
    description="Boils a litre in three minutes. Two walls keep it warm, so tea stays hot.",
    price=Decimal("49.90"),
    list_price=Decimal("59.90"),
    currency="EUR",
    rating=4.6,
    rating_count=1204,
    features=("Stainless steel", "Quiet while it boils", "2-year warranty", "Free shipping"),
    url="https://shop.example/kettle",
    language="en",
)
TELLING = KETTLE.model_copy(update={"language": None, "features": (), "description": ""})
BARE = Product(name="Aero Kettle", url="https://shop.example/k")


def written(product: Product, language: str = "en", count: int = 6, **more: object) -> list[Words]:
    plans = (angles.plan(product, index=i, count=count) for i in range(count))
    briefs = (Brief(product, plan, language, **more) for plan in plans)  # type: ignore[arg-type] # passed on as they are
    return [OfflineWriter().write(brief).words for brief in briefs]


def assert_runnable(words: Words, product: Product, brand: BrandKit | None = None) -> None:
    assert copyrules.problems(words, product, brand) == []
    assert grounding.problems(words, product) == []


@pytest.mark.parametrize("product", [KETTLE, TELLING, BARE], ids=["kettle", "figures", "bare"])
@pytest.mark.parametrize("language", [*sorted(LANGUAGES), "zh-TW", "pt-BR", "en-US"])
def test_every_language_gives_words_that_may_run(language: str, product: Product) -> None:
    plain = product.model_copy(update={"language": language})
    for words in written(plain, language):
        assert_runnable(words, plain)


@pytest.mark.parametrize("product", [KETTLE, TELLING], ids=["kettle", "figures"])
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_headlines_of_siblings_share_less_than_half_their_words(
    language: str, product: Product
) -> None:
    headlines = [w.headline for w in written(product, language, count=10)]
    pairs = [(a, b) for i, a in enumerate(headlines) for b in headlines[:i]]
    assert {p: copyrules.overlap(*p) for p in pairs if copyrules.overlap(*p) >= 0.5} == {}


def test_the_same_brief_gives_the_same_words() -> None:
    assert written(KETTLE) == written(KETTLE)


def test_a_taken_headline_is_not_written_again() -> None:
    first = written(KETTLE)[0].headline
    assert written(KETTLE, taken=(first,))[0].headline != first


def test_which_sibling_was_first_makes_no_difference() -> None:
    alone = [w.headline for w in written(KETTLE)]
    plans = [angles.plan(KETTLE, index=i, count=6) for i in range(6)]
    for index, plan in enumerate(plans):
        others = tuple(h for i, h in enumerate(alone) if i != index)
        brief = Brief(KETTLE, plan, "en", taken=others)
        assert OfflineWriter().write(brief).words.headline == alone[index]


def test_a_page_of_earlier_ads_gets_other_headlines_or_a_word_about_it() -> None:
    first = tuple(w.headline for w in written(KETTLE))
    plans = (angles.plan(KETTLE, index=i, count=6) for i in range(6))
    again = [OfflineWriter().write(Brief(KETTLE, p, "en", earlier=first)) for p in plans]
    said = [any("earlier ads" in note for note in w.notes) for w in again]
    alike = [copyrules.first_like(w.words.headline, first) is not None for w in again]
    assert said == alike
    assert alike.count(True) < 6


def test_prices_look_as_the_language_writes_them() -> None:
    def said(language: str, currency: str, price: str) -> str:
        changes = {"currency": currency, "price": Decimal(price), "list_price": None}
        product = TELLING.model_copy(update=changes)
        return " ".join(w.model_dump_json() for w in written(product, language))

    assert "49,90 €" in said("de", "EUR", "49.90")
    assert "€49.90" in said("en", "EUR", "49.90")
    assert "$1,299" in said("en-US", "USD", "1299.00")
    assert "¥3,200" in said("ja", "JPY", "3200")
    assert "R$ 1.759,99" in said("pt-BR", "BRL", "1759.99")
    assert "€ 49,90" in said("nl", "EUR", "49.90")


def test_codes_and_shop_names_stay_out_of_the_words() -> None:
    text = json.dumps([w.model_dump(mode="json") for w in written(KETTLE)])
    assert "Aero Kettle" in text
    assert "HomeShop" not in text


def test_a_page_in_another_language_lends_only_names_and_figures() -> None:
    german = KETTLE.model_copy(update={"language": "de", "features": ("Leise beim Kochen",)})
    plan = angles.plan(german, index=0, count=1)
    result = OfflineWriter().write(Brief(german, plan, "en"))
    assert "Leise" not in result.words.model_dump_json()
    assert "cannot translate" in " ".join(result.notes)


def test_an_unknown_language_speaks_with_the_page_s_own_words_and_says_so() -> None:
    polish = KETTLE.model_copy(
        update={"language": "pl", "features": ("Cicha praca",), "description": ""}
    )
    result = OfflineWriter().write(Brief(polish, angles.plan(polish, index=1, count=2), "pl"))
    assert "Cicha praca" in result.words.model_dump_json()
    assert "'pl'" in result.notes[0]


@pytest.mark.parametrize(
    ("changes", "action"),
    [
        ({}, CallToAction.SHOP_NOW),
        ({"availability": Availability.OUT_OF_STOCK}, CallToAction.LEARN_MORE),
        ({"availability": Availability.PREORDER}, CallToAction.ORDER_NOW),
        ({"name": "Garden Planner eBook"}, CallToAction.DOWNLOAD),
        ({"name": "Coffee subscription"}, CallToAction.SUBSCRIBE),
        ({"category": "City tours"}, CallToAction.BOOK_NOW),
        ({"price": None}, CallToAction.LEARN_MORE),
    ],
)
def test_the_button_fits_the_product(changes: dict[str, object], action: CallToAction) -> None:
    product = KETTLE.model_copy(update=changes)
    assert {w.cta for w in written(product)} == {action}


def test_a_brand_s_own_button_and_forbidden_words_are_kept() -> None:
    brand = BrandKit(
        cta=CallToAction.GET_QUOTE, cta_text="Ask Aero", forbidden_words=("quiet", "yours")
    )
    for words in written(KETTLE, brand=brand):
        assert (words.cta, words.cta_text) == (CallToAction.GET_QUOTE, "Ask Aero")
        assert_runnable(words, KETTLE, brand)


def test_a_brand_that_forbids_everything_is_told() -> None:
    every = tuple("abcdefghijklmnopqrstuvwxyz")
    words = {w for t in book("en").fillers for w in t.split()} | {
        *KETTLE.name.split(),
        "you",
        "shop.example",
    }
    with pytest.raises(ProviderRejected, match="forbidden words"):
        written(BARE, brand=BrandKit(forbidden_words=(*every, *words, "Kettle", "to", "up", "get")))


def test_nothing_out_of_stock_argues_its_price() -> None:
    gone = KETTLE.model_copy(update={"availability": Availability.OUT_OF_STOCK})
    assert not any("49.90" in w.model_dump_json() for w in written(gone))


_ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            " ",
            "\u202eعسل طبيعي",
            "👩‍👩‍👧‍👦" * 30,
            "A" * 300,
            "Best #1 {name} {0}",
            "N\x00UL",
            "ｗｉｄｅ" * 40,
        ]
    ),
    st.text(alphabet="abc déßñ漢字かなカ한글🙂\u0301\u200d.,!|–\"'%$1290", max_size=300),
)
_PRODUCTS = st.builds(
    Product,
    name=_ODD,
    description=_ODD,
    brand=st.none() | _ODD,
    price=st.none() | st.decimals(0, 10**7, places=2),
    list_price=st.none() | st.decimals(0, 10**7, places=2),
    currency=st.sampled_from([None, "EUR", "JPY", "XXX", "$"]),
    availability=st.none() | st.sampled_from(Availability),
    category=st.none() | _ODD,
    rating=st.none() | st.floats(0, 5),
    rating_count=st.none() | st.integers(0, 10**9),
    features=st.lists(_ODD, max_size=5).map(tuple),
    url=st.sampled_from(["https://www.shop.example/p", "file:///tmp/p.html", "", "http://["]),
    language=st.sampled_from([None, "en", "de", "ja", "ko"]),
)
_PLANS = st.builds(
    Plan,
    index=st.integers(0, 9),
    count=st.integers(10, 12),
    angle=st.sampled_from(Angle),
    layout=st.sampled_from(Layout),
    style=st.sampled_from(BackgroundStyle),
    seed=st.integers(0, 2**32 - 1),
)


NUMBER = Product(name="7", url="https://www.shop.example/p")


@settings(max_examples=60, deadline=None)
@given(_PRODUCTS, _PLANS, st.sampled_from([*sorted(LANGUAGES), "zh-Hant", "ar", "xx"]))
@example(NUMBER, angles.plan(NUMBER, index=0, count=10), "zh")
def test_any_page_gives_words_that_may_run(product: Product, plan: Plan, language: str) -> None:
    words = OfflineWriter().write(Brief(product, plan, language)).words
    assert words.angle is plan.angle
    assert_runnable(words, product)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_button_fits(language: str) -> None:
    labels = book(language).labels
    assert set(labels) == set(CallToAction)
    assert all(copyrules.shorten(text, LIMITS["cta_text"]) == text for text in labels.values())


def test_the_painter_hands_the_scene_on_and_costs_nothing() -> None:
    asked: dict[str, object] = {}

    def paint(**how: object) -> bytes:
        asked.update(how)
        return b"png"

    palette = Palette(background="#ffffff", text="#000000", accent="#ff0000", on_accent="#ffffff")
    scene = Scene("a prompt", 640, 480, BackgroundStyle.WAVES, 7, palette, b"photo")
    painted = OfflinePainter(paint).paint(scene)
    assert (painted.data, painted.provider, painted.cost_usd) == (b"png", "offline", Decimal(0))
    assert asked == {
        "style": BackgroundStyle.WAVES, "seed": 7, "palette": palette,
        "width": 640, "height": 480, "picture": b"photo",
    }  # fmt: skip


def test_a_promise_is_left_to_the_variant_that_argues_it() -> None:
    words = written(KETTLE, count=10)
    arguing = {w.angle for w in words if "warranty" in w.headline}
    assert arguing <= {Angle.GUARANTEE}


def test_a_price_is_left_to_the_variants_that_argue_it() -> None:
    plain = KETTLE.model_copy(update={"list_price": None})
    arguing = {w.angle for w in written(plain, count=6) if "49.90" in w.headline}
    assert arguing == {Angle.PRICE}


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        ("This shake delivers 40g of protein, up to 11g of fiber, and more.", "40g of protein"),
        ("It comes with a clear glazed interior and a lid.", "A clear glazed interior"),
        ("Make the smart choice for your hot drinks and the planet.", "Make the smart choice"),
    ],
)
def test_a_headline_is_taken_out_of_a_sentence(sentence: str, headline: str) -> None:
    page = BARE.model_copy(update={"description": sentence, "language": "en"})
    assert headline in [w.headline for w in written(page, count=3)]


@pytest.mark.parametrize(
    "junk",
    [
        "Watch our instructional video on caring for your leather.",
        "Please note that colours may vary from screen to screen.",
        "도서산간 지역 및 설치/해외 배송 상품은 추가 비용이 발생할 수 있습니다.",
        "Informationen zur gesenkten USt. in Deutschland stehen hier.",
        "收件地址請勿為郵政信箱，以免無法送達您的手中。",
        "Avvertenza: Non adatto a bambini di età inferiore a 36 mesi.",
    ],
)
def test_what_is_no_argument_is_not_quoted(junk: str) -> None:
    page = BARE.model_copy(update={"description": junk, "features": (junk.rstrip("."),)})
    said = " ".join(" ".join(w.texts().values()) for w in written(page, count=3))
    assert junk[:20] not in said


def test_what_is_hedged_is_not_stated() -> None:
    page = BARE.model_copy(update={"description": "It holds up to 60g of sugar, and keeps it dry."})
    assert not any(w.headline == "60g of sugar" for w in written(page, count=3))
