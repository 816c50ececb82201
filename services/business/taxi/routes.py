"""Táxi dog: a booking's rides, and a driver's day."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from libs.common.answers import answer, values_answer
from libs.common.auth import require_scope
from libs.common.edge import ShopRoute, ShopWork
from libs.common.pagination import CursorParam, Limit, Page
from libs.common.permissions import AccessScope
from libs.common.types import PathId
from services.business.agenda.routes import Only
from services.business.openapi import CHANGE_ANSWERS, DELETE_ANSWERS, SHOP_ANSWERS
from services.business.schemas import DateParam
from services.business.taxi import service
from services.business.taxi.schemas import AndamentoIn, Sentido, TaxiIn, TaxiOut

RIDE = "/api/v1/agendamentos/{agendamento_id}/taxi/{sentido}"
PATH = "/api/v1/taxi"

router = APIRouter(
    tags=["taxi"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)

Way = Annotated[Sentido, Path(description="`busca` fetches the animal, `entrega` brings it home.")]


@router.put(
    RIDE,
    response_model=TaxiOut,
    responses=CHANGE_ANSWERS,
    summary="Have a booking's animal fetched or brought home",
    description=(
        "Makes the ride, or changes it as a whole. It moves along with its booking while it is pending, and is"
        " called off with it."
    ),
)
async def put_taxi(agendamento_id: PathId, sentido: Way, body: TaxiIn, work: ShopWork) -> Response:
    return answer(TaxiOut, await service.put_ride(work, agendamento_id, sentido, body))


@router.delete(RIDE, status_code=204, responses=DELETE_ANSWERS, summary="No ride after all")
async def delete_taxi(agendamento_id: PathId, sentido: Way, work: ShopWork) -> None:
    await service.remove_ride(work, agendamento_id, sentido)


@router.get(PATH, response_model=Page[TaxiOut], summary="A day's rides, by their beginning")
async def list_taxi(
    work: ShopWork, data: DateParam, motorista_id: Only = None, cursor: CursorParam = None, limit: Limit = 100
) -> Response:
    found = await service.list_rides(work, data, motorista_id=motorista_id, cursor=cursor, limit=limit)
    return values_answer(Page[TaxiOut], found)


@router.post(
    PATH + "/{taxi_id}/estado",
    response_model=TaxiOut,
    responses=CHANGE_ANSWERS,
    summary="Take a ride a step further, or back",
)
async def set_taxi(taxi_id: PathId, body: AndamentoIn, work: ShopWork) -> Response:
    return answer(TaxiOut, await service.step_ride(work, taxi_id, body))
