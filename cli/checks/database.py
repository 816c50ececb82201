"""PostgreSQL, and what stands in it: migrations, outboxes, parked messages, sagas, letters."""

import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import asyncpg

from cli.checks import Finding, fail, ok, queries, skew, warn
from cli.output import span
from services.provisioning.migrations.bootstrap import SERVICES
from services.provisioning.migrations.scripts import head
from services.provisioning.saga import FAILED, TERMINAL

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]
else:
    Connection = asyncpg.Connection

OLDEST_VERSION = 170000
TIMEOUT_S = 2.5
# As the alerts have them.
OUTBOX_LATE_S = 30.0
SAGA_STUCK = timedelta(minutes=15)
MAIL_LATE_S = 600.0
_MIGRATE = "`make migrate` (it also runs at every `make up`)."


async def database(url: str | None) -> Sequence[Finding]:
    """Everything that a look into the database tells; one connection, read only."""
    if url is None:
        return [warn("postgresql", "not checked", "Set DATABASE_URL.")]
    try:
        connection = await asyncpg.connect(
            url,
            timeout=TIMEOUT_S,
            command_timeout=TIMEOUT_S,
            server_settings={"application_name": "doctor", "default_transaction_read_only": "on"},
        )
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, ValueError) as error:
        then = "`make status`; is it up, and is DATABASE_URL right?"
        return [fail("postgresql", f"cannot be reached ({type(error).__name__})", then)]
    try:
        return [finding for look in _LOOKS for finding in await _looked(look, connection)]
    finally:
        connection.terminate()


async def _looked(look: Callable[[Connection], Awaitable[list[Finding]]], connection: Connection) -> list[Finding]:
    name = look.__name__.strip("_")
    try:
        return await look(connection)
    except asyncpg.UndefinedTableError:
        return [fail(name, "its tables are missing", _MIGRATE)]
    except asyncpg.InsufficientPrivilegeError:
        return [warn(name, "this login may not look", "Use the administrator's DATABASE_URL.")]


async def _version(connection: Connection) -> list[Finding]:
    row = await connection.fetchrow(queries.VERSION)
    if row is None or row["number"] < OLDEST_VERSION:
        found = row["name"] if row else "unknown"
        return [fail("postgresql", f"version {found} is too old", "PostgreSQL 17 or newer is needed.")]
    return [ok("postgresql", f"answers, version {row['name']}")]


async def _clock(connection: Connection) -> list[Finding]:
    before = time.time()
    theirs = await connection.fetchval(queries.CLOCK)
    return [skew("database's clock", theirs - (before + time.time()) / 2)]


async def _migrations(connection: Connection) -> list[Finding]:
    wanted = head("shared")
    found = await connection.fetchval(queries.SHARED_REVISION)
    if found != wanted:
        return [fail("migrations", f"shared is at {found}, the code at {wanted}", _MIGRATE)]
    return [ok("migrations", f"shared is at {found}")]


async def _tenants(connection: Connection) -> list[Finding]:
    row = await connection.fetchrow(queries.TENANTS, head("tenant"))
    if row is None or not (row["behind"] or row["failed"]):
        return [ok("shops' schemas", f"{row['all'] if row else 0}, all at {head('tenant')}")]
    summary = f"{row['behind']} of {row['all']} are behind, {row['failed']} failed to migrate"
    return [fail("shops' schemas", summary, f"{_MIGRATE} It says which failed, and why.")]


async def _outboxes(connection: Connection) -> list[Finding]:
    found, unseen = [], []
    for name in SERVICES:
        if await connection.fetchval(queries.MAY_READ, name):
            found.append(await _outbox(connection, name.removeprefix("svc_")))
        else:
            unseen.append(name.removeprefix("svc_"))
    if unseen:
        then = "Use the administrator's DATABASE_URL."
        found.append(warn("outbox", f"this login may not look at {', '.join(unseen)}", then))
    return found


async def _outbox(connection: Connection, service: str) -> Finding:
    row = await connection.fetchrow(queries.OUTBOX.format(service=service))
    depth, oldest_s = (row["depth"], row["oldest_s"]) if row else (0, 0.0)
    name = f"outbox of {service}"
    if oldest_s > OUTBOX_LATE_S:
        then = f"Its relay does not publish: is RabbitMQ up? `make logs S={service}`."
        return fail(name, f"{depth} wait, the oldest for {span(oldest_s * 1000)}", then)
    return ok(name, f"{depth} wait" if depth else "empty")


async def _parking(connection: Connection) -> list[Finding]:
    row = await connection.fetchrow(queries.PARKED)
    if row is None or not row["open"]:
        return [ok("parking", "empty")]
    summary = f"{row['open']} messages, the oldest for {span(row['oldest_s'] * 1000)}"
    return [warn("parking", summary, "`petshop parking groups`.")]


async def _sagas(connection: Connection) -> list[Finding]:
    done = [state.value for state in TERMINAL - FAILED]
    row = await connection.fetchrow(queries.SAGAS, [state.value for state in FAILED], done, SAGA_STUCK)
    failed, stuck = (row["failed"], row["stuck"]) if row else (0, 0)
    findings = []
    if failed:
        then = "`petshop sagas list --state COMPENSATION_FAILED`; nothing more happens by itself."
        findings.append(fail("sagas", f"{failed} could not be undone", then))
    if stuck:
        then = "`petshop sagas list --older-than 15m`, then `petshop sagas show ID`."
        findings.append(fail("sagas", f"{stuck} have not ended in 15 minutes", then))
    return findings or [ok("sagas", "none is stuck or failed")]


async def _mail(connection: Connection) -> list[Finding]:
    row = await connection.fetchrow(queries.MAIL)
    oldest_s, failed = (row["oldest_s"], row["failed"]) if row else (0.0, 0)
    findings = []
    if oldest_s > MAIL_LATE_S:
        then = "`petshop mail list --state queued` says what the server answered; `make logs S=notifications`."
        findings.append(fail("mail", f"does not leave: a letter has been due for {span(oldest_s * 1000)}", then))
    if failed:
        then = "`petshop mail list --state failed`, then `petshop mail show ID`."
        findings.append(warn("mail", f"{failed} letters failed in the last hour", then))
    return findings or [ok("mail", "leaves")]


_LOOKS = (_version, _clock, _migrations, _tenants, _outboxes, _parking, _sagas, _mail)
