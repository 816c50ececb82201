"""Shops made piece by piece, so that tests can leave out or spoil any of them."""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.tenancy.tenant import schema_name_for
from services.provisioning.reconcile.kinds import Kind
from services.provisioning.reconcile.schemas import PlannedOut, RepairedOut
from services.provisioning.reconcile.service import Reconciler
from services.provisioning.tenant_manager import TenantManager, TenantNames
from tests.infra.sagas import ADMIN, OWNER
from tests.infra.sql import connected, fetch, fetchval
from tests.provisioning.conftest import Clock

OPERATOR, REASON = "operator-1", "left by an experiment"


@dataclass(frozen=True, slots=True)
class Made:
    """A shop, or what there is of it."""

    tenant_id: UUID
    saga_id: UUID
    name: str


def hand_made_name() -> str:
    return f"tenant_{secrets.token_hex(6)}"


@dataclass(slots=True)
class World:
    url: str
    database: Database
    reconciler: Reconciler
    manager: TenantManager
    clock: Clock

    async def sql(self, query: str, *args: Any) -> list[Any]:
        return await fetch(self.url, query, *args)

    async def run(self, script: str) -> None:
        """Several statements, as the administrator."""
        async with connected(self.url) as connection:
            await connection.execute(script)

    async def value(self, query: str, *args: Any) -> Any:
        return await fetchval(self.url, query, *args)

    async def make(
        self,
        *,
        status: str | None = "active",
        saga: str | None = "COMPLETED",
        walls: bool = True,
        registered: bool = True,
        owners: int = 1,
        outcome: str | None = "created",
    ) -> Made:
        """A sound shop, unless something is left out."""
        tenant_id = new_id()
        made = Made(tenant_id, new_id(), schema_name_for(tenant_id))
        if walls:
            await self._build(made)
        if registered:
            await self.sql(
                "INSERT INTO svc_provisioning.tenant_schemas (tenant_id, schema_name, role_name, version)"
                " VALUES ($1, $2, $2, $3)",
                tenant_id,
                made.name,
                self.manager.revision,
            )
        if status is not None:
            await self._enter(made, status)
        if saga is not None:
            await self._saga(made, saga)
            if outcome is not None:
                query = "INSERT INTO svc_auth.saga_admins (saga_id, tenant_id, outcome) VALUES ($1, $2, $3)"
                await self.sql(query, made.saga_id, tenant_id, outcome)
        for _ in range(owners if status is not None else 0):
            await self.add_user(tenant_id)
        return made

    async def add_user(self, tenant_id: UUID, *, is_active: bool = True) -> UUID:
        user_id = new_id()
        await self.sql(
            "INSERT INTO shared.tenant_users (id, tenant_id, email, password_hash, role, is_active)"
            " VALUES ($1, $2, $3, 'x', 'owner', $4)",
            user_id,
            tenant_id,
            f"{user_id.hex}@example.com",
            is_active,
        )
        return user_id

    async def scan(self) -> None:
        await self.reconciler.scan(actor=OPERATOR)

    async def findings(self, *names: object) -> dict[str, Any]:
        """What the last scan found of these subjects, by kind; every finding of them is there."""
        subjects = [str(name) for name in names]
        rows = await self.sql(
            "SELECT * FROM svc_provisioning.reconcile_findings WHERE subject = ANY($1) ORDER BY kind", subjects
        )
        return {row["kind"]: row for row in rows}

    async def found(self, *names: object) -> dict[str, Any]:
        await self.scan()
        return await self.findings(*names)

    async def found_of(self, made: Made) -> dict[str, Any]:
        """After a scan, every finding about a shop, whatever its subject."""
        await self.scan()
        rows = await self.sql(
            "SELECT * FROM svc_provisioning.reconcile_findings"
            " WHERE subject = $1 OR tenant_id = $2 OR saga_id = $3",
            made.name,
            made.tenant_id,
            made.saga_id,
        )
        return {row["kind"]: row for row in rows}

    async def plan(self, *findings: Any) -> tuple[list[PlannedOut], str]:
        plan = await self.reconciler.plan([finding["id"] for finding in findings])
        return plan.findings, plan.set_digest

    async def repair(self, *findings: Any) -> list[RepairedOut]:
        """Dry run and repair, as an operator does it."""
        ids = [finding["id"] for finding in findings]
        digest = (await self.reconciler.plan(ids)).set_digest
        return (await self.reconciler.repair(ids, digest=digest, actor=OPERATOR, reason=REASON)).findings

    async def has_schema(self, name: str) -> bool:
        return bool(await self.value("SELECT count(*) FROM pg_namespace WHERE nspname = $1", name))

    async def has_role(self, name: str) -> bool:
        return bool(await self.value("SELECT count(*) FROM pg_roles WHERE rolname = $1", name))

    async def emitted(self, routing_key: str, subject: UUID) -> list[str]:
        query = "SELECT payload FROM svc_provisioning.outbox WHERE routing_key = $1 AND subject = $2"
        return [row["payload"] for row in await self.sql(query, routing_key, subject)]

    async def audit(self, target: str) -> list[tuple[str, str, str | None]]:
        query = "SELECT actor, action, reason FROM svc_provisioning.audit WHERE target = $1 ORDER BY id"
        return [tuple(row) for row in await self.sql(query, target)]

    async def _build(self, made: Made) -> None:
        async with self.database.transaction() as session:
            names = TenantNames(made.name, made.name)
            await self.manager.create_schema(session, names)
            await self.manager.initialize_data(session, names)

    async def _enter(self, made: Made, status: str) -> None:
        await self.sql(
            "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status, created_at)"
            " VALUES ($1, $2, 'Pet', $3, $4, $4, $5, now() - interval '1 hour')",
            made.tenant_id,
            made.saga_id,
            made.name.replace("_", "-"),
            made.name,
            status,
        )

    async def _saga(self, made: Made, state: str) -> None:
        await self.sql(
            "INSERT INTO svc_provisioning.sagas (saga_id, tenant_id, name, subdomain, schema_name, role_name,"
            " state, admin, owner, schema_version, started_at, finished_at, deadline_at)"
            " VALUES ($1, $2, 'Pet', $3, $4, $4, $5, $6, $7, '0001', now() - interval '1 hour',"
            " now() - interval '50 min', now())",
            made.saga_id,
            made.tenant_id,
            made.name.replace("_", "-"),
            made.name,
            state,
            ADMIN,
            OWNER,
        )


async def orphan_schema(world: World, *, rows: int = 3) -> str:
    """Made by the administrator, with what people put into a schema."""
    name = hand_made_name()
    await world.run(
        f"CREATE SCHEMA {name};"
        f"CREATE TABLE {name}.tutor (id serial PRIMARY KEY, nome text NOT NULL,"
        "   n int GENERATED ALWAYS AS (length(nome)) STORED);"
        f'CREATE TABLE {name}."Mau ""nome""; --" (tutor int REFERENCES {name}.tutor, x jsonb);'
        f"CREATE VIEW {name}.v AS SELECT nome FROM {name}.tutor;"
        f"CREATE FUNCTION {name}.f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
        f"INSERT INTO {name}.tutor (nome) SELECT 'João, ' || i || E'\\n\"x\"' FROM generate_series(1, {rows}) i;"
        f'INSERT INTO {name}."Mau ""nome""; --" VALUES (1, \'{{"a": null}}\'), (NULL, NULL)'
    )
    return name


async def the_finding(world: World, kind: Kind, *subjects: object) -> Any:
    return (await world.found(*subjects))[kind]
