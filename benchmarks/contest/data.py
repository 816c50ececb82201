"""What every contestant's shops hold: the same rows, made by the server itself from the same expressions."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import asyncpg

from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.permissions import Role
from libs.common.tenancy.tenant import schema_name_for
from services.auth.keys import KeyRing
from services.auth.models import User
from services.auth.tokens import TokenIssuer
from services.provisioning.tenant_manager import TenantManager, TenantNames
from tests.infra.system import System

ROWS = 1_000
TOKEN_LIFE_S = 7_200
# Schemas in one transaction: fewer commits, and a bounded number of locks.
_BATCH = 20
# Schemas that one pair of connections builds: a backend remembers every table that it has touched.
_LIFE = 1_000
_FIRST = "ARRAY['Ana','João','Conceição','Zé','Íris','Mônica','Ângelo','Luís','Bárbara','Édson']"
_LAST = "ARRAY['Souza','Gonçalves','Araújo','Silva','Brandão','Muñoz','Leão','Pinheiro','Sá']"
# Seven columns that both sides have; generated ones fill themselves.
ROWS_SQL = f"""
SELECT ({_FIRST})[1 + n % 10] || ' ' || ({_LAST})[1 + n % 9] || ' ' || n, 'tutor' || n || '@example.com',
    '+55 11 9' || lpad(n::text, 8, '0'), 'Rua das Flores, ' || n || ', São Paulo', NULL::text,
    now() - n * interval '1 minute', now(), 1
FROM generate_series(1, $1::int) AS n
"""  # noqa: S608 - constants
COLUMNS = "nome, email, telefone, endereco, observacoes, created_at, updated_at, version"
# Of the first twenty tutores.
ANIMALS_SQL = f"""
SELECT ({_FIRST})[1 + n % 10] || ' ' || n, 'Cachorro', 'SRD', 1 + n % 20
FROM generate_series(1, $1::int) AS n
"""  # noqa: S608 - constants
ANIMAL_COLUMNS = "nome, especie, raca, cliente_id"


@dataclass(frozen=True, slots=True)
class BenchShop:
    """A shop of the product and what its owner's device carries."""

    tenant_id: UUID
    subdomain: str
    token: str

    @property
    def schema(self) -> str:
        return schema_name_for(self.tenant_id)


async def create_shops(system: System, count: int) -> list[BenchShop]:
    """Shops as provisioning makes them, schema and role, in batches, and their lines in the registry."""
    manager, ids = TenantManager(), [new_id() for _ in range(count)]
    for start in range(0, count, _LIFE):
        lot = ids[start : start + _LIFE]
        await asyncio.gather(*(_build(system, manager, half) for half in (lot[::2], lot[1::2])))
    named = [(tenant_id, f"loja-{tenant_id.hex[-12:]}") for tenant_id in ids]
    await _register(system.admin_url, named, manager.revision)
    tokens = owner_tokens(system, ids)
    return [BenchShop(shop, name, token) for (shop, name), token in zip(named, tokens, strict=True)]


async def _build(system: System, manager: TenantManager, ids: Sequence[UUID]) -> None:
    database = Database(system.service_url("provisioning"), pool_size=1, application_name="benchmark")
    try:
        for start in range(0, len(ids), _BATCH):
            async with database.transaction() as session:
                for tenant_id in ids[start : start + _BATCH]:
                    names = TenantNames(schema_name_for(tenant_id), schema_name_for(tenant_id))
                    await manager.create_schema(session, names)
    finally:
        await database.close()


async def _register(url: str, named: Sequence[tuple[UUID, str]], version: str) -> None:
    rows = [(tenant_id, new_id(), name, schema_name_for(tenant_id)) for tenant_id, name in named]
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            await connection.executemany(
                "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status)"
                " VALUES ($1, $2, $3, $3, $4, $4, 'active')",
                rows,
            )
            await connection.executemany(
                "INSERT INTO svc_provisioning.tenant_schemas (tenant_id, schema_name, role_name, version)"
                " VALUES ($1, $2, $2, $3)",
                [(tenant_id, schema, version) for tenant_id, _, _, schema in rows],
            )
    finally:
        await connection.close()


def owner_tokens(system: System, tenant_ids: Iterable[UUID]) -> list[str]:
    """An access token of an owner for each shop, signed with the run's own key."""
    keys = system.servers.keys
    key = KeyRing(keys.jwt_private_file, keys.jwks_file).signing
    env = system.processes["auth"].env
    issuer = TokenIssuer(
        key,
        issuer=env.get("JWT_ISSUER", "petshop"),
        audience=env.get("JWT_AUDIENCE", "petshop"),
        ttl_s=TOKEN_LIFE_S,
    )
    now = datetime.now(UTC)
    return [issuer.issue(_owner(tenant_id), session_id=new_id(), now=now) for tenant_id in tenant_ids]


def _owner(tenant_id: UUID) -> User:
    return User(
        id=new_id(),
        tenant_id=tenant_id,
        email=f"{tenant_id}@example.com",
        first_name="Ana",
        last_name="Souza",
        role=Role.OWNER.value,
        is_active=True,
    )


async def fill(url: str, tables: Sequence[str], rows: int = ROWS) -> None:
    """Tutores for every table named, then statistics; triggers are asleep, as in a restore."""
    for start in range(0, len(tables), _LIFE):
        lot = tables[start : start + _LIFE]
        await asyncio.gather(
            *(_fill(url, half, f"({COLUMNS}) {ROWS_SQL}", rows) for half in (lot[::2], lot[1::2]))
        )


async def fill_animals(url: str, schemas: Sequence[str], animals: int) -> None:
    """Animals for the tutores that are there already."""
    await _fill(url, [f"{schema}.api_animal" for schema in schemas], f"({ANIMAL_COLUMNS}) {ANIMALS_SQL}", animals)


async def _fill(url: str, tables: Sequence[str], rows_sql: str, rows: int) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("SET session_replication_role = replica; SET synchronous_commit = off")
        for table in tables:
            await connection.execute(f"INSERT INTO {table} {rows_sql}", rows)
            await connection.execute(f"ANALYZE {table}")
    finally:
        await connection.close()
