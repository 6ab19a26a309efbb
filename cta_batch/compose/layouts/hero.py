"""Hero: the product on a disc or an arch, the words centred below it or beside it."""

from __future__ import annotations

from cta_batch.compose import colour
from cta_batch.compose.arrangement import Arrangement, Ground, Setting, Sheet
from cta_batch.compose.geometry import Box
from cta_batch.compose.layouts.base import Task, arranged, hanging, standing
from cta_batch.compose.setting import shifted
from cta_batch.domain import Layout


def hero(task: Task) -> Arrangement:
    """The product in the upper 55 % (wide: the right half), the words in the rest."""
    setting, room = _beside(task) if task.beside else _above(task)
    product = standing(task, room)
    ground = Ground(task.frame.all)
    return arranged(
        Layout.HERO,
        task,
        [ground, _plinth(task, product, room), hanging(task, product)],
        setting,
        hanging(task, product),
    )


def _beside(task: Task) -> tuple[Setting, Box]:
    frame, inner = task.frame, task.frame.inner
    u = frame.u
    words = task.turned(Box(inner.left, inner.top, 0.50 * frame.width, inner.bottom))
    room = task.turned(Box(0.54 * frame.width, 7 * u, frame.width - 7 * u, frame.height - 7 * u))
    return task.setter.stack(words, align=task.setter.start), room


def _above(task: Task) -> tuple[Setting, Box]:
    inner, u = task.frame.inner, task.frame.u
    words = Box(inner.left, inner.top + 0.44 * inner.height, inner.right, inner.bottom)
    setting = task.setter.stack(words, align="center", down=1.0, scale=task.tight)
    gap = 4.5 * u
    ceiling = max(task.frame.safe.top, 4 * u)
    free = setting.box.top - gap - ceiling
    high = min(free, 1.02 * inner.width)
    spare = free - high
    top = ceiling + 0.5 * spare
    room = Box(inner.left, top, inner.right, top + high)
    return shifted(setting, 0, -0.5 * spare), room


def _plinth(task: Task, product: Box, room: Box) -> Sheet:
    """The disc behind the product; an arch where the seed says so or a photo cut it off below."""
    tone, opacity = plinth_tone(task)
    across, down = product.centre
    arch = task.subject.grounded or (task.pick(2, 3) == 1 and product.height > product.width)
    if arch:
        wide = min(max(1.22 * product.width, 0.62 * product.height), room.width)
        top = max(product.top + 0.10 * product.height, room.top)
        foot = product.bottom if task.subject.grounded else product.bottom + 0.02 * product.height
        box = Box(across - wide / 2, top, across + wide / 2, foot)
        return Sheet(box, tone, opacity, radius=wide / 2, arch=True)
    reach = 0.5 * min(1.04 * max(product.width, product.height), 1.03 * room.height)
    box = Box(across - reach, down - reach, across + reach, down + reach)
    return Sheet(box, tone, opacity, radius=reach)


def plinth_tone(task: Task) -> tuple[str, float]:
    """A tone that both the ground and the product's outline part from, and its opacity."""
    here, chroma, _ = colour.lch_of(task.ground)
    if task.subject.rim < 0.62 and here > 0.86:  # nothing is paler than this ground: tint it
        tinted = colour.mix(task.ground, task.palette.accent, 0.25)
        return colour.shifted(tinted, lightness=0.85 - colour.lch_of(tinted)[0]), 0.92
    if task.subject.rim < 0.62:
        lift = min(max(here + 0.10, 0.92), 0.985)
        return colour.shifted(task.ground, lightness=lift - here, chroma=0.6), 0.94
    if here > 0.45 and chroma > 0.09:  # a strong pale ground: much deeper would be mustard
        return colour.shifted(task.ground, lightness=-0.06, hue=-9), 0.92
    deep = min(here - 0.14, 0.62) if here > 0.45 else here + 0.10
    return colour.shifted(task.ground, lightness=deep - here, chroma=1.25), 0.92
