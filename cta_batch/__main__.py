"""The program. Until its own parts are loaded, ^C ends it without a trace: nothing is begun."""

import signal


def main() -> None:
    """The console script."""
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN  # started with & by a script
    if not ignored:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from cta_batch.cli import main as program

    if not ignored:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    program()


if __name__ == "__main__":
    main()
