"""Alembic revisions. ``HEAD`` is the newest; a test holds it and the models equal to them."""

HEAD = "0003"
