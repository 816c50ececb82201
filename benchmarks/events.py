"""The event that the benchmarks of messaging send: a sign-up's own, with nobody at its queue but them."""

from libs.common.clock import new_id, utc_now
from libs.common.contracts.events import AdminDraft, TenantRequested
from libs.common.messaging.outbox import Outbox
from libs.common.messaging.topology import queue_name
from libs.common.tenancy.tenant import schema_name_for

# Only the relay of this service runs; the queue's consumer does not.
PUBLISHER, CONSUMER = "tenant", "provisioning"
IDLE_PARTS = ("gateway", "provisioning", "auth", "business", "notifications")
QUEUE = queue_name(CONSUMER, TenantRequested.routing_key)
tenant_outbox = Outbox(PUBLISHER)
_HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$bm8tb25lLW1heS1zZWUtdGhpcy1oYXNoLW9mLW5vdGhpbmc"


def requested() -> TenantRequested:
    """About half a kilobyte."""
    tenant_id = new_id()
    return TenantRequested(
        tenant_id=tenant_id,
        saga_id=new_id(),
        name="Pet Shop Amigo Fiel",
        subdomain=f"amigo-fiel-{tenant_id.hex[-6:]}",
        schema_name=schema_name_for(tenant_id),
        plan_type="basic",
        admin=AdminDraft(email="ana@example.com", password_hash=_HASH, first_name="Ana", last_name="Souza"),
        expires_at=utc_now(),
    )
