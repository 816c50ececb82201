"""PostgreSQL and RabbitMQ of one test run: started once, by the process that starts the workers.

Native processes by default, containers with TEST_INFRA=docker, and servers that run already where DATABASE_URL
and AMQP_URL name them (TEST_INFRA=native overrules that).
"""

import base64
import hashlib
import json
import os
import random
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

from deploy.local import keys as local_keys
from deploy.local.paths import scratch_dir
from deploy.local.process import Process, popen, stop, wait_ready
from deploy.local.servers import postgres, rabbitmq

ENV = "PETSHOP_TEST_SERVERS"
# Below those that Linux, macOS and Windows give to connections that go out.
QUIET_PORTS = range(20_000, 32_000)
AMQP_USER = "test"
VHOSTS = tuple(f"vhost{number}" for number in range(96))


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the run's servers are; handed to the workers through the environment."""

    directory: str
    database_port: int
    broker_port: int
    admin_user: str = "postgres"
    broker_user: str = AMQP_USER

    @property
    def keys(self) -> local_keys.Keys:
        return local_keys.Keys(Path(self.directory) / "secrets")

    def admin_url(self, database: str = "postgres") -> str:
        account = f"{self.admin_user}:{self.keys.postgres_password}"
        return f"postgresql://{account}@127.0.0.1:{self.database_port}/{database}"

    def service_url(self, service: str, database: str) -> str:
        password = self.keys.service_password(service)
        return f"postgresql://svc_{service}:{password}@127.0.0.1:{self.database_port}/{database}"

    def amqp_url(self, vhost: str) -> str:
        account = f"{self.broker_user}:{self.keys.rabbitmq_password}"
        return f"amqp://{account}@127.0.0.1:{self.broker_port}/{vhost}"

    def export(self) -> None:
        os.environ[ENV] = json.dumps(asdict(self))


def from_environment() -> Servers:
    """The servers that the run's first process started. Raises KeyError where it did not."""
    return Servers(**json.loads(os.environ[ENV]))


def free_ports(count: int) -> list[int]:
    """Ports that nobody held a moment ago, and that no outgoing connection is given meanwhile."""
    found: list[socket.socket] = []
    try:
        for port in random.SystemRandom().sample(QUIET_PORTS, len(QUIET_PORTS)):
            each = socket.socket()
            found.append(each)
            try:
                each.bind(("127.0.0.1", port))
            except OSError:
                found.pop().close()
            if len(found) == count:
                return [held.getsockname()[1] for held in found]
        raise RuntimeError(f"{count} free ports wanted, {len(found)} found")
    finally:
        for held in found:
            held.close()


class ServerPair(Protocol):
    """The servers `postgres` and `rabbitmq`, which a test may take away and bring back."""

    @property
    def servers(self) -> Servers: ...

    @property
    def processes(self) -> Mapping[str, object]:
        """Both of them, by name."""

    @property
    def children(self) -> Mapping[str, object]:
        """Those that were started and not stopped."""

    def start(self, name: str) -> None:
        """Boots it on the ports it had; `wait` says when it answers."""

    def wait(self, name: str) -> None:
        """Raises when it dies or does not answer in time."""

    def stop(self, name: str) -> int:
        """Answers its exit status."""


@dataclass(slots=True)
class NativePair:
    """The servers as processes of this machine."""

    servers: Servers
    processes: dict[str, Process]
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        self.children[name] = popen(self.processes[name], die_with_parent=True)

    def wait(self, name: str) -> None:
        child = self.children[name]
        wait_ready(self.processes[name], 90, lambda: child.poll() is None)

    def stop(self, name: str) -> int:
        return stop(self.processes[name], self.children.pop(name))


@contextmanager
def running_servers() -> Iterator[Servers]:
    """The run's servers, from wherever TEST_INFRA says, with a folder that goes with them."""
    infra = os.environ.get("TEST_INFRA", "")
    if not infra and {"DATABASE_URL", "AMQP_URL"} <= os.environ.keys():
        from tests.infra.given import given_servers

        with given_servers(os.environ["DATABASE_URL"], os.environ["AMQP_URL"]) as servers:
            yield servers
        return
    with running_pair() as pair:
        yield pair.servers


@contextmanager
def running_pair() -> Iterator[ServerPair]:
    """A pair of its own, for a test that stops and starts them."""
    infra = os.environ.get("TEST_INFRA") or "native"
    if infra == "docker":
        from tests.infra.containers import contained_pair

        with contained_pair() as contained:
            yield contained
        return
    if infra != "native":
        raise ValueError(f"TEST_INFRA={infra} is neither native nor docker")
    with native_pair() as native:
        yield native


@contextmanager
def native_pair(*, fsync: bool = False) -> Iterator[NativePair]:
    """Processes of this machine, whatever TEST_INFRA says; `fsync` for who measures how fast they are."""
    directory = scratch_dir("test")
    secrets = local_keys.load_or_create(directory / "secrets")
    database_port, broker_port, dist_port, epmd_port = free_ports(4)
    database = postgres.prepare(
        directory / "postgres",
        port=database_port,
        password=secrets.postgres_password,
        fsync=fsync,
        max_connections=500,
    )
    broker = rabbitmq.prepare(
        directory / "rabbitmq",
        port=broker_port,
        dist_port=dist_port,
        epmd_port=epmd_port,
        user=AMQP_USER,
        password=secrets.rabbitmq_password,
    )
    definitions = directory / "rabbitmq" / "definitions.json"
    definitions.write_text(broker_definitions(secrets.rabbitmq_password))
    with (directory / "rabbitmq" / "rabbitmq.conf").open("a") as conf:
        conf.write(f"load_definitions = {definitions}\n")
    pair = NativePair(
        Servers(str(directory), database_port, broker_port), {"postgres": database, "rabbitmq": broker}
    )
    try:
        # Both boot side by side; each is waited for afterwards.
        for name in pair.processes:
            pair.start(name)
        for name in pair.processes:
            pair.wait(name)
        yield pair
    finally:
        for name in reversed(list(pair.children)):
            pair.stop(name)
        rabbitmq.stop_epmd(epmd_port)
        if not os.environ.get("KEEP_TEST_FILES"):
            shutil.rmtree(directory, ignore_errors=True)


def broker_definitions(password: str) -> str:
    """Loaded at boot: an account and a virtual host for every system under test, without a slow rabbitmqctl."""
    salt = os.urandom(4)
    hashed = base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()
    everything = {"configure": ".*", "write": ".*", "read": ".*"}
    definitions = {
        "users": [
            {
                "name": AMQP_USER,
                "password_hash": hashed,
                "hashing_algorithm": "rabbit_password_hashing_sha256",
                "tags": "administrator",
            }
        ],
        "vhosts": [{"name": name} for name in VHOSTS],
        "permissions": [{"user": AMQP_USER, "vhost": name, **everything} for name in VHOSTS],
    }
    return json.dumps(definitions)
