"""Pictures that were deleted or damaged by hand between two stages.

The product's own picture costs nothing, so it is fetched again. A background was paid for: whether
a new one is wanted is for a person to say, with ``retry``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cta_batch import compose
from cta_batch.errors import NotAPicture, StageError
from cta_batch.floor import left
from cta_batch.pipeline.kit import Kit, Progress
from cta_batch.pipeline.originals import fetched_again
from cta_batch.store import Work


def made_good(work: Work, kit: Kit, attempt: int) -> Work:
    """The same work with its product picture there. Raises StageError without its background."""
    background, original = work.suggestion.background_image, work.suggestion.original_image
    if background is not None and not kit.store.assets.has(background.path):
        raise StageError(
            f"The background {kit.store.assets.absolute(background.path)} is gone; put it back to"
            " keep it, then run cta-batch retry: without it, that has a new one made."
        )
    if original is None or work.product is None or kit.store.assets.has(original.path):
        return work
    kit.tell(Progress(work.id, work.status, "the product picture was gone and is fetched again"))
    with left():
        path = fetched_again(original.url, work, kit, work.product, attempt)
    if path != original.path:
        moved = original.model_copy(update={"path": path})
        suggestion = work.suggestion.model_copy(update={"original_image": moved})
        kit.store.record_suggestion(work.id, suggestion)
    return kit.store.work(work.id)


@contextmanager
def damage_named(work: Work, kit: Kit) -> Iterator[None]:
    """When a stored picture turns out to be none, say which file it is, and what to do with it."""
    try:
        yield
    except NotAPicture as error:
        for image in (work.suggestion.background_image, work.suggestion.original_image):
            if image is not None and not _is_whole(image.path, kit):
                raise StageError(
                    f"The file {kit.store.assets.absolute(image.path)} is damaged; delete it, then"
                    " cta-batch retry gets it anew."
                ) from error
        raise


def _is_whole(path: str, kit: Kit) -> bool:
    try:
        compose.check_picture(kit.store.assets.read(path))
    except NotAPicture:
        return False
    return True
