"""HTTP in and out of an animal's photos."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from libs.common.types import MAX_ID, Line, RequestModel, ResponseModel
from services.business.schemas import unset

Tipo = Annotated[Literal["foto", "antes", "depois"], Field(description="`antes` and `depois`: of a visit.")]
Legenda = Annotated[Line, Field(min_length=1, max_length=255)]
Perfil = Annotated[bool, Field(description="The animal's picture: one of them is, and it takes the place.")]
Tamanho = Literal["grande", "pequena"]


class FotoIn(BaseModel):
    """Beside the image, which is the body: in the query."""

    model_config = ConfigDict(str_strip_whitespace=True)

    tipo: Tipo = "foto"
    perfil: Perfil = False
    legenda: Legenda | None = None
    agendamento_id: Annotated[int | None, Field(ge=1, le=MAX_ID, description="Of this animal.")] = None


class FotoPatch(RequestModel):
    """What is left out stays; null clears `legenda`."""

    tipo: Tipo = Field(default_factory=unset)
    perfil: Annotated[Perfil, Field(strict=True)] = Field(default_factory=unset)
    legenda: Annotated[Legenda | None, Field(examples=["Depois da tosa"])] = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("nothing_to_change", "Say what changes.")
        return self


class FotoOut(ResponseModel):
    id: int
    animal_id: int
    tipo: Tipo
    perfil: bool
    legenda: str | None
    agendamento_id: int | None
    largura: int = Field(description="Pixels of `grande`.")
    altura: int = Field(description="Pixels of `grande`.")
    usuario_id: UUID | None = Field(description="Who sent it.")
    created_at: datetime
