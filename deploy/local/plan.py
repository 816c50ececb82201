"""The whole system as a list of processes: what runs, with which files, on which ports."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from deploy.gateway.config import WEB, GatewayConfig
from deploy.local import paths, web
from deploy.local.config import LocalConfig
from deploy.local.keys import Keys
from deploy.local.process import Process
from deploy.local.servers import mail, nginx, postgres, rabbitmq
from deploy.local.services import ServiceContext, service_processes, service_ready, source_revision
from deploy.local.supervisor import Supervisor

BROKER_USER = "petshop"
LOGS = paths.DATA / "logs"
KEYS = Keys(paths.DATA / "secrets")


@dataclass(frozen=True, kw_only=True)
class Plan:
    postgres: Process
    rabbitmq: Process
    mail: Process
    services: list[Process]
    gateway: Process
    web: list[Process]

    @property
    def processes(self) -> list[Process]:
        return [self.postgres, self.rabbitmq, self.mail, *self.services, self.gateway, *self.web]

    def with_web(self, config: LocalConfig, artefact: Path) -> "Plan":
        """The same with this artefact in the front end's instances."""
        return dataclasses.replace(self, web=web.processes(artefact, config.web_ports, LOGS))


def supervisor() -> Supervisor:
    """The one supervisord of this clone."""
    return Supervisor(paths.DATA / "supervisor", paths.socket_dir() / "supervisor.sock")


def context(config: LocalConfig) -> ServiceContext:
    """What the services of this clone are told."""
    return ServiceContext(
        ports=config.service_ports,
        database_port=config.ports["POSTGRES_PORT"],
        amqp_url=amqp_url(config),
        keys=KEYS,
        log_dir=LOGS,
        files_dir=paths.DATA / "files",
        base_domain=config.base_domain,
        public_url=config.gateway_url,
        smtp_port=config.ports["MAIL_SMTP_PORT"],
        log_level=config.log_level,
        revision=source_revision(),
        env=config.extra,
    )


def amqp_url(config: LocalConfig) -> str:
    return f"amqp://{BROKER_USER}:{KEYS.rabbitmq_password}@127.0.0.1:{config.ports['RABBITMQ_PORT']}/"


def static_dir() -> Path:
    """Where the gateway's documents lie."""
    return paths.servers_dir() / "static"


def prepare(config: LocalConfig) -> Plan:
    """Lay out every server's folder and configuration; nothing is started."""
    servers = paths.servers_dir()
    LOGS.mkdir(parents=True, exist_ok=True)
    LOGS.chmod(0o700)
    artefact = web.current()
    system = Plan(
        postgres=_logged(_postgres(servers / "postgres", config)),
        rabbitmq=_logged(_rabbitmq(servers / "rabbitmq", config)),
        mail=_logged(_mail(paths.DATA / "mail", config)),
        services=service_processes(context(config)),
        gateway=_logged(nginx.prepare(servers / "gateway", gateway_config(config))),
        web=[],
    )
    # What ran before runs on while the next one is being built.
    return system.with_web(config, artefact) if artefact else system


def gateway_config(config: LocalConfig) -> GatewayConfig:
    """The gateway before this clone's services."""
    return GatewayConfig(
        port=config.ports["GATEWAY_PORT"],
        base_domain=config.base_domain,
        upstreams=_upstreams(config),
        static_dir=static_dir(),
        work_dir=paths.servers_dir() / "gateway",
        addresses=config.addresses,
        login=config.limits["LOGIN"],
        signup=config.limits["SIGNUP"],
        shop=config.limits["SHOP"],
    )


def _upstreams(config: LocalConfig) -> dict[str, list[str]]:
    services = {name: [f"127.0.0.1:{port}"] for name, port in config.service_ports.items()}
    return services | {WEB: [f"127.0.0.1:{port}" for port in config.web_ports.values()]}


def probes(config: LocalConfig) -> list[tuple[str, int, Callable[[], bool]]]:
    """Name, port and readiness probe of every process, without touching a file."""
    servers = [
        ("postgres", config.ports["POSTGRES_PORT"], postgres.accepts_connections),
        ("rabbitmq", config.ports["RABBITMQ_PORT"], rabbitmq.greets),
        ("mail", config.ports["MAIL_PORT"], mail.ready),
    ]
    services = [(name, port, service_ready) for name, port in config.service_ports.items()]
    instances = [(name, port, web.ready) for name, port in config.web_ports.items()]
    probed = [*servers, *services, *instances, ("gateway", config.ports["GATEWAY_PORT"], nginx.responds)]
    return [(name, port, partial(probe, port)) for name, port, probe in probed]


def port_owners(config: LocalConfig) -> dict[str, str]:
    """Which of our processes each port variable belongs to."""
    return {name: _owner(name) for name in config.ports}


def _owner(variable: str) -> str:
    several = variable.partition("_")[0].lower()
    if several in ("rabbitmq", "mail"):
        return several
    return variable.removesuffix("_PORT").lower().replace("_", "-")


def _postgres(directory: Path, config: LocalConfig) -> Process:
    return postgres.prepare(directory, port=config.ports["POSTGRES_PORT"], password=KEYS.postgres_password)


def _rabbitmq(directory: Path, config: LocalConfig) -> Process:
    return rabbitmq.prepare(
        directory,
        port=config.ports["RABBITMQ_PORT"],
        dist_port=config.ports["RABBITMQ_DIST_PORT"],
        epmd_port=config.ports["RABBITMQ_EPMD_PORT"],
        user=BROKER_USER,
        password=KEYS.rabbitmq_password,
    )


def _mail(directory: Path, config: LocalConfig) -> Process:
    return mail.prepare(directory, port=config.ports["MAIL_PORT"], smtp_port=config.ports["MAIL_SMTP_PORT"])


def _logged(process: Process) -> Process:
    return dataclasses.replace(process, log=LOGS / f"{process.name}.log")
