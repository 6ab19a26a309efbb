"""Draws the product pictures of the example pages anew: python examples/draw.py"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from drawing import lamp, pourover, room, teapot
from drawing.camera import render
from drawing.studio import Scene
from PIL import Image

PICTURES: dict[str, Callable[[], Scene]] = {
    "hollow-pour-over_files/front.jpg": pourover.stacked,
    "hollow-pour-over_files/breakfast.jpg": room.breakfast,
    "hollow-pour-over_files/mug.jpg": pourover.filled_mug,
    "hollow-pour-over_files/rust.jpg": pourover.rust,
    "kuppel-leuchte_files/koralle.jpg": lamp.studio,
    "kuppel-leuchte_files/abend.jpg": room.evening,
    "kuppel-leuchte_files/salbei.jpg": lamp.sage,
    "arare-teapot_files/sumi.jpg": teapot.front,
    "arare-teapot_files/detail.jpg": teapot.detail,
    "arare-teapot_files/akane.jpg": teapot.madder,
}


def draw(name: str, size: int, folder: Path) -> Path:
    """One of ``PICTURES`` as a JPEG of ``size`` × ``size`` pixels below ``folder``."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(render(PICTURES[name](), size)).save(path, quality=90, optimize=True)
    return path


def main() -> None:
    """Every picture, on every core."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="draw only these (default: all)")
    parser.add_argument("--size", type=int, default=1400, help="pixels a side (default: 1400)")
    pages = Path(__file__).parent / "pages"
    parser.add_argument("--to", type=Path, default=pages, help="folder (default: examples/pages)")
    wish = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        job = partial(draw, size=wish.size, folder=wish.to)
        for path in pool.map(job, wish.names or PICTURES):
            print(path)


if __name__ == "__main__":
    main()
