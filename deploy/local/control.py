"""`make status`, `logs`, `psql`, `down` and `clean`."""

import os
import shutil
from collections.abc import Callable
from typing import Any

from deploy.local import paths, plan
from deploy.local.config import LocalConfig
from deploy.local.console import step, table
from deploy.local.process import base_env
from deploy.local.servers import postgres, rabbitmq
from deploy.local.supervisor import Supervisor


class NotThere(RuntimeError):
    """What was asked for does not exist (yet); the message says what to do."""


def status(config: LocalConfig) -> bool:
    """Print the table of processes; answers whether all are healthy."""
    _require_data()
    states = plan.supervisor().states()
    rows = [_row(name, port, ready, states.get(name, {})) for name, port, ready in plan.probes(config)]
    print(table([["PROCESS", "PID", "PORT", "STATE", "HEALTH"], *rows]))
    return all(row[-1] == "healthy" for row in rows)


def logs(name: str | None) -> None:
    """Follow one process's log, or all of them; does not return."""
    _require_data()
    files = sorted(plan.LOGS.glob(f"{name}.log" if name else "*.log"))
    if not files:
        raise NotThere(f"No log of {name or 'anything'}; there is: {_log_names()}")
    os.execvp("tail", ["tail", "-n", "40", "-F", *map(str, files)])  # noqa: S606


def psql(config: LocalConfig, arguments: list[str]) -> None:
    """A psql session as the administrator; does not return."""
    _require_data()
    url = plan.context(config).admin_url()
    executable = str(postgres.binaries() / "psql")
    # The URL holds a password, which other accounts could read among the arguments.
    env = base_env() | {"TERM": os.environ.get("TERM", "dumb")} | _pg_env(url)
    os.execve(executable, [executable, *arguments], env)  # noqa: S606


def down(config: LocalConfig) -> None:
    """Stop everything this clone started; the data stays."""
    _stop_all(config)
    print("Stopped; the data stays in .data/ (make clean removes it).")


def clean(config: LocalConfig) -> None:
    """Stop everything and remove the data, wherever it lies."""
    if not paths.DATA.exists():
        return
    _stop_all(config)
    servers = paths.servers_dir()
    for folder in (servers, paths.socket_dir(), paths.relocation(paths.ROOT), paths.DATA):
        shutil.rmtree(folder, ignore_errors=True)
    print("Removed .data/")


def _stop_all(config: LocalConfig) -> None:
    supervisor = plan.supervisor()
    if supervisor.running():
        _stop(supervisor)
    with step("port mapper"):
        rabbitmq.stop_epmd(config.ports["RABBITMQ_EPMD_PORT"])


def _stop(supervisor: Supervisor) -> None:
    names = set(supervisor.states())
    servers = names & {"postgres", "rabbitmq"}
    with step("gateway, web, services"):
        supervisor.stop(sorted(names - servers))
    with step("PostgreSQL, RabbitMQ"):
        supervisor.stop(sorted(servers))
    with step("supervisor"):
        supervisor.shutdown()


def _row(name: str, port: int, ready: Callable[[], bool], info: dict[str, Any]) -> list[str]:
    state = str(info.get("statename", "STOPPED")).lower()
    health = "-" if state not in ("running", "starting") else "healthy" if ready() else "not ready"
    return [name, str(info.get("pid") or "-"), str(port), state, health]


def _require_data() -> None:
    if not (plan.KEYS.directory / "service-passwords.json").exists():
        raise NotThere("Nothing is set up here yet: make up")


def _log_names() -> str:
    return ", ".join(path.stem for path in sorted(plan.LOGS.glob("*.log"))) or "none"


def _pg_env(url: str) -> dict[str, str]:
    credentials, _, rest = url.removeprefix("postgresql://").partition("@")
    address, _, database = rest.partition("/")
    user, _, password = credentials.partition(":")
    host, _, port = address.partition(":")
    values = (user, password, host, port, database)
    return dict(zip(("PGUSER", "PGPASSWORD", "PGHOST", "PGPORT", "PGDATABASE"), values, strict=True))
