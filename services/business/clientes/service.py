"""The rules of the tutores."""

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.audit import record
from services.business.clientes.cpf import parse_cpf
from services.business.clientes.repository import ClienteRepository
from services.business.clientes.schemas import ClienteIn, ClientePatch
from services.business.repository import AnyRow, PageRows

# A first page as our own screens ask for it: the counter's work, which would bury the audit's other entries.
A_GLANCE = 100


async def create_cliente(session: AsyncSession, data: ClienteIn) -> AnyRow:
    """Raises ValidationError at `cpf` when another tutor has it."""
    return await ClienteRepository(session).insert(data.model_dump())


async def list_clientes(session: AsyncSession, *, q: str | None, cursor: str | None, limit: int) -> PageRows:
    """A CPF is found with its mask too: it is stored as digits."""
    wanted = (parse_cpf(q.strip()) or q) if q else None
    found = await ClienteRepository(session).page(q=wanted, cursor=cursor, limit=limit)
    if cursor is not None or len(found.items) > A_GLANCE:
        # Who walks through the list takes it with him.
        await record(session, "cliente.listed", entity="cliente", after={"rows": len(found.items), "q": q})
    return found


async def get_cliente(session: AsyncSession, cliente_id: int) -> AnyRow:
    """That it was read is told to the audit: documents and telephones stand there. Raises NotFoundError."""
    found = await ClienteRepository(session).get(cliente_id)
    await record(session, "cliente.read", entity="cliente", entity_id=cliente_id)
    return found


async def update_cliente(session: AsyncSession, cliente_id: int, patch: ClientePatch) -> AnyRow:
    """Raises NotFoundError, StaleVersionError, or ValidationError at `cpf` when another tutor has it."""
    return await ClienteRepository(session).update(cliente_id, patch.version, patch.changes())


async def delete_cliente(session: AsyncSession, cliente_id: int) -> None:
    """Raises NotFoundError, or InUseError while the tutor has animals."""
    await ClienteRepository(session).delete(cliente_id)
