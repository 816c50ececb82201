"""`/api/v1/animais/{id}/fotos`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from libs.common.answers import answer, page_answer
from libs.common.auth import ShopPrincipal, require_scope
from libs.common.edge import ShopWork
from libs.common.errors import Problem
from libs.common.pagination import CursorParam, Limit, Page
from libs.common.permissions import AccessScope
from libs.common.types import PathId
from libs.common.web import takes_files
from services.business.animais.fotos import service
from services.business.animais.fotos.schemas import FotoIn, FotoOut, FotoPatch, Tamanho
from services.business.animais.fotos.store import PhotoRoute, Photos
from services.business.animais.fotos.uploads import MEDIA_TYPES, MOST_BYTES, Photo
from services.business.openapi import READ_ANSWERS, SHOP_ANSWERS, Answers

PATH = "/api/v1/animais/{animal_id}/fotos"
# An image never changes under its name; what a shop shows is no shared cache's.
_FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}
_SENT: Answers = {
    413: {"model": Problem, "description": f"More than {MOST_BYTES} bytes."},
    415: {"model": Problem, "description": f"None of {', '.join(MEDIA_TYPES)}."},
}
_WEBP: Answers = {200: {"content": {"image/webp": {"schema": {"type": "string", "format": "binary"}}}}}

router = APIRouter(
    prefix=PATH,
    tags=["animais"],
    route_class=PhotoRoute,
    dependencies=[Depends(require_scope(AccessScope.SHOP))],
    responses=SHOP_ANSWERS | READ_ANSWERS,
)


@router.post(
    "",
    status_code=201,
    response_model=FotoOut,
    responses=_SENT,
    summary="Send a photo of an animal",
    description="The image itself is the body. It is kept as WebP in two sizes, upright and without its metadata.",
    openapi_extra=takes_files(MEDIA_TYPES, max_bytes=MOST_BYTES),
)
async def create_foto(
    animal_id: PathId,
    told: Annotated[FotoIn, Query()],
    photo: Photo,
    work: ShopWork,
    photos: Photos,
    principal: ShopPrincipal,
) -> Response:
    foto = await service.add_foto(work, photos, animal_id, photo, told, by=principal.user_id)
    return answer(FotoOut, foto, status=201)


@router.get("", response_model=Page[FotoOut], summary="An animal's photos, the newest first")
async def list_fotos(animal_id: PathId, work: ShopWork, cursor: CursorParam = None, limit: Limit = 20) -> Response:
    return page_answer(FotoOut, await service.list_fotos(work, animal_id, cursor=cursor, limit=limit))


@router.get(
    "/{foto_id}/{tamanho}",
    response_class=Response,
    responses=_WEBP,
    summary="A photo's image: at most 1600 pixels on a side, or 256",
)
async def get_foto(
    animal_id: PathId, foto_id: PathId, tamanho: Tamanho, work: ShopWork, photos: Photos
) -> Response:
    image = await service.read_image(work, photos, animal_id, foto_id, tamanho)
    return Response(image, headers=_FOREVER, media_type="image/webp")


@router.patch("/{foto_id}", response_model=FotoOut, summary="Change what is sent")
async def update_foto(animal_id: PathId, foto_id: PathId, body: FotoPatch, work: ShopWork) -> Response:
    return answer(FotoOut, await service.update_foto(work, animal_id, foto_id, body))


@router.delete("/{foto_id}", status_code=204, summary="Delete a photo, for ever")
async def delete_foto(animal_id: PathId, foto_id: PathId, work: ShopWork, photos: Photos) -> None:
    await service.delete_foto(work, photos, animal_id, foto_id)
