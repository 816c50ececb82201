"""The whole system as it runs: the service processes and nginx, on a database and broker of their own.

The front end's two instances run where a test asks for them. The mail catcher runs from the start in a system that
many tests share: what one of them waits for would come after all that waited before it.
"""

import asyncio
import os
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx

from deploy.gateway.config import SERVICES, WEB, GatewayConfig, RateLimit
from deploy.local import web
from deploy.local.config import WEB_INSTANCES
from deploy.local.process import Process, popen, stop, wait_ready
from deploy.local.servers import mail, nginx
from deploy.local.services import ServiceContext, service_processes
from tests.infra.databases import copy_template
from tests.infra.mail import Mailbox
from tests.infra.servers import VHOSTS, Servers, free_ports

UNLIMITED = RateLimit(100_000, 100_000)
UNLIMITED_TENANTS = {"TENANT_RATE_SCALE": "2000"}
BASE_DOMAIN = "localhost"
# Letters wait while a test keeps the catcher away; once it is back they should not wait on.
SOON = {"SMTP_AWAY_PAUSE_S": "1", "BOOKING_LETTERS_WAIT_S": "0"}
# All tests of a worker come from one address, and some fail to sign in often.
MANY_ATTEMPTS = {"ATTEMPTS_OF_ADDRESS": "1000000"}
# A sign-up takes from the stock or builds, as in earnest; a system that starts need not build many first.
SMALL_STOCK = {"READY_SCHEMAS": "3"}
# More than a test sends.
LETTERS_KEPT = 5_000
# All is plain HTTP; without this, each client would read the system's certificates (25 ms).
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(slots=True)
class System:
    """A running system; `restart` and `stop_service` are for tests that take parts away."""

    servers: Servers
    database: str
    vhost: str
    gateway_port: int
    ports: dict[str, int]
    log_dir: Path
    processes: dict[str, Process] = field(default_factory=dict)
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    web_ports: dict[str, int] = field(default_factory=dict)
    static_dir: Path = Path()
    mail_port: int = 0
    # While the catcher does not run, nobody listens there: mail waits.
    smtp_port: int = 1

    def client(self, subdomain: str | None = None, **headers: str) -> httpx.AsyncClient:
        """A client at the gateway, at the apex or at a shop's host."""
        host = f"{subdomain}.{BASE_DOMAIN}" if subdomain else BASE_DOMAIN
        return httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.gateway_port}",
            headers={"Host": f"{host}:{self.gateway_port}"} | headers,
            timeout=30,
            trust_env=False,
            verify=_NO_TLS,
        )

    def service(self, name: str, host: str = BASE_DOMAIN) -> httpx.AsyncClient:
        """A client at a service's own port, around the gateway."""
        return httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.ports[name]}",
            headers={"Host": host},
            timeout=30,
            trust_env=False,
            verify=_NO_TLS,
        )

    def service_url(self, service: str) -> str:
        return self.servers.service_url(service, self.database)

    @property
    def admin_url(self) -> str:
        return self.servers.admin_url(self.database)

    @property
    def amqp_url(self) -> str:
        return self.servers.amqp_url(self.vhost)

    def start_service(self, name: str) -> None:
        self.children[name] = popen(self.processes[name], die_with_parent=True)

    async def start_web(self) -> None:
        """Both instances of the artefact that `make web` built; each may be stopped and started as a service."""
        artefact = web.current()
        if artefact is None:
            raise FileNotFoundError("the front end is not built here: make web")
        web.publish(artefact, self.static_dir)
        for process in web.processes(artefact, self.web_ports, self.log_dir):
            self.processes[process.name] = process
            self.start_service(process.name)
        await self.wait_ready(WEB_INSTANCES)

    async def start_mail(self) -> Mailbox:
        """The mail catcher, unless it runs already; `mail` may be stopped and started as a service."""
        if "mail" not in self.processes:
            directory = self.log_dir.parent / "mail"
            self.processes["mail"] = mail.prepare(
                directory, port=self.mail_port, smtp_port=self.smtp_port, kept=LETTERS_KEPT
            )
        if "mail" not in self.children:
            self.start_service("mail")
        await self.wait_ready(["mail"])
        return Mailbox(self.mail_port)

    def stop_service(self, name: str) -> int:
        return stop(self.processes[name], self.children.pop(name))

    async def wait_ready(self, names: Sequence[str] = (*SERVICES, "gateway")) -> None:
        for name in names:
            child = self.children[name]
            await asyncio.to_thread(wait_ready, self.processes[name], 60, partial(_is_alive, child))

    def log_of(self, name: str) -> str:
        return self.processes[name].log.read_text(errors="replace")


def _is_alive(child: subprocess.Popen[bytes]) -> bool:
    return child.poll() is None


@asynccontextmanager
async def running_system(
    servers: Servers,
    *,
    name: str,
    number: int,
    env: dict[str, str] | None = None,
    adapt: Callable[[Process], Process] = lambda process: process,
) -> AsyncIterator[System]:
    """Starts everything, waits for health, and stops it in the end.

    `number` chooses the virtual host; `adapt` may start a process in another way than it is started in earnest.
    """
    await copy_template(servers, name)
    gateway_port, mail_port, smtp_port, *ports = free_ports(3 + len(SERVICES) + len(WEB_INSTANCES))
    directory = Path(servers.directory) / name
    system = System(
        servers=servers,
        database=name,
        vhost=VHOSTS[number],
        gateway_port=gateway_port,
        ports=dict(zip(SERVICES, ports, strict=False)),
        log_dir=directory / "log",
        web_ports=dict(zip(WEB_INSTANCES, ports[len(SERVICES) :], strict=True)),
        static_dir=directory / "nginx" / "static",
        mail_port=mail_port,
        smtp_port=smtp_port,
    )
    processes = _processes(system, directory, env or {})
    system.processes = {process: adapt(each) for process, each in processes.items()}
    try:
        for process in system.processes:
            system.start_service(process)
        await system.wait_ready()
        yield system
    finally:
        for process in list(system.children):
            await asyncio.to_thread(system.stop_service, process)


def _processes(system: System, directory: Path, env: dict[str, str]) -> dict[str, Process]:
    context = ServiceContext(
        ports=system.ports,
        database_port=system.servers.database_port,
        amqp_url=system.amqp_url,
        keys=system.servers.keys,
        log_dir=system.log_dir,
        files_dir=directory / "files",
        database=system.database,
        base_domain=BASE_DOMAIN,
        public_url=f"http://{BASE_DOMAIN}:{system.gateway_port}",
        smtp_port=system.smtp_port,
        env=_coverage() | SOON | MANY_ATTEMPTS | UNLIMITED_TENANTS | SMALL_STOCK | env,
    )
    gateway = nginx.prepare(
        directory / "nginx",
        GatewayConfig(
            port=system.gateway_port,
            base_domain=BASE_DOMAIN,
            upstreams=_upstreams(system),
            static_dir=system.static_dir,
            work_dir=directory / "nginx" / "work",
            login=UNLIMITED,
            signup=UNLIMITED,
            shop=UNLIMITED,
        ),
    )
    return {process.name: process for process in [*service_processes(context), gateway]}


def _upstreams(system: System) -> dict[str, list[str]]:
    """Nobody listens for the front end until a test starts it."""
    services = {name: [f"127.0.0.1:{port}"] for name, port in system.ports.items()}
    return services | {WEB: [f"127.0.0.1:{port}" for port in system.web_ports.values()]}


def _coverage() -> dict[str, str]:
    """Sub-processes count when the run measures coverage."""
    config = os.environ.get("COVERAGE_PROCESS_START")
    return {"COVERAGE_PROCESS_START": config} if config else {}
