"""A trap in a running service: it dies the Nth time that it passes a named point. Laid through a file."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from libs.common.faults import CrashPoint


@dataclass(frozen=True, slots=True)
class Trap:
    """The harness's side; the process looks at `path` whenever it passes a point."""

    path: Path

    def lay(self, point: CrashPoint, *, passes: int) -> None:
        self._sprung.unlink(missing_ok=True)
        half = self.path.with_suffix(".new")
        half.write_text(f"{point} {passes}")
        half.rename(self.path)

    def take_up(self) -> None:
        self.path.unlink(missing_ok=True)

    def sprung_at(self) -> float | None:
        """When it killed, in seconds of the wall clock."""
        try:
            return float(self._sprung.read_text())
        except FileNotFoundError:
            return None

    @property
    def _sprung(self) -> Path:
        return self.path.with_suffix(".sprung")


class Hook:
    """The process's side."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._passed = 0

    def __call__(self, point: CrashPoint) -> None:
        try:
            wanted, passes = self._path.read_text().split()
        except FileNotFoundError:
            self._passed = 0
            return
        if wanted != point:
            return
        self._passed += 1
        if self._passed >= int(passes):
            self._die()

    def _die(self) -> None:
        # Renamed in one step, so that nobody reads half of it; the next process finds no trap.
        half = self._path.with_suffix(".half")
        half.write_text(str(time.time()))
        self._path.unlink(missing_ok=True)
        half.rename(self._path.with_suffix(".sprung"))
        os.kill(os.getpid(), signal.SIGKILL)
