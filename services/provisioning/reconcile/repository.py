"""The reconciler's turn, runs and findings, and what it writes into the list of schemas."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id
from services.provisioning.reconcile.catalog import Size
from services.provisioning.reconcile.findings import Finding

AnyRow = Row[Any]

LEASE_S = 300

_TAKE_TURN = text(
    "INSERT INTO svc_provisioning.leases (name, holder, expires_at)"
    " VALUES ('reconcile', :holder, now() + make_interval(secs => :seconds))"
    " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at"
    " WHERE leases.expires_at < now() OR leases.holder = excluded.holder RETURNING name"
)
_END_TURN = text("DELETE FROM svc_provisioning.leases WHERE name = 'reconcile' AND holder = :holder")
_IS_RUNNING = text(
    "SELECT EXISTS (SELECT FROM svc_provisioning.leases WHERE name = 'reconcile' AND expires_at >= now())"
)
_BEGIN_RUN = text(
    "INSERT INTO svc_provisioning.reconcile_runs (id, actor, started_at) VALUES (:id, :actor, :started_at)"
)
_END_RUN = text(
    "UPDATE svc_provisioning.reconcile_runs SET finished_at = :finished_at, error = :error,"
    " compared = cast(:compared AS jsonb), counts = cast(:counts AS jsonb) WHERE id = :id"
)
_RUNS = text("SELECT * FROM svc_provisioning.reconcile_runs ORDER BY id DESC LIMIT :limit")
_LAST_RUN = text(
    "SELECT * FROM svc_provisioning.reconcile_runs WHERE finished_at IS NOT NULL AND error IS NULL"
    " ORDER BY id DESC LIMIT 1"
)
_BEGAN_SINCE = text("SELECT EXISTS (SELECT FROM svc_provisioning.reconcile_runs WHERE started_at > :since)")
_SAVE = text(
    "INSERT INTO svc_provisioning.reconcile_findings AS f (id, kind, subject, tenant_id, saga_id, since,"
    " first_seen_at, last_seen_at, action, will, risk, detail, tables, rows, size_bytes)"
    " VALUES (:id, :kind, :subject, :tenant_id, :saga_id, :since, :seen_at, :seen_at, :action, :will, :risk,"
    " :detail, :tables, :rows, :size_bytes)"
    " ON CONFLICT (kind, subject) DO UPDATE SET tenant_id = excluded.tenant_id, saga_id = excluded.saga_id,"
    " since = excluded.since, last_seen_at = excluded.last_seen_at, action = excluded.action,"
    " will = excluded.will, risk = excluded.risk, detail = excluded.detail, tables = excluded.tables,"
    " rows = excluded.rows, size_bytes = excluded.size_bytes,"
    # What was asked for and did not happen is open again.
    " state = CASE WHEN f.repair_asked_at > :stale_before THEN f.state ELSE 'open' END"
)
_FORGET = text("DELETE FROM svc_provisioning.reconcile_findings WHERE last_seen_at <> :seen_at")
_FINDINGS = text(
    "SELECT * FROM svc_provisioning.reconcile_findings WHERE (cast(:kind AS text) IS NULL OR kind = :kind)"
    " AND (cast(:after AS uuid) IS NULL OR id > :after) ORDER BY id LIMIT :limit"
)
_CHOSEN = text(
    "SELECT * FROM svc_provisioning.reconcile_findings WHERE id = ANY(cast(:ids AS uuid[])) ORDER BY id"
)
_COUNTS = text(
    "SELECT kind, count(*) AS findings, count(*) FILTER (WHERE"
    " last_seen_at - least(first_seen_at, coalesce(since, first_seen_at)) >= make_interval(secs => :grace_s))"
    " AS settled FROM svc_provisioning.reconcile_findings GROUP BY kind"
)
_REPAIRING = text(
    "UPDATE svc_provisioning.reconcile_findings SET state = 'repairing', repair_asked_at = :now WHERE id = :id"
)
_REPAIRED = text("DELETE FROM svc_provisioning.reconcile_findings WHERE id = :id")
_PRUNE = text(
    "DELETE FROM svc_provisioning.reconcile_runs WHERE started_at < :before"
    " AND id <> (SELECT id FROM svc_provisioning.reconcile_runs ORDER BY id DESC LIMIT 1)"
)
_REGISTER = text(
    "INSERT INTO svc_provisioning.tenant_schemas (tenant_id, schema_name, role_name, version)"
    " SELECT t.id, t.schema_name, t.role_name, :version FROM shared.tenants t WHERE t.schema_name = :name"
    " ON CONFLICT (tenant_id) DO UPDATE SET schema_name = excluded.schema_name, role_name = excluded.role_name,"
    " version = excluded.version, last_error = NULL"
)
_UNREGISTER = text("DELETE FROM svc_provisioning.tenant_schemas WHERE schema_name = :name")
_NAMES = text("SELECT schema_name, role_name FROM shared.tenants WHERE id = :id")


async def register_schema(session: AsyncSession, name: str, *, version: str) -> None:
    """Enters a living tenant's schema in the list of schemas, or corrects its entry."""
    await session.execute(_REGISTER, {"name": name, "version": version})


async def unregister_schema(session: AsyncSession, name: str) -> None:
    await session.execute(_UNREGISTER, {"name": name})


async def names_of(session: AsyncSession, tenant_id: UUID) -> tuple[str, str]:
    """Schema and role of a tenant."""
    row = (await session.execute(_NAMES, {"id": tenant_id})).one()
    return row.schema_name, row.role_name


async def take_turn(session: AsyncSession, holder: UUID) -> bool:
    """Whether `holder` may work now, or goes on working; False while somebody else does."""
    row = await session.execute(_TAKE_TURN, {"holder": str(holder), "seconds": LEASE_S})
    return row.first() is not None


async def end_turn(session: AsyncSession, holder: UUID) -> None:
    await session.execute(_END_TURN, {"holder": str(holder)})


async def is_running(session: AsyncSession) -> bool:
    return bool(await session.scalar(_IS_RUNNING))


async def begin_run(session: AsyncSession, run_id: UUID, *, actor: str, at: datetime) -> None:
    await session.execute(_BEGIN_RUN, {"id": run_id, "actor": actor, "started_at": at})


async def end_run(
    session: AsyncSession,
    run_id: UUID,
    *,
    at: datetime,
    compared: Mapping[str, int] | None = None,
    counts: Mapping[str, int] | None = None,
    error: str | None = None,
) -> None:
    """Closes a run, with what it compared and found, or with the error that ended it."""
    values = {"compared": json.dumps(dict(compared or {})), "counts": json.dumps(dict(counts or {}))}
    await session.execute(_END_RUN, {"id": run_id, "finished_at": at, "error": error, **values})


async def list_runs(session: AsyncSession, *, limit: int) -> Sequence[AnyRow]:
    return (await session.execute(_RUNS, {"limit": limit})).all()


async def last_run(session: AsyncSession) -> AnyRow | None:
    """The last run that came to its end."""
    return (await session.execute(_LAST_RUN)).one_or_none()


async def has_begun_since(session: AsyncSession, since: datetime) -> bool:
    """Whether a run began after that, however it ended."""
    return bool(await session.scalar(_BEGAN_SINCE, {"since": since}))


async def save_findings(
    session: AsyncSession,
    findings: Sequence[Finding],
    sizes: Mapping[str, Size],
    *,
    seen_at: datetime,
    stale_before: datetime,
) -> None:
    """Replaces the open findings by these; those seen before keep their id and age."""
    rows = [_values(finding, sizes, seen_at) | {"stale_before": stale_before} for finding in findings]
    if rows:
        await session.execute(_SAVE, rows)
    await session.execute(_FORGET, {"seen_at": seen_at})


async def list_findings(
    session: AsyncSession, *, kind: str | None = None, after: UUID | None = None, limit: int
) -> Sequence[AnyRow]:
    """In the order in which they were first seen; one more than `limit` where there is a next page."""
    return (await session.execute(_FINDINGS, {"kind": kind, "after": after, "limit": limit + 1})).all()


async def chosen_findings(session: AsyncSession, ids: Sequence[UUID]) -> Sequence[AnyRow]:
    return (await session.execute(_CHOSEN, {"ids": list(ids)})).all()


async def count_findings(session: AsyncSession, *, grace_s: float) -> Sequence[AnyRow]:
    """Per kind: all, and those old enough to be no passing state."""
    return (await session.execute(_COUNTS, {"grace_s": grace_s})).all()


async def mark_repairing(session: AsyncSession, finding_id: UUID, *, now: datetime) -> None:
    """The repair is somebody else's, who was asked; the next scan sees whether it happened."""
    await session.execute(_REPAIRING, {"id": finding_id, "now": now})


async def delete_finding(session: AsyncSession, finding_id: UUID) -> None:
    await session.execute(_REPAIRED, {"id": finding_id})


async def prune_runs(session: AsyncSession, *, before: datetime) -> None:
    """Forgets old runs, never the last one."""
    await session.execute(_PRUNE, {"before": before})


def _values(finding: Finding, sizes: Mapping[str, Size], seen_at: datetime) -> dict[str, Any]:
    size = sizes.get(finding.schema) if finding.schema else None
    return {
        "id": new_id(),
        "kind": finding.kind.value,
        "subject": finding.subject,
        "tenant_id": finding.tenant_id,
        "saga_id": finding.saga_id,
        "since": finding.since,
        "seen_at": seen_at,
        "action": finding.action.value,
        "will": finding.will,
        "risk": finding.risk,
        "detail": finding.detail,
        "tables": size.tables if size else None,
        "rows": size.rows if size else None,
        "size_bytes": size.size_bytes if size else None,
    }
