"""What can be set from outside: environment variables first, then `.env` in the root, then defaults."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deploy.gateway.config import SERVICES, RateLimit
from deploy.local.paths import ROOT

PORTS = {
    "GATEWAY_PORT": 8080,
    "POSTGRES_PORT": 18432,
    "RABBITMQ_PORT": 18672,
    "RABBITMQ_DIST_PORT": 18673,
    "RABBITMQ_EPMD_PORT": 18369,
    "TENANT_PORT": 18101,
    "AUTH_PORT": 18102,
    "PROVISIONING_PORT": 18103,
    "BUSINESS_PORT": 18104,
    "NOTIFICATIONS_PORT": 18105,
    "WEB_1_PORT": 18111,
    "WEB_2_PORT": 18112,
    "MAIL_PORT": 8025,
    "MAIL_SMTP_PORT": 18025,
}
# A mail server of one's own: what it takes, and what makes no sense for the catcher.
OWN_SMTP = ("SMTP_HOST", "SMTP_PORT", "MAIL_FROM")
OF_OWN_SMTP = ("SMTP_HOST", "SMTP_PORT", "SMTP_SECURITY", "SMTP_USERNAME", "SMTP_PASSWORD_FILE", "SMTP_CA_FILE")
WEB_INSTANCES = ("web-1", "web-2")
LIMITS = {"LOGIN": (30, 100), "SIGNUP": (30, 100), "SHOP": (200, 200)}


class BadConfiguration(ValueError):
    """A variable is not what it should be; the message names it."""


@dataclass(frozen=True, kw_only=True)
class LocalConfig:
    """`ports` by variable name, `limits` by LOGIN, SIGNUP, SHOP; `extra` goes to the services."""

    ports: dict[str, int]
    limits: dict[str, RateLimit]
    addresses: tuple[str, ...] = ("127.0.0.1",)
    base_domain: str = "localhost"
    log_level: str = "INFO"
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def service_ports(self) -> dict[str, int]:
        return {name: self.ports[f"{name.upper()}_PORT"] for name in SERVICES}

    @property
    def web_ports(self) -> dict[str, int]:
        return {name: self.ports[f"{name.upper().replace('-', '_')}_PORT"] for name in WEB_INSTANCES}

    @property
    def smtp_server(self) -> str | None:
        """Where mail goes instead of the catcher, as host:port."""
        return f"{self.extra['SMTP_HOST']}:{self.extra['SMTP_PORT']}" if "SMTP_HOST" in self.extra else None

    @property
    def gateway_url(self) -> str:
        return f"http://{self.base_domain}:{self.ports['GATEWAY_PORT']}"


def load(root: Path = ROOT, environ: Mapping[str, str] = os.environ) -> LocalConfig:
    """The configuration of this clone; raises BadConfiguration."""
    path = root / ".env"
    file = parse_env(path.read_text(encoding="utf-8")) if path.exists() else {}
    values = {**file, **environ}
    ours = {*PORTS, "BASE_DOMAIN", "LOG_LEVEL", "GATEWAY_LISTEN", *_limit_names()}
    return LocalConfig(
        ports=_ports(values),
        limits={name: _limit(values, name) for name in LIMITS},
        addresses=tuple(values.get("GATEWAY_LISTEN", "").split()) or loopback_addresses(),
        base_domain=values.get("BASE_DOMAIN", "localhost").lower(),
        log_level=values.get("LOG_LEVEL", "INFO"),
        extra=_extra({name: values[name] for name in file if name not in ours}),
    )


def parse_env(text: str) -> dict[str, str]:
    """KEY=value lines; comments, blank lines, `export` and surrounding quotes are dropped."""
    pairs = {}
    for line in (raw.strip() for raw in text.splitlines()):
        name, separator, value = line.removeprefix("export ").partition("=")
        if separator and not line.startswith("#"):
            pairs[name.strip()] = _unquote(value.strip())
    return pairs


def loopback_addresses() -> tuple[str, ...]:
    """127.0.0.1, and ::1 where there is one: browsers may try it first for *.localhost."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return ("127.0.0.1",)
    return ("127.0.0.1", "[::1]")


def _unquote(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value


def _ports(values: Mapping[str, str]) -> dict[str, int]:
    ports = {name: _number(values, name, default, 1024, 65535) for name, default in PORTS.items()}
    twice = [name for name, port in ports.items() if list(ports.values()).count(port) > 1]
    if twice:
        raise BadConfiguration(f"{' and '.join(twice)} name the same port")
    return ports


def _extra(values: dict[str, str]) -> dict[str, str]:
    missing = [name for name in OWN_SMTP if not values.get(name)]
    named = [name for name in OF_OWN_SMTP if name in values]
    if named and missing:
        raise BadConfiguration(f"{' and '.join(named)} in .env needs {' and '.join(missing)} beside it")
    return values


def _limit_names() -> list[str]:
    return [f"RATE_LIMIT_{name}{suffix}" for name in LIMITS for suffix in ("", "_BURST")]


def _limit(values: Mapping[str, str], name: str) -> RateLimit:
    rate, burst = LIMITS[name]
    return RateLimit(
        _number(values, f"RATE_LIMIT_{name}", rate, 1, 1_000_000),
        _number(values, f"RATE_LIMIT_{name}_BURST", burst, 0, 1_000_000),
    )


def _number(values: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = values.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise BadConfiguration(f"{name}={text} is not a number from {low} to {high}")
    return int(text)
