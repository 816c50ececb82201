"""`/api/v1/recorrencias`: bookings that repeat."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from libs.common.answers import answer, values_answer
from libs.common.auth import require_scope
from libs.common.edge import ShopRoute, ShopWork
from libs.common.pagination import CursorParam, Limit, Page
from libs.common.permissions import AccessScope
from libs.common.types import PathId
from services.business.agenda.routes import CHANGED, TAKEN, Asks, Only
from services.business.openapi import READ_ANSWERS, SHOP_ANSWERS
from services.business.recorrencias import service
from services.business.recorrencias.schemas import (
    AlterarIn,
    EncerrarIn,
    RecorrenciaDetail,
    RecorrenciaIn,
    RecorrenciaOut,
)

PATH = "/api/v1/recorrencias"

router = APIRouter(
    tags=["agenda"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)


@router.post(
    PATH,
    status_code=201,
    response_model=RecorrenciaDetail,
    responses=TAKEN,
    summary="Book an animal every so many weeks",
    description=(
        "Makes the bookings of half a year at once, all or none; more follow as visits are over. With"
        " `se_ocupado=pular` the days that are closed or taken are left out instead."
    ),
)
async def create_recorrencia(body: RecorrenciaIn, work: ShopWork, asked: Asks) -> Response:
    series = await service.create_series(work, body, asked)
    return answer(RecorrenciaDetail, series, status=201, location=f"{PATH}/{series['id']}")


@router.get(PATH, response_model=Page[RecorrenciaOut], summary="Series in the order they were made")
async def list_recorrencias(
    work: ShopWork,
    animal_id: Only = None,
    cliente_id: Only = None,
    encerradas: Annotated[bool, Query(description="With those that were ended.")] = False,
    cursor: CursorParam = None,
    limit: Limit = 20,
) -> Response:
    found = await service.list_series(
        work, animal_id=animal_id, cliente_id=cliente_id, ended=encerradas, cursor=cursor, limit=limit
    )
    return values_answer(Page[RecorrenciaOut], found)


@router.get(
    PATH + "/{recorrencia_id}",
    response_model=RecorrenciaDetail,
    responses=READ_ANSWERS,
    summary="One series with what is to come of it",
)
async def get_recorrencia(recorrencia_id: PathId, work: ShopWork, asked: Asks) -> Response:
    return values_answer(RecorrenciaDetail, await service.show_series(work, recorrencia_id, asked))


@router.post(
    PATH + "/{recorrencia_id}/alterar",
    response_model=RecorrenciaDetail,
    responses=CHANGED,
    summary="Change a series from a day on, or all that is to come",
    description=(
        "A single booking is changed at `/agendamentos`, and leaves the series by it. From a later day on, the"
        " answer is the new series; the old one ends before it."
    ),
)
async def change_recorrencia(recorrencia_id: PathId, body: AlterarIn, work: ShopWork, asked: Asks) -> Response:
    return answer(RecorrenciaDetail, await service.change_series(work, recorrencia_id, body, asked))


@router.post(
    PATH + "/{recorrencia_id}/encerrar",
    response_model=RecorrenciaDetail,
    responses=CHANGED,
    summary="End a series, and call off what is to come",
)
async def end_recorrencia(recorrencia_id: PathId, body: EncerrarIn, work: ShopWork, asked: Asks) -> Response:
    return answer(RecorrenciaDetail, await service.end_series(work, recorrencia_id, body, asked))
