"""HTTP in and out of the agenda."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from libs.common.types import Line, Money, RequestModel, ResponseModel, RowId
from services.business.agenda.states import State
from services.business.animais.fields import Situacao as SituacaoAnimal
from services.business.schemas import CalendarTime, Notes, Patch, Version, from_json, unset
from services.business.servicos.schemas import Duracao
from services.business.vacinas.protocol import Situacao

MOST_ITEMS = 10


def _whole_minutes(value: datetime) -> datetime:
    if value.second or value.microsecond:
        raise PydanticCustomError("whole_minutes", "A time in whole minutes.")
    return value


Inicio = Annotated[CalendarTime, AfterValidator(_whole_minutes)]
Encaixe = Annotated[
    bool, Field(strict=True, description="Squeezed in: beside what people have, and outside of their hours.")
]
Motivo = Annotated[Line, Field(min_length=1, max_length=255)]


class ItemIn(RequestModel):
    """A serviço of a booking. What is left out is taken from the shop's prices, and anybody who can does it."""

    servico_id: RowId
    profissional_id: RowId | None = None
    duracao: Duracao | None = None
    preco: Money | None = None


Itens = Annotated[list[ItemIn], Field(min_length=1, max_length=MOST_ITEMS, description="One after the other.")]


class AgendamentoIn(RequestModel):
    """`itens`, or for a single one `servico_id` and perhaps `profissional_id`."""

    animal_id: RowId
    inicio: Inicio
    itens: Itens | None = None
    servico_id: RowId | None = None
    profissional_id: RowId | None = None
    encaixe: Encaixe = False
    status: Annotated[
        Literal["solicitado", "agendado"],
        Field(description="`solicitado` waits for a yes, and holds nothing until then."),
    ] = "agendado"
    observacoes: Notes | None = None

    @model_validator(mode="after")
    def _names_what(self) -> Self:
        if (self.itens is None) == (self.servico_id is None):
            raise PydanticCustomError(
                "items_missing", "Send `itens`, or `servico_id` for a single one.", {"field": "itens"}
            )
        if self.itens is not None and self.profissional_id is not None:
            raise PydanticCustomError(
                "items_and_person",
                "Beside `itens` each names its own `profissional_id`.",
                {"field": "profissional_id"},
            )
        return self

    def wished(self) -> list[ItemIn]:
        """Its items, in whichever of the two ways they came."""
        if self.itens is not None:
            return self.itens
        assert self.servico_id is not None  # noqa: S101 - see `_names_what`
        return [ItemIn(servico_id=self.servico_id, profissional_id=self.profissional_id)]


class AgendamentoPatch(Patch):
    """Moves and resizes. `profissional_id` puts the whole booking into that person's hands."""

    inicio: Inicio = Field(default_factory=unset)
    itens: Itens = Field(default_factory=unset)
    profissional_id: RowId = Field(default_factory=unset)
    duracao: Duracao = Field(default_factory=unset, description="Minutes; of a booking with one item.")
    encaixe: Encaixe = Field(default_factory=unset)
    observacoes: Notes | None = None

    @model_validator(mode="after")
    def _says_it_once(self) -> Self:
        if {"itens"} & self.model_fields_set and {"profissional_id", "duracao"} & self.model_fields_set:
            raise PydanticCustomError(
                "items_and_person", "Beside `itens` each names its own person and minutes.", {"field": "itens"}
            )
        return self


class StatusIn(RequestModel):
    status: Annotated[State, Field(description="Where it goes; `proximos` says where it may.")]
    version: Version
    motivo: Motivo | None = None


class UndoIn(RequestModel):
    version: Version


class ItemOut(ResponseModel):
    servico_id: int
    servico: str
    profissional_id: int
    profissional: str
    inicio: datetime
    fim: datetime
    preco: Money


class Aviso(ResponseModel):
    """What the shop's rules let pass, but whoever books should know."""

    tipo: Literal["vacina"]
    vacina_id: int
    nome: str
    situacao: Situacao
    prevista_para: date | None


class CorridaOut(ResponseModel):
    id: int
    sentido: Literal["busca", "entrega"]
    inicio: datetime
    fim: datetime
    estado: Literal["pendente", "a_caminho", "feito", "cancelado"]
    taxa: Money


class AgendamentoOut(ResponseModel):
    id: int
    animal_id: int
    animal: str
    especie: str | None
    raca: str | None
    porte: str | None
    foto_id: int | None = Field(description="The animal's photo of the profile.")
    tags: Annotated[list[str], BeforeValidator(from_json)] = Field(description="The animal's behaviour.")
    cuidados: str | None = Field(description="What is noted of the animal.")
    cliente_id: int
    cliente: str
    telefone: str | None
    devedor: bool = Field(description="Whether the tutor owes the shop.")
    recorrencia_id: int | None = Field(description="The series it belongs to.")
    destacado: bool = Field(description="Changed by itself, so the series leaves it.")
    inicio: datetime
    fim: datetime
    status: State
    proximos: list[State] = Field(description="Where it may go from here.")
    encaixe: bool
    preco: Money
    observacoes: str | None
    itens: list[ItemOut]
    taxi: list[CorridaOut] = Field(description="Its rides with the táxi dog.")
    vacinas_atrasadas: int = Field(description="Vaccines of the animal that are due before its day.")
    avisos: list[Aviso] = Field(description="Only of the request that books or receives.")
    created_at: datetime
    updated_at: datetime
    version: int


class TransicaoOut(ResponseModel):
    de: State | None
    para: State
    em: datetime
    usuario_id: UUID | None
    motivo: str | None
    desfeita_em: datetime | None
    desfeita_por: UUID | None


class AgendamentoDetail(AgendamentoOut):
    historico: list[TransicaoOut] = Field(description="Every step, the first one first.")


class DiaContado(ResponseModel):
    data: date
    total: int = Field(description="Bookings that begin on it, without those called off or missed.")


class FichaOut(ResponseModel):
    """What whoever books an animal should know before."""

    animal_id: int
    animal: str
    situacao: SituacaoAnimal
    porte: str | None
    pelagem: str | None
    tags: Annotated[list[str], BeforeValidator(from_json)]
    cuidados: str | None = Field(description="What is noted of the animal.")
    cliente_id: int
    cliente: str
    telefone: str | None
    devedor: bool = Field(description="Whether the tutor owes the shop.")
    faltas: int = Field(description="Bookings of the tutor's animals that nobody came to, within a year.")
    ultimo: datetime | None = Field(description="When its last delivered booking began.")
    proximo: datetime | None = Field(description="When its next booking begins.")
    vacinas_atrasadas: list[str] = Field(description="Names of the vaccines that are due before today.")


class Vaga(ResponseModel):
    """A place where all of it fits."""

    inicio: datetime
    fim: datetime
    itens: list["VagaItem"]


class VagaItem(ResponseModel):
    servico_id: int
    profissional_id: int
    inicio: datetime
    fim: datetime


class Expediente(ResponseModel):
    inicio: datetime
    fim: datetime


class BloqueioNoDia(ResponseModel):
    id: int
    inicio: datetime
    fim: datetime
    motivo: str | None


class ColunaOut(ResponseModel):
    """Somebody's day: when they work, and when not."""

    id: int
    nome: str
    cor: str | None
    ativo: bool
    expediente: list[Expediente]
    bloqueios: list[BloqueioNoDia]


class DiaOut(ResponseModel):
    """The shop's day on one screen."""

    data: date
    timezone: str
    fechado: bool
    motivo: str | None = Field(description="The holiday's name, where it is one.")
    contagem: dict[State, int]
    profissionais: list[ColunaOut]
    agendamentos: list[AgendamentoOut]
