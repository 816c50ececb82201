"""Development secrets: made once, private."""

import json
from pathlib import Path

from deploy.local.keys import load_or_create
from deploy.local.services import ServiceContext, migration_env, service_env, service_processes
from services.provisioning.parking.sealing import Original, Sealer


def _context(folder: Path) -> ServiceContext:
    ports = {"tenant": 1, "auth": 2, "provisioning": 3, "business": 4}
    keys = load_or_create(folder / "secrets")
    return ServiceContext(ports=ports, database_port=5, amqp_url="amqp://x", keys=keys, log_dir=folder)


def test_keys_are_private_and_stay(tmp_path: Path) -> None:
    first = load_or_create(tmp_path / "secrets")
    password = first.service_password("auth")
    assert load_or_create(tmp_path / "secrets").service_password("auth") == password
    assert {path.stat().st_mode & 0o777 for path in first.directory.iterdir()} == {0o600}
    assert first.directory.stat().st_mode & 0o777 == 0o700
    everything = {first.postgres_password, first.rabbitmq_password, first.operator_password, password}
    assert len(everything) == 4


def test_parking_key_seals_and_only_provisioning_is_told_of_it(tmp_path: Path) -> None:
    context = _context(tmp_path)
    sealer = Sealer(context.keys.parking_file)
    assert sealer.unseal(sealer.seal(Original(b"x", {}))).body == b"x"
    told = [name for name in context.ports if "PARKING_KEY_FILE" in service_env(context, name)]
    assert told == ["provisioning"]


def test_service_env_tells_each_service_its_own(tmp_path: Path) -> None:
    context = _context(tmp_path)
    auth, provisioning = service_env(context, "auth"), service_env(context, "provisioning")
    assert auth["DATABASE_URL"].startswith("postgresql://svc_auth:")
    assert auth["DATABASE_URL"].endswith("@127.0.0.1:5/petshop")
    assert "JWT_PRIVATE_KEY_FILE" in auth
    assert "JWT_PRIVATE_KEY_FILE" not in provisioning
    assert json.loads(provisioning["HEALTH_TARGETS"])["business"] == "http://127.0.0.1:4"
    assert migration_env(context)["ADMIN_DATABASE_URL"].endswith("/postgres")


def test_service_processes_take_extra_environment(tmp_path: Path) -> None:
    context = _context(tmp_path)
    context.env["COVERAGE_PROCESS_START"] = "pyproject.toml"
    processes = service_processes(context)
    assert [process.name for process in processes] == ["tenant", "auth", "provisioning", "business"]
    assert all(process.env["COVERAGE_PROCESS_START"] for process in processes)
