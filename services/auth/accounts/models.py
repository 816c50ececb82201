"""Tables of accounts, and what their rows mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Column, DateTime, LargeBinary, Table, Text, Uuid

from services.auth.models import metadata

one_time_tokens = Table(
    "one_time_tokens",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("tenant_id", Uuid, nullable=False),
    Column("email", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
    schema="svc_auth",
)

reset_requests = Table(
    "reset_requests",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", Text, nullable=False),
    Column("tenant_id", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    schema="svc_auth",
)


class Purpose(StrEnum):
    """What a one-time token is good for."""

    EMAIL_VERIFICATION = "email_verification"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a kind of token


TOKEN_LIFE: Mapping[Purpose, timedelta] = {
    Purpose.EMAIL_VERIFICATION: timedelta(hours=48),
    Purpose.PASSWORD_RESET: timedelta(hours=1),
}


@dataclass(frozen=True, slots=True)
class OneTimeToken:
    """Whose it is, and which address its holder can read."""

    user_id: UUID
    tenant_id: UUID
    email: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """A shop's user as letters need him; `locale` is his own or else his shop's."""

    user_id: UUID
    tenant_id: UUID
    email: str
    first_name: str
    locale: str
    is_active: bool
    email_verified: bool


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What only a person himself is told; `locale` None: as his shop."""

    email_verified: bool
    locale: str | None


@dataclass(frozen=True, slots=True)
class ResetRequest:
    """Somebody asked for a new password, at a shop's host or at the apex (`tenant_id` None)."""

    id: UUID
    email: str
    tenant_id: UUID | None
