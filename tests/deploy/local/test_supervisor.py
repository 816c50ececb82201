"""supervisord's configuration, and a real supervisord with a real process."""

import configparser
import dataclasses
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from deploy.local import paths
from deploy.local.paths import ROOT
from deploy.local.process import Process, http_ok
from deploy.local.supervisor import Supervisor
from deploy.local.supervisor_conf import SupervisorFailed, render
from deploy.local.up import roll
from tests.deploy.gateway.conftest import free_port


def _process(folder: Path, **changes: object) -> Process:
    process = Process(
        name="sample",
        argv=[sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"],
        env={"TARGETS": '{"a":"http://b","c":50}', "RATE": "100%"},
        cwd=folder,
        port=1,
        ready=lambda: True,
        log=folder / "sample.log",
    )
    return dataclasses.replace(process, **changes)  # type: ignore[arg-type]


@pytest.fixture
def folder() -> Iterator[Path]:
    directory = paths.scratch_dir("supervisor")
    yield directory
    for path in directory.iterdir():
        path.unlink()
    directory.rmdir()


def test_render_values_keep_their_meaning(tmp_path: Path) -> None:
    parser = configparser.RawConfigParser(inline_comment_prefixes=(";", "#"))
    parser.read_string(render([_process(tmp_path)], tmp_path, tmp_path / "s"))
    program = parser["program:sample"]
    assert 'TARGETS=\'{"a":"http://b","c":50}\'' in program["environment"]
    assert "RATE='100%%'" in program["environment"]
    assert program["stopsignal"] == "TERM"
    assert program["autostart"] == "false"


@pytest.mark.parametrize("value", ["it's", "a ; b", "a # b", "a\nb"])
def test_render_value_the_format_cannot_hold_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(SupervisorFailed):
        render([_process(tmp_path, env={"X": value})], tmp_path, tmp_path / "s")


def test_supervisor_starts_restarts_changed_and_stops(folder: Path) -> None:
    supervisor = Supervisor(folder, folder / "s")
    assert supervisor.states() == {}
    first = _process(folder)
    supervisor.apply([first])
    supervisor.start("sample")
    assert supervisor.is_running("sample")
    assert supervisor.apply([first]) == set()
    assert supervisor.is_running("sample")
    _wait_for(first.log, "up")
    assert supervisor.apply([dataclasses.replace(first, revision="2")]) == {"sample"}
    assert supervisor.state("sample") == "STOPPED"
    supervisor.shutdown()
    assert not supervisor.running()


def test_instances_that_changed_restart_one_after_the_other(folder: Path) -> None:
    supervisor = Supervisor(folder, folder / "s")
    first = [_instance(folder, f"web-{number}", "1") for number in (1, 2)]
    roll(supervisor, first, first)
    before = {name: info["pid"] for name, info in supervisor.states().items()}
    second = [dataclasses.replace(process, revision="2") for process in first]
    with _watched(first) as away:
        assert supervisor.apply(second, rolling={"web-1", "web-2"}) == {"web-1", "web-2"}
        assert {name: info["pid"] for name, info in supervisor.states().items()} == before
        roll(supervisor, second, second)
        after = {name: info["pid"] for name, info in supervisor.states().items()}
        roll(supervisor, second, second)
    assert {name: info["pid"] for name, info in supervisor.states().items()} == after
    assert all(before[name] != pid for name, pid in after.items())
    assert away == []
    supervisor.shutdown()


def _instance(folder: Path, name: str, revision: str) -> Process:
    port = free_port()
    return dataclasses.replace(
        _process(folder),
        name=name,
        argv=[sys.executable, "-m", "tests.deploy.gateway.instance", str(port)],
        env={},
        cwd=ROOT,
        port=port,
        ready=partial(http_ok, port, "/vivo.txt"),
        log=folder / f"{name}.log",
        revision=revision,
    )


@contextmanager
def _watched(processes: list[Process]) -> Iterator[list[float]]:
    """The moments at which none of them answered."""
    away: list[float] = []
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            if not any(process.ready() for process in processes):
                away.append(time.monotonic())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield away
    finally:
        over.set()
        watcher.join()


def _wait_for(log: Path, word: str) -> None:
    deadline = time.monotonic() + 10
    while not (log.exists() and word in log.read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
