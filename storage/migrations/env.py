"""What alembic runs: the connection, and its transaction, come from storage.engine.migrate."""

from alembic import context

from storage.models import Record

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    render_as_batch=True,
)
context.run_migrations()
