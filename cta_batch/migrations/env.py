"""Alembic's entry: migrates the connection it is given, inside that connection's transaction."""

from alembic import context
from sqlmodel import SQLModel

import cta_batch.models  # noqa: F401 - registers the tables that the metadata is read from

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
