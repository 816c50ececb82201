"""How reality stands, from the last scan; the same on every replica."""

from prometheus_client import Gauge

from libs.common.database import Database
from services.provisioning.reconcile import repository
from services.provisioning.reconcile.kinds import Kind

FINDINGS = Gauge(
    "reconcile_findings", "Open findings of the last scan that are older than the grace period.", ("kind",)
)
LAST_RUN = Gauge("reconcile_last_run_timestamp_seconds", "When the last scan ended well; 0 before the first.")


async def sample_reconcile(database: Database, *, grace_s: float) -> None:
    """Sets the gauges from the last scan; every kind is always present."""
    async with database.transaction() as session:
        settled = {row.kind: row.settled for row in await repository.count_findings(session, grace_s=grace_s)}
        run = await repository.last_run(session)
    for kind in Kind:
        FINDINGS.labels(kind.value).set(settled.get(kind.value, 0))
    LAST_RUN.set(run.finished_at.timestamp() if run else 0)
