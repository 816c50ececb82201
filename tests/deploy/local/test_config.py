"""Configuration from the environment and from `.env`."""

from pathlib import Path

import pytest

from deploy.gateway.config import RateLimit
from deploy.local.config import PORTS, BadConfiguration, load, parse_env

ROOT = Path(__file__).resolve().parents[3]


def test_load_nothing_set_gives_the_defaults(tmp_path: Path) -> None:
    config = load(tmp_path, {})
    assert config.ports == PORTS
    assert config.service_ports == {"tenant": 18101, "auth": 18102, "provisioning": 18103, "business": 18104}
    assert config.gateway_url == "http://localhost:8080"
    assert config.addresses[0] == "127.0.0.1"


def test_load_environment_wins_over_the_file(tmp_path: Path) -> None:
    lines = ["GATEWAY_PORT=9000", "TENANT_PORT=9001", "RATE_LIMIT_LOGIN=5", "JWT_ISSUER='elsewhere'"]
    (tmp_path / ".env").write_text("\n".join(lines))
    config = load(tmp_path, {"GATEWAY_PORT": "9100", "UNRELATED": "x"})
    assert (config.ports["GATEWAY_PORT"], config.ports["TENANT_PORT"]) == (9100, 9001)
    assert config.limits["LOGIN"] == RateLimit(5, 100)
    assert config.extra == {"JWT_ISSUER": "elsewhere"}


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
