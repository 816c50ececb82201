"""The real services on a real database, moved one step of the model at a time; no broker, no processes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Any, cast

import asyncpg

from libs.common.clock import new_id
from libs.common.contracts.base import Event, new_envelope
from libs.common.database import Database, registry_scope
from libs.common.messaging.consumer import Handler
from libs.common.tenancy.tenant import TenantStatus
from services.auth.accounts.letters import Letters
from services.auth.handlers import build_handlers as auth_handlers
from services.auth.models import Outcome
from services.provisioning.handlers import build_handlers as provisioning_handlers
from services.provisioning.operations import repository as operations
from services.provisioning.operations import service as operators
from services.provisioning.reality import Reality
from services.provisioning.saga import EXPIRES, TERMINAL, State
from services.tenant import service as tenant_service
from services.tenant.handlers import build_handlers as tenant_handlers
from services.tenant.service import Accepted
from tests.provisioning.conftest import SagaDriver
from tests.provisioning.exploration.world import KINDS, Events, Step, World

LONG_AGO = "now() - interval '1 year'"
PRESS = operators.Press("operator-1", "the model presses")
_BY_KEY = {event.routing_key: event for event in KINDS}
_SERVICES = ("tenant", "provisioning", "auth")
_EMITTED = " UNION ALL ".join(
    f"SELECT '{name}' AS service, id, routing_key, payload FROM svc_{name}.outbox WHERE subject = $1"
    for name in _SERVICES
)
_WORLD = """
SELECT g.state, g.deadline_at, g.next_attempt_at IS NOT NULL AS armed, g.finished_at IS NOT NULL AS finished,
  coalesce(g.admin ? 'password_hash', false) AS hashed,
  EXISTS (SELECT FROM pg_namespace WHERE nspname = t.schema_name) AS schema,
  EXISTS (SELECT FROM pg_roles WHERE rolname = t.role_name) AS role,
  EXISTS (SELECT FROM svc_provisioning.tenant_schemas WHERE tenant_id = t.id) AS registered,
  a.outcome, EXISTS (SELECT FROM shared.tenant_users WHERE tenant_id = t.id) AS has_user, t.status,
  coalesce(s.next_attempt_at IS NOT NULL AND s.password_hash IS NOT NULL, false) AS asking
FROM shared.tenants t LEFT JOIN svc_provisioning.sagas g USING (saga_id)
  LEFT JOIN svc_auth.saga_admins a USING (saga_id) LEFT JOIN svc_tenant.signups s USING (saga_id)
WHERE t.id = $1
"""
_BY_HAND = MappingProxyType(
    {
        "the shop is suspended": "UPDATE shared.tenants SET status = 'suspended' WHERE id = '{tenant}'",
        "by hand: name freed": "UPDATE shared.tenants SET status = 'failed' WHERE id = '{tenant}'",
        "by hand: user deleted": "DELETE FROM shared.tenant_users WHERE tenant_id = '{tenant}'",
        "by hand: schema dropped": "DROP SCHEMA {name} CASCADE;"
        " DELETE FROM svc_provisioning.tenant_schemas WHERE tenant_id = '{tenant}'",
        "by hand: role dropped": "DROP OWNED BY {name}; DROP ROLE {name}",
    }
)


@dataclass(slots=True)
class RealWorld:
    """One sign-up in the databases. Messages are what the outboxes were given; the model says when they arrive."""

    driver: SagaDriver
    databases: dict[str, Database]
    administrator: "asyncpg.Connection[asyncpg.Record]"
    accepted: Accepted
    messages: dict[type[Event], Event] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)

    async def observe(self) -> World:
        """The model's view of the tables."""
        row = await self.administrator.fetchrow(_WORLD, self.accepted.id)
        assert row is not None
        assert row["registered"] == row["schema"]
        saga = State(row["state"]) if row["state"] else None
        # What the model takes for granted: timers tick exactly where a saga is not at an end.
        assert row["armed"] == (saga not in (None, *TERMINAL))
        assert row["finished"] == (saga in TERMINAL)
        now = self.driver.clock()
        return World(
            saga=saga,
            late=saga in EXPIRES and now >= row["deadline_at"],
            expired=saga is None and now >= self.driver.event.expires_at,
            hashed=row["hashed"],
            schema=row["schema"],
            role=row["role"],
            admin=Outcome(row["outcome"]) if row["outcome"] else None,
            user=row["has_user"],
            tenant=TenantStatus(row["status"]),
            asking=row["asking"],
        )

    async def emitted(self) -> Events:
        """What the outboxes were given since the last look."""
        rows = await self.administrator.fetch(f"{_EMITTED} ORDER BY id", self.accepted.id)
        fresh = [row for row in rows if row["id"] > self._seen.get(row["service"], 0)]
        kinds = []
        for row in fresh:
            self._seen[row["service"]] = row["id"]
            event = _BY_KEY.get(row["routing_key"])
            if event is not None:
                self.messages[event] = event.model_validate_json(row["payload"])
                kinds.append(event)
        return tuple(kinds)

    async def reality(self) -> Reality:
        """What operators' resolutions are checked against."""
        async with self.driver.database.transaction() as session:
            return await operations.read_reality(session, self.accepted.saga_id)

    async def take(self, before: World, step: Step) -> None:
        """Does what the step says."""
        if step.event is not None:
            await self.deliver(step.event, taken=step.world.admin is Outcome.REJECTED and before.admin is None)
        elif step.label in _BY_HAND:
            await self.by_hand(step.label)
        else:
            await self._actions[step.label]()

    async def by_hand(self, label: str) -> None:
        await self._sql(_BY_HAND[label])

    async def deliver(self, kind: type[Event], *, taken: bool = False) -> None:
        """Hands a message to its handler, as the consumer does; `taken`: somebody else has the e-mail then."""
        event = self.messages[kind]
        service, handle = self._handlers()[kind]
        if taken:
            await self._hold_email(self.driver.event.admin.email)
        try:
            async with self.databases[service].transaction(registry_scope(event.tenant_id)) as session:
                await handle(session, event, new_envelope(event))
        finally:
            if taken:
                await self._sql(
                    "DELETE FROM shared.tenant_users WHERE role = 'operator' AND first_name = '{name}'"
                )

    async def abandon(self) -> None:
        """Nobody's timers find this sign-up any more."""
        await self._sql("UPDATE svc_provisioning.sagas SET next_attempt_at = NULL WHERE saga_id = '{saga}'")
        await self._sql("UPDATE svc_tenant.signups SET next_attempt_at = NULL WHERE saga_id = '{saga}'")

    def _handlers(self) -> dict[type[Event], tuple[str, Handler[Any]]]:
        """Whose queue each message lies in, and what takes it from there."""
        services = (
            tenant_handlers(),
            auth_handlers(cast(Letters, None)),
            provisioning_handlers(self.driver.service),
        )
        return {
            subscription.event: (handlers.service, subscription.handle)
            for handlers in services
            for subscription in handlers.subscriptions
        }

    @property
    def _actions(self) -> dict[str, Callable[[], Awaitable[None]]]:
        return {
            "the schema is built": self._build,
            "the schema cannot be built": self._fail_to_build,
            "the tenant service asks again": self._ask_again,
            "the sweeper asks again": self._sweep,
            "the sweeper: timed_out": self._sweep,
            "the sweeper: gave_up": self._sweep,
            "the request expires": self._expire,
            "the deadline passes": self._let_deadline_pass,
            "the saga is pruned": self._prune,
            "operator: ask again": self._retry,
            "operator: retry": self._retry,
            "operator: compensate": self._compensate,
            "operator: resolve_completed": lambda: self._resolve(State.COMPLETED),
            "operator: resolve_rolled_back": lambda: self._resolve(State.ROLLED_BACK),
        }

    async def _build(self) -> None:
        await self.driver.service.setup_schema(self.accepted.saga_id)

    async def _fail_to_build(self) -> None:
        """PostgreSQL itself refuses the script, for the last time."""
        await self._sql("CREATE SCHEMA {name}")
        await self._sql("UPDATE svc_provisioning.saga_steps SET attempts = 5 WHERE saga_id = '{saga}'")
        await self._build()
        await self._sql("DROP SCHEMA {name}")

    async def _ask_again(self) -> None:
        await self._sql(f"UPDATE svc_tenant.signups SET next_attempt_at = {LONG_AGO} WHERE saga_id = '{{saga}}'")
        async with self.databases["tenant"].transaction() as session:
            await tenant_service.ask_again(session, retry_after=timedelta(hours=1))

    async def _sweep(self) -> None:
        await self._sql(
            f"UPDATE svc_provisioning.sagas SET next_attempt_at = {LONG_AGO} WHERE saga_id = '{{saga}}'"
        )
        await self.driver.service.sweep()

    async def _expire(self) -> None:
        self.driver.clock.at = self.driver.event.expires_at

    async def _let_deadline_pass(self) -> None:
        self.driver.clock.at = (await self.driver.saga())["deadline_at"]

    async def _prune(self) -> None:
        await self.driver.service.forget_history(kept=timedelta(0))
        self.driver.clock.at = max(self.driver.clock.at, self.driver.event.expires_at)

    async def _retry(self) -> None:
        # The last press was long enough ago not to be a second one of the same moment.
        await self._sql(f"UPDATE svc_provisioning.saga_transitions SET at = {LONG_AGO} WHERE saga_id = '{{saga}}'")
        async with self.driver.database.transaction() as session:
            await operators.retry(session, self.driver.service.engine, self.accepted.saga_id, PRESS)

    async def _compensate(self) -> None:
        async with self.driver.database.transaction() as session:
            await operators.compensate(session, self.driver.service.engine, self.accepted.saga_id, PRESS)

    async def _resolve(self, outcome: State) -> None:
        async with self.driver.database.transaction() as session:
            await operators.resolve(session, self.driver.service.engine, self.accepted.saga_id, PRESS, outcome)

    async def _hold_email(self, email: str) -> None:
        query = (
            "INSERT INTO shared.tenant_users (id, email, password_hash, first_name, role)"
            " VALUES ($1, $2, 'x', $3, 'operator')"
        )
        await self.administrator.execute(query, new_id(), email, self.driver.event.schema_name)

    async def _sql(self, script: str) -> None:
        """Statements as the administrator, about this sign-up."""
        names = {"tenant": self.accepted.id, "saga": self.accepted.saga_id, "name": self.driver.event.schema_name}
        await self.administrator.execute(script.format(**names))
