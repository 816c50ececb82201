"""Who waits for a place in the agenda."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantAwareModel
from services.business.agenda.models import Agendamento
from services.business.animais.models import Animal


class Espera(TenantAwareModel):
    """A wish between two dates, perhaps for some weekdays or a part of the day; it ends by itself after `ate`."""

    __tablename__ = "api_espera"
    __table_args__ = (
        CheckConstraint("periodo IN ('manha', 'tarde', 'noite')", name="periodo"),
        CheckConstraint("estado IN ('aguardando', 'oferecida', 'atendida', 'desistiu')", name="estado"),
        CheckConstraint("de <= ate", name="datas"),
        CheckConstraint("(estado <> 'oferecida') OR (oferta_inicio IS NOT NULL)", name="oferta"),
        Index(
            "ix_api_espera_agendamento_id",
            "agendamento_id",
            postgresql_where=text("agendamento_id IS NOT NULL"),
        ),
        Index("ix_api_espera_ate_id", "ate", "id", postgresql_where=text("estado IN ('aguardando', 'oferecida')")),
    )

    animal_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Animal.id), index=True)
    itens: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    de: Mapped[date]
    ate: Mapped[date]
    periodo: Mapped[str | None] = mapped_column(String(10))
    dias: Mapped[list[str]] = mapped_column(JSONB, server_default="[]")
    observacoes: Mapped[str | None] = mapped_column(Text)
    estado: Mapped[str] = mapped_column(String(12), server_default="aguardando")
    oferta_inicio: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    oferecida_em: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    agendamento_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey(Agendamento.id, ondelete="SET NULL"))
