"""How Alembic runs here: inside the transaction that migrate() opened."""

from alembic import context

from lowback.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
