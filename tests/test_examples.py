"""The example pages read well, and their pictures come from the code beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote, urlsplit

import numpy as np
import pytest
from PIL import Image

from cta_batch.domain import Product
from cta_batch.intake import read_brand
from cta_batch.page import read_product

EXAMPLES = Path(__file__).parents[1] / "examples"
BATCH = json.loads((EXAMPLES / "input.json").read_text(encoding="utf-8"))
PICTURES = sorted((EXAMPLES / "pages").glob("*_files/*.jpg"))


def opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB")


def product(page: str) -> Product:
    path = EXAMPLES / page
    return read_product(path.read_bytes(), path.as_uri())


@pytest.mark.parametrize(
    ("page", "name", "price", "currency", "language"),
    [
        ("pages/hollow-pour-over.html", "Hollow Pour-Over Set", 68, "USD", "en"),
        ("pages/kuppel-leuchte.html", "Kuppel Akku-Tischleuchte", 149, "EUR", "de"),
        ("pages/arare-teapot.html", "鋳物急須「霰」", 14300, "JPY", "ja"),
    ],
)
def test_page_tells_its_product(
    page: str, name: str, price: int, currency: str, language: str
) -> None:
    found = product(page)
    assert (found.name, found.price, found.currency) == (name, Decimal(price), currency)
    assert (found.language or "").split("-")[0] == language
    assert found.brand
    assert found.description


def test_one_page_has_a_sale_and_one_has_ratings() -> None:
    assert product("pages/kuppel-leuchte.html").list_price == 189
    rated = product("pages/hollow-pour-over.html")
    assert (rated.rating, rated.rating_count) == (4.8, 312)


@pytest.mark.parametrize("entry", BATCH, ids=lambda e: str(e["url"]))
def test_every_variant_has_its_own_picture_on_disk(entry: dict[str, str | int]) -> None:
    images = [Path(unquote(urlsplit(i).path)) for i in product(str(entry["url"])).images]
    assert all(path.is_file() for path in images)
    assert len(set(images)) >= int(entry["variant"])


def test_pictures_are_large_and_the_folder_stays_small() -> None:
    assert {opened(path).size for path in PICTURES} == {(1400, 1400)}
    assert sum(path.stat().st_size for path in PICTURES) < 2_000_000


def test_brand_kit_is_valid() -> None:
    assert read_brand(EXAMPLES / "brand.toml").name == "Fjord & Clay"


def test_drawing_anew_gives_the_committed_picture(tmp_path: Path) -> None:
    name = "hollow-pour-over_files/mug.jpg"
    command = [sys.executable, str(EXAMPLES / "draw.py"), name, "--size", "56", "--to"]
    for again in ("a", "b"):
        subprocess.run([*command, str(tmp_path / again)], check=True, capture_output=True)
    first, second = ((tmp_path / again / name).read_bytes() for again in ("a", "b"))
    assert first == second
    kept = opened(EXAMPLES / "pages" / name).resize((56, 56), Image.Resampling.BOX)
    drawn = opened(tmp_path / "a" / name)
    apart = np.abs(np.asarray(kept, float) - np.asarray(drawn, float)).mean()
    assert apart < 4, f"mean difference {apart:.1f} of 255"


@pytest.mark.parametrize("entry", BATCH, ids=lambda e: str(e["url"]))
def test_every_page_gives_the_writer_features(entry: dict[str, str | int]) -> None:
    assert len(product(str(entry["url"])).features) >= 4
