"""One project for the run: built, started from nothing, and removed with its volumes in the end."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from deploy.docker.prepare import prepare
from tests.compose.project import SERVICES, Project
from tests.infra.containers import low_ports
from tests.infra.shops import Shop, create_shop

# `make compose-test` sets it; the other tests of this folder need no engine.
_WANTED = os.environ.get("COMPOSE_TEST") == "1"
collect_ignore = [] if _WANTED else ["test_image.py", "test_replicas.py", "test_system.py"]
_times = pytest.StashKey[dict[str, float]]()


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Project]:
    directory: Path = tmp_path_factory.mktemp("compose")
    prepare(directory / "secrets")
    gateway_port, mailpit_port = low_ports(2)
    images = ("petshop:test", "petshop-web:test")
    started = Project("petshop-test", *images, directory / "secrets", gateway_port, mailpit_port)
    pytestconfig.stash[_times] = started.seconds
    started.down(volumes=True)
    try:
        started.timed("build", "build")
        started.up("up, from nothing")
        yield started
    finally:
        if not os.environ.get("KEEP_TEST_FILES"):
            started.down(volumes=True)


@pytest.fixture(scope="module")
def scaled(project: Project) -> Iterator[Project]:
    """Two of each service, for a module."""
    project.up("up, second replicas", profile="scale")
    yield project
    project.compose("--profile", "scale", "rm", "-sf", *(f"{name}-2" for name in SERVICES))


@pytest_asyncio.fixture
async def shop(project: Project) -> AsyncIterator[Shop]:
    """A live shop in the containers whose owner is signed in."""
    created = await create_shop(project.as_system())
    yield created
    await created.client.aclose()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for title, seconds in config.stash.get(_times, {}).items():
        terminalreporter.write_line(f"  {title:<24}{seconds:6.1f} s")
