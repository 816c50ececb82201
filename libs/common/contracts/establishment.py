"""Who a shop is on paper: what its documents print."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from libs.common.cnpj import parse_cnpj
from libs.common.types import Line

ESTABLISHMENT_KEY = "establishment"


def _cnpj(value: str) -> str:
    places = parse_cnpj(value)
    if places is None:
        raise ValueError("not a valid CNPJ")
    return places


Printed = Annotated[Line, Field(min_length=1, max_length=255)]


class Establishment(BaseModel):
    """`crmv` is the shop's own register, `responsible` its veterinarian (CFMV 1.069/2014)."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    cnpj: Annotated[str, Field(max_length=18), AfterValidator(_cnpj)] | None = None
    crmv: Annotated[Line, Field(min_length=1, max_length=20)] | None = None
    responsible: Printed | None = None
    responsible_crmv: Annotated[Line, Field(min_length=1, max_length=20)] | None = None
    address: Printed | None = None
    phone: Annotated[Line, Field(min_length=1, max_length=30)] | None = None
