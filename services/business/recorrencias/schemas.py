"""HTTP in and out of bookings that repeat."""

from datetime import date, datetime, time
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from libs.common.types import Money, RequestModel, ResponseModel, RowId
from services.business.agenda.schemas import Aviso, Inicio, Itens
from services.business.agenda.states import State
from services.business.schemas import Day, Notes, Version, from_json

MOST_WEEKS, MOST_TIMES = 52, 104

Semanas = Annotated[int, Field(ge=1, le=MOST_WEEKS, strict=True, description="Every so many weeks.", examples=[2])]
SeOcupado = Annotated[
    Literal["recusar", "pular"],
    Field(description="What a taken or closed day does: refuse all of it, or be left out and told."),
]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["10:00"])]


class RecorrenciaIn(RequestModel):
    """The first one as a booking is made, and how it repeats; without `ate` and `vezes` until it is ended."""

    animal_id: RowId
    inicio: Annotated[Inicio, Field(description="The first one; its hour on the shop's wall is that of all.")]
    semanas: Semanas
    itens: Itens
    ate: Day | None = None
    vezes: Annotated[int, Field(ge=1, le=MOST_TIMES, strict=True)] | None = None
    observacoes: Notes | None = None
    se_ocupado: SeOcupado = "recusar"

    @model_validator(mode="after")
    def _ends_once(self) -> Self:
        if self.ate is not None and self.vezes is not None:
            raise PydanticCustomError("ends_twice", "Send `ate` or `vezes`, not both.", {"field": "vezes"})
        return self


class AlterarIn(RequestModel):
    """What is left out stays. Bookings that have begun or are over are never touched."""

    version: Version
    a_partir_de: Day | None = Field(default=None, description="From this day on; left out: all that is to come.")
    semanas: Semanas | None = None
    hora: Clock | None = Field(default=None, description="On the shop's wall.")
    dias: Annotated[int, Field(ge=-6, le=6, strict=True)] = Field(
        default=0, description="So many days later, or earlier: to another weekday.", examples=[1]
    )
    itens: Itens | None = None
    ate: Day | None = None
    destacados: Annotated[
        Literal["manter", "incluir"], Field(description="What becomes of those that were changed alone.")
    ] = "manter"
    se_ocupado: SeOcupado = "recusar"


class EncerrarIn(RequestModel):
    version: Version
    a_partir_de: Day | None = Field(default=None, description="From this day on; left out: all that is to come.")


class ItemDaRecorrencia(ResponseModel):
    servico_id: int
    profissional_id: int | None
    duracao: int | None
    preco: Money | None


class OcorrenciaOut(ResponseModel):
    """One booking of it; `data` is the day that the rule gave."""

    id: int
    data: date
    inicio: datetime
    fim: datetime
    status: State
    destacado: bool
    version: int


class PuladaOut(ResponseModel):
    data: date
    motivo: Literal["busy", "closed", "animal"]


def _hour(value: Any) -> Any:
    return value.strftime("%H:%M") if isinstance(value, time) else value


class RecorrenciaOut(ResponseModel):
    id: int
    animal_id: int
    animal: str
    cliente_id: int
    cliente: str
    semanas: int
    inicio: date
    hora: Annotated[str, BeforeValidator(_hour)]
    ate: date | None
    itens: Annotated[list[ItemDaRecorrencia], BeforeValidator(from_json)]
    observacoes: str | None
    gerada_ate: date = Field(description="Its bookings stand to this day; they go on as visits are over.")
    encerrada_em: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int


class RecorrenciaDetail(RecorrenciaOut):
    agendamentos: list[OcorrenciaOut] = Field(description="Those of today and later.")
    puladas: list[PuladaOut] = Field(description="Days that this request left out.")
    avisos: list[Aviso] = Field(description="Only of the request that makes it.")
