"""HTTP in and out of the táxi dog."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from libs.common.types import Money, RequestModel, ResponseModel, RowId, ShortName, Text
from services.business.agenda.schemas import Inicio
from services.business.agenda.states import State
from services.business.schemas import Notes, Version

Sentido = Literal["busca", "entrega"]
Andamento = Literal["pendente", "a_caminho", "feito", "cancelado"]
Endereco = Annotated[Text, Field(min_length=1, max_length=1000, examples=["Rua das Flores, 12, Pinheiros"])]


class TaxiIn(RequestModel):
    """A ride; what is left out comes from the booking, its tutor and the shop's prices."""

    version: Version | None = Field(default=None, description="The version last read, where there is a ride.")
    endereco: Endereco | None = Field(default=None, description="Left out: the tutor's.")
    inicio: Inicio | None = Field(default=None, description="Left out: before the booking, or after it.")
    fim: Inicio | None = None
    motorista_id: RowId | None = Field(default=None, description="A profissional.")
    zona: ShortName | None = Field(default=None, description="One of the shop's zones.")
    taxa: Money | None = Field(default=None, description="Left out: the zone's, or the flat one.")
    observacoes: Notes | None = None

    @model_validator(mode="after")
    def _is_a_window(self) -> Self:
        if (self.inicio is None) != (self.fim is None):
            raise PydanticCustomError("period_in_part", "Send both `inicio` and `fim`.", {"field": "fim"})
        if self.inicio is not None and self.fim is not None and self.inicio >= self.fim:
            raise PydanticCustomError("period_reversed", "It ends before it begins.", {"field": "fim"})
        return self


class AndamentoIn(RequestModel):
    version: Version
    estado: Annotated[
        Literal["pendente", "a_caminho", "feito"], Field(description="One step further, or one back.")
    ]


class TaxiOut(ResponseModel):
    id: int
    agendamento_id: int
    agendamento_status: State
    sentido: Sentido
    animal_id: int
    animal: str
    porte: str | None
    cliente_id: int
    cliente: str
    telefone: str | None
    endereco: str
    inicio: datetime
    fim: datetime
    motorista_id: int | None
    motorista: str | None
    zona: str | None
    taxa: Money
    estado: Andamento
    observacoes: str | None
    created_at: datetime
    updated_at: datetime
    version: int
