"""Alembic environment of a shop's schema: renders SQL without schema names; search_path places it."""

from alembic import context

from libs.common.tenancy.models import TenantBase

context.configure(
    dialect_name="postgresql",
    dialect_opts={"paramstyle": "named"},
    literal_binds=True,
    target_metadata=TenantBase.metadata,
    transactional_ddl=False,
)
context.run_migrations()
