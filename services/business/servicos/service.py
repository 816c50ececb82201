"""The rules of the serviços."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.business.repository import AnyRow, PageRows
from services.business.servicos.repository import ServicoRepository
from services.business.servicos.schemas import ServicoIn, ServicoPatch


async def create_servico(session: AsyncSession, data: ServicoIn) -> AnyRow:
    """A new serviço; active unless told otherwise."""
    return await ServicoRepository(session).insert(data.model_dump())


async def list_servicos(session: AsyncSession, *, q: str | None, cursor: str | None, limit: int) -> PageRows:
    """Active or not."""
    return await ServicoRepository(session).page(q=q, cursor=cursor, limit=limit)


async def get_servico(session: AsyncSession, servico_id: int) -> AnyRow:
    """Raises NotFoundError."""
    return await ServicoRepository(session).get(servico_id)


async def update_servico(session: AsyncSession, servico_id: int, patch: ServicoPatch) -> AnyRow:
    """Raises NotFoundError or StaleVersionError."""
    return await ServicoRepository(session).update(servico_id, patch.version, patch.changes())


async def delete_servico(session: AsyncSession, servico_id: int) -> None:
    """Raises NotFoundError, or InUseError while other records name it."""
    await ServicoRepository(session).delete(servico_id)
