"""Letters in any state, as rows; and an operator's call of the service, in a transaction of its own."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id, utc_now
from libs.common.database import Database, registry_scope
from services.notifications.models import Kind, State
from tests.infra.shops import new_email
from tests.infra.sql import fetch

Answer = TypeVar("Answer")
SEALED, SECRET_WORDS = "gAAAAA-sealed-token", "words of the letter alone"
ENDED = (State.SENT, State.READY, State.FAILED, State.SUPPRESSED)
INSERT = """
INSERT INTO svc_notifications.deliveries (id, tenant_id, kind, channel, dedupe_key, recipient, locale, content,
    sealed_token, state, attempts, next_attempt_at, due_since, expires_at, lease, leased_until, message_id, link,
    error_code, finished_at)
VALUES (cast($1 AS uuid), $2, $3, $4, cast($1 AS uuid)::text, $5, 'pt-BR', $6, $7, $8, 3, now() + $9, now() + $9,
    now() + interval '1 h', $10, now() + $11, $12, $13, $14, $15)
"""


@dataclass(frozen=True, kw_only=True)
class Planted:
    """How a letter stands; `starts_in` is of its appointment, `due_in` of its next try."""

    kind: Kind = Kind.WELCOME
    state: State = State.FAILED
    recipient: str = ""
    tenant_id: UUID | None = None
    subdomain: str = "patas"
    channel: str = "email"
    sealed_token: str | None = None
    starts_in: timedelta | None = None
    due_in: timedelta = timedelta()
    error_code: str | None = None


async def plant(admin_url: str, letter: Planted) -> UUID:
    """The row as a sender would have left it."""
    delivery_id, is_sending = new_id(), letter.state is State.SENDING
    content = {"shop": "Patas & Cia", "subdomain": letter.subdomain, "first_name": SECRET_WORDS}
    if letter.starts_in is not None:
        content["inicio"] = (utc_now() + letter.starts_in).isoformat()
    await fetch(
        admin_url,
        INSERT,
        delivery_id,
        letter.tenant_id or new_id(),
        letter.kind.value,
        letter.channel,
        letter.recipient or new_email(),
        json.dumps(content),
        letter.sealed_token,
        letter.state.value,
        letter.due_in,
        new_id() if is_sending else None,
        timedelta(minutes=5) if is_sending else None,
        f"<{delivery_id}.1@example.com>",
        "https://wa.me/5511999990000" if letter.state is State.READY else None,
        letter.error_code,
        utc_now() if letter.state in ENDED else None,
    )
    return delivery_id


async def row_of(admin_url: str, delivery_id: UUID) -> dict[str, Any]:
    (row,) = await fetch(admin_url, "SELECT * FROM svc_notifications.deliveries WHERE id = $1", delivery_id)
    return dict(row)


async def suppress(admin_url: str, address: str, delivery_id: UUID | None = None) -> int:
    """As after a hard bounce."""
    query = (
        "INSERT INTO svc_notifications.suppressions (address, code, detail, delivery_id)"
        " VALUES ($1, '550', '5.1.1 no such user', $2) RETURNING id"
    )
    (row,) = await fetch(admin_url, query, address.lower(), delivery_id)
    return int(row["id"])


async def call(database: Database, action: Callable[[AsyncSession], Awaitable[Answer]]) -> Answer:
    """As a platform route does."""
    async with database.transaction(registry_scope(None)) as session:
        return await action(session)
