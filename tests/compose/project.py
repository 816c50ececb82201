"""One compose project of a test run: its commands, its database, its processes."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deploy.local.paths import ROOT
from deploy.local.process import http_ok
from tests.infra.servers import Servers
from tests.infra.system import System

SERVICES = ("tenant", "auth", "provisioning", "business", "notifications")
INSTANCES = ("web-1", "web-2")
LONG_RUNNING = ("postgres", "rabbitmq", *SERVICES, *INSTANCES, "gateway", "mailpit")
REPLICAS = {name: (name, f"{name}-2") for name in SERVICES}
_METRICS = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8000/metrics').read().decode())"


@dataclass(slots=True)
class Project:
    """Commands run as a user would type them; `seconds` keeps what took how long."""

    name: str
    image: str
    web_image: str
    secrets: Path
    gateway_port: int
    mailpit_port: int
    seconds: dict[str, float] = field(default_factory=dict)

    def compose(self, *arguments: str, check: bool = True) -> str:
        """Output of `docker compose …`. Raises AssertionError with what it printed."""
        done = subprocess.run(
            ["docker", "compose", "-p", self.name, *arguments],
            cwd=ROOT,
            env=os.environ | self._variables(),
            capture_output=True,
            text=True,
        )
        if check and done.returncode:
            raise AssertionError(f"docker compose {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def timed(self, title: str, *arguments: str) -> None:
        began = time.monotonic()
        self.compose(*arguments)
        self.seconds[title] = time.monotonic() - began

    def up(self, title: str, *, profile: str | None = None) -> None:
        """Returns when every container that stays is healthy."""
        chosen = ("--profile", profile) if profile else ()
        self.timed(title, *chosen, "up", "-d", "--no-build", "--wait", "--wait-timeout", "180")

    def down(self, *, volumes: bool = False) -> None:
        self.compose("--profile", "*", "down", "--remove-orphans", *(("-v",) if volumes else ()))

    def execute(self, service: str, *command: str, check: bool = True) -> str:
        return self.compose("exec", "-T", service, *command, check=check)

    def crash(self, service: str) -> None:
        """Kills every process of the container from inside; `docker kill` would count as a wish to stop it."""
        self.execute(service, "sh", "-c", "kill -9 -1", check=False)

    def containers(self) -> dict[str, dict[str, Any]]:
        """`docker inspect` of every container, jobs too, by service."""
        ids = self.compose("--profile", "*", "ps", "-aq").split()
        found = json.loads(subprocess.check_output(["docker", "inspect", *ids], text=True))
        return {each["Config"]["Labels"]["com.docker.compose.service"]: each for each in found}

    def wait_healthy(self, timeout_s: float = 90) -> None:
        """Until the gateway says that every service is ready."""
        self._wait(lambda: http_ok(self.gateway_port, "/health"), timeout_s)

    def wait_restarted(self, service: str, count: int, timeout_s: float = 60) -> None:
        """Until Docker has started it again, `count` times in all."""

        def is_back() -> bool:
            state = self.containers()[service]
            return bool(state["RestartCount"] >= count and state["State"]["Running"])

        self._wait(is_back, timeout_s)

    def sql(self, statement: str) -> list[list[str]]:
        """Rows as the administrator sees them, each value as text."""
        psql = ["psql", "-U", "postgres", "-d", "petshop", "-qAt", "-v", "ON_ERROR_STOP=1", "-F"]
        rows = self.execute("postgres", *psql, "\t", "-c", statement).splitlines()
        return [line.split("\t") for line in rows]

    def metric(self, container: str, name: str, **labels: str) -> float:
        """Sum of the samples of one process that have these labels."""
        wanted = [f'{label}="{value}"' for label, value in labels.items()]
        lines = self.execute(container, "python", "-c", _METRICS).splitlines()
        samples = [line for line in lines if line.startswith((f"{name} ", f"{name}{{"))]
        return sum(float(line.rsplit(" ", 1)[1]) for line in samples if all(each in line for each in wanted))

    def upstreams_of(self, path: str) -> set[str]:
        """Which processes the gateway asked for this path, from its log."""
        asked = [each["upstream"] for each in self.log_entries("gateway") if each.get("path") == path]
        return {address for upstream in asked for address in upstream.split(", ")}

    def log_entries(self, service: str, *options: str) -> list[Mapping[str, Any]]:
        """The JSON lines of a container's log; Compose may put terminal codes before them."""
        lines = self.compose("logs", "--no-log-prefix", *options, service).splitlines()
        return [json.loads(line[line.index("{") :]) for line in lines if "{" in line and line.endswith("}")]

    def as_system(self) -> System:
        """For the helpers of the other end-to-end tests, which need the gateway's port only."""
        nowhere = Servers(str(self.secrets.parent), 0, 0)
        return System(nowhere, "petshop", "/", self.gateway_port, {}, self.secrets.parent)

    def _variables(self) -> dict[str, str]:
        return {
            "PETSHOP_IMAGE": self.image,
            "PETSHOP_WEB_IMAGE": self.web_image,
            "SECRETS_DIR": str(self.secrets),
            "GATEWAY_PORT": str(self.gateway_port),
            "MAILPIT_PORT": str(self.mailpit_port),
            "BASE_DOMAIN": "localhost",
        }

    def _wait(self, is_done: Callable[[], bool], timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        while not is_done():
            if time.monotonic() > deadline:
                raise AssertionError(self.compose("ps", "-a") + self.compose("logs", "--tail", "15", check=False))
            time.sleep(0.2)


def tour(port: int) -> str:
    """What README's tour prints when it is pasted, against this gateway."""
    chapter = (ROOT / "README.md").read_text().split("## Five minutes with curl", 1)[1].split("\n## ", 1)[0]
    blocks: Sequence[str] = [part.split("```", 1)[0] for part in chapter.split("```sh\n")[1:]]
    script = "\n".join(blocks).replace("BASE=localhost:8080", f"BASE=localhost:{port}")
    done = subprocess.run(["bash"], input=script, capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr
