"""HTTP in and out of what happened to an animal."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from libs.common.types import Money, RequestModel, ResponseModel
from services.business.agenda.states import State
from services.business.animais.fields import Quilos, Situacao
from services.business.schemas import CalendarTime, Notes


class OcorrenciaIn(RequestModel):
    texto: Annotated[Notes, Field(examples=["Mordeu o banhista ao secar as patas."])]
    em: Annotated[CalendarTime, Field(description="Now, where nothing is said.")] | None = None


class _Feito(ResponseModel):
    id: int
    em: datetime = Field(description="Where `sem_hora`, at noon UTC of its day.")
    sem_hora: bool = Field(description="Only the day is known.")


class Visita(_Feito):
    tipo: Literal["agendamento"]
    fim: datetime
    status: State
    servicos: list[str]
    preco: Money


class Pesagem(_Feito):
    tipo: Literal["peso"]
    peso: Quilos
    usuario_id: UUID | None


class FotoTirada(_Feito):
    tipo: Literal["foto"]
    momento: Literal["foto", "antes", "depois"] = Field(description="The photo's own `tipo`.")
    legenda: str | None
    agendamento_id: int | None
    usuario_id: UUID | None


class Vacinacao(_Feito):
    tipo: Literal["vacina"]
    vacina: str
    categoria: str = Field(description="vacina, vermifugo, antiparasitario or medicacao.")
    dose: int
    veterinario: str | None
    informada: bool


class Ocorrencia(_Feito):
    tipo: Literal["incidente"]
    texto: str
    usuario_id: UUID | None


class Transferencia(_Feito):
    tipo: Literal["transferencia"]
    de_cliente_id: int
    de_cliente: str
    para_cliente_id: int
    para_cliente: str
    usuario_id: UUID | None


class Mudanca(_Feito):
    tipo: Literal["situacao"]
    situacao: Situacao
    usuario_id: UUID | None


Momento = Annotated[
    Visita | Pesagem | FotoTirada | Vacinacao | Ocorrencia | Transferencia | Mudanca, Field(discriminator="tipo")
]
