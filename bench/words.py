"""Measure the offline words on saved product pages: python bench/words.py INDEX [--print N].

INDEX is a JSON list of {"file", "url"} (file: HTML, gzipped or not, relative to the index). Prints
the share of texts within limits, claims the page does not prove, faults of form, how much of their
words the headlines of one URL share, how many of them tell something of the product or its kind
rather than fill the place, and whether the ad speaks the page's language.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from cta_batch import angles, copyrules, grounding
from cta_batch.domain import Product, Words
from cta_batch.errors import CtaBatchError
from cta_batch.languages import foreign, spoken
from cta_batch.limits import LIMITS, display_width
from cta_batch.page import read_product
from cta_batch.providers.base import Brief
from cta_batch.providers.offline import OfflineWriter
from cta_batch.providers.offline.filling import Says, says
from cta_batch.providers.offline.phrases import book, speaks, uses

VARIANTS = 5


def products(index: Path) -> Iterator[Product]:
    """The products of the pages that are product pages."""
    entries = json.loads(index.read_text(encoding="utf-8"))
    for entry in (e for e in entries if e["url"]):
        raw = (index.parent / entry["file"]).read_bytes()
        html = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        try:
            yield read_product(html, entry["url"])
        except CtaBatchError:
            continue


def write(product: Product) -> list[Words]:
    """The words of all variants, in the page's language."""
    plans = [angles.plan(product, index=i, count=VARIANTS) for i in range(VARIANTS)]
    language = spoken(product)
    return [OfflineWriter().write(Brief(product, plan, language)).words for plan in plans]


def mixed(product: Product, words: Words) -> bool:
    """Whether what the ad says is plainly in another language than it should be."""
    return foreign(" ".join(words.texts().values()), spoken(product)) is not None


def share_said(pairs: list[tuple[Product, Words]]) -> float:
    """How many (0–1) of the ads in a language without phrases tell the user so."""
    unspoken = [p for p, _ in pairs if not speaks(spoken(p))]
    plan = angles.plan
    told = (
        OfflineWriter().write(Brief(p, plan(p, index=0, count=1), spoken(p))).notes
        for p in unspoken
    )
    return statistics.fmean(any("no offline phrases" in n for n in notes) for notes in told)


def within_limits(words: Words) -> bool:
    texts = words.texts()
    return all(display_width(texts.get(name, "")) <= limit for name, limit in LIMITS.items())


def tells(words: Words) -> bool:
    """Whether a headline says anything of the product: a fact, a figure, its name."""
    phrases = book(words.language).headlines.values()
    empty = {t for texts in phrases for t in texts if says(t) is Says.NOTHING}
    return words.headline not in empty


def _said_of_kinds(language: str) -> frozenset[str]:
    return frozenset(text for said in uses(language).values() for text in said)


def report(written: list[tuple[Product, list[Words]]], seconds: float) -> None:
    pairs = [(p, w) for p, several in written for w in several]
    twins = {
        spoken_here: [
            copyrules.overlap(a.headline, b.headline)
            for p, several in written
            if speaks(spoken(p)) is spoken_here
            for a, b in combinations(several, 2)
        ]
        for spoken_here in (True, False)
    }
    shares = [*twins[True], *twins[False]]
    telling = sum(tells(w) for _, w in pairs)
    unproved = [problem for p, w in pairs for problem in grounding.problems(w, p)]
    faults = [problem for p, w in pairs for problem in copyrules.problems(w, p)]
    right = 1 - sum(mixed(p, w) for p, w in pairs) / len(pairs)
    unspoken = sorted({spoken(p) for p, _ in pairs if not speaks(spoken(p))})
    print(
        f"{len(written)} pages, {len(pairs)} suggestions, {seconds / len(pairs) * 1000:.1f} ms each"
    )
    print(f"within limits      {sum(within_limits(w) for _, w in pairs) / len(pairs):.1%}")
    print(f"unproved claims    {len(unproved)}", *unproved[:10], sep="\n    ")
    print(f"faults of form     {len(faults)}", *faults[:10], sep="\n    ")
    print(f"headline overlap   mean {statistics.mean(shares):.2f}, max {max(shares):.2f}", end="")
    alike = {spoken_here: sum(s >= copyrules.SAME for s in of) for spoken_here, of in twins.items()}
    print(
        f"; at half or more: {alike[True]} of {len(twins[True])} pairs, and {alike[False]} of",
        end="",
    )
    print(f" {len(twins[False])} where there are no phrases")
    kinds = sum(w.headline in _said_of_kinds(w.language) for _, w in pairs)
    print(
        f"headlines telling  {telling / len(pairs):.1%} (what one does with such a thing:", end=""
    )
    print(f" {kinds / len(pairs):.1%}); the others fit any product")
    print(f"language right     {right:.1%} of what can be told apart")
    print(f"no phrases for     {', '.join(unspoken) or 'none'}; said so {share_said(pairs):.1%}")


def show(words: Words) -> None:
    print(f"\n[{words.angle.value}, {words.language}] {words.headline}  ({words.cta_text})")
    print(f"  {words.long_headline}\n  {words.description}\n  {words.primary_text}")
    print(f"  short {words.short_headline} · {' '.join(words.hashtags)}")
    print(f"  pin {words.pinterest_title} | {words.pinterest_description}")
    print(f"  linkedin {words.linkedin_text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--print", type=int, default=0, help="how many suggestions to print")
    given = parser.parse_args()
    found = list(products(given.index))
    start = time.perf_counter()
    written = [(product, write(product)) for product in found]
    report(written, time.perf_counter() - start)
    for number in range(given.print):
        _, several = written[number % len(written)]
        show(several[number // len(written) % VARIANTS])


if __name__ == "__main__":
    main()
