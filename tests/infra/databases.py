"""Databases of a test run: migrated once into a template, copied for whoever needs one."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from services.provisioning.migrate import migrate_shared
from services.provisioning.migrations import bootstrap
from tests.infra.servers import Servers

TEMPLATE = "template_petshop"


def passwords_of(servers: Servers) -> dict[str, str]:
    loaded: dict[str, str] = json.loads(servers.keys.service_passwords_file.read_text())
    return loaded


async def build_template(servers: Servers) -> None:
    """Runs the real migrations, once a run."""
    await migrate_shared(servers.admin_url(), passwords_of(servers), name=TEMPLATE)


@asynccontextmanager
async def _administrator(url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def copy_template(servers: Servers, name: str) -> None:
    """A database of the caller's own."""
    async with _administrator(servers.admin_url()) as admin:
        await admin.execute(f"CREATE DATABASE {bootstrap.checked_database(name)} TEMPLATE {TEMPLATE}")
    async with _administrator(servers.admin_url(name)) as inside:
        await bootstrap.lock_down(inside, name)
