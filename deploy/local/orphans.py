"""Ports taken by others, and processes of ours that a killed supervisor left behind."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from deploy.local import paths, ports
from deploy.local.process import POLL_S, Process

STOP_TIMEOUT_S = 20


class PortsBusy(RuntimeError):
    """Ports we need are taken; the message names each with its variable and owner."""


def stop_orphans(processes: list[Process]) -> list[str]:
    """Stop processes of this clone without a parent that hold our ports; answers their names."""
    stopped = []
    for process in processes:
        owner = ports.owner(process.port)
        if owner is not None and owner.pid is not None and _is_orphan(owner.pid):
            os.kill(owner.pid, process.stop_signal)
            _wait_free(process.port)
            stopped.append(process.name)
    return stopped


def check_ports(wanted: Mapping[str, int]) -> None:
    """Raise PortsBusy unless every port (by variable name) is free; an idle port mapper is welcome."""
    busy = []
    for name, port in wanted.items():
        owner = ports.owner(port)
        if owner is not None and not (name == "RABBITMQ_EPMD_PORT" and owner.command == "epmd"):
            pid = f"pid {owner.pid}" if owner.pid else "pid unknown"
            busy.append(f"port {port} ({name}) is taken by {owner.command}, {pid}")
    if busy:
        hint = "Stop them, or set other ports in the environment or in .env."
        raise PortsBusy("\n".join([*busy, hint]))


def _is_orphan(pid: int) -> bool:
    """Whether its working folder is this clone's and no supervisor or shell is its parent."""
    try:
        folder = Path(os.readlink(f"/proc/{pid}/cwd"))
        parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        init = parent == 1 or Path(f"/proc/{parent}/comm").read_text().strip() == "systemd"
    except (OSError, ValueError):
        return False
    ours = (paths.ROOT, paths.servers_dir())
    return init and any(folder.is_relative_to(home) for home in ours)


def _wait_free(port: int) -> None:
    deadline = time.monotonic() + STOP_TIMEOUT_S
    while ports.owner(port) is not None and time.monotonic() < deadline:
        time.sleep(POLL_S)
