"""PgBouncer of the system in transaction mode, as a plain process of ours, as root or not."""

import hashlib
import shutil
import struct
from collections.abc import Mapping
from pathlib import Path

from deploy.local import paths
from deploy.local.process import Process, answers
from deploy.local.system import PGBOUNCER, SYSTEM_PATH


def prepare(
    directory: Path, *, port: int, server_port: int, passwords: Mapping[str, str], pool_size: int
) -> Process:
    """Lends each login of `passwords` at most `pool_size` connections of the server, by the transaction."""
    user = paths.server_user()
    paths.make_open(directory)
    users = "".join(f'"{name}" "{password}"\n' for name, password in sorted(passwords.items()))
    _write(directory / "users.txt", users, user)
    configuration = _configuration(directory, port, server_port, pool_size)
    _write(directory / "pgbouncer.ini", configuration, user)
    return Process(
        name="pgbouncer",
        argv=[_executable(), "-q", str(directory / "pgbouncer.ini")],
        env={},
        cwd=directory,
        port=port,
        ready=lambda: accepts_connections(port),
        log=directory.parent / "log" / f"{directory.name}.log",
        user=user,
        revision=hashlib.sha1((configuration + users).encode(), usedforsecurity=False).hexdigest(),
    )


def accepts_connections(port: int) -> bool:
    """Whether it answers a client's first message, be it with a refusal."""
    parameters = b"user\0nobody\0database\0postgres\0\0"
    packet = struct.pack("!ii", 8 + len(parameters), 196608) + parameters
    return answers(port, packet, lambda reply: reply[:1] in (b"R", b"E"))


def _configuration(directory: Path, port: int, server_port: int, pool_size: int) -> str:
    settings = {
        "listen_addr": "127.0.0.1",
        "listen_port": port,
        "unix_socket_dir": "",
        "auth_type": "scram-sha-256",
        # Plain, as its hashes could not log in at the server.
        "auth_file": directory / "users.txt",
        "pool_mode": "transaction",
        "default_pool_size": pool_size,
        "max_client_conn": 500,
        # Between two transactions there is nothing to reset, or the wall has a hole.
        "server_reset_query": "",
    }
    lines = "".join(f"{name} = {value}\n" for name, value in settings.items())
    return f"[databases]\n* = host=127.0.0.1 port={server_port}\n\n[pgbouncer]\n{lines}"


def _write(path: Path, text: str, user: str | None) -> None:
    path.unlink(missing_ok=True)
    path.touch(0o600)
    path.write_text(text)
    if user is not None:
        shutil.chown(path, user)


def _executable() -> str:
    found = shutil.which(PGBOUNCER.proof, path=SYSTEM_PATH)
    if found is None:
        raise FileNotFoundError(f"{PGBOUNCER.name} is not installed: make test installs it")
    return found
