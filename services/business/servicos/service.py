"""The rules of the serviços."""

from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.repository import PageRows
from services.business.servicos.repository import ServicoRepository
from services.business.servicos.schemas import ServicoIn, ServicoPatch


async def create_servico(work: Transaction, data: ServicoIn) -> Row:
    """A new serviço; active unless told otherwise."""
    return await ServicoRepository(work).insert(data.model_dump())


async def list_servicos(work: Transaction, *, q: str | None, cursor: str | None, limit: int) -> PageRows:
    """Active or not."""
    return await ServicoRepository(work).page(q=q, cursor=cursor, limit=limit)


async def get_servico(work: Transaction, servico_id: int) -> Row:
    """Raises NotFoundError."""
    return await ServicoRepository(work).read(servico_id)


async def update_servico(work: Transaction, servico_id: int, patch: ServicoPatch) -> Row:
    """Raises NotFoundError or StaleVersionError."""
    return await ServicoRepository(work).update(servico_id, patch.version, patch.changes())


async def delete_servico(work: Transaction, servico_id: int) -> None:
    """Raises NotFoundError, or InUseError while other records name it."""
    await ServicoRepository(work).delete(servico_id)
