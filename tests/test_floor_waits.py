"""Whoever waits for a model, for a picture behind an address, or for a pause has left the floor."""

from __future__ import annotations

from contextlib import closing

import pytest

from cta_batch.floor import Floor
from cta_batch.providers.retrying import Gate
from tests.servers import ModelServer, Reply, Request, image_url, png
from tests.test_floor import free
from tests.test_providers_openai import SCENE, make_painter


@pytest.fixture
def floor() -> Floor:
    return Floor(60)


def test_it_is_free_while_a_model_answers_and_while_its_picture_is_fetched(
    floor: Floor, api: ModelServer
) -> None:
    seen: list[bool] = []

    def answer(_request: Request) -> Reply:
        seen.append(free(floor))
        return image_url("https://pictures.test/one.png")

    def fetched(_address: str) -> bytes:
        seen.append(free(floor))
        return png()

    api.image.always(answer)
    with closing(make_painter(api, fetch=fetched)) as painter, floor.held():
        painter.paint(SCENE)
        assert not free(floor)
    assert seen == [True, True]


def test_it_is_free_during_a_pause(floor: Floor) -> None:
    seen: list[bool] = []
    gate = Gate(sleep=lambda _seconds: seen.append(free(floor)))
    with floor.held():
        gate.pause(20)
        assert not free(floor)
    assert seen == [True]
