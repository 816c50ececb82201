"""`/api/v1/vacinas`, an animal's vaccines and their doses."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from libs.common.answers import answer, page_answer, values_answer
from libs.common.auth import ShopPrincipal, require_scope
from libs.common.clock import utc_now
from libs.common.edge import ShopRoute, ShopWork
from libs.common.pagination import CursorParam, Limit, Page, SearchParam
from libs.common.permissions import AccessScope
from libs.common.types import PathId
from services.business.openapi import CHANGE_ANSWERS, DELETE_ANSWERS, READ_ANSWERS, SHOP_ANSWERS
from services.business.schemas import Day
from services.business.vacinas import looking, printing, service
from services.business.vacinas.schemas import (
    CarteiraOut,
    DoseIn,
    DoseOut,
    DosePatch,
    PendenteOut,
    VacinaIn,
    VacinaOut,
    VacinaPatch,
)
from services.business.vacinas.service import Asked

PATH = "/api/v1/vacinas"
OF_AN_ANIMAL = "/api/v1/animais/{animal_id}/vacinas"
DOSE = "/api/v1/doses/{dose_id}"

router = APIRouter(
    tags=["vacinas"],
    route_class=ShopRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS,
)
_PDF: dict[int | str, dict[str, Any]] = READ_ANSWERS | {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}


def _asked(principal: ShopPrincipal) -> Asked:
    return Asked(by=principal.user_id, now=utc_now())


Asks = Annotated[Asked, Depends(_asked)]
Until = Annotated[Day | None, Query(description="The last day looked at, in the shop's time zone.")]


@router.post(PATH, status_code=201, response_model=VacinaOut, summary="Add a vaccine or treatment")
async def create_vacina(body: VacinaIn, work: ShopWork) -> Response:
    vacina = await service.create_vacina(work, body)
    return answer(VacinaOut, vacina, status=201, location=f"{PATH}/{vacina.id}")


@router.get(PATH, response_model=Page[VacinaOut], summary="Vaccines and treatments by name")
async def list_vacinas(
    work: ShopWork, q: SearchParam = None, cursor: CursorParam = None, limit: Limit = 20
) -> Response:
    return page_answer(VacinaOut, await service.list_vacinas(work, q=q, cursor=cursor, limit=limit))


# Before the route of one of them, whose id it would be.
@router.get(
    PATH + "/pendentes",
    response_model=Page[PendenteOut],
    summary="Doses that are to come, by their date",
    description="Of animals that the shop looks after. Without `ate` those of thirty days, and late ones.",
)
async def list_pendentes(
    work: ShopWork,
    asked: Asks,
    ate: Until = None,
    atrasadas: Annotated[bool, Query(description="Only what was due before today.")] = False,
    cursor: CursorParam = None,
    limit: Limit = 50,
) -> Response:
    found = await looking.list_pending(work, ate, asked, late=atrasadas, cursor=cursor, limit=limit)
    return values_answer(Page[PendenteOut], found)


@router.get(PATH + "/{vacina_id}", response_model=VacinaOut, responses=READ_ANSWERS, summary="One vaccine")
async def get_vacina(vacina_id: PathId, work: ShopWork) -> Response:
    return answer(VacinaOut, await service.get_vacina(work, vacina_id))


@router.patch(
    PATH + "/{vacina_id}",
    response_model=VacinaOut,
    responses=CHANGE_ANSWERS,
    summary="Change what is sent",
    description="Doses that are planned already stay where they are.",
)
async def update_vacina(vacina_id: PathId, body: VacinaPatch, work: ShopWork) -> Response:
    return answer(VacinaOut, await service.update_vacina(work, vacina_id, body))


@router.delete(
    PATH + "/{vacina_id}", status_code=204, responses=DELETE_ANSWERS, summary="Delete a vaccine that nobody had"
)
async def delete_vacina(vacina_id: PathId, work: ShopWork) -> None:
    await service.delete_vacina(work, vacina_id)


@router.get(
    OF_AN_ANIMAL, response_model=CarteiraOut, responses=READ_ANSWERS, summary="What an animal had and will have"
)
async def show_carteira(animal_id: PathId, work: ShopWork, asked: Asks) -> Response:
    return values_answer(CarteiraOut, await looking.show_card(work, animal_id, asked))


@router.get(
    OF_AN_ANIMAL + "/carteira.pdf",
    response_class=Response,
    responses=_PDF,
    summary="The vaccination card as PDF",
)
async def print_carteira(animal_id: PathId, work: ShopWork, asked: Asks) -> Response:
    headers = {
        "Content-Disposition": f'inline; filename="carteira-{animal_id}.pdf"',
        "Cache-Control": "private, no-store",
    }
    pdf = await printing.print_card(work, animal_id, asked)
    return Response(pdf, headers=headers, media_type="application/pdf")


@router.post(
    OF_AN_ANIMAL,
    status_code=201,
    response_model=DoseOut,
    responses=READ_ANSWERS,
    summary="A dose that was given, or that is to come",
    description="One that was given fulfils the one that was to come, and the next one is planned by the protocol."
    " One that is to come takes the place of the one planned before.",
)
async def add_dose(animal_id: PathId, body: DoseIn, work: ShopWork, asked: Asks) -> Response:
    dose = await service.add_dose(work, animal_id, body, asked)
    return answer(DoseOut, dose, status=201, location=f"/api/v1/animais/{animal_id}/vacinas")


@router.patch(
    DOSE,
    response_model=DoseOut,
    responses=CHANGE_ANSWERS,
    summary="Correct a dose, or say that it was given",
    description="The plan of the next one follows.",
)
async def update_dose(dose_id: PathId, body: DosePatch, work: ShopWork, asked: Asks) -> Response:
    return answer(DoseOut, await service.update_dose(work, dose_id, body, asked))


@router.delete(DOSE, status_code=204, responses=READ_ANSWERS, summary="Delete a dose that was a mistake")
async def delete_dose(dose_id: PathId, work: ShopWork, asked: Asks) -> None:
    await service.delete_dose(work, dose_id, asked)
