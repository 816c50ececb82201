"""The command line at a terminal: it asks, and goes on only with a yes."""

import asyncio
import os
import pty
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from tests.cli.conftest import PASSWORD, ROOT, UNKNOWN_ID, Guarded, Petshop
from tests.infra.sagas import plant_saga
from tests.infra.shops import Shop
from tests.infra.sql import fetchval
from tests.infra.system import System

AUDITED = "SELECT count(*) FROM svc_provisioning.audit WHERE target = $1"


@dataclass(frozen=True)
class Session:
    """What stood on the screen in the end."""

    code: int
    screen: str


async def at_terminal(env: Mapping[str, str], *arguments: object, answers: Mapping[str, str]) -> Session:
    """Runs a command at a terminal of its own; each question that appears gets its answer once."""
    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "cli",
        *map(str, arguments),
        cwd=ROOT,
        env={**env, "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        screen = await asyncio.wait_for(asyncio.to_thread(_talk, ours, dict(answers)), 60)
    finally:
        os.close(ours)
    return Session(await process.wait(), screen)


def _talk(terminal: int, answers: dict[str, str]) -> str:
    screen = ""
    while True:
        try:
            screen += os.read(terminal, 4096).decode()
        except OSError:
            # The last one to hold the other end has gone.
            return screen
        for question in [text for text in answers if text in screen]:
            os.write(terminal, f"{answers.pop(question)}\n".encode())


@pytest.mark.parametrize(("answer", "code", "audited"), [("n", 1, 0), ("", 1, 0), ("y", 0, 1)])
async def test_dangerous_command_waits_for_a_yes(
    petshop: Petshop, system: System, answer: str, code: int, audited: int
) -> None:
    saga = await plant_saga(system.admin_url, "SCHEMA_CREATED")
    command = ("sagas", "compensate", saga, "--reason", "a test's")
    session = await at_terminal(petshop.env, *command, answers={"[y/N]": answer})
    assert session.code == code, session.screen
    assert ("Nothing was done." in session.screen) == (not audited)
    assert await fetchval(system.admin_url, AUDITED, f"saga:{saga}") == audited


async def test_operator_is_asked_who_he_is(petshop: Petshop, operator_email: str) -> None:
    env = {name: value for name, value in petshop.env.items() if not name.startswith("PETSHOP_OPERATOR")}
    answers = {"E-mail": operator_email, "Password": PASSWORD}
    session = await at_terminal(env, "sagas", "show", UNKNOWN_ID, answers=answers)
    assert session.code == 4, session.screen
    assert PASSWORD not in session.screen


async def test_operator_is_asked_for_his_second_factor(petshop: Petshop, guarded: Guarded) -> None:
    env = {**petshop.env, "PETSHOP_OPERATOR_EMAIL": guarded.email}
    answers = {"Code of the second factor": guarded.app.code()}
    session = await at_terminal(env, "sagas", "show", UNKNOWN_ID, answers=answers)
    assert session.code == 4, session.screen


@pytest.mark.parametrize(("extra", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
async def test_colours_only_where_they_are_wanted(
    petshop: Petshop, shop: Shop, extra: dict[str, str], coloured: bool
) -> None:
    session = await at_terminal({**petshop.env, **extra}, "sagas", "show", shop.saga_id, answers={})
    assert session.code == 0
    assert ("\033[32mCOMPLETED" in session.screen) == coloured
