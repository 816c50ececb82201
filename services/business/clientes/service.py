"""The rules of the tutores."""

from libs.common.audit import record
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.clientes.cpf import parse_cpf
from services.business.clientes.repository import ClienteRepository
from services.business.clientes.schemas import ClienteIn, ClientePatch
from services.business.repository import PageRows

# A first page as our own screens ask for it: the counter's work, which would bury the audit's other entries.
A_GLANCE = 100


async def create_cliente(work: Transaction, data: ClienteIn) -> Row:
    """Raises ValidationError at `cpf` when another tutor has it."""
    return await ClienteRepository(work).insert(data.model_dump())


async def list_clientes(work: Transaction, *, q: str | None, cursor: str | None, limit: int) -> PageRows:
    """A CPF is found with its mask too: it is stored as digits."""
    wanted = (parse_cpf(q.strip()) or q) if q else None
    found = await ClienteRepository(work).page(q=wanted, cursor=cursor, limit=limit)
    if cursor is not None or len(found.items) > A_GLANCE:
        # Who walks through the list takes it with him.
        await record(work, "cliente.listed", entity="cliente", after={"rows": len(found.items), "q": q})
    return found


async def get_cliente(work: Transaction, cliente_id: int) -> Row:
    """That it was read is told to the audit: documents and telephones stand there. Raises NotFoundError."""
    return await ClienteRepository(work).read(cliente_id)


async def update_cliente(work: Transaction, cliente_id: int, patch: ClientePatch) -> Row:
    """Raises NotFoundError, StaleVersionError, or ValidationError at `cpf` when another tutor has it."""
    return await ClienteRepository(work).update(cliente_id, patch.version, patch.changes())


async def delete_cliente(work: Transaction, cliente_id: int) -> None:
    """Raises NotFoundError, or InUseError while the tutor has animals."""
    await ClienteRepository(work).delete(cliente_id)
