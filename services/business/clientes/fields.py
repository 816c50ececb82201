"""The field types of a tutor that have rules of their own."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from libs.common.types import Line, RequestModel, Text
from services.business.clientes.cpf import parse_cpf
from services.business.clientes.phones import MOST, is_mobile, to_e164
from services.business.schemas import is_iso_date

EARLIEST_BIRTH = date(1900, 1, 1)
UFS = Literal[
    "AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA", "PB", "PE", "PI", "PR",
    "RJ", "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO",
]  # fmt: skip


def _digits_of_cpf(value: str) -> str:
    digits = parse_cpf(value)
    if digits is None:
        raise PydanticCustomError("cpf_invalid", "This is not a valid CPF.")
    return digits


def _numero(value: str) -> str:
    numero = to_e164(value)
    if numero is None:
        raise PydanticCustomError("phone_invalid", "This is not a telephone number with its area code.")
    return numero


def _digits_of_cep(value: str) -> str:
    if not re.fullmatch(r"[0-9]{5}-?[0-9]{3}", value):
        raise PydanticCustomError("cep_invalid", "A CEP has eight digits, as 01310-100.")
    return value.replace("-", "")


def _upper(value: Any) -> Any:
    return value.strip().upper() if isinstance(value, str) else value


def _not_too_old(value: date) -> date:
    if value < EARLIEST_BIRTH:
        raise PydanticCustomError("birthday_out_of_range", "A birthday lies between 1900 and today.")
    return value


def once_each(values: Iterable[str]) -> list[str]:
    """The first spelling of each, in order."""
    found: dict[str, str] = {}
    for value in values:
        found.setdefault(value.casefold(), value)
    return list(found.values())


_WRITTEN = r"^[0-9+() .\-]*$"

Telefone = Annotated[Line, Field(min_length=1, max_length=20, pattern=r"^[0-9+() \-]*$")]
Numero = Annotated[Line, Field(min_length=1, max_length=30, pattern=_WRITTEN), AfterValidator(_numero)]
Endereco = Annotated[Text, Field(min_length=1, max_length=1000)]
Cpf = Annotated[
    str,
    Field(max_length=14, examples=["529.982.247-25"], description="With or without its mask."),
    AfterValidator(_digits_of_cpf),
]
Cep = Annotated[str, Field(max_length=9, examples=["01310-100"]), AfterValidator(_digits_of_cep)]
Uf = Annotated[UFS, BeforeValidator(_upper)]
Nascimento = Annotated[
    date, BeforeValidator(is_iso_date, json_schema_input_type=date), AfterValidator(_not_too_old)
]
Tag = Annotated[Line, Field(min_length=1, max_length=30)]
MOST_TAGS = 20
Tags = Annotated[list[Tag], Field(max_length=MOST_TAGS), AfterValidator(once_each)]
Part = Annotated[Line, Field(min_length=1, max_length=255)]
ShortPart = Annotated[Line, Field(min_length=1, max_length=100)]


class TelefoneIn(RequestModel):
    """A number with its area code (or its country's, after a +), kept in E.164."""

    numero: Numero = Field(examples=["(11) 98765-4321"])
    rotulo: Annotated[Line, Field(min_length=1, max_length=30)] | None = None
    whatsapp: bool = Field(default=False, strict=True)

    @model_validator(mode="after")
    def _can_have_whatsapp(self) -> Self:
        if self.whatsapp and not is_mobile(self.numero):
            raise PydanticCustomError("phone_not_mobile", "WhatsApp needs a mobile number.", {"field": "whatsapp"})
        return self


def _no_doubles(phones: list[TelefoneIn]) -> list[TelefoneIn]:
    if len({phone.numero for phone in phones}) < len(phones):
        raise PydanticCustomError("phone_twice", "The same number stands there twice.")
    if sum(phone.whatsapp for phone in phones) > 1:
        raise PydanticCustomError("whatsapp_twice", "Only one of the numbers is the one for WhatsApp.")
    return phones


Telefones = Annotated[list[TelefoneIn], Field(max_length=MOST), AfterValidator(_no_doubles)]


class EnderecoPostal(RequestModel):
    """An address in its parts, each of them optional."""

    cep: Cep | None = None
    logradouro: Part | None = None
    numero: Annotated[Line, Field(min_length=1, max_length=20)] | None = None
    complemento: ShortPart | None = None
    bairro: ShortPart | None = None
    cidade: ShortPart | None = None
    uf: Uf | None = None
