"""What the containers are told, without any engine: no second truth beside the native runner's."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from deploy.docker.prepare import prepare
from deploy.gateway.__main__ import configuration
from deploy.gateway.config import SERVICES, render
from deploy.local.paths import ROOT
from deploy.local.servers import postgres
from deploy.local.services import MAIL_FROM
from tests.compose.project import INSTANCES
from tests.compose.project import SERVICES as PROJECT_SERVICES

COMPOSE = (ROOT / "docker-compose.yml").read_text()
# The place and the durability of a cluster, not its behaviour.
OF_THE_PLACE = {
    "listen_addresses",
    "port",
    "unix_socket_directories",
    "fsync",
    "full_page_writes",
    "synchronous_commit",
}


def _settings(text: str) -> dict[str, str]:
    lines = (line.partition("=") for line in text.splitlines() if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in lines}


def test_postgres_has_the_settings_of_the_native_one(tmp_path: Path) -> None:
    native = _settings(postgres._configuration(tmp_path, 1, fsync=True, max_connections=200))
    contained = _settings((ROOT / "deploy/postgres/postgresql.conf").read_text())
    assert {name: value for name, value in native.items() if name not in OF_THE_PLACE} == {
        name: value for name, value in contained.items() if name not in OF_THE_PLACE
    }
    assert " ".join(postgres.LOCALE) in COMPOSE


def test_runtime_locks_pin_what_the_tests_ran_with() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9._-]+==[^ ;\\]+", (ROOT / name).read_text(), re.MULTILINE))

    assert pins("requirements-runtime.lock") <= pins("requirements.lock")
    assert pins("requirements-docs.lock") <= pins("requirements.lock")
    assert pins("requirements-web.lock") <= pins("requirements.lock")
    assert not pins("requirements-web.lock") & pins("requirements-runtime.lock")


def test_front_end_runs_twice_under_one_name_and_knows_no_secret() -> None:
    (shared,) = re.findall(r"^x-front-end: .*?\n\n", COMPOSE, re.MULTILINE | re.DOTALL)
    assert "aliases: [web]" in shared
    assert "read_only: true" in re.findall(r"^x-image: .*?\n\n", COMPOSE, re.MULTILINE | re.DOTALL)[0]
    instances = re.findall(r"^  (web-\d): (.*)$", COMPOSE, re.MULTILINE)
    assert [name for name, _ in instances] == list(INSTANCES)
    assert all("*front-end" in told for _, told in instances)
    assert "secrets" not in shared + "".join(told for _, told in instances)


def test_images_are_built_from_what_is_named_and_nothing_installed_or_built_here() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert ignored.index("!web") < ignored.index("web/node_modules") < len(ignored)
    assert {"web/.next", "!deploy/web.py", "!requirements-web.lock"} <= set(ignored)
    dockerfile = (ROOT / "deploy/docker/Dockerfile").read_text()
    copied = set(re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE))
    for source in (name for line in copied for name in line.split()):
        assert (ROOT / source).exists(), source


def test_only_what_people_look_at_is_published_on_loopback_below_the_ephemeral_ports() -> None:
    published = re.findall(r'ports: \["([^"]+)"\]', COMPOSE)
    assert len(published) == COMPOSE.count("ports:")
    assert re.findall(r"\$\{(\w+)_PORT", " ".join(published)) == ["GATEWAY", "MAILPIT", "PROMETHEUS", "GRAFANA"]
    for port in published:
        assert port.startswith("127.0.0.1:")
        assert all(int(number) < 32_768 for number in re.findall(r"[:-](\d{2,5})\b", port))


def test_files_of_ours_are_mounted_read_only_and_exist() -> None:
    mounted = re.findall(r"- \./(\S+?):(\S+)$", COMPOSE, re.MULTILINE)
    assert len(mounted) == 4
    for path, target in mounted:
        assert (ROOT / path).exists(), path
        assert target.endswith(":ro"), path


def test_dockerfile_needs_no_registry_for_its_syntax() -> None:
    assert "# syntax" not in (ROOT / "deploy/docker/Dockerfile").read_text()


def test_gateway_in_a_container_looks_names_up_as_requests_come() -> None:
    text = render(configuration(Path("/gateway"), {"BASE_DOMAIN": "Pets.Example", "RATE_LIMIT_LOGIN": "7"}))
    assert "resolver 127.0.0.11 valid=1s" in text
    assert "rate=7r/s" in text
    assert "server_name .pets.example _;" in text
    for name in SERVICES:
        assert f'map "" ${name}_address {{ default {name}:8000; }}' in text
        assert f"proxy_pass http://${name}_address" in text
    assert 'map "" $web_address { default web:3000; }' in text
    assert "proxy_pass http://$web_address;" in text
    assert "%%" not in text


def test_entry_point_puts_a_mounted_password_into_its_url(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("s3cret\n")
    environment = {
        "PATH": "/usr/bin:/bin",
        "DATABASE_URL": "postgresql://svc_tenant@postgres:5432/petshop",
        "DATABASE_PASSWORD_FILE": str(tmp_path / "password"),
        "AMQP_URL": "amqp://guest:guest@rabbitmq/",
    }
    script = str(ROOT / "deploy/docker/entrypoint.sh")
    show = ["sh", "-c", 'echo "$DATABASE_URL $AMQP_URL ${ADMIN_DATABASE_URL-none}"']
    done = subprocess.run([script, *show], env=environment, capture_output=True, text=True, check=True)
    wanted = "postgresql://svc_tenant:s3cret@postgres:5432/petshop amqp://guest:guest@rabbitmq/ none"
    assert done.stdout.strip() == wanted


def test_entry_point_stops_where_a_secret_is_missing(tmp_path: Path) -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "AMQP_URL": "amqp://a@b/",
        "AMQP_PASSWORD_FILE": str(tmp_path / "none"),
    }
    script = str(ROOT / "deploy/docker/entrypoint.sh")
    done = subprocess.run([script, "echo", "started"], env=environment, capture_output=True, text=True)
    assert (done.returncode != 0, done.stdout) == (True, "")


SHOW_MAIL = ["sh", "-c", 'echo "$SMTP_HOST ${SMTP_PORT-} ${SMTP_SECURITY-} ${MAIL_FROM-}"']


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ({}, f"mailpit 1025 none {MAIL_FROM}"),
        ({"SMTP_HOST": "", "SMTP_PORT": "587"}, f"mailpit 1025 none {MAIL_FROM}"),
        ({"MAIL_FROM": "loja@example.com"}, "mailpit 1025 none loja@example.com"),
        ({"SMTP_HOST": "smtp.example.com", "SMTP_PORT": "587"}, "smtp.example.com 587  "),
    ],
)
def test_entry_point_takes_the_catcher_whole_or_not_at_all(told: dict[str, str], wanted: str) -> None:
    (catcher,) = re.findall(r"MAIL_CATCHER: (\S+)", COMPOSE)
    environment = {"PATH": "/usr/bin:/bin", "MAIL_CATCHER": catcher} | told
    script = str(ROOT / "deploy/docker/entrypoint.sh")
    done = subprocess.run([script, *SHOW_MAIL], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == f"{wanted}\n"


def test_mail_variables_of_the_containers_are_those_that_are_documented() -> None:
    (block,) = re.findall(r"^  notifications: &.*?\n\n", COMPOSE, re.MULTILINE | re.DOTALL)
    passed = set(re.findall(r"^      ((?:SMTP|MAIL)_\w+):$", block, re.MULTILINE))
    documented = set(re.findall(r"^# ((?:SMTP|MAIL)_\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    # A file of certificates lies outside the container.
    assert passed == documented - {"SMTP_CA_FILE"}


def test_every_service_has_a_replica_is_scraped_and_asked_for_its_health() -> None:
    targets = "".join(re.findall(r"HEALTH_TARGETS: >-\n(.*?)\n    secrets", COMPOSE, re.DOTALL))
    prometheus = (ROOT / "deploy/prometheus/prometheus.yml").read_text()
    assert json.loads(targets) == {name: f"http://{name}:8000" for name in SERVICES}
    assert f"names: [{', '.join(SERVICES)}]" in prometheus
    for name in SERVICES:
        assert f"  {name}-2: {{ <<: [*replica, *{name}], networks: {{ default: {{ aliases: [{name}]" in COMPOSE
    assert PROJECT_SERVICES == SERVICES


def test_secrets_are_made_once_in_a_closed_folder(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    prepare(folder)
    before = {path.name: path.read_text() for path in folder.iterdir()}
    prepare(folder)
    assert {path.name: path.read_text() for path in folder.iterdir()} == before
    assert folder.stat().st_mode & 0o777 == 0o700
    assert set(re.findall(r"secrets\}/([a-z.-]+)\"", COMPOSE)) == set(before)


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_is_given_its_own_password_only(service: str) -> None:
    (block,) = re.findall(rf"^  {service}: &{service}\n(.*?)\n\n", COMPOSE, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"database-(\w+)", block)) == {service}
