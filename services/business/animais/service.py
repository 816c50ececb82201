"""The rules of the animais."""

from libs.common.errors import NotFoundError
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.animais.repository import AnimalRepository
from services.business.animais.schemas import AnimalIn, AnimalPatch
from services.business.clientes.repository import ClienteRepository
from services.business.repository import PageRows
from services.business.uso import service as uso


async def create_animal(work: Transaction, data: AnimalIn) -> Row:
    """Raises PlanLimitReachedError, or ReferenceNotFoundError at `cliente_id`."""
    created = await AnimalRepository(work).insert(data.model_dump())
    await uso.animal_added(work)
    return created


async def list_animais(
    work: Transaction, *, cliente_id: int | None, q: str | None, cursor: str | None, limit: int
) -> PageRows:
    """A `cliente_id` nobody has selects nothing."""
    return await AnimalRepository(work).page_of(cliente_id, q=q, cursor=cursor, limit=limit)


async def list_animais_of_cliente(
    work: Transaction, cliente_id: int, *, q: str | None, cursor: str | None, limit: int
) -> PageRows:
    """Raises NotFoundError when there is no such tutor."""
    page = await AnimalRepository(work).page_of(cliente_id, q=q, cursor=cursor, limit=limit)
    if not page.items and not await ClienteRepository(work).exists(cliente_id):
        raise NotFoundError(f"There is no record {cliente_id}.")
    return page


async def get_animal(work: Transaction, animal_id: int) -> Row:
    """Raises NotFoundError."""
    return await AnimalRepository(work).read(animal_id)


async def update_animal(work: Transaction, animal_id: int, patch: AnimalPatch) -> Row:
    """Raises NotFoundError, StaleVersionError, or ReferenceNotFoundError at `cliente_id`."""
    return await AnimalRepository(work).update(animal_id, patch.version, patch.changes())


async def delete_animal(work: Transaction, animal_id: int) -> None:
    """Raises NotFoundError, or InUseError while other records name the animal."""
    await AnimalRepository(work).delete(animal_id)
    await uso.animal_removed(work)
