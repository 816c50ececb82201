"""The rules of the serviços."""

from collections.abc import Sequence

from libs.common.errors import NotFoundError, ReferenceNotFoundError, ValidationError
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.animais.repository import AnimalRepository
from services.business.repository import PageRows
from services.business.schemas import from_json
from services.business.servicos.prices import Offer, offer_for
from services.business.servicos.repository import ServicoRepository
from services.business.servicos.schemas import OfertaOut, ServicoIn, ServicoPatch


async def create_servico(work: Transaction, data: ServicoIn) -> Row:
    """A new serviço; active unless told otherwise. Raises ReferenceNotFoundError at `componentes`."""
    servicos, values = ServicoRepository(work), data.model_dump(exclude={"componentes"})
    created = await servicos.insert(values)
    if not data.componentes:
        return created
    await _set_parts(servicos, created.id, data.componentes)
    return await servicos.get(created.id)


async def list_servicos(work: Transaction, *, q: str | None, cursor: str | None, limit: int) -> PageRows:
    """Active or not."""
    return await ServicoRepository(work).page(q=q, cursor=cursor, limit=limit)


async def get_servico(work: Transaction, servico_id: int) -> Row:
    """Raises NotFoundError."""
    return await ServicoRepository(work).read(servico_id)


async def update_servico(work: Transaction, servico_id: int, patch: ServicoPatch) -> Row:
    """Raises NotFoundError, StaleVersionError, or at `componentes` ReferenceNotFoundError and ValidationError."""
    servicos, changes = ServicoRepository(work), patch.changes()
    parts = changes.pop("componentes", None)
    updated = await servicos.update(servico_id, patch.version, changes)
    if parts is None:
        return updated
    if updated.tipo != "combo":
        raise ValidationError.at("componentes", "Only a combo has parts.", "combo_parts")
    await _set_parts(servicos, servico_id, parts)
    return await servicos.get(servico_id)


async def delete_servico(work: Transaction, servico_id: int) -> None:
    """Raises NotFoundError, or InUseError while bookings, combos or profissionais name it."""
    await ServicoRepository(work).delete(servico_id)


async def offers_for(work: Transaction, animal_id: int) -> list[OfertaOut]:
    """What can be booked for an animal, by name, at its price. Raises NotFoundError for no such animal."""
    rows = await ServicoRepository(work).offered(animal_id)
    if not rows and not await AnimalRepository(work).exists(animal_id):
        raise NotFoundError(f"There is no record {animal_id}.")
    return [_offered(row) for row in rows]


def offer_of(row: Row) -> Offer:
    """Of a serviço that was read with the porte and pelagem of its animal."""
    return offer_for(row.preco, row.duracao, from_json(row.precos), row.porte, row.pelagem)


def _offered(row: Row) -> OfertaOut:
    offer = offer_of(row)
    return OfertaOut(
        servico_id=row.id,
        nome=row.nome,
        tipo=row.tipo,
        preco=offer.preco,
        duracao=offer.duracao,
        da_tabela=offer.matched,
        ultimo_preco=row.ultimo_preco,
        ultima_duracao=row.ultima_duracao,
        ultima_vez=row.ultima_vez,
    )


async def _set_parts(servicos: ServicoRepository, combo_id: int, parts: Sequence[int]) -> None:
    found = await servicos.set_parts(combo_id, parts)
    for part in parts:
        if part not in found:
            raise ReferenceNotFoundError.at("componentes", part)
