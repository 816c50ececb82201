"""Letters and passwords go by the connection that was asked for, or not at all."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest

from services.notifications.channels.base import Away, Outcome, Sent
from services.notifications.channels.smtp import SmtpChannel, SmtpServer
from tests.infra.certificates import Certificate, make_certificate
from tests.infra.smtp import Rule, ScriptedSmtp, running_smtp
from tests.notifications.letters import letter

LOGIN = ("focinho", "correct horse")
PLAIN = SmtpServer(host="127.0.0.1", port=0, security="none", command_timeout_s=5, letter_timeout_s=10, idle_s=30)


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path)


async def send_two(server: ScriptedSmtp, settings: SmtpServer) -> list[Outcome]:
    settings = replace(settings, port=server.port)
    channel = SmtpChannel(settings, sender="mail@example.com", sender_name="Focinho", connections=1)
    outcomes = [await channel.send(letter()), await channel.send(letter())]
    await channel.close()
    return outcomes


def assert_away(outcomes: list[Outcome], code: str) -> None:
    assert [type(outcome) for outcome in outcomes] == [Away, Away]
    assert [outcome.code for outcome in outcomes if isinstance(outcome, Away)] == [code, code]


async def test_starttls_protects_password_and_letter(tmp_path: Path, certificate: Certificate) -> None:
    settings = replace(PLAIN, security="starttls", ca_file=certificate.file, username=LOGIN[0], password=LOGIN[1])
    async with running_smtp(tmp_path / "s", tls="starttls", certificate=certificate, login=LOGIN) as server:
        assert all(isinstance(outcome, Sent) for outcome in await send_two(server, settings))
        verbs = [command.verb for command in server.commands()]
        assert verbs[:5] == ["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL"]
        assert [(received.is_tls, received.login) for received in server.letters()] == [(True, "focinho")] * 2
        assert server.connections.total == 1


async def test_implicit_tls_protects_password_and_letter(tmp_path: Path, certificate: Certificate) -> None:
    settings = replace(PLAIN, security="tls", ca_file=certificate.file, username=LOGIN[0], password=LOGIN[1])
    async with running_smtp(tmp_path / "s", tls="tls", certificate=certificate, login=LOGIN) as server:
        assert all(isinstance(outcome, Sent) for outcome in await send_two(server, settings))
        assert [(received.is_tls, received.login) for received in server.letters()] == [(True, "focinho")] * 2


async def test_starttls_that_is_not_offered_stops_before_password_and_letter(
    tmp_path: Path, certificate: Certificate
) -> None:
    settings = replace(PLAIN, security="starttls", ca_file=certificate.file, username=LOGIN[0], password=LOGIN[1])
    async with running_smtp(tmp_path / "s", login=LOGIN) as server:
        assert_away(await send_two(server, settings), "SMTP_TLS")
        assert {command.verb for command in server.commands()} == {"EHLO"}


@pytest.mark.parametrize(
    "rule", [Rule(answer="454 4.7.0 TLS not available"), Rule(drop=True), Rule(answer="220 go on")], ids=str
)
async def test_starttls_that_fails_is_away(tmp_path: Path, certificate: Certificate, rule: Rule) -> None:
    settings = replace(PLAIN, security="starttls", ca_file=certificate.file, command_timeout_s=0.5)
    async with running_smtp(tmp_path / "s", tls="starttls", certificate=certificate) as server:
        server.script(STARTTLS=rule)
        outcomes = await send_two(server, settings)
        assert [type(outcome) for outcome in outcomes] == [Away, Away]
        assert "MAIL" not in {command.verb for command in server.commands()}


async def test_tls_to_a_server_that_speaks_plainly_is_away(tmp_path: Path, certificate: Certificate) -> None:
    async with running_smtp(tmp_path / "s") as server:
        settings = replace(PLAIN, security="tls", ca_file=certificate.file)
        assert_away(await send_two(server, settings), "SMTP_TLS")


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("fault", ["another's", "of another host", "expired", "of no authority we know"])
async def test_bad_certificate_is_away(tmp_path: Path, fault: str, security: Literal["starttls", "tls"]) -> None:
    hosts = ["mail.example.com"] if fault == "of another host" else ["127.0.0.1"]
    lives = timedelta(hours=-1 if fault == "expired" else 1)
    served = make_certificate(tmp_path, hosts=hosts, lives=lives)
    other = make_certificate(tmp_path, "other").file
    trusted = {"another's": other, "of no authority we know": None}.get(fault, served.file)
    settings = replace(PLAIN, security=security, ca_file=trusted)
    async with running_smtp(tmp_path / "s", tls=security, certificate=served) as server:
        assert_away(await send_two(server, settings), "SMTP_TLS")
        assert server.count() == 0


async def test_wrong_password_is_the_servers_configuration_and_in_no_text(tmp_path: Path) -> None:
    settings = replace(PLAIN, username="focinho", password="wrong battery")
    async with running_smtp(tmp_path / "s", login=LOGIN) as server:
        outcomes = await send_two(server, settings)
        assert_away(outcomes, "SMTP_AUTH")
        assert "535" in repr(outcomes)
        assert "battery" not in repr(outcomes) + repr(settings)


async def test_password_for_a_server_that_asks_for_none_is_away(tmp_path: Path) -> None:
    settings = replace(PLAIN, username="focinho", password="any")
    async with running_smtp(tmp_path / "s") as server:
        server.script(AUTH=Rule(answer="502 5.5.1 not implemented"))
        assert_away(await send_two(server, settings), "SMTP_AUTH")


async def test_server_that_wants_a_password_of_us_is_away(tmp_path: Path) -> None:
    async with running_smtp(tmp_path / "s", login=LOGIN) as server:
        assert_away(await send_two(server, PLAIN), "SMTP_AUTH")


def test_certificates_that_are_missing_stop_the_service_at_its_start(tmp_path: Path) -> None:
    settings = replace(PLAIN, security="tls", ca_file=tmp_path / "none.pem")
    with pytest.raises(FileNotFoundError):
        SmtpChannel(settings, sender="mail@example.com", sender_name="Focinho", connections=1)
