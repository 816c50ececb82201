"""HTTP in and out of the tutores."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from libs.common.types import Email, Name, RequestModel, ResponseModel, RowId, Text
from services.business.clientes.fields import (
    Cpf,
    Endereco,
    EnderecoPostal,
    Nascimento,
    Tags,
    Telefone,
    Telefones,
)
from services.business.schemas import Notes, Patch, Version, from_json, unset

Finalidade = Literal["marketing_email", "marketing_whatsapp", "foto"]
Origem = Literal["balcao", "papel", "site", "telefone", "whatsapp"]
Motivo = Literal["cpf", "telefone", "email", "nome"]

EXAMPLE: dict[str, Any] = {
    "nome": "João da Silva",
    "email": "joao@example.com",
    "cpf": "529.982.247-25",
    "telefones": [{"numero": "(11) 98765-4321", "rotulo": "celular", "whatsapp": True}],
    "endereco_postal": {"cep": "01310-100", "logradouro": "Avenida Paulista", "numero": "1000", "uf": "SP"},
    "nascimento": "1985-03-14",
    "tags": ["manhãs"],
}
_FIRST = "The number to call first, as it is shown. Sent alone it takes the main number's place in `telefones`."


def _one_of_both(body: "ClienteIn | ClientePatch") -> None:
    if body.telefone is not None and "telefones" in body.model_fields_set:
        raise PydanticCustomError("phone_and_phones", "Send `telefone` or `telefones`.", {"field": "telefones"})


class ClienteIn(RequestModel):
    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    nome: Name
    email: Email | None = None
    telefone: Telefone | None = Field(default=None, description=_FIRST)
    telefones: Telefones = Field(default_factory=list)
    endereco: Endereco | None = None
    endereco_postal: EnderecoPostal | None = None
    cpf: Cpf | None = None
    nascimento: Nascimento | None = None
    tags: Tags = Field(default_factory=list)
    devedor: bool = Field(default=False, strict=True)
    observacoes: Notes | None = None

    @model_validator(mode="after")
    def _check_phones(self) -> Self:
        _one_of_both(self)
        return self


class ClientePatch(Patch):
    nome: Name = Field(default_factory=unset)
    email: Email | None = None
    telefone: Telefone | None = Field(default=None, description=_FIRST)
    telefones: Telefones = Field(default_factory=unset)
    endereco: Endereco | None = None
    endereco_postal: EnderecoPostal | None = None
    cpf: Cpf | None = None
    nascimento: Nascimento | None = None
    tags: Tags = Field(default_factory=unset)
    devedor: bool = Field(default_factory=unset, strict=True)
    observacoes: Notes | None = None

    @model_validator(mode="after")
    def _check_phones(self) -> Self:
        _one_of_both(self)
        return self


class TelefoneOut(BaseModel):
    numero: str = Field(description="E.164.")
    rotulo: str | None
    whatsapp: bool


class EnderecoPostalOut(BaseModel):
    cep: str | None
    logradouro: str | None
    numero: str | None
    complemento: str | None
    bairro: str | None
    cidade: str | None
    uf: str | None


class ClienteOut(ResponseModel):
    id: int
    nome: str
    email: str | None
    telefone: str | None = Field(description="The number to call first, as it is shown.")
    telefones: Annotated[list[TelefoneOut], BeforeValidator(from_json)]
    endereco: str | None
    endereco_postal: Annotated[EnderecoPostalOut | None, BeforeValidator(from_json)]
    cpf: str | None
    nascimento: date | None
    tags: Annotated[list[str], BeforeValidator(from_json)]
    devedor: bool
    observacoes: str | None
    created_at: datetime
    updated_at: datetime
    excluido_em: datetime | None
    mesclado_em: int | None = Field(description="The tutor that this record was merged into.")
    version: int


class ConsentimentoIn(RequestModel):
    finalidade: Finalidade
    concedido: bool = Field(strict=True)
    origem: Origem
    texto: Annotated[Text, Field(min_length=1, max_length=1000)] | None = Field(
        default=None, description="What the tutor was asked, word by word."
    )


class ConsentimentoOut(ResponseModel):
    id: int
    finalidade: Finalidade
    concedido: bool
    origem: Origem
    texto: str | None
    em: datetime
    usuario_id: UUID | None


class ConsentimentosOut(BaseModel):
    atual: dict[Finalidade, bool | None] = Field(description="The last word for each purpose; null: never asked.")
    historico: list[ConsentimentoOut] = Field(description="The latest first.")


class DuplicadoOut(BaseModel):
    id: int
    nome: str
    email: str | None
    telefone: str | None
    cpf: str | None
    motivos: list[Motivo]


class DuplicadosOut(BaseModel):
    items: list[DuplicadoOut] = Field(description="The likeliest first, ten at most.")


class MesclarIn(RequestModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"outro_id": 8, "version": 3, "outro_version": 1}]})

    outro_id: RowId = Field(description="Who goes: this record's is the one that stays.")
    version: Version
    outro_version: Version
