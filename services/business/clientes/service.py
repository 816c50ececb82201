"""The rules of the tutores."""

from datetime import date
from typing import Any, get_args
from uuid import UUID

from libs.common.audit import record
from libs.common.clock import utc_now
from libs.common.errors import NotFoundError, ReferenceNotFoundError, StaleVersionError, ValidationError
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.clientes.cpf import parse_cpf
from services.business.clientes.merging import merged
from services.business.clientes.phones import digits_of, phones_of, settled
from services.business.clientes.repository import ClienteRepository, find_or_none
from services.business.clientes.schemas import ClienteIn, ClientePatch, ConsentimentoIn, Finalidade, MesclarIn
from services.business.repository import PageRows
from services.business.schemas import from_json
from services.business.shop.settings import read_settings

# A first page as our own screens ask for it: the counter's work, which would bury the audit's other entries.
A_GLANCE = 100
# Fewer digits are in too many numbers.
_FEWEST_DIGITS = 8
_PHONES = {"telefone", "telefones"}


async def create_cliente(work: Transaction, data: ClienteIn) -> Row:
    """Raises ValidationError at `nascimento`, or at `cpf` when another tutor has it."""
    await _check_birthday(work, data.nascimento)
    sent = data.model_dump(include=_PHONES & data.model_fields_set)
    return await ClienteRepository(work).insert(data.model_dump() | settled(sent, []))


async def list_clientes(
    work: Transaction, *, q: str | None, cursor: str | None, limit: int, removed: bool = False
) -> PageRows:
    """Telephones and CPFs are found however they are written."""
    found = await ClienteRepository(work).page(q=q, cursor=cursor, limit=limit, removed=removed)
    if cursor is not None or len(found.items) > A_GLANCE:
        # Who walks through the list takes it with him.
        await record(work, "cliente.listed", entity="cliente", after={"rows": len(found.items), "q": q})
    return found


async def get_cliente(work: Transaction, cliente_id: int) -> Row:
    """That it was read is told to the audit: documents and telephones stand there. Raises NotFoundError."""
    return await ClienteRepository(work).read(cliente_id)


async def update_cliente(work: Transaction, cliente_id: int, patch: ClientePatch) -> Row:
    """Raises NotFoundError, StaleVersionError, or ValidationError as `create_cliente` does."""
    await _check_birthday(work, patch.nascimento)
    clientes, changes = ClienteRepository(work), patch.changes()
    kept, told = [], None
    if "telefone" in changes and "telefones" not in changes:
        # Whoever changes it meanwhile takes the version along.
        before = await clientes.get(cliente_id)
        kept, told = _phones_of(before), before.telefone
    return await clientes.update(cliente_id, patch.version, changes | settled(changes, kept, told))


async def delete_cliente(work: Transaction, cliente_id: int) -> None:
    """Marks the tutor as removed. Raises NotFoundError, or InUseError while the tutor has animals."""
    await ClienteRepository(work).delete(cliente_id)


async def restore_cliente(work: Transaction, cliente_id: int) -> Row:
    """Raises NotFoundError, WrongStateError after a merge, or ValidationError at a `cpf` taken meanwhile."""
    return await ClienteRepository(work).restore(cliente_id)


async def show_consents(work: Transaction, cliente_id: int) -> dict[str, Any]:
    """What holds for each purpose, and all that was said. Raises NotFoundError."""
    clientes = ClienteRepository(work)
    if not await clientes.exists(cliente_id):
        raise NotFoundError(f"There is no record {cliente_id}.")
    said = [dict(row) for row in await clientes.consents(cliente_id)]
    now: dict[str, bool | None] = dict.fromkeys(get_args(Finalidade))
    return {"atual": now | {one["finalidade"]: one["concedido"] for one in reversed(said)}, "historico": said}


async def add_consent(work: Transaction, cliente_id: int, data: ConsentimentoIn, by: UUID) -> Row:
    """Raises NotFoundError."""
    return await ClienteRepository(work).add_consent(cliente_id, data.model_dump(), by=by)


async def find_doubles(work: Transaction, cliente_id: int | None, asked: dict[str, str | None]) -> dict[str, Any]:
    """Who may be the same person as what is asked, or as the tutor; an unfinished CPF is nobody's."""
    known = await find_or_none(work, cliente_id) if cliente_id is not None else None
    if known is not None:
        asked = {name: value or known[name] for name, value in asked.items()}
    phones = [phone["numero"] for phone in _phones_of(known)] if known is not None else []
    digits = {digits_of(written) for written in (asked.pop("telefone"), *phones) if written}
    asked["cpf"] = parse_cpf((asked["cpf"] or "").strip())
    found = await ClienteRepository(work).doubles(
        digits=sorted(each for each in digits if len(each) >= _FEWEST_DIGITS), but=cliente_id or 0, **asked
    )
    return {"items": [dict(row) for row in found]}


async def merge_clientes(work: Transaction, cliente_id: int, data: MesclarIn) -> Row:
    """One record of two, in one transaction. Raises what `merged` does, NotFoundError or StaleVersionError."""
    if data.outro_id == cliente_id:
        raise ValidationError.at("outro_id", "A record cannot be merged with itself.", "merge_self")
    clientes = ClienteRepository(work)
    both = await clientes.lock_both(*sorted((cliente_id, data.outro_id)))
    if cliente_id not in both:
        raise NotFoundError(f"There is no record {cliente_id}.")
    if data.outro_id not in both:
        raise ReferenceNotFoundError.at("outro_id", data.outro_id)
    mine, theirs = both[cliente_id], both[data.outro_id]
    if (mine.version, theirs.version) != (data.version, data.outro_version):
        raise StaleVersionError("It changed since you read it: read both again.")
    changes = merged(_read(mine), _read(theirs))
    await clientes.hand_over(data.outro_id, cliente_id)
    return await clientes.update(cliente_id, data.version, changes)


async def _check_birthday(work: Transaction, birthday: date | None) -> None:
    if birthday is not None and birthday > (await read_settings(work)).today(utc_now()):
        raise ValidationError.at("nascimento", "A birthday lies between 1900 and today.", "birthday_out_of_range")


def _phones_of(row: Row) -> list[dict[str, Any]]:
    return phones_of(row.telefone, from_json(row.telefones))


def _read(row: Row) -> dict[str, Any]:
    documents = {name: from_json(row[name]) for name in ("telefones", "endereco_postal", "tags")}
    return dict(row) | documents
