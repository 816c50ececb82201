"""What a build becomes: a folder to run, a folder to serve, and the files of builds before it."""

import gzip
import os
import stat
import sys
from pathlib import Path

import pytest

from deploy import web
from deploy.web import NotBuilt, lay_out, publish

SCRIPT = "x" * 5000


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "web"
    _write(folder / ".next" / "standalone" / "server.js", "// server")
    _write(folder / ".next" / "standalone" / "node_modules" / "next" / "index.js", "// next")
    _write(folder / ".next" / "static" / "chunks" / "a.js", SCRIPT)
    _write(folder / ".next" / "static" / "chunks" / "small.js", "x")
    _write(folder / ".next" / "static" / "media" / "font.woff2", SCRIPT)
    _write(folder / "public" / "vivo.txt", "vivo\n")
    return folder


def _names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_lay_out_gives_one_folder_to_run_and_one_to_serve(built: Path, tmp_path: Path) -> None:
    lay_out(built, tmp_path / "out")
    static = {"chunks/a.js", "chunks/small.js", "media/font.woff2"}
    assert _names(tmp_path / "out" / "server") == {
        "server.js",
        "node_modules/next/index.js",
        "public/vivo.txt",
        *(f".next/static/{name}" for name in static),
    }
    assert _names(tmp_path / "out" / "static") == {
        "vivo.txt",
        # A font is packed by itself, and next to nothing shrinks no more.
        "_next/static/chunks/a.js.gz",
        *(f"_next/static/{name}" for name in static),
    }
    packed = tmp_path / "out" / "static" / "_next" / "static" / "chunks" / "a.js.gz"
    assert gzip.decompress(packed.read_bytes()).decode() == SCRIPT
    assert packed.stat().st_mtime == (packed.parent / "a.js").stat().st_mtime


def test_lay_out_without_a_build_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match=r"server\.js"):
        lay_out(tmp_path, tmp_path / "out")


def _build(folder: Path, *, chunk: str, public: str) -> Path:
    _write(folder / "_next" / "static" / "chunks" / f"{chunk}.js", chunk)
    _write(folder / "_next" / "static" / "shared.js", "shared")
    _write(folder / public, public)
    return folder


def test_publish_keeps_the_scripts_of_three_builds_and_the_public_files_of_one(tmp_path: Path) -> None:
    target = tmp_path / "gateway" / "web"
    for name in ("one", "two", "three", "four"):
        publish(_build(tmp_path / name, chunk=name, public=f"{name}.txt"), target)
    assert _names(target) == {
        "_next/static/shared.js",
        *(f"_next/static/chunks/{name}.js" for name in ("two", "three", "four")),
        "four.txt",
    }
    # The same once more, and an earlier one again, which then counts as the newest.
    publish(tmp_path / "four", target)
    assert "_next/static/chunks/two.js" in _names(target)
    publish(tmp_path / "two", target)
    publish(_build(tmp_path / "five", chunk="five", public="five.txt"), target)
    assert {name for name in _names(target) if "chunks" in name} == {
        f"_next/static/chunks/{name}.js" for name in ("four", "two", "five")
    }


def test_publish_replaces_what_changed_and_leaves_the_rest_untouched(tmp_path: Path) -> None:
    target = tmp_path / "gateway" / "web"
    publish(_build(tmp_path / "one", chunk="a", public="vivo.txt"), target)
    kept = (target / "_next" / "static" / "shared.js").stat().st_ino
    _write(tmp_path / "one" / "vivo.txt", "another")
    (target / "_next" / "static" / "chunks" / "a.js").unlink()
    publish(tmp_path / "one", target)
    assert (target / "vivo.txt").read_text() == "another"
    assert (target / "_next" / "static" / "chunks" / "a.js").read_text() == "a"
    assert (target / "_next" / "static" / "shared.js").stat().st_ino == kept


def test_published_files_can_be_read_by_every_account(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        source = _build(tmp_path / "one", chunk="a", public="vivo.txt")
        publish(source, tmp_path / "gateway" / "web")
    finally:
        os.umask(before)
    for path in (tmp_path / "gateway" / "web").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644)


def test_command_lays_out_one_folder_as_another(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["deploy.web", str(built), str(tmp_path / "out")])
    assert web.main() == 0
    assert (tmp_path / "out" / "server" / "server.js").exists()
    monkeypatch.setattr(sys, "argv", ["deploy.web"])
    assert web.main() == 2
    assert "deploy.web WEB OUTDIR" in capsys.readouterr().err
