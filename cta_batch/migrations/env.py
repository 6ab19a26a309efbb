"""Alembic's entry: migrates the connection it is given, inside that connection's transaction."""

from alembic import context

from cta_batch.models import SQLModel

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
