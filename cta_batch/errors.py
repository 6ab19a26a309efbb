"""Every failure the program can name, as one tree.

A message is one sentence for a marketer: what happened, and what to do next. The class decides the
exit code (see the outside contract in the README).
"""

from __future__ import annotations

from decimal import Decimal


class CtaBatchError(Exception):
    """Root of every failure the program names; ``exit_code`` is what the process ends with."""

    exit_code = 1


# --- usage: exit 2 -------------------------------------------------------------------------------


class UsageError(CtaBatchError):
    """The command line, the config or a file given to us is wrong; nothing was stored."""

    exit_code = 2


class InputError(UsageError):
    """An input file has problems: ``problems`` holds each with its place, in the file's order."""

    def __init__(self, source: str, problems: list[str]) -> None:
        self.source = source
        self.problems = problems
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__("\n".join([f"{source}: {count}", *(f"  {p}" for p in problems)]))


class AmbiguousId(UsageError):
    """An id prefix fits more than one job or info."""


class InUse(UsageError):
    """Another process is at work on it; nothing was changed."""


class OutputLost(CtaBatchError):
    """What was printed could not be written to where stdout leads."""


# --- not found: exit 3 ---------------------------------------------------------------------------


class NotFound(CtaBatchError):
    """No such job or info for this user and workspace."""

    exit_code = 3


# --- what can go wrong in a stage: the info fails, the job goes on --------------------------------


class StageError(CtaBatchError):
    """A stage of one info failed; it is tried once more, then the info is failed."""

    exit_code = 4


class PageError(StageError):
    """The landing page could not be fetched or understood."""


class PageBlocked(PageError):
    """The shop shows robots a wall instead of the product."""


SAVE_IT = (
    'open it in a browser, save it (Ctrl+S or ⌘S, as "Webpage, complete"), add'
    ' "html": "the saved file" beside its "url" in the input, and run that'
)
"""The way round a wall, for the end of a sentence: we don't evade walls, people may pass them."""


class NotAProduct(PageError):
    """The page is there, and it is not a product page."""


class AddressRefused(PageError):
    """The address is private, local or otherwise not public, and ``--allow-private`` is off."""


class RobotsRefused(PageError):
    """The shop's robots.txt asks programs not to read this, and ``--ignore-robots`` is off."""


class RobotsUnreadable(PageError):
    """The shop's robots.txt could not be read, so nobody knows what it asks."""


class ShopBusy(PageError):
    """A shop wants a longer pause than a worker should wait; ``seconds`` is how long.

    Like being told to wait by a model, it is no failure and uses up no retry.
    """

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class PageGone(PageError):
    """The server answered that there is no such page (404, 410 and the like)."""


class PictureError(StageError):
    """A picture could not be fetched, decoded or used."""


class NotAPicture(PictureError):
    """What came as a picture is none, is broken, or is larger than we decode."""


class ProviderError(StageError):
    """A model provider failed to answer usefully.

    ``spent_usd`` (a Decimal) is what the useless answer cost all the same; None when nothing came
    back, or its price is not known. ``may_be_paid`` says that the call may have been carried out
    and billed although no answer reached us (a time-out, a connection that broke).
    """

    def __init__(
        self, message: str, *, spent_usd: Decimal | None = None, may_be_paid: bool = False
    ) -> None:
        super().__init__(message)
        self.spent_usd = spent_usd
        self.may_be_paid = may_be_paid


class ProviderRefused(ProviderError):
    """The model declined to answer (refusal or content filter)."""


class ProviderRejected(ProviderError):
    """The provider says the request itself is wrong (unknown model, bad parameter)."""


class RenderError(StageError):
    """No creative could be made from what is stored."""


class AskedToWait(ProviderError):
    """The provider said "later" (429); ``seconds`` is how long, None when it did not say.

    ``pace`` is the seconds between requests that keep to its limit, None when it did not say.
    Being told to wait is not a failure: it does not use up the one retry.
    """

    def __init__(
        self, message: str, seconds: float | None = None, *, pace: float | None = None
    ) -> None:
        super().__init__(message)
        self.seconds = seconds
        self.pace = pace


# --- what stops a whole job, resumably: exit 5 ----------------------------------------------------


class JobStopped(CtaBatchError):
    """A limit was reached: infos not yet begun stay as they are, and ``resume`` goes on."""

    exit_code = 5


class BudgetReached(JobStopped):
    """The next call would cost more than ``--budget`` leaves."""


class BudgetHeldBack(BudgetReached):
    """As yet: calls under way hold back what may be enough for the next one."""


class QuotaUsedUp(JobStopped):
    """The provider says the account's quota is used up."""


class KeyRefused(JobStopped):
    """The provider refused the API key (401, 403)."""


class MustWait(JobStopped):
    """All that is left must wait longer for the provider than a run should."""


class Stopped(JobStopped):
    """The user asked to stop (^C) while a call was waiting for its turn; nothing was bought."""

    exit_code = 130


# --- another process -----------------------------------------------------------------------------


class ClaimedElsewhere(CtaBatchError):
    """Another process is at work on the info, or took it over; ours leaves it alone."""


# --- our own house -------------------------------------------------------------------------------


class StoreError(CtaBatchError):
    """The database or the asset folder cannot be used."""


class AssetGone(StoreError):
    """A picture that was saved is not there any more."""


class DatabaseNewer(StoreError):
    """The database was made by a newer version of the program."""


class EditRejected(UsageError):
    """What the editor or ``--set`` gave does not validate; the text is kept in ``kept_at``."""

    def __init__(self, message: str, kept_at: str | None = None) -> None:
        super().__init__(message)
        self.kept_at = kept_at
