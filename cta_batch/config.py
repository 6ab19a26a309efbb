"""The only module that reads the environment, the config file and the platform's folders."""

from __future__ import annotations

import getpass
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from cta_batch import redaction
from cta_batch.domain import OwnPlacement
from cta_batch.errors import InputError, UsageError

APP = "cta-batch"
DEFAULT_TEXT_MODEL = "gpt-6-luna"
DEFAULT_IMAGE_MODEL = "gpt-image-2.5-flare"


MOST_USD = 1_000_000
"""Of one price; more is a slip, and sums of it would not fit the database."""


class Price(BaseModel):
    """What one model costs, in USD: per million tokens, or per picture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    input_per_million: Decimal | None = Field(default=None, ge=0, le=MOST_USD)
    output_per_million: Decimal | None = Field(default=None, ge=0, le=MOST_USD)
    per_image: Decimal | None = Field(default=None, ge=0, le=MOST_USD)


class CutOutSettings(BaseModel):
    """``model`` is an ONNX file that finds a product's outline where its ground is not plain."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: Path | None = None


PlacementName = Annotated[str, Field(pattern=r"^\w[\w -]{0,59}$")]
"""Letters, digits, hyphens and blanks: creatives are files of that name."""


class ConfigFile(BaseModel):
    """What ``config.toml`` may hold; every key is optional."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    user: str | None = Field(default=None, min_length=1)
    workspace: str | None = Field(default=None, min_length=1)
    home: Path | None = None
    database_url: str | None = None
    allow_private: bool | None = None
    base_url: str | None = None
    text_model: str | None = None
    image_model: str | None = None
    max_urls: int = Field(default=5, ge=1)
    max_variants: int = Field(default=10, ge=1)
    prices: dict[str, Price] = Field(default_factory=dict)
    placements: dict[PlacementName, OwnPlacement] = Field(default_factory=dict)
    cutout: CutOutSettings = Field(default_factory=CutOutSettings)


@dataclass(frozen=True)
class Settings:
    """Everything decided outside the command line. ``api_key`` never prints itself."""

    home: Path
    database_url: str
    user: str
    workspace: str
    allow_private: bool
    api_key: SecretStr | None
    base_url: str | None
    text_model: str
    image_model: str
    max_urls: int
    max_variants: int
    prices: Mapping[str, Price] = field(default_factory=dict)
    placements: Mapping[str, OwnPlacement] = field(default_factory=dict)
    cutout_model: Path | None = None

    @property
    def assets(self) -> Path:
        """The folder that holds every picture; paths in the database are relative to it."""
        return self.home / "assets"

    @property
    def log_file(self) -> Path:
        return self.home / "logs" / "cta-batch.log"

    @property
    def secrets(self) -> Iterator[str]:
        """Every value that is for nobody else: the key, and what addresses carry."""
        if self.api_key:
            yield self.api_key.get_secret_value()
        for address in (self.base_url, self.database_url):
            yield from redaction.secrets_in(address or "")

    @property
    def has_models(self) -> bool:
        """Whether ``--provider auto`` means openai."""
        return self.api_key is not None or self.base_url is not None


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from environment over config file over defaults.

    What is secret of them is hidden from then on (see ``redaction``).

    Raises:
        UsageError: a value is not what it should be; InputError for the config file.
    """
    env = os.environ if environ is None else environ
    file = _read_file(env)
    home = Path(env.get("CTA_BATCH_HOME") or file.home or _data_folder()).expanduser().absolute()
    settings = Settings(
        home=home,
        database_url=env.get("CTA_BATCH_DATABASE_URL")
        or file.database_url
        or _sqlite_url(home / "cta.db"),
        user=as_text(env.get("CTA_BATCH_USER", "")) or file.user or _login_name(),
        workspace=as_text(env.get("CTA_BATCH_WORKSPACE", "")) or file.workspace or "default",
        allow_private=_flag(env, "CTA_BATCH_ALLOW_PRIVATE", default=bool(file.allow_private)),
        api_key=_key(env.get("OPENAI_API_KEY", "")),
        base_url=_web_address(env.get("OPENAI_BASE_URL") or file.base_url),
        text_model=env.get("CTA_BATCH_TEXT_MODEL") or file.text_model or DEFAULT_TEXT_MODEL,
        image_model=env.get("CTA_BATCH_IMAGE_MODEL") or file.image_model or DEFAULT_IMAGE_MODEL,
        max_urls=file.max_urls,
        max_variants=file.max_variants,
        prices=file.prices,
        placements=file.placements,
        cutout_model=file.cutout.model.expanduser() if file.cutout.model else None,
    )
    redaction.hide(settings.secrets)
    _refuse_what_is_no_text(settings)
    return settings


def _sqlite_url(path: Path) -> str:
    """In an address, per cent and question mark would mean something else than in a path."""
    return "sqlite:///" + str(path).replace("%", "%25").replace("?", "%3F")


def _key(text: str) -> SecretStr | None:
    """The key without what copying brings along. Raises UsageError for what no request can carry.

    Refused here, it is not sent with every call that may be billed.
    """
    key = text.strip()
    if not (key.isascii() and key.isprintable()):
        raise UsageError(
            "OPENAI_API_KEY holds something that is in no key (a line break, a curly quote?);"
            " copy it anew."
        )
    return SecretStr(key) if key else None


def _web_address(text: str | None) -> str | None:
    """Raises UsageError, which does not repeat what may hold a password."""
    address = (text or "").strip()
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if address and not sound:
        raise UsageError(
            "OPENAI_BASE_URL (base_url in the config) is no web address like"
            " http://localhost:8000/v1."
        )
    return address or None


def as_text(handed_on: str) -> str:
    """An argument or a value of the environment as the UTF-8 that its bytes are.

    Under LANG=C the system hands on halves of characters instead; what is no UTF-8 stays that way.
    """
    try:
        return os.fsencode(handed_on).decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # it is text already, of which such a locale knows nothing
        return handed_on


def _refuse_what_is_no_text(settings: Settings) -> None:
    """Bytes that are no UTF-8 come as halves of characters, which can be neither kept nor sent."""
    for name in ("user", "workspace", "base_url", "text_model", "image_model"):
        try:
            (getattr(settings, name) or "").encode()
        except UnicodeEncodeError:
            raise UsageError(f"{name} holds something that is no UTF-8 text.") from None


def editor() -> str | None:
    """The command line of the user's editor, $VISUAL before $EDITOR."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR")


class Graphics(StrEnum):
    """How a terminal can show a picture."""

    KITTY = "kitty"
    ITERM2 = "iterm2"
    BLOCKS = "blocks"


def graphics(environ: Mapping[str, str] | None = None) -> Graphics | None:
    """What the terminal says of itself: kitty's or iTerm2's protocol, half blocks, or nothing.

    Inside tmux and screen the protocols do not pass, so there it is half blocks at best.
    """
    env = os.environ if environ is None else environ
    term, program = env.get("TERM", ""), env.get("TERM_PROGRAM", "")
    if term == "dumb":
        return None
    if not env.get("TMUX") and not term.startswith(("screen", "tmux")):
        if env.get("KITTY_WINDOW_ID") or "kitty" in term or "ghostty" in term:
            return Graphics.KITTY
        if program in {"iTerm.app", "WezTerm"} or env.get("LC_TERMINAL") == "iTerm2":
            return Graphics.ITERM2
    truecolour = env.get("COLORTERM", "").lower() in {"truecolor", "24bit"}
    return Graphics.BLOCKS if truecolour and not env.get("NO_COLOR") else None


def file_path(environ: Mapping[str, str] | None = None) -> Path:
    """Where the config file is, or would be."""
    env = os.environ if environ is None else environ
    named = env.get("CTA_BATCH_CONFIG")
    return Path(named).expanduser() if named else _config_folder() / "config.toml"


def _read_file(env: Mapping[str, str]) -> ConfigFile:
    path = file_path(env)
    if not path.exists():
        if env.get("CTA_BATCH_CONFIG"):
            raise UsageError(f"CTA_BATCH_CONFIG names {path}, and there is no such file.")
        return ConfigFile()
    try:
        return ConfigFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(str(path), [str(error)]) from None
    except ValidationError as error:
        raise InputError(str(path), [_problem(e) for e in error.errors()]) from None


def _problem(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        if "key" in place.lower():
            return f"{place}: a key is taken from OPENAI_API_KEY only, so that no file holds it"
        return f"{place}: there is no such setting"
    return f"{place}: {error['msg']}"


def _flag(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = env.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        raise UsageError(f"{name} is {value!r}; it takes 1 or 0.")
    return default


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "default"


def _data_folder() -> Path:
    import platformdirs

    return platformdirs.user_data_path(APP, appauthor=False)


def _config_folder() -> Path:
    import platformdirs

    return platformdirs.user_config_path(APP, appauthor=False)
