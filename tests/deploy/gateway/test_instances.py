"""One of two instances goes and nobody notices; both go and people are told."""

import http.client
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from subprocess import Popen

import httpx
import pytest

from deploy.gateway.config import SERVICES, SITE, WEB, GatewayConfig
from deploy.local.paths import ROOT
from deploy.local.process import Process, http_ok, start
from tests.deploy.gateway.conftest import BASE_DOMAIN, free_port, running, scratch
from tests.infra.waiting import eventually

VISITORS = 6
ENOUGH = 150


@dataclass(slots=True)
class Instances:
    """Two stubs in processes of their own, before one gateway."""

    gateway: GatewayConfig
    processes: list[Process]
    children: list[Popen[bytes]] = field(default_factory=list)

    def start(self, number: int) -> None:
        self.children[number] = start(self.processes[number])

    def kill(self, number: int) -> None:
        self.children[number].kill()
        self.children[number].wait()

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self.gateway.port}{path}", timeout=20, trust_env=False)


@pytest.fixture
def instances() -> Iterator[Instances]:
    ports = [free_port(), free_port()]
    with scratch() as folder:
        config = GatewayConfig(
            port=free_port(),
            base_domain=BASE_DOMAIN,
            upstreams={name: [f"127.0.0.1:{free_port()}"] for name in SERVICES}
            | {WEB: [f"127.0.0.1:{port}" for port in ports]},
            static_dir=folder / "static",
            work_dir=folder / "gateway",
        )
        processes = [_process(f"web-{port}", port, folder) for port in ports]
        with running(config):
            made = Instances(config, processes, [start(each) for each in processes])
            yield made
            for number in range(len(processes)):
                made.kill(number)


def _process(name: str, port: int, folder: Path) -> Process:
    return Process(
        name=name,
        argv=[sys.executable, "-m", "tests.deploy.gateway.instance", str(port)],
        env={},
        cwd=ROOT,
        port=port,
        ready=partial(http_ok, port, "/vivo.txt"),
        log=folder / f"{name}.log",
    )


@dataclass(slots=True)
class Visits:
    """How many answers came, and those that were not the page."""

    count: int = 0
    bad: list[str] = field(default_factory=list)


@contextmanager
def _visitors(port: int) -> Iterator[Visits]:
    """Visitors who ask again as soon as they are answered, over connections that stay open."""
    visits, over = Visits(), threading.Event()
    threads = [threading.Thread(target=_visit, args=(port, visits, over)) for _ in range(VISITORS)]
    for thread in threads:
        thread.start()
    try:
        yield visits
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _visit(port: int, visits: Visits, over: threading.Event) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    while not over.is_set():
        try:
            connection.request("GET", "/planos")
            answer = connection.getresponse()
            seen = f"{answer.status} {answer.read()[:15].decode()}"
        except (OSError, http.client.HTTPException) as error:
            seen = repr(error)
            connection.close()
        visits.count += 1
        if seen != "200 <!doctype html>":
            visits.bad.append(seen)
    connection.close()


async def _more(visits: Visits) -> None:
    """Until many more have been answered."""
    wanted = visits.count + ENOUGH
    await eventually(lambda: visits.count >= wanted, timeout_s=30)


async def test_killed_instance_is_not_noticed(instances: Instances) -> None:
    with _visitors(instances.gateway.port) as visits:
        await _more(visits)
        instances.kill(0)
        await _more(visits)
        instances.start(0)
        await _more(visits)
    assert visits.bad == []


async def test_restart_of_one_after_the_other_is_not_noticed(instances: Instances) -> None:
    """Faster than nginx forgets that the first was away."""
    with _visitors(instances.gateway.port) as visits:
        for number in (0, 1, 0, 1):
            await _more(visits)
            instances.kill(number)
            await _more(visits)
            instances.start(number)
    assert visits.bad == []


async def test_hanging_instance_costs_one_visit_some_seconds(instances: Instances) -> None:
    instances.children[0].send_signal(signal.SIGSTOP)
    with _visitors(instances.gateway.port) as visits:
        await _more(visits)
    assert visits.bad == []


def test_neither_instance_shows_a_page_with_a_way_to_ask_again(instances: Instances) -> None:
    for number in (0, 1):
        instances.kill(number)
    for path in ("/", "/en/planos?a=1"):
        answer = instances.get(path)
        assert answer.status_code == 503
        assert answer.text == (SITE / "indisponivel.html").read_text()
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["retry-after"] == "2"
        assert answer.headers["cache-control"] == "no-store"
        assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "Estamos voltando" in answer.text
    assert '<a class="again" href="">Tentar de novo</a>' in answer.text
    assert '<p class="status" lang="en">' in answer.text
    assert 'http-equiv="refresh"' not in answer.text
    assert "<script" not in answer.text
    style = instances.get("/indisponivel.css")
    assert (style.status_code, style.headers["content-type"]) == (200, "text/css")
    refused = instances.get("/api/v1/clientes")
    assert (refused.status_code, refused.json()["code"]) == (502, "DEPENDENCY_UNAVAILABLE")
    instances.start(1)
    assert instances.get("/").status_code == 200


def test_error_page_of_the_front_end_stays_its_own(instances: Instances) -> None:
    answer = instances.get("/500")
    assert answer.status_code == 500
    assert "<p>/500</p>" in answer.text
