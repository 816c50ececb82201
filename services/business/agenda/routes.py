"""`/api/v1/agendamentos` and `/api/v1/agenda`."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from libs.common.answers import answer, unless_known, values_answer
from libs.common.auth import ShopPrincipal, require_scope
from libs.common.clock import utc_now
from libs.common.edge import ShopRoute, ShopWork
from libs.common.errors import Problem
from libs.common.pagination import CursorParam, Limit, Page
from libs.common.permissions import AccessScope
from libs.common.types import MAX_ID, PathId
from services.business.agenda import looking, service
from services.business.agenda.errors import SlotProblem
from services.business.agenda.finding import Asked
from services.business.agenda.schemas import (
    MOST_ITEMS,
    AgendamentoDetail,
    AgendamentoIn,
    AgendamentoOut,
    AgendamentoPatch,
    DiaContado,
    DiaOut,
    FichaOut,
    ItemIn,
    StatusIn,
    UndoIn,
    Vaga,
)
from services.business.agenda.states import State
from services.business.openapi import READ_ANSWERS, SHOP_ANSWERS
from services.business.schemas import DateParam, Day
from services.business.vacinas.errors import VaccineProblem

PATH = "/api/v1/agendamentos"
DAY = "/api/v1/agenda"

router = APIRouter(
    tags=["agenda"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)

TAKEN: dict[int | str, dict[str, Any]] = {
    409: {
        "model": SlotProblem | VaccineProblem | Problem,
        "description": "`SLOT_TAKEN`, with other times; `VACCINE_REQUIRED`, with what is missing.",
    }
}
CHANGED: dict[int | str, dict[str, Any]] = READ_ANSWERS | {
    409: {
        "model": SlotProblem | VaccineProblem | Problem,
        "description": "`STALE_VERSION`, `WRONG_STATE`, `SLOT_TAKEN` or `VACCINE_REQUIRED`.",
    }
}
_STAYS: dict[int | str, dict[str, Any]] = READ_ANSWERS | {
    409: {"model": Problem, "description": "`WRONG_STATE`: it has begun."}
}


def _asked(principal: ShopPrincipal) -> Asked:
    return Asked(by=principal.user_id, now=utc_now())


Asks = Annotated[Asked, Depends(_asked)]
Only = Annotated[int | None, Query(ge=1, le=MAX_ID)]
One = Annotated[int, Query(ge=1, le=MAX_ID)]


@router.post(
    PATH,
    status_code=201,
    response_model=AgendamentoOut,
    responses=TAKEN,
    summary="Book an animal for one serviço or several",
    description="All of them or none, one after the other. Who is not named is chosen: somebody always is.",
)
async def create_agendamento(body: AgendamentoIn, work: ShopWork, asked: Asks) -> Response:
    booking = await service.create_booking(work, body, asked)
    return answer(AgendamentoOut, booking, status=201, location=f"{PATH}/{booking['id']}")


@router.get(PATH, response_model=Page[AgendamentoOut], summary="Bookings of some days, by their beginning")
async def list_agendamentos(
    work: ShopWork,
    asked: Asks,
    de: DateParam,
    ate: DateParam,
    profissional_id: Only = None,
    animal_id: Only = None,
    cliente_id: Only = None,
    status: Annotated[list[State] | None, Query(description="One or more states.")] = None,
    limit: Limit = 100,
    cursor: CursorParam = None,
) -> Response:
    found = await looking.list_bookings(
        work,
        de,
        ate,
        asked,
        cursor=cursor,
        limit=limit,
        profissional_id=profissional_id,
        animal_id=animal_id,
        cliente_id=cliente_id,
        states=[state.value for state in status] if status else None,
    )
    return values_answer(Page[AgendamentoOut], found)


@router.get(
    PATH + "/{agendamento_id}", response_model=AgendamentoDetail, responses=READ_ANSWERS, summary="One booking"
)
async def get_agendamento(agendamento_id: PathId, work: ShopWork, asked: Asks) -> Response:
    return values_answer(AgendamentoDetail, await looking.show_booking(work, agendamento_id, asked))


@router.patch(
    PATH + "/{agendamento_id}",
    response_model=AgendamentoOut,
    responses=CHANGED,
    summary="Move, resize or hand over",
)
async def update_agendamento(
    agendamento_id: PathId, body: AgendamentoPatch, work: ShopWork, asked: Asks
) -> Response:
    return answer(AgendamentoOut, await service.update_booking(work, agendamento_id, body, asked))


@router.post(
    PATH + "/{agendamento_id}/status",
    response_model=AgendamentoOut,
    responses=CHANGED,
    summary="Take a booking a step further",
)
async def set_status(agendamento_id: PathId, body: StatusIn, work: ShopWork, asked: Asks) -> Response:
    return answer(AgendamentoOut, await service.take_step(work, agendamento_id, body, asked))


@router.post(
    PATH + "/{agendamento_id}/desfazer",
    response_model=AgendamentoOut,
    responses=CHANGED,
    summary="Take the last step back",
)
async def undo_status(agendamento_id: PathId, body: UndoIn, work: ShopWork, asked: Asks) -> Response:
    return answer(AgendamentoOut, await service.undo_step(work, agendamento_id, body.version, asked))


@router.delete(
    PATH + "/{agendamento_id}", status_code=204, responses=_STAYS, summary="Delete a booking that was a mistake"
)
async def delete_agendamento(agendamento_id: PathId, work: ShopWork, asked: Asks) -> None:
    await service.delete_booking(work, agendamento_id, asked)


@router.get(
    DAY,
    response_model=DiaOut,
    responses={304: {"description": "Nothing is new since the answer whose ETag came as `If-None-Match`."}},
    summary="One day of everybody, with counts by state",
)
async def show_day(
    request: Request,
    work: ShopWork,
    asked: Asks,
    data: Annotated[Day | None, Query(description="A day in the shop's time zone; left out: today.")] = None,
) -> Response:
    return unless_known(request, values_answer(DiaOut, await looking.show_day(work, data, asked)))


@router.get(DAY + "/contagem", response_model=list[DiaContado], summary="How many bookings each day has")
async def count_days(work: ShopWork, de: DateParam, ate: DateParam) -> Response:
    return values_answer(list[DiaContado], await looking.count_days(work, de, ate))


@router.get(
    DAY + "/ficha",
    response_model=FichaOut,
    responses=READ_ANSWERS,
    summary="What whoever books an animal should know before",
)
async def show_card(work: ShopWork, asked: Asks, animal_id: One) -> Response:
    return values_answer(FichaOut, await looking.show_card(work, animal_id, asked))


@router.get(
    DAY + "/horarios",
    response_model=list[Vaga],
    summary="Times at which an animal can have some serviços",
)
async def list_free_times(
    work: ShopWork,
    asked: Asks,
    animal_id: One,
    servico_id: Annotated[list[One], Query(min_length=1, max_length=MOST_ITEMS, description="In their order.")],
    data: DateParam,
    dias: Annotated[int, Query(ge=1, le=31, description="How many days from `data` on.")] = 1,
    profissional_id: Only = None,
    agendamento_id: Annotated[
        Only, Query(description="A booking that moves: its own time is free for it.")
    ] = None,
    limit: Limit = 20,
) -> Response:
    items = [ItemIn(servico_id=each, profissional_id=profissional_id) for each in servico_id]
    but = () if agendamento_id is None else (agendamento_id,)
    found = await looking.free_times(work, animal_id, items, data, dias, limit, asked, but=but)
    return values_answer(list[Vaga], found)
