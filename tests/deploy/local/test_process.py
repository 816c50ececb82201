"""Starting, waiting and stopping, with small real processes."""

import signal
import sys
from pathlib import Path

import pytest

from deploy.local import orphans, ports
from deploy.local.process import Process, ProcessFailed, http_ok, start, stop
from tests.deploy.gateway.conftest import free_port

SERVER = "import http.server as h,sys; h.test(h.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind='127.0.0.1')"


def _python(tmp_path: Path, code: str, port: int) -> Process:
    return Process(
        name="sample",
        argv=[sys.executable, "-c", code, str(port)],
        env={},
        cwd=tmp_path,
        port=port,
        ready=lambda: http_ok(port, "/"),
        log=tmp_path / "log" / "sample.log",
    )


def test_start_and_stop_real_server(tmp_path: Path) -> None:
    process = _python(tmp_path, SERVER, free_port())
    child = start(process, timeout_s=20)
    owner = ports.owner(process.port)
    assert owner is not None
    assert owner.pid == child.pid
    with pytest.raises(orphans.PortsBusy, match=rf"port {process.port} \(X_PORT\) is taken by .*pid {child.pid}"):
        orphans.check_ports({"X_PORT": process.port})
    assert stop(process, child) == -signal.SIGTERM
    assert ports.owner(process.port) is None
    orphans.check_ports({"X_PORT": process.port})


def test_start_dying_process_fails_with_its_log(tmp_path: Path) -> None:
    process = _python(tmp_path, "raise SystemExit('no such database')", free_port())
    with pytest.raises(ProcessFailed, match="stopped before it was ready\nno such database"):
        start(process, timeout_s=20)


def test_start_silent_process_times_out_and_is_stopped(tmp_path: Path) -> None:
    process = _python(tmp_path, "import time; time.sleep(60)", free_port())
    with pytest.raises(ProcessFailed, match="not ready after 0 s"):
        start(process, timeout_s=0.2)


def test_stop_orphans_leaves_children_of_others_alone(tmp_path: Path) -> None:
    process = _python(tmp_path, SERVER, free_port())
    child = start(process, timeout_s=20)
    assert orphans.stop_orphans([process]) == []
    assert child.poll() is None
    stop(process, child)
