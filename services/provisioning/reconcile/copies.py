"""Rows on their way out: copied table by table, counted, kept as compressed CSV, and only then dropped."""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.tenancy.tenant import checked_identifier
from services.provisioning.reconcile.errors import RepairRefused

AnyRow = Row[Any]

_GZIP = 16 + zlib.MAX_WBITS
_CHUNK = 64 * 1024

# A copy that policies shorten must fail, and a large one takes longer than a request may.
_PREPARE = text("SET LOCAL row_security = off")
_PATIENCE = text("SET LOCAL statement_timeout = '120s'")
_TABLES = text(
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = :schema AND c.relkind = 'r' ORDER BY 1 LIMIT :limit"
)
_COLUMNS = text(
    "SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type FROM pg_attribute a"
    " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = :schema AND c.relname = :name AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum"
)
_OPEN = text(
    "INSERT INTO svc_provisioning.removed_copies (id, kind, subject, tenant_id, actor, reason)"
    " VALUES (:id, :kind, :subject, :tenant_id, :actor, :reason) ON CONFLICT DO NOTHING"
)
_CLOSE = text("UPDATE svc_provisioning.removed_copies SET finished_at = now() WHERE id = :id")
_STORE = text(
    "INSERT INTO svc_provisioning.removed_copy_tables (copy_id, table_name, columns, rows, csv_bytes, csv_gzip)"
    " VALUES (:copy_id, :name, cast(:columns AS jsonb), :rows, :csv_bytes, :csv_gzip)"
)
_LIST = (
    "SELECT c.*, count(t.table_name) AS tables, coalesce(sum(t.rows), 0)::bigint AS rows,"
    " coalesce(sum(t.csv_bytes), 0)::bigint AS csv_bytes,"
    " coalesce(sum(length(t.csv_gzip)), 0)::bigint AS stored_bytes"
    " FROM svc_provisioning.removed_copies c LEFT JOIN svc_provisioning.removed_copy_tables t ON t.copy_id = c.id"
)
_COPIES = text(f"{_LIST} GROUP BY c.id ORDER BY c.created_at DESC LIMIT :limit")
_COPY = text(f"{_LIST} WHERE c.id = :id GROUP BY c.id")
_COPY_TABLES = text(
    "SELECT table_name AS name, columns, rows, csv_bytes, length(csv_gzip) AS stored_bytes"
    " FROM svc_provisioning.removed_copy_tables WHERE copy_id = :id ORDER BY table_name"
)
_CONTENT = text(
    "SELECT csv_gzip FROM svc_provisioning.removed_copy_tables WHERE copy_id = :id AND table_name = :name"
)
_PRUNE = text("DELETE FROM svc_provisioning.removed_copies WHERE created_at < :before")


@dataclass(frozen=True, slots=True)
class CopyHead:
    """What a copy is of, and who wanted the original gone."""

    id: UUID
    kind: str
    subject: str
    tenant_id: UUID | None
    actor: str
    reason: str


@dataclass(slots=True)
class Copied:
    """What was copied so far."""

    tables: int = 0
    rows: int = 0
    csv_bytes: int = 0


class _Compressed:
    """Takes the driver's chunks; holds only what they become."""

    def __init__(self) -> None:
        self._compressor = zlib.compressobj(wbits=_GZIP)
        self._parts: list[bytes] = []
        self.size = 0

    async def take(self, chunk: bytes) -> None:
        self.size += len(chunk)
        self._parts.append(self._compressor.compress(chunk))

    def finish(self) -> bytes:
        return b"".join([*self._parts, self._compressor.flush()])


def quoted(name: str) -> str:
    """An identifier that may hold anything: what people make by hand has any name."""
    return '"' + name.replace('"', '""') + '"'


async def open_copy(session: AsyncSession, head: CopyHead) -> None:
    """Begins a copy, or goes on with it."""
    values = {name: getattr(head, name) for name in ("id", "kind", "subject", "tenant_id", "actor", "reason")}
    await session.execute(_OPEN, values)


async def close_copy(session: AsyncSession, copy_id: UUID) -> None:
    await session.execute(_CLOSE, {"id": copy_id})


async def tables_of(session: AsyncSession, schema: str, *, limit: int | None) -> Sequence[str]:
    """Names of tables that hold rows of their own."""
    return (await session.scalars(_TABLES, {"schema": schema, "limit": limit})).all()


async def copy_tables(session: AsyncSession, copy_id: UUID, schema: str, names: Sequence[str]) -> Copied:
    """Stores every row of the tables, which nobody may use until the transaction ends. Raises RepairRefused."""
    await session.execute(_PREPARE)
    await session.execute(_PATIENCE)
    copied = Copied()
    for name in names:
        rows, csv_bytes = await _copy_table(session, copy_id, schema, name)
        copied.tables, copied.rows, copied.csv_bytes = (
            copied.tables + 1,
            copied.rows + rows,
            copied.csv_bytes + csv_bytes,
        )
    return copied


async def list_copies(session: AsyncSession, *, limit: int) -> Sequence[AnyRow]:
    return (await session.execute(_COPIES, {"limit": limit})).all()


async def find_copy(session: AsyncSession, copy_id: UUID) -> AnyRow | None:
    return (await session.execute(_COPY, {"id": copy_id})).one_or_none()


async def copied_tables(session: AsyncSession, copy_id: UUID) -> Sequence[AnyRow]:
    return (await session.execute(_COPY_TABLES, {"id": copy_id})).all()


async def content_of(session: AsyncSession, copy_id: UUID, table: str) -> bytes | None:
    """The compressed CSV of one table."""
    found: bytes | None = await session.scalar(_CONTENT, {"id": copy_id, "name": table})
    return found


async def prune_copies(session: AsyncSession, *, before: datetime) -> None:
    await session.execute(_PRUNE, {"before": before})


def decompressed(content: bytes) -> Iterator[bytes]:
    """The CSV, a piece at a time."""
    decompressor = zlib.decompressobj(wbits=_GZIP)
    rest = content
    while rest:
        yield decompressor.decompress(rest, _CHUNK)
        rest = decompressor.unconsumed_tail
    yield decompressor.flush()


async def _copy_table(session: AsyncSession, copy_id: UUID, schema: str, name: str) -> tuple[int, int]:
    table = f"{checked_identifier(schema)}.{quoted(name)}"
    connection = await session.connection()
    await connection.exec_driver_sql(f"LOCK TABLE ONLY {table} IN ACCESS EXCLUSIVE MODE")
    raw = await connection.get_raw_connection()
    driver: Any = raw.driver_connection
    compressed = _Compressed()
    query = f"SELECT * FROM ONLY {table}"  # noqa: S608 - checked and quoted
    status = await driver.copy_from_query(query, output=compressed.take, format="csv", header=True)
    rows = int(status.rpartition(" ")[2])
    counted = (await connection.exec_driver_sql(f"SELECT count(*) FROM ONLY {table}")).scalar_one()  # noqa: S608
    if rows != counted:
        raise RepairRefused(f"{name} has {counted} rows and {rows} were copied")
    columns = [dict(row._mapping) for row in await session.execute(_COLUMNS, {"schema": schema, "name": name})]
    values = {"copy_id": copy_id, "name": name, "columns": json.dumps(columns), "rows": rows}
    await session.execute(_STORE, values | {"csv_bytes": compressed.size, "csv_gzip": compressed.finish()})
    return rows, compressed.size
