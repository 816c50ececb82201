"""What comes of a letter, by everything that a real server may do to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest
import pytest_asyncio

from services.notifications.channels.base import Away, Later, Outcome, Refused, Sent
from services.notifications.channels.smtp import SmtpChannel, SmtpServer, bounded
from tests.infra.smtp import Rule, ScriptedSmtp, running_smtp
from tests.infra.waiting import eventually
from tests.notifications.letters import letter

SENDER = "nao-responda@focinho.example.com"
PROMPT = SmtpServer(
    host="127.0.0.1", port=0, security="none", command_timeout_s=10, letter_timeout_s=20, idle_s=30
)
IMPATIENT = replace(PROMPT, command_timeout_s=0.3, letter_timeout_s=1.5)


@pytest_asyncio.fixture(scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ScriptedSmtp]:
    async with running_smtp(tmp_path_factory.mktemp("smtp")) as server:
        yield server


@pytest_asyncio.fixture
async def server(running: ScriptedSmtp) -> AsyncIterator[ScriptedSmtp]:
    yield running
    if not running.is_running:
        await running.start()
    await running.forget()


@asynccontextmanager
async def channel_to(
    server: ScriptedSmtp, settings: SmtpServer = PROMPT, *, connections: int = 2
) -> AsyncIterator[SmtpChannel]:
    channel = SmtpChannel(
        replace(settings, port=server.port), sender=SENDER, sender_name="Focinho", connections=connections
    )
    try:
        yield channel
    finally:
        await channel.close()


async def send_one(server: ScriptedSmtp, settings: SmtpServer = PROMPT) -> Outcome:
    async with channel_to(server, settings) as channel:
        return await channel.send(letter())


async def test_send_hands_the_letter_over(server: ScriptedSmtp) -> None:
    envelope = letter(text=".\n.. dots\n")
    async with channel_to(server) as channel:
        outcome = await channel.send(envelope)
    assert isinstance(outcome, Sent)
    assert outcome.detail.startswith("250 2.0.0 Ok: queued as")
    (received,) = server.letters()
    assert (received.sender, received.recipients) == (SENDER, ["joao@example.com"])
    assert received.message["Message-ID"] == envelope.delivery.message_id
    assert received.text() == ".\n.. dots\n"
    assert server.commands()[0].argument == "focinho.example.com"
    await eventually(lambda: server.connections.open == 0)


async def test_letters_one_after_another_share_a_connection(server: ScriptedSmtp) -> None:
    async with channel_to(server) as channel:
        for _ in range(3):
            assert isinstance(await channel.send(letter()), Sent)
    verbs = [command.verb for command in server.commands()]
    letter_after = ["RSET", "MAIL", "RCPT", "DATA"]
    assert verbs == ["EHLO", "MAIL", "RCPT", "DATA", *letter_after, *letter_after, "QUIT"]


async def test_twenty_letters_at_once_share_the_connections(server: ScriptedSmtp) -> None:
    server.script(RCPT=Rule(delay_s=0.05))
    async with channel_to(server, connections=3) as channel:
        outcomes = await asyncio.gather(*(channel.send(letter(f"a{n}@example.com")) for n in range(20)))
    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert sorted(received.recipients[0] for received in server.letters()) == sorted(
        f"a{n}@example.com" for n in range(20)
    )
    assert (server.connections.peak, server.connections.total) == (3, 3)


async def test_unused_connection_is_closed_politely(server: ScriptedSmtp) -> None:
    async with channel_to(server, replace(PROMPT, idle_s=0.1)) as channel:
        await channel.send(letter())
        await eventually(lambda: server.connections.open == 0)
        assert server.commands()[-1].verb == "QUIT"
        assert isinstance(await channel.send(letter()), Sent)
    assert server.connections.total == 2


async def test_server_that_was_away_between_letters_goes_unnoticed(server: ScriptedSmtp) -> None:
    async with channel_to(server) as channel:
        await channel.send(letter())
        server.kill()
        await server.start()
        assert isinstance(await channel.send(letter()), Sent)
    assert server.count() == 2


@pytest.mark.parametrize(
    "rules",
    [
        {"RSET": Rule(drop=True)},
        {"RSET": Rule(answer="421 4.4.2 idle too long")},
        {"RSET": Rule(answer="500 what?")},
        {"RSET": Rule(delay_s=5)},
        {"MAIL": Rule(drop=True, times=1)},
        {"MAIL": Rule(answer="421 4.7.0 enough letters on this connection", times=1)},
    ],
    ids=str,
)
async def test_stale_connection_is_replaced(server: ScriptedSmtp, rules: dict[str, Rule]) -> None:
    async with channel_to(server, IMPATIENT) as channel:
        await channel.send(letter())
        server.script(**rules)
        assert isinstance(await channel.send(letter()), Sent)
    assert (server.count(), server.connections.total) == (2, 2)


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ({"GREETING": Rule(answer="554 5.7.1 not you")}, "SMTP_554"),
        ({"GREETING": Rule(answer="421 4.3.2 too busy")}, "SMTP_421"),
        ({"GREETING": Rule(answer="hello?")}, "SMTP_UNREACHABLE"),
        ({"GREETING": Rule(drop=True)}, "SMTP_UNREACHABLE"),
        ({"GREETING": Rule(delay_s=5)}, "SMTP_TIMEOUT"),
        ({"EHLO": Rule(answer="550 5.5.0 no")}, "SMTP_550"),
        ({"EHLO": Rule(drop=True)}, "SMTP_UNREACHABLE"),
        ({"EHLO": Rule(delay_s=5)}, "SMTP_TIMEOUT"),
        ({"MAIL": Rule(answer="421 4.3.2 shutting down")}, "SMTP_421"),
        ({"MAIL": Rule(answer="550 5.7.1 you may not send as this")}, "SMTP_SENDER"),
        ({"MAIL": Rule(answer="530 5.7.0 authentication required")}, "SMTP_AUTH"),
        ({"MAIL": Rule(drop=True)}, "SMTP_LOST"),
        ({"MAIL": Rule(delay_s=5)}, "SMTP_TIMEOUT"),
        ({"MAIL": Rule(answer="nonsense")}, "SMTP_BROKEN"),
    ],
    ids=str,
)
async def test_trouble_that_is_no_letters_own_is_away(
    server: ScriptedSmtp, rules: dict[str, Rule], code: str
) -> None:
    server.script(**rules)
    outcome = await send_one(server, IMPATIENT)
    assert isinstance(outcome, Away)
    assert outcome.code == code
    assert server.count() == 0


async def test_stopped_server_is_away_until_it_is_back(server: ScriptedSmtp) -> None:
    async with channel_to(server) as channel:
        server.stop()
        outcome = await channel.send(letter())
        assert isinstance(outcome, Away)
        assert outcome.code == "SMTP_UNREACHABLE"
        await server.start()
        assert isinstance(await channel.send(letter()), Sent)


async def test_unknown_host_is_away() -> None:
    settings = replace(PROMPT, host="nowhere.invalid", port=25)
    channel = SmtpChannel(settings, sender=SENDER, sender_name="Focinho", connections=1)
    assert isinstance(await channel.send(letter()), Away)


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ({"MAIL": Rule(answer="451 4.3.0 later")}, "SMTP_451"),
        ({"RCPT": Rule(answer="450 4.2.0 greylisted")}, "SMTP_450"),
        ({"RCPT": Rule(answer="421 4.7.0 later")}, "SMTP_421"),
        ({"DATA": Rule(answer="452 4.3.1 disk full")}, "SMTP_452"),
        ({"DATA": Rule(answer="421 4.3.2 shutting down")}, "SMTP_421"),
        ({"BODY": Rule(answer="451 4.3.0 later")}, "SMTP_451"),
        ({"DOT": Rule(answer="451 4.3.0 later")}, "SMTP_451"),
        ({"DOT": Rule(answer="421 4.3.2 shutting down")}, "SMTP_421"),
        ({"RCPT": Rule(drop=True)}, "SMTP_LOST"),
        ({"DATA": Rule(drop=True)}, "SMTP_LOST"),
        ({"BODY": Rule(drop=True)}, "SMTP_LOST"),
        ({"DOT": Rule(drop=True)}, "SMTP_LOST"),
        ({"RCPT": Rule(delay_s=5)}, "SMTP_TIMEOUT"),
        ({"DATA": Rule(delay_s=5)}, "SMTP_TIMEOUT"),
        ({"DOT": Rule(delay_s=5)}, "SMTP_TIMEOUT"),
        # About us: good addresses and their tokens wait.
        ({"RCPT": Rule(answer="550 5.1.8 sender's domain not found")}, "SMTP_SENDER"),
        ({"RCPT": Rule(answer="530 5.7.0 authentication required")}, "SMTP_AUTH"),
        ({"RCPT": Rule(answer="550 mail from this network is blocked")}, "SMTP_550"),
        ({"RCPT": Rule(answer="550 Access denied - Invalid HELO name (see RFC2821 4.1.1.1)")}, "SMTP_550"),
        ({"RCPT": Rule(answer="553 sorry, that domain isn't in my list of rcpthosts (#5.7.1)")}, "SMTP_553"),
        ({"RCPT": Rule(answer="554 5.7.1 Relay access denied")}, "SMTP_554"),
        ({"RCPT": Rule(answer="550 SPF check failed: sender not valid")}, "SMTP_550"),
        ({"RCPT": Rule(answer="nonsense")}, "SMTP_BROKEN"),
        ({"RCPT": Rule(answer="354 go ahead")}, "SMTP_BROKEN"),
    ],
    ids=str,
)
async def test_trouble_in_the_middle_of_a_letter_is_later(
    server: ScriptedSmtp, rules: dict[str, Rule], code: str
) -> None:
    server.script(**rules)
    async with channel_to(server, IMPATIENT, connections=1) as channel:
        outcome = await channel.send(letter())
        assert isinstance(outcome, Later)
        assert outcome.code == code
        assert server.count() == 0
        # Whatever it was, the one connection there may be is of use again.
        server.script()
        assert isinstance(await channel.send(letter()), Sent)


@pytest.mark.parametrize(
    ("rules", "code", "is_dead"),
    [
        ({"RCPT": Rule(answer="550 5.1.1 no such user")}, "SMTP_550", True),
        ({"RCPT": Rule(answer="550-5.1.1 no such\r\n550 5.1.1 user")}, "SMTP_550", True),
        ({"RCPT": Rule(answer="556 5.1.10 domain takes no mail")}, "SMTP_556", True),
        ({"RCPT": Rule(answer="550 no such user")}, "SMTP_550", True),
        ({"RCPT": Rule(answer="550 the mailbox ana does not exist here")}, "SMTP_550", True),
        ({"RCPT": Rule(answer="550 sorry, no mailbox here by that name (#5.1.1)")}, "SMTP_550", True),
        ({"RCPT": Rule(answer="550 5.1.4 ambiguous")}, "SMTP_550", False),
        ({"RCPT": Rule(answer="550 we do not want this")}, "SMTP_550", False),
        ({"RCPT": Rule(answer="551 moved")}, "SMTP_551", False),
        ({"RCPT": Rule(answer="553 mailbox name not allowed")}, "SMTP_553", False),
        ({"RCPT": Rule(answer="552 5.2.2 mailbox full")}, "SMTP_552", False),
        ({"RCPT": Rule(answer="550 5.7.1 policy")}, "SMTP_550", False),
        ({"RCPT": Rule(answer="554 no")}, "SMTP_554", False),
        ({"DATA": Rule(answer="554 5.5.1 no valid recipients")}, "SMTP_554", False),
        ({"DOT": Rule(answer="550 5.1.1 looks like spam")}, "SMTP_550", False),
        ({"DOT": Rule(answer="552 5.3.4 too big")}, "SMTP_552", False),
    ],
    ids=str,
)
async def test_no_for_good_is_refused_and_the_next_letter_takes_the_same_connection(
    server: ScriptedSmtp, rules: dict[str, Rule], code: str, is_dead: bool
) -> None:
    server.script(**rules)
    async with channel_to(server) as channel:
        outcome = await channel.send(letter())
        assert isinstance(outcome, Refused)
        assert (outcome.code, outcome.is_dead_address) == (code, is_dead)
        assert outcome.detail.startswith(code.removeprefix("SMTP_"))
        server.script()
        assert isinstance(await channel.send(letter()), Sent)
    assert (server.count(), server.connections.total) == (1, 1)


async def test_greylisted_letter_is_taken_at_the_second_try(server: ScriptedSmtp) -> None:
    server.script(RCPT=Rule(answer="450 4.2.0 greylisted", times=1))
    async with channel_to(server) as channel:
        for recipient in ("ana@example.com", "bia@example.com"):
            assert isinstance(await channel.send(letter(recipient)), Later)
            assert isinstance(await channel.send(letter(recipient)), Sent)


async def test_letter_stored_before_the_connection_is_lost_goes_again_by_the_same_id(server: ScriptedSmtp) -> None:
    envelope = letter()
    server.script(DOT=Rule(drop=True, stores=True, times=1))
    async with channel_to(server) as channel:
        assert isinstance(await channel.send(envelope), Later)
        assert isinstance(await channel.send(envelope), Sent)
    first, second = server.letters()
    assert first.message["Message-ID"] == second.message["Message-ID"] == envelope.delivery.message_id


async def test_slow_server_takes_its_time_and_the_letter(server: ScriptedSmtp) -> None:
    slow = Rule(delay_s=0.15)
    server.script(GREETING=slow, EHLO=slow, MAIL=slow, RCPT=slow, DATA=slow, DOT=slow)
    assert isinstance(await send_one(server, replace(IMPATIENT, letter_timeout_s=10)), Sent)


async def test_wait_after_the_last_dot_is_the_letters_own_and_no_commands(server: ScriptedSmtp) -> None:
    server.script(DOT=Rule(delay_s=0.7))
    assert isinstance(await send_one(server, IMPATIENT), Sent)


@pytest.mark.parametrize(("step", "outcome"), [("EHLO", Away), ("RCPT", Later)])
async def test_letter_as_a_whole_is_bounded_and_leaves_no_reply_to_the_next(
    server: ScriptedSmtp, step: str, outcome: type[Outcome]
) -> None:
    server.script(**{step: Rule(delay_s=0.8)})
    async with channel_to(server, replace(PROMPT, letter_timeout_s=0.5), connections=1) as channel:
        late = await channel.send(letter())
        assert isinstance(late, outcome)
        assert late.code == "SMTP_TIMEOUT"  # type: ignore[union-attr]  # both have one
        server.script()
        assert isinstance(await channel.send(letter("bia@example.com")), Sent)
    assert [received.recipients for received in server.letters()] == [["bia@example.com"]]


async def test_reply_out_of_step_ends_its_connection(server: ScriptedSmtp) -> None:
    server.script(RCPT=Rule(answer="354 go ahead", times=1))
    async with channel_to(server) as channel:
        assert isinstance(await channel.send(letter()), Later)
        assert isinstance(await channel.send(letter()), Sent)
    assert server.connections.total == 2


async def test_wait_for_a_free_connection_counts_in_the_letters_time(server: ScriptedSmtp) -> None:
    server.script(RCPT=Rule(delay_s=60))
    loop = asyncio.get_running_loop()
    async with channel_to(server, replace(PROMPT, letter_timeout_s=1), connections=1) as channel:
        began = loop.time()
        outcomes = await asyncio.gather(*(channel.send(letter()) for _ in range(4)))
        assert loop.time() - began < 3
    assert not any(isinstance(outcome, Sent) for outcome in outcomes)


async def test_cancellation_that_was_lost_once_does_not_let_a_letter_go_on() -> None:
    lost = asyncio.Event()

    async def stubborn() -> Outcome:
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        lost.set()
        await asyncio.Event().wait()
        return Sent()

    task = asyncio.create_task(bounded(stubborn(), 0.05))
    done, _ = await asyncio.wait({task}, timeout=5)
    assert lost.is_set()
    assert done == {task}
    with pytest.raises(TimeoutError):
        task.result()


async def test_letter_cancelled_half_way_gives_its_connection_up(server: ScriptedSmtp) -> None:
    server.script(RCPT=Rule(delay_s=5))
    async with channel_to(server, connections=1) as channel:
        task = asyncio.create_task(channel.send(letter()))
        await eventually(lambda: any(command.verb == "RCPT" for command in server.commands()))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        server.script()
        assert isinstance(await channel.send(letter()), Sent)


async def test_close_does_not_wait_for_a_server_that_hangs(server: ScriptedSmtp) -> None:
    server.script(QUIT=Rule(delay_s=60))
    loop = asyncio.get_running_loop()
    async with channel_to(server) as channel:
        await channel.send(letter())
        began = loop.time()
    assert loop.time() - began < 3
    await eventually(lambda: server.connections.open == 0)
