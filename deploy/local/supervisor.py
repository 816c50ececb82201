"""supervisord: its configuration, and the few calls we make over its private socket."""

import http.client
import socket
import subprocess
import sys
import time
import xmlrpc.client
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from deploy.local.process import POLL_S, Process, base_env, log_tail
from deploy.local.supervisor_conf import SupervisorFailed, render

RUNNING = ("STARTING", "RUNNING")
STOPPED = ("STOPPED", "EXITED", "FATAL", "UNKNOWN")
# Longer than any process's own stop time, after which supervisord kills it.
STOP_TIMEOUT_S = 35


class _Connection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=60)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(60)
        self.sock.connect(str(self._path))


class _Transport(xmlrpc.client.Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        return _Connection(self._path)


class Supervisor:
    """One supervisord by its socket; `directory` holds its configuration, pid and log."""

    def __init__(self, directory: Path, socket_path: Path) -> None:
        self.directory, self.socket_path = directory, socket_path
        self.conf = directory / "supervisord.conf"
        self.log = directory / "supervisord.log"

    @property
    def _rpc(self) -> Any:
        return xmlrpc.client.ServerProxy("http://localhost", transport=_Transport(self.socket_path)).supervisor

    def running(self) -> bool:
        try:
            return bool(self._rpc.getState()["statename"] == "RUNNING")
        except (OSError, http.client.HTTPException, xmlrpc.client.Error):
            return False

    def states(self) -> dict[str, dict[str, Any]]:
        """Per process: statename, pid, start and so on; empty when supervisord is down."""
        if not self.running():
            return {}
        return {info["name"]: info for info in self._rpc.getAllProcessInfo()}

    def state(self, name: str) -> str:
        """supervisord's word for it; STOPPED also when it knows no such process."""
        return str(self.states().get(name, {}).get("statename", "STOPPED"))

    def is_running(self, name: str) -> bool:
        return self.state(name) in RUNNING

    def apply(self, processes: Sequence[Process], rolling: Collection[str] = ()) -> set[str]:
        """Load the processes, stopping those that changed or went; answers the changed ones.

        Those in `rolling` run on as they are until `replace`.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        self.conf.touch(0o600)
        self.conf.chmod(0o600)
        self.conf.write_text(render(processes, self.directory, self.socket_path))
        if not self.running():
            self._launch()
            return set()
        added, changed, removed = self._rpc.reloadConfig()[0]
        now = [name for name in changed if name not in rolling]
        self.stop([*now, *removed])
        for name in (*now, *removed):
            self._rpc.removeProcessGroup(name)
        for name in (*now, *added):
            self._rpc.addProcessGroup(name)
        return set(changed)

    def replace(self, name: str) -> None:
        """Stop one that changed and load it as `apply` last read it."""
        self.stop([name])
        self._rpc.removeProcessGroup(name)
        self._rpc.addProcessGroup(name)

    def start(self, name: str) -> None:
        """Ask for a start and return at once; no effect on a running one."""
        if self.state(name) == "BACKOFF":
            self.stop([name])
        with suppress(xmlrpc.client.Fault):
            self._rpc.startProcess(name, False)

    def stop(self, names: Iterable[str], timeout_s: float = STOP_TIMEOUT_S) -> None:
        """Stop all of them at the same time and wait; raises SupervisorFailed."""
        wanted = [name for name in names if self.states().get(name, {}).get("statename") not in (*STOPPED, None)]
        for name in wanted:
            with suppress(xmlrpc.client.Fault):
                self._rpc.stopProcess(name, False)
        deadline = time.monotonic() + timeout_s
        while left := [name for name in wanted if self.state(name) not in STOPPED]:
            if time.monotonic() > deadline:
                raise SupervisorFailed(f"{', '.join(left)} did not stop")
            time.sleep(POLL_S)

    def shutdown(self, timeout_s: float = 60) -> None:
        """End supervisord itself and wait for it."""
        self._rpc.shutdown()
        deadline = time.monotonic() + timeout_s
        while self.socket_path.exists():
            if time.monotonic() > deadline:
                raise SupervisorFailed("supervisord did not stop")
            time.sleep(POLL_S)

    def _launch(self) -> None:
        command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(self.conf)]
        done = subprocess.run(command, env=base_env(), cwd=self.directory, capture_output=True, text=True)
        deadline = time.monotonic() + 10
        while done.returncode == 0 and not self.running() and time.monotonic() < deadline:
            time.sleep(POLL_S)
        if not self.running():
            raise SupervisorFailed(f"supervisord: {done.stdout}{done.stderr}{log_tail(self.log)}")
