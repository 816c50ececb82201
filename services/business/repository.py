"""What the repositories of a shop's tables have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from sqlalchemy import ColumnElement, Row, Table, delete, func, insert, literal, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.database import sqlstate_of
from libs.common.errors import (
    InUseError,
    NotFoundError,
    ReferenceNotFoundError,
    StaleVersionError,
    ValidationError,
)
from libs.common.pagination import decode_cursor, encode_cursor
from libs.common.tenancy.models import TenantAwareModel

AnyRow = Row[*tuple[Any, ...]]

_FOREIGN_KEY_VIOLATION = "23503"
_UNIQUE_VIOLATION = "23505"
_LIKE_SPECIAL, _LIKE_ESCAPED = r"([\\%_])", r"\\\1"


@dataclass(frozen=True, slots=True)
class PageRows:
    """One page before it becomes an answer."""

    items: Sequence[AnyRow]
    next_cursor: str | None


class TenantAwareRepository:
    """The rows of one table, in the shop whose session it is given.

    A violated constraint is known by SQLSTATE alone, so a table names at most one field of each kind.
    """

    model: ClassVar[type[TenantAwareModel]]
    reference_field: ClassVar[str | None] = None
    unique_field: ClassVar[str | None] = None
    table: ClassVar[Table]
    stored: ClassVar[tuple[ColumnElement[Any], ...]]
    columns: ClassVar[tuple[ColumnElement[Any], ...]]

    def __init_subclass__(cls) -> None:
        cls.table = cast(Table, cls.model.__table__)
        # Generated columns serve order and search; they never leave the database.
        cls.stored = tuple(column for column in cls.table.c if column.computed is None)
        cls.columns = (*cls.stored, *cls.looked_up())

    @classmethod
    def looked_up(cls) -> tuple[ColumnElement[Any], ...]:
        """What a row shows of others, by labelled subqueries on this table."""
        return ()

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, row_id: int) -> AnyRow:
        """Raises NotFoundError."""
        row = (await self._session.execute(select(*self.columns).where(self._is(row_id)))).one_or_none()
        return self._found(row, row_id)

    async def exists(self, row_id: int) -> bool:
        found = await self._session.scalar(select(self.table.c.id).where(self._is(row_id)))
        return found is not None

    async def page(self, *where: ColumnElement[bool], q: str | None, cursor: str | None, limit: int) -> PageRows:
        """Rows by folded name, after the cursor's. Raises ValidationError for a cursor we did not issue."""
        key = tuple_(self.table.c.ordem, self.table.c.id)
        statement = select(*self.columns, self.table.c.ordem).where(*where).order_by(*key).limit(limit + 1)
        if q is not None and q.strip():
            statement = statement.where(self.table.c.busca.like(_contains(q.strip()), escape="\\"))
        if cursor is not None:
            ordem, row_id = decode_cursor(cursor)
            statement = statement.where(key > tuple_(literal(ordem), literal(row_id)))
        rows = (await self._session.execute(statement)).all()
        items = rows[:limit]
        more = len(rows) > limit
        return PageRows(items, encode_cursor(items[-1].ordem, items[-1].id) if more else None)

    async def insert(self, values: Mapping[str, Any]) -> AnyRow:
        """Raises ReferenceNotFoundError or ValidationError at the field that breaks a constraint."""
        statement = insert(self.table).values(values).returning(*self.stored)
        try:
            return await self._whole((await self._session.execute(statement)).one())
        except IntegrityError as error:
            raise self._refusal(error, values) from error

    async def update(self, row_id: int, version: int, changes: Mapping[str, Any]) -> AnyRow:
        """Raises NotFoundError, StaleVersionError, or what `insert` raises."""
        counted = {"version": self.table.c.version + 1, "updated_at": func.now()}
        statement = (
            update(self.table)
            .where(self._is(row_id), self.table.c.version == version)
            .values({**changes, **counted})
            .returning(*self.stored)
        )
        try:
            row = (await self._session.execute(statement)).one_or_none()
        except IntegrityError as error:
            raise self._refusal(error, changes) from error
        if row is None and await self.exists(row_id):
            raise StaleVersionError("It changed since you read it: read it again.")
        return await self._whole(self._found(row, row_id))

    async def delete(self, row_id: int) -> None:
        """Raises NotFoundError, or InUseError while other rows refer to it."""
        statement = delete(self.table).where(self._is(row_id)).returning(self.table.c.id)
        try:
            self._found((await self._session.execute(statement)).one_or_none(), row_id)
        except IntegrityError as error:
            if sqlstate_of(error) != _FOREIGN_KEY_VIOLATION:
                raise
            raise InUseError("Other records still refer to this one.") from error

    async def _whole(self, row: AnyRow) -> AnyRow:
        """A row just written, with what it shows of others: RETURNING takes no subquery on its own table."""
        return row if len(self.columns) == len(self.stored) else await self.get(row.id)

    def _is(self, row_id: int) -> ColumnElement[bool]:
        return self.table.c.id == row_id

    @staticmethod
    def _found(row: AnyRow | None, row_id: int) -> AnyRow:
        if row is None:
            raise NotFoundError(f"There is no record {row_id}.")
        return row

    def _refusal(self, error: IntegrityError, values: Mapping[str, Any]) -> Exception:
        state = sqlstate_of(error)
        if state == _FOREIGN_KEY_VIOLATION and self.reference_field:
            return ReferenceNotFoundError.at(self.reference_field, values[self.reference_field])
        if state == _UNIQUE_VIOLATION and self.unique_field:
            return ValidationError.at(self.unique_field, "Another record has this value.", "duplicate")
        return error


def _contains(q: str) -> ColumnElement[str]:
    # Escaped after folding: unaccent turns a full-width "％" into a wildcard.
    folded = func.regexp_replace(func.extensions.fold(q), _LIKE_SPECIAL, _LIKE_ESCAPED, "g")
    return literal("%") + folded + literal("%")
