"""nginx of the system as a plain process of ours, as root or not."""

import dataclasses
import grp
import hashlib
import shutil
import subprocess
from functools import partial
from pathlib import Path

from deploy.gateway.config import SITE, GatewayConfig, render
from deploy.local.paths import is_root, make_open
from deploy.local.process import Process, answers, base_env
from deploy.local.system import SYSTEM_PATH


class ConfigurationRefused(RuntimeError):
    """`nginx -t` said no; the message is its output."""


def prepare(directory: Path, config: GatewayConfig) -> Process:
    """Render, check, and lay out the folders its workers need; raises ConfigurationRefused."""
    make_open(directory)
    make_open(config.work_dir)
    make_open(config.temp_dir)
    _copy_site(make_open(config.static_dir))
    text = render(dataclasses.replace(config, worker_user=_worker_user()))
    path = directory / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    argv = [_executable(), "-e", "stderr", "-p", str(directory), "-c", str(path)]
    _check(argv)
    return Process(
        name="gateway",
        argv=argv,
        env={},
        cwd=directory,
        port=config.port,
        ready=partial(responds, config.port),
        log=directory.parent / "log" / f"{directory.name}.log",
        revision=hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(),
    )


def responds(port: int) -> bool:
    """Whether it answers HTTP, whatever the services behind it do."""
    return answers(port, b"GET / HTTP/1.0\r\n\r\n", lambda reply: reply.startswith(b"HTTP/"))


def _executable() -> str:
    found = shutil.which("nginx", path=SYSTEM_PATH)
    if found is None:
        raise FileNotFoundError("nginx is not installed")
    return found


def _worker_user() -> str | None:
    """The workers' account and group when root starts them; otherwise nginx warns of the directive."""
    if not is_root():
        return None
    groups = {entry.gr_name for entry in grp.getgrall()}
    return "nobody nogroup" if "nogroup" in groups else "nobody"


def _copy_site(static_dir: Path) -> None:
    target = make_open(static_dir / "site")
    for source in SITE.iterdir():
        shutil.copyfile(source, target / source.name)
        (target / source.name).chmod(0o644)


def _check(argv: list[str]) -> None:
    done = subprocess.run([*argv, "-t", "-q"], capture_output=True, text=True, env=base_env())
    if done.returncode != 0 or done.stderr:
        raise ConfigurationRefused(done.stderr)
