"""HTTP out of the search."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

from services.business.schemas import from_json


def _animais(value: Any) -> Any:
    return from_json(value) or []


class AnimalAchado(BaseModel):
    id: int
    nome: str
    raca: str | None
    porte: str | None
    situacao: Literal["ativo", "inativo", "falecido"]


class TutorAchado(BaseModel):
    id: int
    nome: str
    email: str | None
    telefone: str | None
    devedor: bool
    animais: Annotated[list[AnimalAchado], BeforeValidator(_animais)] = Field(description="All who are there.")


class BuscaOut(BaseModel):
    items: list[TutorAchado]
