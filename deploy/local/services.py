"""The services as processes, for `make up` and for the end-to-end tests alike."""

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from deploy.gateway.config import SERVICES
from deploy.local.keys import Keys
from deploy.local.paths import ROOT
from deploy.local.process import Process, http_ok

MAIL_FROM = "nao-responda@focinho.example"
# Every plan gets as much as the gateway lets through for one shop.
TENANT_RATE_SCALE = 4


@dataclass(frozen=True, kw_only=True)
class ServiceContext:
    """Everything the services are told; `ports` by service name, `env` is added to each."""

    ports: dict[str, int]
    database_port: int
    amqp_url: str
    keys: Keys
    log_dir: Path
    # Of the shops' files.
    files_dir: Path
    database: str = "petshop"
    base_domain: str = "localhost"
    public_url: str = "http://localhost"
    # Of the mail catcher; at this one nobody listens, so that mail waits.
    smtp_port: int = 1
    log_level: str = "INFO"
    revision: str = ""
    env: dict[str, str] = field(default_factory=dict)

    def database_url(self, service: str) -> str:
        password = self.keys.service_password(service)
        return self._url(f"svc_{service}", password, self.database)

    def admin_url(self, database: str | None = None) -> str:
        return self._url("postgres", self.keys.postgres_password, database or self.database)

    def _url(self, user: str, password: str, database: str) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.database_port}/{database}"


def service_processes(context: ServiceContext, names: Iterable[str] = SERVICES) -> list[Process]:
    """The services, each ready when its own /health/ready says so."""
    return [_process(context, name) for name in names]


def service_ready(port: int) -> bool:
    """Whether the service there reports all it depends on as present."""
    return http_ok(port, "/health/ready")


def service_env(context: ServiceContext, name: str) -> dict[str, str]:
    """The environment of one service, and of its commands."""
    env = {
        "DATABASE_URL": context.database_url(name),
        "AMQP_URL": context.amqp_url,
        "HOST": "127.0.0.1",
        "PORT": str(context.ports[name]),
        "BASE_DOMAIN": context.base_domain,
        "JWKS_FILE": str(context.keys.jwks_file),
        "IDEMPOTENCY_KEY_FILE": str(context.keys.idempotency_file),
        "LOG_LEVEL": context.log_level,
        "TENANT_RATE_SCALE": str(TENANT_RATE_SCALE),
        "PYTHONUNBUFFERED": "1",
    }
    return env | _own_env(context, name) | context.env


def migration_env(context: ServiceContext) -> dict[str, str]:
    """The environment of `python -m services.provisioning migrate`."""
    return service_env(context, "provisioning") | {
        "ADMIN_DATABASE_URL": context.admin_url("postgres"),
        "SERVICE_PASSWORDS_FILE": str(context.keys.service_passwords_file),
    }


def source_revision(root: Path = ROOT) -> str:
    """A hash of code, locked dependencies and Python: running services restart when it changes."""
    digest = hashlib.sha1(sys.version.encode(), usedforsecurity=False)
    folders = (root / "services", root / "libs")
    files = sorted(path for folder in folders for path in folder.rglob("*") if _is_source(path))
    for path in (root / "requirements.lock", *files):
        digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and path.suffix != ".md"


def _process(context: ServiceContext, name: str) -> Process:
    port = context.ports[name]
    return Process(
        name=name,
        argv=[sys.executable, "-m", f"services.{name}"],
        env=service_env(context, name),
        cwd=ROOT,
        port=port,
        ready=partial(service_ready, port),
        log=context.log_dir / f"{name}.log",
        revision=context.revision,
    )


def _own_env(context: ServiceContext, name: str) -> dict[str, str]:
    if name == "auth":
        return {
            "JWT_PRIVATE_KEY_FILE": str(context.keys.jwt_private_file),
            "TOKEN_KEY_FILE": str(context.keys.token_file),
            "MFA_KEY_FILE": str(context.keys.mfa_file),
        }
    if name == "business":
        return {"FILES_DIR": str(context.files_dir)}
    if name == "provisioning":
        targets = {service: f"http://127.0.0.1:{port}" for service, port in context.ports.items()}
        return {
            "HEALTH_TARGETS": json.dumps(targets, separators=(",", ":")),
            "PARKING_KEY_FILE": str(context.keys.parking_file),
        }
    if name == "notifications":
        told = {"PUBLIC_URL": context.public_url, "TOKEN_KEY_FILE": str(context.keys.token_file)}
        return told | _catcher_env(context)
    return {}


def _catcher_env(context: ServiceContext) -> dict[str, str]:
    """The catcher as the mail server; nothing of it, least of all its clear text, where another one is named."""
    if "SMTP_HOST" in context.env:
        return {}
    return {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(context.smtp_port),
        "SMTP_SECURITY": "none",
        "MAIL_FROM": MAIL_FROM,
    }
