"""Development secrets: made once, private."""

import json
from pathlib import Path
from uuid import UUID

from deploy.gateway.config import SERVICES
from deploy.local.keys import load_or_create
from deploy.local.services import MAIL_FROM, ServiceContext, migration_env, service_env, service_processes
from libs.common.sealing import TokenSealer
from services.notifications.settings import Settings
from services.provisioning.parking.sealing import Original, Sealer


def _context(folder: Path, *, smtp_port: int = 1) -> ServiceContext:
    ports = {"tenant": 1, "auth": 2, "provisioning": 3, "business": 4, "notifications": 6}
    keys = load_or_create(folder / "secrets")
    return ServiceContext(
        ports=ports,
        database_port=5,
        amqp_url="amqp://x",
        public_url="http://localhost:8080",
        smtp_port=smtp_port,
        keys=keys,
        log_dir=folder,
        files_dir=folder / "files",
    )


def env_fields(env: dict[str, str]) -> dict[str, str]:
    """The environment as the settings see it."""
    return {name.lower(): value for name, value in env.items()}


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


def test_token_key_is_one_and_told_to_those_who_seal_and_open(tmp_path: Path) -> None:
    context = _context(tmp_path)
    told = {name: service_env(context, name).get("TOKEN_KEY_FILE") for name in context.ports}
    assert {name for name, path in told.items() if path} == {"auth", "notifications"}
    assert told["auth"] == told["notifications"] == str(context.keys.token_file)
    assert context.keys.token_file.read_text() != context.keys.parking_file.read_text()


def test_mfa_key_seals_and_only_auth_is_told_of_it(tmp_path: Path) -> None:
    context = _context(tmp_path)
    sealer = TokenSealer(context.keys.mfa_file)
    sealed = sealer.seal("x", purpose="totp", subject=UUID(int=1))
    assert sealer.unseal(sealed, purpose="totp", subject=UUID(int=1)) == "x"
    assert [name for name in context.ports if "MFA_KEY_FILE" in service_env(context, name)] == ["auth"]
    assert context.keys.mfa_file.read_text() != context.keys.token_file.read_text()


def test_secrets_of_an_older_clone_stay_and_what_is_new_is_added(tmp_path: Path) -> None:
    keys = load_or_create(tmp_path / "secrets")
    passwords: dict[str, str] = json.loads(keys.service_passwords_file.read_text())
    added = passwords.pop("svc_notifications")
    keys.service_passwords_file.write_text(json.dumps(passwords))
    keys.token_file.unlink()
    before = {path.name: path.read_text() for path in keys.directory.iterdir()}
    again = load_or_create(tmp_path / "secrets")
    now: dict[str, str] = json.loads(again.service_passwords_file.read_text())
    assert now == passwords | {"svc_notifications": now["svc_notifications"]}
    assert len(now["svc_notifications"]) == len(added)
    assert again.token_file.stat().st_mode & 0o777 == 0o600
    assert again.service_passwords_file.stat().st_mode & 0o777 == 0o600
    after = {path.name: path.read_text() for path in keys.directory.iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {"service-passwords.json", "token.key"}


def test_notifications_is_told_of_the_catcher(tmp_path: Path) -> None:
    env = service_env(_context(tmp_path, smtp_port=7), "notifications")
    told = {name: env[name] for name in ("PUBLIC_URL", "SMTP_HOST", "SMTP_PORT", "SMTP_SECURITY", "MAIL_FROM")}
    assert told == {
        "PUBLIC_URL": "http://localhost:8080",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": "7",
        "SMTP_SECURITY": "none",
        "MAIL_FROM": MAIL_FROM,
    }
    assert Settings.model_validate(env_fields(env)).mail_from == MAIL_FROM


def test_mail_server_of_ones_own_takes_nothing_from_the_catcher(tmp_path: Path) -> None:
    own = {"SMTP_HOST": "smtp.example.com", "SMTP_PORT": "587", "MAIL_FROM": "loja@example.com"}
    context = _context(tmp_path, smtp_port=7)
    context.env.update(own)
    env = service_env(context, "notifications")
    assert {name: env[name] for name in own} == own
    settings = Settings.model_validate(env_fields(env))
    assert (settings.smtp_port, settings.smtp_security) == (587, "starttls")


def test_other_services_hear_nothing_of_mail(tmp_path: Path) -> None:
    context = _context(tmp_path)
    names = [name for name in context.ports if "SMTP_HOST" in service_env(context, name)]
    assert names == ["notifications"]


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
    assert [process.name for process in processes] == list(SERVICES)
    assert all(process.env["COVERAGE_PROCESS_START"] for process in processes)
