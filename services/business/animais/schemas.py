"""HTTP in and out of the animais."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from libs.common.types import Name, RequestModel, ResponseModel, RowId, ShortName
from services.business.animais.age import age_in_years
from services.business.animais.fields import (
    Castrado,
    FalecidoEm,
    Idade,
    Microchip,
    Nascimento,
    Pelagem,
    Peso,
    Porte,
    Quilos,
    Sexo,
    Situacao,
    Tags,
)
from services.business.schemas import Notes, Patch, from_json, unset
from services.business.shop.settings import today_in

_EXAMPLE: JsonDict = {
    "nome": "Thor",
    "cliente_id": 1,
    "especie": "cão",
    "raca": "Shih Tzu",
    "peso": "7.50",
    "nascimento": "2020-05-31",
    "sexo": "M",
    "porte": "pequeno",
    "pelagem": "longa",
    "castrado": True,
    "tags": ["medroso", "não gosta de secador"],
}


class AnimalIn(RequestModel):
    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

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
    castrado: Castrado | None = None
    microchip: Microchip | None = None
    tags: Tags = Field(default=[])
    situacao: Situacao = "ativo"
    falecido_em: FalecidoEm | None = None


class AnimalPatch(Patch):
    """`peso` is measured today; a weight that was wrong is taken out of the history."""

    nome: Name = Field(default_factory=unset)
    cliente_id: RowId = Field(default_factory=unset)
    especie: ShortName | None = None
    raca: ShortName | None = None
    peso: Peso = Field(default_factory=unset)
    idade: Idade | None = None
    nascimento: Nascimento | None = None
    sexo: Sexo | None = None
    porte: Porte | None = None
    pelagem: Pelagem | None = None
    observacoes: Notes | None = None
    castrado: Castrado | None = None
    microchip: Microchip | None = None
    tags: Tags = Field(default_factory=unset)
    situacao: Situacao = Field(default_factory=unset)
    falecido_em: FalecidoEm | None = None


class AnimalOut(ResponseModel):
    id: int
    nome: str
    especie: str | None
    raca: str | None
    peso: Quilos | None = Field(description="Kilograms, as last measured.")
    idade: int | None = Field(description="Years, counted from `nascimento` where that is known.")
    cliente_id: int
    cliente_nome: str = Field(description="The tutor's name.")
    nascimento: date | None
    sexo: Sexo | None
    porte: Porte | None
    pelagem: Pelagem | None
    observacoes: str | None
    castrado: bool | None
    microchip: str | None
    tags: Annotated[list[str], BeforeValidator(from_json)]
    situacao: Situacao
    falecido_em: date | None
    foto_id: int | None = Field(description="The profile's photo.")
    excluido_em: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int

    @model_validator(mode="before")
    @classmethod
    def _count_age(cls, row: dict[str, Any]) -> dict[str, Any]:
        """On the shop's day, or on the last one."""
        if row["nascimento"] is None:
            return row
        last = row["falecido_em"] or today_in(row["zona"])
        return row | {"idade": max(age_in_years(row["nascimento"], last), 0)}
