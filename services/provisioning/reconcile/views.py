"""What operators read of the reconciler: reports, plans, outcomes, copies."""

import hashlib
import json
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.errors import NotFoundError
from libs.common.pagination import decode_id_cursor, encode_id_cursor
from services.provisioning import audit
from services.provisioning.reconcile import copies, repository
from services.provisioning.reconcile.findings import Finding
from services.provisioning.reconcile.kinds import Action, Kind
from services.provisioning.reconcile.repairs import Deed
from services.provisioning.reconcile.repository import AnyRow
from services.provisioning.reconcile.schemas import (
    CopyDetail,
    CopyList,
    CopyOut,
    FindingOut,
    PlannedOut,
    RepairedOut,
    ReportOut,
    RunList,
    RunOut,
)


async def show_report(
    session: AsyncSession, *, grace: timedelta, kind: str | None = None, cursor: str | None = None, limit: int
) -> ReportOut:
    """What the last scan left open, oldest first."""
    rows = await repository.list_findings(session, kind=kind, after=decode_id_cursor(cursor), limit=limit)
    page = rows[:limit]
    counts = dict.fromkeys((kind.value for kind in Kind), 0)
    counts |= {row.kind: row.findings for row in await repository.count_findings(session, grace_s=0)}
    run = await repository.last_run(session)
    return ReportOut(
        run=RunOut.model_validate(run) if run else None,
        running=await repository.is_running(session),
        counts=counts,
        findings=[
            FindingOut.model_validate({**row._mapping, "settling": is_settling(row, grace)}) for row in page
        ],
        next_cursor=encode_id_cursor(page[-1].id) if len(rows) > limit else None,
    )


async def list_runs(session: AsyncSession, *, limit: int) -> RunList:
    """Scans, newest first, also those that failed."""
    return RunList(items=[RunOut.model_validate(row) for row in await repository.list_runs(session, limit=limit)])


async def list_copies(session: AsyncSession, *, limit: int) -> CopyList:
    """What was removed and is still kept, newest first."""
    return CopyList(items=[CopyOut.model_validate(row) for row in await copies.list_copies(session, limit=limit)])


async def show_copy(session: AsyncSession, copy_id: UUID) -> CopyDetail:
    """One copy with its tables. Raises NotFoundError."""
    found = await copies.find_copy(session, copy_id)
    if found is None:
        raise NotFoundError("There is no such copy.")
    tables = [dict(row._mapping) for row in await copies.copied_tables(session, copy_id)]
    return CopyDetail.model_validate({"copied": CopyOut.model_validate(found), "tables": tables})


async def read_copied_table(session: AsyncSession, copy_id: UUID, table: str, *, actor: str) -> bytes:
    """The compressed CSV of one table: personal data, so the reading is audited. Raises NotFoundError."""
    content = await copies.content_of(session, copy_id, table)
    if content is None:
        raise NotFoundError("There is no such table in this copy.")
    details = {"table": table}
    await audit.record(
        session, actor=actor, action="reconcile.read_copy", target=f"copy:{copy_id}", details=details
    )
    return content


def is_settling(row: AnyRow, grace: timedelta) -> bool:
    """Whether it may still be a passing state: not yet known for longer than the grace period."""
    known_since = min(row.first_seen_at, row.since or row.first_seen_at)
    return bool(row.last_seen_at - known_since < grace)


def why_not(finding: Finding | None) -> str | None:
    """What keeps the finding from being repaired now."""
    if finding is None:
        return "It is gone, or in use now."
    return finding.will if finding.action is Action.NONE else None


def digest_of(planned: Sequence[PlannedOut]) -> str:
    """Names the set and what would be done with it; rows may come and go, they are copied anyway."""
    parts = sorted((str(p.id), p.kind, p.subject, p.action, p.possible, p.tables) for p in planned)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def repaired(row: AnyRow, deed: Deed, outcome: str, reason: str | None = None) -> RepairedOut:
    """What became of one finding."""
    return RepairedOut.model_validate(
        {
            "id": row.id,
            "kind": row.kind,
            "subject": row.subject,
            "outcome": outcome,
            "reason": reason,
            "copy_id": deed.copy_id if deed.has_copy else None,
            "rows_copied": deed.rows_copied,
        }
    )


def first_line(error: BaseException) -> str:
    """What PostgreSQL says, without its details."""
    cause = getattr(error, "orig", None) or error
    return str(getattr(cause, "__cause__", None) or cause).partition("\n")[0][:300]
