"""A shop and a model server in a process of their own, as slow as asked: what batches run against.

    with serving(chat=0.5, image=2.0, page=0.2) as address: …

Every page shows another product, every answer of the models is another one, so that nothing is
spared by chance. ``robots.txt`` is answered at once.
"""

from __future__ import annotations

import io
import itertools
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from bench.speed.measuring import python
from tests.servers import (
    WORDS,
    ModelServer,
    Reply,
    Request,
    ShopServer,
    chat,
    image_b64,
    product_page,
)

PICTURES = 3
"""Product pictures on each page."""
SIDE = 1200
READY = 5
"""Pages whose pictures are there before the first request."""
# ruff: noqa: SIM905  # a list of words reads better as words
_THINGS = "Lamp Bowl Vase Stool Clock Bench Tray Shelf Mirror Basket Candle Rug Jug Frame".split()
_HOW = "Calm Soft Warm Clear Quiet Honest Simple Gentle Mellow Steady Slender Round Still".split()
_WHERE = "evening morning corner desk table room wall kitchen hallway terrace".split()
_WHAT = "light shape wood linen glow texture colour form line surface grain".split()


@dataclass(frozen=True)
class Addresses:
    """Where the two servers are, and what they counted."""

    shop: str
    models: str

    def page(self, number: int) -> str:
        return f"{self.shop}/p/{number}"

    def counts(self) -> dict[str, int]:
        """Requests so far, by what they asked for."""
        from urllib.request import urlopen

        with urlopen(f"{self.shop}/counts") as answer:
            counted: dict[str, int] = json.load(answer)
        return counted


@contextmanager
def serving(*, chat: float = 0.0, image: float = 0.0, page: float = 0.0) -> Iterator[Addresses]:
    """Both servers until the end of the block; seconds that each answer takes."""
    command = python("-m", "bench.speed.serving", str(chat), str(image), str(page))
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Addresses(*process.stdout.readline().split())
        process.stdin.close()


class SlowShop(ShopServer):
    """Pages ``/p/N`` with pictures ``/img/N-I.jpg``; each answer takes ``seconds``."""

    def __init__(self, seconds: float, models: SlowModels) -> None:
        super().__init__()
        self._seconds = seconds
        self._models = models
        self._counted = {"page": 0, "picture": 0}

    def answer(self, request: Request) -> Reply:
        if request.path == "/counts":
            counted = self._counted | self._models.counts()
            return Reply(200, json.dumps(counted).encode(), kind="application/json")
        page = re.fullmatch(r"/p/(\d+)", request.path)
        picture = re.fullmatch(r"/img/(\d+)-(\d+)\.jpg", request.path)
        if page is None and picture is None:
            return Reply(404, b"<h1>Not found</h1>")
        with self.lock:
            self._counted["page" if page else "picture"] += 1
        if page:
            return after(self._seconds, lambda: Reply(200, _page(int(page[1])).encode()))
        assert picture is not None
        number, turn = map(int, picture.groups())
        return after(self._seconds, lambda: Reply(200, product(number, turn), kind="image/jpeg"))


class SlowModels(ModelServer):
    """Answers in turn, each another headline and another file, after so many seconds."""

    def __init__(self, chat_seconds: float, image_seconds: float) -> None:
        super().__init__()
        self._numbers = {"chat": itertools.count(), "image": itertools.count()}
        self._grounds = [ground(n) for n in range(6)]
        self.chat.always(lambda _: after(chat_seconds, lambda: chat(_words(self._number()))))
        self.image.always(lambda _: after(image_seconds, self._picture))

    def counts(self) -> dict[str, int]:
        return {"chat": self.chat.count, "image": self.image.count}

    def _number(self) -> int:
        return next(self._numbers["chat"])

    def _picture(self) -> Reply:
        number = next(self._numbers["image"])
        return image_b64(_another(self._grounds[number % len(self._grounds)], number))


def after(seconds: float, make: Callable[[], Reply]) -> Reply:
    """What is made, so long after now: a server's own work is in the time that it takes, and not
    on the cores of whoever waits for it."""
    due = time.monotonic() + seconds
    reply = make()
    time.sleep(max(0.0, due - time.monotonic()))
    return reply


def _page(number: int) -> str:
    name = f"{_HOW[number % len(_HOW)]} {_THINGS[number % len(_THINGS)]}"
    images = [f"/img/{number}-{i}.jpg" for i in range(PICTURES)]
    described = "Turned from one piece of walnut, dimmable, made for long evenings at home."
    return product_page(name, "79.00", "USD", images, described)


def _words(number: int) -> Mapping[str, object]:
    """Rules kept, and no headline like one of the twenty before it."""
    said = (words[number % len(words)] for words in (_HOW, _WHERE, _WHAT))
    return WORDS | {"headline": " ".join(said)}


@cache
def product(number: int, turn: int) -> bytes:
    """A textured thing on white, ``SIDE`` pixels square, as a JPEG."""
    import numpy as np
    from PIL import Image, ImageDraw

    dice = np.random.default_rng(100 * number + turn)
    low, high = sorted(int(v) for v in dice.integers(20, 230, 2))
    noise = dice.integers(low, high + 20, (120, 120, 3)).astype(np.uint8)
    texture = Image.fromarray(noise).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    mask = Image.new("L", texture.size)
    inset = [int(v) for v in dice.integers(150, 330, 2)]
    box = (inset[0], inset[1], SIDE - inset[0], SIDE - inset[1])
    ImageDraw.Draw(mask).rounded_rectangle(box, 120, fill=255)
    sheet = Image.new("RGB", texture.size, "#ffffff")
    sheet.paste(texture, mask=mask)
    return _jpeg(sheet, 92)


def ground(number: int) -> bytes:
    """A soft background as a model makes it, 1024×1024, as a JPEG."""
    import numpy as np
    from PIL import Image

    dice = np.random.default_rng(number)
    rough = Image.fromarray(dice.integers(90, 200, (5, 5, 3)).astype(np.uint8))
    soft = np.asarray(rough.resize((1024, 1024), Image.Resampling.BICUBIC), dtype=np.int16)
    grain = dice.integers(-6, 7, soft.shape)
    return _jpeg(Image.fromarray((soft + grain).clip(0, 255).astype(np.uint8)), 90)


def _jpeg(picture: object, quality: int) -> bytes:
    from PIL import Image

    assert isinstance(picture, Image.Image)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return file.getvalue()


def _another(jpeg: bytes, number: int) -> bytes:
    """The same picture as another file: with a comment of its own."""
    comment = str(number).encode()
    return jpeg[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + jpeg[2:]


def main() -> None:
    chat_seconds, image_seconds, page_seconds = map(float, sys.argv[1:])
    with (
        SlowModels(chat_seconds, image_seconds) as models,
        SlowShop(page_seconds, models) as shop,
    ):
        for number in range(READY):  # drawn now, they cost the measured batch nothing
            for turn in range(PICTURES):
                product(number, turn)
        print(shop.url, models.base_url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
