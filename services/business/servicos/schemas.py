"""HTTP in and out of the serviços."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from libs.common.types import Money, Name, RequestModel, ResponseModel, RowId
from services.business.animais.fields import Pelagem, Porte
from services.business.schemas import Patch, from_json, unset

MOST_PARTS = 10

Duracao = Annotated[int, Field(ge=1, le=1440, strict=True, description="Minutes.")]
Ativo = Annotated[bool, Field(strict=True, description="Whether it can be booked.")]
Tipo = Literal["servico", "adicional", "combo"]


class Preco(BaseModel):
    """Price and minutes for animals of a porte, of a pelagem, or of both; null stands for any."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    porte: Porte | None = None
    pelagem: Pelagem | None = None
    preco: Money
    duracao: Duracao

    @model_validator(mode="after")
    def _says_for_whom(self) -> Self:
        if self.porte is None and self.pelagem is None:
            raise PydanticCustomError("price_for_nobody", "Name a porte, a pelagem or both.", {"field": "porte"})
        return self


def _each_cell_once(cells: list[Preco]) -> list[Preco]:
    if len({(cell.porte, cell.pelagem) for cell in cells}) < len(cells):
        raise PydanticCustomError("price_twice", "The same porte and pelagem has two prices.")
    return cells


def _each_part_once(parts: list[int]) -> list[int]:
    if len(set(parts)) < len(parts):
        raise PydanticCustomError("part_twice", "The same serviço stands here twice.")
    return parts


Precos = Annotated[
    list[Preco],
    Field(max_length=35, description="Prices by porte × pelagem; what none fits costs `preco`."),
    AfterValidator(_each_cell_once),
]
Componentes = Annotated[
    list[RowId],
    Field(max_length=MOST_PARTS, description="The serviços of a combo, in their order; of combos alone."),
    AfterValidator(_each_part_once),
]


class ServicoIn(RequestModel):
    nome: Name
    preco: Money
    duracao: Duracao
    ativo: Ativo = True
    tipo: Annotated[Tipo, Field(description="`adicional`: only beside another. It never changes.")] = "servico"
    precos: Precos = Field(default=[])
    componentes: Componentes = Field(default=[])

    @model_validator(mode="after")
    def _is_what_it_says(self) -> Self:
        if (self.tipo == "combo") != (len(self.componentes) > 1):
            raise PydanticCustomError(
                "combo_parts",
                "A combo has two parts or more, and nothing else has any.",
                {"field": "componentes"},
            )
        return self


class ServicoPatch(Patch):
    nome: Name = Field(default_factory=unset)
    preco: Money = Field(default_factory=unset)
    duracao: Duracao = Field(default_factory=unset)
    ativo: Ativo = Field(default_factory=unset)
    precos: Precos = Field(default_factory=unset)
    componentes: Annotated[Componentes, Field(min_length=2)] = Field(default_factory=unset)


class ServicoOut(ResponseModel):
    id: int
    nome: str
    preco: Money
    duracao: int
    ativo: bool
    tipo: Tipo
    precos: Annotated[list[Preco], BeforeValidator(from_json)]
    componentes: list[int]
    created_at: datetime
    updated_at: datetime
    version: int


class OfertaOut(ResponseModel):
    """A serviço for one animal."""

    servico_id: int
    nome: str
    tipo: Tipo
    preco: Money = Field(description="For this animal.")
    duracao: int = Field(description="Minutes, for this animal.")
    da_tabela: bool = Field(description="Whether porte or pelagem decided; else it is the serviço's own price.")
    ultimo_preco: Money | None = Field(description="What this animal paid for it last.")
    ultima_duracao: int | None = Field(description="Minutes that were set aside for it last.")
    ultima_vez: datetime | None = Field(description="When that was.")
