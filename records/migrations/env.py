"""What Alembic runs for each command; the connection is handed in by `records.upgrade`."""

from alembic import context

from records.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite alters a table only by making it anew.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
