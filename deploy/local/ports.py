"""Who listens on which port, read from /proc (Linux)."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LISTEN = "0A"


@dataclass(frozen=True)
class Owner:
    """`pid` is None when the socket belongs to an account whose processes we may not read."""

    pid: int | None
    command: str


def owner(port: int) -> Owner | None:
    """The process that listens on the TCP port, or None when it is free."""
    inodes = set(_listening_inodes(port))
    if not inodes:
        return None
    for pid in _pids():
        if inodes & set(_socket_inodes(pid)):
            return Owner(pid, _command(pid))
    return Owner(None, "another account's process")


def _listening_inodes(port: int) -> Iterable[str]:
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        if not table.exists():
            continue
        for line in table.read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == LISTEN and int(fields[1].rsplit(":", 1)[1], 16) == port:
                yield fields[9]


def _pids() -> Iterable[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _socket_inodes(pid: int) -> Iterable[str]:
    try:
        names = [os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:
        return []
    return [name[8:-1] for name in names if name.startswith("socket:[")]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return "?"
