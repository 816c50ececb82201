"""When the front end is built, what is kept of it, and what its instances are told; npm is a stand-in."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.local import web
from deploy.local.__main__ import main
from deploy.local.web import BuildFailed, build, current, revision

LOCK = json.dumps({"packages": {}})


@dataclass(slots=True)
class Npm:
    """Answers as npm would: `ci` makes node_modules anew, `run build` what Next leaves behind."""

    calls: list[str] = field(default_factory=list)
    edited_meanwhile: str = ""

    def __call__(self, arguments: Sequence[str], folder: Path) -> None:
        self.calls.append(arguments[0])
        if arguments[0] == "ci":
            (folder / "node_modules").mkdir(exist_ok=True)
            (folder / "node_modules" / ".petshop-lock").unlink(missing_ok=True)
            return
        page = (folder / "src" / "page.tsx").read_text()
        if "broken" in page:
            raise BuildFailed("npm run build ended with 1:\nType error: broken")
        _write(folder / ".next" / "standalone" / "server.js", f"// serves {page}")
        _write(folder / ".next" / "static" / "chunks" / "app.js", page)
        _write(folder / "next-env.d.ts", "// made")
        if self.edited_meanwhile:
            _write(folder / "src" / "page.tsx", self.edited_meanwhile)

    def since(self) -> list[str]:
        """What was called since this was asked last."""
        calls, self.calls = self.calls, []
        return calls


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "web"
    _write(folder / "package-lock.json", LOCK)
    _write(folder / "src" / "page.tsx", "one")
    _write(folder / "public" / "vivo.txt", "vivo\n")
    return folder


@pytest.fixture
def artefacts(tmp_path: Path) -> Path:
    return tmp_path / "artefacts"


def _page(artefact: Path | None) -> str:
    assert artefact is not None
    return (artefact / "server" / "server.js").read_text()


def test_build_is_made_once_for_the_same_sources(sources: Path, artefacts: Path) -> None:
    npm = Npm()
    made = build(sources, artefacts, npm)
    assert npm.since() == ["ci", "run"]
    assert made.name == revision(sources)
    assert (current(artefacts), _page(made)) == (made, "// serves one")
    assert build(sources, artefacts, npm) == made
    assert npm.since() == []


def test_build_runs_again_for_changed_sources_and_installs_for_a_changed_lock(
    sources: Path, artefacts: Path
) -> None:
    npm = Npm()
    first = build(sources, artefacts, npm)
    _write(sources / "src" / "page.tsx", "two")
    second = build(sources, artefacts, npm)
    assert npm.since() == ["ci", "run", "run"]
    _write(sources / "package-lock.json", LOCK + "\n")
    third = build(sources, artefacts, npm)
    assert npm.since() == ["ci", "run"]
    assert len({first, second, third}) == 3
    assert current(artefacts) == third


def test_build_of_an_earlier_state_is_found_again(sources: Path, artefacts: Path) -> None:
    npm = Npm()
    first = build(sources, artefacts, npm)
    _write(sources / "src" / "page.tsx", "two")
    build(sources, artefacts, npm)
    npm.since()
    _write(sources / "src" / "page.tsx", "one")
    assert build(sources, artefacts, npm) == first == current(artefacts)
    assert npm.since() == []


def test_revision_is_of_sources_names_and_node_not_of_what_is_made(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = revision(sources)
    for made in ("node_modules/x.js", ".next/x.js", "next-env.d.ts", "tsconfig.tsbuildinfo"):
        _write(sources / made, "x")
    (sources / "src" / ".#page.tsx").symlink_to("somebody@elsewhere.1")
    assert revision(sources) == before
    (sources / "public" / "vivo.txt").rename(sources / "public" / "live.txt")
    renamed = revision(sources)
    monkeypatch.setattr(web, "_node_version", lambda: "99.0.0")
    assert len({before, renamed, revision(sources)}) == 3


def test_build_that_fails_leaves_the_last_one_in_place(sources: Path, artefacts: Path) -> None:
    npm = Npm()
    first = build(sources, artefacts, npm)
    _write(sources / "src" / "page.tsx", "broken")
    for _ in range(2):
        with pytest.raises(BuildFailed, match="Type error"):
            build(sources, artefacts, npm)
    assert npm.since() == ["ci", "run", "run", "run"]
    assert current(artefacts) == first


def test_build_of_sources_edited_meanwhile_is_used_but_made_again(sources: Path, artefacts: Path) -> None:
    npm = Npm(edited_meanwhile="two")
    first = build(sources, artefacts, npm)
    assert (first, _page(first)) == (current(artefacts), "// serves one")
    npm.edited_meanwhile = ""
    second = build(sources, artefacts, npm)
    assert _page(second) == "// serves two"
    _write(sources / "src" / "page.tsx", "one")
    build(sources, artefacts, npm)
    # The first one stood for neither state of the sources.
    assert npm.since() == ["ci", "run", "run", "run"]


def test_older_artefacts_go_unless_an_instance_runs_from_them(sources: Path, artefacts: Path) -> None:
    npm, made = Npm(), []
    for number in range(2):
        _write(sources / "src" / "page.tsx", str(number))
        made.append(build(sources, artefacts, npm))
    nap = [sys.executable, "-c", "import time; print(flush=True); time.sleep(600)"]
    with subprocess.Popen(nap, cwd=made[0] / "server", stdout=subprocess.PIPE) as instance:
        assert instance.stdout
        instance.stdout.readline()
        for number in range(2, 5):
            _write(sources / "src" / "page.tsx", str(number))
            made.append(build(sources, artefacts, npm))
        assert [path.exists() for path in made] == [True, False, False, True, True]
        instance.kill()
    _write(sources / "src" / "page.tsx", "5")
    made.append(build(sources, artefacts, npm))
    assert [path.exists() for path in made] == [False, False, False, False, True, True]


def test_instances_serve_one_artefact_and_restart_for_another(tmp_path: Path) -> None:
    ports = {"web-1": 5001, "web-2": 5002}
    first, second = web.processes(tmp_path / "abc", ports, tmp_path)
    assert (first.name, first.port, first.env["PORT"]) == ("web-1", 5001, "5001")
    assert (second.name, second.port, second.env["HOSTNAME"]) == ("web-2", 5002, "127.0.0.1")
    assert {first.cwd, second.cwd} == {tmp_path / "abc" / "server"}
    assert Path(first.argv[0]) == web.node()
    assert first.env["NODE_ENV"] == "production"
    assert first.revision == "abc"


def test_node_and_npm_are_those_of_the_environment(tmp_path: Path) -> None:
    version = subprocess.check_output([web.node(), "--version"], text=True).strip()
    assert version == f"v{web._node_version()}"
    _write(tmp_path / "package.json", json.dumps({"scripts": {"ok": "node check.js", "bad": "node bad.js"}}))
    wanted = f'["{version}","1","1",null]'
    seen = "[process.version, process.env.CI, process.env.NEXT_TELEMETRY_DISABLED, process.env.NODE_ENV ?? null]"
    _write(tmp_path / "check.js", f"process.exit(JSON.stringify({seen}) === '{wanted}' ? 0 : 1)")
    _write(tmp_path / "bad.js", "console.log('what went wrong'); process.exit(3)")
    web.npm(["run", "ok"], tmp_path)
    with pytest.raises(BuildFailed, match=r"(?s)npm run bad ended with 3:.*what went wrong"):
        web.npm(["run", "bad"], tmp_path)


def test_make_web_says_why_it_failed_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> Path:
        raise BuildFailed("npm run build ended with 1:\nType error")

    monkeypatch.setattr(sys, "argv", ["deploy.local", "web"])
    monkeypatch.setattr("deploy.local.web.build", fails)
    assert main() == 1
    assert capsys.readouterr().err == "\nnpm run build ended with 1:\nType error\n"
    monkeypatch.setattr("deploy.local.web.build", lambda: Path("built"))
    assert main() == 0
    assert capsys.readouterr() == ("", "")
