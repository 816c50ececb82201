"""HTTP in and out of an animal's weights."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from libs.common.types import RequestModel, ResponseModel
from services.business.animais.fields import Peso, Quilos
from services.business.schemas import Day


class PesoIn(RequestModel):
    peso: Annotated[Peso, Field(examples=["7.50"])]
    medido_em: (
        Annotated[Day, Field(description="Today, where nothing is said.", examples=["2026-11-30"])] | None
    ) = None


class PesoOut(ResponseModel):
    id: int
    animal_id: int
    peso: Quilos
    medido_em: date
    usuario_id: UUID | None = Field(description="Who wrote it down.")
    created_at: datetime
