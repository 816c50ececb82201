"""The rules of the tutores."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.business.clientes.cpf import parse_cpf
from services.business.clientes.repository import ClienteRepository
from services.business.clientes.schemas import ClienteIn, ClientePatch
from services.business.repository import AnyRow, PageRows


async def create_cliente(session: AsyncSession, data: ClienteIn) -> AnyRow:
    """Raises ValidationError at `cpf` when another tutor has it."""
    return await ClienteRepository(session).insert(data.model_dump())


async def list_clientes(session: AsyncSession, *, q: str | None, cursor: str | None, limit: int) -> PageRows:
    """A CPF is found with its mask too: it is stored as digits."""
    wanted = (parse_cpf(q.strip()) or q) if q else None
    return await ClienteRepository(session).page(q=wanted, cursor=cursor, limit=limit)


async def get_cliente(session: AsyncSession, cliente_id: int) -> AnyRow:
    """Raises NotFoundError."""
    return await ClienteRepository(session).get(cliente_id)


async def update_cliente(session: AsyncSession, cliente_id: int, patch: ClientePatch) -> AnyRow:
    """Raises NotFoundError, StaleVersionError, or ValidationError at `cpf` when another tutor has it."""
    return await ClienteRepository(session).update(cliente_id, patch.version, patch.changes())


async def delete_cliente(session: AsyncSession, cliente_id: int) -> None:
    """Raises NotFoundError, or InUseError while the tutor has animals."""
    await ClienteRepository(session).delete(cliente_id)
