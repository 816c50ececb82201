"""HTTP in and out of the profissionais and of the times in which they take no bookings."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from libs.common.contracts.hours import WeeklyHours
from libs.common.types import Line, Name, RequestModel, ResponseModel, RowId
from services.business.schemas import CalendarTime, Patch, from_json, unset

MOST_SERVICOS = 200
LONGEST_BLOCK = timedelta(days=366)

Ativo = Annotated[bool, Field(strict=True, description="Whether bookings can be made with them.")]
Cor = Annotated[Line, Field(pattern=r"^#[0-9a-f]{6}$", description="Of their column, as #4b7bec.")]
Horarios = Annotated[
    WeeklyHours,
    Field(description='As {"mon": [["08:00", "12:00"], ["13:00", "18:00"]]}; null: the shop\'s hours.'),
]
Motivo = Annotated[Line, Field(min_length=1, max_length=255)]


def _each_once(ids: list[int]) -> list[int]:
    return sorted(set(ids))


Servicos = Annotated[
    list[RowId],
    Field(max_length=MOST_SERVICOS, description="The serviços they do; none: all of them."),
    AfterValidator(_each_once),
]


class ProfissionalIn(RequestModel):
    nome: Name
    ativo: Ativo = True
    cor: Cor | None = None
    horarios: Horarios | None = None
    servicos: Servicos = Field(default=[])


class ProfissionalPatch(Patch):
    nome: Name = Field(default_factory=unset)
    ativo: Ativo = Field(default_factory=unset)
    cor: Cor | None = None
    horarios: Horarios | None = None
    servicos: Servicos = Field(default_factory=unset)


class ProfissionalOut(ResponseModel):
    id: int
    nome: str
    ativo: bool
    cor: str | None
    horarios: Annotated[WeeklyHours | None, BeforeValidator(from_json)]
    servicos: list[int]
    created_at: datetime
    updated_at: datetime
    version: int


def _in_order(values: Any) -> Any:
    if values.inicio is not None and values.fim is not None:
        if values.inicio >= values.fim:
            raise PydanticCustomError("period_reversed", "It ends before it begins.", {"field": "fim"})
        if values.fim - values.inicio > LONGEST_BLOCK:
            raise PydanticCustomError("period_too_long", "At most a year at once.", {"field": "fim"})
    return values


class BloqueioIn(RequestModel):
    profissional_id: RowId | None = Field(default=None, description="Nobody named: the whole shop.")
    inicio: CalendarTime
    fim: CalendarTime
    motivo: Motivo | None = None

    @model_validator(mode="after")
    def _is_a_period(self) -> Self:
        checked: Self = _in_order(self)
        return checked


class BloqueioPatch(Patch):
    """Times are sent together, so that they can be compared."""

    inicio: CalendarTime = Field(default_factory=unset)
    fim: CalendarTime = Field(default_factory=unset)
    motivo: Motivo | None = None

    @model_validator(mode="after")
    def _is_a_period(self) -> Self:
        if (self.inicio is None) != (self.fim is None):
            raise PydanticCustomError("period_in_part", "Send both `inicio` and `fim`.", {"field": "fim"})
        checked: Self = _in_order(self)
        return checked


class BloqueioOut(ResponseModel):
    id: int
    profissional_id: int | None
    inicio: datetime
    fim: datetime
    motivo: str | None
    created_at: datetime
    updated_at: datetime
    version: int


class DiaFechadoOut(ResponseModel):
    """A day on which the shop is closed all day."""

    data: date
    motivo: str | None = Field(description="The holiday's name; null where the shop closed it by itself.")
