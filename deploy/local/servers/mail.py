"""The mail catcher as a plain process of ours; its letters lie in a folder that only their owner can enter."""

import hashlib
import sys
from functools import partial
from pathlib import Path

from deploy.local.paths import ROOT
from deploy.local.process import Process, http_ok

CODE = ROOT / "deploy" / "mail"


def prepare(directory: Path, *, port: int, smtp_port: int, kept: int = 500) -> Process:
    """Keeps the newest `kept` letters; page and API at `port`."""
    places = ["--port", str(port), "--smtp-port", str(smtp_port), "--directory", str(directory)]
    return Process(
        name="mail",
        argv=[sys.executable, "-m", "deploy.mail", *places, "--kept", str(kept)],
        env={"PYTHONUNBUFFERED": "1"},
        cwd=ROOT,
        port=port,
        ready=partial(ready, port),
        log=directory.parent / "log" / f"{directory.name}.log",
        revision=_revision(),
    )


def ready(port: int) -> bool:
    """The page is served once mail is taken."""
    return http_ok(port, "/readyz")


def _revision() -> str:
    digest = hashlib.sha1((ROOT / "requirements.lock").read_bytes(), usedforsecurity=False)
    for path in sorted(path for path in CODE.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        digest.update(path.read_bytes())
    return digest.hexdigest()
