"""Tables auth reads and writes, and what their rows mean."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Boolean, Column, DateTime, Integer, LargeBinary, MetaData, String, Table, Text, Uuid, func

from libs.common.tenancy.tenant import Tenant

metadata = MetaData()

tenants = Table(
    "tenants",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String(255)),
    Column("subdomain", String(63)),
    Column("status", Text),
    Column("schema_name", String(63)),
    Column("role_name", String(63)),
    Column("plan_type", String(50)),
    Column("max_users", Integer),
    Column("locale", String(10), nullable=False),
    schema="shared",
)

tenant_users = Table(
    "tenant_users",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("tenant_id", Uuid),
    Column("email", String(255), nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("first_name", String(100)),
    Column("last_name", String(100)),
    Column("role", String(50), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("last_login", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), server_default=func.now(), nullable=False),
    Column("email_verified_at", DateTime(timezone=True)),
    Column("version", Integer, nullable=False),
    Column("locale", String(10)),
    schema="shared",
)

saga_admins = Table(
    "saga_admins",
    metadata,
    Column("saga_id", Uuid, primary_key=True),
    Column("tenant_id", Uuid, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("user_id", Uuid),
    Column("email", Text),
    Column("code", Text),
    Column("updated_at", DateTime(timezone=True), server_default=func.now(), nullable=False),
    schema="svc_auth",
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", Uuid, nullable=False),
    Column("tenant_id", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("last_used_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
    Column("user_agent", Text),
    Column("address", Text),
    Column("origin_id", Uuid),
    Column("impersonation", Text),
    schema="svc_auth",
)

impersonations = Table(
    "impersonations",
    metadata,
    Column("session_id", Uuid, primary_key=True),
    Column("tenant_id", Uuid, nullable=False),
    Column("operator_id", Uuid, nullable=False),
    Column("operator_email", Text, nullable=False),
    Column("operator_first_name", Text, nullable=False),
    Column("operator_last_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("entered_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    schema="svc_auth",
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("session_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    schema="svc_auth",
)

session_revocations = Table(
    "session_revocations",
    metadata,
    Column("user_id", Uuid),
    Column("sid", Uuid),
    Column("before", DateTime(timezone=True), nullable=False),
    Column("ends_sessions", Boolean, nullable=False),
    schema="shared",
)

handoff_codes = Table(
    "handoff_codes",
    metadata,
    Column("code_hash", LargeBinary, primary_key=True),
    Column("session_id", Uuid, nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    schema="svc_auth",
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("tenant_id", Uuid, nullable=False),
    Column("email", String(255), nullable=False),
    Column("role", String(50), nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("token_hash", LargeBinary, nullable=False),
    Column("invited_by", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    schema="svc_auth",
)


class Outcome(StrEnum):
    """What became of a saga's admin; `aborted` is final, whatever arrives later."""

    CREATED = "created"
    REJECTED = "rejected"
    ABORTED = "aborted"


@dataclass(frozen=True, slots=True)
class SagaAdmin:
    """The stored answer to a saga: `user_id` and `email` when created, `code` when rejected."""

    outcome: Outcome
    user_id: UUID | None
    email: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class User:
    """A person who can sign in; `tenant_id` is None for a platform operator."""

    id: UUID
    tenant_id: UUID | None
    email: str
    first_name: str
    last_name: str
    role: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Impersonation:
    """Why an operator is in a shop, and when that ends whatever happens."""

    reason: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """A user with the shop he belongs to, None for a platform operator.

    With `impersonation`: an operator, under his own id, as `support` of a shop he does not belong to.
    """

    user: User
    tenant: Tenant | None
    impersonation: Impersonation | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """What a sign-in comes from: the browser in its own words, and its IP address; None where unknown."""

    user_agent: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in device: its refresh tokens live and die together.

    With `impersonation`, the reason: an operator's in a shop, opened from his own session `origin_id`, and ended
    with it.
    """

    id: UUID
    user_id: UUID
    tenant_id: UUID | None
    expires_at: datetime
    revoked_at: datetime | None
    origin_id: UUID | None = None
    impersonation: str | None = None

    @property
    def users_tenant_id(self) -> UUID | None:
        """The scope in which its user is found; an operator's is the platform's, wherever he is."""
        return self.tenant_id if self.impersonation is None else None

    def is_live(self, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now
