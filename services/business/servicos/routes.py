"""`/api/v1/servicos`, and what they cost one animal."""

from fastapi import APIRouter, Depends, Response

from libs.common.answers import answer, page_answer
from libs.common.auth import require_scope
from libs.common.edge import ShopRoute, ShopWork
from libs.common.pagination import CursorParam, Limit, Page, SearchParam
from libs.common.permissions import AccessScope
from libs.common.types import PathId
from services.business.openapi import CHANGE_ANSWERS, DELETE_ANSWERS, READ_ANSWERS, SHOP_ANSWERS
from services.business.servicos import service
from services.business.servicos.schemas import OfertaOut, ServicoIn, ServicoOut, ServicoPatch

PATH = "/api/v1/servicos"

router = APIRouter(
    tags=["servicos"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)


@router.post(PATH, status_code=201, response_model=ServicoOut, summary="Add a serviço, an add-on or a combo")
async def create_servico(body: ServicoIn, work: ShopWork) -> Response:
    servico = await service.create_servico(work, body)
    return answer(ServicoOut, servico, status=201, location=f"{PATH}/{servico.id}")


@router.get(PATH, response_model=Page[ServicoOut], summary="Serviços by name")
async def list_servicos(
    work: ShopWork, q: SearchParam = None, cursor: CursorParam = None, limit: Limit = 20
) -> Response:
    return page_answer(ServicoOut, await service.list_servicos(work, q=q, cursor=cursor, limit=limit))


@router.get(
    "/api/v1/animais/{animal_id}/servicos",
    responses=READ_ANSWERS,
    summary="What can be booked for an animal",
    description="Every active serviço by name, with price and minutes for this animal, and its last time.",
)
async def list_servicos_of_animal(animal_id: PathId, work: ShopWork) -> list[OfertaOut]:
    return await service.offers_for(work, animal_id)


@router.get(PATH + "/{servico_id}", response_model=ServicoOut, responses=READ_ANSWERS, summary="One serviço")
async def get_servico(servico_id: PathId, work: ShopWork) -> Response:
    return answer(ServicoOut, await service.get_servico(work, servico_id))


@router.patch(
    PATH + "/{servico_id}", response_model=ServicoOut, responses=CHANGE_ANSWERS, summary="Change what is sent"
)
async def update_servico(servico_id: PathId, body: ServicoPatch, work: ShopWork) -> Response:
    return answer(ServicoOut, await service.update_servico(work, servico_id, body))


@router.delete(PATH + "/{servico_id}", status_code=204, responses=DELETE_ANSWERS, summary="Delete a serviço")
async def delete_servico(servico_id: PathId, work: ShopWork) -> None:
    await service.delete_servico(work, servico_id)
