"""A watch that outlives its tokens."""

import asyncio
import signal

from libs.common.clock import new_id
from tests.cli.conftest import PASSWORD, Petshop
from tests.infra.servers import Servers
from tests.infra.shops import create_shop
from tests.infra.sql import fetchval
from tests.infra.system import running_system
from tests.infra.waiting import eventually

# Beyond those of the workers' systems and of the tests of messaging.
FIRST_VHOST = 50
SPENT = "SELECT count(*) >= 2 FROM svc_auth.refresh_tokens WHERE used_at IS NOT NULL"
LIVE = "SELECT count(*) FROM svc_auth.sessions WHERE revoked_at IS NULL AND tenant_id IS NULL"


async def test_watch_outlives_its_tokens_and_signs_out(servers: Servers, worker: int, nowhere: Petshop) -> None:
    short = {"ACCESS_TOKEN_TTL_S": "1"}
    name, number = f"cli_{worker}", FIRST_VHOST + worker
    async with running_system(servers, name=name, number=number, env=short) as system:
        email = f"{new_id().hex}@example.com"
        env = {
            "DATABASE_URL": system.service_url("auth"),
            "PETSHOP_URL": f"http://localhost:{system.gateway_port}",
            "PETSHOP_OPERATOR_EMAIL": email,
            "PETSHOP_OPERATOR_PASSWORD": PASSWORD,
        }
        await nowhere("users", "create-operator", "--email", email, stdin=PASSWORD, env=env)
        process = await nowhere.start("sagas", "watch", env=env)
        assert process.stdout is not None
        try:
            await eventually(lambda: fetchval(system.admin_url, SPENT))
            shop = await create_shop(system)
            await shop.client.aclose()
            async with asyncio.timeout(30):
                while f"{shop.saga_id}  COMPLETED" not in (await process.stdout.readline()).decode():
                    pass
        finally:
            process.send_signal(signal.SIGINT)
            await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 0
        assert await fetchval(system.admin_url, LIVE) == 0
