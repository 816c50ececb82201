"""supervisord's configuration file, with the quoting its format needs."""

import shlex
from collections.abc import Sequence
from pathlib import Path

from deploy.local.paths import is_root
from deploy.local.process import Process

UNWRITABLE = ("'", "\n", " ;", " #")


class SupervisorFailed(RuntimeError):
    """supervisord did not start or did not obey; the message says why."""


def render(processes: Sequence[Process], directory: Path, socket_path: Path) -> str:
    """supervisord.conf; raises SupervisorFailed on values its format cannot hold."""
    head = {
        "unix_http_server": {"file": _text(socket_path), "chmod": "0700"},
        "supervisord": {
            "logfile": _text(directory / "supervisord.log"),
            "logfile_maxbytes": "5MB",
            "logfile_backups": "1",
            "pidfile": _text(directory / "supervisord.pid"),
            "minfds": "1024",
        }
        | ({"user": "root"} if is_root() else {}),
        "rpcinterface:supervisor": {
            "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"
        },
    }
    sections = head | {f"program:{process.name}": _program(process) for process in processes}
    return "\n".join(_section(name, values) for name, values in sections.items())


def _program(process: Process) -> dict[str, str]:
    env = process.env | {"PETSHOP_REVISION": process.revision}
    values = {
        "command": _text(shlex.join(process.argv), quotes=True),
        "directory": _text(process.cwd),
        "environment": ",".join(f"{name}='{_text(value)}'" for name, value in sorted(env.items())),
        "autostart": "false",
        "autorestart": "true",
        "startsecs": "1",
        "startretries": "20",
        "stopsignal": process.stop_signal.name.removeprefix("SIG"),
        "stopwaitsecs": str(process.stop_timeout_s),
        "killasgroup": "true",
        "redirect_stderr": "true",
        "stdout_logfile": _text(process.log),
        "stdout_logfile_maxbytes": "10MB",
        "stdout_logfile_backups": "2",
    }
    return values | ({"user": process.user} if process.user else {})


def _section(name: str, values: dict[str, str]) -> str:
    lines = [f"{key} = {value}" for key, value in values.items()]
    return "\n".join([f"[{name}]", *lines, ""])


def _text(value: object, *, quotes: bool = False) -> str:
    """supervisord expands %(…)s, has no escape for quotes and reads ' ;' as a comment."""
    text = str(value)
    if any(mark in text for mark in (UNWRITABLE[1:] if quotes else UNWRITABLE)):
        raise SupervisorFailed(f"supervisord cannot hold this value (quote, ' ;' or ' #'): {text}")
    return text.replace("%", "%%")
