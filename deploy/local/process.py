"""One process of the system, however it is started, and how to wait for it."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

POLL_S = 0.05
PROBE_TIMEOUT_S = 1.0
LOG_TAIL_LINES = 25
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "USER", "LOGNAME")


@dataclass(frozen=True, kw_only=True)
class Process:
    """`ready` is a cheap probe that never raises; `revision` changes when a running one must restart."""

    name: str
    argv: list[str]
    env: dict[str, str]
    cwd: Path
    port: int
    ready: Callable[[], bool]
    log: Path
    user: str | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_timeout_s: int = 20
    revision: str = ""


class Account(NamedTuple):
    uid: int | None = None
    gid: int | None = None
    groups: tuple[int, ...] | None = None


class ProcessFailed(RuntimeError):
    """A process died or did not become ready; the message ends with its last log lines."""

    def __init__(self, process: Process, reason: str) -> None:
        super().__init__(f"{process.name}: {reason}\n{log_tail(process.log)}")
        self.name = process.name


def log_tail(path: Path, lines: int = LOG_TAIL_LINES) -> str:
    """The last lines of a log, or where it should have been."""
    try:
        with path.open("rb") as stream:
            stream.seek(max(0, path.stat().st_size - 64_000))
            text = stream.read().decode(errors="replace")
    except OSError:
        return f"(no log at {path})"
    return "\n".join(text.splitlines()[-lines:])


def wait_ready(process: Process, timeout_s: float, alive: Callable[[], bool]) -> None:
    """Return once the probe answers; raises ProcessFailed when it dies or the time is over."""
    deadline = time.monotonic() + timeout_s
    while not process.ready():
        if not alive():
            raise ProcessFailed(process, "stopped before it was ready")
        if time.monotonic() > deadline:
            raise ProcessFailed(process, f"not ready after {timeout_s:.0f} s")
        time.sleep(POLL_S)


def base_env() -> dict[str, str]:
    """The few inherited variables; everything else a process sees is its own `env`."""
    return {name: os.environ[name] for name in INHERITED if name in os.environ}


def popen(process: Process, *, die_with_parent: bool = False) -> subprocess.Popen[bytes]:
    """Start it outside any supervisor (tests), under its own account, in a session of its own."""
    argv = list(process.argv)
    if die_with_parent and (setpriv := shutil.which("setpriv")):
        argv = [setpriv, "--pdeathsig", process.stop_signal.name[3:], "--", *argv]
    runs_as = account(process.user)
    process.log.parent.mkdir(parents=True, exist_ok=True)
    with process.log.open("ab") as log:
        return subprocess.Popen(
            argv,
            env=base_env() | process.env,
            cwd=process.cwd,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=runs_as.uid,
            group=runs_as.gid,
            extra_groups=runs_as.groups,
        )


def start(process: Process, timeout_s: float = 60) -> subprocess.Popen[bytes]:
    """Start it as a child that cannot outlive us and wait until it is ready; raises ProcessFailed."""
    child = popen(process, die_with_parent=True)
    try:
        wait_ready(process, timeout_s, lambda: child.poll() is None)
    except BaseException:
        stop(process, child)
        raise
    return child


def stop(process: Process, child: subprocess.Popen[bytes]) -> int:
    """Send the stop signal, then SIGKILL after `stop_timeout_s`; answers the exit status."""
    if child.poll() is None:
        child.send_signal(process.stop_signal)
    try:
        return child.wait(process.stop_timeout_s)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()


def account(user: str | None) -> Account:
    """What Popen needs to run as another account (only root can); None is our own."""
    if user is None:
        return Account()
    entry = pwd.getpwnam(user)
    return Account(entry.pw_uid, entry.pw_gid, ())


def answers(port: int, request: bytes, accept: Callable[[bytes], bool]) -> bool:
    """Whether 127.0.0.1:port answers `request` with bytes that `accept` likes; never raises."""
    try:
        with socket.create_connection(("127.0.0.1", port), PROBE_TIMEOUT_S) as connection:
            connection.settimeout(PROBE_TIMEOUT_S)
            connection.sendall(request)
            return accept(connection.recv(64))
    except OSError:
        return False


def http_ok(port: int, path: str, host: str = "127.0.0.1") -> bool:
    """Whether a GET answers 200; never raises."""
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
    return answers(port, request, lambda reply: reply[9:12] == b"200")
