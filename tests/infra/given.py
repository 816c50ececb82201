"""Servers that run already, on this machine: used as they are, and left as they were found."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import SplitResult, quote, unquote, urlsplit

import asyncpg
import httpx

from deploy.local import keys as local_keys
from deploy.local.paths import scratch_dir
from tests.infra.servers import VHOSTS, Servers

MANAGEMENT_PORT = 15672
LOOPBACK = ("127.0.0.1", "localhost")
_DATABASES = "SELECT datname FROM pg_database"
_ROLES = "SELECT rolname FROM pg_roles"


class NotUsable(RuntimeError):
    """The given servers cannot serve a test run; the message says why."""


@contextmanager
def given_servers(database_url: str, amqp_url: str) -> Iterator[Servers]:
    """Raises NotUsable. What the run adds (databases, roles, virtual hosts) is removed in the end."""
    database, broker = _split(database_url), _split(amqp_url)
    directory = scratch_dir("test")
    secrets = local_keys.load_or_create(directory / "secrets")
    for name, parts in (("postgres", database), ("rabbitmq", broker)):
        local_keys.write_private(secrets.directory / f"{name}.password", unquote(parts.password or ""))
    servers = Servers(
        str(directory),
        database.port or 5432,
        broker.port or 5672,
        unquote(database.username or "postgres"),
        unquote(broker.username or "guest"),
    )
    before = asyncio.run(_found(servers))
    if "petshop" in before[0]:
        # Its services would lose their passwords: roles belong to the cluster, not to a database.
        shutil.rmtree(directory)
        raise NotUsable("DATABASE_URL names a cluster that serves a petshop; tests need one of their own")
    try:
        _virtual_hosts(servers, "PUT")
        yield servers
    finally:
        _virtual_hosts(servers, "DELETE")
        asyncio.run(_remove_new(servers, *before))
        shutil.rmtree(directory, ignore_errors=True)


def _split(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.hostname not in LOOPBACK:
        raise NotUsable(f"{parts.hostname} is another machine; the servers of a test run are on this one")
    return parts


async def _found(servers: Servers) -> tuple[set[str], set[str]]:
    connection = await asyncpg.connect(servers.admin_url())
    try:
        rows = await connection.fetch(_DATABASES), await connection.fetch(_ROLES)
    finally:
        await connection.close()
    return {row[0] for row in rows[0]}, {row[0] for row in rows[1]}


async def _remove_new(servers: Servers, databases: set[str], roles: set[str]) -> None:
    now = await _found(servers)
    connection = await asyncpg.connect(servers.admin_url())
    try:
        for name in now[0] - databases:
            await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        for name in now[1] - roles:
            await connection.execute(f'DROP ROLE "{name}"')
    finally:
        await connection.close()


def _virtual_hosts(servers: Servers, method: str) -> None:
    """Adds or removes them through the management plugin; AMQP itself cannot. Raises NotUsable."""
    account = (servers.broker_user, servers.keys.rabbitmq_password)
    base = f"http://127.0.0.1:{MANAGEMENT_PORT}/api"
    everything = {"configure": ".*", "write": ".*", "read": ".*"}
    try:
        with httpx.Client(auth=account, trust_env=False, timeout=30) as client:
            for name in VHOSTS:
                client.request(method, f"{base}/vhosts/{name}", json={}).raise_for_status()
                if method == "PUT":
                    path = f"{base}/permissions/{name}/{quote(servers.broker_user)}"
                    client.put(path, json=everything).raise_for_status()
    except httpx.HTTPError as error:
        raise NotUsable(f"RabbitMQ's management plugin on port {MANAGEMENT_PORT}: {error!r}") from error
