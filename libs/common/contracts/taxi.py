"""What a shop asks for fetching and bringing an animal home."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from libs.common.types import Line, Money

TAXI_KEY = "taxi"
MOST_ZONES = 50


class Zone(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    nome: Annotated[Line, Field(min_length=1, max_length=100)]
    taxa: Money


class TaxiRules(BaseModel):
    """`taxa` where no zone is named; `janela_minutos` is how long whoever waits at the door has to wait."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    taxa: Money = Decimal(0)
    zonas: Annotated[list[Zone], Field(max_length=MOST_ZONES)] = []
    janela_minutos: Annotated[int, Field(ge=5, le=240, strict=True)] = 30

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        if len({zone.nome for zone in self.zonas}) < len(self.zonas):
            raise ValueError("the same zone stands here twice")
        return self

    def fee(self, zona: str | None) -> Decimal | None:
        """Of a zone, or the flat one; None for a zone that the shop does not name."""
        if zona is None:
            return self.taxa
        return next((zone.taxa for zone in self.zonas if zone.nome == zona), None)
