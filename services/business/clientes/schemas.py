"""HTTP in and out of the tutores."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from libs.common.types import Email, Line, Name, RequestModel, ResponseModel, Text
from services.business.clientes.cpf import parse_cpf
from services.business.schemas import Notes, Patch, unset


def _digits_of_cpf(value: str) -> str:
    digits = parse_cpf(value)
    if digits is None:
        raise PydanticCustomError("cpf_invalid", "This is not a valid CPF.")
    return digits


Telefone = Annotated[Line, Field(min_length=1, max_length=20, pattern=r"^[0-9+() \-]*$")]
Endereco = Annotated[Text, Field(min_length=1, max_length=1000)]
Cpf = Annotated[
    str,
    Field(max_length=14, examples=["529.982.247-25"], description="With or without its mask."),
    AfterValidator(_digits_of_cpf),
]


class ClienteIn(RequestModel):
    nome: Name
    email: Email | None = None
    telefone: Telefone | None = None
    endereco: Endereco | None = None
    cpf: Cpf | None = None
    observacoes: Notes | None = None


class ClientePatch(Patch):
    nome: Name = Field(default_factory=unset)
    email: Email | None = None
    telefone: Telefone | None = None
    endereco: Endereco | None = None
    cpf: Cpf | None = None
    observacoes: Notes | None = None


class ClienteOut(ResponseModel):
    id: int
    nome: str
    email: str | None
    telefone: str | None
    endereco: str | None
    cpf: str | None
    observacoes: str | None
    created_at: datetime
    updated_at: datetime
    version: int
