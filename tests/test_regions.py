"""Areas of masks against what can be counted pixel by pixel, and means against NumPy's."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cta_batch.compose import regions
from cta_batch.compose.regions import Mask

MASKS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=12))


def flooded(mask: Mask) -> list[set[tuple[int, int]]]:
    """The 4-connected pieces, each as its pixels."""
    left = {(int(y), int(x)) for y, x in np.argwhere(mask)}
    pieces = []
    while left:
        piece, edge = set(), [left.pop()]
        while edge:
            y, x = edge.pop()
            piece.add((y, x))
            near = {(y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)} & left
            left -= near
            edge += near
        pieces.append(piece)
    return pieces


def drawn(pixels: set[tuple[int, int]], shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape, dtype=np.bool_)
    for at in pixels:
        mask[at] = True
    return mask


@given(MASKS)
def test_pieces_are_numbered_with_their_areas(mask: Mask) -> None:
    labels, areas = regions.label(mask)
    assert (labels == 0).tolist() == (~mask).tolist()
    assert sorted(areas[1:].tolist()) == sorted(map(len, flooded(mask)))
    for piece in flooded(mask):
        assert len({int(labels[at]) for at in piece}) == 1


@given(MASKS, st.integers(1, 5), st.integers(1, 9), st.integers(0, 3))
def test_pieces_of_a_size_come_in_their_windows(
    mask: Mask, least: int, most: int, margin: int
) -> None:
    found = []
    for window, piece in regions.pieces(mask, least, most, margin=margin):
        whole = np.zeros_like(mask)
        whole[window] = piece
        found.append(whole.tobytes())
    wanted = [drawn(p, mask.shape).tobytes() for p in flooded(mask) if least <= len(p) <= most]
    assert sorted(found) == sorted(wanted)


@given(MASKS, st.integers(1, 6), st.sampled_from([0.0, 0.5]))
def test_specks_are_small_or_small_beside_the_largest(mask: Mask, least: int, share: float) -> None:
    pieces = flooded(mask)
    bar = max(least, share * max(map(len, pieces), default=0))
    kept = set[tuple[int, int]]().union(*(p for p in pieces if len(p) >= bar))
    assert (regions.without_specks(mask, least, share) == drawn(kept, mask.shape)).all()


@given(MASKS)
def test_what_touches_the_border_is_kept_whole(mask: Mask) -> None:
    bottom, right = mask.shape[0] - 1, mask.shape[1] - 1
    kept = set[tuple[int, int]]().union(
        *(p for p in flooded(mask) if any(y in (0, bottom) or x in (0, right) for y, x in p))
    )
    assert (regions.touching_border(mask) == drawn(kept, mask.shape)).all()


@given(MASKS, st.integers(0, 4))
def test_a_mask_grows_by_a_square_and_the_border_does_not_shrink_it(
    mask: Mask, radius: int
) -> None:
    wide = np.pad(mask, radius)
    near = np.lib.stride_tricks.sliding_window_view(wide, (2 * radius + 1,) * 2)
    assert (regions.grown(mask, radius) == near.any(axis=(2, 3))).all()
    assert (regions.shrunk(mask, radius) == ~regions.grown(~mask, radius)).all()


@given(MASKS, MASKS, st.integers(0, 40))
def test_a_large_piece_does_not_hide_specks(mask: Mask, other: Mask, gap: int) -> None:
    """With one block so large that it is filled and the rest is labelled."""
    whole = np.zeros((30, 60 + gap), dtype=np.bool_)
    whole[:, 20:40] = True
    whole[: mask.shape[0], : mask.shape[1]] = mask
    whole[-other.shape[0] :, -other.shape[1] :] = other
    pieces = flooded(whole)
    assert regions.area(whole) == sum(map(len, pieces))
    bar = max(3, 0.01 * max(map(len, pieces)))
    kept = set[tuple[int, int]]().union(*(p for p in pieces if len(p) >= bar))
    assert (regions.without_specks(whole, 3, 0.01) == drawn(kept, whole.shape)).all()
    small = sorted(len(p) for p in pieces if 2 <= len(p) <= 50)
    found = [int(piece.sum()) for _, piece in regions.pieces(whole, 2, 50, margin=1)]
    assert sorted(found) == small


@given(MASKS, st.integers(0, 5), st.tuples(st.integers(0, 70), st.integers(0, 150)))
def test_tiles_share_out_what_is_set(mask: Mask, margin: int, at: tuple[int, int]) -> None:
    whole = np.zeros((90, 170), dtype=np.bool_)
    whole[at[0] :, at[1] :][: mask.shape[0], : mask.shape[1]] = mask[: 90 - at[0], : 170 - at[1]]
    counts = np.zeros(whole.shape, dtype=np.int64)
    for window, own in regions.tiles(whole, margin=margin):
        counts[window] += own
        rows, columns = np.nonzero(own)
        inner = own.shape[0] - rows.max() - 1, own.shape[1] - columns.max() - 1
        assert window[0].start == 0 or rows.min() == margin
        assert window[1].start == 0 or columns.min() == margin
        assert window[0].stop >= whole.shape[0] or inner[0] == margin
        assert window[1].stop >= whole.shape[1] or inner[1] == margin
    assert (counts == whole).all()


WINDOWS = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(
    lambda ends: (slice(ends[0], ends[0] + ends[1]), slice(ends[2], ends[2] + ends[3]))
)


@given(WINDOWS, WINDOWS, st.integers(0, 4))
def test_windows_lie_where_their_pixels_do(
    outer: regions.Window, inner: regions.Window, margin: int
) -> None:
    numbers = np.arange(400).reshape(20, 20)
    part = regions.clipped(inner, numbers[outer].shape)
    assert (numbers[regions.moved(part, outer)] == numbers[outer][part]).all()
    wide = regions.widened(inner, margin)
    assert wide[0].start == max(0, inner[0].start - margin)
    assert wide[1].stop == inner[1].stop + margin


@given(
    arrays(np.float32, (7, 9, 3), elements=st.floats(0, 255, width=32)),
    st.integers(0, 3),
)
def test_means_repeat_the_edges(values: regions.Floats, radius: int) -> None:
    wide = np.pad(values, ((radius, radius), (radius, radius), (0, 0)), mode="edge")
    near = np.lib.stride_tricks.sliding_window_view(wide, (2 * radius + 1,) * 2, axis=(0, 1))
    assert np.allclose(regions.blurred(values, radius), near.mean(axis=(3, 4)), atol=0.01)
    grey = values.astype(np.uint8)
    assert np.allclose(
        regions.blurred(grey, radius), regions.blurred(grey.astype(np.float32), radius), atol=0.01
    )


@given(arrays(np.float32, (7, 9), elements=st.floats(0, 255, width=32)))
def test_steepness_is_the_gradient_inside(values: regions.Floats) -> None:
    down, across = np.gradient(values)
    inside = (slice(1, -1), slice(1, -1))
    assert np.allclose(regions.steepness(values)[inside], np.hypot(down, across)[inside], atol=0.01)


@given(arrays(np.float32, (9, 3), elements=st.floats(-255, 255, width=32)))
def test_the_farthest_channel_counts(offsets: regions.Floats) -> None:
    assert (regions.farthest(offsets) == np.abs(offsets).max(axis=1)).all()
