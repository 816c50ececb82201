"""`python -m deploy.web WEB OUTDIR`: what `next build` left in WEB, as a folder to run and a folder to serve.

`server` runs with nothing but node; `static` is what nginx answers from disk, with a `.gz` beside what shrinks.
"""

import filecmp
import gzip
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

SHRINKING = {".js", ".css", ".svg", ".json", ".webmanifest", ".txt", ".map", ".html"}
# As nginx's own gzip_min_length: below it, the header costs more than is won.
SMALLEST = 1024
# Tabs that are open ask for files of the build they came from.
BUILDS_KEPT = 3


class NotBuilt(RuntimeError):
    """There is no finished build; the message says what is missing."""


def lay_out(web: Path, target: Path) -> None:
    """Fill `target` from the build in `web`. Raises NotBuilt."""
    standalone, static, public = web / ".next" / "standalone", web / ".next" / "static", web / "public"
    if not (standalone / "server.js").exists():
        raise NotBuilt(f"{standalone} holds no server.js: `next build` has not run there")
    shutil.copytree(standalone, target / "server", symlinks=True)
    shutil.copytree(static, target / "server" / ".next" / "static")
    shutil.copytree(static, target / "static" / "_next" / "static")
    for root in (target / "server" / "public", target / "static"):
        shutil.copytree(public, root, dirs_exist_ok=True)
    for path in list(_files(target / "static")):
        _compress(target / "static" / path)


def publish(static: Path, target: Path) -> None:
    """Put a build's files where nginx finds them; those of the last few builds stay beside them."""
    names = sorted(_files(static))
    for name in names:
        _replace(static / name, target / name)
    record = target.with_name(f"{target.name}-builds.json")
    builds: list[list[str]] = json.loads(record.read_text()) if record.exists() else []
    # Every build has a name of its own among its files.
    builds = [*(build for build in builds if build != names), names]
    kept = builds[-BUILDS_KEPT:]
    # Only what a build names by its content may outlive it.
    wanted = {*names, *(name for build in kept for name in build if name.startswith("_next/"))}
    for gone in {name for build in builds for name in build} - wanted:
        (target / gone).unlink(missing_ok=True)
    record.write_text(json.dumps(kept))


def _files(root: Path) -> Iterator[str]:
    return (str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def _compress(path: Path) -> None:
    data = path.read_bytes()
    if path.suffix in SHRINKING and len(data) >= SMALLEST:
        packed = path.with_name(f"{path.name}.gz")
        packed.write_bytes(gzip.compress(data, 9, mtime=0))
        # nginx wants both of one age, and makes ETags of it.
        shutil.copystat(path, packed)


def _replace(source: Path, target: Path) -> None:
    """A copy that appears as a whole, readable by nginx's workers."""
    if target.exists() and filecmp.cmp(source, target, shallow=False):
        return
    _open_folders(target.parent)
    building = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copyfile(source, building)
    shutil.copystat(source, building)
    building.chmod(0o644)
    building.replace(target)


def _open_folders(folder: Path) -> None:
    """Created one by one: with `parents`, the umask would close those in between."""
    if not folder.exists():
        _open_folders(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)


def main() -> int:
    """Lay out the build in the first folder as the second."""
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    lay_out(Path(sys.argv[1]), Path(sys.argv[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
