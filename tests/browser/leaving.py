"""The key that stands in the last line of a shop's reminders."""

from libs.common.sealing import Sealer
from services.notifications.reminders.leaving import LeaveTokens, Leaving
from tests.infra.sql import fetchval
from tests.infra.system import System


async def leave_key(system: System, shop: str, recipient: str) -> str:
    """As a reminder of this shop to this recipient holds it."""
    tenant_id = await fetchval(system.admin_url, "SELECT id FROM shared.tenants WHERE subdomain = $1", shop)
    return LeaveTokens(Sealer(system.servers.keys.token_file)).issue(Leaving(tenant_id, recipient))
