"""What the repositories of a shop's tables have in common."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

import asyncpg
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Table,
    Text,
    Update,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    not_,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from libs.common.audit import told
from libs.common.errors import (
    InUseError,
    NotFoundError,
    ReferenceNotFoundError,
    StaleVersionError,
    ValidationError,
    WrongStateError,
)
from libs.common.pagination import decode_cursor, encode_cursor
from libs.common.query import Query, Row
from libs.common.tenancy.models import TenantAwareModel
from libs.common.transaction import Transaction
from services.business.terms import words

_LIKE_SPECIAL, _LIKE_ESCAPED = r"([\\%_])", r"\\\1"
# Which columns a change names, or by what a list is narrowed: a few ways are in use, any is possible.
_SHAPES = 256


@dataclass(frozen=True, slots=True)
class PageRows:
    """One page before it becomes an answer."""

    items: Sequence[Row]
    next_cursor: str | None


class TenantAwareRepository:
    """The rows of one table, in the shop whose transaction it is given; its queries are compiled once.

    A violated constraint is known by SQLSTATE alone, so a table names at most one field of each kind.
    """

    model: ClassVar[type[TenantAwareModel]]
    reference_field: ClassVar[str | None] = None
    unique_field: ClassVar[str | None] = None
    # The entity whose every look the audit is told of; None where a look tells nothing of a person.
    told_as: ClassVar[str | None] = None
    # Its searched texts hold telephones and documents, as digits alone.
    has_numbers: ClassVar[bool] = False
    table: ClassVar[Table]
    stored: ClassVar[tuple[ColumnElement[Any], ...]]
    columns: ClassVar[tuple[ColumnElement[Any], ...]]
    _get: ClassVar[Query]
    _read: ClassVar[Query]
    _exists: ClassVar[Query]
    _delete: ClassVar[Query]
    _restore: ClassVar[Query]
    _there: ClassVar[ColumnElement[bool]]
    _documents: ClassVar[frozenset[str]]
    _shapes: ClassVar[dict[tuple[str, ...], Query]]

    def __init_subclass__(cls) -> None:
        cls.table = cast(Table, cls.model.__table__)
        # Generated columns serve order and search; they never leave the database.
        cls._documents = frozenset(column.name for column in cls.table.c if isinstance(column.type, JSONB))
        cls.stored = tuple(column for column in cls.table.c if column.computed is None)
        cls.columns = (*cls.stored, *cls.looked_up())
        row_id = cls.table.c.id
        # What was removed is there for its history, and for who restores it.
        removed = cls.table.c.get("excluido_em")
        cls._there = true() if removed is None else removed.is_(None)
        named = row_id == bindparam("row_id")
        one = and_(named, cls._there)
        cls._get = Query(select(*cls.columns).where(one))
        heard = () if cls.told_as is None else (told(f"{cls.told_as}.read", cls.told_as, row_id),)
        cls._read = Query(select(*cls.columns, *heard).where(one))
        cls._shapes = {}
        cls._exists = Query(select(row_id).where(one))
        if removed is None:
            cls._delete = Query(delete(cls.table).where(one).returning(*cls.stored))
            return
        cls._delete = Query(_stamped(cls.table, one, excluido_em=func.now()).returning(*cls.stored))
        gone = and_(named, removed.is_not(None))
        cls._restore = Query(_stamped(cls.table, gone, excluido_em=None).returning(row_id))

    @classmethod
    def looked_up(cls) -> tuple[ColumnElement[Any], ...]:
        """What a row shows of others, by labelled subqueries on this table."""
        return ()

    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def read(self, row_id: int) -> Row:
        """For somebody's eyes: where the table says so, the audit hears of it. Raises NotFoundError."""
        return self._found(await self._work.row(self._read, row_id=row_id), row_id)

    async def get(self, row_id: int) -> Row:
        """Raises NotFoundError."""
        return self._found(await self._work.row(self._get, row_id=row_id), row_id)

    async def exists(self, row_id: int) -> bool:
        return await self._work.row(self._exists, row_id=row_id) is not None

    async def page(
        self, *, q: str | None, cursor: str | None, limit: int, removed: bool = False, **narrowed: int | str | None
    ) -> PageRows:
        """Rows by folded name that have each word of `q`, `narrowed` to what columns hold (None: to nothing).

        `removed`: what was removed instead of what is there. Raises ValidationError for a cursor we did not issue.
        """
        values: dict[str, Any] = {name: value for name, value in narrowed.items() if value is not None}
        by = tuple(values)
        wanted = words(q or "", numbers=self.has_numbers)
        values |= {_bound(n): word for n, word in enumerate(wanted)}
        if cursor is not None:
            values["ordem"], values["row_id"] = decode_cursor(cursor)
        query = self._page_query(by, searched=len(wanted), has_cursor=cursor is not None, removed=removed)
        rows = await self._work.rows(query, rows=limit + 1, **values)
        items = rows[:limit]
        more = len(rows) > limit
        return PageRows(items, encode_cursor(items[-1].ordem, items[-1].id) if more else None)

    async def insert(self, values: Mapping[str, Any]) -> Row:
        """Raises ReferenceNotFoundError or ValidationError at the field that breaks a constraint."""
        query = self._insert_query(tuple(values))
        try:
            row = await self._work.row(query, **self._as_written(values))
        except asyncpg.IntegrityConstraintViolationError as error:
            raise self._refusal(error, values) from error
        assert row is not None  # noqa: S101 - RETURNING of one row
        return await self._whole(row)

    async def update(self, row_id: int, version: int, changes: Mapping[str, Any]) -> Row:
        """Raises NotFoundError, StaleVersionError, or what `insert` raises."""
        query = self._update_query(tuple(sorted(changes)))
        try:
            row = await self._work.row(query, row_id=row_id, read_version=version, **self._as_written(changes))
        except asyncpg.IntegrityConstraintViolationError as error:
            raise self._refusal(error, changes) from error
        if row is None and await self.exists(row_id):
            raise StaleVersionError("It changed since you read it: read it again.")
        return await self._whole(self._found(row, row_id))

    async def delete(self, row_id: int) -> Row:
        """What went; marked only, where it can be restored. Raises NotFoundError, or InUseError while in use."""
        try:
            return self._found(await self._work.row(self._delete, row_id=row_id), row_id)
        except asyncpg.ForeignKeyViolationError as error:
            raise self._refusal(error, {}) from error

    async def restore(self, row_id: int) -> Row:
        """What was removed is there again. Raises NotFoundError, or WrongStateError or ValidationError."""
        try:
            row = await self._work.row(self._restore, row_id=row_id)
        except asyncpg.ForeignKeyViolationError as error:
            raise WrongStateError("What it belongs to was removed too: restore that first.") from error
        except asyncpg.UniqueViolationError as error:
            raise self._refusal(error, {}) from error
        return await self.get(self._found(row, row_id).id)

    @classmethod
    def _as_written(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Documents travel to their jsonb columns as text."""
        told = {name: values[name] for name in cls._documents & values.keys() if values[name] is not None}
        return dict(values) | {name: json.dumps(value, default=str) for name, value in told.items()}

    @classmethod
    def _page_query(cls, by: tuple[str, ...], *, searched: int, has_cursor: bool, removed: bool) -> Query:
        def build() -> Query:
            key = tuple_(cls.table.c.ordem, cls.table.c.id)
            statement = (
                select(*cls.columns, cls.table.c.ordem)
                .where(not_(cls._there) if removed else cls._there)
                .where(*(cls.table.c[name] == bindparam(name) for name in by))
                .order_by(*key)
                .limit(bindparam("rows", type_=BigInteger))
            )
            for n in range(searched):
                statement = statement.where(cls.holding(_contains(bindparam(_bound(n), type_=Text))))
            if has_cursor:
                after = tuple_(bindparam("ordem", type_=Text), bindparam("row_id", type_=BigInteger))
                statement = statement.where(key > after)
            return Query(statement)

        return cls._once(("page", *by, str(searched), str(has_cursor), str(removed)), build)

    @classmethod
    def _insert_query(cls, columns: tuple[str, ...]) -> Query:
        return cls._once(
            ("insert", *columns), lambda: Query(insert(cls.table).returning(*cls.stored), columns=columns)
        )

    @classmethod
    def _update_query(cls, columns: tuple[str, ...]) -> Query:
        def build() -> Query:
            statement = (
                update(cls.table)
                .where(cls.table.c.id == bindparam("row_id"), cls.table.c.version == bindparam("read_version"))
                .where(cls._there)
                .values(version=cls.table.c.version + 1, updated_at=func.now())
                .returning(*cls.stored)
            )
            return Query(statement, columns=columns)

        return cls._once(("update", *columns), build)

    @classmethod
    def holding(cls, pattern: ColumnElement[str]) -> ColumnElement[bool]:
        """The rows that one word of a search finds."""
        return cls.table.c.busca.like(pattern, escape="\\")

    @classmethod
    def _once(cls, shape: tuple[str, ...], build: Callable[[], Query]) -> Query:
        """The query of this shape, compiled when it is first asked for."""
        found = cls._shapes.get(shape)
        if found is None:
            if len(cls._shapes) >= _SHAPES:
                cls._shapes.clear()
            found = cls._shapes[shape] = build()
        return found

    async def _whole(self, row: Row) -> Row:
        """A row just written, with what it shows of others: RETURNING takes no subquery on its own table."""
        return row if len(self.columns) == len(self.stored) else await self.get(row.id)

    @staticmethod
    def _found(row: Row | None, row_id: int) -> Row:
        if row is None:
            raise NotFoundError(f"There is no record {row_id}.")
        return row

    def _refusal(self, error: asyncpg.PostgresError, values: Mapping[str, Any]) -> Exception:
        if isinstance(error, asyncpg.ForeignKeyViolationError) and error.table_name != self.table.name:
            return InUseError("Other records still refer to this one.")
        if isinstance(error, asyncpg.ForeignKeyViolationError) and self.reference_field:
            return ReferenceNotFoundError.at(self.reference_field, values[self.reference_field])
        if isinstance(error, asyncpg.UniqueViolationError) and self.unique_field:
            return ValidationError.at(self.unique_field, "Another record has this value.", "duplicate")
        return error


def _stamped(table: Table, condition: ColumnElement[bool], **values: Any) -> Update:
    """Marks a row, as a change of it."""
    changed = {"version": table.c.version + 1, "updated_at": func.now()} | values
    return update(table).where(condition).values(changed)


def _bound(n: int) -> str:
    return f"word_{n}"


def _contains(q: ColumnElement[str]) -> ColumnElement[str]:
    """The pattern of a text that has `q` somewhere."""
    # Escaped after folding: unaccent turns a full-width "％" into a wildcard.
    folded = func.regexp_replace(func.extensions.fold(q), _LIKE_SPECIAL, _LIKE_ESCAPED, "g")
    return literal("%") + folded + literal("%")
