"""All checks at once, each within its time."""

import asyncio
from collections.abc import Sequence
from functools import partial

from cli.checks import Check, Finding, broker, database, fail, gateway, machine
from cli.client import Connection

TIMEOUT_S = 3.0


def examine(connection: Connection) -> tuple[list[Finding], bool]:
    """What was found; the second value says whether a check had to be left behind."""
    loop = asyncio.new_event_loop()
    findings, hung = loop.run_until_complete(_run(connection))
    if not hung:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
    return findings, hung


async def _run(connection: Connection) -> tuple[list[Finding], bool]:
    running = asyncio.create_task(gateway.services(connection))
    checks = _checks(connection, running)
    answers = await asyncio.gather(*(_in_time(check) for check in checks))
    findings = [finding for found, _ in answers for finding in found]
    return findings, any(hung for _, hung in answers)


def _checks(connection: Connection, running: "asyncio.Task[frozenset[str]]") -> list[Check]:
    environment = connection.environment
    return [
        ("python", machine.python),
        ("configuration", partial(machine.configuration, environment)),
        ("secrets", partial(machine.secrets, environment)),
        ("disk", partial(machine.disk, environment)),
        ("postgresql", partial(database.database, environment.database_url)),
        ("rabbitmq", partial(broker.broker, environment.amqp_url, running)),
        ("gateway", partial(gateway.gateway, connection)),
        ("operator", partial(asyncio.to_thread, gateway.sign_in, connection)),
    ]


async def _in_time(check: Check) -> tuple[Sequence[Finding], bool]:
    name, run = check
    try:
        return await asyncio.wait_for(run(), TIMEOUT_S), False
    except TimeoutError:
        return [
            fail(name, f"no answer within {TIMEOUT_S:.0f} s", "Is its address right, or is it overloaded?")
        ], True
    except Exception as error:  # noqa: BLE001 - the other checks go on, and this one is reported
        return [fail(name, f"the check itself failed: {type(error).__name__}", "Please report this.")], False
