"""`/api/v1/clientes`."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from libs.common.answers import answer, page_answer, values_answer
from libs.common.auth import ShopPrincipal, require_scope
from libs.common.edge import ShopRoute, ShopWork
from libs.common.errors import Problem
from libs.common.pagination import CursorParam, Limit, Page, SearchParam
from libs.common.permissions import AccessScope
from libs.common.types import MAX_ID, PathId, SearchText
from services.business.clientes import service
from services.business.clientes.schemas import (
    ClienteIn,
    ClienteOut,
    ClientePatch,
    ConsentimentoIn,
    ConsentimentoOut,
    ConsentimentosOut,
    DuplicadosOut,
    MesclarIn,
)
from services.business.openapi import CHANGE_ANSWERS, DELETE_ANSWERS, READ_ANSWERS, SHOP_ANSWERS

PATH = "/api/v1/clientes"

router = APIRouter(
    prefix=PATH,
    tags=["clientes"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)

_MERGED: dict[int | str, dict[str, Any]] = READ_ANSWERS | {
    409: {"model": Problem, "description": "`STALE_VERSION`, or `WRONG_STATE`: two CPFs, or no room for all."}
}
_RESTORED: dict[int | str, dict[str, Any]] = READ_ANSWERS | {
    409: {"model": Problem, "description": "`WRONG_STATE`: it was merged into another."}
}

Removed = Annotated[bool, Query(alias="excluidos", description="Those who were removed, instead of who is there.")]
Asked = Annotated[SearchText | None, Query()]
Known = Annotated[int | None, Query(ge=1, le=MAX_ID, description="A tutor who is there: it leaves itself out.")]


@router.post("", status_code=201, response_model=ClienteOut, summary="Register a tutor")
async def create_cliente(body: ClienteIn, work: ShopWork) -> Response:
    cliente = await service.create_cliente(work, body)
    return answer(ClienteOut, cliente, status=201, location=f"{PATH}/{cliente.id}")


@router.get("", response_model=Page[ClienteOut], summary="Tutores by name; `q` also finds e-mail, phone, CPF")
async def list_clientes(
    work: ShopWork,
    q: SearchParam = None,
    removed: Removed = False,
    cursor: CursorParam = None,
    limit: Limit = 20,
) -> Response:
    found = await service.list_clientes(work, q=q, cursor=cursor, limit=limit, removed=removed)
    return page_answer(ClienteOut, found)


@router.get(
    "/duplicados",
    response_model=DuplicadosOut,
    summary="Tutores who may be the same person",
    description="Before somebody is registered, or by `id` for who is there: what is not sent is read from it.",
)
async def find_doubles(
    work: ShopWork,
    nome: Asked = None,
    telefone: Asked = None,
    cpf: Asked = None,
    email: Asked = None,
    cliente_id: Annotated[Known, Query(alias="id")] = None,
) -> Response:
    asked = {"nome": nome, "telefone": telefone, "cpf": cpf, "email": email}
    return values_answer(DuplicadosOut, await service.find_doubles(work, cliente_id, asked))


@router.get("/{cliente_id}", response_model=ClienteOut, responses=READ_ANSWERS, summary="One tutor")
async def get_cliente(cliente_id: PathId, work: ShopWork) -> Response:
    return answer(ClienteOut, await service.get_cliente(work, cliente_id))


@router.patch("/{cliente_id}", response_model=ClienteOut, responses=CHANGE_ANSWERS, summary="Change what is sent")
async def update_cliente(cliente_id: PathId, body: ClientePatch, work: ShopWork) -> Response:
    return answer(ClienteOut, await service.update_cliente(work, cliente_id, body))


@router.delete(
    "/{cliente_id}", status_code=204, responses=DELETE_ANSWERS, summary="Remove a tutor without animals"
)
async def delete_cliente(cliente_id: PathId, work: ShopWork) -> None:
    await service.delete_cliente(work, cliente_id)


@router.post(
    "/{cliente_id}/restaurar", response_model=ClienteOut, responses=_RESTORED, summary="Bring a removed tutor back"
)
async def restore_cliente(cliente_id: PathId, work: ShopWork) -> Response:
    return answer(ClienteOut, await service.restore_cliente(work, cliente_id))


@router.post(
    "/{cliente_id}/mesclar",
    response_model=ClienteOut,
    responses=_MERGED,
    summary="Make one record of two of the same person",
    description="Animais, phones, tags, notes and consents of both; blanks are filled from the other, which is "
    "removed for good. Where both say something else, this record's word stays.",
)
async def merge_clientes(cliente_id: PathId, body: MesclarIn, work: ShopWork) -> Response:
    return answer(ClienteOut, await service.merge_clientes(work, cliente_id, body))


@router.get(
    "/{cliente_id}/consentimentos",
    response_model=ConsentimentosOut,
    responses=READ_ANSWERS,
    summary="What a tutor agreed to, now and over time",
)
async def show_consents(cliente_id: PathId, work: ShopWork) -> Response:
    return values_answer(ConsentimentosOut, await service.show_consents(work, cliente_id))


@router.post(
    "/{cliente_id}/consentimentos",
    status_code=201,
    response_model=ConsentimentoOut,
    responses=READ_ANSWERS,
    summary="Write down a yes or a no",
)
async def add_consent(
    cliente_id: PathId, body: ConsentimentoIn, work: ShopWork, principal: ShopPrincipal
) -> Response:
    consent = await service.add_consent(work, cliente_id, body, principal.user_id)
    return answer(ConsentimentoOut, consent, status=201)
