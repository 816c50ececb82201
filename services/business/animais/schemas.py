"""HTTP in and out of the animais."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

from libs.common.types import Name, RequestModel, ResponseModel, RowId, ShortName
from services.business.animais.age import age_in_years, today
from services.business.schemas import Notes, Patch, is_iso_date, unset

EARLIEST_BIRTH = date(1970, 1, 1)


def _is_past(value: date) -> date:
    if not EARLIEST_BIRTH <= value <= today():
        raise PydanticCustomError("birth_out_of_range", "A date of birth lies between 1970 and today.")
    return value


Sexo = Literal["M", "F"]
Porte = Literal["mini", "pequeno", "medio", "grande", "gigante"]
Pelagem = Literal["curta", "media", "longa", "dupla", "sem_pelo"]
Idade = Annotated[int, Field(ge=0, le=100, strict=True, description="Years.")]
Nascimento = Annotated[date, BeforeValidator(is_iso_date, json_schema_input_type=date), AfterValidator(_is_past)]
Peso = Annotated[
    Decimal,
    Field(ge=0, max_digits=5, decimal_places=2, description="Kilograms."),
    PlainSerializer(lambda value: f"{value:.2f}", return_type=str, when_used="json"),
]


class AnimalIn(RequestModel):
    nome: Name
    cliente_id: RowId
    especie: ShortName | None = None
    raca: ShortName | None = None
    peso: Peso | None = None
    idade: Idade | None = None
    nascimento: Nascimento | None = None
    sexo: Sexo | None = None
    porte: Porte | None = None
    pelagem: Pelagem | None = None
    observacoes: Notes | None = None


class AnimalPatch(Patch):
    nome: Name = Field(default_factory=unset)
    cliente_id: RowId = Field(default_factory=unset)
    especie: ShortName | None = None
    raca: ShortName | None = None
    peso: Peso | None = None
    idade: Idade | None = None
    nascimento: Nascimento | None = None
    sexo: Sexo | None = None
    porte: Porte | None = None
    pelagem: Pelagem | None = None
    observacoes: Notes | None = None


class AnimalOut(ResponseModel):
    id: int
    nome: str
    especie: str | None
    raca: str | None
    peso: Peso | None
    idade: int | None = Field(description="Years, counted from `nascimento` where that is known.")
    cliente_id: int
    cliente_nome: str = Field(description="The tutor's name.")
    nascimento: date | None
    sexo: Sexo | None
    porte: Porte | None
    pelagem: Pelagem | None
    observacoes: str | None
    created_at: datetime
    updated_at: datetime
    version: int

    @model_validator(mode="after")
    def _count_age(self) -> Self:
        if self.nascimento is not None:
            self.idade = age_in_years(self.nascimento, today())
        return self
