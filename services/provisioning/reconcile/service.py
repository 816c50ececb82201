"""Compares everything with everything, keeps what does not fit, and repairs what an operator has confirmed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id, utc_now
from libs.common.database import Database, is_unavailable, sqlstate_of
from libs.common.errors import NotFoundError, StaleVersionError
from libs.common.logging import get_logger
from services.provisioning import audit
from services.provisioning.migrations.scripts import revisions
from services.provisioning.reconcile import catalog, copies, repository
from services.provisioning.reconcile.catalog import Size
from services.provisioning.reconcile.comparison import Comparison
from services.provisioning.reconcile.copies import Copied
from services.provisioning.reconcile.errors import CopyTooLargeError, ReconcilerBusyError, RepairRefused
from services.provisioning.reconcile.facts import Facts, VersionFact
from services.provisioning.reconcile.findings import Finding, find
from services.provisioning.reconcile.kinds import Action, Kind
from services.provisioning.reconcile.repairs import REPAIRS, Deed, Step, steps_of
from services.provisioning.reconcile.repository import AnyRow
from services.provisioning.reconcile.schemas import PlannedOut, PlanOut, RepairedOut, RepairOut
from services.provisioning.reconcile.views import digest_of, first_line, is_settling, repaired, why_not
from services.provisioning.tenant_manager import TenantManager

log = get_logger(__name__)

SCHEDULE = "schedule"
RUNS_KEPT = timedelta(days=30)
_CHANGED_MEANWHILE = ("42P01", "3F000")


@dataclass(frozen=True, slots=True)
class Limits:
    """`grace`: how long something may look odd before it counts; `copy_bytes`: more than this is not copied."""

    grace: timedelta
    interval: timedelta
    copy_bytes: int
    copies_kept: timedelta


class Reconciler:
    """One a process; scans and repairs take turns across all of them."""

    def __init__(
        self, *, database: Database, manager: TenantManager, limits: Limits, now: Callable[[], datetime] = utc_now
    ) -> None:
        self.database, self.limits = database, limits
        self._manager, self._now = manager, now

    async def scan(self, *, actor: str) -> None:
        """Compares now and replaces the open findings. Raises ReconcilerBusyError."""
        async with self._turn() as run_id:
            async with self.database.transaction() as session:
                await repository.begin_run(session, run_id, actor=actor, at=self._now())
            try:
                await self._scan(run_id, actor)
            except Exception as error:
                async with self.database.transaction() as session:
                    await repository.end_run(session, run_id, at=self._now(), error=repr(error)[:500])
                raise

    async def scan_if_due(self) -> bool:
        """The schedule: only looks, and only where no replica has looked within the interval."""
        async with self.database.transaction() as session:
            if await repository.has_begun_since(session, self._now() - self.limits.interval):
                return False
        try:
            await self.scan(actor=SCHEDULE)
        except ReconcilerBusyError:
            return False
        return True

    async def plan(self, finding_ids: Sequence[UUID]) -> PlanOut:
        """What a repair of these would do now; changes nothing. Raises NotFoundError, CopyTooLargeError."""
        rows = await self._chosen(finding_ids)
        planned = [await self._plan_one(row) for row in rows]
        return PlanOut(set_digest=digest_of(planned), findings=planned)

    async def repair(self, finding_ids: Sequence[UUID], *, digest: str, actor: str, reason: str) -> RepairOut:
        """Does what the dry run of `digest` said, one finding after the other; what no longer fits is skipped.

        Raises StaleVersionError when the dry run would now say something else, ReconcilerBusyError, and as `plan`.
        """
        async with self._turn() as holder:
            if (await self.plan(finding_ids)).set_digest != digest:
                raise StaleVersionError("The findings have changed since the dry run; make another one.")
            rows = await self._chosen(finding_ids)
            return RepairOut(findings=[await self._repair_one(row, holder, actor, reason) for row in rows])

    async def forget(self) -> None:
        """Deletes old runs, and copies that were kept long enough."""
        async with self.database.transaction() as session:
            await repository.prune_runs(session, before=self._now() - RUNS_KEPT)
            await copies.prune_copies(session, before=self._now() - self.limits.copies_kept)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[UUID]:
        holder = new_id()
        await self._take_turn(holder)
        try:
            yield holder
        finally:
            async with self.database.transaction() as session:
                await repository.end_turn(session, holder)

    async def _take_turn(self, holder: UUID) -> None:
        async with self.database.transaction() as session:
            if not await repository.take_turn(session, holder):
                raise ReconcilerBusyError

    async def _scan(self, run_id: UUID, actor: str) -> None:
        async with self.database.transaction() as session:
            # All lists of one moment: a sign-up that ends between two queries would look like debris.
            await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            facts = await catalog.read_facts(session)
        facts = replace(facts, versions=await self._read_versions(facts))
        # In a thread of its own: ten thousand tenants would hold up the requests of this process.
        findings = await asyncio.to_thread(find, self._comparison(facts))
        seen_at = self._now()
        counts = {kind.value: sum(finding.kind is kind for finding in findings) for kind in Kind}
        async with self.database.transaction() as session:
            sizes = await catalog.sizes_of(session, [finding.schema for finding in findings if finding.schema])
            stale_before = seen_at - self.limits.grace
            await repository.save_findings(session, findings, sizes, seen_at=seen_at, stale_before=stale_before)
            await repository.end_run(session, run_id, at=seen_at, compared=facts.counts(), counts=counts)
            if actor != SCHEDULE:
                details = {"findings": len(findings)}
                target = f"reconcile:{run_id}"
                await audit.record(session, actor=actor, action="reconcile.scan", target=target, details=details)
        log.info("reconciled", findings=len(findings), **facts.counts())

    async def _read_versions(self, facts: Facts) -> dict[str, VersionFact]:
        names, found = catalog.living_schemas(facts), dict[str, VersionFact]()
        for at in range(0, len(names), catalog.VERSIONS_AT_ONCE):
            chunk = names[at : at + catalog.VERSIONS_AT_ONCE]
            try:
                async with self.database.transaction() as session:
                    found |= await catalog.read_versions(session, chunk)
            except SQLAlchemyError as error:
                if sqlstate_of(error) not in _CHANGED_MEANWHILE:
                    raise
                # A schema of these went while we read; the next scan sees what is left.
                log.info("versions changed while they were read", schemas=len(chunk))
        return found

    def _comparison(self, facts: Facts) -> Comparison:
        return Comparison(facts, frozenset(revisions("tenant")), self._now(), self.limits.grace)

    async def _verify(self, session: AsyncSession, row: AnyRow, *, lock: bool) -> Finding | None:
        """The finding as it stands in this transaction; None when it is gone or in use now."""
        focus = await catalog.focus_of(session, row.subject, row.tenant_id, lock=lock)
        facts = await catalog.read_facts(session, focus)
        versions = await catalog.read_versions(session, catalog.living_schemas(facts))
        found = find(self._comparison(replace(facts, versions=versions)))
        matching = [item for item in found if (item.kind.value, item.subject) == (row.kind, row.subject)]
        return matching[0] if matching else None

    async def _size(self, session: AsyncSession, finding: Finding) -> Size:
        if finding.schema is None:
            return Size()
        size = (await catalog.sizes_of(session, [finding.schema])).get(finding.schema, Size())
        if size.size_bytes > self.limits.copy_bytes:
            raise CopyTooLargeError(
                f"The rows of {finding.subject} are about {size.size_bytes} bytes, over the limit of"
                f" {self.limits.copy_bytes}. Leave it out of this set; store it with pg_dump and drop it by hand,"
                " or raise RECONCILE_COPY_LIMIT_MB."
            )
        return size

    async def _chosen(self, finding_ids: Sequence[UUID]) -> Sequence[AnyRow]:
        async with self.database.transaction() as session:
            rows = await repository.chosen_findings(session, finding_ids)
        missing = set(finding_ids) - {row.id for row in rows}
        if missing:
            raise NotFoundError(f"There is no open finding {', '.join(sorted(map(str, missing)))}; scan again.")
        return rows

    async def _plan_one(self, row: AnyRow) -> PlannedOut:
        async with self.database.transaction() as session:
            finding = await self._verify(session, row, lock=False)
            size = await self._size(session, finding) if finding else Size()
        reason = why_not(finding)
        return PlannedOut(
            id=row.id,
            kind=row.kind,
            subject=row.subject,
            action=finding.action if finding else Action.NONE,
            possible=reason is None,
            why_not=reason,
            settling=is_settling(row, self.limits.grace),
            steps=steps_of(finding, size) if finding and reason is None else [],
            tables=size.tables,
            rows=size.rows,
            size_bytes=size.size_bytes,
        )

    async def _repair_one(self, row: AnyRow, holder: UUID, actor: str, reason: str) -> RepairedOut:
        deed = Deed(row.id, actor, reason, self._now(), new_id(), self._manager)
        try:
            step = Step(is_last=False)
            while not step.is_last:
                await self._take_turn(holder)
                async with self.database.transaction() as session:
                    step = await self._one_step(session, row, deed)
                deed.add(step.copied)
        except (RepairRefused, CopyTooLargeError) as refusal:
            return await self._skipped(row, deed, str(refusal))
        # The copy runs beneath SQLAlchemy, so the driver's own errors arrive too.
        except (SQLAlchemyError, asyncpg.PostgresError) as error:
            if is_unavailable(error):
                raise
            log.warning("not repaired", finding=row.kind, subject=row.subject, error=first_line(error))
            return await self._skipped(row, deed, first_line(error))
        return repaired(row, deed, "requested" if step.asked else "done")

    async def _one_step(self, session: AsyncSession, row: AnyRow, deed: Deed) -> Step:
        finding = await self._verify(session, row, lock=True)
        reason = why_not(finding)
        if finding is None or reason is not None:
            raise RepairRefused(reason or "it is gone")
        step = await REPAIRS[finding.kind](session, finding, await self._size(session, finding), deed)
        if step.is_last:
            await self._settle(session, row, deed, step)
        return step

    async def _settle(self, session: AsyncSession, row: AnyRow, deed: Deed, step: Step) -> None:
        if step.asked:
            await repository.mark_repairing(session, row.id, now=deed.now)
        else:
            await repository.delete_finding(session, row.id)
        await self._audit(session, row, deed, step.copied, "reconcile.repair", row.will)

    async def _skipped(self, row: AnyRow, deed: Deed, why: str) -> RepairedOut:
        async with self.database.transaction() as session:
            await self._audit(session, row, deed, None, "reconcile.skip", why)
        return repaired(row, deed, "skipped", why)

    async def _audit(
        self, session: AsyncSession, row: AnyRow, deed: Deed, last: Copied | None, action: str, what: str
    ) -> None:
        copied = deed.rows_copied + (last.rows if last else 0)
        details = {"kind": row.kind, "action": row.action, "what": what, "rows_copied": copied}
        if deed.has_copy or last:
            details["copy_id"] = str(deed.copy_id)
        target = f"{row.kind}:{row.subject}"
        await audit.record(
            session, actor=deed.actor, action=action, target=target, reason=deed.reason, details=details
        )
