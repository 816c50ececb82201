"""The rules of the animais."""

from collections.abc import Set
from uuid import UUID

from libs.common.errors import NotFoundError, ValidationError
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.animais.historico import service as historico
from services.business.animais.pesos import service as pesos
from services.business.animais.repository import AnimalRepository
from services.business.animais.schemas import AnimalIn, AnimalPatch
from services.business.clientes.repository import ClienteRepository
from services.business.repository import PageRows
from services.business.shop.settings import today_in
from services.business.uso import service as uso

# What the history tells when it changes.
_TOLD = frozenset({"cliente_id", "situacao"})


async def create_animal(work: Transaction, data: AnimalIn, *, by: UUID) -> Row:
    """Raises PlanLimitReachedError, ReferenceNotFoundError at `cliente_id`, or ValidationError."""
    created = await AnimalRepository(work).insert(data.model_dump())
    _check_days(created, data.model_fields_set)
    if data.peso is not None:
        await pesos.note(work, created, data.peso, by=by)
    if created.situacao == "ativo":
        await uso.animal_added(work)
    return created


async def list_animais(
    work: Transaction,
    *,
    q: str | None,
    cursor: str | None,
    limit: int,
    removed: bool,
    **narrowed: int | str | None,
) -> PageRows:
    """`narrowed` to a cliente_id or a situacao; a tutor nobody has selects nothing."""
    return await AnimalRepository(work).page(q=q, cursor=cursor, limit=limit, removed=removed, **narrowed)


async def list_animais_of_cliente(
    work: Transaction, cliente_id: int, *, q: str | None, cursor: str | None, limit: int
) -> PageRows:
    """Raises NotFoundError when there is no such tutor."""
    page = await AnimalRepository(work).page(q=q, cursor=cursor, limit=limit, cliente_id=cliente_id)
    if not page.items and not await ClienteRepository(work).exists(cliente_id):
        raise NotFoundError(f"There is no record {cliente_id}.")
    return page


async def get_animal(work: Transaction, animal_id: int) -> Row:
    """Raises NotFoundError."""
    return await AnimalRepository(work).read(animal_id)


async def update_animal(work: Transaction, animal_id: int, patch: AnimalPatch, *, by: UUID) -> Row:
    """Raises NotFoundError, StaleVersionError, InUseError while it has bookings, or as `create_animal`."""
    animais, changes = AnimalRepository(work), patch.changes()
    if changes.get("situacao", "falecido") != "falecido":
        changes.setdefault("falecido_em", None)
    before = await animais.locked(animal_id) if changes.keys() & _TOLD else None
    after = await animais.update(animal_id, patch.version, changes)
    _check_days(after, changes.keys())
    if "peso" in changes:
        await pesos.note(work, after, patch.peso, by=by)
    if before is not None:
        await historico.tell_changes(work, before, after, by=by)
        await _tell_usage(work, was=before.situacao == "ativo", is_now=after.situacao == "ativo")
    return after


async def delete_animal(work: Transaction, animal_id: int) -> None:
    """It can be restored. Raises NotFoundError, or InUseError while it has bookings that are not over."""
    gone = await AnimalRepository(work).delete(animal_id)
    await _tell_usage(work, was=gone.situacao == "ativo", is_now=False)


async def restore_animal(work: Transaction, animal_id: int) -> Row:
    """Raises NotFoundError, WrongStateError without its tutor, PlanLimitReachedError, ValidationError."""
    restored = await AnimalRepository(work).restore(animal_id)
    await _tell_usage(work, was=False, is_now=restored.situacao == "ativo")
    return restored


def _check_days(row: Row, named: Set[str]) -> None:
    """On the shop's calendar, as the row stands now. Raises ValidationError at what was `named`."""
    today = today_in(row.zona)
    if "nascimento" in named and row.nascimento is not None and row.nascimento > today:
        message = "A date of birth lies between 1970 and today."
        raise ValidationError.at("nascimento", message, "birth_out_of_range")
    if row.falecido_em is None or not named & {"falecido_em", "nascimento", "situacao"}:
        return
    if row.situacao != "falecido":
        raise ValidationError.at("falecido_em", "Only of an animal that has died.", "not_deceased")
    if row.falecido_em > today:
        raise ValidationError.at("falecido_em", "This day is still to come.", "in_the_future")
    if row.nascimento is not None and row.falecido_em < row.nascimento:
        raise ValidationError.at("falecido_em", "It was not born yet.", "before_birth")


async def _tell_usage(work: Transaction, *, was: bool, is_now: bool) -> None:
    """Of what counts for the plan. Raises PlanLimitReachedError."""
    if is_now and not was:
        await uso.animal_added(work)
    elif was and not is_now:
        await uso.animal_removed(work)
