"""Servers that repeat every secret they are shown, and the program with a bug that names them.

python -m tests.leaking ARGS… is the program, made to fail unexpectedly with OPENAI_API_KEY in the
message of the error, as a library might.
"""

from __future__ import annotations

import os
from dataclasses import replace

from cta_batch import views
from cta_batch.cli import main
from tests.servers import ModelServer, Reply, Request, ShopServer, product_page


class LeakingModels(ModelServer):
    """Puts what it was authorized with, and ``known``, into the headers of each answer.

    ``said`` holds all of it for texts, and any path below /v1 is taken, whatever stands between.
    """

    def __init__(self, known: str) -> None:
        super().__init__()
        self.known = known

    def said(self, request: Request) -> str:
        shown = request.headers.get("authorization", "")
        return f"{self.known} was shown as {shown} for {request.path}"

    def answer(self, request: Request) -> Reply:
        if "chat/completions" in request.path:
            reply = self.chat.take(request)
        elif "images/generations" in request.path:
            reply = self.image.take(request)
        else:
            reply = super().answer(request)
        told = (("x-request-id", f"req-{self.known}"), ("x-told", self.said(request)))
        return replace(reply, headers=(*reply.headers, *told))


def leaking_page(shop: ShopServer, secret: str) -> str:
    """A page that says ``secret`` in its texts and addresses, reached by an address with it."""
    page = product_page(
        name=f"Walnut Lamp {secret}",
        images=(f"/img/1.png?session={secret}", "/img/2.png"),
        description=f"A warm lamp. Your key {secret} is turned from one piece of walnut.",
    )
    shop.page(f"/{secret}/lamp", page)
    shop.replies[f"/img/1.png?session={secret}"] = shop.replies["/img/1.png"]
    return shop.redirect("/p/leaky", f"/{secret}/lamp")


def fail_with(secret: str) -> None:
    """Make showing a job a bug whose error, and its cause, say ``secret``."""

    def broken(*_: object) -> str:
        cause = ValueError(f"headers={{'Authorization': 'Bearer {secret}'}}")
        raise RuntimeError(f"cannot show {secret}") from cause

    setattr(views, "job_json", broken)  # noqa: B010 - a plain assignment has another type


if __name__ == "__main__":
    fail_with(os.environ["OPENAI_API_KEY"])
    main()
