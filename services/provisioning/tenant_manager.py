"""A shop's schema and role: made, migrated and removed. The only code that runs DDL on tenants."""

import re
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id
from libs.common.faults import CrashPoint, crash_point
from libs.common.scope import ScopedConnection
from libs.common.tenancy.tenant import checked_identifier
from services.provisioning.migrations.scripts import head, render

# Everything a shop's role may do; `alembic_version` is not its business.
TENANT_GRANTS: dict[str, str] = {
    "api_cliente": "SELECT, INSERT, UPDATE, DELETE",
    "api_animal": "SELECT, INSERT, UPDATE, DELETE",
    "api_servico": "SELECT, INSERT, UPDATE, DELETE",
    "api_servico_componente": "SELECT, INSERT, UPDATE, DELETE",
    "api_profissional": "SELECT, INSERT, UPDATE, DELETE",
    "api_profissional_servico": "SELECT, INSERT, UPDATE, DELETE",
    "api_bloqueio": "SELECT, INSERT, UPDATE, DELETE",
    "api_agendamento": "SELECT, INSERT, UPDATE, DELETE",
    "api_agendamento_item": "SELECT, INSERT, UPDATE, DELETE",
    "api_agendamento_transicao": "SELECT, INSERT, UPDATE",
    "api_consentimento": "SELECT, INSERT",
    "api_animal_peso": "SELECT, INSERT, DELETE",
    "api_animal_foto": "SELECT, INSERT, UPDATE, DELETE",
    "api_animal_evento": "SELECT, INSERT",
    "api_vacina": "SELECT, INSERT, UPDATE, DELETE",
    "api_dose": "SELECT, INSERT, UPDATE, DELETE",
    "api_recorrencia": "SELECT, INSERT, UPDATE",
    "api_espera": "SELECT, INSERT, UPDATE",
    "api_taxi": "SELECT, INSERT, UPDATE, DELETE",
    "api_uso": "SELECT, INSERT, UPDATE",
    "idempotency_keys": "SELECT, INSERT, UPDATE, DELETE",
}

# What a new shop starts with; prices are a suggestion that the owner edits.
INITIAL_DATA = """
INSERT INTO api_servico (nome, preco, duracao) VALUES
    ('Banho', 60.00, 60), ('Tosa higiênica', 45.00, 45), ('Banho e tosa', 95.00, 90);
"""

_CREATE_ROLE = text("SELECT provisioning_api.create_tenant_role(:role_name)")
# Nobody may become this one until it is a shop's.
_CREATE_READY_ROLE = text("SELECT provisioning_api.create_ready_role(:role_name)")
_DROP_ROLE = text("SELECT provisioning_api.drop_tenant_role(:role_name)")


_READY = re.compile(r"ready_[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class TenantNames:
    """Identifiers of a shop's walls, checked by the rule that every Tenant obeys; or of walls without a shop."""

    schema_name: str
    role_name: str

    def __post_init__(self) -> None:
        if not self.is_ready:
            checked_identifier(self.schema_name)
            checked_identifier(self.role_name)

    @classmethod
    def ready(cls, name: str | None = None) -> Self:
        """Of a schema that waits for its shop: a new one, or the one of that name. Raises ValueError."""
        name = name or f"ready_{new_id().hex[-12:]}"
        return cls(name, name)

    @property
    def is_ready(self) -> bool:
        return self.schema_name == self.role_name and _READY.fullmatch(self.schema_name) is not None


class TenantManager:
    """The seed's TenantManager; its `get_connection` is `tenant_session` of `libs/common/tenancy`.

    `revision` is the migration that new schemas are built at.
    """

    def __init__(self, *, revision: str | None = None) -> None:
        self.revision = revision or head("tenant")
        self._ddl = render("tenant", end=self.revision)

    async def create_schema(self, session: AsyncSession, names: TenantNames) -> None:
        """Role, schema, tables and grants, in the caller's transaction: all of it or nothing."""
        create_role = _CREATE_READY_ROLE if names.is_ready else _CREATE_ROLE
        await session.execute(create_role, {"role_name": names.role_name})
        crash_point(CrashPoint.DDL_ROLE_CREATED)
        await _run_script(
            session,
            f"CREATE SCHEMA {names.schema_name}; SET LOCAL search_path TO {names.schema_name};"
            f"{self._ddl};"
            f"{_grants(names, self._ddl)}"
            "SET LOCAL search_path TO pg_catalog",
        )
        crash_point(CrashPoint.DDL_SCHEMA_CREATED)

    async def initialize_data(self, session: AsyncSession, names: TenantNames) -> None:
        """What every shop starts with, in the caller's transaction."""
        await _run_script(
            session,
            f"SET LOCAL search_path TO {names.schema_name};{INITIAL_DATA}SET LOCAL search_path TO pg_catalog",
        )

    async def migrate_schema(self, session: AsyncSession, names: TenantNames, *, current: str) -> str:
        """Brings one schema from `current` to the manager's revision; answers that revision."""
        if current == self.revision:
            return current
        ddl = render("tenant", start=current, end=self.revision)
        await _run_script(
            session,
            f"SET LOCAL search_path TO {names.schema_name}; {ddl};"
            f"{_grants(names, self._ddl)}"
            "SET LOCAL search_path TO pg_catalog",
        )
        return self.revision

    async def regrant(self, session: AsyncSession, names: TenantNames) -> None:
        """What the role may do in a schema that stands at the manager's revision."""
        await _run_script(session, _grants(names, self._ddl))

    async def drop_schema(self, session: AsyncSession, names: TenantNames) -> None:
        """Removes schema and role; a repeat finds nothing and is content."""
        await _run_script(session, f"DROP SCHEMA IF EXISTS {names.schema_name} CASCADE")
        crash_point(CrashPoint.DDL_SCHEMA_DROPPED)
        await session.execute(_DROP_ROLE, {"role_name": names.role_name})


def _grants(names: TenantNames, ddl: str) -> str:
    """Listed table by table: `ON ALL TABLES` scans the catalog, 376 ms at 10,000 schemas."""
    tables = [(table, rights) for table, rights in TENANT_GRANTS.items() if f"CREATE TABLE {table} " in ddl]
    grants = [f"GRANT {rights} ON {names.schema_name}.{table} TO {names.role_name};" for table, rights in tables]
    return "".join([f"GRANT USAGE ON SCHEMA {names.schema_name} TO {names.role_name};", *grants])


async def _run_script(session: AsyncSession, script: str) -> None:
    """Many statements in one round trip, inside the session's transaction."""
    connection = await session.connection()
    raw = await connection.get_raw_connection()
    driver: Any = raw.driver_connection
    if not isinstance(driver, ScopedConnection):
        raise TypeError(f"{type(driver).__name__} keeps no scope")
    if not driver.is_in_transaction():
        # SQLAlchemy begins lazily: the transaction must exist before we go beneath it.
        await session.execute(text("SELECT 1"))
    await driver.run_script(script)
