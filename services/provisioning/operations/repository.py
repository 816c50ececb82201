"""Queries of the operators' lists: keyset pages, newest first, and the figures beside them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.provisioning.reality import Reality

AnyRow = Row[Any]

_SAGA_COLUMNS = (
    "s.saga_id, s.kind, s.tenant_id, s.name, s.subdomain, s.state, s.failure_code, s.version, s.attempts,"
    " s.started_at, s.finished_at, s.next_attempt_at, s.deadline_at"
)
# What people type is no pattern.
_SEARCH = (
    "extensions.fold(s.name || ' ' || s.subdomain)"
    r" LIKE '%' || regexp_replace(extensions.fold(:q), '([\\%_])', '\\\1', 'g') || '%'"
)
_SAGA_FILTERS = {
    "states": "s.state = ANY(:states)",
    "kind": "s.kind = :kind",
    "tenant_id": "s.tenant_id = :tenant_id",
    "subdomain": "s.subdomain = :subdomain",
    "q": _SEARCH,
    "started_before": "s.started_at < :started_before",
    "after": "s.saga_id < :after",
}
_TENANT_FILTERS = {
    "status": "s.status = :status",
    "q": _SEARCH,
    "after": "s.id < :after",
}
_AUDIT_FILTERS = {"target": "a.target = :target", "actor": "a.actor = :actor", "after": "a.id < :after"}
_TIMELINE = text(
    "SELECT id, at, trigger, state_before, state_after, moved, event_in, events_out, event_ids_out, actor,"
    " reason, error FROM svc_provisioning.saga_transitions WHERE saga_id = :saga_id ORDER BY id"
)
_HISTORY = text(
    "SELECT name, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50,"
    " percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95 FROM ("
    "  SELECT st.name, extract(epoch FROM st.finished_at - st.started_at) * 1000 AS ms"
    "  FROM svc_provisioning.saga_steps st JOIN (SELECT saga_id FROM svc_provisioning.sagas"
    "   WHERE state = 'COMPLETED' AND kind = :kind ORDER BY saga_id DESC LIMIT 1000) last USING (saga_id)"
    "  WHERE st.status = 'done') times GROUP BY name"
)
_ASKED_LATELY = text(
    "SELECT EXISTS (SELECT FROM svc_provisioning.saga_transitions WHERE saga_id = :saga_id"
    " AND trigger IN ('retry', 'compensate', 'no_answer') AND at > clock_timestamp() - cast(:within AS interval))"
)
_CHANGED_SINCE = text(
    "SELECT saga_id, max(id) AS id FROM svc_provisioning.saga_transitions WHERE at > coalesce(("
    " SELECT at FROM svc_provisioning.saga_transitions WHERE id <= :id ORDER BY id DESC LIMIT 1),"
    # Before the first line of all there is nothing to count from.
    " now() - interval '1 h') - interval '30 s' GROUP BY saga_id ORDER BY max(id)"
)
_LATEST = text("SELECT coalesce(max(id), 0) FROM svc_provisioning.saga_transitions")
_SUMMARIES = text(
    f"SELECT {_SAGA_COLUMNS}, (SELECT max(t.id) FROM svc_provisioning.saga_transitions t"  # noqa: S608
    " WHERE t.saga_id = s.saga_id AND t.moved) AS sequence FROM svc_provisioning.sagas s"
    " WHERE s.saga_id = ANY(:ids) ORDER BY sequence"
)
_REALITY = text(
    "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = s.schema_name) AS schema,"
    " EXISTS (SELECT FROM pg_roles WHERE rolname = s.role_name) AS role,"
    " EXISTS (SELECT FROM svc_provisioning.tenant_schemas t WHERE t.tenant_id = s.tenant_id) AS registered,"
    " (SELECT count(*) FROM provisioning_api.tenant_users(s.tenant_id)) AS users,"
    " (SELECT count(*) FROM provisioning_api.tenant_users(s.tenant_id) u"
    "   WHERE u.role = 'owner' AND u.is_active) AS owners,"
    " provisioning_api.admin_outcome(s.saga_id) AS admin_outcome,"
    " (SELECT t.status FROM shared.tenants t WHERE t.id = s.tenant_id) AS tenant_status"
    " FROM svc_provisioning.sagas s WHERE s.saga_id = :saga_id"
)


async def list_sagas(session: AsyncSession, *, limit: int, **filters: Any) -> Sequence[AnyRow]:
    """One row more than `limit` where there is a next page; filters that are None do not filter."""
    where, values = _where(_SAGA_FILTERS, filters)
    query = f"SELECT {_SAGA_COLUMNS} FROM svc_provisioning.sagas s{where} ORDER BY s.saga_id DESC LIMIT :limit"  # noqa: S608
    return (await session.execute(text(query), {**values, "limit": limit + 1})).all()


async def summaries(session: AsyncSession, saga_ids: Sequence[UUID]) -> Sequence[AnyRow]:
    """The sagas as they stand, in the order of their last moves, `sequence`."""
    return (await session.execute(_SUMMARIES, {"ids": list(saga_ids)})).all()


async def changed_since(session: AsyncSession, transition_id: int) -> Sequence[UUID]:
    """Sagas that moved after a transition; half a minute before it counts too, for those that committed late."""
    return [row.saga_id for row in await session.execute(_CHANGED_SINCE, {"id": transition_id})]


async def latest_transition(session: AsyncSession) -> int:
    """The sequence number of the newest line of any timeline; 0 before the first."""
    return int(await session.scalar(_LATEST) or 0)


async def timeline(session: AsyncSession, saga_id: UUID) -> Sequence[AnyRow]:
    return (await session.execute(_TIMELINE, {"saga_id": saga_id})).all()


async def step_history(session: AsyncSession, kind: str) -> dict[str, AnyRow]:
    """p50 and p95 of each step in milliseconds, over the last 1,000 completed sagas."""
    return {row.name: row for row in await session.execute(_HISTORY, {"kind": kind})}


async def asked_lately(session: AsyncSession, saga_id: UUID, *, within: timedelta) -> bool:
    """Whether the saga's participant was just asked again, by whomever."""
    values = {"saga_id": saga_id, "within": within}
    return bool(await session.scalar(_ASKED_LATELY, values))


async def read_reality(session: AsyncSession, saga_id: UUID) -> Reality:
    row = (await session.execute(_REALITY, {"saga_id": saga_id})).one()
    return Reality(**row._mapping)


async def list_tenants(session: AsyncSession, *, limit: int, **filters: Any) -> Sequence[AnyRow]:
    """As `list_sagas`, over the registry."""
    where, values = _where(_TENANT_FILTERS, filters)
    query = (
        "SELECT s.id, s.name, s.subdomain, s.status, s.plan_type, s.schema_name, s.role_name, s.saga_id,"  # noqa: S608
        " s.failure_code, s.created_at, s.updated_at, v.version AS schema_version, g.state AS saga_state"
        " FROM shared.tenants s LEFT JOIN svc_provisioning.tenant_schemas v ON v.tenant_id = s.id"
        f" LEFT JOIN svc_provisioning.sagas g ON g.saga_id = s.saga_id{where} ORDER BY s.id DESC LIMIT :limit"
    )
    return (await session.execute(text(query), {**values, "limit": limit + 1})).all()


async def tenant_counts(session: AsyncSession) -> dict[str, int]:
    rows = await session.execute(text("SELECT status, count(*) AS tenants FROM shared.tenants GROUP BY status"))
    return {row.status: row.tenants for row in rows}


async def list_audit(session: AsyncSession, *, limit: int, **filters: Any) -> Sequence[AnyRow]:
    where, values = _where(_AUDIT_FILTERS, filters)
    query = f"SELECT a.* FROM svc_provisioning.audit a{where} ORDER BY a.id DESC LIMIT :limit"  # noqa: S608
    return (await session.execute(text(query), {**values, "limit": limit + 1})).all()


def _where(known: Mapping[str, str], filters: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """A WHERE of constant conditions, one for each filter that has a value."""
    values = {name: value for name, value in filters.items() if value is not None}
    conditions = " AND ".join(known[name] for name in values)
    return (f" WHERE {conditions}" if conditions else ""), values
