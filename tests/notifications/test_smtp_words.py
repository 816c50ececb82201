"""What is written down of a server's words, and addresses that not every server takes."""

from dataclasses import replace
from pathlib import Path

import pytest

from services.notifications.channels.base import Refused, Sent
from services.notifications.channels.smtp import SmtpServer
from tests.infra.smtp import Rule, ScriptedSmtp, running_smtp
from tests.notifications.letters import letter
from tests.notifications.test_smtp import channel_to, running, send_one, server

SENDER = "nao-responda@focinho.example.com"
PROMPT = SmtpServer(
    host="127.0.0.1", port=0, security="none", command_timeout_s=10, letter_timeout_s=20, idle_s=30
)
IMPATIENT = replace(PROMPT, command_timeout_s=0.3, letter_timeout_s=1.5)


__all__ = ["running", "server"]


async def test_detail_is_one_printable_line_of_the_reply(server: ScriptedSmtp) -> None:
    server.script(RCPT=Rule(answer="550-5.1.1 não\x07 há\r\n550 5.1.1 \u2028ninguém " + "x" * 400))
    outcome = await send_one(server)
    assert isinstance(outcome, Refused)
    assert outcome.detail == ("550 5.1.1 não há 5.1.1 ninguém " + "x" * 400)[:300]


async def test_detail_quotes_nothing_of_the_letter(server: ScriptedSmtp) -> None:
    token = "link_" + "Ab3-" * 11
    url = f"https://pet.focinho.example.com/nova-senha#{token}"
    server.script(
        DOT=Rule(answer=f"554 5.7.1 <joao@example.com> bad link ({url}) in 'Olá, João, clique' ({token})")
    )
    async with channel_to(server) as channel:
        outcome = await channel.send(letter(text=f"Olá, João, clique: {url}\n", html=f'<a href="{url}">Olá</a>'))
    assert isinstance(outcome, Refused)
    assert outcome.detail == "554 5.7.1 <joao@example.com> bad link (…) in '…' (…)"


@pytest.mark.parametrize(
    "recipient", ["joao", "joao@example.com>\r\nRCPT TO:<eve@example.com", "joao@exa mple.com"]
)
async def test_bad_address_is_refused_and_no_server_hears_of_it(server: ScriptedSmtp, recipient: str) -> None:
    async with channel_to(server) as channel:
        outcome = await channel.send(letter(recipient))
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.is_dead_address) == ("ADDRESS_INVALID", False)
    assert server.connections.total == 0


async def test_domain_travels_in_punycode(server: ScriptedSmtp) -> None:
    async with channel_to(server) as channel:
        assert isinstance(await channel.send(letter("joao@ração.com.br")), Sent)
    assert server.letters()[0].recipients == ["joao@xn--rao-nlat.com.br"]


async def test_address_outside_ascii_goes_to_a_server_that_takes_it(server: ScriptedSmtp) -> None:
    async with channel_to(server) as channel:
        assert isinstance(await channel.send(letter("joão@example.com")), Sent)
        assert isinstance(await channel.send(letter()), Sent)
    in_utf8, plain = server.letters()
    assert (in_utf8.recipients, in_utf8.options) == (["joão@example.com"], ["SMTPUTF8"])
    assert "joão@example.com".encode() in in_utf8.raw
    assert plain.options == []


async def test_address_outside_ascii_is_refused_where_it_is_not_taken(tmp_path: Path) -> None:
    async with running_smtp(tmp_path, is_ascii_only=True) as server, channel_to(server) as channel:
        outcome = await channel.send(letter("joão@example.com"))
        assert isinstance(outcome, Refused)
        assert (outcome.code, outcome.is_dead_address) == ("ADDRESS_NEEDS_SMTPUTF8", False)
        assert isinstance(await channel.send(letter()), Sent)
        assert server.connections.total == 1
