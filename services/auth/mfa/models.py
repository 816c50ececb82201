"""A user's second factor as it is stored."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Column, DateTime, LargeBinary, Table, Text, Uuid

from services.auth.models import metadata

totp_credentials = Table(
    "totp_credentials",
    metadata,
    Column("user_id", Uuid, primary_key=True),
    Column("tenant_id", Uuid),
    Column("sealed_secret", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("confirmed_at", DateTime(timezone=True)),
    Column("last_step", BigInteger, nullable=False),
    Column("recovery_salt", LargeBinary),
    Column("recovery_hashes", ARRAY(LargeBinary), nullable=False),
    schema="svc_auth",
)


@dataclass(frozen=True, slots=True)
class TotpCredential:
    """A second factor; while it is unconfirmed nobody is asked for it. `recovery_salt` is None until then."""

    user_id: UUID
    sealed_secret: str = field(repr=False)
    created_at: datetime
    confirmed_at: datetime | None
    recovery_salt: bytes | None = field(repr=False)
    recovery_codes_left: int


@dataclass(frozen=True, slots=True)
class RecoveryCodes:
    """A new set: in clear until it was shown, and what is stored of it."""

    clear: list[str] = field(repr=False)
    salt: bytes = field(repr=False)
    hashes: list[bytes] = field(repr=False)
