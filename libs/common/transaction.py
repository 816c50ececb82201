"""A transaction by the driver itself: one round trip to begin it, one for each query, one to end it.

The same pool, the same connections and the same BEGIN message as `Database.session`, without the ORM above them.
"""

from types import TracebackType
from typing import Any, Self

from sqlalchemy import PoolProxiedConnection
from sqlalchemy.exc import EmulatedDBAPIException
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from libs.common.query import Query, Row
from libs.common.scope import Scope, ScopedConnection


class Transaction:
    """Begins with its first query, in `scope`; whoever opened it commits, and what was not committed is undone.

    `expected`: where it has to stand at BEGIN and at COMMIT, see `libs.common.scope`.
    """

    __slots__ = ("_driver", "_engine", "_expected", "_is_open", "_lent", "_scope")

    def __init__(self, engine: AsyncEngine, scope: Scope, *, expected: Scope | None = None) -> None:
        self._engine, self._scope, self._expected = engine, scope, expected
        self._is_open = True
        self._lent: PoolProxiedConnection | None = None
        self._driver: ScopedConnection | None = None

    async def rows(self, query: Query, **values: Any) -> list[Row]:
        """All rows that the query answers."""
        driver = self._driver or await self._begin()
        driver.refuse_unless_allowed(query.sql)
        return await driver.fetch(query.sql, *query.arguments(values), record_class=Row)

    async def row(self, query: Query, **values: Any) -> Row | None:
        """The first row, None without one."""
        driver = self._driver or await self._begin()
        driver.refuse_unless_allowed(query.sql)
        return await driver.fetchrow(query.sql, *query.arguments(values), record_class=Row)

    async def value(self, query: Query, **values: Any) -> Any:
        """The first row's first column, None without a row."""
        row = await self.row(query, **values)
        return None if row is None else row[0]

    async def commit(self) -> None:
        """Makes it last; the next query begins another."""
        if self._driver is not None:
            await self._end("COMMIT;")

    async def rollback(self) -> None:
        """Undoes it; the next query begins another. A connection that is gone took it along."""
        if self._driver is not None and not self._driver.is_closed() and self._driver.is_in_transaction():
            await self._end("ROLLBACK;")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_open = False
        if self._lent is None:
            return
        if error is not None and not isinstance(error, Exception):
            # Cancelled, perhaps in the middle of an answer: nobody else may hear the rest of it. What the server
            # is at ends by itself, by the statement time-out at the latest.
            self._discard()
            return
        try:
            await self.rollback()
        except BaseException:
            self._discard()
            raise
        self._give_back()

    async def _begin(self) -> ScopedConnection:
        """Raises RuntimeError once the block has ended: nobody would give the connection back."""
        if not self._is_open:
            raise RuntimeError("this transaction is over")
        driver = await self._connection()
        driver.hand_over(self._scope, self._expected)
        await driver.execute("BEGIN;")
        self._driver = driver
        return driver

    async def _connection(self) -> ScopedConnection:
        """The connection it has, or a living one of the pool's."""
        while self._lent is None:
            try:
                lent = await self._engine.raw_connection()
            except EmulatedDBAPIException as error:
                # Of a connection that was refused; the pool's own wrapping stands one floor higher.
                raise error.__cause__ or error from None
            if _driver_of(lent).is_closed():
                # The server closed it while it lay in the pool.
                lent.invalidate()
            else:
                self._lent = lent
        return _driver_of(self._lent)

    async def _end(self, statement: str) -> None:
        assert self._driver is not None  # noqa: S101 - its callers asked
        driver, self._driver = self._driver, None
        await driver.execute(statement)

    def _give_back(self) -> None:
        lent, self._lent, self._driver = self._lent, None, None
        if lent is not None:
            driver = _driver_of(lent)
            if driver.is_closed():
                lent.invalidate()
            elif driver.is_in_transaction():
                # Its COMMIT or ROLLBACK went wrong: what is not over is lent to nobody.
                driver.terminate()
                lent.invalidate()
            else:
                lent.close()

    def _discard(self) -> None:
        lent, self._lent, self._driver = self._lent, None, None
        if lent is not None:
            _driver_of(lent).terminate()
            lent.invalidate()


def _driver_of(lent: PoolProxiedConnection) -> ScopedConnection:
    driver: Any = lent.driver_connection
    if not isinstance(driver, ScopedConnection):
        raise TypeError(f"{type(driver).__name__} keeps no scope")
    return driver


async def rows_of(where: AsyncSession | Transaction, query: Query, **values: Any) -> list[Any]:
    """All rows of a query, asked in a session of the ORM's or in a transaction of the driver's."""
    if isinstance(where, Transaction):
        return list(await where.rows(query, **values))
    return list((await where.execute(query.statement, values)).all())
