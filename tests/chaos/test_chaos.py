"""The short run of `make chaos`: every crash point, both servers, the network; and proof that the audit sees."""

import os
import secrets
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.chaos.audit import compare, read_remains
from tests.chaos.scenario import play
from tests.chaos.world import World, chaos_world
from tests.infra.servers import ServerPair, running_pair
from tests.infra.sql import connected

pytestmark = pytest.mark.serial

KILLS = int(os.environ.get("CHAOS_KILLS", "20"))
SEED = int(os.environ.get("CHAOS_SEED", secrets.randbelow(10**6)))
SCHEMA = "tenant_0123456789ab"
# What an aborted sign-up could leave, and what the audit calls it.
DEBRIS = {
    "orphan schema": f"CREATE SCHEMA {SCHEMA}",
    "orphan role": f"CREATE ROLE {SCHEMA} NOLOGIN",
    "orphan ready schema": "CREATE SCHEMA ready_0123456789ab",
    "missing ready role": "INSERT INTO svc_provisioning.ready_schemas (schema_name, version, fingerprint)"
    " VALUES ('ready_0123456789ac', '0000', '')",
    "orphan user": """
        INSERT INTO shared.tenant_users (id, tenant_id, email, password_hash, role)
        SELECT gen_random_uuid(), id, 'ghost@example.com', 'x', 'owner'
        FROM shared.tenants WHERE status = 'failed' LIMIT 1""",
    "missing registry row": "DELETE FROM svc_provisioning.tenant_schemas WHERE ctid = (SELECT max(ctid) FROM"
    " svc_provisioning.tenant_schemas)",
    "unfinished saga": "UPDATE svc_provisioning.sagas SET state = 'RELEASING' WHERE saga_id ="
    " (SELECT saga_id FROM svc_provisioning.sagas WHERE state = 'ROLLED_BACK' LIMIT 1)",
    "password hash kept": """UPDATE svc_provisioning.sagas SET admin = '{"password_hash": "x"}' WHERE saga_id ="""
    " (SELECT saga_id FROM svc_provisioning.sagas WHERE state = 'COMPLETED' LIMIT 1)",
}


@pytest.fixture(scope="module")
def chaos_pair() -> Iterator[ServerPair]:
    with running_pair() as started:
        yield started


@pytest_asyncio.fixture(scope="module")
async def world(chaos_pair: ServerPair) -> AsyncIterator[World]:
    async with chaos_world(chaos_pair) as running:
        yield running


@pytest.mark.timeout(1500)
async def test_sign_ups_under_kills_all_end_and_leave_nothing_behind(world: World) -> None:
    result = await play(world, kills=KILLS, seed=SEED, say=_say)
    _say(f"\n{result.table}")
    assert result.faults == []


async def test_audit_sees_each_kind_of_debris(world: World) -> None:
    """Runs on what the scenario left: a world at rest, with shops of both ends."""
    before = {finding.kind for finding in compare(await read_remains(world.system))}
    assert before == set()
    async with connected(world.system.admin_url) as connection:
        for statement in DEBRIS.values():
            await connection.execute(statement)
    assert {finding.kind for finding in compare(await read_remains(world.system))} >= DEBRIS.keys()


def _say(line: str) -> None:
    """Shown when the test fails, or with `-s`."""
    sys.stdout.write(f"{line}\n")
