"""This machine: Python, configuration, secrets, disk."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cli.checks import Finding, fail, ok, warn
from cli.environment import Environment

OLDEST, NEWEST = (3, 11), (3, 13)
FULL, TIGHT = 0.02, 0.10
GIB = 1024**3
_URLS = ("DATABASE_URL", "AMQP_URL", "GATEWAY_URL")


async def python() -> Sequence[Finding]:
    version = sys.version.split()[0]
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return [fail("python", f"{version} is not supported", "Install 3.11, 3.12 or 3.13, then `make install`.")]
    where = "in its own environment" if sys.prefix != sys.base_prefix else "without a virtual environment"
    return [ok("python", f"{version} {where}")]


async def configuration(environment: Environment) -> Sequence[Finding]:
    """Whether somebody said where the parts are."""
    known = {name: bool(environment.get(name) or environment.local.get(name)) for name in _URLS}
    known["GATEWAY_URL"] |= environment.get("PETSHOP_URL") is not None
    missing = [name for name, there in known.items() if not there]
    if missing:
        then = "Run `make up` here, or set them; what they name is not checked until then."
        return [warn("configuration", f"nobody says {', '.join(missing)}", then)]
    return [ok("configuration", "database, broker and gateway are named")]


async def secrets(environment: Environment) -> Sequence[Finding]:
    """Whether another account of this machine could read a secret."""
    files = list(_secret_files(environment))
    open_files = [path.name for path in files if _is_open(path)]
    if open_files:
        return [
            fail(
                "secrets", f"everybody can read {', '.join(open_files)}", "chmod go-rwx on them and their folder."
            )
        ]
    return [ok("secrets", f"{len(files)} files, none readable by others" if files else "none lie here")]


async def disk(environment: Environment) -> Sequence[Finding]:
    folders = [path for path in (environment.data / "servers", environment.data) if path.exists()]
    if not folders:
        return [ok("disk", "no data of servers here")]
    # The servers' folder may be a link to another disk.
    usage = shutil.disk_usage(folders[0].resolve())
    free, share = usage.free / GIB, usage.free / usage.total
    summary = f"{free:.1f} GiB free ({share:.0%}) where the data lies"
    if share < FULL:
        return [
            fail(
                "disk", summary, "Make room now: RabbitMQ blocks publishers and PostgreSQL stops when it is full."
            )
        ]
    if share < TIGHT:
        return [warn("disk", summary, "Make room before it is full.")]
    return [ok("disk", summary)]


def _secret_files(environment: Environment) -> Iterator[Path]:
    for folder in (environment.data / "secrets", environment.data / "compose" / "secrets"):
        if folder.is_dir() and os.access(folder, os.R_OK | os.X_OK):
            yield from (path for path in sorted(folder.iterdir()) if path.name != "jwks.json")
    local = environment.data / "local.env"
    if local.exists():
        yield local


def _is_open(path: Path) -> bool:
    """A file that others may read, in a folder that others may enter."""
    readable = path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH)
    return bool(readable and path.parent.stat().st_mode & stat.S_IXOTH)
