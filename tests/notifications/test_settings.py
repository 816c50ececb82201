"""What the service refuses to start with, and where its links lead."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from services.notifications.links import Links
from services.notifications.settings import Settings

NEEDED = {
    "database_url": "postgresql://a@b/c",
    "amqp_url": "amqp://a",
    "port": 8000,
    "jwks_file": "jwks",
    "idempotency_key_file": "key",
    "public_url": "http://localhost:8080",
    "smtp_host": "mail.example.com",
    "smtp_port": 587,
    "mail_from": "nao-responda@example.com",
    "token_key_file": "key",
}


def _settings(**changes: object) -> Settings:
    given = {name: value for name, value in (NEEDED | changes).items() if value is not None}
    return Settings(**given)  # type: ignore[arg-type]


def test_mail_goes_over_tls_unless_somebody_says_otherwise() -> None:
    assert _settings().smtp_security == "starttls"
    assert _settings().id_domain == "example.com"
    assert _settings(mail_from="ola@focinhão.example").id_domain == "xn--focinho-2wa.example"


@pytest.mark.parametrize("name", ["smtp_host", "smtp_port", "mail_from", "public_url", "token_key_file"])
def test_nothing_is_sent_anywhere_by_default(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name.upper(), raising=False)
    with pytest.raises(ValidationError, match=name):
        _settings(**{name: None})


@pytest.mark.parametrize("changes", [{"smtp_username": "u"}, {"smtp_password_file": "p"}])
def test_name_without_a_password_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="belong together"):
        _settings(**changes)


def test_password_goes_over_no_open_line() -> None:
    account = {"smtp_username": "u", "smtp_password_file": "p", "smtp_security": "none"}
    with pytest.raises(ValidationError, match="in the clear"):
        _settings(**account)
    assert _settings(**account, smtp_host="127.0.0.1").smtp_security == "none"


def test_password_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("secret\n")
    assert _settings(smtp_username="u", smtp_password_file=file).smtp_password == "secret"


def test_lease_is_longer_than_a_letter_may_take() -> None:
    settings = _settings(smtp_letter_timeout_s=500)
    assert settings.lease.total_seconds() > 500


@pytest.mark.parametrize(
    ("public_url", "apex", "shop"),
    [
        ("http://localhost:8080", "http://localhost:8080/entrar", "http://patas.localhost:8080/nova-senha#t"),
        (
            "https://focinho.example/",
            "https://focinho.example/entrar",
            "https://patas.focinho.example/nova-senha#t",
        ),
    ],
)
def test_links_are_absolute_and_at_the_right_host(public_url: str, apex: str, shop: str) -> None:
    links = Links(public_url)
    assert links.apex("/entrar") == apex
    assert links.shop("patas", "/nova-senha#t") == shop
