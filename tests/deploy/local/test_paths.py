"""Where data lies when PostgreSQL's account must reach it."""

from pathlib import Path

import pytest

from deploy.local import paths


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "SYSTEM_STATE", tmp_path / "state")
    return tmp_path / "state"


def _as(monkeypatch: pytest.MonkeyPatch, *, root: bool, reachable: bool) -> None:
    monkeypatch.setattr(paths, "is_root", lambda: root)
    monkeypatch.setattr(paths, "traversable", lambda path: reachable)


@pytest.mark.parametrize(("root", "reachable"), [(False, False), (True, True)])
def test_servers_dir_stays_in_the_clone(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch, root: bool, reachable: bool
) -> None:
    _as(monkeypatch, root=root, reachable=reachable)
    assert paths.servers_dir(tmp_path) == tmp_path / ".data" / "servers"
    assert not state.exists()


def test_servers_dir_private_clone_of_root_moves_out(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / ".data" / "servers" / "postgres"
    kept.mkdir(parents=True)
    _as(monkeypatch, root=True, reachable=False)
    target = paths.servers_dir(tmp_path)
    assert target.parent == state
    assert (target / "postgres").is_dir()
    assert (tmp_path / ".data" / "servers").resolve() == target == paths.servers_dir(tmp_path)


def test_servers_dir_copied_clone_gets_its_own(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as(monkeypatch, root=True, reachable=False)
    original = paths.servers_dir(tmp_path / "a")
    copy = tmp_path / "b" / ".data"
    copy.mkdir(parents=True)
    (copy / "servers").symlink_to(original)
    assert paths.servers_dir(tmp_path / "b") != original
    assert paths.servers_dir(tmp_path / "a") == original


def test_servers_dir_moved_clone_keeps_its_data(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as(monkeypatch, root=True, reachable=False)
    original = paths.servers_dir(tmp_path / "a")
    (tmp_path / "a").rename(tmp_path / "b")
    assert paths.servers_dir(tmp_path / "b") == original


def test_traversable_private_folder_is_not(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir(mode=0o700)
    assert not paths.traversable(tmp_path / "private" / "inside")
    assert paths.traversable(Path("/usr/bin"))


def test_reachable_copy_moves_only_what_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "source" / "bin").mkdir(parents=True)
    (tmp_path / "source" / "other").mkdir()
    _as(monkeypatch, root=True, reachable=False)
    target = paths.reachable_copy(tmp_path / "source", ("bin",), tmp_path / "cache" / "v1")
    assert [path.name for path in target.iterdir()] == ["bin"]
    assert paths.reachable_copy(tmp_path / "source", ("bin",), tmp_path / "cache" / "v1") == target
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["v1"]
