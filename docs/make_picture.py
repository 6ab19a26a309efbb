"""Make docs/first-run.jpg from the newest job: its creatives on one sheet, in three rows.

cta-batch run examples/input.json && python docs/make_picture.py
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from PIL import Image

PAGE = Path(__file__).with_name("first-run.jpg")
HEIGHT, GAP = 420, 14
ROWS = (
    (("square", 0), ("story", 1), ("landscape", 2)),
    (("landscape", 3), ("square", 4), ("story", 5)),
    (("square", 6), ("landscape", 7), ("portrait", 0)),
)


def job() -> list[dict[str, str]]:
    """Placement → path, for each info of the newest job."""
    command = [sys.executable, "-m", "cta_batch", "show", "last", "--json"]
    shown = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return [
        {c["placement"]: c["path"] for c in info["suggestion"]["creatives"]}
        for info in shown["cta_infos"]
    ]


def row(pictures: list[Image.Image]) -> Image.Image:
    width = sum(p.width for p in pictures) + GAP * (len(pictures) - 1)
    strip = Image.new("RGB", (width, HEIGHT), "white")
    x = 0
    for picture in pictures:
        strip.paste(picture, (x, 0))
        x += picture.width + GAP
    return strip


def scaled(path: str) -> Image.Image:
    with Image.open(path) as picture:
        width = round(picture.width * HEIGHT / picture.height)
        return picture.convert("RGB").resize((width, HEIGHT), Image.Resampling.LANCZOS)


def main() -> None:
    infos = job()
    strips = [row([scaled(infos[info][place]) for place, info in wanted]) for wanted in ROWS]
    width = max(s.width for s in strips)
    sheet = Image.new("RGB", (width, (HEIGHT + GAP) * len(strips) - GAP), "white")
    for n, strip in enumerate(strips):
        sheet.paste(strip, ((width - strip.width) // 2, n * (HEIGHT + GAP)))
    sheet.save(PAGE, quality=86, optimize=True)


if __name__ == "__main__":
    main()
