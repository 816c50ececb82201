"""The servers of a test run in containers, by testcontainers; the images and settings of docker-compose.yml."""

import os
import random
import re
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from deploy.local import keys as local_keys
from deploy.local.paths import ROOT, scratch_dir
from deploy.local.servers import postgres, rabbitmq
from tests.infra.servers import Servers, broker_definitions

# The run ends its containers itself, and the reaper's image is one more to be had.
os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")

from testcontainers.core.container import DockerContainer

READY_S = 120
POLL_S = 0.1
CONF = "/etc/postgresql/postgresql.conf"
# Below the ephemeral ports, which any connection may hold a moment later.
_PORTS = range(20_000, 32_000)


def low_ports(count: int) -> list[int]:
    """Ports that nobody held a moment ago and that the system hands to nobody."""
    found: list[int] = []
    while len(found) < count:
        port = random.choice(_PORTS)  # noqa: S311
        with socket.socket() as probe:
            if port not in found and probe.connect_ex(("127.0.0.1", port)) != 0:
                found.append(port)
    return found


def image_of(service: str) -> str:
    """The image that docker-compose.yml runs for it."""
    compose = (ROOT / "docker-compose.yml").read_text()
    (image,) = re.findall(rf"^  {service}:\n(?:    .*\n)*?    image: (\S+)$", compose, re.MULTILINE)
    return str(image)


@dataclass(slots=True)
class ContainedPair:
    """`postgres` and `rabbitmq` in containers; stopped and started they keep ports and data."""

    servers: Servers
    processes: dict[str, DockerContainer]
    probes: dict[str, Callable[[], bool]]
    children: dict[str, DockerContainer] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)

    def start(self, name: str) -> None:
        container = self.children[name] = self.processes[name]
        since = time.time()
        if name in self.made:
            wrapped: Any = container.get_wrapped_container()
            wrapped.start()
        else:
            container.start()
            self.made.add(name)
        Thread(target=self._keep_log, args=(name, since), daemon=True).start()

    def wait(self, name: str) -> None:
        wrapped: Any = self.processes[name].get_wrapped_container()
        deadline = time.monotonic() + READY_S
        while not self.probes[name]():
            wrapped.reload()
            if wrapped.status == "exited" or time.monotonic() > deadline:
                raise RuntimeError(f"{name}: {wrapped.status}\n{wrapped.logs(tail=25).decode()}")
            time.sleep(POLL_S)

    def stop(self, name: str) -> int:
        wrapped: Any = self.children.pop(name).get_wrapped_container()
        wrapped.stop(timeout=30)
        return int(wrapped.wait()["StatusCode"])

    def _keep_log(self, name: str, since: float) -> None:
        """Copies what it says to where a native server would write it, until it stops."""
        wrapped: Any = self.processes[name].get_wrapped_container()
        path = Path(self.servers.directory) / "log" / f"{name}.log"
        path.parent.mkdir(exist_ok=True)
        with path.open("ab", buffering=0) as log:
            for chunk in wrapped.logs(stream=True, follow=True, since=since):
                log.write(chunk)


@contextmanager
def contained_pair() -> Iterator[ContainedPair]:
    """A pair of containers that goes, with its data, at the end of the block."""
    directory = scratch_dir("test")
    secrets = local_keys.load_or_create(directory / "secrets")
    database_port, broker_port = low_ports(2)
    pair = ContainedPair(
        Servers(str(directory), database_port, broker_port),
        {
            "postgres": _postgres(database_port, secrets.postgres_password),
            "rabbitmq": _rabbitmq(broker_port, directory, secrets.rabbitmq_password),
        },
        {
            "postgres": partial(postgres.accepts_connections, database_port),
            "rabbitmq": partial(rabbitmq.greets, broker_port),
        },
    )
    try:
        for name in pair.processes:
            pair.start(name)
        for name in pair.processes:
            pair.wait(name)
        yield pair
    finally:
        for container in pair.processes.values():
            container.stop()
        if not os.environ.get("KEEP_TEST_FILES"):
            shutil.rmtree(directory, ignore_errors=True)


def _postgres(port: int, password: str) -> DockerContainer:
    fast = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "500"}
    options = " ".join(f"-c {name}={value}" for name, value in fast.items())
    container = (
        DockerContainer(image_of("postgres"))
        .with_env("POSTGRES_PASSWORD", password)
        .with_env("POSTGRES_INITDB_ARGS", " ".join(postgres.LOCALE))
        .with_command(f"postgres -c config_file={CONF} {options}")
        .with_volume_mapping(str(ROOT / "deploy/postgres/postgresql.conf"), CONF, "ro")
        .with_kwargs(shm_size="256m")
    )
    return _published(container, 5432, port)


def _rabbitmq(port: int, directory: Path, password: str) -> DockerContainer:
    definitions = directory / "definitions.json"
    definitions.write_text(broker_definitions(password))
    loading = directory / "definitions.conf"
    loading.write_text("load_definitions = /etc/rabbitmq/definitions.json\n")
    for path in (definitions, loading):
        path.chmod(0o644)
    container = (
        DockerContainer(image_of("rabbitmq"))
        .with_env("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", rabbitmq.ERLANG_ARGS.partition(" -kernel")[0])
        .with_volume_mapping(str(definitions), "/etc/rabbitmq/definitions.json", "ro")
        .with_volume_mapping(str(loading), "/etc/rabbitmq/conf.d/20-definitions.conf", "ro")
        .with_volume_mapping(
            str(ROOT / "deploy/rabbitmq/rabbitmq.conf"), "/etc/rabbitmq/conf.d/30-petshop.conf", "ro"
        )
    )
    return _published(container, 5672, port)


def _published(container: DockerContainer, inside: int, port: int) -> DockerContainer:
    """On loopback only; `with_bind_ports` knows no address."""
    ports: dict[str, Any] = container.ports
    ports[f"{inside}/tcp"] = ("127.0.0.1", port)
    return container
