"""HTTP out of the audit."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query
from pydantic import Field

from libs.common.pagination import SearchParam
from libs.common.types import Line, Moment, ResponseModel
from services.auth.audit.repository import Filters

_Word = Annotated[Line, Field(max_length=100)]


class AuditEntryOut(ResponseModel):
    """Who did what, when, from where; `before` and `after` hold what the deed changed."""

    id: int
    at: datetime
    action: str
    entity: str
    entity_id: str | None
    actor_id: UUID | None
    actor_kind: Literal["user", "operator", "anonymous", "system"]
    actor_name: str | None = Field(description="Null when the system acted, or the user is gone.")
    session_id: UUID | None
    impersonation: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    request_id: str | None
    address: str | None
    user_agent: str | None


def _filters(
    actor: Annotated[UUID | None, Query(description="Only this user's deeds.")] = None,
    action: Annotated[_Word | None, Query(description="As `cliente.updated`.")] = None,
    entity: Annotated[_Word | None, Query(description="As `cliente`.")] = None,
    entity_id: Annotated[_Word | None, Query()] = None,
    since: Annotated[Moment | None, Query(description="From then on.")] = None,
    until: Annotated[Moment | None, Query(description="Before then.")] = None,
    q: SearchParam = None,
) -> Filters:
    return Filters(actor=actor, action=action, entity=entity, entity_id=entity_id, since=since, until=until, q=q)


FiltersParam = Annotated[Filters, Depends(_filters)]
