"""`/api/v1/clientes`."""

from fastapi import APIRouter, Depends, Response

from libs.common.answers import answer, page_answer
from libs.common.auth import require_scope
from libs.common.edge import ShopRoute, ShopWork
from libs.common.pagination import CursorParam, Limit, Page, SearchParam
from libs.common.permissions import AccessScope
from libs.common.types import PathId
from services.business.clientes import service
from services.business.clientes.schemas import ClienteIn, ClienteOut, ClientePatch
from services.business.openapi import CHANGE_ANSWERS, DELETE_ANSWERS, READ_ANSWERS, SHOP_ANSWERS

PATH = "/api/v1/clientes"

router = APIRouter(
    prefix=PATH,
    tags=["clientes"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)


@router.post("", status_code=201, response_model=ClienteOut, summary="Register a tutor")
async def create_cliente(body: ClienteIn, work: ShopWork) -> Response:
    cliente = await service.create_cliente(work, body)
    return answer(ClienteOut, cliente, status=201, location=f"{PATH}/{cliente.id}")


@router.get("", response_model=Page[ClienteOut], summary="Tutores by name; `q` also finds e-mail, phone, CPF")
async def list_clientes(
    work: ShopWork, q: SearchParam = None, cursor: CursorParam = None, limit: Limit = 20
) -> Response:
    return page_answer(ClienteOut, await service.list_clientes(work, q=q, cursor=cursor, limit=limit))


@router.get("/{cliente_id}", response_model=ClienteOut, responses=READ_ANSWERS, summary="One tutor")
async def get_cliente(cliente_id: PathId, work: ShopWork) -> Response:
    return answer(ClienteOut, await service.get_cliente(work, cliente_id))


@router.patch("/{cliente_id}", response_model=ClienteOut, responses=CHANGE_ANSWERS, summary="Change what is sent")
async def update_cliente(cliente_id: PathId, body: ClientePatch, work: ShopWork) -> Response:
    return answer(ClienteOut, await service.update_cliente(work, cliente_id, body))


@router.delete(
    "/{cliente_id}", status_code=204, responses=DELETE_ANSWERS, summary="Delete a tutor without animals"
)
async def delete_cliente(cliente_id: PathId, work: ShopWork) -> None:
    await service.delete_cliente(work, cliente_id)
