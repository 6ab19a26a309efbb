"""What single platforms ask for: short headline, hashtags, alt text, Pinterest and LinkedIn."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch import alttext, angles, copyrules, edits, grounding
from cta_batch.domain import (
    Angle,
    BrandKit,
    CallToAction,
    Layout,
    Product,
    Stands,
    Suggestion,
    Words,
)
from cta_batch.errors import EditRejected
from cta_batch.limits import (
    ALT_TEXT,
    EXTRAS,
    MOST_HASHTAGS,
    display_width,
    is_hashtag,
    read_aloud,
)
from cta_batch.providers.base import Brief
from cta_batch.providers.offline import OfflineWriter
from cta_batch.providers.offline.phrases import LANGUAGES
from tests.conftest import Cli
from tests.servers import ModelServer

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
    category="Kitchen > Electric kettles",
    url="https://shop.example/kettle",
    language="en",
)
STANDS: tuple[Stands, ...] = ("above", "below", "beside", "alone")
BARE = Product(name="Aero Kettle", url="https://shop.example/k")
ALL = Words(
    angle=Angle.BENEFIT,
    headline="Tea in three minutes",
    long_headline="Aero Kettle boils a litre in three minutes",
    description="Two walls keep it warm.",
    primary_text="Put the kettle on.",
    cta=CallToAction.SHOP_NOW,
    cta_text="Shop now",
    language="en",
)


def written(product: Product, language: str = "en", **more: Any) -> list[Words]:
    plans = (angles.plan(product, index=i, count=10) for i in range(10))
    return [OfflineWriter().write(Brief(product, p, language, **more)).words for p in plans]


# --- offline -------------------------------------------------------------------------------------


@pytest.mark.parametrize("product", [KETTLE, BARE], ids=["kettle", "bare"])
@pytest.mark.parametrize("language", [*sorted(LANGUAGES), "zh-TW", "ar"])
def test_every_language_fills_them_within_limits_and_truly(language: str, product: Product) -> None:
    told = product.model_copy(update={"language": language})
    for words in written(told, language):
        assert words.short_headline or language == "ar"
        assert words.pinterest_title
        assert words.pinterest_description
        assert words.linkedin_text
        assert 1 <= len(words.hashtags) <= MOST_HASHTAGS
        assert copyrules.problems(words, told) == []
        assert grounding.problems(words, told) == []


def test_hashtags_say_brand_product_and_kind() -> None:
    tags = written(KETTLE)[0].hashtags
    assert tags == ("#Aero", "#KettleAK17", "#ElectricKettles")


def test_a_forbidden_word_is_no_hashtag_either() -> None:
    brand = BrandKit(forbidden_words=("kettle", "kettles"))
    assert written(KETTLE, brand=brand)[0].hashtags == ("#Aero",)


def test_a_pin_says_more_than_the_ad_and_begins_with_its_argument() -> None:
    for words in written(KETTLE):
        assert words.pinterest_description
        assert words.pinterest_description.startswith(words.primary_text.rstrip("."))
        assert len(words.pinterest_description) > len(words.primary_text)


# --- the values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("#DeskLamp", "Desk Lamp"),
        ("#Café_Crème", "Café Crème"),
        ("#送料無料", "送料無料"),
        ("#กระเป๋า", "กระเป๋า"),
        ("#USBCable", "USBCable"),
    ],
)
def test_what_is_a_hashtag_can_be_read_aloud(tag: str, words: str) -> None:
    assert is_hashtag(tag)
    assert read_aloud(tag) == words


@pytest.mark.parametrize("text", ["#", "DeskLamp", "#Desk Lamp", "#2026", "#a-b", "#" + "x" * 30])
def test_what_platforms_would_not_link_is_none(text: str) -> None:
    assert not is_hashtag(text)


def test_suggestions_from_before_still_load() -> None:
    old = {"headline": "Tea", "creatives": [_creative_of_old()], "language": "en"}
    suggestion = Suggestion.model_validate(old)
    assert (suggestion.short_headline, suggestion.hashtags) == (None, ())
    assert suggestion.creatives[0].alt_text == ""


def _creative_of_old() -> dict[str, object]:
    return {"placement": "square", "width": 1, "height": 1, "path": "x", "bytes": 1, "warnings": []}


@settings(max_examples=80, deadline=None)
@given(
    st.text(max_size=120),
    st.sampled_from(list(Layout)),
    st.sets(st.sampled_from(["headline", "description", "cta_text"])),
    st.sampled_from([*sorted(LANGUAGES), "zh-TW", "ar", "en-US"]),
    st.sampled_from(STANDS),
)
def test_any_picture_is_described_in_few_words(
    name: str, layout: Layout, shown: set[str], language: str, stands: Stands
) -> None:
    words = ALL.model_copy(update={"language": language})
    said = alttext.alt_text(name, words, layout, frozenset(shown), stands)
    assert len(said) <= ALT_TEXT
    assert all((getattr(words, field) in said) == (field in shown) for field in ("headline",))


@pytest.mark.parametrize("language", [*sorted(LANGUAGES), "zh-TW"])
@pytest.mark.parametrize("layout", [Layout.SPLIT, Layout.CARD])
def test_it_says_on_which_side_of_its_words_the_product_is(language: str, layout: Layout) -> None:
    words = ALL.model_copy(update={"language": language})
    said = {s: alttext.alt_text("Set", words, layout, frozenset(), s) for s in STANDS}
    assert len(set(said.values())) == len(STANDS), said
    sides = {"en": ["above", "below", "beside"], "ja": ["の上に", "の下に", "隣に"]}.get(
        language, []
    )
    assert all(side in said[s] for s, side in zip(STANDS, sides, strict=False))


# --- edits ---------------------------------------------------------------------------------------


def test_a_person_may_change_and_empty_them() -> None:
    palette = dict.fromkeys(("background", "text", "accent", "on_accent"), "#101820")
    suggestion = Suggestion.model_validate(
        ALL.model_dump() | {"palette": palette, "layout": "hero"}
    )
    changes = edits.from_assignments(
        ["short_headline=Tea, soon", "hashtags=#Tea #Kettle", 'linkedin_text=""']
    )
    changed = edits.apply(suggestion, changes)
    assert changed.short_headline == "Tea, soon"
    assert changed.hashtags == ("#Tea", "#Kettle")
    assert changed.linkedin_text is None
    text = edits.to_text(changed, "Kettle")
    assert edits.apply(suggestion, edits.from_text(text)) == changed


@pytest.mark.parametrize(
    "change",
    [
        {"hashtags": "#a b"},
        {"hashtags": ["#a", "#b", "#c", "#d", "#e", "#f"]},
        {"short_headline": "x" * 16},
    ],
)
def test_an_edit_that_no_platform_takes_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(EditRejected, match=next(iter(change))):
        edits.apply(Suggestion.model_validate(ALL.model_dump()), change)


# --- from outside --------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", ["offline", "openai"])
def test_a_run_fills_shows_and_hands_them_out(
    cli: Cli, batch: Any, api: ModelServer, provider: str, tmp_path: Path
) -> None:
    job = cli("run", batch(), "--allow-private", "--provider", provider, "--placement", "square",
              "--placement", "google-square", "--clean", "--json").json  # fmt: skip
    info = job["cta_infos"][0]
    suggestion = info["suggestion"]
    assert all(suggestion[name] for name in EXTRAS)
    assert all(display_width(suggestion[name]) <= limit for name, limit in EXTRAS.items())
    assert suggestion["hashtags"]
    by_name = {c["placement"]: c["alt_text"] for c in suggestion["creatives"]}
    assert suggestion["headline"] in by_name["square"]
    assert suggestion["headline"] not in by_name["square-clean"]
    assert all("Walnut Desk Lamp" in alt for alt in by_name.values())
    shown = cli("show", info["id"]).stdout
    assert suggestion["hashtags"][0] in shown
    assert by_name["square"][:30] in shown
    _handed_out(cli, job, tmp_path)


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def _handed_out(cli: Cli, job: Any, folder: Path) -> None:
    suggestions = [i["suggestion"] for i in job["cta_infos"]]
    alts = {c["alt_text"] for s in suggestions for c in s["creatives"]}
    assert cli("export", job["id"], str(folder / "e"), "--format", "google-editor").exit_code == 0
    row = _rows(folder / "e" / "google-editor-performance-max.csv")[0]
    headlines = [row[f"Headline {n}"] for n in range(1, 16) if row[f"Headline {n}"]]
    assert any(display_width(h) <= 15 for h in headlines)
    assert {s["headline"] for s in suggestions} <= set(headlines)
    manifest = json.loads((folder / "e" / "manifest.json").read_text())
    assert {f["alt_text"] for f in manifest["files"] if "alt_text" in f} <= alts
    assert cli("export", job["id"], str(folder / "c"), "--format", "csv").exit_code == 0
    rows = _rows(folder / "c" / "creatives.csv")
    assert {r["Alt text"] for r in rows} == alts
    assert rows[0]["Pinterest title"] == suggestions[0]["pinterest_title"]
    page = folder / "gallery.html"
    assert cli("gallery", job["id"], "--output", str(page)).exit_code == 0
    assert suggestions[0]["creatives"][0]["alt_text"].split("“")[0] in page.read_text("utf-8")


def test_an_edit_changes_what_the_picture_is_said_to_show(cli: Cli, batch: Any, api: Any) -> None:
    job = cli("run", batch(), "--allow-private", "--provider", "offline", "--placement", "square",
              "--json").json  # fmt: skip
    info = job["cta_infos"][0]["id"]
    cli("edit", info, "--set", 'headline="Read on after dark"')
    suggestion = cli("show", info, "--json").json["suggestion"]
    assert "Read on after dark" in suggestion["creatives"][0]["alt_text"]
