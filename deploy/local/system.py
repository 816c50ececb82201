"""System packages that no wheel carries: nginx, RabbitMQ, the tests' own; through apt where that is allowed."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local import ports
from deploy.local.paths import is_root

POLICY = Path("/usr/sbin/policy-rc.d")
POLICY_TEXT = "#!/bin/sh\n# petshop: nothing starts by itself while we install\nexit 101\n"
EPMD_PORT = 4369
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True)
class Package:
    """An apt package, the command or file that proves it, and the units its installation would start."""

    name: str
    proof: str
    units: tuple[str, ...] = ()

    def present(self) -> bool:
        return (Path(self.proof).is_absolute() and Path(self.proof).exists()) or bool(
            shutil.which(self.proof, path=SYSTEM_PATH)
        )


NGINX = Package("nginx", "nginx", ("nginx.service",))
RABBITMQ = Package("rabbitmq-server", "/usr/lib/rabbitmq/bin/rabbitmq-server", ("rabbitmq-server.service",))
# Its recommendation, the exporter of the machine's own metrics, stays out and would start otherwise.
PROMETHEUS = Package("prometheus", "promtool", ("prometheus.service",))
# The tests run the wall between shops through it.
PGBOUNCER = Package("pgbouncer", "pgbouncer", ("pgbouncer.service",))
CHROMIUM = Package("chromium", "chromium")
# Without one, a browser shows boxes where the page's own fonts have no glyph.
FONTS = Package("fonts-liberation", "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf")
# Plays the benchmarks' load.
WRK = Package("wrk", "wrk")
EPMD = Package("erlang-base", "epmd", ("epmd.socket", "epmd.service"))


RUNNING = (NGINX, RABBITMQ)
TESTING = (*RUNNING, PROMETHEUS, PGBOUNCER, CHROMIUM, FONTS)
BENCHING = (*RUNNING, WRK)


class PackagesMissing(RuntimeError):
    """Something must be installed and we may not; the message is the command to run."""


def ensure_system_packages(needed: Iterable[Package] = RUNNING) -> list[str]:
    """Install what is missing and keep its services from running; answers the names installed."""
    missing = [package for package in needed if not package.present()]
    if not missing:
        return []
    names = [package.name for package in missing]
    prefix = _privilege(names)
    mapper_ran = ports.owner(EPMD_PORT) is not None
    # Erlang comes with RabbitMQ and brings a socket unit of its own.
    units = [unit for package in (*missing, *_absent(EPMD)) for unit in package.units]
    with _nothing_starts(prefix):
        _apt(prefix, ["update"])
        _apt(prefix, ["install", "--no-install-recommends", *names])
    _disable(prefix, units)
    if not mapper_ran and ports.owner(EPMD_PORT) is not None:
        # RabbitMQ's installation script runs a node for a moment; its port mapper stays.
        subprocess.run([*prefix, "epmd", "-kill"], capture_output=True)
    return names


def _absent(package: Package) -> list[Package]:
    return [] if package.present() else [package]


def install_command(names: Sequence[str]) -> str:
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(names)}"


def _privilege(names: Sequence[str]) -> list[str]:
    """The command prefix that makes us root; raises PackagesMissing when there is none."""
    if shutil.which("apt-get"):
        if is_root():
            return []
        sudo = shutil.which("sudo")
        if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
            return [sudo, "-n"]
    raise PackagesMissing(f"{' and '.join(names)} missing. Run this, then again:\n  {install_command(names)}")


def _apt(prefix: list[str], arguments: list[str]) -> None:
    env = ["env", "DEBIAN_FRONTEND=noninteractive"]
    command = [*prefix, *env, "apt-get", "-y", "-qq", "-o", "Dpkg::Use-Pty=0", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise PackagesMissing(f"apt-get {arguments[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


@contextmanager
def _nothing_starts(prefix: list[str]) -> Iterator[None]:
    """Debian's own switch against services that start on installation; another's policy is left alone."""
    if POLICY.exists() and POLICY.read_text() != POLICY_TEXT:
        yield
        return
    with tempfile.NamedTemporaryFile("w") as policy:
        policy.write(POLICY_TEXT)
        policy.flush()
        subprocess.run([*prefix, "install", "-m", "755", policy.name, str(POLICY)], check=True)
    try:
        yield
    finally:
        subprocess.run([*prefix, "rm", "-f", str(POLICY)], check=True)


def _disable(prefix: list[str], units: list[str]) -> None:
    """Stop what the installation started all the same and keep it from the next boot."""
    if Path("/run/systemd/system").is_dir():
        subprocess.run([*prefix, "systemctl", "disable", "--now", *units], capture_output=True)
        return
    for unit in units:
        script = Path("/etc/init.d") / unit.removesuffix(".service")
        if script.exists():
            subprocess.run([*prefix, str(script), "stop"], capture_output=True)
            subprocess.run([*prefix, "update-rc.d", script.name, "disable"], capture_output=True)
