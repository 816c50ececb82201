"""Words that all tests of the stock use; each has a database of its own."""

import pytest

from libs.common.database import Database
from services.provisioning.stock.metrics import PROVIDED
from services.provisioning.stock.service import Stock
from services.provisioning.tenant_manager import TenantManager
from tests.infra.servers import Servers
from tests.infra.sql import fetch

STOCK = "SELECT schema_name, version, spoilt_at IS NOT NULL AS is_spoilt FROM svc_provisioning.ready_schemas"
SCHEMAS = r"SELECT nspname FROM pg_namespace WHERE nspname LIKE 'ready\_%'"
ROLES = "SELECT count(*) FROM pg_roles WHERE rolname = ANY($1)"


@pytest.fixture
def url(servers: Servers, own_database: str) -> str:
    return servers.admin_url(own_database)


def stock_of(database: Database, wanted: int, revision: str | None = None) -> Stock:
    return Stock(database=database, manager=TenantManager(revision=revision), wanted=wanted)


async def ready(url: str) -> list[str]:
    """Names of those that a shop may get, oldest first."""
    rows = await fetch(url, f"{STOCK} WHERE spoilt_at IS NULL ORDER BY created_at, schema_name")
    return [row["schema_name"] for row in rows]


async def schemas(url: str) -> set[str]:
    return {row["nspname"] for row in await fetch(url, SCHEMAS)}


def provided() -> dict[str, float]:
    return {source: PROVIDED.labels(source)._value.get() for source in ("stock", "built")}
