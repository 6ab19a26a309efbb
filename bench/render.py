"""How long a creative takes, against the same bare Pillow operations in the same run.

    python bench/render.py [HOW_MANY]

Three figures of 1080×1080 pixels: the bare operations (decode nothing: cover-resize a background,
scale and paste a product with a blurred shadow, save a JPEG), ``render`` with the cut-out cached,
and a batch of squares and landscapes on two threads. Pictures are drawn here; all is CPU time of
this machine, so compare columns, don't quote them.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from cta_batch.compose import RenderOrder, paint_background, palette_of, render
from cta_batch.compose.subject import subject_of
from cta_batch.domain import BackgroundStyle, Layout, Words
from cta_batch.placements import PLACEMENTS

WORDS = Words.model_validate(
    {
        "angle": "benefit",
        "headline": "The everyday bottle, rebuilt",
        "long_headline": "The everyday bottle, rebuilt for rain and commutes",
        "description": "Keeps cold for a day and fits every cup holder.",
        "primary_text": "Keeps cold for a day and fits every cup holder.",
        "cta": "SHOP_NOW",
        "cta_text": "Shop now",
        "language": "en",
    }
)


def product() -> bytes:
    """A textured thing on white, 1080×1340, as a JPEG."""
    noise = np.random.default_rng(2).integers(40, 200, (134, 108, 3)).astype(np.uint8)
    texture = Image.fromarray(noise).resize((1080, 1340), Image.Resampling.BICUBIC)
    mask = Image.new("L", texture.size)
    ImageDraw.Draw(mask).rounded_rectangle((220, 180, 860, 1180), 120, fill=255)
    sheet = Image.new("RGB", texture.size, "#ffffff")
    sheet.paste(texture, mask=mask)
    file = io.BytesIO()
    sheet.save(file, "JPEG", quality=92)
    return file.getvalue()


def bare(background: Image.Image, cut: Image.Image) -> bytes:
    """The operations that no renderer can do without, once each."""
    plate = background.resize((1080, 1080), Image.Resampling.BICUBIC, reducing_gap=2.0)
    width = round(640 * cut.width / cut.height)
    scaled = cut.resize((width, 640), Image.Resampling.LANCZOS, reducing_gap=3.0)
    alpha = scaled.getchannel("A")
    small = alpha.resize((width // 4, 160)).filter(ImageFilter.GaussianBlur(6))
    plate.paste((20, 20, 40), (300, 80), small.resize((width, 640)).point(lambda v: v // 4))
    plate.paste(scaled, (300, 60), alpha)
    file = io.BytesIO()
    plate.save(file, "JPEG", quality=88, subsampling=0)
    return file.getvalue()


def median_ms(work: Callable[[int], object], times: int) -> float:
    """Median milliseconds of ``work(0)``, ``work(1)`` …, after one call to warm up."""
    work(-1)
    taken = []
    for i in range(times):
        began = time.perf_counter()
        work(i)
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


def orders(picture: bytes, count: int) -> list[RenderOrder]:
    """One order a variant: its own background, palette, headline and layout."""
    made = []
    for i in range(count):
        palette, _ = palette_of(picture, turn=i, brand=None)
        style = list(BackgroundStyle)[i % 6]
        ground = paint_background(style=style, seed=i, palette=palette, width=1024, height=1024)
        said = WORDS.model_copy(update={"headline": f"The everyday bottle no. {i}"})
        layout = list(Layout)[i % 5]
        square = (PLACEMENTS["square"],)
        made.append(RenderOrder(picture, ground, False, said, layout, square, i, palette))
    return made


def main(count: int) -> None:
    picture = product()
    began = time.perf_counter()
    cut = subject_of(picture).cut.image
    spent = 1000 * (time.perf_counter() - began)
    print(f"once a product: decode, cut-out, analysis   {spent:6.0f} ms")
    todo = orders(picture, count)
    background = Image.open(io.BytesIO(todo[0].background)).convert("RGB")
    floor = median_ms(lambda i: bare(background, cut), 20)
    print(f"bare Pillow operations, 1080×1080           {floor:6.1f} ms")
    each = median_ms(lambda i: render(todo[i]), count)
    print(
        f"render, cut-out cached, new background      {each:6.1f} ms  = {each / floor:.1f} × bare"
    )
    again = median_ms(lambda i: render(replace(todo[i], seed=i)), count)
    print(
        f"render, background seen before (edit)       {again:6.1f} ms  = {again / floor:.1f} × bare"
    )
    both = (PLACEMENTS["square"], PLACEMENTS["landscape"])
    batch = [replace(order, placements=both, seed=order.seed + 50) for order in todo]
    began = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        done = sum(len(made.creatives) for made in pool.map(render, batch))
    spent = 1000 * (time.perf_counter() - began)
    print(f"{done} creatives on 2 threads                  {spent / done:6.1f} ms each")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 48)
