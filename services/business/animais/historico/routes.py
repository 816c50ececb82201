"""`/api/v1/animais/{id}/historico` and `/ocorrencias`."""

from fastapi import APIRouter, Depends, Response

from libs.common.answers import answer, values_answer
from libs.common.auth import ShopPrincipal, require_scope
from libs.common.edge import ShopRoute, ShopWork
from libs.common.pagination import CursorParam, Limit, Page
from libs.common.permissions import AccessScope
from libs.common.types import PathId
from services.business.animais.historico import service
from services.business.animais.historico.schemas import Momento, Ocorrencia, OcorrenciaIn
from services.business.openapi import READ_ANSWERS, SHOP_ANSWERS

PATH = "/api/v1/animais/{animal_id}"

router = APIRouter(
    tags=["animais"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS | READ_ANSWERS,
)


@router.get(
    PATH + "/historico",
    response_model=Page[Momento],
    summary="All that happened to an animal, the newest first",
    description="Bookings, weights, photos, doses given, incidents, other tutores, and how it was.",
)
async def list_historico(
    animal_id: PathId, work: ShopWork, cursor: CursorParam = None, limit: Limit = 20
) -> Response:
    found = await service.list_historico(work, animal_id, cursor=cursor, limit=limit)
    return values_answer(Page[Momento], found)


@router.post(
    PATH + "/ocorrencias",
    status_code=201,
    response_model=Ocorrencia,
    summary="Write down an incident: a bite, a fall, an escape",
)
async def create_ocorrencia(
    animal_id: PathId, body: OcorrenciaIn, work: ShopWork, principal: ShopPrincipal
) -> Response:
    event = await service.add_ocorrencia(work, animal_id, body, by=principal.user_id)
    return answer(Ocorrencia, event, status=201)
