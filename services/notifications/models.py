"""Tables of the notifications service, and what their rows mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

tenants = Table(
    "tenants",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String(255)),
    Column("subdomain", String(63)),
    Column("status", Text),
    Column("locale", String(10)),
    schema="shared",
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("tenant_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("dedupe_key", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("recipient_name", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("content", JSONB, nullable=False),
    Column("sealed_token", Text),
    Column("state", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", DateTime(timezone=True), nullable=False),
    Column("due_since", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("lease", Uuid),
    Column("leased_until", DateTime(timezone=True)),
    Column("message_id", Text),
    Column("link", Text),
    Column("error_code", Text),
    Column("error", Text),
    Column("version", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("finished_at", DateTime(timezone=True)),
    Column("search", Text),
    schema="svc_notifications",
)

delivery_history = Table(
    "delivery_history",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("delivery_id", Uuid, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("code", Text),
    Column("detail", Text),
    Column("actor", Text),
    Column("reason", Text),
    schema="svc_notifications",
)

suppressions = Table(
    "suppressions",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("address", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("delivery_id", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("lifted_at", DateTime(timezone=True)),
    Column("lifted_by", Text),
    Column("lift_reason", Text),
    schema="svc_notifications",
)


class State(StrEnum):
    """Of a delivery. `ready`: a link stands there, and a person sends it."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    READY = "ready"
    FAILED = "failed"
    SUPPRESSED = "suppressed"


class Channel(StrEnum):
    EMAIL = "email"
    WHATSAPP = "whatsapp"


class Kind(StrEnum):
    """What a letter is about; its texts are found by this name."""

    WELCOME = "welcome"
    SIGNUP_FAILED = "signup_failed"
    EMAIL_VERIFICATION = "email_verification"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a kind of letter
    INVITATION = "invitation"
    BOOKING_CREATED = "booking_created"
    BOOKING_CHANGED = "booking_changed"
    BOOKING_CANCELLED = "booking_cancelled"
    BOOKING_READY = "booking_ready"
    BOOKING_REMINDER = "booking_reminder"


# Until when it is worth arriving, where nothing of its own (a token, an appointment) ends earlier.
WORTH_ARRIVING: Mapping[Kind, timedelta] = {
    Kind.WELCOME: timedelta(days=3),
    Kind.SIGNUP_FAILED: timedelta(days=3),
    Kind.EMAIL_VERIFICATION: timedelta(days=3),
    Kind.PASSWORD_RESET: timedelta(days=1),
    Kind.INVITATION: timedelta(days=7),
    Kind.BOOKING_CREATED: timedelta(days=2),
    Kind.BOOKING_CHANGED: timedelta(days=2),
    Kind.BOOKING_CANCELLED: timedelta(days=2),
    Kind.BOOKING_READY: timedelta(hours=6),
    Kind.BOOKING_REMINDER: timedelta(hours=6),
}

# Letters that anybody can make us write to anybody; more than that in a day to one address is suppressed.
# Who asks for a password is held back where he asks: a stranger must not use up what its owner needs.
ANYBODY_CAN_ASK = (Kind.WELCOME, Kind.SIGNUP_FAILED, Kind.INVITATION)
MOST_A_DAY = 5

# Codes of letters that were not sent on purpose.
ADDRESS_SUPPRESSED = "ADDRESS_SUPPRESSED"
TOO_MANY = "TOO_MANY"
NO_LONGER_TRUE = "NO_LONGER_TRUE"
OPTED_OUT = "OPTED_OUT"
SHOP_CLOSED = "SHOP_CLOSED"
NOT_SENT_ON_PURPOSE = (ADDRESS_SUPPRESSED, TOO_MANY, NO_LONGER_TRUE, OPTED_OUT, SHOP_CLOSED)

# The event that a letter's one-time token was sealed for.
TOKEN_PURPOSES: Mapping[Kind, str] = {
    Kind.EMAIL_VERIFICATION: "user.email_verification_requested",
    Kind.PASSWORD_RESET: "user.password_reset_requested",
    Kind.INVITATION: "user.invited",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is to be said to whom, once per `dedupe_key`; `content` fills the template, see `rendering/`."""

    tenant_id: UUID
    kind: Kind
    channel: Channel = Channel.EMAIL
    dedupe_key: str
    recipient: str
    recipient_name: str = ""
    locale: str
    content: Mapping[str, Any]
    sealed_token: str | None = field(default=None, repr=False)
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A letter that was claimed: `lease` says by whom; `message_id` stays the same, `error` is the last."""

    id: UUID
    tenant_id: UUID
    kind: Kind
    channel: Channel
    recipient: str
    recipient_name: str
    locale: str
    content: Mapping[str, Any]
    sealed_token: str | None = field(repr=False)
    round: int
    attempts: int
    created_at: datetime
    expires_at: datetime
    lease: UUID
    leased_until: datetime
    message_id: str
    error_code: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What may have changed since a letter was queued."""

    is_suppressed: bool
    is_outdated: bool
    opted_out: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Shop:
    """What letters say of a shop."""

    id: UUID
    name: str
    subdomain: str
    status: str
    locale: str
