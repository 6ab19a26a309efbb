"""Cut-outs kept on disk: the same to the last pixel, made once, bounded, gone with their job."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from cta_batch.compose import keeping
from cta_batch.compose.cutout import CutOut, cut_out
from cta_batch.store.shelf import Shelf
from tests.conftest import Cli
from tests.drawn_photos import Studio, draw_photo

OFFLINE = ("run", "--provider", "offline", "--allow-private", "--placement", "square", "--json")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "cut-outs")
    keeping.keep_on(shelf)
    yield shelf
    keeping.keep_on(None)


def transparent() -> Image.Image:
    picture = Image.new("RGBA", (400, 400))
    ImageDraw.Draw(picture).ellipse((80, 90, 300, 340), fill=(200, 60, 40, 255))
    return picture


def shadowed() -> Image.Image:
    def ball(draw: ImageDraw.ImageDraw, scale: float) -> None:
        draw.ellipse([scale * at for at in (250, 300, 550, 600)], fill=255)

    def paint(draw: ImageDraw.ImageDraw, scale: float) -> None:
        draw.rectangle([scale * at for at in (0, 0, 900, 900)], fill=(60, 50, 60))

    photo = draw_photo(ball, paint, Studio(shadow=0.4)).photo
    assert cut_out(photo).shadow is not None
    return photo


def noise() -> Image.Image:
    return Image.effect_noise((420, 400), 90).convert("RGB")


def large() -> Image.Image:
    """More pixels than a cut-out keeps: it is another scale of the photo."""
    photo = shadowed().resize((2300, 2300))
    assert cut_out(photo).image.width < photo.width * 0.9
    return photo


def hidden_colours() -> Image.Image:
    """What a transparent file hides is not what stands in for it: all pixels are its own."""
    picture = noise().convert("RGBA")
    picture.putalpha(transparent().getchannel("A").resize(picture.size))
    return picture


PHOTOS = {
    "with a shadow": shadowed,
    "larger than its cut-out": large,
    "with alpha of its own": transparent,
    "with hidden colours": hidden_colours,
    "not to be cut": noise,
}


def key_of(photo: Image.Image) -> str:
    return hashlib.sha256(photo.tobytes()).hexdigest()


def same(one: CutOut, other: CutOut) -> bool:
    return all(getattr(one, f.name) == getattr(other, f.name) for f in fields(CutOut))


def never(_photo: Image.Image) -> CutOut:
    raise AssertionError("it was made again")


@pytest.mark.parametrize("name", PHOTOS)
def test_what_is_kept_is_what_was_made(name: str, shelf: Shelf) -> None:
    photo = PHOTOS[name]()
    made = keeping.kept(key_of(photo), photo, cut_out)
    assert same(keeping.kept(key_of(photo), photo, never), made)


def test_a_photo_that_cannot_be_cut_takes_no_room(shelf: Shelf) -> None:
    photo = noise()
    keeping.kept(key_of(photo), photo, cut_out)
    (file,) = shelf.folder.iterdir()
    assert file.stat().st_size < 1000


def test_of_a_photo_that_was_cut_only_the_outline_takes_room(shelf: Shelf) -> None:
    photo = Image.composite(
        Image.effect_noise((900, 900), 60), Image.new("L", (900, 900), 255), _disc()
    ).convert("RGB")
    made = keeping.kept(key_of(photo), photo, cut_out)
    assert made.confident
    assert same(keeping.kept(key_of(photo), photo, never), made)
    (file,) = shelf.folder.iterdir()
    assert file.stat().st_size < 0.1 * len(made.image.tobytes())


def _disc() -> Image.Image:
    mask = Image.new("L", (900, 900))
    ImageDraw.Draw(mask).ellipse((200, 200, 700, 700), fill=255)
    return mask


@pytest.mark.parametrize("damage", [b"", b"PK", None])
def test_a_damaged_file_is_made_anew(damage: bytes | None, shelf: Shelf) -> None:
    photo = transparent()
    made = keeping.kept(key_of(photo), photo, cut_out)
    (file,) = shelf.folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] + bytes(9) if damage is None else damage)
    assert same(keeping.kept(key_of(photo), photo, cut_out), made)
    assert file.read_bytes() == whole


def test_without_a_shelf_nothing_is_kept() -> None:
    photo = transparent()
    assert keeping.kept("key", photo, cut_out).confident
    with pytest.raises(AssertionError):
        keeping.kept("key", photo, never)


def test_a_shelf_drops_what_was_asked_for_longest_ago(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, most=10)
    for age, name in enumerate(("a", "b", "c")):
        shelf.put(name, b"123")
        os.utime(tmp_path / name, (age, age))
    shelf.get("a")
    shelf.put("d", b"123")
    assert [shelf.get(n) is not None for n in "abcd"] == [True, False, True, True]
    shelf.put("whale", bytes(99))
    assert [p.name for p in tmp_path.iterdir()] == ["whale"]


def test_a_shelf_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    shelf = Shelf(tmp_path / "file")
    shelf.put("a", b"123")
    assert shelf.get("a") is None


def cut_outs(cli: Cli) -> dict[str, int]:
    """Names and the files' own numbers: another number is another file."""
    return {p.name: p.stat().st_ino for p in (cli.home / "assets" / "cut-outs").glob("*")}


def test_a_later_job_of_the_same_product_finds_them(cli: Cli, batch: Any) -> None:
    first = cli.process(*OFFLINE, batch())
    before = cut_outs(cli)
    assert len(before) == 2, first.stderr
    second = cli.process(*OFFLINE, batch())
    assert cut_outs(cli) == before

    pictures = [
        [
            Path(c["path"]).read_bytes()
            for i in r.json["cta_infos"]
            for c in i["suggestion"]["creatives"]
        ]
        for r in (first, second)
    ]
    assert len(pictures[0]) == 2
    assert all(Image.open(io.BytesIO(data)).size == (1080, 1080) for data in pictures[1])


def test_they_go_with_the_job(cli: Cli, batch: Any) -> None:
    job = cli.process(*OFFLINE, batch()).json["id"]  # another process: nothing in memory yet
    assert len(cut_outs(cli)) == 2
    assert cli("delete", job, "--yes").exit_code == 0
    assert cut_outs(cli) == {}
