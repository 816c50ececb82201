"""Bookings, what they occupy, and how they came to stand where they stand."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Numeric,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantAwareModel, TenantBase
from services.business.agenda.states import ENDED, IDLE, State
from services.business.animais.models import Animal
from services.business.profissionais.models import Profissional
from services.business.recorrencias.models import Recorrencia
from services.business.servicos.models import Servico


def _listed(states: object) -> str:
    return ", ".join(f"'{state}'" for state in states)  # type: ignore[attr-defined]


_OCCUPIES = f"status NOT IN ({_listed(state for state in State if state in IDLE)})"
_PERIOD = text("tstzrange(inicio, fim)")
_AT_THE_END = {"using": "gist", "deferrable": True, "initially": "IMMEDIATE"}


class Agendamento(TenantAwareModel):
    """One visit of one animal: its items follow each other from `inicio` to `fim`."""

    __tablename__ = "api_agendamento"
    __table_args__ = (
        CheckConstraint(f"status IN ({_listed(State)})", name="status"),
        CheckConstraint("inicio < fim", name="periodo"),
        UniqueConstraint("id", "animal_id", "status", "encaixe", name="uq_api_agendamento_ocupacao"),
        Index("ix_api_agendamento_inicio_id", "inicio", "id"),
        Index("ix_api_agendamento_animal_id_inicio", "animal_id", "inicio"),
        # What is not over is of an animal that can be looked after.
        ForeignKeyConstraint(
            ["animal_id", "aberto"], [Animal.id, Animal.atendivel], name="fk_api_agendamento_animal_id_aberto"
        ),
        CheckConstraint("(recorrencia_id IS NULL) = (ocorrencia IS NULL)", name="ocorrencia"),
        Index(
            "uq_api_agendamento_ocorrencia",
            "recorrencia_id",
            "ocorrencia",
            unique=True,
            postgresql_where=text("recorrencia_id IS NOT NULL"),
        ),
    )

    animal_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Animal.id))
    inicio: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    fim: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    status: Mapped[str] = mapped_column(String(20), server_default=State.AGENDADO)
    encaixe: Mapped[bool] = mapped_column(server_default=false())
    preco: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    observacoes: Mapped[str | None] = mapped_column(Text)
    aberto: Mapped[bool | None] = mapped_column(
        Computed(
            f"CASE WHEN status NOT IN ({_listed(s for s in State if s in ENDED)}) THEN true END", persisted=True
        ),
        sort_order=13,
    )
    recorrencia_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey(Recorrencia.id), sort_order=14)
    # The day that the series gave it, wherever it was moved; `destacado`: changed alone, so the series leaves it.
    ocorrencia: Mapped[date | None] = mapped_column(Date, sort_order=15)
    destacado: Mapped[bool] = mapped_column(server_default=false(), sort_order=16)


class Item(TenantBase):
    """A serviço by somebody. Two of them never overlap for one animal, nor for one person but as `encaixe`."""

    __tablename__ = "api_agendamento_item"
    __table_args__ = (
        ForeignKeyConstraint(
            ["agendamento_id", "animal_id", "status", "encaixe"],
            [Agendamento.id, Agendamento.animal_id, Agendamento.status, Agendamento.encaixe],
            name="fk_api_agendamento_item_agendamento_id",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        CheckConstraint("inicio < fim", name="periodo"),
        ExcludeConstraint(
            ("profissional_id", "="),
            (_PERIOD, "&&"),
            name="ex_api_agendamento_item_profissional",
            where=text(f"{_OCCUPIES} AND NOT encaixe"),
            **_AT_THE_END,
        ),
        ExcludeConstraint(
            ("animal_id", "="),
            (_PERIOD, "&&"),
            name="ex_api_agendamento_item_animal",
            where=text(_OCCUPIES),
            **_AT_THE_END,
        ),
    )

    agendamento_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    posicao: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    animal_id: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(20))
    encaixe: Mapped[bool]
    servico_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Servico.id), index=True)
    profissional_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Profissional.id))
    inicio: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    fim: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    preco: Mapped[Decimal] = mapped_column(Numeric(12, 2))


class Transicao(TenantBase):
    """A step of a booking: who took it, when and why; and who took it back."""

    __tablename__ = "api_agendamento_transicao"
    __table_args__ = (Index("ix_api_agendamento_transicao_agendamento_id", "agendamento_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    agendamento_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Agendamento.id, ondelete="CASCADE"))
    de: Mapped[str | None] = mapped_column(String(20))
    para: Mapped[str] = mapped_column(String(20))
    em: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    usuario_id: Mapped[UUID | None] = mapped_column(Uuid)
    motivo: Mapped[str | None] = mapped_column(String(255))
    desfeita_em: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    desfeita_por: Mapped[UUID | None] = mapped_column(Uuid)
