"""The nouns of the field, as immutable values. No file, no network, no pixels."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, field_validator

from cta_batch.limits import EXTRAS, LIMITS, Hashtags, display_width, read_aloud


class Status(StrEnum):
    """Where an info stands. The first four stages come in this order; any may end in FAILED."""

    PENDING = "pending"
    ANALYZING = "analyzing"
    GENERATING_IMAGE = "generating_image"
    GENERATING_SUGGESTION = "generating_suggestion"
    DONE = "done"
    FAILED = "failed"


FINISHED = frozenset({Status.DONE, Status.FAILED})
UNFINISHED = frozenset(Status) - FINISHED


class CallOutcome(StrEnum):
    """How a paid call ended. OPEN: it has not; UNKNOWN: no answer came, it may be billed."""

    OPEN = "open"
    OK = "ok"
    REFUSED = "refused"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Availability(StrEnum):
    """Whether the product can be bought now (schema.org's ItemAvailability, folded)."""

    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"
    BACKORDER = "backorder"
    DISCONTINUED = "discontinued"


class CallToAction(StrEnum):
    """Calls to action that ad platforms know by name (Meta's words; see PLATFORMS in docs)."""

    SHOP_NOW = "SHOP_NOW"
    LEARN_MORE = "LEARN_MORE"
    SIGN_UP = "SIGN_UP"
    SUBSCRIBE = "SUBSCRIBE"
    DOWNLOAD = "DOWNLOAD"
    GET_OFFER = "GET_OFFER"
    GET_QUOTE = "GET_QUOTE"
    BUY_NOW = "BUY_NOW"
    ORDER_NOW = "ORDER_NOW"
    BOOK_NOW = "BOOK_NOW"
    CONTACT_US = "CONTACT_US"
    APPLY_NOW = "APPLY_NOW"


class Angle(StrEnum):
    """What a variant argues."""

    BENEFIT = "benefit"
    FEATURE = "feature"
    PRICE = "price"
    SAVING = "saving"
    SOCIAL_PROOF = "social_proof"
    QUALITY = "quality"
    ORIGIN = "origin"
    USE_CASE = "use_case"
    GIFT = "gift"
    PROBLEM_SOLUTION = "problem_solution"
    NEWNESS = "newness"
    GUARANTEE = "guarantee"
    DELIVERY = "delivery"


class Tone(StrEnum):
    """How a variant speaks, where no brand says how."""

    DIRECT = "direct"
    WARM = "warm"
    MATTER_OF_FACT = "matter-of-fact"
    PLAYFUL = "playful"


class Layout(StrEnum):
    """How a creative is built; each needs something of the photo (see compose)."""

    HERO = "hero"
    SPLIT = "split"
    STAGE = "stage"
    CARD = "card"
    BLEED = "bleed"


Stands: TypeAlias = Literal["above", "below", "beside", "alone"]
"""Where the product of a creative is, seen from its words; alone: there are none."""


class BackgroundStyle(StrEnum):
    """How a background is painted when no model is asked."""

    GRADIENT = "gradient"
    SHAPES = "shapes"
    STUDIO = "studio"
    PATTERN = "pattern"
    WAVES = "waves"
    GLOW = "glow"
    BLUR = "blur"


class Value(BaseModel):
    """An immutable value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _number(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)


Money = Annotated[Decimal, PlainSerializer(_number, return_type=float, when_used="json")]
"""An amount in the currency that stands beside it; a number in JSON."""


class Product(Value):
    """What a landing page says about the thing it sells. A missing fact is None or empty.

    ``images`` are absolute URLs (http(s), or file: for saved pages), main picture first.
    ``price`` is what a buyer pays now; ``list_price`` the struck-out one, only during a sale.
    ``currency`` is ISO 4217, ``language`` BCP 47, ``rating`` on a scale of 5.
    """

    name: str
    description: str = ""
    brand: str | None = None
    price: Money | None = None
    list_price: Money | None = None
    currency: str | None = None
    availability: Availability | None = None
    category: str | None = None
    rating: float | None = None
    rating_count: int | None = None
    features: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    url: str
    language: str | None = None


COLOUR = re.compile("#[0-9a-fA-F]{6}")


class Palette(Value):
    """Four colours as ``#rrggbb``: ground, ink, button and the button's label."""

    background: str
    text: str
    accent: str
    on_accent: str

    @field_validator("*")
    @classmethod
    def _hex(cls, value: str) -> str:
        if not COLOUR.fullmatch(value):
            raise ValueError(f"{value!r} is not a colour like #1a2b3c")
        return value.lower()


class OriginalImage(Value):
    """The product picture taken from the page: where it came from, where we keep it."""

    url: str
    path: str


class BackgroundImage(Value):
    """The picture behind the product: who made it. Path is below the asset folder."""

    path: str
    provider: str
    model: str


class Creative(Value):
    """A finished picture for one placement. Sizes in pixels, ``bytes`` of the file.

    ``alt_text`` says what it shows, for people who don't see it; empty for older ones.
    """

    placement: str
    width: int
    height: int
    path: str
    bytes: int
    warnings: tuple[str, ...] = ()
    alt_text: str = ""


class Words(Value):
    """The complete copy of one variant. Limits are those of ``LIMITS``, in display width.

    What stands in ``EXTRAS`` may be None, and ``hashtags`` empty: older suggestions have none.
    """

    angle: Angle
    headline: str
    long_headline: str
    description: str
    primary_text: str
    cta: CallToAction
    cta_text: str
    language: str
    short_headline: str | None = None
    hashtags: Hashtags = ()
    pinterest_title: str | None = None
    pinterest_description: str | None = None
    linkedin_text: str | None = None

    def texts(self) -> dict[str, str]:
        """Every text there is, by its name; the hashtags as the words that they are read as."""
        found = {name: getattr(self, name) for name in LIMITS}
        found["hashtags"] = ", ".join(read_aloud(tag) for tag in self.hashtags)
        return {name: text for name, text in found.items() if text}

    @field_validator(*LIMITS)
    @classmethod
    def _within_limits(cls, value: str | None, info: Any) -> str | None:
        text = " ".join((value or "").split())
        if not text and info.field_name in EXTRAS:
            return None
        if not text:
            raise ValueError("is empty")
        kinds = set() if text.isprintable() else set(map(unicodedata.category, text))
        if "Cc" in kinds:
            raise ValueError("holds control characters")
        if "Cs" in kinds:  # bytes as the system hands them on
            raise ValueError("holds something that is no UTF-8 text")
        width, limit = display_width(text), LIMITS[info.field_name]
        if width > limit:
            raise ValueError(f"is {width} characters wide, more than {limit}")
        return text


class Localization(Words):
    """An info's words in one more language, and the creatives that carry them.

    All else is the info's own: angle, product picture, background, palette.
    """

    creatives: tuple[Creative, ...] = ()


class Plan(Value):
    """What makes one variant different from its siblings; fixed before any paid call.

    ``index`` counts the variants of one URL from 0, ``count`` is how many there are.
    ``style`` is how an offline background is painted, ``scheme`` counts up from sibling to sibling
    and says which family of colours is used, ``seed`` decides all else that may vary. ``tone`` is
    None in plans that were stored before there were tones.
    """

    index: int
    count: int
    angle: Angle
    layout: Layout
    style: BackgroundStyle
    scheme: int = 0
    seed: int
    tone: Tone | None = None


class Suggestion(Value):
    """All that is decided for one info, filled stage by stage; complete when the info is done.

    ``notes`` are sentences about what is not as it was asked for: replaced, shortened, alike.
    """

    angle: Angle | None = None
    headline: str | None = None
    long_headline: str | None = None
    description: str | None = None
    primary_text: str | None = None
    cta: CallToAction | None = None
    cta_text: str | None = None
    language: str | None = None
    short_headline: str | None = None
    hashtags: Hashtags = ()
    pinterest_title: str | None = None
    pinterest_description: str | None = None
    linkedin_text: str | None = None
    layout: Layout | None = None
    palette: Palette | None = None
    background_prompt: str | None = None
    original_image: OriginalImage | None = None
    background_image: BackgroundImage | None = None
    creatives: tuple[Creative, ...] = ()
    localizations: tuple[Localization, ...] = ()
    notes: tuple[str, ...] = ()

    def by_language(self) -> tuple[Suggestion, ...]:
        """The ad in each language, the main one first: the same pictures under other words."""
        main = self.model_copy(update={"localizations": ()})
        return (main, *(main.model_copy(update=dict(words)) for words in self.localizations))

    def every_creative(self) -> tuple[Creative, ...]:
        """The creatives of all languages, those of the main one first."""
        return tuple(c for one in self.by_language() for c in one.creatives)

    def words(self) -> Words:
        """The main language's copy. Raises pydantic's ValidationError while it is incomplete."""
        return Words.model_validate({k: getattr(self, k) for k in Words.model_fields})


@dataclass(frozen=True)
class SafeZone:
    """Shares (0–1) of the placement's height or width that must stay free of words."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


@dataclass(frozen=True)
class Placement:
    """A name and an exact size in pixels, with what the platform allows there.

    ``max_bytes`` is the platform's cap for the file; ``max_text_share`` the share of the picture
    that words may cover (0–1); ``sets`` the ``--placement`` groups it belongs to.
    """

    name: str
    width: int
    height: int
    max_bytes: int
    safe: SafeZone = SafeZone()
    max_text_share: float = 0.25
    sets: tuple[str, ...] = ()


class BrandKit(Value):
    """A brand's own rules, from ``--brand FILE``. Colours are ``#rrggbb``, paths absolute."""

    name: str | None = None
    background: str | None = None
    text: str | None = None
    accent: str | None = None
    on_accent: str | None = None
    logo: str | None = None
    font: str | None = None
    font_bold: str | None = None
    tone: str | None = None
    cta: CallToAction | None = None
    cta_text: str | None = None
    forbidden_words: tuple[str, ...] = ()
    corners: str = Field(default="pill", pattern="^(pill|round|square)$")
    button: str = Field(default="solid", pattern="^(solid|outline)$")


class ProviderName(StrEnum):
    """Who writes the words and paints the backgrounds of a job."""

    OFFLINE = "offline"
    OPENAI = "openai"


class OwnPlacement(Value):
    """A placement of the user's own, from ``[placements.NAME]`` in the config.

    Sizes in pixels, ``max_kb`` the largest file in units of 1024 bytes; ``safe_*`` are shares
    (0–1) of height or width that stay free of words.
    """

    width: int = Field(ge=120, le=4096)
    height: int = Field(ge=50, le=4096)
    max_kb: int = Field(default=5120, ge=20)
    max_text_share: float = Field(default=0.25, gt=0, le=1)
    safe_top: float = Field(default=0, ge=0, lt=0.5)
    safe_right: float = Field(default=0, ge=0, lt=0.5)
    safe_bottom: float = Field(default=0, ge=0, lt=0.5)
    safe_left: float = Field(default=0, ge=0, lt=0.5)

    def named(self, name: str) -> Placement:
        safe = SafeZone(self.safe_top, self.safe_right, self.safe_bottom, self.safe_left)
        return Placement(
            name, self.width, self.height, self.max_kb * 1024, safe, self.max_text_share
        )


class JobOptions(Value):
    """What the user chose for a whole job; kept with it, so that ``resume`` needs no flags.

    ``saved_pages`` maps a URL to the file to read in its place. ``budget_usd`` caps what the
    job may spend, None is no cap. ``language`` is BCP 47; None follows each page.
    ``localized_into`` are the further languages that each info gets.
    ``own_placements`` defines those of ``placements`` that the built-in table does not know;
    ``clean`` asks for a twin of each creative without words; ``ignore_robots`` reads what a shop's
    robots.txt asks programs to leave alone.
    """

    provider: ProviderName
    placements: tuple[str, ...]
    language: str | None = None
    localized_into: tuple[str, ...] = ()
    brand: BrandKit | None = None
    allow_private: bool = False
    ignore_robots: bool = False
    budget_usd: Money | None = None
    text_model: str = ""
    image_model: str = ""
    saved_pages: dict[str, str] = Field(default_factory=dict)
    own_placements: dict[str, OwnPlacement] = Field(default_factory=dict)
    clean: bool = False
