"""Backgrounds from an image model: base64 or address, checked to be a picture, priced."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Callable
from typing import Any

from cta_batch import prompts
from cta_batch.domain import CallOutcome
from cta_batch.errors import NotAPicture, PageError, PictureError, ProviderError
from cta_batch.floor import left
from cta_batch.providers.base import Painted, Scene
from cta_batch.providers.openai.answers import read_usage
from cta_batch.providers.openai.client import Client, Fallbacks, Notice, Receipt
from cta_batch.providers.prices import Prices

READ_SECONDS = 300.0
"""A picture at high quality takes minutes, and nothing is sent until it is done."""
PROVIDER = "openai"
QUALITY = "medium"
_GPT_IMAGE = ("gpt-image", "chatgpt-image", "openai/gpt-image")
_FALLBACKS: Fallbacks = {"quality": (), "output_format": (), "size": ()}


class OpenAIPainter:
    """Implements ``providers.base.Painter`` by the images API.

    ``fetch`` brings the bytes behind an address, for servers that answer with one; ``check`` raises
    NotAPicture for bytes that do not decode. ``notice`` as for the writer. ``quality`` is low,
    medium, high (and xhigh, max from gpt-image-2.5 on); other models are not told of it.
    """

    def __init__(
        self,
        *,
        api_key: str | None,
        base_url: str | None,
        model: str,
        prices: Prices,
        fetch: Callable[[str], bytes],
        check: Callable[[bytes], object],
        quality: str = QUALITY,
        read_seconds: float = READ_SECONDS,
        notice: Notice | None = None,
    ) -> None:
        self.model = model
        self._prices = prices
        self._fetch = fetch
        self._check = check
        self._quality = quality
        self._client = Client(
            api_key=api_key,
            base_url=base_url,
            model=model,
            read_seconds=read_seconds,
            notice=notice,
        )

    def close(self) -> None:
        """Close the connections, once no call is under way."""
        self._client.close()

    def paint(self, scene: Scene) -> Painted:
        """The background of ``scene``, as the file the model sent, at the nearest size it makes.

        Raises ProviderRefused, ProviderRejected, ProviderError (``spent_usd`` says what it cost
        all the same), AskedToWait, KeyRefused or QuotaUsedUp.
        """
        width, height = nearest_size(scene.width, scene.height)
        answer = self._client.ask(
            "image", self._parameters(scene, width, height), _FALLBACKS, scene.calls
        )
        usage = read_usage(answer.json.get("usage"))
        cost = self._prices.image_cost(self.model, width, height, self._quality, usage)
        bill = Receipt(cost, answer.request_id, usage)
        try:
            data = self._picture(answer.json)
            self._check(data)
        except NotAPicture as error:
            bill.give(scene.calls, CallOutcome.FAILED)
            raise ProviderError(
                f"{self.model} sent something that is no picture ({error}); try again later.",
                spent_usd=cost,
            ) from None
        except (PictureError, PageError, ProviderError) as error:
            bill.give(scene.calls, CallOutcome.FAILED)
            raise ProviderError(str(error), spent_usd=cost) from None
        bill.give(scene.calls, CallOutcome.OK)
        return Painted(data, PROVIDER, self.model, cost)

    def _parameters(self, scene: Scene, width: int, height: int) -> dict[str, Any]:
        params = {"prompt": scene.prompt, "size": f"{width}x{height}"}
        if self.model.startswith(_GPT_IMAGE):
            # JPEG arrives in a tenth of PNG's bytes; a background has no transparency to lose.
            params |= {"quality": self._quality, "output_format": "jpeg"}
        return params

    def _picture(self, answer: dict[str, Any]) -> bytes:
        items = answer.get("data")
        item = items[0] if isinstance(items, list) and items else None
        found = item if isinstance(item, dict) else {}
        encoded, address = found.get("b64_json"), found.get("url")
        if isinstance(encoded, str) and encoded:
            return self._decoded(encoded)
        if isinstance(address, str) and address.startswith("data:"):
            return self._decoded(address.partition(",")[2])
        # A file: address would make us read the user's own disk.
        if isinstance(address, str) and address.startswith(("http://", "https://")):
            with left():
                return self._fetch(address)
        raise ProviderError(f"{self.model} sent an answer without a picture; try again later.")

    def _decoded(self, encoded: str) -> bytes:
        try:
            return base64.b64decode(encoded.encode("ascii"), validate=True)
        except (binascii.Error, ValueError):
            raise ProviderError(
                f"{self.model} sent a picture that is not whole; try again later."
            ) from None


def nearest_size(width: int, height: int) -> tuple[int, int]:
    """The size among those every GPT image model makes whose shape is nearest (pixels)."""
    wanted = math.log(width / height)
    return min(prompts.IMAGE_SIZES, key=lambda size: abs(math.log(size[0] / size[1]) - wanted))
