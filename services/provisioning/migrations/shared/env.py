"""Alembic environment of the shared schemas: renders SQL only (see `migrations/scripts.py`)."""

from alembic import context

context.configure(
    dialect_name="postgresql",
    dialect_opts={"paramstyle": "named"},
    literal_binds=True,
    version_table_schema="shared",
    transactional_ddl=False,
)
context.run_migrations()
