"""PostgreSQL and RabbitMQ of one test run: started once, by the process that starts the workers."""

import base64
import hashlib
import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from deploy.local import keys as local_keys
from deploy.local.paths import scratch_dir
from deploy.local.process import Process, popen, stop, wait_ready
from deploy.local.servers import postgres, rabbitmq

ENV = "PETSHOP_TEST_SERVERS"
AMQP_USER = "test"
VHOSTS = tuple(f"vhost{number}" for number in range(64))


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the run's servers are; handed to the workers through the environment."""

    directory: str
    database_port: int
    broker_port: int

    @property
    def keys(self) -> local_keys.Keys:
        return local_keys.Keys(Path(self.directory) / "secrets")

    def admin_url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres:{self.keys.postgres_password}@127.0.0.1:{self.database_port}/{database}"

    def service_url(self, service: str, database: str) -> str:
        password = self.keys.service_password(service)
        return f"postgresql://svc_{service}:{password}@127.0.0.1:{self.database_port}/{database}"

    def amqp_url(self, vhost: str) -> str:
        return f"amqp://{AMQP_USER}:{self.keys.rabbitmq_password}@127.0.0.1:{self.broker_port}/{vhost}"

    def export(self) -> None:
        os.environ[ENV] = json.dumps(asdict(self))


def from_environment() -> Servers:
    """The servers that the run's first process started. Raises KeyError where it did not."""
    return Servers(**json.loads(os.environ[ENV]))


def free_ports(count: int) -> list[int]:
    """Ports that nobody held a moment ago."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


@contextmanager
def running_servers() -> Iterator[Servers]:
    """A pair of servers of their own in a folder that goes with them."""
    directory = scratch_dir("test")
    secrets = local_keys.load_or_create(directory / "secrets")
    database_port, broker_port, dist_port, epmd_port = free_ports(4)
    database = postgres.prepare(
        directory / "postgres",
        port=database_port,
        password=secrets.postgres_password,
        fsync=False,
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
    _add_vhosts(directory / "rabbitmq", secrets.rabbitmq_password)
    try:
        with ExitStack() as stack:
            # Both boot side by side; each is waited for afterwards.
            for process, child in [(each, popen(each, die_with_parent=True)) for each in (database, broker)]:
                stack.callback(stop, process, child)
                _wait(process, child)
            yield Servers(str(directory), database_port, broker_port)
    finally:
        rabbitmq.stop_epmd(epmd_port)
        if not os.environ.get("KEEP_TEST_FILES"):
            shutil.rmtree(directory, ignore_errors=True)


def _wait(process: Process, child: Any) -> None:
    wait_ready(process, 90, lambda: child.poll() is None)


def _add_vhosts(directory: Path, password: str) -> None:
    """Definitions loaded at boot: a virtual host for every system under test, without a slow rabbitmqctl."""
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
    path = directory / "definitions.json"
    path.write_text(json.dumps(definitions))
    with (directory / "rabbitmq.conf").open("a") as conf:
        conf.write(f"load_definitions = {path}\n")
