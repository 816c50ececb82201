"""`/api/v1/espera`: who waits for a place in the agenda."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from libs.common.answers import answer, values_answer
from libs.common.auth import require_scope
from libs.common.edge import ShopRoute, ShopWork
from libs.common.pagination import CursorParam, Limit, Page
from libs.common.permissions import AccessScope
from libs.common.types import PathId
from services.business.agenda.routes import CHANGED, Asks, Only
from services.business.espera import service
from services.business.espera.schemas import (
    AgendarIn,
    EncaixesOut,
    EsperaAtendida,
    EsperaIn,
    EsperaOferecida,
    EsperaOut,
    EsperaPatch,
    EsperaStep,
    Estado,
    OferecerIn,
)
from services.business.openapi import CHANGE_ANSWERS, READ_ANSWERS, SHOP_ANSWERS
from services.business.schemas import Day

PATH = "/api/v1/espera"
ONE = PATH + "/{espera_id}"

router = APIRouter(
    tags=["espera"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)


@router.post(PATH, status_code=201, response_model=EsperaOut, summary="Let an animal wait for a place")
async def create_espera(body: EsperaIn, work: ShopWork, asked: Asks) -> Response:
    entry = await service.add_entry(work, body, asked)
    return answer(EsperaOut, entry, status=201, location=f"{PATH}/{entry.id}")


@router.get(PATH, response_model=Page[EsperaOut], summary="Who waits, in the order they came")
async def list_espera(
    work: ShopWork,
    asked: Asks,
    estado: Annotated[Estado | None, Query(description="Only those in this state.")] = None,
    animal_id: Only = None,
    cursor: CursorParam = None,
    limit: Limit = 20,
) -> Response:
    found = await service.list_entries(work, asked, estado=estado, animal_id=animal_id, cursor=cursor, limit=limit)
    return values_answer(Page[EsperaOut], found)


@router.get(
    PATH + "/encaixes",
    response_model=EncaixesOut,
    responses=READ_ANSWERS,
    summary="Who of those who wait can be served",
    description=(
        "The longest waiting first, each with the first places that suit; only who can be served. With"
        " `agendamento_id`: in the time that this booking has left free."
    ),
)
async def list_encaixes(
    work: ShopWork,
    asked: Asks,
    data: Annotated[Day | None, Query(description="From this day on; left out: today.")] = None,
    dias: Annotated[int, Query(ge=1, le=14, description="So many days.")] = 7,
    agendamento_id: Only = None,
) -> Response:
    found = await service.who_can_be_served(work, data, dias, agendamento_id, asked)
    return values_answer(EncaixesOut, found)


@router.get(ONE, response_model=EsperaOut, responses=READ_ANSWERS, summary="Somebody who waits")
async def get_espera(espera_id: PathId, work: ShopWork, asked: Asks) -> Response:
    return answer(EsperaOut, await service.show_entry(work, espera_id, asked))


@router.patch(ONE, response_model=EsperaOut, responses=CHANGE_ANSWERS, summary="Change what is sent")
async def update_espera(espera_id: PathId, body: EsperaPatch, work: ShopWork, asked: Asks) -> Response:
    return answer(EsperaOut, await service.change_entry(work, espera_id, body, asked))


@router.post(
    ONE + "/oferecer",
    response_model=EsperaOferecida,
    responses=CHANGE_ANSWERS,
    summary="Offer a place",
    description="It holds nothing until it is booked. The answer has a message to send by WhatsApp.",
)
async def offer_espera(espera_id: PathId, body: OferecerIn, work: ShopWork, asked: Asks) -> Response:
    return answer(EsperaOferecida, await service.offer_place(work, espera_id, body, asked))


@router.post(
    ONE + "/recusar", response_model=EsperaOut, responses=CHANGE_ANSWERS, summary="The offer was not taken"
)
async def decline_espera(espera_id: PathId, body: EsperaStep, work: ShopWork, asked: Asks) -> Response:
    return answer(EsperaOut, await service.decline(work, espera_id, body.version, asked))


@router.post(
    ONE + "/desistir", response_model=EsperaOut, responses=CHANGE_ANSWERS, summary="They do not wait any more"
)
async def give_up_espera(espera_id: PathId, body: EsperaStep, work: ShopWork, asked: Asks) -> Response:
    return answer(EsperaOut, await service.give_up(work, espera_id, body.version, asked))


@router.post(
    ONE + "/agendar",
    response_model=EsperaAtendida,
    responses=CHANGED,
    summary="Book what they waited for",
    description="By the agenda's own rules: `SLOT_TAKEN` where somebody was faster, and they wait on.",
)
async def book_espera(espera_id: PathId, body: AgendarIn, work: ShopWork, asked: Asks) -> Response:
    return answer(EsperaAtendida, await service.book_entry(work, espera_id, body, asked))
