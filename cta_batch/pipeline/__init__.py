"""How one info becomes a creative (``process``), and how many do so at once (``run``)."""

from cta_batch.pipeline.kit import (
    Kit,
    Progress,
    Tell,
    build_kit,
    estimates,
    refuse_unknown_price,
)
from cta_batch.pipeline.pool import run
from cta_batch.pipeline.process import process
from cta_batch.pipeline.rendering import refuse_unmade, render_again, render_each_again

__all__ = [
    "Kit",
    "Progress",
    "Tell",
    "build_kit",
    "estimates",
    "process",
    "refuse_unknown_price",
    "refuse_unmade",
    "render_again",
    "render_each_again",
    "run",
]
