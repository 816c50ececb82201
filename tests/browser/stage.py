"""A system of one's own for a command: servers, services and front end, as the tests run them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from deploy.local.keys import OPERATOR_EMAIL
from tests.browser.gateway import Gateway
from tests.infra.databases import build_template
from tests.infra.operators import add_operator
from tests.infra.servers import Servers
from tests.infra.system import BASE_DOMAIN, System, running_system


@asynccontextmanager
async def own_stage(servers: Servers) -> AsyncIterator[tuple[Gateway, str, str]]:
    """Its gateway, and the account of its operator."""
    await build_template(servers)
    async with running_system(servers, name="system_screens", number=50) as system:
        await system.start_web()
        yield gateway_of(system), OPERATOR_EMAIL, await add_operator(system, OPERATOR_EMAIL)


def gateway_of(system: System) -> Gateway:
    return Gateway(system.gateway_port, BASE_DOMAIN)
