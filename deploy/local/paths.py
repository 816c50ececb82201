"""Where files of the runner lie, and how servers that drop root reach them."""

import hashlib
import os
import pwd
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / ".data"
SYSTEM_STATE = Path("/var/lib")
# sun_path holds 107 bytes; PostgreSQL adds "/.s.PGSQL.18432.lock", supervisord ".<pid>".
SOCKET_FOLDER_LIMIT = 80


def is_root() -> bool:
    return os.geteuid() == 0


def server_user() -> str | None:
    """The account of PostgreSQL when we are root (it refuses root), else None: our own."""
    if not is_root():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def traversable(path: Path) -> bool:
    """Whether any account may enter every existing folder on the way to `path`, itself included."""
    folders = (path.resolve(), *path.resolve().parents)
    return all(folder.stat().st_mode & 0o001 for folder in folders if folder.is_dir())


def make_open(directory: Path) -> Path:
    """Create a folder other accounts may enter, whatever the umask."""
    directory.mkdir(parents=True, exist_ok=True)
    directory.chmod(0o755)
    return directory


def root_hash(root: Path) -> str:
    """Ten hex digits that tell clones on one machine apart."""
    return hashlib.sha1(str(root.resolve()).encode(), usedforsecurity=False).hexdigest()[:10]


def servers_dir(root: Path = ROOT) -> Path:
    """The folder of the servers' data: `.data/servers`, or a link out of a private clone when we are root."""
    link = root / ".data" / "servers"
    if link.is_symlink() and _is_ours(link.resolve(), root):
        return make_open(link.resolve())
    if not is_root() or traversable(_make_data(root)):
        return make_open(_unlinked(link))
    target = make_open(relocation(root))
    (target / "clone").write_text(str(root.resolve()))
    _unlinked(link)
    if link.is_dir():
        shutil.copytree(link, target, dirs_exist_ok=True, symlinks=True)
        shutil.rmtree(link)
    link.symlink_to(target)
    return target


def _make_data(root: Path) -> Path:
    return make_open(root / ".data")


def _unlinked(link: Path) -> Path:
    if link.is_symlink():
        link.unlink()
    return link


def relocation(root: Path) -> Path:
    """Outside the clone, reachable by every account; only root can make it."""
    return SYSTEM_STATE / f"petshop-{root_hash(root)}"


def _is_ours(target: Path, root: Path) -> bool:
    """False when the clone was copied and the link still names the original's data."""
    try:
        owner = Path((target / "clone").read_text())
    except OSError:
        return False
    return owner == root.resolve() or not (owner / ".data" / "servers").exists()


def scratch_dir(name: str) -> Path:
    """A new folder for short-lived servers that their accounts can reach (pytest's tmp_path is private)."""
    base = Path(tempfile.gettempdir())
    base = base if traversable(base) else Path("/tmp")
    return make_open(Path(tempfile.mkdtemp(prefix=f"petshop-{name}-", dir=base)))


def socket_dir(root: Path = ROOT) -> Path:
    """A private folder with a path short enough for unix sockets."""
    directory = root / ".data" / "run"
    if len(str(directory)) > SOCKET_FOLDER_LIMIT:
        directory = Path("/tmp") / f"petshop-{root_hash(root)}-{os.geteuid()}"
    directory.mkdir(parents=True, exist_ok=True)
    if directory.stat().st_uid != os.geteuid():
        raise PermissionError(f"{directory} belongs to another account")
    directory.chmod(0o700)
    return directory


def reachable_copy(source: Path, folders: tuple[str, ...], target: Path) -> Path:
    """`source` itself when every account may enter it, else a copy of its `folders` under `target`."""
    if not is_root() or all(traversable(source / folder) for folder in folders):
        return source
    if not target.exists():
        make_open(target.parent)
        partial = Path(tempfile.mkdtemp(prefix="copy-", dir=target.parent))
        for folder in folders:
            shutil.copytree(source / folder, partial / folder, symlinks=True)
        partial.chmod(0o755)
        _rename_once(partial, target)
    return target


def _rename_once(partial: Path, target: Path) -> None:
    try:
        partial.rename(target)
    except OSError:
        # Another test process was faster; its copy is as good.
        shutil.rmtree(partial)
        if not target.exists():
            raise
