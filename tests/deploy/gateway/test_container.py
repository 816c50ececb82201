"""What the gateway's container is given, from one image to the next."""

import sys
from pathlib import Path

import pytest

from deploy.gateway import __main__ as container


def _image(folder: Path, script: str) -> Path:
    for name in ("openapi.json", "docs/index.html", f"web/_next/static/{script}", "web/vivo.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(script)
    return folder


def test_gateway_of_a_new_image_still_serves_the_scripts_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    volume = tmp_path / "volume"
    monkeypatch.setattr(sys, "argv", ["deploy.gateway", str(volume)])
    for script in ("old.js", "new.js"):
        monkeypatch.setattr(container, "DOCUMENTS", _image(tmp_path / script, script))
        assert container.main() == 0
    names = {path.name for path in (volume / "web" / "_next" / "static").iterdir()}
    assert names == {"old.js", "new.js"}
    for name in ("openapi.json", "docs/index.html", "web/vivo.txt"):
        assert (volume / name).read_text() == "new.js"
    assert (volume / "site" / "indisponivel.html").exists()
    assert "max_fails" not in (volume / "nginx.conf").read_text()


def test_gateway_without_a_folder_says_how_it_is_called(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["deploy.gateway"])
    assert container.main() == 2
    assert "deploy.gateway DIRECTORY" in capsys.readouterr().err
