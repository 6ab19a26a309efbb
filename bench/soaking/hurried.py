"""The program with a short time-out for model answers: python -m bench.soaking.hurried ARGS…

Real ones are minutes, which a soak of ten would spend waiting.
"""

from __future__ import annotations

from typing import Any

from cta_batch.cli import main
from cta_batch.providers.openai.client import Client

READ_SECONDS = 3.0


def hurry() -> None:
    real = Client.__init__

    def hurried(self: Client, **given: Any) -> None:
        real(self, **{**given, "read_seconds": READ_SECONDS})

    Client.__init__ = hurried  # type: ignore[method-assign]  # there is no setting for it


if __name__ == "__main__":
    hurry()
    main()
