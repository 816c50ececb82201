"""`python -m tests.chaos.victim services.tenant <trap file>`: the service as it is, with a hook at its points."""

import runpy
import sys
from pathlib import Path

from libs.common import faults
from tests.chaos.traps import Hook

if __name__ == "__main__":
    service, trap = sys.argv[1:]
    faults.install(Hook(Path(trap)))
    # The service reads its own command line.
    sys.argv = [service]
    runpy.run_module(service, run_name="__main__", alter_sys=True)
