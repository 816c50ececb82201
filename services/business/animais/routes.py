"""`/api/v1/animais` and a tutor's own list."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from libs.common.answers import answer, page_answer
from libs.common.auth import ShopPrincipal, require_scope
from libs.common.edge import ShopRoute, ShopWork
from libs.common.errors import Problem
from libs.common.pagination import CursorParam, Limit, Page, SearchParam
from libs.common.permissions import AccessScope
from libs.common.types import MAX_ID, PathId
from services.business.animais import service
from services.business.animais.fields import Situacao
from services.business.animais.schemas import AnimalIn, AnimalOut, AnimalPatch
from services.business.openapi import CHANGE_ANSWERS, DELETE_ANSWERS, READ_ANSWERS, SHOP_ANSWERS, Answers

PATH = "/api/v1/animais"

router = APIRouter(
    tags=["animais"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)

ClienteFilter = Annotated[int | None, Query(ge=1, le=MAX_ID, description="Only this tutor's animais.")]
SituacaoFilter = Annotated[Situacao | None, Query(description="Only animais of this state.")]
RemovedFilter = Annotated[bool, Query(description="What was removed, instead of what is there.")]
_REMOVED: Answers = READ_ANSWERS | {
    402: {"model": Problem, "description": "The plan has no place for one more."},
    409: {"model": Problem, "description": "`WRONG_STATE`: its tutor was removed too."},
}
_CHANGED: Answers = CHANGE_ANSWERS | {
    402: {"model": Problem, "description": "The plan has no place for one more that is `ativo`."},
    409: {"model": Problem, "description": "`STALE_VERSION`, or `IN_USE`: it has bookings that are not over."},
}


@router.post(PATH, status_code=201, response_model=AnimalOut, summary="Register an animal")
async def create_animal(body: AnimalIn, work: ShopWork, principal: ShopPrincipal) -> Response:
    animal = await service.create_animal(work, body, by=principal.user_id)
    return answer(AnimalOut, animal, status=201, location=f"{PATH}/{animal.id}")


@router.get(
    PATH, response_model=Page[AnimalOut], summary="Animais by name; `q` also finds the breed and the microchip"
)
async def list_animais(
    work: ShopWork,
    cliente_id: ClienteFilter = None,
    situacao: SituacaoFilter = None,
    excluidos: RemovedFilter = False,
    q: SearchParam = None,
    cursor: CursorParam = None,
    limit: Limit = 20,
) -> Response:
    narrowed = {"cliente_id": cliente_id, "situacao": situacao}
    found = await service.list_animais(work, q=q, cursor=cursor, limit=limit, removed=excluidos, **narrowed)
    return page_answer(AnimalOut, found)


@router.get(
    "/api/v1/clientes/{cliente_id}/animais",
    response_model=Page[AnimalOut],
    responses=READ_ANSWERS,
    summary="A tutor's animais by name",
)
async def list_animais_of_cliente(
    cliente_id: PathId,
    work: ShopWork,
    q: SearchParam = None,
    cursor: CursorParam = None,
    limit: Limit = 20,
) -> Response:
    return page_answer(
        AnimalOut, await service.list_animais_of_cliente(work, cliente_id, q=q, cursor=cursor, limit=limit)
    )


@router.get(PATH + "/{animal_id}", response_model=AnimalOut, responses=READ_ANSWERS, summary="One animal")
async def get_animal(animal_id: PathId, work: ShopWork) -> Response:
    return answer(AnimalOut, await service.get_animal(work, animal_id))


@router.patch(
    PATH + "/{animal_id}",
    response_model=AnimalOut,
    responses=_CHANGED,
    summary="Change what is sent",
    description="Another `cliente_id` and another `situacao` stand in its history from then on.",
)
async def update_animal(
    animal_id: PathId, body: AnimalPatch, work: ShopWork, principal: ShopPrincipal
) -> Response:
    return answer(AnimalOut, await service.update_animal(work, animal_id, body, by=principal.user_id))


@router.post(
    PATH + "/{animal_id}/restaurar",
    response_model=AnimalOut,
    responses=_REMOVED,
    summary="Restore an animal that was removed",
)
async def restore_animal(animal_id: PathId, work: ShopWork) -> Response:
    return answer(AnimalOut, await service.restore_animal(work, animal_id))


@router.delete(
    PATH + "/{animal_id}",
    status_code=204,
    responses=DELETE_ANSWERS,
    summary="Remove an animal",
    description="It can be restored. One with bookings that are not over stays: 409.",
)
async def delete_animal(animal_id: PathId, work: ShopWork) -> None:
    await service.delete_animal(work, animal_id)
