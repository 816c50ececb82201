"""The rules of an animal's photos: one is its picture, and files follow rows."""

from uuid import UUID

from libs.common.clock import new_id
from libs.common.errors import NotFoundError
from libs.common.pagination import decode_cursor, encode_cursor
from libs.common.query import Row
from libs.common.transaction import Transaction
from libs.common.types import MAX_ID
from services.business.animais.fotos import repository
from services.business.animais.fotos.images import Sizes
from services.business.animais.fotos.schemas import FotoIn, FotoPatch
from services.business.animais.fotos.store import ShopPhotos
from services.business.animais.repository import AnimalRepository
from services.business.repository import PageRows


async def add_foto(
    work: Transaction, photos: ShopPhotos, animal_id: int, sizes: Sizes, told: FotoIn, *, by: UUID
) -> Row:
    """Raises NotFoundError for no such animal, or ReferenceNotFoundError at `agendamento_id`."""
    await AnimalRepository(work).locked(animal_id)
    if told.perfil:
        await repository.clear_profile(work, animal_id)
    arquivo = new_id()
    values = told.model_dump() | {"largura": sizes.width, "altura": sizes.height}
    row = await repository.add(work, animal_id=animal_id, arquivo=arquivo, by=by, **values)
    await photos.write(arquivo, sizes)
    return row


async def list_fotos(work: Transaction, animal_id: int, *, cursor: str | None, limit: int) -> PageRows:
    """The newest first. Raises NotFoundError for no such animal."""
    before = MAX_ID if cursor is None else decode_cursor(cursor)[1]
    rows = await repository.page(work, animal_id, before=before, rows=limit + 1)
    if not rows and not await AnimalRepository(work).exists(animal_id):
        raise NotFoundError(f"There is no record {animal_id}.")
    more = len(rows) > limit
    return PageRows(rows[:limit], encode_cursor("", rows[limit - 1].id) if more else None)


async def read_image(work: Transaction, photos: ShopPhotos, animal_id: int, row_id: int, tamanho: str) -> bytes:
    """WebP. Raises NotFoundError, also where the file is lost."""
    row = await repository.get(work, animal_id, row_id)
    image = await photos.read(row.arquivo, tamanho)
    if image is None:
        raise NotFoundError("This photo's file is lost.")
    return image


async def update_foto(work: Transaction, animal_id: int, row_id: int, patch: FotoPatch) -> Row:
    """Raises NotFoundError."""
    await AnimalRepository(work).locked(animal_id)
    row = await repository.get(work, animal_id, row_id)
    wanted = {name: row[name] for name in ("tipo", "perfil", "legenda")} | patch.model_dump(exclude_unset=True)
    if wanted["perfil"] and not row.perfil:
        await repository.clear_profile(work, animal_id)
    return await repository.change(work, row_id, **wanted)


async def delete_foto(work: Transaction, photos: ShopPhotos, animal_id: int, row_id: int) -> None:
    """Raises NotFoundError."""
    await AnimalRepository(work).locked(animal_id)
    photos.remove((await repository.delete(work, animal_id, row_id)).arquivo)
