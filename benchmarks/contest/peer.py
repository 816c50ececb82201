"""The peer as processes: its environment, its database, its shops by its own `save()`, and gunicorn."""

import asyncio
import hashlib
import secrets
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import asyncpg

from deploy.local.bootstrap import VENV, run
from deploy.local.paths import DATA
from deploy.local.process import Process, answers, base_env
from tests.infra.servers import free_ports
from tests.infra.system import System

HERE = Path(__file__).resolve().parents[1] / "peer"
LOCK = HERE / "requirements.lock"
DATABASE = "peer"
USER, PASSWORD = "bench", secrets.token_urlsafe(12)
THREADS = 4
# What both sides search by: the product's function, in the peer's own database.
_FOLD = """
CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm;
CREATE FUNCTION public.fold(value text) RETURNS text IMMUTABLE PARALLEL SAFE STRICT LANGUAGE sql
    RETURN lower(public.unaccent('public.unaccent', value));
"""


def environment() -> Path:
    """The Python of an environment with the peer's locked packages, made where it is not there yet."""
    digest = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()[:12]
    target = DATA / "bench" / f"peer-{digest}"
    python = target / "bin" / "python"
    if not (target / ".complete").exists():
        uv = str(VENV / "bin" / "uv")
        run([uv, "venv", "-q", "--clear", "-p", sys.executable, str(target)])
        run([uv, "pip", "install", "-q", "-p", str(python), "--require-hashes", "-r", str(LOCK)])
        (target / ".complete").touch()
    return python


@dataclass(slots=True)
class Peer:
    """A prepared peer; `access` and `refresh` are tokens of its one user, good for every shop."""

    python: Path
    env: dict[str, str]
    database_url: str
    log_dir: Path
    access: str = ""
    refresh: str = ""

    @classmethod
    async def prepare(cls, system: System) -> "Peer":
        """Its environment, a database and its shared tables."""
        python = await asyncio.to_thread(environment)
        admin = await asyncpg.connect(system.servers.admin_url())
        await admin.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        await admin.execute(f"CREATE DATABASE {DATABASE}")
        await admin.close()
        url = system.servers.admin_url(DATABASE)
        inside = await asyncpg.connect(url)
        await inside.execute(_FOLD)
        await inside.close()
        env = {
            "PEER_SECRET": secrets.token_urlsafe(48),
            "PEER_DATABASE": DATABASE,
            "PEER_USER": system.servers.admin_user,
            "PEER_PASSWORD": system.servers.keys.postgres_password,
            "PEER_PORT": str(system.servers.database_port),
            "PYTHONPATH": str(HERE),
        }
        peer = cls(python, env, url, system.log_dir)
        answer = await asyncio.to_thread(peer._run, ["tenants.py", "prepare", USER, PASSWORD])
        peer.access, peer.refresh = answer.split()
        return peer

    def _run(self, arguments: Sequence[str], entered: str = "") -> str:
        command = [str(self.python), *arguments]
        env = base_env() | self.env
        done = subprocess.run(
            command, cwd=HERE, env=env, input=entered, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"peer: {done.stderr[-2000:]}")
        return done.stdout

    async def create_tenants(self, names: Sequence[str]) -> list[float]:
        """Seconds of each `Tenant.save()`, one after the other in one warm process."""
        answer = await asyncio.to_thread(self._run, ["tenants.py"], "".join(f"{name}\n" for name in names))
        return [float(line) for line in answer.split()]

    async def maker(self) -> "TenantMaker":
        """A warm process that makes a shop whenever it is asked."""
        process = await asyncio.create_subprocess_exec(
            str(self.python), "tenants.py", cwd=HERE, env=base_env() | self.env,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        return TenantMaker(process)

    def server(self, variant: str) -> Process:
        """One gunicorn worker with four threads."""
        (port,) = free_ports(1)
        return Process(
            name=f"peer-{variant}",
            argv=[
                str(self.python), "-m", "gunicorn", "-w", "1", "-b", f"127.0.0.1:{port}",
                "--worker-class", "gthread", "--threads", str(THREADS), "--keep-alive", "60", "wsgi",
            ],
            env=self.env | {"PEER_VARIANT": variant},
            cwd=HERE,
            port=port,
            ready=partial(answers, port, b"GET / HTTP/1.0\r\n\r\n", lambda answer: answer.startswith(b"HTTP")),
            log=self.log_dir / f"peer-{variant}.log",
        )  # fmt: skip


@dataclass(slots=True)
class TenantMaker:
    """A process of the peer's that makes shops by `Tenant.save()`."""

    process: asyncio.subprocess.Process

    @property
    def pid(self) -> int:
        return self.process.pid

    async def create(self, name: str) -> float:
        """Seconds that it took inside."""
        assert self.process.stdin is not None  # noqa: S101 - piped above
        assert self.process.stdout is not None  # noqa: S101 - piped above
        self.process.stdin.write(f"{name}\n".encode())
        return float(await self.process.stdout.readline())

    async def close(self) -> None:
        self.process.terminate()
        await self.process.wait()


def versions(python: Path) -> str:
    """Of the packages that do the peer's work, for the report."""
    names = ("django", "django-tenants", "djangorestframework", "gunicorn", "psycopg")
    code = f"import importlib.metadata as m, sys; print(', '.join(f'{{n}} {{m.version(n)}}' for n in {names!r}))"
    return subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=True).stdout.strip()
