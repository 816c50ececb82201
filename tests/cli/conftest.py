"""The command line as a process of its own, for an operator of the running system."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.auth.helpers import Browser
from tests.auth.mfa.authenticator import Authenticator, enable
from tests.infra.shops import new_email
from tests.infra.system import System

ROOT = Path(__file__).parents[2]
PASSWORD = "an operator's password"
TIMEOUT_S = 60
# An id that nothing has; the same in every worker, whose lists of tests must agree.
UNKNOWN_ID = "01a20cf4-0000-7000-8000-000000000000"


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Everything on stdout; fails where anything but JSON is there."""
        return json.loads(self.out)

    @property
    def problem(self) -> Any:
        return json.loads(self.err)


@dataclass(frozen=True)
class Petshop:
    """Runs commands without a terminal; `env` replaces everything the machine says."""

    env: Mapping[str, str] = field(repr=False)

    async def __call__(self, *arguments: Any, stdin: str = "", env: Mapping[str, str] | None = None) -> Result:
        process = await self.start(*arguments, env=env)
        output, errors = await asyncio.wait_for(process.communicate(stdin.encode()), TIMEOUT_S)
        assert process.returncode is not None
        result = Result(process.returncode, output.decode(), errors.decode())
        assert "Traceback" not in result.err, result.err
        assert PASSWORD not in result.out + result.err
        return result

    async def start(self, *arguments: Any, env: Mapping[str, str] | None = None) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "cli",
            *map(str, arguments),
            cwd=ROOT,
            env={**self.env, **(env or {})},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            preexec_fn=_hear_ctrl_c,
        )


def _hear_ctrl_c() -> None:
    """As at a terminal: a run in the background ignores the signal, and its children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def bare_env(data: Path) -> dict[str, str]:
    """A machine that says nothing of any system."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "COVERAGE_PROCESS_START") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "America/Sao_Paulo", "PETSHOP_DATA": str(data), "COLUMNS": "200"}


@pytest_asyncio.fixture(scope="session")
async def operator_email(system: System, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An operator made by the command line itself."""
    email = new_email()
    env = bare_env(tmp_path_factory.mktemp("data")) | {"DATABASE_URL": system.service_url("auth")}
    made = await Petshop(env)("users", "create-operator", "--email", email, "--json", stdin=f"{PASSWORD}\n")
    assert (made.code, made.json) == (0, {"email": email, "created": True})
    return email


@dataclass(frozen=True)
class Guarded:
    """An operator with a second factor."""

    email: str
    app: Authenticator


@pytest_asyncio.fixture
async def guarded(system: System, nowhere: Petshop) -> Guarded:
    email = new_email()
    env = {"DATABASE_URL": system.service_url("auth")}
    made = await nowhere("users", "create-operator", "--email", email, stdin=f"{PASSWORD}\n", env=env)
    assert made.code == 0
    async with system.client() as client:
        apex = Browser(client)
        token = (await apex.log_in(email, PASSWORD)).json()["access_token"]
        return Guarded(email, (await enable(apex, token, PASSWORD)).app)


@pytest.fixture
def nowhere(tmp_path: Path) -> Petshop:
    """Commands that know of no system."""
    return Petshop(bare_env(tmp_path))


@pytest.fixture
def petshop(system: System, operator_email: str, tmp_path: Path) -> Petshop:
    """Commands of an operator who can sign in."""
    operator = {
        "PETSHOP_URL": f"http://localhost:{system.gateway_port}",
        "PETSHOP_OPERATOR_EMAIL": operator_email,
        "PETSHOP_OPERATOR_PASSWORD": PASSWORD,
    }
    return Petshop(bare_env(tmp_path) | operator)
