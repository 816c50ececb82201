"""The rules of the animais."""

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.errors import NotFoundError
from services.business.animais.repository import AnimalRepository
from services.business.animais.schemas import AnimalIn, AnimalPatch
from services.business.clientes.repository import ClienteRepository
from services.business.repository import AnyRow, PageRows


async def create_animal(session: AsyncSession, data: AnimalIn) -> AnyRow:
    """Raises ReferenceNotFoundError at `cliente_id`."""
    return await AnimalRepository(session).insert(data.model_dump())


async def list_animais(
    session: AsyncSession, *, cliente_id: int | None, q: str | None, cursor: str | None, limit: int
) -> PageRows:
    """A `cliente_id` nobody has selects nothing."""
    return await AnimalRepository(session).page_of(cliente_id, q=q, cursor=cursor, limit=limit)


async def list_animais_of_cliente(
    session: AsyncSession, cliente_id: int, *, q: str | None, cursor: str | None, limit: int
) -> PageRows:
    """Raises NotFoundError when there is no such tutor."""
    page = await AnimalRepository(session).page_of(cliente_id, q=q, cursor=cursor, limit=limit)
    if not page.items and not await ClienteRepository(session).exists(cliente_id):
        raise NotFoundError(f"There is no record {cliente_id}.")
    return page


async def get_animal(session: AsyncSession, animal_id: int) -> AnyRow:
    """Raises NotFoundError."""
    return await AnimalRepository(session).get(animal_id)


async def update_animal(session: AsyncSession, animal_id: int, patch: AnimalPatch) -> AnyRow:
    """Raises NotFoundError, StaleVersionError, or ReferenceNotFoundError at `cliente_id`."""
    return await AnimalRepository(session).update(animal_id, patch.version, patch.changes())


async def delete_animal(session: AsyncSession, animal_id: int) -> None:
    """Raises NotFoundError, or InUseError while other records name the animal."""
    await AnimalRepository(session).delete(animal_id)
