"""Makes `.venv` from the lock files with nothing but the standard library; run by `make` before all else.

Older Pythons must be able to read this file far enough to say what is wrong.
"""

import os
import shutil
import sys

OLDEST, NEWEST = (3, 11), (3, 13)


def _use_supported_python():
    # type: () -> None
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for name in ("python3.13", "python3.12", "python3.11"):
        found = shutil.which(name)
        if found and not os.environ.get("PETSHOP_PYTHON"):
            os.environ["PETSHOP_PYTHON"] = found
            os.execv(found, [found] + sys.argv)  # noqa: S606, RUF005
    sys.exit(f"Python 3.11, 3.12 or 3.13 is needed; {sys.executable} is {sys.version.split()[0]}")


_use_supported_python()

import hashlib  # noqa: E402
import subprocess  # noqa: E402
import time  # noqa: E402
import venv  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
STAMP = VENV / ".petshop-lock"
LOCKS = (ROOT / "requirements-bootstrap.lock", ROOT / "requirements.lock")

sys.path.insert(0, str(ROOT))

from deploy.local.system import Package, PackagesMissing, ensure_system_packages  # noqa: E402


def main() -> int:
    """Bring the environment to what the locks say; silent when it already is."""
    wanted = _fingerprint()
    if STAMP.exists() and STAMP.read_text() == wanted and _works():
        return 0
    started = time.monotonic()
    print("  environment           ", end="", flush=True)
    try:
        _create()
        _install()
    except (PackagesMissing, OSError, subprocess.CalledProcessError) as error:
        print(f"failed\n{getattr(error, 'stderr', None) or error}")
        return 1
    STAMP.write_text(wanted)
    print(f"{time.monotonic() - started:6.1f} s", flush=True)
    return 0


def _fingerprint() -> str:
    """Changes with the locks and with the clone's place, which scripts in the environment carry."""
    digest = hashlib.sha256(str(VENV).encode())
    for lock in LOCKS:
        digest.update(lock.read_bytes())
    return digest.hexdigest()


def _python() -> str:
    return str(VENV / "bin" / "python")


def _works() -> bool:
    """Whether the environment's Python still starts, here, in a version we support."""
    supported = f"{OLDEST} <= sys.version_info[:2] <= {NEWEST}"
    code = f"import sys; sys.exit(not (sys.prefix == {str(VENV)!r} and {supported}))"
    try:
        return subprocess.run([_python(), "-c", code], capture_output=True).returncode == 0
    except OSError:
        return False


def _moved() -> bool:
    """Whether the environment was made in another folder: its scripts then name the wrong one."""
    activate = VENV / "bin" / "activate"
    return not activate.exists() or str(VENV) not in activate.read_text()


def _create() -> None:
    if _works() and not _moved():
        return
    bundled = Path(os.__file__).parent / "ensurepip" / "__init__.py"
    if not bundled.exists():
        # Debian keeps this part of Python in a package of its own.
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        ensure_system_packages([Package(f"{version}-venv", str(bundled))])
    venv.create(VENV, clear=True, with_pip=True, symlinks=True)


def _install() -> None:
    """uv by pip and hash, then everything else by uv and hash."""
    bootstrap, lock = (str(path) for path in LOCKS)
    pip = [_python(), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
    run([*pip, "--require-hashes", "-r", bootstrap])
    run([str(VENV / "bin" / "uv"), "pip", "install", "-q", "-p", _python(), "--require-hashes", "-r", lock])


def run(command: list[str]) -> None:
    env = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT)
    if "UnknownIssuer" in done.stderr:
        # A company's proxy: its certificate is known to the system, not to uv's own list.
        env["UV_SYSTEM_CERTS"] = "true"
        done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT)
    done.check_returncode()


if __name__ == "__main__":
    sys.exit(main())
