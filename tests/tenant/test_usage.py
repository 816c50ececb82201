"""What business says of a shop's use is kept, whatever the order in which it comes."""

from libs.common.clock import new_id
from libs.common.contracts.events import UsageChanged, UsersChanged
from libs.common.database import Database, registry_scope
from services.tenant import repository, service
from tests.infra.sql import fetch


async def test_newest_word_stays(tenant_db: Database, admin_url: str) -> None:
    tenant_id = new_id()
    name = f"tenant_{tenant_id.hex[-12:]}"
    query = (
        "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status)"
        " VALUES ($1, $1, 'Pet', $2, $3, $3, 'active')"
    )
    await fetch(admin_url, query, tenant_id, f"pet-{tenant_id.hex[-8:]}", name)
    for animals, sequence in ((5, 5), (7, 7), (6, 6), (7, 7)):
        async with tenant_db.transaction(registry_scope(tenant_id)) as session:
            event = UsageChanged(tenant_id=tenant_id, animals=animals, sequence=sequence)
            await service.keep_usage(session, event)
    async with tenant_db.transaction(registry_scope(tenant_id)) as session:
        await service.keep_users(session, UsersChanged(tenant_id=tenant_id, users=3, sequence=1))
    async with tenant_db.transaction(registry_scope(tenant_id)) as session:
        await service.keep_users(session, UsersChanged(tenant_id=tenant_id, users=2, sequence=0))
    async with tenant_db.transaction(registry_scope(tenant_id)) as session:
        assert (await repository.find_tenant(session, tenant_id)).usage == {"animals": 7, "users": 3}
