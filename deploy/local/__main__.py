"""`python -m deploy.local <command>`: what the Makefile calls once the environment stands."""

import argparse
import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.local import control, paths, web
from deploy.local.config import LocalConfig, load
from deploy.local.system import TESTING, ensure_system_packages
from deploy.local.up import migrate, trim_audit, up, verify_audit, write_openapi


def main() -> int:
    """Run one command; expected failures end with their message instead of a traceback."""
    arguments = _parser().parse_args()
    try:
        return _run(arguments.command, arguments.rest, load())
    except (RuntimeError, ValueError, OSError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.local", description=__doc__)
    commands = (
        *("up", "down", "status", "logs", "clean", "packages", "migrate", "openapi", "psql", "web"),
        *("audit-verify", "audit-trim"),
    )
    parser.add_argument("command", choices=commands)
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    return parser


def _run(command: str, rest: list[str], config: LocalConfig) -> int:
    changing = {"up": up, "down": control.down, "clean": control.clean, "migrate": _migrate}
    if command in changing:
        with _alone():
            changing[command](config)
    elif command == "status":
        return 0 if control.status(config) else 1
    elif command == "logs":
        control.logs(rest[0] if rest else None)
    elif command == "psql":
        control.psql(config, rest)
    elif command == "web":
        web.build()
    elif command == "audit-verify":
        print(verify_audit(config, rest), end="")
    elif command == "audit-trim":
        print(trim_audit(config, rest), end="")
    elif command == "packages":
        ensure_system_packages(TESTING)
    else:
        write_openapi(config)
    return 0


def _migrate(config: LocalConfig) -> None:
    print(migrate(config), end="")


@contextmanager
def _alone() -> Iterator[None]:
    """One change at a time in a clone; also keeps root's files and a user's apart."""
    paths.make_open(paths.DATA)
    if paths.DATA.stat().st_uid != os.geteuid():
        raise RuntimeError(".data/ belongs to another account: run this as that one, or remove it")
    with (paths.socket_dir() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RuntimeError("another make up, down, clean or migrate is at work in this clone") from None
        yield


if __name__ == "__main__":
    sys.exit(main())
