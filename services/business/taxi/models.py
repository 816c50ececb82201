"""Táxi dog: a booking's animal is fetched, brought home, or both."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantAwareModel
from services.business.agenda.models import Agendamento
from services.business.profissionais.models import Profissional


class Taxi(TenantAwareModel):
    """A ride between `inicio` and `fim`, one each way for a booking."""

    __tablename__ = "api_taxi"
    __table_args__ = (
        CheckConstraint("sentido IN ('busca', 'entrega')", name="sentido"),
        CheckConstraint("estado IN ('pendente', 'a_caminho', 'feito', 'cancelado')", name="estado"),
        CheckConstraint("inicio < fim", name="janela"),
        UniqueConstraint("agendamento_id", "sentido", name="uq_api_taxi_agendamento_id_sentido"),
        Index("ix_api_taxi_inicio_id", "inicio", "id"),
    )

    agendamento_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Agendamento.id, ondelete="CASCADE"))
    sentido: Mapped[str] = mapped_column(String(10))
    endereco: Mapped[str] = mapped_column(Text)
    inicio: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    fim: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    motorista_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey(Profissional.id), index=True)
    zona: Mapped[str | None] = mapped_column(String(100))
    taxa: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    estado: Mapped[str] = mapped_column(String(12), server_default="pendente")
    observacoes: Mapped[str | None] = mapped_column(Text)
