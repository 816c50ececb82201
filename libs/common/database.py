"""PostgreSQL through SQLAlchemy: transactions that carry their scope inside the BEGIN message.

A scope is a list of SET LOCAL statements (role, search_path, tenant, time-outs). They travel in the same
round trip as BEGIN and end with the transaction, so nothing can outlive it, also behind a transaction pooler.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import asyncpg
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, InvalidRequestError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

STATEMENT_TIMEOUT_MS = 10_000
LOCK_TIMEOUT_MS = 4_000
IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000
POOL_TIMEOUT_S = 5.0
CONNECT_TIMEOUT_S = 5.0

# SQLSTATE classes and codes that mean "the server is away or going away", never "the query is wrong".
_UNAVAILABLE_CLASSES = ("08", "53")
_UNAVAILABLE_CODES = frozenset({"57P01", "57P02", "57P03", "25P03"})
LOCK_NOT_AVAILABLE = "55P03"


@dataclass(frozen=True, slots=True)
class Scope:
    """SET LOCAL statements that open a transaction. Built only by the helpers that check their parts."""

    statements: tuple[str, ...] = ()

    def __add__(self, other: "Scope") -> "Scope":
        return Scope((*self.statements, *other.statements))


NO_SCOPE = Scope()
_TIMEOUTS = (
    f"SET LOCAL statement_timeout = {STATEMENT_TIMEOUT_MS}",
    f"SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS}",
)
if TYPE_CHECKING:
    _Connection = asyncpg.Connection[asyncpg.Record]
else:
    _Connection = asyncpg.Connection
_SELF_TEST = Scope(("SET LOCAL app.self_test = 'scoped'",))


def registry_scope(tenant_id: UUID | None) -> Scope:
    """The wall of the shared tables: row-level security lets this tenant's rows through, no others.

    None is the platform itself (operators), whose rows belong to no shop.
    """
    value = "platform" if tenant_id is None else str(UUID(str(tenant_id)))
    return Scope((f"SET LOCAL app.tenant_id = '{value}'",))


class ScopedConnection(_Connection):
    """Sends the pending scope together with BEGIN; every connection of ours to PostgreSQL is one."""

    __slots__ = ("pending_scope",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Around its look-up of array types asyncpg turns JIT off by set_config, which nobody may call here;
        # the server runs with jit = off.
        capabilities: Any = getattr(self, "_server_caps")  # noqa: B009 - unknown to the stubs
        self._server_caps = capabilities._replace(jit=False)
        self.pending_scope: Scope | None = None

    async def execute(self, query: str, *args: Any, timeout: float | None = None) -> str:  # noqa: ASYNC109
        """As the driver's own; a BEGIN takes the pending scope along."""
        scope, self.pending_scope = self.pending_scope, None
        if args or scope is None or not query.startswith("BEGIN"):
            return await super().execute(query, *args, timeout=timeout)
        message = "; ".join((query.rstrip("; "), *_TIMEOUTS, *scope.statements))
        try:
            return await super().execute(message, timeout=timeout)
        except asyncpg.PostgresError:
            # asyncpg believes no transaction is open and would hand the aborted one to the next user.
            self.terminate()
            raise


@dataclass(frozen=True, slots=True)
class PoolUse:
    """Connections of a pool: lent, open and free, and how many there may be."""

    in_use: int
    idle: int
    max: int


class ScopeLostError(RuntimeError):
    """The driver no longer sends BEGIN the way the scope relies on: refuse to serve."""


class Database:
    """A pool of one login, sized to the concurrency a process admits."""

    def __init__(self, url: str, *, pool_size: int = 10, application_name: str = "petshop") -> None:
        self._engine: AsyncEngine = create_async_engine(
            url.replace("postgresql://", "postgresql+asyncpg://", 1),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=POOL_TIMEOUT_S,
            pool_recycle=1800,
            # Errors are logged, and the parameters may hold a password hash.
            hide_parameters=True,
            connect_args={
                "connection_class": ScopedConnection,
                "timeout": CONNECT_TIMEOUT_S,
                "server_settings": {
                    "application_name": application_name,
                    "search_path": "pg_catalog",
                    "idle_in_transaction_session_timeout": str(IDLE_IN_TRANSACTION_TIMEOUT_MS),
                },
            },
        )
        self.dsn = url
        self._checked = False
        event.listen(self._engine.sync_engine, "checkin", _forget_scope)

    @property
    def engine(self) -> AsyncEngine:
        return self._engine

    def session(self, scope: Scope = NO_SCOPE) -> AsyncSession:
        """A session whose every transaction opens with `scope`; the edge commits it."""
        return AsyncSession(self._engine, expire_on_commit=False, info={"scope": scope})

    @asynccontextmanager
    async def transaction(self, scope: Scope = NO_SCOPE) -> AsyncIterator[AsyncSession]:
        """One transaction, committed at the end of the block: the edge of handlers and jobs."""
        async with self.session(scope) as session:
            yield session
            await session.commit()

    async def check(self) -> None:
        """Raises when the database is away, or when scopes no longer ride with BEGIN."""
        async with self.transaction(_SELF_TEST if not self._checked else NO_SCOPE) as session:
            found = await session.scalar(text("SELECT current_setting('app.self_test', true)"))
            if not self._checked and found != "scoped":
                raise ScopeLostError("SET LOCAL did not arrive with BEGIN")
            self._checked = True

    def pool_use(self) -> PoolUse:
        """The pool at this moment, without asking the server."""
        pool = self._engine.pool
        if not isinstance(pool, QueuePool):
            raise TypeError(f"{type(pool).__name__} keeps no count")
        return PoolUse(in_use=pool.checkedout(), idle=pool.checkedin(), max=pool.size())

    async def close(self) -> None:
        await self._engine.dispose()


@event.listens_for(Session, "after_begin")
def _hand_over_scope(session: Session, _: Any, connection: Any) -> None:
    driver = connection.connection.driver_connection
    if isinstance(driver, ScopedConnection):
        driver.pending_scope = session.info.get("scope", NO_SCOPE)


def _forget_scope(dbapi_connection: Any, _: ConnectionPoolEntry) -> None:
    driver = getattr(dbapi_connection, "driver_connection", None)
    if isinstance(driver, ScopedConnection):
        driver.pending_scope = None


def sqlstate_of(error: BaseException) -> str | None:
    """The five-character SQLSTATE behind an exception, if a server sent one."""
    if isinstance(error, DBAPIError):
        return getattr(error.orig, "sqlstate", None)
    return getattr(error, "sqlstate", None)


def is_unavailable(error: BaseException) -> bool:
    """Whether the error means that the database is out of reach, so that trying again later can help."""
    state = sqlstate_of(error)
    if state is not None:
        return state in _UNAVAILABLE_CODES or state[:2] in _UNAVAILABLE_CLASSES
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or (isinstance(error.orig, Exception) and _is_driver_loss(error.orig))
    # InternalClientError: the server said farewell, and the driver was used before it heard the connection close.
    if isinstance(error, (PoolTimeoutError, ConnectionError, TimeoutError, OSError, asyncpg.InternalClientError)):
        return True
    return isinstance(error, (asyncpg.InterfaceError, InvalidRequestError)) and "clos" in str(error).lower()


def _is_driver_loss(error: BaseException) -> bool:
    return "clos" in str(error).lower() or isinstance(error.__cause__, asyncpg.InterfaceError)


def is_database_error(error: BaseException) -> bool:
    return isinstance(error, (SQLAlchemyError, asyncpg.PostgresError, asyncpg.InternalClientError))
