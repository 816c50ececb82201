"""Who is asking, told to the database with BEGIN, and the one door for deeds that change no row.

Changes of rows tell the audit by themselves: their tables' triggers do (docs/adr/0022).
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal
from uuid import UUID

from fastapi import Request
from sqlalchemy import ColumnElement, Text, cast, func, null, text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.auth import Principal
from libs.common.client import client_address
from libs.common.query import Query
from libs.common.scope import Scope
from libs.common.transaction import Transaction, rows_of

# Anonymous: a request that no token came with. System: no request at all.
ActorKind = Literal["user", "operator", "anonymous", "system"]
_MAX_AGENT = 400
_RECORD = Query(
    text(
        "SELECT audit_api.record(:action, :entity, :entity_id, cast(:before AS jsonb), cast(:after AS jsonb),"
        " cast(:actor AS jsonb))"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who, by which session, from where; `impersonation` names the operator's reason in a shop that is not his."""

    id: UUID | None = None
    kind: ActorKind | None = None
    session_id: UUID | None = None
    impersonation: str | None = None
    request_id: str | None = None
    address: str | None = None
    user_agent: str | None = None

    def as_json(self) -> str:
        """What is known, as JSON."""
        known = {field.name: getattr(self, field.name) for field in fields(self)}
        return json.dumps({name: str(value) for name, value in known.items() if value is not None})


def asked_by(actor: Actor, scope: Scope) -> Scope:
    """The scope that also tells who is asking. Base64: nothing that a client sends can end the literal."""
    return replace(scope, actor=base64.b64encode(actor.as_json().encode()).decode())


def actor_of(request: Request) -> Actor:
    """Who sent this request, as far as it is known before its handler runs."""
    state = request.scope.get("state", {})
    principal: Principal | None = state.get("principal")
    where = Actor(
        kind="anonymous",
        request_id=state.get("request_id"),
        address=client_address(request) or None,
        user_agent=_line(request.headers.get("user-agent")),
    )
    return where if principal is None else _signed(where, principal)


def _signed(where: Actor, principal: Principal) -> Actor:
    return Actor(
        id=principal.user_id,
        kind="operator" if principal.is_operator or principal.impersonation else "user",
        session_id=principal.session_id,
        impersonation=principal.impersonation,
        request_id=where.request_id,
        address=where.address,
        user_agent=where.user_agent,
    )


async def record(
    where: AsyncSession | Transaction,
    action: str,
    *,
    entity: str,
    entity_id: object = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    actor: Actor | None = None,
) -> None:
    """Adds an entry to the caller's transaction, for the shop (or the platform) of its scope.

    `actor` is for a service that learnt who is asking after BEGIN; a shop's own transaction may not say.
    """
    await rows_of(
        where,
        _RECORD,
        action=action,
        entity=entity,
        entity_id=None if entity_id is None else str(entity_id),
        before=_json(before),
        after=_json(after),
        actor=actor and actor.as_json(),
    )


def told(action: str, entity: str, entity_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column of a select: each row that is read adds its entry, without a round trip of its own."""
    nothing: ColumnElement[Any] = null()
    return func.audit_api.record(action, entity, cast(entity_id, Text), nothing, nothing, nothing).label("told")


def _json(values: Mapping[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(dict(values), default=str)


def _line(value: str | None) -> str | None:
    return "".join(char for char in value if char.isprintable())[:_MAX_AGENT] if value else None
