"""`/api/v1/busca`: one box for everything that a person at the counter may know of somebody."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BeforeValidator

from libs.common.answers import values_answer
from libs.common.auth import require_scope
from libs.common.edge import ShopRoute, ShopWork
from libs.common.permissions import AccessScope
from libs.common.types import Line
from services.business.busca import service
from services.business.busca.schemas import BuscaOut
from services.business.openapi import SHOP_ANSWERS

router = APIRouter(
    prefix="/api/v1/busca",
    tags=["busca"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


Wanted = Annotated[
    Line,
    BeforeValidator(_stripped),
    Query(
        min_length=2,
        max_length=100,
        description="Name, e-mail, phone or CPF of the tutor; name, breed or microchip of the animal.",
    ),
]
Most = Annotated[int, Query(ge=1, le=50, description="Tutores at most.")]


@router.get(
    "",
    response_model=BuscaOut,
    summary="Find tutores by anything of theirs or of their animais",
    description="Accents and case do not matter, nor how a number is punctuated. Two characters find words that "
    "begin with them, three or more are found anywhere. Of several words each must be found, in any order, some "
    "with the tutor and some with an animal: `bento mateus` finds Mateus by his Bento.",
)
async def search(work: ShopWork, q: Wanted, limit: Most = 20) -> Response:
    return values_answer(BuscaOut, await service.search(work, q, limit=limit))
