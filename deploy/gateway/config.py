"""Renders nginx.conf from its template; knows nothing of processes."""

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.gateway.problems import render_problems

TEMPLATE = Path(__file__).with_name("nginx.conf.template")
SITE = Path(__file__).with_name("site")
SERVICES = ("tenant", "auth", "provisioning", "business", "notifications")
WEB = "web"


class _Template(string.Template):
    delimiter = "%%"


@dataclass(frozen=True)
class RateLimit:
    """Requests per second, and how many more may come at once."""

    rate: int
    burst: int


@dataclass(frozen=True, kw_only=True)
class GatewayConfig:
    """`upstreams` names host:port lists of the services and of the web; nginx's workers must reach the folders.

    With a `resolver` each list is one name, looked up as requests come: containers change their addresses.
    """

    port: int
    base_domain: str
    upstreams: dict[str, list[str]]
    static_dir: Path
    work_dir: Path
    addresses: tuple[str, ...] = ("127.0.0.1",)
    worker_user: str | None = None
    resolver: str | None = None
    body_limit: str = "1m"
    access_log: str = "/dev/stdout"
    login: RateLimit = field(default=RateLimit(30, 100))
    signup: RateLimit = field(default=RateLimit(30, 100))
    shop: RateLimit = field(default=RateLimit(200, 200))

    @property
    def pid_file(self) -> Path:
        return self.work_dir / "nginx.pid"

    @property
    def temp_dir(self) -> Path:
        return self.work_dir / "temp"


def render(config: GatewayConfig) -> str:
    """The complete nginx.conf; raises ValueError on values that would break out of their place."""
    return _Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        user=f"user {config.worker_user};" if config.worker_user else "",
        pid=_path(config.pid_file),
        access_log=_path(config.access_log),
        temp=_path(config.temp_dir),
        static=_path(config.static_dir),
        base_domain=_domain(config.base_domain),
        base_domain_regex=re.escape(config.base_domain),
        listen="\n".join(f"        listen {address}:{config.port};" for address in config.addresses),
        upstreams=_resolved(config) if config.resolver else _groups(config),
        **{name: f"${name}_address" if config.resolver else name for name in (*SERVICES, WEB)},
        problems=render_problems(),
        body_limit=config.body_limit,
        **_limits(config),
    )


def _limits(config: GatewayConfig) -> dict[str, int]:
    limits = {"login": config.login, "signup": config.signup, "shop": config.shop}
    rates = {f"{name}_rate": limit.rate for name, limit in limits.items()}
    return rates | {f"{name}_burst": limit.burst for name, limit in limits.items()}


def _groups(config: GatewayConfig) -> str:
    return "\n".join(
        [*(_upstream(name, config.upstreams[name]) for name in SERVICES), _web(config.upstreams[WEB])]
    )


def _resolved(config: GatewayConfig) -> str:
    """One variable a service: nginx resolves the name in it anew, and tries all its addresses."""
    lines = [f"    resolver {config.resolver} valid=1s ipv6=off;", "    resolver_timeout 2s;"]
    for name in (*SERVICES, WEB):
        (server,) = config.upstreams[name]
        lines.append(f'    map "" ${name}_address {{ default {server}; }}')
    return "\n".join(lines)


def _upstream(name: str, servers: Sequence[str]) -> str:
    # A lone server must never be marked as down: there is nowhere else to go.
    suffix = " max_fails=0" if len(servers) == 1 else ""
    return _group(name, [f"{server}{suffix}" for server in servers])


def _web(servers: Sequence[str]) -> str:
    """The instances; where a restart of one after the other left all marked as failed, they are asked again."""
    asked = [f"{server} max_fails=1 fail_timeout=5s" for server in servers]
    return _group(WEB, [*asked, *(f"{server} max_fails=0 backup" for server in servers)])


def _group(name: str, servers: Sequence[str]) -> str:
    lines = [f"        server {server};" for server in servers]
    # Shorter than the processes' own 75 s, or a POST may meet a connection just being closed.
    lines += ["        keepalive 32;", "        keepalive_timeout 60s;"]
    return "\n".join([f"    upstream {name} {{", *lines, "    }"])


def _path(path: Path | str) -> str:
    text = str(path)
    if re.search(r'["$\\\n]', text):
        raise ValueError(f"nginx cannot use this path: {text!r}")
    return text


def _domain(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", name):
        raise ValueError(f"BASE_DOMAIN is not a host name in lower case: {name!r}")
    return name
