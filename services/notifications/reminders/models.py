"""Tables of bookings and of when to remind of them, and what their rows mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Integer, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from libs.common.contracts.events import AgendamentoEvent
from services.notifications.models import Kind, metadata

bookings = Table(
    "bookings",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("agendamento_id", BigInteger, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("is_cancelled", Boolean, nullable=False),
    Column("inicio", DateTime(timezone=True), nullable=False),
    Column("timezone", Text, nullable=False),
    Column("animal", Text, nullable=False),
    Column("servicos", JSONB, nullable=False),
    Column("cliente_nome", Text, nullable=False),
    Column("cliente_email", Text),
    Column("cliente_telefone", Text),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    schema="svc_notifications",
)

reminders = Table(
    "reminders",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("agendamento_id", BigInteger, primary_key=True),
    Column("minutes_before", Integer, primary_key=True),
    Column("inicio", DateTime(timezone=True), primary_key=True),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    schema="svc_notifications",
)

opt_outs = Table(
    "opt_outs",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("recipient", Text, primary_key=True),
    schema="svc_notifications",
)

configurations = Table(
    "tenant_configurations",
    metadata,
    Column("tenant_id", Uuid),
    Column("config_key", String(100)),
    Column("config_value", Text),
    schema="shared",
)


class Reason(StrEnum):
    """Why a reminder was dropped."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    # The shop's settings no longer ask for it.
    NOT_WANTED = "not_wanted"
    SHOP_CLOSED = "shop_closed"
    TOO_LATE = "too_late"
    # Another one of the same booking goes at the same time.
    SUPERSEDED = "superseded"
    OPTED_OUT = "opted_out"
    NO_CONTACT = "no_contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A booking as the shop last told it."""

    agendamento_id: int
    is_cancelled: bool
    inicio: datetime
    timezone: str
    animal: str
    servicos: Sequence[str]
    cliente_nome: str
    cliente_email: str | None
    cliente_telefone: str | None

    @classmethod
    def of(cls, event: AgendamentoEvent, *, is_cancelled: bool) -> Self:
        """As this word of the shop has it."""
        return cls(
            agendamento_id=event.agendamento_id,
            is_cancelled=is_cancelled,
            inicio=event.inicio,
            timezone=event.timezone,
            animal=event.animal,
            servicos=event.servicos,
            cliente_nome=event.cliente.nome,
            cliente_email=event.cliente.email,
            cliente_telefone=event.cliente.telefone,
        )


@dataclass(frozen=True, slots=True)
class News:
    """A word of the shop that is newer than what was known; `before`: that, if anything."""

    before: Booking | None


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder to be; `inicio` is the booking's when it was planned."""

    agendamento_id: int
    minutes_before: int
    inicio: datetime
    due_at: datetime

    @property
    def reason(self) -> tuple[int, int, datetime]:
        """What a customer is reminded of once, whenever it is due."""
        return self.agendamento_id, self.minutes_before, self.inicio

    def dedupe_key(self, tenant_id: UUID) -> str:
        """Of its letter."""
        agendamento_id, minutes, inicio = self.reason
        return f"{Kind.BOOKING_REMINDER}:{tenant_id}:{agendamento_id}:{minutes}:{inicio.isoformat()}"


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder whose time has come, with its booking as it stands now; both are locked."""

    reminder: Planned
    booking: Booking
    tenant_id: UUID
