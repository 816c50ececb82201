"""A real service process while RabbitMQ is away."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import httpx
import pytest
import pytest_asyncio

from deploy.local.process import Process, popen, stop
from deploy.local.services import ServiceContext, service_processes
from tests.infra.proxy import Proxy
from tests.infra.servers import Servers, free_ports
from tests.infra.waiting import eventually

NAMES = ("tenant", "auth", "provisioning", "business", "notifications")


@dataclass(frozen=True)
class Running:
    """One service and its child process."""

    process: Process
    child: Popen[bytes]

    async def get(self, path: str) -> httpx.Response | None:
        """The answer; None while the port is closed."""
        async with httpx.AsyncClient(trust_env=False) as client:
            try:
                return await client.get(f"http://127.0.0.1:{self.process.port}{path}")
            except httpx.ConnectError:
                assert self.child.poll() is None, self.process.log.read_text()
                return None


Start = Callable[[str], Running]


@pytest_asyncio.fixture
async def start(
    servers: Servers, scratch: str, amqp_url: str, proxy: Proxy, tmp_path: Path
) -> AsyncIterator[Start]:
    """Starts services whose way to RabbitMQ leads through the proxy."""
    config = os.environ.get("COVERAGE_PROCESS_START")
    context = ServiceContext(
        ports=dict(zip(NAMES, free_ports(len(NAMES)), strict=True)),
        database_port=servers.database_port,
        amqp_url=proxy.url(amqp_url),
        keys=servers.keys,
        log_dir=tmp_path,
        files_dir=tmp_path / "files",
        database=scratch,
        env={"COVERAGE_PROCESS_START": config} if config else {},
    )
    started: list[Running] = []

    def one(name: str) -> Running:
        process = service_processes(context, [name])[0]
        started.append(Running(process, popen(process, die_with_parent=True)))
        return started[-1]

    yield one
    for running in started:
        await asyncio.to_thread(stop, running.process, running.child)


@pytest.mark.parametrize("name", NAMES)
async def test_service_without_broker_opens_its_port_is_not_ready_and_stops(start: Start, name: str) -> None:
    running = start(name)
    live = await eventually(lambda: running.get("/health/live"))
    assert live.status_code == 200
    ready = await running.get("/health/ready")
    assert ready is not None
    assert ready.status_code == 503
    assert ready.json() == {"service": name, "ready": False, "database": True, "broker": False}
    running.child.send_signal(signal.SIGTERM)
    await eventually(lambda: running.child.poll() is not None, timeout_s=6)
    # uvicorn ends by the signal once everything is down.
    assert running.child.returncode in (0, -signal.SIGTERM)
    assert '"message": "stopped"' in running.process.log.read_text()


async def test_service_stops_while_the_broker_accepts_and_says_nothing(start: Start, proxy: Proxy) -> None:
    accepted = asyncio.Event()

    async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        accepted.set()

    silent = await asyncio.start_server(say_nothing, "127.0.0.1", proxy.port)
    running = start("tenant")
    await eventually(accepted.is_set)
    await eventually(lambda: running.get("/health/live"))
    running.child.send_signal(signal.SIGTERM)
    await eventually(lambda: running.child.poll() is not None, timeout_s=6)
    silent.close()


async def test_service_becomes_ready_by_itself_when_the_broker_comes_and_comes_back(
    start: Start, proxy: Proxy
) -> None:
    running = start("tenant")

    async def state() -> int:
        answer = await running.get("/health/ready")
        return answer.status_code if answer else 0

    async def becomes(status: int) -> None:
        async def reached() -> bool:
            return await state() == status

        await eventually(reached)

    await becomes(503)
    await proxy.listen()
    await becomes(200)
    proxy.take_away()
    await becomes(503)
    await proxy.listen()
    await becomes(200)
