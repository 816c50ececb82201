"""RabbitMQ of the system as a plain process of ours: own node, ports, cookie and epmd."""

import hashlib
import os
import secrets
import signal
import time
from pathlib import Path

from deploy.local import ports
from deploy.local.process import Process, answers

# Debian's /usr/sbin/rabbitmq-server changes to the account `rabbitmq` and fixed folders; this one does not.
SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
NODE = "petshop@localhost"
ERLANG_ARGS = "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}"


def prepare(directory: Path, *, port: int, dist_port: int, epmd_port: int, user: str, password: str) -> Process:
    """Write the node's configuration and cookie; the account counts at the node's first boot."""
    for name in ("home", "mnesia", "log", "plugins"):
        (directory / name).mkdir(parents=True, exist_ok=True)
    # Messages lie here in clear; unlike the other servers' folders nobody else needs to enter.
    directory.chmod(0o700)
    _write_cookie(directory / "home" / ".erlang.cookie")
    conf = _configuration(port, user, password)
    _write_private(directory / "rabbitmq.conf", conf)
    (directory / "enabled_plugins").write_text("[].\n")
    return Process(
        name="rabbitmq",
        argv=[str(SERVER)],
        env=_environment(directory, port, dist_port, epmd_port),
        cwd=directory,
        port=port,
        ready=lambda: greets(port),
        log=directory.parent / "log" / f"{directory.name}.log",
        stop_timeout_s=30,
        revision=hashlib.sha1(conf.encode(), usedforsecurity=False).hexdigest(),
    )


def greets(port: int) -> bool:
    """Whether AMQP answers: far cheaper than rabbitmqctl, which starts a virtual machine."""
    return answers(port, b"AMQP\0\0\x09\x01", lambda reply: reply != b"")


def stop_epmd(epmd_port: int, timeout_s: float = 5) -> None:
    """End the port mapper that the node left behind on its own port, and nothing else."""
    found = ports.owner(epmd_port)
    if found is None or found.pid is None or found.command != "epmd":
        return
    os.kill(found.pid, signal.SIGTERM)
    deadline = time.monotonic() + timeout_s
    while ports.owner(epmd_port) is not None and time.monotonic() < deadline:
        time.sleep(0.05)


def _environment(directory: Path, port: int, dist_port: int, epmd_port: int) -> dict[str, str]:
    return {
        "HOME": str(directory / "home"),
        "LANG": "C.UTF-8",
        "RABBITMQ_NODENAME": NODE,
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_DIST_PORT": str(dist_port),
        "ERL_EPMD_PORT": str(epmd_port),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_CONFIG_FILE": str(directory / "rabbitmq"),
        "RABBITMQ_CONF_ENV_FILE": "/dev/null",
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(directory / "enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": str(directory / "mnesia"),
        "RABBITMQ_LOG_BASE": str(directory / "log"),
        "RABBITMQ_LOGS": "-",
        "RABBITMQ_PLUGINS_EXPAND_DIR": str(directory / "plugins"),
        "RABBITMQ_PID_FILE": str(directory / "pid"),
        # Makes the script exec the virtual machine, so that signals and the pid are the node's own.
        "RUNNING_UNDER_SYSTEMD": "1",
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": ERLANG_ARGS,
    }


def _configuration(port: int, user: str, password: str) -> str:
    settings = {
        "listeners.tcp.1": f"127.0.0.1:{port}",
        "default_user": user,
        "default_pass": password,
        "default_user_tags.administrator": "true",
        "vm_memory_high_watermark.absolute": "1024MiB",
        "disk_free_limit.absolute": "100MB",
        # The default of 512 MB per log segment is kept in memory as well.
        "raft.wal_max_size_bytes": "64000000",
        "log.console.level": "info",
    }
    return "".join(f"{name} = {value}\n" for name, value in settings.items())


def _write_cookie(path: Path) -> None:
    if not path.exists():
        _write_private(path, secrets.token_hex(20))
        path.chmod(0o400)


def _write_private(path: Path, text: str) -> None:
    path.touch(0o600)
    path.chmod(0o600)
    path.write_text(text)
