"""PostgreSQL through SQLAlchemy: transactions that carry their scope inside the BEGIN message.

The scope (role, search_path, tenant, time-outs) travels in the same round trip as BEGIN and ends with the
transaction, so nothing can outlive it, also behind a transaction pooler.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, InvalidRequestError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from libs.common.scope import (
    IDLE_IN_TRANSACTION_TIMEOUT_MS,
    NO_SCOPE,
    PooledConnection,
    Scope,
    ScopedConnection,
    registry_scope,
)
from libs.common.transaction import Transaction

__all__ = [
    "NO_SCOPE",
    "Database",
    "Scope",
    "ScopeLostError",
    "ScopedConnection",
    "is_database_error",
    "is_unavailable",
    "registry_scope",
    "sqlstate_of",
]

POOL_TIMEOUT_S = 5.0
CONNECT_TIMEOUT_S = 5.0
# A pooled connection is replaced at this age; the logins' idle time-out is longer, so it never ends one in use.
RECYCLE_S = 1800

# SQLSTATE classes and codes that mean "the server is away or going away", never "the query is wrong".
_UNAVAILABLE_CLASSES = ("08", "53")
_UNAVAILABLE_CODES = frozenset({"57P01", "57P02", "57P03", "25P03"})
LOCK_NOT_AVAILABLE = "55P03"


_SELF_TEST = Scope(tenant_id="self-test")
_SESSION = {
    "search_path": "pg_catalog",
    "idle_in_transaction_session_timeout": str(IDLE_IN_TRANSACTION_TIMEOUT_MS),
}
_DIRECT: dict[str, Any] = {}
# Two transactions of one client may meet two servers: nothing may be prepared on one and used on the other.
_POOLED: dict[str, Any] = {
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": lambda: "",
}


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

    def __init__(
        self,
        url: str,
        *,
        pool_size: int = 10,
        application_name: str = "petshop",
        pooler_url: str | None = None,
    ) -> None:
        """With `pooler_url`, transactions go through a transaction pooler; `dsn` stays the server itself."""
        self._engine: AsyncEngine = create_async_engine(
            (pooler_url or url).replace("postgresql://", "postgresql+asyncpg://", 1),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=POOL_TIMEOUT_S,
            pool_recycle=RECYCLE_S,
            # The last one given back first: a server process remembers each shop's tables that it has met, so few
            # that are asked often know more, and hold less together, than all of them in turn.
            pool_use_lifo=True,
            # Errors are logged, and the parameters may hold a password hash.
            hide_parameters=True,
            connect_args={
                "connection_class": PooledConnection,
                "timeout": CONNECT_TIMEOUT_S,
                **(_DIRECT if pooler_url is None else _POOLED),
                "server_settings": {
                    "application_name": application_name,
                    # A pooler refuses these; every BEGIN says them again.
                    **(_SESSION if pooler_url is None else {}),
                },
            },
        )
        self.dsn = url
        self._checked = False
        event.listen(self._engine.sync_engine, "checkin", _forget_scope)
        event.listen(self._engine.sync_engine, "before_cursor_execute", _refuse_unless_allowed)

    @property
    def engine(self) -> AsyncEngine:
        return self._engine

    def session(self, scope: Scope = NO_SCOPE, *, expected: Scope | None = None) -> AsyncSession:
        """A session whose every transaction opens with `scope`; the edge commits it.

        Where it is a shop's, every transaction begins and commits in `expected`, or fails: pass it where it is
        known from elsewhere than the scope itself.
        """
        info = {"scope": scope, "expected": _expected(scope, expected)}
        return AsyncSession(self._engine, expire_on_commit=False, info=info)

    def work(self, scope: Scope = NO_SCOPE, *, expected: Scope | None = None) -> Transaction:
        """The same by the driver alone, for what every request does."""
        return Transaction(self._engine, scope, expected=_expected(scope, expected))

    @asynccontextmanager
    async def transaction(self, scope: Scope = NO_SCOPE) -> AsyncIterator[AsyncSession]:
        """One transaction, committed at the end of the block: the edge of handlers and jobs."""
        async with self.session(scope) as session:
            yield session
            await session.commit()

    async def check(self) -> None:
        """Raises when the database is away, or when scopes no longer ride with BEGIN."""
        async with self.transaction(_SELF_TEST if not self._checked else NO_SCOPE) as session:
            found = await session.scalar(text("SELECT current_setting('app.tenant_id', true)"))
            if not self._checked and found != _SELF_TEST.tenant_id:
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


def _expected(scope: Scope, expected: Scope | None) -> Scope | None:
    return expected or (None if scope == NO_SCOPE else scope)


@event.listens_for(Session, "after_begin")
def _hand_over_scope(session: Session, _: Any, connection: Any) -> None:
    driver = connection.connection.driver_connection
    if isinstance(driver, ScopedConnection):
        driver.hand_over(session.info.get("scope", NO_SCOPE), session.info.get("expected"))


def _forget_scope(dbapi_connection: Any, _: ConnectionPoolEntry) -> None:
    driver = getattr(dbapi_connection, "driver_connection", None)
    if isinstance(driver, ScopedConnection):
        driver.hand_over(None)


def _refuse_unless_allowed(connection: Any, _: Any, statement: str, *__: Any) -> None:
    driver = connection.connection.driver_connection
    if isinstance(driver, ScopedConnection):
        driver.refuse_unless_allowed(statement)


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
    lost = (asyncpg.InterfaceError, asyncpg.InternalClientError)
    return "clos" in str(error).lower() or isinstance(error.__cause__, lost)


def is_database_error(error: BaseException) -> bool:
    ours = (SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
    return isinstance(error, ours)
