"""`/api/v1/profissionais`, their blocks, and the shop's closed days."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from libs.common.answers import answer, page_answer
from libs.common.auth import require_scope
from libs.common.edge import ShopRoute, ShopWork
from libs.common.pagination import CursorParam, Limit, Page, SearchParam
from libs.common.permissions import AccessScope
from libs.common.types import MAX_ID, PathId
from services.business.openapi import CHANGE_ANSWERS, DELETE_ANSWERS, READ_ANSWERS, SHOP_ANSWERS
from services.business.profissionais import service
from services.business.profissionais.schemas import (
    BloqueioIn,
    BloqueioOut,
    BloqueioPatch,
    DiaFechadoOut,
    ProfissionalIn,
    ProfissionalOut,
    ProfissionalPatch,
)
from services.business.schemas import DateParam

PATH = "/api/v1/profissionais"
BLOCKS = "/api/v1/bloqueios"

router = APIRouter(
    tags=["profissionais"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)

ProfissionalFilter = Annotated[
    int | None, Query(ge=1, le=MAX_ID, description="Only this person's, with the whole shop's.")
]


@router.post(PATH, status_code=201, response_model=ProfissionalOut, summary="Add somebody who works here")
async def create_profissional(body: ProfissionalIn, work: ShopWork) -> Response:
    profissional = await service.create_profissional(work, body)
    return answer(ProfissionalOut, profissional, status=201, location=f"{PATH}/{profissional.id}")


@router.get(PATH, response_model=Page[ProfissionalOut], summary="Profissionais by name")
async def list_profissionais(
    work: ShopWork, q: SearchParam = None, cursor: CursorParam = None, limit: Limit = 20
) -> Response:
    return page_answer(ProfissionalOut, await service.list_profissionais(work, q=q, cursor=cursor, limit=limit))


@router.get(
    PATH + "/{profissional_id}", response_model=ProfissionalOut, responses=READ_ANSWERS, summary="One profissional"
)
async def get_profissional(profissional_id: PathId, work: ShopWork) -> Response:
    return answer(ProfissionalOut, await service.get_profissional(work, profissional_id))


@router.patch(
    PATH + "/{profissional_id}",
    response_model=ProfissionalOut,
    responses=CHANGE_ANSWERS,
    summary="Change what is sent",
)
async def update_profissional(profissional_id: PathId, body: ProfissionalPatch, work: ShopWork) -> Response:
    return answer(ProfissionalOut, await service.update_profissional(work, profissional_id, body))


@router.delete(
    PATH + "/{profissional_id}",
    status_code=204,
    responses=DELETE_ANSWERS,
    summary="Delete a profissional without bookings",
)
async def delete_profissional(profissional_id: PathId, work: ShopWork) -> None:
    await service.delete_profissional(work, profissional_id)


@router.post(
    BLOCKS,
    status_code=201,
    response_model=BloqueioOut,
    summary="Take no bookings for a while",
    description="Of one person, or of the whole shop. Bookings that stand in it already are kept.",
)
async def create_bloqueio(body: BloqueioIn, work: ShopWork) -> Response:
    return answer(BloqueioOut, await service.create_bloqueio(work, body), status=201)


@router.get(BLOCKS, response_model=Page[BloqueioOut], summary="Blocks that touch some days, by their beginning")
async def list_bloqueios(
    work: ShopWork,
    de: DateParam,
    ate: DateParam,
    profissional_id: ProfissionalFilter = None,
    cursor: CursorParam = None,
    limit: Limit = 100,
) -> Response:
    found = await service.list_bloqueios(
        work, de, ate, profissional_id=profissional_id, cursor=cursor, limit=limit
    )
    return page_answer(BloqueioOut, found)


@router.patch(
    BLOCKS + "/{bloqueio_id}", response_model=BloqueioOut, responses=CHANGE_ANSWERS, summary="Change a block"
)
async def update_bloqueio(bloqueio_id: PathId, body: BloqueioPatch, work: ShopWork) -> Response:
    return answer(BloqueioOut, await service.update_bloqueio(work, bloqueio_id, body))


@router.delete(BLOCKS + "/{bloqueio_id}", status_code=204, responses=DELETE_ANSWERS, summary="Lift a block")
async def delete_bloqueio(bloqueio_id: PathId, work: ShopWork) -> None:
    await service.delete_bloqueio(work, bloqueio_id)


@router.get("/api/v1/dias-fechados", summary="Holidays and dates on which the shop is closed")
async def list_closed_days(work: ShopWork, de: DateParam, ate: DateParam) -> list[DiaFechadoOut]:
    return await service.closed_days(work, de, ate)
