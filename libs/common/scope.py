"""What a transaction may see, said whole in its BEGIN message and checked there and again before its COMMIT.

A scope states role, search_path and tenant, the empty ones too: nothing that an earlier transaction left on the
connection is inherited. The check rides in the same messages, so it costs no round trip.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

import asyncpg
from prometheus_client import Counter

from libs.common.logging import get_logger

log = get_logger(__name__)

STATEMENT_TIMEOUT_MS = 10_000
LOCK_TIMEOUT_MS = 4_000
IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000
# Raised by wall.assert_scope: the transaction stands elsewhere than it was put.
WALL_BREACHED = "PW001"

_TIMEOUTS = (
    f"SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS}",
    f"SET LOCAL idle_in_transaction_session_timeout = {IDLE_IN_TRANSACTION_TIMEOUT_MS}",
)
# What a walled transaction may say. Everything else — SET, RESET, DO, DECLARE, COPY, NOTIFY, a COMMIT as text,
# a comment that hides its beginning — could move the transaction or outlive it.
_STATEMENT = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|VALUES|SAVEPOINT|RELEASE\s+SAVEPOINT|ROLLBACK\s+TO)\b",
    re.IGNORECASE,
)
# The driver's own, by the simple protocol: one statement.
_CONTROL = re.compile(r"(?:ROLLBACK|SAVEPOINT|RELEASE)\b[^;]*;?")
_ALARMS = Counter("tenant_wall_alarms_total", "Transactions that stood in another shop, or asked to.", ("kind",))
for _part in ("scope", "statement"):
    _ALARMS.labels(_part)

if TYPE_CHECKING:
    _Connection = asyncpg.Connection[asyncpg.Record]
else:
    _Connection = asyncpg.Connection


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a transaction stands. Built only by the helpers that check its parts; a role of None is the login."""

    role: str | None = None
    search_path: str = "pg_catalog"
    tenant_id: str = ""
    statement_timeout_ms: int = STATEMENT_TIMEOUT_MS
    # Who is asking, for the audit, as libs.common.audit encodes it.
    actor: str = ""
    # Whether COMMIT waits for the disk. What only looks, and tells the audit so, does not: a crash of the server
    # may cost the last half second of such entries, and nothing else (docs/adr/0025).
    durable: bool = True

    @property
    def statements(self) -> tuple[str, ...]:
        """The SET LOCAL statements that put a transaction there, from wherever the connection stood."""
        waits = () if self.durable else ("SET LOCAL synchronous_commit = off",)
        return (
            *waits,
            f"SET LOCAL statement_timeout = {self.statement_timeout_ms}",
            f"SET LOCAL ROLE {self.role or 'NONE'}",
            f"SET LOCAL search_path TO {self.search_path}",
            f"SET LOCAL app.tenant_id = '{self.tenant_id}'",
            f"SET LOCAL app.actor = '{self.actor}'",
        )

    @property
    def guard(self) -> str:
        """The statement that fails with WALL_BREACHED anywhere else."""
        role = f"'{self.role}'" if self.role else "session_user"
        return f"SELECT wall.assert_scope({role}, '{self.search_path}', '{self.tenant_id}')"


NO_SCOPE = Scope()


def registry_scope(tenant_id: UUID | None) -> Scope:
    """The wall of the shared tables: row-level security lets this tenant's rows through, no others.

    None is the platform itself (operators), whose rows belong to no shop.
    """
    return Scope(tenant_id="platform" if tenant_id is None else str(UUID(str(tenant_id))))


class StatementRefusedError(RuntimeError):
    """A walled transaction was to run a statement that could leave its shop: a defect, or an injection."""


class ScopedConnection(_Connection):
    """Sends scope and check with BEGIN, and the check with COMMIT; every connection of ours is of this kind."""

    __slots__ = ("expected", "pending_scope")

    # The scope of a BEGIN that nobody gave one; None: a connection that bears no scopes.
    unscoped: ClassVar[Scope | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Around its look-up of array types asyncpg turns JIT off by set_config, which nobody may call here;
        # the server runs with jit = off.
        capabilities: Any = getattr(self, "_server_caps")  # noqa: B009 - unknown to the stubs
        self._server_caps = capabilities._replace(jit=False)
        self.pending_scope: Scope | None = None
        self.expected: Scope | None = None

    def hand_over(self, scope: Scope | None, expected: Scope | None = None) -> None:
        """The next BEGIN opens with `scope`; where `expected` is given, it and its COMMIT stand there or fail."""
        self.pending_scope, self.expected = scope, expected

    def refuse_unless_allowed(self, statement: str) -> None:
        """Raises StatementRefusedError in a walled transaction, for what may not be said there."""
        if self.expected is not None and not _STATEMENT.match(statement):
            _ALARMS.labels("statement").inc()
            log.critical("statement refused", security_event="TENANT_WALL", expected=str(self.expected))
            raise StatementRefusedError("not a statement of a shop's transaction")

    async def execute(self, query: str, *args: Any, timeout: float | None = None) -> str:  # noqa: ASYNC109
        """As the driver's own; BEGIN takes the scope along, and COMMIT the check."""
        if args:
            self.refuse_unless_allowed(query)
            return await super().execute(query, *args, timeout=timeout)
        if query.startswith("BEGIN"):
            return await self._begin(query, timeout)
        if self.expected is not None:
            if query.startswith("COMMIT"):
                guard, self.expected = self.expected.guard, None
                return await self._all_or_gone(f"{guard}; {query}", timeout)
            if not _CONTROL.fullmatch(query):
                self.refuse_unless_allowed("")
        return await super().execute(query, timeout=timeout)

    async def run_script(self, script: str) -> None:
        """What builds and removes shops: many statements at once; COMMIT still checks where it stands."""
        await super().execute(script)

    async def _begin(self, query: str, timeout: float | None) -> str:  # noqa: ASYNC109
        scope, self.pending_scope = self.pending_scope or self.unscoped, None
        if scope is None:
            return await super().execute(query, timeout=timeout)
        guard = () if self.expected is None else (self.expected.guard,)
        return await self._all_or_gone(
            "; ".join((query.rstrip("; "), *_TIMEOUTS, *scope.statements, *guard)), timeout
        )

    async def _all_or_gone(self, message: str, timeout: float | None) -> str:  # noqa: ASYNC109
        try:
            return await super().execute(message, timeout=timeout)
        except asyncpg.PostgresError as error:
            # asyncpg believes no transaction is open and would hand the aborted one to the next user.
            if self.is_in_transaction():
                self.terminate()
            if error.sqlstate == WALL_BREACHED:
                _ALARMS.labels("scope").inc()
                found = getattr(error, "detail", None)
                log.critical("wall breached", security_event="TENANT_WALL", found=found)
            raise


class PooledConnection(ScopedConnection):
    """A connection that is lent again and again: also a BEGIN without a scope says where it stands."""

    __slots__ = ()

    unscoped = NO_SCOPE
