"""SQL compiled once: a SQLAlchemy statement as the text that the driver takes, and the order of its parameters.

Building and compiling a select costs more than PostgreSQL needs to answer it, so what is asked with every request
is a constant of its module and only its values travel.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import asyncpg
from sqlalchemy import Dialect, Executable
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

_DIALECT: Dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call]


class Row(asyncpg.Record):
    """A row with its columns as items and as attributes."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class Query:
    """A statement whose values are named when it is run.

    `columns`: of an insert or update, the columns whose values will come by their own names.
    """

    __slots__ = ("_constants", "_names", "sql", "statement")

    def __init__(self, statement: Executable, *, columns: Sequence[str] | None = None) -> None:
        compiled: Any = cast(Any, statement).compile(
            dialect=_DIALECT,
            column_keys=None if columns is None else list(columns),
            compile_kwargs={"render_postcompile": True},
        )
        self.statement = statement
        self.sql = str(compiled)
        self._names: tuple[str, ...] = tuple(compiled.positiontup or ())
        self._constants: dict[str, Any] = {
            name: bind.value for name, bind in compiled.binds.items() if not bind.required
        }

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the driver's order. Raises KeyError for one that is missing."""
        constants = self._constants
        return [values[name] if name in values else constants[name] for name in self._names]
