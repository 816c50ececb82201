"""`petshop doctor`: well where all is well, and a line with a next step for everything that is not."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import aio_pika
import pytest
import pytest_asyncio
from aio_pika.abc import AbstractIncomingMessage

from cli.checks import Status, skew
from libs.common.messaging.topology import UNROUTABLE, queue_name
from services.notifications.models import State
from services.provisioning.migrations.scripts import head
from tests.cli.conftest import Petshop, Result
from tests.infra.sagas import plant_saga
from tests.infra.servers import VHOSTS, Servers, free_ports
from tests.infra.shops import Shop
from tests.infra.sql import fetch, fetchval
from tests.infra.system import System
from tests.notifications.operations.letters import Planted
from tests.notifications.operations.letters import plant as plant_letter

# Beyond the virtual hosts that anybody else uses.
FIRST_EMPTY_VHOST = 56


@pytest.fixture
def doctor(petshop: Petshop, system: System) -> Petshop:
    """Commands that know the database and the broker too."""
    return Petshop({**petshop.env, "DATABASE_URL": system.admin_url, "AMQP_URL": system.amqp_url})


async def examine(doctor: Petshop, **env: str) -> dict[str, dict[str, Any]]:
    """The checks by name, worst first to win where a name comes twice."""
    result = await doctor("doctor", "--json", env=env)
    body = result.json
    assert body["ok"] == (result.code == 0)
    assert body["ok"] == all(check["status"] != "FAIL" for check in body["checks"])
    assert all(check["next"] for check in body["checks"] if check["status"] != "OK")
    for secret in _secrets({**doctor.env, **env}):
        assert secret not in result.out + result.err
    return {check["name"]: check for check in body["checks"]}


def _secrets(env: dict[str, str]) -> list[str]:
    urls = [env[name] for name in ("DATABASE_URL", "AMQP_URL") if name in env]
    return [url.split("@")[0].rpartition(":")[2] for url in urls if "@" in url]


@pytest_asyncio.fixture
async def tidy(system: System) -> AsyncIterator[None]:
    """Without what other tests left in the registry of sagas."""
    await fetch(
        system.admin_url, "DELETE FROM svc_provisioning.sagas WHERE state NOT IN ('COMPLETED', 'ROLLED_BACK')"
    )
    await fetch(system.admin_url, "DELETE FROM svc_notifications.deliveries WHERE finished_at IS NULL")
    yield


@pytest.mark.usefixtures("tidy")
async def test_running_system_is_well(doctor: Petshop, system: System) -> None:
    checks = await examine(doctor)
    assert {name for name, check in checks.items() if check["status"] == "FAIL"} == set()
    assert {
        "python",
        "configuration",
        "secrets",
        "disk",
        "postgresql",
        "database's clock",
        "migrations",
        "shops' schemas",
        "outbox of tenant",
        "outbox of business",
        "outbox of notifications",
        "parking",
        "sagas",
        "mail",
        "rabbitmq",
        "topology",
        "readers of auth",
        "readers of provisioning",
        "readers of tenant",
        "gateway",
        "services",
        "gateway's clock",
        "keys",
        "operator",
    } <= set(checks)
    told: Result = await doctor("doctor")
    assert (told.code, told.err) == (0, "")
    assert "0 failed" in told.out.splitlines()[-1]


async def test_closed_ports_fail_fast_with_a_next_step(doctor: Petshop) -> None:
    database, broker, gateway = free_ports(3)
    started = time.monotonic()
    checks = await examine(
        doctor,
        DATABASE_URL=f"postgresql://svc:hidden-one@127.0.0.1:{database}/petshop",
        AMQP_URL=f"amqp://petshop:hidden-two@127.0.0.1:{broker}/",
        PETSHOP_URL=f"http://localhost:{gateway}",
    )
    assert time.monotonic() - started < 15
    assert {name for name, check in checks.items() if check["status"] == "FAIL"} == {
        "postgresql",
        "rabbitmq",
        "gateway",
        "operator",
    }


async def test_ports_that_never_answer_do_not_hold_it_up(doctor: Petshop) -> None:
    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await writer.wait_closed()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        checks = await examine(
            doctor,
            DATABASE_URL=f"postgresql://svc:hidden-one@127.0.0.1:{port}/petshop",
            AMQP_URL=f"amqp://petshop:hidden-two@127.0.0.1:{port}/",
            PETSHOP_URL=f"http://localhost:{port}",
        )
    finally:
        server.close()
    failed = {name for name, check in checks.items() if check["status"] == "FAIL"}
    assert {"postgresql", "rabbitmq", "gateway"} <= failed


async def test_nothing_configured_is_no_failure_by_itself(nowhere: Petshop, system: System) -> None:
    checks = await examine(nowhere, PETSHOP_URL=f"http://localhost:{system.gateway_port}")
    assert {checks[name]["status"] for name in ("configuration", "postgresql", "rabbitmq")} == {"WARN"}
    assert checks["services"]["status"] == "OK"


async def test_queues_that_nobody_reads_fail(doctor: Petshop, servers: Servers, worker: int) -> None:
    url, created = servers.amqp_url(VHOSTS[FIRST_EMPTY_VHOST + worker]), queue_name("auth", "schema.created")
    missing = await examine(doctor, AMQP_URL=url)
    assert missing["topology"]["status"] == "FAIL"
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        queues = [await channel.declare_queue(name) for name in (UNROUTABLE, created)]
        await channel.default_exchange.publish(aio_pika.Message(b"{}"), UNROUTABLE)
        try:
            unread = await examine(doctor, AMQP_URL=url)
        finally:
            for queue in queues:
                await queue.delete(if_unused=False, if_empty=False)
    assert unread["readers of auth"]["status"] == "FAIL"
    assert unread["unroutable"]["status"] == "WARN"


async def test_one_full_queue_without_reader_among_others_fails(
    doctor: Petshop, servers: Servers, worker: int
) -> None:
    url = servers.amqp_url(VHOSTS[FIRST_EMPTY_VHOST + worker])
    read, full = queue_name("auth", "schema.created"), queue_name("auth", "provisioning.aborted")
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        queues = [await channel.declare_queue(name) for name in (read, full)]
        await queues[0].consume(AbstractIncomingMessage.ack)
        await channel.default_exchange.publish(aio_pika.Message(b"{}"), full)
        try:
            checks = await examine(doctor, AMQP_URL=url)
        finally:
            for queue in queues:
                await queue.delete(if_unused=False, if_empty=False)
    assert checks["readers of auth"]["status"] == "FAIL"
    assert full in checks["readers of auth"]["summary"]


async def test_service_that_is_away_is_named(doctor: Petshop, system: System) -> None:
    system.stop_service("business")
    try:
        checks = await examine(doctor)
    finally:
        system.start_service("business")
        await system.wait_ready()
    assert checks["services"]["status"] == "FAIL"
    assert "business is unreachable" in checks["services"]["summary"]


@pytest.mark.usefixtures("tidy")
async def test_stuck_and_failed_sagas_are_counted(doctor: Petshop, system: System) -> None:
    await plant_saga(system.admin_url, "SCHEMA_CREATED")
    assert "1 have not ended" in (await examine(doctor))["sagas"]["summary"]
    await plant_saga(system.admin_url, "RELEASE_FAILED")
    told = (await doctor("doctor")).out
    assert "1 could not be undone" in told
    assert "petshop sagas list --state COMPENSATION_FAILED" in told


async def test_schema_that_is_behind_fails(doctor: Petshop, system: System, shop: Shop) -> None:
    version = "UPDATE svc_provisioning.tenant_schemas SET version = $1 WHERE tenant_id = $2"
    await fetch(system.admin_url, version, "0000", shop.tenant_id)
    try:
        checks = await examine(doctor)
    finally:
        await fetch(system.admin_url, version, head("tenant"), shop.tenant_id)
    assert checks["shops' schemas"]["status"] == "FAIL"
    assert checks["shops' schemas"]["summary"].startswith("1 of ")


async def test_late_outbox_and_old_tables_fail(doctor: Petshop, servers: Servers, scratch: str) -> None:
    url = servers.admin_url(scratch)
    late = (
        "INSERT INTO svc_auth.outbox (event_id, routing_key, type, subject, payload, created_at)"
        " VALUES (gen_random_uuid(), 'admin.created', 'x', gen_random_uuid(), '{}', now() - interval '2 min')"
        " RETURNING event_id"
    )
    # What other tests left there is as old as they are.
    await fetch(url, "DELETE FROM svc_auth.outbox")
    event_id = await fetchval(url, late)
    await fetch(url, "UPDATE shared.alembic_version SET version_num = '0001'")
    try:
        checks = await examine(doctor, DATABASE_URL=url)
    finally:
        await fetch(url, "UPDATE shared.alembic_version SET version_num = $1", head("shared"))
        await fetch(url, "DELETE FROM svc_auth.outbox WHERE event_id = $1", event_id)
    assert "the oldest for 2 m" in checks["outbox of auth"]["summary"]
    assert {checks["outbox of auth"]["status"], checks["migrations"]["status"]} == {"FAIL"}


async def test_letters_that_wait_or_failed_are_told(doctor: Petshop, servers: Servers, scratch: str) -> None:
    url = servers.admin_url(scratch)
    old = await plant_letter(url, Planted(state=State.QUEUED, due_in=timedelta(minutes=-11)))
    failed = await plant_letter(url, Planted(state=State.FAILED))
    result = await doctor("doctor", "--json", env={"DATABASE_URL": url})
    await fetch(url, "DELETE FROM svc_notifications.deliveries WHERE id = ANY($1)", [old, failed])
    late, unsent = (check for check in result.json["checks"] if check["name"] == "mail")
    assert (late["status"], "due for 11 m" in late["summary"]) == ("FAIL", True)
    assert (unsent["status"], "failed in the last hour" in unsent["summary"]) == ("WARN", True)
    assert "petshop mail list --state failed" in unsent["next"]


async def test_login_of_a_service_says_what_it_may_not_see(doctor: Petshop, system: System) -> None:
    checks = await examine(doctor, DATABASE_URL=system.service_url("provisioning"))
    assert checks["outbox"]["status"] == "WARN"
    assert checks["outbox of provisioning"]["status"] == "OK"


async def test_empty_database_lacks_its_tables(doctor: Petshop, servers: Servers) -> None:
    checks = await examine(doctor, DATABASE_URL=servers.admin_url("postgres"))
    assert checks["migrations"]["status"] == "FAIL"


async def test_secret_that_everybody_can_read_fails(doctor: Petshop, tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    folder.mkdir(mode=0o755)
    (folder / "postgres.password").write_text("hunter2hunter2")
    (folder / "postgres.password").chmod(0o644)
    (folder / "jwks.json").write_text("{}")
    result = await doctor("doctor", "--json")
    assert result.code == 1
    found = next(check for check in result.json["checks"] if check["name"] == "secrets")
    assert (found["status"], "postgres.password" in found["summary"]) == ("FAIL", True)
    assert "hunter2" not in result.out
    # What closes the folder closes the file.
    folder.chmod(0o700)
    assert (await examine(doctor))["secrets"]["status"] == "OK"


async def test_operator_who_cannot_sign_in_fails(doctor: Petshop) -> None:
    assert (await examine(doctor, PETSHOP_OPERATOR_PASSWORD="not the password"))["operator"]["status"] == "FAIL"


@pytest.mark.parametrize(
    ("seconds", "status"), [(0.4, Status.OK), (-1.9, Status.OK), (2.5, Status.WARN), (-60, Status.WARN)]
)
def test_clocks_apart_are_told(seconds: float, status: Status) -> None:
    assert skew("clock", seconds).status is status
