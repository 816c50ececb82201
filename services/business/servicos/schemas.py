"""HTTP in and out of the serviços."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from libs.common.types import Money, Name, RequestModel, ResponseModel
from services.business.schemas import Patch, unset

Duracao = Annotated[int, Field(ge=1, le=1440, strict=True, description="Minutes.")]
Ativo = Annotated[bool, Field(strict=True, description="Whether it can be booked.")]


class ServicoIn(RequestModel):
    nome: Name
    preco: Money
    duracao: Duracao
    ativo: Ativo = True


class ServicoPatch(Patch):
    nome: Name = Field(default_factory=unset)
    preco: Money = Field(default_factory=unset)
    duracao: Duracao = Field(default_factory=unset)
    ativo: Ativo = Field(default_factory=unset)


class ServicoOut(ResponseModel):
    id: int
    nome: str
    preco: Money
    duracao: int
    ativo: bool
    created_at: datetime
    updated_at: datetime
    version: int
