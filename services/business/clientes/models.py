"""The shop's tutores, and what they have agreed to."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CHAR,
    BigInteger,
    CheckConstraint,
    Computed,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantAwareModel, TenantBase

_SEARCHED = (
    "nome || ' ' || coalesce(email, '') || ' ' || coalesce(telefone, '') || ' ' || coalesce(cpf, '') || ' '"
    " || regexp_replace(coalesce(telefone, ''), '[^0-9]', '', 'g')"
    " || regexp_replace(telefones::text, '[^0-9]+', ' ', 'g')"
)
# True or nothing: a foreign key on it holds for what is there, and asks nothing of what was removed.
PRESENT = "CASE WHEN excluido_em IS NULL THEN true END"


class Cliente(TenantAwareModel):
    """`telefone` is the number to call first, as it is shown; `telefones` are all of them."""

    __tablename__ = "api_cliente"
    __table_args__ = (
        Index("ix_api_cliente_ordem_id", "ordem", "id"),
        Index(
            "ix_api_cliente_busca",
            "busca",
            postgresql_using="gin",
            postgresql_ops={"busca": "extensions.gin_trgm_ops"},
        ),
        UniqueConstraint("id", "presente"),
        Index("uq_api_cliente_cpf", "cpf", unique=True, postgresql_where=text("excluido_em IS NULL")),
        Index("ix_api_cliente_excluido_em", "excluido_em", postgresql_where=text("excluido_em IS NOT NULL")),
        Index("ix_api_cliente_mesclado_em", "mesclado_em", postgresql_where=text("mesclado_em IS NOT NULL")),
    )

    nome: Mapped[str] = mapped_column(String(255))
    email: Mapped[str | None] = mapped_column(String(255))
    telefone: Mapped[str | None] = mapped_column(String(20))
    endereco: Mapped[str | None] = mapped_column(Text)
    cpf: Mapped[str | None] = mapped_column(CHAR(11))
    observacoes: Mapped[str | None] = mapped_column(Text)
    ordem: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))
    busca: Mapped[str] = mapped_column(Text, Computed(f"extensions.fold({_SEARCHED})", persisted=True))
    telefones: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]", sort_order=13)
    endereco_postal: Mapped[dict[str, Any] | None] = mapped_column(JSONB, sort_order=14)
    nascimento: Mapped[date | None] = mapped_column(sort_order=15)
    tags: Mapped[list[str]] = mapped_column(JSONB, server_default="[]", sort_order=16)
    devedor: Mapped[bool] = mapped_column(server_default=false(), sort_order=17)
    excluido_em: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), sort_order=18)
    mesclado_em: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("api_cliente.id"), sort_order=19)
    presente: Mapped[bool | None] = mapped_column(Computed(PRESENT, persisted=True), sort_order=20)


class Consentimento(TenantBase):
    """A yes or a no, word by word as it was asked; what holds is the last one for its purpose."""

    __tablename__ = "api_consentimento"
    __table_args__ = (
        CheckConstraint("finalidade IN ('marketing_email', 'marketing_whatsapp', 'foto')", name="finalidade"),
        CheckConstraint("origem IN ('balcao', 'papel', 'site', 'telefone', 'whatsapp')", name="origem"),
        Index("ix_api_consentimento_cliente_id_finalidade_id", "cliente_id", "finalidade", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    cliente_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Cliente.id))
    finalidade: Mapped[str] = mapped_column(String(20))
    concedido: Mapped[bool]
    origem: Mapped[str] = mapped_column(String(20))
    texto: Mapped[str | None] = mapped_column(String(1000))
    em: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    usuario_id: Mapped[UUID | None] = mapped_column(Uuid)
