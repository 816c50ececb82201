"""Bookings that repeat: the rule, from which the agenda's bookings are made ahead of time."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantAwareModel
from services.business.animais.models import Animal


class Recorrencia(TenantAwareModel):
    """From `inicio` on every so many `semanas`, at `hora` on the shop's wall; its bookings reach `gerada_ate`."""

    __tablename__ = "api_recorrencia"
    __table_args__ = (
        CheckConstraint("semanas BETWEEN 1 AND 52", name="semanas"),
        CheckConstraint("ate IS NULL OR inicio <= ate", name="periodo"),
    )

    animal_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Animal.id), index=True)
    semanas: Mapped[int] = mapped_column(SmallInteger)
    inicio: Mapped[date]
    hora: Mapped[time]
    ate: Mapped[date | None]
    itens: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    observacoes: Mapped[str | None] = mapped_column(Text)
    gerada_ate: Mapped[date]
    encerrada_em: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
