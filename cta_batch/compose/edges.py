"""Soft edges without a halo: how much of each pixel is product, and in which colour."""

from __future__ import annotations

import cv2
import numpy as np

from cta_batch.compose.backdrop import Backdrop, Indices
from cta_batch.compose.matte import EDGE, settled
from cta_batch.compose.regions import (
    Floats,
    Levels,
    Mask,
    Window,
    blurred,
    farthest,
    grown,
    levels,
    shrunk,
    tiles,
)

NEAR = 4
"""Pixels within which sure product and sure ground tell what a mixed pixel is made of."""


def soften(
    pixels: Levels, backdrop: Backdrop, window: Window, product: Mask
) -> tuple[Levels, Levels]:
    """Alpha (h, w) and product colours free of the ground (h, w, 3), in levels 0–255.

    ``pixels`` and ``product`` are those in ``window`` of the picture. Only a band along the edge
    changes: within it every pixel is taken as a mixture of the nearest sure product and the nearest
    sure ground, so that what JPEG smeared past the edge falls away. Beyond 4 px inside, colours are
    the photo's own.
    """
    core = shrunk(product, NEAR)
    band = Band(grown(product, 1) & ~core)
    edge, ground = pixels[band.at].astype(np.float32), backdrop.colours(band.at, window)
    sure = core.astype(np.float32)
    sure[band.at] = product[band.at] * _purity(edge, ground)
    inner = band.colours(pixels, sure, edge)
    outer = band.colours(pixels, ~grown(product, 2), ground)
    share = _share(edge, inner, outer, band.means(product.view(np.uint8)))
    alpha = _opacity(share, band.at, product, core)
    cover, colours = product * np.uint8(255), pixels.copy()
    cover[band.at] = levels(alpha * 255)
    colours[band.at] = levels(_unmixed(edge, inner, outer, alpha))
    return cover, colours


class Band:
    """The n pixels of a mask that has few, with means of what lies around each."""

    at: tuple[Indices, Indices]
    """Their rows and columns; all that is told of them comes in this order."""

    def __init__(self, mask: Mask) -> None:
        found = [(near, np.nonzero(own), own.shape) for near, own in tiles(mask, margin=NEAR)]
        self._tiles = [(near, np.ravel_multi_index(own, shape)) for near, own, shape in found]
        rows = [own[0] + near[0].start for near, own, _ in found]
        columns = [own[1] + near[1].start for near, own, _ in found]
        self.at = np.concatenate(rows), np.concatenate(columns)

    def means(self, values: Levels) -> Floats:
        """The mean of ``values`` (h, w) within a pixel of each (n)."""
        return np.concatenate([blurred(values[near], 1).take(own) for near, own in self._tiles])

    def colours(self, pixels: Levels, weight: Floats | Mask, otherwise: Floats) -> Floats:
        """The weighted mean colour within ``NEAR`` of each (n, 3); ``otherwise`` where none is."""
        sums = np.concatenate(
            [
                _weighted(pixels[near], weight[near]).reshape(-1, 4).take(own, axis=0)
                for near, own in self._tiles
            ]
        )
        near = sums[:, 3:] / 255
        return np.where(near > 4e-4, sums[:, :3] / np.maximum(near, 1e-4), otherwise)


def _weighted(pixels: Levels, weight: Floats | Mask) -> Floats:
    """Means within ``NEAR`` of pixels times their weight, and of 255 times the weight (h, w, 4)."""
    full = cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA)
    product = cv2.multiply(full, cv2.merge([weight.astype(np.float32)] * 4), dtype=cv2.CV_32F)
    return blurred(np.asarray(product, dtype=np.float32), NEAR)


def _purity(edge: Floats, ground: Floats) -> Floats:
    """The weight of pixels too thin to have a core, by how far from the ground they are (n)."""
    off = farthest(edge - ground) / np.float32(255)
    purity: Floats = np.float32(0.1) * off * off
    return purity


def _opacity(share: Floats, at: tuple[Indices, Indices], product: Mask, core: Mask) -> Floats:
    """Alpha 0–1 of pixels ``at`` an edge, by the product's share in each: whole well inside what
    is mostly product, nothing farther from that than a soft edge is wide."""
    sharp = product.copy()
    sharp[at] &= share > 0.5
    solid = shrunk(settled(sharp), 2) | core
    soft = np.where(solid[at], 1, np.clip((share - 0.08) / 0.84, 0, 1))
    return np.asarray(soft * grown(solid, 4)[at], dtype=np.float32)


def _share(edge: Floats, inner: Floats, outer: Floats, prior: Floats) -> Floats:
    """Share of product (0–1) in each of n pixels: where it lies between the two sure colours.

    Where these are hardly apart, the smoothed mask decides, and whether there is anything at all.
    """
    axis = inner - outer
    power = np.einsum("ij,ij->i", axis, axis)
    mixed = np.einsum("ij,ij->i", edge - outer, axis) / np.maximum(power, 1.0)
    sure = np.clip(np.sqrt(power / 3) / EDGE - 0.5, 0, 1)
    own = np.clip((farthest(edge - outer) - 4) / 12, 0, 1)
    share: Floats = sure * np.clip(mixed, 0, 1) + (1 - sure) * prior * own
    return share


def _unmixed(edge: Floats, inner: Floats, outer: Floats, alpha: Floats) -> Floats:
    """The product's share of each mixed pixel; where it is small, the nearest sure colour."""
    a = alpha[:, None]
    pure = (edge - (1 - a) * outer) / np.maximum(a, 0.25)
    pure = np.where(a > 0.97, edge, np.clip(pure, inner - 40, inner + 40))
    trust = np.clip((a - 0.3) / 0.5, 0, 1)
    colours: Floats = np.clip(trust * pure + (1 - trust) * inner, 0, 255)
    return colours
