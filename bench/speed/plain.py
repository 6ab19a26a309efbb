"""What a batch cannot do without, done plainly: the limits that ours is held against.

    python -m bench.speed.plain calls < ORDER       the same calls, one paste an info, nothing kept
    python -m bench.speed.plain pictures < ORDER    every creative's resizes, pastes and saves alone

Both take ``job.Order`` and print ``job.Measured``. Neither writes words on a picture, judges one,
cuts a product out, keeps a database, or minds what fails.
"""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import httpx2
import openai
from PIL import Image, ImageFilter

from bench.speed.job import VARIANTS, Measured, Order
from bench.speed.measuring import cpu_seconds, peak_megabytes, python
from cta_batch.placements import PLACEMENTS

THREADS = 2
"""For pictures alone: what they are measured on has two cores."""
CREATIVE = 1080
_WEB = httpx2.Client(timeout=60)


def plain(what: str, order: Order) -> Measured:
    """Do it in a process of its own."""
    answer = subprocess.run(
        python("-m", "bench.speed.plain", what),
        input=json.dumps(asdict(order)),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Measured(**json.loads(answer.stdout))


def main() -> None:
    order = Order(**json.loads(sys.stdin.read()))
    work = {"calls": calls, "pictures": pictures}[sys.argv[1]]
    work(order, [(order.warm_up, 0)])
    began, spent = time.perf_counter(), cpu_seconds()
    pages = order.pages[: order.infos // VARIANTS]
    work(order, [(page, variant) for page in pages for variant in range(VARIANTS)])
    wall, cpu = time.perf_counter() - began, cpu_seconds() - spent
    print(json.dumps(asdict(Measured(wall, cpu, peak_megabytes(), 0))))


# --- the same calls ---


def calls(order: Order, infos: list[tuple[str, int]]) -> None:
    """Page, picture, background and words of each info, and one JPEG of them in memory."""
    client = openai.OpenAI(base_url=order.models, api_key="none", max_retries=0)
    _read(infos)
    _all(lambda info: made(client, *info), infos, order.workers)
    client.close()


def made(client: openai.OpenAI, page: str, variant: int) -> int:
    """The calls of one info and its picture; the picture's bytes."""
    addresses = _gallery(page)
    answer = client.images.generate(
        model="gpt-image-2", prompt=f"A calm ground, {variant}", size="1024x1024"
    )
    assert answer.data
    assert answer.data[0].b64_json
    chat = client.chat.completions.create(
        model="gpt-5-mini", messages=[{"role": "user", "content": f"An ad for {page}"}]
    )
    json.loads(chat.choices[0].message.content or "")
    ground = _opened(base64.b64decode(answer.data[0].b64_json))
    return len(_pasted(ground, _opened(_got(addresses[variant % len(addresses)]))))


def _read(infos: list[tuple[str, int]]) -> None:
    """Each page and picture once, before threads could ask for one at the same time."""
    for page in dict.fromkeys(page for page, _ in infos):
        for address in _gallery(page):
            _got(address)


@cache
def _gallery(page: str) -> list[str]:
    found = re.findall(r'<img src="([^"]+)"', _got(page).decode())
    return [urljoin(page, address) for address in found]


@cache
def _got(address: str) -> bytes:
    return _WEB.get(address).raise_for_status().content


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def _pasted(ground: Image.Image, product: Image.Image) -> bytes:
    canvas = ground.resize((CREATIVE, CREATIVE), Image.Resampling.BICUBIC)
    canvas.paste(product.resize((640, 640), Image.Resampling.LANCZOS), (220, 400))
    file = io.BytesIO()
    canvas.save(file, "JPEG", quality=88, subsampling=0)
    return file.getvalue()


# --- the same resizes, pastes and saves ---


def pictures(order: Order, infos: list[tuple[str, int]]) -> None:
    """For each info one background saved, and a creative of each placement saved."""

    @cache
    def cut(page: str, turn: int) -> Image.Image:
        addresses = _gallery(page)
        product = _opened(_got(addresses[turn]))
        product.putalpha(Image.new("L", product.size, 255))
        return product

    _read(infos)
    with tempfile.TemporaryDirectory(prefix="speed-") as folder:

        def one(info: tuple[str, int]) -> None:
            page, variant = info
            product = cut(page, variant % len(_gallery(page)))
            name = f"{page.rpartition('/')[2]}-{variant}"
            ground = Image.radial_gradient("L").convert("RGB").resize((1024, 1024))
            ground.save(Path(folder, f"{name}.jpg"), "JPEG", quality=90)
            for placement in order.placements:
                size = (PLACEMENTS[placement].width, PLACEMENTS[placement].height)
                made = _composed(ground, product, size)
                path = Path(folder, f"{name}-{placement}.jpg")
                made.save(path, "JPEG", quality=88, subsampling=0)

        _all(one, infos, THREADS)


def _composed(ground: Image.Image, product: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Cover with the background, then the product with a blurred shadow under it."""
    side = round(0.6 * min(size))
    at = ((size[0] - side) // 2, size[1] - side - 20)
    canvas = ground.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    scaled = product.resize((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    alpha = scaled.getchannel("A")
    small = alpha.resize((side // 4, side // 4)).filter(ImageFilter.GaussianBlur(6))
    shade = small.resize(alpha.size).point(lambda v: v // 4)
    canvas.paste((20, 20, 40), (at[0], at[1] + 20), shade)
    canvas.paste(scaled, at, alpha)
    return canvas


def _all(
    one: Callable[[tuple[str, int]], object], infos: list[tuple[str, int]], threads: int
) -> None:
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(one, infos))


if __name__ == "__main__":
    main()
