"""Files of the shops: a small object store over one directory, led by the id of whose they are.

A key is checked before it is a path, and no part of one can begin with a dot: nothing leads out of the directory.
What a key names is there as a whole or not at all, and outlives a crash once `put` has answered.
"""

import asyncio
import os
import re
import shutil
from pathlib import Path
from uuid import UUID, uuid4

from libs.common.errors import DependencyUnavailableError

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}(/[a-z0-9][a-z0-9-]{0,99}){0,3}\.[a-z0-9]{1,8}")


class FilesUnavailableError(DependencyUnavailableError):
    """The directory cannot be written: full, or not there."""

    def __init__(self) -> None:
        super().__init__("Files cannot be kept at the moment.", retry_after_s=30)


class FileStore:
    """`put`, `get` and `delete` by owner and name, as `fotos/0198….webp`; all of it in threads."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, owner: UUID, name: str, data: bytes) -> None:
        """Whoever looks sees all of it or what was there before. Raises FilesUnavailableError."""
        path = self._path(owner, name)
        try:
            await asyncio.to_thread(_write, path, data)
        except OSError as error:
            raise FilesUnavailableError from error

    async def get(self, owner: UUID, name: str) -> bytes | None:
        """None where there is none. Raises FilesUnavailableError."""
        path = self._path(owner, name)
        try:
            return await asyncio.to_thread(path.read_bytes)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FilesUnavailableError from error

    async def delete(self, owner: UUID, *names: str) -> None:
        """What is not there is deleted already."""
        for path in [self._path(owner, name) for name in names]:
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def delete_all(self, owner: UUID) -> None:
        """Everything of one owner's; what is not there is deleted already."""
        await asyncio.to_thread(_remove_tree, self._root / str(owner))

    def _path(self, owner: UUID, name: str) -> Path:
        """Raises ValueError for a name that is none of ours."""
        if not isinstance(owner, UUID) or _NAME.fullmatch(name) is None:
            raise ValueError(f"not a file's name: {name!r}")
        return self._root / str(owner) / name


def _write(path: Path, data: bytes) -> None:
    """Beside its place first, under a name that is no key."""
    _make_folder(path.parent)
    beside = path.with_name(f".{uuid4().hex}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _make_folder(folder: Path) -> None:
    """Nobody else's, and lasting before anything lies in it."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync(folder.parent)


def _sync(folder: Path) -> None:
    """The name lasts as well as what it names."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_tree(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        # Somebody else was at it, or there was none.
        if folder.exists():
            raise
