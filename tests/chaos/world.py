"""The real system on servers of its own, over wires that can be cut, started again whenever a part dies."""

import asyncio
import dataclasses
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from deploy.gateway.config import SERVICES
from deploy.local.process import Process
from services.auth.keys import generate_keys
from tests.chaos.network import Wire
from tests.chaos.traps import Trap
from tests.infra.databases import build_template
from tests.infra.servers import ServerPair
from tests.infra.sql import connected
from tests.infra.system import System, running_system

SERVER_NAMES = ("postgres", "rabbitmq")
# Nobody may be rolled back for being slow, or a lost sign-up would look like a late one. All else is as shipped.
ENV = {"SAGA_DEADLINE_S": "7200", "SIGNUP_EXPIRES_AFTER_S": "7200", "LOG_LEVEL": "WARNING"}
# A distant database keeps many sign-ups in flight without keeping this machine busy, and it stretches the moments
# between two effects, in which a kill hurts most.
DELAY_S = {"postgres": 0.015, "rabbitmq": 0.0}
# The tests' server forgets its last commits when it is killed. One that is meant to survive must not.
DURABLE = ("ALTER SYSTEM SET synchronous_commit = on", "ALTER SYSTEM SET full_page_writes = on")
LOOK_S = 0.02


@dataclass(slots=True)
class World:
    """What a run may take apart."""

    pair: ServerPair
    system: System
    wires: dict[tuple[str, str], Wire]
    traps: dict[str, Trap]
    deaths: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def kill(self, service: str) -> None:
        self.system.children[service].kill()

    async def kill_server(self, name: str) -> None:
        """SIGKILL to the server and its children; a container is stopped instead. It is booted again at once."""
        child = self.pair.children[name]
        if isinstance(child, subprocess.Popen):
            await asyncio.to_thread(_kill_tree, child.pid)
        await asyncio.to_thread(self.pair.stop, name)
        # Started from this thread: the server dies with the thread that started it.
        self.pair.start(name)
        await asyncio.to_thread(self.pair.wait, name)

    def hurry(self) -> None:
        """Nothing is to be stretched any more: what is in flight may land."""
        for wire in self.wires.values():
            wire.delay_s = 0

    def is_ready(self, service: str) -> bool:
        return self.system.processes[service].ready()

    async def supervise(self) -> None:
        """Starts again whoever died, at once, and counts."""
        while True:
            for name in SERVICES:
                status = self.system.children[name].poll()
                if status is not None:
                    self.deaths[name] += 1
                    if status != -signal.SIGKILL:
                        self.faults.append(f"{name} died by itself with status {status}")
                    self.system.start_service(name)
            await asyncio.sleep(LOOK_S)


@asynccontextmanager
async def chaos_world(pair: ServerPair) -> AsyncIterator[World]:
    """A running system of its own, whole, with its supervisor."""
    servers, directory = pair.servers, Path(pair.servers.directory) / "traps"
    directory.mkdir()
    ports = dict(zip(SERVER_NAMES, (servers.database_port, servers.broker_port), strict=True))
    wires = {
        (service, server): Wire(port, delay_s=DELAY_S[server])
        for service in SERVICES
        for server, port in ports.items()
    }
    traps = {service: Trap(directory / service) for service in SERVICES}

    def adapt(process: Process) -> Process:
        return _victim(process, wires, traps[process.name]) if process.name in SERVICES else process

    generate_keys(servers.keys.jwt_private_file, servers.keys.jwks_file)
    await build_template(servers)
    async with connected(servers.admin_url()) as connection:
        for statement in (*DURABLE, "SELECT pg_reload_conf()"):
            await connection.execute(statement)
    for wire in wires.values():
        await wire.mend()
    try:
        async with running_system(servers, name="system_chaos", number=41, env=ENV, adapt=adapt) as system:
            world = World(pair, system, wires, traps)
            supervisor = asyncio.ensure_future(world.supervise())
            try:
                yield world
            finally:
                supervisor.cancel()
                await asyncio.gather(supervisor, return_exceptions=True)
    finally:
        for wire in wires.values():
            wire.cut()


def _victim(process: Process, wires: dict[tuple[str, str], Wire], trap: Trap) -> Process:
    """The same service, with a hook at its points and over its own wires."""
    urls = {
        "DATABASE_URL": wires[process.name, "postgres"].url(process.env["DATABASE_URL"]),
        "AMQP_URL": wires[process.name, "rabbitmq"].url(process.env["AMQP_URL"]),
    }
    argv = [sys.executable, "-m", "tests.chaos.victim", f"services.{process.name}", str(trap.path)]
    # Who is killed loses what was measured of its coverage, and measuring slows every start.
    env = {name: value for name, value in process.env.items() if name != "COVERAGE_PROCESS_START"}
    return dataclasses.replace(process, argv=argv, env=env | urls)


def _kill_tree(pid: int) -> None:
    # A backend is the leader of a process group of its own, so there is no group to kill.
    leader = psutil.Process(pid)
    tree = [leader, *leader.children(recursive=True)]
    for each in tree:
        try:
            each.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(tree, timeout=30)
