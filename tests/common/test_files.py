"""Files by owner and name: whole or not there, and never outside of their directory."""

import asyncio
import os
import stat
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from libs.common.files import FileStore, FilesUnavailableError

OWNER = UUID("01980000-0000-7000-8000-000000000001")
NAMES = ["fotos/a.webp", "a.webp", "fotos/2026/11/a-b-1.jpeg", f"fotos/{OWNER}-grande.webp"]
BAD_NAMES = [
    "",
    ".",
    "..",
    "/etc/passwd",
    "../x.webp",
    "fotos/../../x.webp",
    "fotos//x.webp",
    "fotos/.x.webp",
    ".hidden.webp",
    "fotos/",
    "fotos",
    "a.webp/",
    "a.webp\n",
    "a\0.webp",
    "a b.webp",
    "A.webp",
    "a.web.p",
    "ação.webp",
    "fotos\\x.webp",
    "a/b/c/d/e.webp",
    "x" * 101 + ".webp",
    "%2e%2e/x.webp",
]


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", NAMES)
async def test_what_is_put_is_there_until_it_is_deleted(store: FileStore, tmp_path: Path, name: str) -> None:
    assert await store.get(OWNER, name) is None
    await store.put(OWNER, name, b"one")
    await store.put(OWNER, name, b"two")
    assert await store.get(OWNER, name) == b"two"
    assert everything(tmp_path) == [f"files/{OWNER}/{name}"]
    for _ in range(2):
        await store.delete(OWNER, name)
        assert await store.get(OWNER, name) is None


@pytest.mark.parametrize("name", BAD_NAMES)
async def test_name_that_is_none_is_refused(store: FileStore, tmp_path: Path, name: str) -> None:
    for attempt in (store.put(OWNER, name, b"x"), store.get(OWNER, name), store.delete(OWNER, name)):
        with pytest.raises(ValueError, match="not a file's name"):
            await attempt
    assert everything(tmp_path) == []


@pytest.mark.parametrize("owner", ["..", str(OWNER), None, ""])
async def test_owner_that_is_no_id_is_refused(store: FileStore, owner: Any) -> None:
    with pytest.raises(ValueError, match="not a file's name"):
        await store.get(owner, "a.webp")


async def test_everything_of_one_owner_goes_and_nothing_of_others(store: FileStore, tmp_path: Path) -> None:
    other = uuid4()
    for owner in (OWNER, other):
        for name in NAMES:
            await store.put(owner, name, b"x")
    for _ in range(2):
        await store.delete_all(OWNER)
    assert {Path(name).parts[1] for name in everything(tmp_path)} == {str(other)}


async def test_who_looks_while_it_is_written_sees_one_or_the_other(store: FileStore) -> None:
    contents = [bytes([n]) * 100_000 for n in range(8)]
    await store.put(OWNER, "a.webp", contents[0])

    async def look() -> bytes | None:
        return await store.get(OWNER, "a.webp")

    writing = [store.put(OWNER, "a.webp", content) for content in contents]
    seen = await asyncio.gather(*writing, *(look() for _ in range(40)))
    assert set(seen) - {None} <= set(contents)


async def test_directory_that_cannot_be_written_is_away_for_a_moment(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"no folder")
    with pytest.raises(FilesUnavailableError) as refusal:
        await store.put(OWNER, "a.webp", b"x")
    assert (refusal.value.status, refusal.value.code) == (503, "DEPENDENCY_UNAVAILABLE")
    with pytest.raises(FilesUnavailableError):
        await store.get(OWNER, "a.webp")


async def test_failed_write_leaves_nothing_behind(store: FileStore, tmp_path: Path) -> None:
    folder = tmp_path / "files" / str(OWNER) / "a.webp"
    folder.mkdir(parents=True)
    (folder / "inside").touch()
    with pytest.raises(FilesUnavailableError):
        await store.put(OWNER, "a.webp", b"x")
    assert everything(tmp_path) == [f"files/{OWNER}/a.webp/inside"]


async def test_files_are_nobody_elses_on_the_machine(store: FileStore, tmp_path: Path) -> None:
    await store.put(OWNER, "fotos/a.webp", b"x")
    for path in (tmp_path / "files" / str(OWNER)).rglob("*"):
        assert not stat.S_IMODE(os.stat(path).st_mode) & 0o077
