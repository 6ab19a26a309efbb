"""Words on the command line: parse, call one thing, show it, exit code."""

from cta_batch.cli.app import app, main

__all__ = ["app", "main"]
