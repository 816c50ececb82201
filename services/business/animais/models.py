"""The pets of the shop's tutores: who they are, what they weighed, their photos, and what happened to them."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Numeric,
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
from services.business.clientes.models import PRESENT, Cliente

_SEARCHED = "nome || ' ' || coalesce(raca, '') || ' ' || coalesce(microchip, '')"


class Animal(TenantAwareModel):
    """`presente`: not removed, and neither is its tutor. `atendivel`: can be booked, and counts for the plan."""

    __tablename__ = "api_animal"
    __table_args__ = (
        CheckConstraint("sexo IN ('M', 'F')", name="sexo"),
        CheckConstraint("microchip ~ '^[0-9]{15}$'", name="microchip"),
        CheckConstraint("situacao IN ('ativo', 'inativo', 'falecido')", name="situacao"),
        Index("ix_api_animal_ordem_id", "ordem", "id"),
        Index("ix_api_animal_cliente_id_ordem_id", "cliente_id", "ordem", "id"),
        Index(
            "ix_api_animal_busca",
            "busca",
            postgresql_using="gin",
            postgresql_ops={"busca": "extensions.gin_trgm_ops"},
        ),
        UniqueConstraint("id", "atendivel"),
        ForeignKeyConstraint(
            ["cliente_id", "presente"], [Cliente.id, Cliente.presente], name="fk_api_animal_cliente_id_presente"
        ),
        Index("uq_api_animal_microchip", "microchip", unique=True, postgresql_where=text("excluido_em IS NULL")),
        Index("ix_api_animal_excluido_em", "excluido_em", postgresql_where=text("excluido_em IS NOT NULL")),
    )

    nome: Mapped[str] = mapped_column(String(255))
    especie: Mapped[str | None] = mapped_column(String(100))
    raca: Mapped[str | None] = mapped_column(String(100))
    peso: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    idade: Mapped[int | None]
    cliente_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Cliente.id))
    nascimento: Mapped[date | None]
    sexo: Mapped[str | None] = mapped_column(String(1))
    porte: Mapped[str | None] = mapped_column(String(20))
    pelagem: Mapped[str | None] = mapped_column(String(20))
    observacoes: Mapped[str | None] = mapped_column(Text)
    ordem: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))
    busca: Mapped[str] = mapped_column(Text, Computed(f"extensions.fold({_SEARCHED})", persisted=True))
    castrado: Mapped[bool | None] = mapped_column(sort_order=13)
    microchip: Mapped[str | None] = mapped_column(String(15), sort_order=14)
    tags: Mapped[list[str]] = mapped_column(JSONB, server_default="[]", sort_order=15)
    situacao: Mapped[str] = mapped_column(String(10), server_default="ativo", sort_order=16)
    falecido_em: Mapped[date | None] = mapped_column(sort_order=17)
    excluido_em: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), sort_order=18)
    presente: Mapped[bool | None] = mapped_column(Computed(PRESENT, persisted=True), sort_order=19)
    atendivel: Mapped[bool | None] = mapped_column(
        Computed("CASE WHEN excluido_em IS NULL AND situacao = 'ativo' THEN true END", persisted=True),
        sort_order=20,
    )


class Peso(TenantBase):
    """What an animal weighed, in kilograms."""

    __tablename__ = "api_animal_peso"
    __table_args__ = (
        CheckConstraint("peso > 0", name="peso"),
        Index("ix_api_animal_peso_animal_id_medido_em_id", "animal_id", "medido_em", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    animal_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Animal.id))
    peso: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    medido_em: Mapped[date]
    usuario_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class Foto(TenantBase):
    """A photo whose two sizes lie in the file store as `arquivo`; one of an animal's is its `perfil`."""

    __tablename__ = "api_animal_foto"
    __table_args__ = (
        CheckConstraint("tipo IN ('foto', 'antes', 'depois')", name="tipo"),
        UniqueConstraint("arquivo"),
        Index("ix_api_animal_foto_animal_id_id", "animal_id", "id"),
        Index("uq_api_animal_foto_perfil", "animal_id", unique=True, postgresql_where=text("perfil")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    animal_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Animal.id))
    arquivo: Mapped[UUID] = mapped_column(Uuid)
    tipo: Mapped[str] = mapped_column(String(10))
    perfil: Mapped[bool] = mapped_column(server_default=false())
    legenda: Mapped[str | None] = mapped_column(String(255))
    # By name: the agenda's models build on these.
    agendamento_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("api_agendamento.id", ondelete="SET NULL"), index=True
    )
    largura: Mapped[int]
    altura: Mapped[int]
    usuario_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class Evento(TenantBase):
    """What happened to an animal besides its visits: an incident, another tutor, its end."""

    __tablename__ = "api_animal_evento"
    __table_args__ = (
        CheckConstraint("tipo IN ('incidente', 'situacao', 'transferencia')", name="tipo"),
        Index("ix_api_animal_evento_animal_id_em_id", "animal_id", "em", "id"),
        Index(
            "ix_api_animal_evento_de_cliente_id",
            "de_cliente_id",
            postgresql_where=text("de_cliente_id IS NOT NULL"),
        ),
        Index(
            "ix_api_animal_evento_para_cliente_id",
            "para_cliente_id",
            postgresql_where=text("para_cliente_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    animal_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Animal.id))
    tipo: Mapped[str] = mapped_column(String(20))
    texto: Mapped[str | None] = mapped_column(Text)
    situacao: Mapped[str | None] = mapped_column(String(10))
    de_cliente_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey(Cliente.id))
    para_cliente_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey(Cliente.id))
    em: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    usuario_id: Mapped[UUID | None] = mapped_column(Uuid)
