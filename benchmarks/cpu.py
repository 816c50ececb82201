"""CPU seconds of the system's parts, each with all its child processes, those that ended included."""

from collections.abc import Mapping
from contextlib import suppress

import psutil


def cpu_seconds(pids: Mapping[str, int]) -> dict[str, float]:
    """By name, since each part began; the difference of two readings is what was used between them."""
    return {name: _tree(pid) for name, pid in pids.items()}


def used_since(before: Mapping[str, float], pids: Mapping[str, int]) -> dict[str, float]:
    now = cpu_seconds(pids)
    return {name: now[name] - before[name] for name in before}


def _tree(pid: int) -> float:
    parent = psutil.Process(pid)
    total = 0.0
    for process in (parent, *parent.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total
