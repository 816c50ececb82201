"""What makes each alert fire, done to a running system for real."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aio_pika
import asyncpg
import httpx

from libs.common.clock import new_id
from services.notifications.models import State as LetterState
from services.notifications.repository import QUEUED_CHANNEL
from tests.infra.operators import operator_client
from tests.infra.shops import Shop, signup_body, wait_for_saga
from tests.infra.sql import connected, fetch
from tests.infra.system import System
from tests.notifications.operations.letters import Planted
from tests.notifications.operations.letters import plant as plant_letter

AGE_RUNS = """
UPDATE svc_provisioning.reconcile_runs
SET started_at = now() - interval '4 h', finished_at = now() - interval '4 h'
"""
AGE_MAIL = (
    "UPDATE svc_notifications.deliveries SET due_since = now() - interval '20 min' WHERE finished_at IS NULL"
)
AGE_OUTBOX = "UPDATE svc_tenant.outbox SET created_at = now() - interval '5 min'"
ELSEWHERE = """
CREATE OR REPLACE FUNCTION wall.assert_scope(expected_role text, expected_path text, expected_tenant text)
RETURNS void STABLE LANGUAGE plpgsql AS $$ BEGIN
    IF expected_tenant = '{}' THEN RAISE EXCEPTION USING ERRCODE = 'PW001', MESSAGE = 'elsewhere'; END IF;
END $$
"""
# Longer than a slow request, shorter than the services' lock time-out.
JAM_S = 3.4
CROWD = 12


async def poison(system: System) -> None:
    """A message that can never be handled."""
    connection = await aio_pika.connect(system.amqp_url)
    async with connection:
        channel = await connection.channel()
        message = aio_pika.Message(b"{not json", message_id=str(new_id()), type="petshop.schema.created.v1")
        await channel.default_exchange.publish(message, routing_key="auth.schema.created")


async def roll_back(system: System, shop: Shop, *, count: int) -> None:
    """Sign-ups with an e-mail that somebody has."""
    async with system.client() as apex:
        bodies = [signup_body(admin={"email": shop.owner_email}) for _ in range(count)]
        answers = [await apex.post("/api/v1/tenants", json=body) for body in bodies]
        for answer in answers:
            assert (await wait_for_saga(apex, answer.json()["saga_id"]))["state"] == "ROLLED_BACK"


async def scan(system: System) -> None:
    """The reconciler, asked by an operator."""
    async with operator_client(system) as operator:
        answer = await operator.post("/api/v1/ops/reconcile", json={"scan": True})
        assert answer.is_success, answer.text


async def make_orphan(system: System) -> None:
    await fetch(system.admin_url, "CREATE SCHEMA tenant_00000000dead")
    await scan(system)


@asynccontextmanager
async def jammed(system: System) -> AsyncIterator[None]:
    """Somebody locks the registry again and again while many ask for it: slow, then refused, the pool empty."""
    tasks = [asyncio.create_task(_jam(system)), *(asyncio.create_task(_ask(system)) for _ in range(CROWD))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _jam(system: System) -> None:
    connection = await asyncpg.connect(system.admin_url)
    try:
        while True:
            async with connection.transaction():
                await connection.execute("LOCK TABLE shared.tenants IN ACCESS EXCLUSIVE MODE")
                await connection.execute(f"SELECT pg_sleep({JAM_S})")
    finally:
        connection.terminate()


async def _ask(system: System) -> None:
    async with system.client() as apex:
        while True:
            with suppress(httpx.TransportError):
                await apex.get("/api/v1/tenants/availability", params={"subdomain": f"free-{new_id().hex[-8:]}"})


async def breach(system: System, shop: Shop) -> None:
    """The check finds the shop's next transaction elsewhere, once; then it is itself again."""
    query = "SELECT pg_get_functiondef('wall.assert_scope(text, text, text)'::regprocedure)"
    async with connected(system.admin_url) as admin:
        itself = await admin.fetchval(query)
        await admin.execute(ELSEWHERE.format(shop.tenant_id))
        async with system.client(shop.subdomain, Authorization=f"Bearer {shop.token}") as client:
            assert (await client.get("/api/v1/tenant")).status_code == 500
        await admin.execute(itself)


async def write_letters(system: System, *, count: int) -> None:
    """Letters that are due."""
    for _ in range(count):
        await plant_letter(system.admin_url, Planted(state=LetterState.QUEUED))
    await fetch(system.admin_url, f"SELECT pg_notify('{QUEUED_CHANNEL}', '')")


async def age(system: System, statement: str) -> None:
    await fetch(system.admin_url, statement)
