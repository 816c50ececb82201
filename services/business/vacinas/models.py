"""Vaccines and other treatments that repeat, and the doses that animals had and will have."""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    Uuid,
    false,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantAwareModel
from services.business.animais.models import Animal


class Vacina(TenantAwareModel):
    """A protocol: so many `doses` with `intervalo_dias` between them, then one each `reforco_dias`.

    Vaccines of one `grupo` stand for each other: whoever has one of them needs no other.
    """

    __tablename__ = "api_vacina"
    __table_args__ = (
        CheckConstraint("tipo IN ('vacina', 'vermifugo', 'antiparasitario', 'medicacao')", name="tipo"),
        CheckConstraint("doses BETWEEN 1 AND 10", name="doses"),
        CheckConstraint("doses = 1 OR intervalo_dias IS NOT NULL", name="intervalo"),
        Index("ix_api_vacina_ordem_id", "ordem", "id"),
    )

    nome: Mapped[str] = mapped_column(String(255))
    tipo: Mapped[str] = mapped_column(String(20), server_default="vacina")
    grupo: Mapped[str | None] = mapped_column(String(40))
    especies: Mapped[list[str]] = mapped_column(JSONB, server_default="[]")
    doses: Mapped[int] = mapped_column(SmallInteger, server_default=text("1"))
    intervalo_dias: Mapped[int | None] = mapped_column(SmallInteger)
    reforco_dias: Mapped[int | None] = mapped_column(SmallInteger)
    idade_minima_dias: Mapped[int | None] = mapped_column(SmallInteger)
    obrigatoria: Mapped[bool] = mapped_column(server_default=false())
    ativo: Mapped[bool] = mapped_column(server_default=true())
    ordem: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))
    busca: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))


class Dose(TenantAwareModel):
    """Given (`aplicada_em`) or still to come; of what is to come an animal has one of each vaccine."""

    __tablename__ = "api_dose"
    __table_args__ = (
        CheckConstraint("dose > 0", name="dose"),
        CheckConstraint("prevista_para IS NOT NULL OR aplicada_em IS NOT NULL", name="data"),
        Index("ix_api_dose_animal_id_vacina_id", "animal_id", "vacina_id"),
        Index(
            "uq_api_dose_aberta",
            "animal_id",
            "vacina_id",
            unique=True,
            postgresql_where=text("aplicada_em IS NULL"),
        ),
        Index("ix_api_dose_prevista_para_id", "prevista_para", "id", postgresql_where=text("aplicada_em IS NULL")),
    )

    animal_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Animal.id))
    vacina_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Vacina.id), index=True)
    dose: Mapped[int] = mapped_column(SmallInteger)
    prevista_para: Mapped[date | None]
    aplicada_em: Mapped[date | None]
    lote: Mapped[str | None] = mapped_column(String(40))
    fabricante: Mapped[str | None] = mapped_column(String(100))
    fabricacao: Mapped[date | None]
    validade: Mapped[date | None]
    local: Mapped[str | None] = mapped_column(String(255))
    veterinario: Mapped[str | None] = mapped_column(String(255))
    crmv: Mapped[str | None] = mapped_column(String(20))
    informada: Mapped[bool] = mapped_column(server_default=false())
    observacoes: Mapped[str | None] = mapped_column(Text)
    usuario_id: Mapped[UUID | None] = mapped_column(Uuid)
