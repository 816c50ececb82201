"""Field types of an animal's record."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from libs.common.clock import utc_now
from libs.common.types import Line
from services.business.schemas import Day, is_iso_date

EARLIEST_BIRTH = date(1970, 1, 1)
USUAL_TAGS = ["morde", "medroso", "não gosta de secador", "cardíaco", "idoso", "alérgico", "epilético", "gestante"]


def _is_past(value: date) -> date:
    # Nowhere is it later than tomorrow; the shop's own day is asked when the row is written.
    if not EARLIEST_BIRTH <= value <= utc_now().date() + timedelta(days=1):
        raise PydanticCustomError("birth_out_of_range", "A date of birth lies between 1970 and today.")
    return value


def _digits_of_chip(value: str) -> str:
    digits = re.sub(r"[ .-]", "", value)
    if not re.fullmatch(r"[0-9]{15}", digits):
        raise PydanticCustomError("microchip_invalid", "A microchip has 15 digits.")
    return digits


def _each_tag_once(tags: list[str]) -> list[str]:
    first: dict[str, str] = {}
    for tag in tags:
        first.setdefault(tag.casefold(), tag)
    return list(first.values())


Sexo = Literal["M", "F"]
Porte = Literal["mini", "pequeno", "medio", "grande", "gigante"]
Pelagem = Literal["curta", "media", "longa", "dupla", "sem_pelo"]
Situacao = Literal["ativo", "inativo", "falecido"]
Idade = Annotated[int, Field(ge=0, le=100, strict=True, description="Years.")]
Nascimento = Annotated[date, BeforeValidator(is_iso_date, json_schema_input_type=date), AfterValidator(_is_past)]
FalecidoEm = Annotated[Day, Field(description="Of `falecido` alone; it goes when the animal is alive after all.")]
Castrado = Annotated[bool, Field(strict=True, description="null: nobody knows.")]
Microchip = Annotated[
    str,
    Field(max_length=40, examples=["963008000123456"], description="15 digits, with or without spaces."),
    AfterValidator(_digits_of_chip),
]
Tags = Annotated[
    list[Annotated[Line, Field(min_length=1, max_length=30)]],
    Field(max_length=20, examples=[USUAL_TAGS], description="How it behaves, in the shop's own words."),
    AfterValidator(_each_tag_once),
]
Quilos = Annotated[
    Decimal,
    Field(max_digits=5, decimal_places=2, description="Kilograms."),
    PlainSerializer(lambda value: f"{value:.2f}", return_type=str, when_used="json"),
]
Peso = Annotated[Quilos, Field(gt=0)]
