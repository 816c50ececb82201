"""Configuration from the environment and from `.env`."""

from pathlib import Path

import pytest

from deploy.gateway.config import RateLimit
from deploy.local.config import PORTS, BadConfiguration, load, parse_env
from deploy.local.plan import port_owners, probes
from deploy.local.up import where_mail_is
from services.notifications.settings import Settings

ROOT = Path(__file__).resolve().parents[3]


def test_load_nothing_set_gives_the_defaults(tmp_path: Path) -> None:
    config = load(tmp_path, {})
    assert config.ports == PORTS
    assert config.service_ports == {
        "tenant": 18101,
        "auth": 18102,
        "provisioning": 18103,
        "business": 18104,
        "notifications": 18105,
    }
    assert config.web_ports == {"web-1": 18111, "web-2": 18112}
    assert config.gateway_url == "http://localhost:8080"
    assert config.addresses[0] == "127.0.0.1"


def test_load_environment_wins_over_the_file(tmp_path: Path) -> None:
    lines = ["GATEWAY_PORT=9000", "TENANT_PORT=9001", "RATE_LIMIT_LOGIN=5", "JWT_ISSUER='elsewhere'"]
    (tmp_path / ".env").write_text("\n".join(lines))
    config = load(tmp_path, {"GATEWAY_PORT": "9100", "UNRELATED": "x"})
    assert (config.ports["GATEWAY_PORT"], config.ports["TENANT_PORT"]) == (9100, 9001)
    assert config.limits["LOGIN"] == RateLimit(5, 100)
    assert config.extra == {"JWT_ISSUER": "elsewhere"}


def test_each_port_belongs_to_a_process(tmp_path: Path) -> None:
    config = load(tmp_path, {})
    assert set(port_owners(config).values()) == {name for name, _, _ in probes(config)}
    assert port_owners(config)["WEB_2_PORT"] == "web-2"
    assert {port_owners(config)[name] for name in ("MAIL_PORT", "MAIL_SMTP_PORT")} == {"mail"}


def test_load_mail_server_of_ones_own_goes_to_the_services(tmp_path: Path) -> None:
    lines = ["SMTP_HOST=smtp.example.com", "SMTP_PORT=587", "MAIL_FROM=loja@example.com", "MAIL_SMTP_PORT=2525"]
    (tmp_path / ".env").write_text("\n".join(lines))
    config = load(tmp_path, {})
    assert config.smtp_server == "smtp.example.com:587"
    assert config.extra == {"SMTP_HOST": "smtp.example.com", "SMTP_PORT": "587", "MAIL_FROM": "loja@example.com"}
    assert config.ports["MAIL_SMTP_PORT"] == 2525


def test_mail_server_of_the_readme_is_understood(tmp_path: Path) -> None:
    chapter = (ROOT / "README.md").read_text().split("## Mail\n", 1)[1]
    (tmp_path / ".env").write_text(chapter.split("```sh\n", 1)[1].split("```", 1)[0])
    config = load(tmp_path, {})
    assert config.smtp_server == "smtp.example.com:587"
    assert {"SMTP_USERNAME", "SMTP_PASSWORD_FILE", "PUBLIC_URL"} <= config.extra.keys()
    settings = {name.lower() for name in config.extra}
    assert settings <= Settings.model_fields.keys()


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        ("SMTP_HOST=smtp.example.com\nMAIL_FROM=a@example.com", "needs SMTP_PORT"),
        ("SMTP_HOST=smtp.example.com\nSMTP_PORT=587", "needs MAIL_FROM"),
        ("SMTP_HOST=\nSMTP_PORT=587\nMAIL_FROM=a@example.com", "needs SMTP_HOST"),
        ("SMTP_PORT=587", "needs SMTP_HOST and MAIL_FROM"),
        ("SMTP_USERNAME=loja", "SMTP_USERNAME in .env needs SMTP_HOST and SMTP_PORT and MAIL_FROM"),
    ],
)
def test_load_half_a_mail_server_is_refused(tmp_path: Path, lines: str, missing: str) -> None:
    (tmp_path / ".env").write_text(lines)
    with pytest.raises(BadConfiguration, match=missing):
        load(tmp_path, {})


def test_load_mail_server_of_the_shell_alone_is_not_taken(tmp_path: Path) -> None:
    config = load(tmp_path, {"SMTP_HOST": "smtp.example.com", "SMTP_PORT": "25"})
    assert (config.smtp_server, config.extra) == (None, {})


def test_summary_says_where_mail_is(tmp_path: Path) -> None:
    assert where_mail_is(load(tmp_path, {"MAIL_PORT": "8125"})) == "http://localhost:8125/"
    (tmp_path / ".env").write_text("SMTP_HOST=smtp.example.com\nSMTP_PORT=587\nMAIL_FROM=loja@example.com")
    assert where_mail_is(load(tmp_path, {})) == "goes to smtp.example.com:587, as .env says"


@pytest.mark.parametrize("value", ["http", "80", "70000", "-1", "９０００"])
def test_load_bad_port_is_named(tmp_path: Path, value: str) -> None:
    with pytest.raises(BadConfiguration, match="AUTH_PORT"):
        load(tmp_path, {"AUTH_PORT": value})


def test_load_one_port_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="TENANT_PORT and AUTH_PORT"):
        load(tmp_path, {"AUTH_PORT": "18101"})


def test_parse_env_comments_quotes_and_export() -> None:
    text = '# A=1\n\nexport B = two words \nC="x=y"\nnot a pair\nD=\''
    assert parse_env(text) == {"B": "two words", "C": "x=y", "D": "'"}


def test_example_file_states_the_defaults(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text())
    assert load(tmp_path, {}) == load(ROOT / "nowhere", {})
