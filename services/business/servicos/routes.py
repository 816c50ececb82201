"""`/api/v1/servicos`."""

from fastapi import APIRouter, Depends, Response

from libs.common.auth import require_scope
from libs.common.edge import ShopSession
from libs.common.idempotency import IdempotentRoute
from libs.common.pagination import CursorParam, Limit, Page, SearchParam
from libs.common.permissions import AccessScope
from libs.common.types import PathId
from services.business.openapi import CHANGE_ANSWERS, DELETE_ANSWERS, READ_ANSWERS, SHOP_ANSWERS
from services.business.repository import AnyRow, PageRows
from services.business.servicos import service
from services.business.servicos.schemas import ServicoIn, ServicoOut, ServicoPatch

PATH = "/api/v1/servicos"

router = APIRouter(
    prefix=PATH,
    tags=["servicos"],
    route_class=IdempotentRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)


@router.post("", status_code=201, response_model=ServicoOut, summary="Add a serviço")
async def create_servico(body: ServicoIn, session: ShopSession, response: Response) -> AnyRow:
    servico = await service.create_servico(session, body)
    response.headers["Location"] = f"{PATH}/{servico.id}"
    return servico


@router.get("", response_model=Page[ServicoOut], summary="Serviços by name")
async def list_servicos(
    session: ShopSession, q: SearchParam = None, cursor: CursorParam = None, limit: Limit = 20
) -> PageRows:
    return await service.list_servicos(session, q=q, cursor=cursor, limit=limit)


@router.get("/{servico_id}", response_model=ServicoOut, responses=READ_ANSWERS, summary="One serviço")
async def get_servico(servico_id: PathId, session: ShopSession) -> AnyRow:
    return await service.get_servico(session, servico_id)


@router.patch("/{servico_id}", response_model=ServicoOut, responses=CHANGE_ANSWERS, summary="Change what is sent")
async def update_servico(servico_id: PathId, body: ServicoPatch, session: ShopSession) -> AnyRow:
    return await service.update_servico(session, servico_id, body)


@router.delete("/{servico_id}", status_code=204, responses=DELETE_ANSWERS, summary="Delete a serviço")
async def delete_servico(servico_id: PathId, session: ShopSession) -> None:
    await service.delete_servico(session, servico_id)
