"""One shop asks for more than its part; the other, in the same process, notices nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import httpx

from libs.common.runtime import Runtime
from services.business.app import create_service
from services.business.settings import Settings
from tests.business.shops import assert_problem
from tests.infra.metrics import scrape
from tests.infra.shops import Shop
from tests.infra.system import System
from tests.infra.waiting import eventually

CLIENTES = "/api/v1/clientes"


class Service:
    """The business service inside this process, at the hosts of many shops."""

    def __init__(self, system: System, **settings: float) -> None:
        keys = system.servers.keys
        values = {
            "database_url": system.service_url("business"),
            "amqp_url": system.amqp_url,
            "port": system.ports["business"],
            "jwks_file": keys.jwks_file,
            "idempotency_key_file": keys.idempotency_file,
            "files_dir": system.processes["business"].env["FILES_DIR"],
        }
        app = create_service(Settings.model_validate(values | settings), "api")
        self.runtime: Runtime = app.state.runtime
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")

    async def get(self, shop: Shop, *, token: str | None = None) -> httpx.Response:
        headers = {"Host": f"{shop.subdomain}.localhost", "Authorization": f"Bearer {token or shop.token}"}
        return await self.client.get(CLIENTES, headers=headers)


@asynccontextmanager
async def running(system: System, **settings: float) -> AsyncIterator[Service]:
    service = Service(system, **settings)
    await service.runtime.revocations.read()
    async with service.client:
        yield service
    await service.runtime.database.close()


@asynccontextmanager
async def locked(system: System, shop: Shop) -> AsyncIterator[None]:
    """Whoever reads the shop's tutores waits until the block ends, or for the lock's time-out."""
    connection = await asyncpg.connect(system.admin_url)
    try:
        async with connection.transaction():
            await connection.execute(f"LOCK TABLE {shop.schema}.api_cliente")
            yield
    finally:
        await connection.close()


async def test_shop_that_floods_leaves_connections_to_the_others(
    system: System, shop: Shop, other_shop: Shop
) -> None:
    async with running(system, database_pool_size=5) as service:
        database = service.runtime.database
        # First times are slow, and the locks' time-out is 4 s.
        assert {(await service.get(each)).status_code for each in (shop, other_shop)} == {200}
        async with locked(system, shop):
            flood = [asyncio.ensure_future(service.get(shop)) for _ in range(12)]
            await eventually(lambda: database.pool_use().in_use >= 3)
            answers = [await service.get(other_shop) for _ in range(2)]
            # Not one of them has been answered, nor given up: the other shop did not wait for that.
            assert [request.done() for request in flood] == [False] * 12
            assert database.pool_use().in_use == service.runtime.shares.per_tenant == 3
        assert {answer.status_code for answer in answers} == {200}
        assert {answer.status_code for answer in await asyncio.gather(*flood)} == {200}
        assert len(service.runtime.shares) == 0


async def test_shop_over_the_rate_of_its_plan_is_told_when_to_come_again(
    system: System, shop: Shop, other_shop: Shop
) -> None:
    # Of the basic plan: 3 at once, and 3 more every 4 seconds.
    async with running(system, tenant_rate_scale=0.015) as service:
        before = (await scrape(service.client)).value("tenant_requests_limited_total", plan="basic")
        answers = await asyncio.gather(*(service.get(shop) for _ in range(20)))
        refused = [answer for answer in answers if answer.status_code != 200]
        assert 3 <= len(answers) - len(refused) < 20
        assert_problem(refused[0], 429, "RATE_LIMITED")
        assert refused[0].headers["retry-after"] in ("1", "2")
        metrics = await scrape(service.client)
        assert metrics.value("tenant_requests_limited_total", plan="basic") == before + len(refused)
        assert (await service.get(other_shop)).status_code == 200
        assert {(await service.client.get("/health/live")).status_code for _ in range(9)} == {200}


async def test_strangers_use_up_nothing_of_a_shops_rate(system: System, shop: Shop, other_shop: Shop) -> None:
    async with running(system, tenant_rate_scale=0.015) as service:
        service.runtime.limiter.admit(shop.tenant_id, "basic")
        anonymous = [
            await service.client.get(CLIENTES, headers={"Host": f"{shop.subdomain}.localhost"}) for _ in range(9)
        ]
        strangers = [await service.get(shop, token=other_shop.token) for _ in range(9)]
        assert {answer.status_code for answer in anonymous} == {401}
        assert {answer.status_code for answer in strangers} == {403}
        assert [(await service.get(shop)).status_code for _ in range(2)] == [200, 200]
        assert (await service.get(other_shop)).status_code == 200
