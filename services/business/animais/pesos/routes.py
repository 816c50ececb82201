"""`/api/v1/animais/{id}/pesos`."""

from fastapi import APIRouter, Depends, Response

from libs.common.answers import answer, page_answer
from libs.common.auth import ShopPrincipal, require_scope
from libs.common.edge import ShopRoute, ShopWork
from libs.common.pagination import CursorParam, Limit, Page
from libs.common.permissions import AccessScope
from libs.common.types import PathId
from services.business.animais.pesos import service
from services.business.animais.pesos.schemas import PesoIn, PesoOut
from services.business.openapi import READ_ANSWERS, SHOP_ANSWERS

PATH = "/api/v1/animais/{animal_id}/pesos"

router = APIRouter(
    prefix=PATH,
    tags=["animais"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS | READ_ANSWERS,
)


@router.post(
    "",
    status_code=201,
    response_model=PesoOut,
    summary="Write down what an animal weighed",
    description="The weight of the newest day, and of that the last one entered, is the animal's `peso`.",
)
async def create_peso(animal_id: PathId, body: PesoIn, work: ShopWork, principal: ShopPrincipal) -> Response:
    return answer(PesoOut, await service.add_peso(work, animal_id, body, by=principal.user_id), status=201)


@router.get("", response_model=Page[PesoOut], summary="An animal's weights, the newest first")
async def list_pesos(animal_id: PathId, work: ShopWork, cursor: CursorParam = None, limit: Limit = 20) -> Response:
    return page_answer(PesoOut, await service.list_pesos(work, animal_id, cursor=cursor, limit=limit))


@router.delete("/{peso_id}", status_code=204, summary="Take a weight out that was a mistake")
async def delete_peso(animal_id: PathId, peso_id: PathId, work: ShopWork) -> None:
    await service.delete_peso(work, animal_id, peso_id)
