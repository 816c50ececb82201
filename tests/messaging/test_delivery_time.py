"""The histogram of delivery times: from the row to the confirmation, however long the row lay there."""

from prometheus_client import REGISTRY

from libs.common.database import Database
from tests.infra.waiting import eventually
from tests.messaging.helpers import Admin, emit, requested, running_relay


def _seen() -> tuple[float, float]:
    found = [REGISTRY.get_sample_value(f"outbox_delivery_seconds_{part}") for part in ("count", "sum")]
    assert None not in found
    return found[0] or 0, found[1] or 0


async def test_delivery_time_begins_with_the_row(admin: Admin, tenant_db: Database, declared_url: str) -> None:
    await emit(tenant_db, requested(), requested())
    await admin.execute("UPDATE svc_tenant.outbox SET created_at = created_at - interval '100 s'")
    count, total = _seen()
    async with running_relay(tenant_db, declared_url):
        await eventually(lambda: _seen()[0] == count + 2)
    assert 200 <= _seen()[1] - total < 230


async def test_event_without_confirmation_has_no_delivery_time(
    admin: Admin, tenant_db: Database, declared_url: str
) -> None:
    await emit(tenant_db, requested())
    await admin.execute("UPDATE svc_tenant.outbox SET routing_key = repeat('x', 300)")
    before = _seen()
    failed = "SELECT count(*) FROM svc_tenant.outbox WHERE attempts > 0"
    async with running_relay(tenant_db, declared_url):
        await eventually(lambda: admin.fetchval(failed))
    assert _seen() == before
