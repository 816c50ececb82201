"""HTTP in and out of the waiting list."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from libs.common.contracts.hours import Day as Weekday
from libs.common.types import RequestModel, ResponseModel, RowId
from services.business.agenda.schemas import AgendamentoOut, Inicio, ItemIn, Itens, Vaga
from services.business.schemas import Day, Notes, Patch, Version, from_json, unset

LONGEST = timedelta(days=60)

Periodo = Literal["manha", "tarde", "noite"]
Estado = Literal["aguardando", "oferecida", "atendida", "desistiu", "expirada"]


def _each_once(days: list[Weekday]) -> list[Weekday]:
    return sorted(set(days))


Dias = Annotated[
    list[Weekday], Field(max_length=7, description="Weekdays that suit; none: all."), AfterValidator(_each_once)
]
Parte = Annotated[Periodo, Field(description="Before 12:00, from then to 18:00, or later, on the shop's wall.")]


def check_dates(begin: date, until: date) -> None:
    """Raises PydanticCustomError at `ate`."""
    if until < begin:
        raise PydanticCustomError("period_reversed", "It ends before it begins.", {"field": "ate"})
    if until - begin > LONGEST:
        raise PydanticCustomError("wait_too_long", "At most sixty days.", {"field": "ate"})


class EsperaIn(RequestModel):
    """What an animal waits for, as it would be booked, and between which days."""

    animal_id: RowId
    itens: Itens
    de: Day
    ate: Day
    periodo: Parte | None = None
    dias: Dias = Field(default=[])
    observacoes: Notes | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_dates(self.de, self.ate)
        return self


class EsperaPatch(Patch):
    """An offer that was made falls with it; dates are sent together."""

    itens: Itens = Field(default_factory=unset)
    de: Day = Field(default_factory=unset)
    ate: Day = Field(default_factory=unset)
    periodo: Parte | None = None
    dias: Dias = Field(default_factory=unset)
    observacoes: Notes | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if (self.de is None) != (self.ate is None):
            raise PydanticCustomError("period_in_part", "Send both `de` and `ate`.", {"field": "ate"})
        if self.de is not None:
            check_dates(self.de, self.ate)
        return self


class OferecerIn(RequestModel):
    version: Version
    inicio: Inicio


class AgendarIn(RequestModel):
    version: Version
    inicio: Inicio | None = Field(default=None, description="Left out: what was offered.")
    profissional_id: RowId | None = Field(default=None, description="Of all of it; left out: as it was asked for.")


class EsperaStep(RequestModel):
    version: Version


class EsperaOut(ResponseModel):
    id: int
    animal_id: int
    animal: str
    porte: str | None
    cliente_id: int
    cliente: str
    telefone: str | None
    itens: Annotated[list[ItemIn], BeforeValidator(from_json)]
    de: date
    ate: date
    periodo: Periodo | None
    dias: Annotated[list[Weekday], BeforeValidator(from_json)]
    observacoes: str | None
    estado: Estado = Field(description="`expirada`: its days are over.")
    oferta_inicio: datetime | None
    oferecida_em: datetime | None
    agendamento_id: int | None
    created_at: datetime
    updated_at: datetime
    version: int


class EsperaOferecida(EsperaOut):
    whatsapp_url: str | None = Field(description="A message that tells the tutor, where there is a number.")


class EsperaAtendida(EsperaOut):
    agendamento: AgendamentoOut


class Encaixe(ResponseModel):
    """Somebody who waits, and the first places that suit."""

    espera: EsperaOut
    vagas: list[Vaga]


class EncaixesOut(ResponseModel):
    items: list[Encaixe] = Field(description="Who can be served, the longest waiting first.")
    vistas: int = Field(description="How many who wait were looked at.")
    mais: bool = Field(description="Whether there are more who wait than were looked at.")
