"""The rules of a booking: made, moved, taken a step further and back; all of it or nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from libs.common.errors import StaleVersionError, ValidationError, WrongStateError
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.agenda import repository
from services.business.agenda.finding import Asked, Finding, check_room
from services.business.agenda.notices import Notice, tell
from services.business.agenda.planning import Wish
from services.business.agenda.schemas import AgendamentoIn, AgendamentoPatch, StatusIn
from services.business.agenda.states import IDLE, State, may_change, next_states
from services.business.agenda.views import as_placed, shown
from services.business.agenda.wishes import check_start, read_wishes
from services.business.recorrencias.growth import grow
from services.business.shop.settings import read_settings
from services.business.taxi.following import follow_move, follow_step
from services.business.vacinas.rule import check_vaccines

# The animal has come.
_RECEIVED = frozenset({State.RECEBIDO, State.EM_ATENDIMENTO})
# The day of a series is over. What is called off beforehand is not followed by another.
_VISIT_OVER = frozenset({State.ENTREGUE, State.FALTOU})


async def create_booking(work: Transaction, data: AgendamentoIn, asked: Asked) -> dict[str, Any]:
    """Raises SlotTakenError with other times, VaccineRequiredError, or at the field that names nothing."""
    shop = await read_settings(work)
    check_start(shop, data.inicio, asked.now)
    at = "itens" if data.itens is not None else ""
    wishes = await read_wishes(work, data.animal_id, data.wished(), at=at, lock=True)
    # Before people are locked: nobody waits for it.
    avisos = await check_vaccines(work, shop, data.animal_id, data.inicio)
    find = Finding(work, shop, data.animal_id, asked)
    placed = await find.place(wishes, data.inicio, squeeze=data.encaixe, at=at)
    row_id = await repository.book(
        work,
        placed,
        by=asked.by,
        animal_id=data.animal_id,
        status=data.status,
        encaixe=data.encaixe,
        observacoes=data.observacoes,
    )
    booking = await repository.get_booking(work, row_id)
    if booking.status != State.SOLICITADO:
        await tell(work, shop, booking, Notice.MADE)
    return shown(booking, shop, asked.now, avisos)


async def update_booking(work: Transaction, row_id: int, patch: AgendamentoPatch, asked: Asked) -> dict[str, Any]:
    """Moves, resizes, changes hands. Raises NotFoundError, StaleVersionError, WrongStateError, SlotTakenError."""
    shop = await read_settings(work)
    booking = await _locked(work, row_id, patch.version)
    changes = patch.changes()
    moves = bool(changes.keys() - {"observacoes"})
    if moves and not may_change(State(booking.status), shop.rules):
        raise WrongStateError(f"The booking is {booking.status}: it does not change any more.")
    start = changes.get("inicio", booking.inicio)
    squeeze = changes.get("encaixe", booking.encaixe)
    if start != booking.inicio:
        check_start(shop, start, asked.now)
    if moves:
        await repository.lock_animal(work, booking.animal_id)
        wishes = await _changed_wishes(work, booking, patch)
        find = Finding(work, shop, booking.animal_id, asked, but=[row_id])
        placed = await find.place(wishes, start, squeeze=squeeze, at="" if patch.profissional_id else "itens")
    else:
        placed = as_placed(booking)
    notes = changes.get("observacoes", booking.observacoes)
    await follow_move(work, booking, placed)
    await repository.move(work, row_id, placed, encaixe=squeeze, observacoes=notes, alone=moves)
    changed = await repository.get_booking(work, row_id)
    if State(booking.status) not in IDLE and _concerns_the_tutor(booking, changed):
        await tell(work, shop, changed, Notice.CHANGED)
    return shown(changed, shop, asked.now)


async def take_step(work: Transaction, row_id: int, data: StatusIn, asked: Asked) -> dict[str, Any]:
    """Raises NotFoundError, StaleVersionError, WrongStateError where the shop's rules say no, SlotTakenError.

    VaccineRequiredError where the animal comes without what the shop demands.
    """
    shop = await read_settings(work)
    booking = await _locked(work, row_id, data.version)
    state = State(booking.status)
    allowed = next_states(state, shop.rules, has_come=booking.inicio <= asked.now)
    if data.status not in allowed:
        raise WrongStateError(f"The booking is {state}: it may become {', '.join(allowed) or 'nothing else'}.")
    if state in IDLE and data.status not in IDLE:
        await check_room(work, shop, booking, asked, as_before=False)
    received = data.status in _RECEIVED and state not in _RECEIVED
    avisos = await check_vaccines(work, shop, booking.animal_id, booking.inicio) if received else []
    grows = data.status in _VISIT_OVER and booking.recorrencia_id is not None
    if grows:
        # Before the booking is written: whoever holds the animal may wait for it.
        await repository.lock_animal(work, booking.animal_id)
    await repository.take_step(work, row_id, de=state, to=data.status, by=asked.by, motivo=data.motivo)
    await follow_step(work, booking, state, data.status)
    changed = await repository.get_booking(work, row_id)
    await tell(work, shop, changed, _notice_of(state, data.status))
    if grows:
        await grow(work, shop, booking.recorrencia_id, asked)
    return shown(changed, shop, asked.now, avisos)


async def undo_step(work: Transaction, row_id: int, version: int, asked: Asked) -> dict[str, Any]:
    """Takes the last step back. Raises as `take_step`; WrongStateError also where there is none."""
    shop = await read_settings(work)
    booking = await _locked(work, row_id, version)
    step = await repository.last_step(work, row_id)
    if step is None or step.de is None:
        raise WrongStateError("There is no step to take back.")
    if not shop.rules.undo:
        raise WrongStateError("The shop takes no steps back.")
    if State(booking.status) in IDLE and State(step.de) not in IDLE:
        await check_room(work, shop, booking, asked, as_before=State(booking.status) is not State.SOLICITADO)
    await repository.undo_step(work, step.id, by=asked.by)
    await follow_step(work, booking, State(booking.status), State(step.de))
    changed = await repository.get_booking(work, row_id)
    await tell(work, shop, changed, _notice_of(State(booking.status), State(step.de)))
    return shown(changed, shop, asked.now)


async def delete_booking(work: Transaction, row_id: int, asked: Asked) -> None:
    """A mistake disappears, but no history: with a step taken it stays. Raises NotFoundError, WrongStateError."""
    shop = await read_settings(work)
    booking = await repository.get_booking(work, row_id, lock=True)
    if len(await repository.history(work, row_id)) > 1:
        raise WrongStateError("Steps of it were taken: call it off instead, and it stays in the history.")
    await repository.delete_booking(work, row_id)
    if State(booking.status) not in IDLE:
        await tell(work, shop, booking, Notice.CANCELLED, sequence=booking.version + 1)


async def _changed_wishes(work: Transaction, booking: Row, patch: AgendamentoPatch) -> list[Wish]:
    if patch.itens is not None:
        return await read_wishes(work, booking.animal_id, patch.itens)
    wishes = [item.wish for item in as_placed(booking)]
    if patch.duracao is not None:
        if len(wishes) > 1:
            raise ValidationError.at("duracao", "A booking of several is resized by its `itens`.", "several_items")
        wishes = [replace(wishes[0], duracao=timedelta(minutes=patch.duracao))]
    if patch.profissional_id is not None:
        wishes = [replace(wish, profissional_id=patch.profissional_id) for wish in wishes]
    return wishes


def _concerns_the_tutor(before: Row, after: Row) -> bool:
    """Another time or other serviços; by whom, and for how much, is the shop's affair."""
    was, now = as_placed(before), as_placed(after)
    return before.inicio != after.inicio or [i.wish.servico_id for i in was] != [i.wish.servico_id for i in now]


def _notice_of(before: State, after: State) -> Notice | None:
    """What the tutor has to know of a step, forwards or back."""
    if before in IDLE and after in IDLE:
        return None
    if before in IDLE:
        return Notice.MADE if before is State.SOLICITADO else Notice.CHANGED
    if after in (State.CANCELADO, State.SOLICITADO):
        return Notice.CANCELLED
    if before is State.PRONTO:
        return Notice.NO_CALL
    return Notice.READY if after is State.PRONTO and before is not State.ENTREGUE else None


async def _locked(work: Transaction, row_id: int, version: int) -> Row:
    booking = await repository.get_booking(work, row_id, lock=True)
    if booking.version != version:
        raise StaleVersionError("It changed since you read it: read it again.")
    return booking
