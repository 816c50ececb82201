"""wrk as a function: a script of requests in, how many were answered and how fast out."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = Path(__file__).with_name("load.lua")


class LoadFailed(RuntimeError):
    """Some answers were refusals or missing, so that the others mean nothing."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a script; VERSION in a body is filled in by the mode of that name."""

    method: str
    path: str
    host: str
    token: str = ""
    body: str = ""
    headers: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        return "\t".join((self.method, self.path, self.host, self.token, "\x1f".join(self.headers), self.body))


@dataclass(frozen=True, slots=True)
class Load:
    """`mode`: each answer decides the next request ("version", "cookie"), so threads hold a connection each."""

    requests: Sequence[Request]
    connections: int = 32
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """Requests answered in `seconds`; latencies in milliseconds."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float


def run(port: int, load: Load, seconds: int) -> Answered:
    """Plays the script for so long. Raises LoadFailed when an answer was no success."""
    threads = load.connections if load.mode else 1
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as script:
        script.write("\n".join(request.line for request in load.requests))
        script.flush()
        env = os.environ | {"LOAD_FILE": script.name, "LOAD_MODE": load.mode, "LOAD_THREADS": str(threads)}
        command = ["wrk", f"-t{threads}", f"-c{load.connections}", f"-d{seconds}s", "--timeout", "10s", "-s",
                   str(_SCRIPT), f"http://127.0.0.1:{port}"]  # fmt: skip
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return parse(done.stdout + done.stderr, load)


def parse(output: str, load: Load) -> Answered:
    """What the script printed at its end. Raises LoadFailed, see `run`."""
    result = next((line for line in output.splitlines() if line.startswith("RESULT ")), None)
    if result is None:
        raise LoadFailed(output)
    requests, micros, p50, p99, refused, lost = (int(value) for value in result.split()[1:])
    if refused or lost or not requests:
        first = load.requests[0]
        raise LoadFailed(f"{refused} refusals, {lost} losses, {requests} requests: {first.method} {first.path}")
    return Answered(requests, micros / 1e6, p50 / 1000, p99 / 1000)
