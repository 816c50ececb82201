"""A booking's way through the day: which steps are open, who is told, and how one is taken back."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libs.common.contracts.agenda import AgendaRules
from services.business.agenda.states import BEGUN, ENDED, NEXT, State, may_change, next_states
from tests.business.agenda.desk import Desk, at
from tests.business.shops import assert_problem
from tests.infra.sql import fetch
from tests.infra.system import System
from tests.infra.waiting import eventually

RULES = st.builds(AgendaRules, cancel_after_start=st.booleans(), change_after_delivery=st.booleans())


@settings(deadline=None)
@given(RULES, st.booleans(), st.lists(st.integers(0, 8), max_size=12))
def test_every_way_ends_and_none_comes_back(rules: AgendaRules, has_come: bool, choices: list[int]) -> None:
    state, walked = State.SOLICITADO, [State.SOLICITADO]
    for choice in choices:
        steps = next_states(state, rules, has_come=has_come)
        if not steps:
            assert state in ENDED
            break
        state = steps[choice % len(steps)]
        walked.append(state)
    assert len(set(walked)) == len(walked)
    if State.CANCELADO in walked and not rules.cancel_after_start:
        assert not BEGUN & set(walked)


@settings(deadline=None)
@given(RULES, st.sampled_from(State), st.booleans())
def test_rules_only_ever_narrow_the_table(rules: AgendaRules, state: State, has_come: bool) -> None:
    open_to = next_states(state, rules, has_come=has_come)
    assert set(open_to) <= set(NEXT[state])
    assert (State.FALTOU in open_to) <= has_come
    assert may_change(state, rules) == (
        state not in ENDED or (state is State.ENTREGUE and rules.change_after_delivery)
    )


async def steps_of(desk: Desk, booking: dict[str, Any]) -> list[tuple[str | None, str, bool]]:
    found = (await desk.shop.client.get(f"/api/v1/agendamentos/{booking['id']}")).json()
    return [(step["de"], step["para"], step["desfeita_em"] is not None) for step in found["historico"]]


async def test_a_day_from_booking_to_handing_over(desk: Desk) -> None:
    booking = await desk.booked()
    assert booking["proximos"] == ["confirmado", "recebido", "em_atendimento", "cancelado"]
    booking = await desk.stepped(booking, "confirmado", "recebido", "em_atendimento", "pronto", "entregue")
    assert (booking["status"], booking["proximos"], booking["version"]) == ("entregue", [], 6)
    assert await steps_of(desk, booking) == [
        (None, "agendado", False),
        ("agendado", "confirmado", False),
        ("confirmado", "recebido", False),
        ("recebido", "em_atendimento", False),
        ("em_atendimento", "pronto", False),
        ("pronto", "entregue", False),
    ]


async def test_step_that_is_not_open_is_refused(desk: Desk) -> None:
    booking = await desk.booked()
    for status in ("entregue", "solicitado", "agendado"):
        assert_problem(await desk.step(booking, status), 409, "WRONG_STATE")
    # Nobody is missed before their time.
    assert_problem(await desk.step(booking, "faltou"), 409, "WRONG_STATE")
    confirmed = await desk.stepped(booking, "confirmado")
    assert_problem(await desk.step(booking, "recebido"), 409, "STALE_VERSION")
    assert (await desk.step(confirmed, "recebido")).status_code == 200


async def test_cancelling_frees_the_time_and_undoing_it_takes_it_back(desk: Desk) -> None:
    booking = await desk.stepped(await desk.booked("10:00"), "cancelado")
    assert booking["proximos"] == []
    between = await desk.booked("10:30", animal_id=desk.other_animal)
    problem = assert_problem(await desk.undo(booking), 409, "SLOT_TAKEN")
    assert [each["agendamento_id"] for each in problem["conflicts"]] == [between["id"]]
    await desk.stepped(between, "cancelado")
    back = await desk.undo(booking)
    assert (back.status_code, back.json()["status"]) == (200, "agendado")
    assert await steps_of(desk, booking) == [(None, "agendado", False), ("agendado", "cancelado", True)]
    assert_problem(await desk.book("10:30", animal_id=desk.other_animal), 409, "SLOT_TAKEN")


async def test_undo_goes_step_by_step_and_not_before_the_first(desk: Desk) -> None:
    booking = await desk.stepped(await desk.booked(), "confirmado", "recebido")
    for expected in ("confirmado", "agendado"):
        answer = await desk.undo(booking)
        booking = answer.json()
        assert (answer.status_code, booking["status"]) == (200, expected)
    assert_problem(await desk.undo(booking), 409, "WRONG_STATE")
    again = await desk.stepped(booking, "confirmado")
    assert (await desk.undo(again)).json()["status"] == "agendado"


async def test_shop_decides_what_is_done_late(desk: Desk) -> None:
    booking = await desk.stepped(await desk.booked(), "em_atendimento")
    assert_problem(await desk.step(booking, "cancelado"), 409, "WRONG_STATE")
    await desk.configure("agenda", '{"cancel_after_start": true, "undo": false}')
    assert_problem(await desk.undo(booking), 409, "WRONG_STATE")
    cancelled = await desk.step(booking, "cancelado", motivo="Passou mal")
    assert cancelled.status_code == 200
    found = (await desk.shop.client.get(f"/api/v1/agendamentos/{booking['id']}")).json()
    assert found["historico"][-1]["motivo"] == "Passou mal"


async def test_who_does_not_come_is_missed_once_the_time_has_come(desk: Desk, system: System) -> None:
    booking = await desk.booked()
    back = "UPDATE {}.{} SET inicio = inicio - interval '2 d', fim = fim - interval '2 d'"
    for table in ("api_agendamento", "api_agendamento_item"):
        await fetch(system.admin_url, back.format(desk.shop.schema, table))
    missed = await desk.step(booking, "faltou")
    assert missed.json()["status"] == "faltou"
    day = (datetime.now(UTC) - timedelta(days=1)).date()
    params = {"de": str(day - timedelta(days=2)), "ate": str(day + timedelta(days=1)), "status": "faltou"}
    found = (await desk.shop.client.get("/api/v1/agendamentos", params=params)).json()["items"]
    assert [item["id"] for item in found] == [booking["id"]]


async def test_request_holds_nothing_until_somebody_says_yes(desk: Desk) -> None:
    wishes = [
        await desk.booked("10:00", animal_id=animal, status="solicitado")
        for animal in (desk.animal, desk.other_animal)
    ]
    approved = await desk.step(wishes[0], "agendado")
    assert approved.json()["status"] == "agendado"
    problem = assert_problem(await desk.step(wishes[1], "agendado"), 409, "SLOT_TAKEN")
    assert problem["suggestions"]
    moved = (await desk.change(wishes[1], inicio=at("11:00"))).json()
    assert (await desk.step(moved, "agendado")).status_code == 200


async def test_request_whose_time_is_taken_can_be_turned_down(desk: Desk) -> None:
    wish = await desk.booked("10:00", status="solicitado")
    await desk.booked("10:00", animal_id=desk.other_animal)
    assert (await desk.step(wish, "cancelado")).status_code == 200


async def test_approval_looks_again_at_everything(desk: Desk) -> None:
    client = desk.shop.client
    wish = await desk.booked("10:00", status="solicitado")
    block = {"profissional_id": desk.ana, "inicio": at("08:00"), "fim": at("20:00")}
    blocked = (await client.post("/api/v1/bloqueios", json=block)).json()
    problem = assert_problem(await desk.step(wish, "agendado"), 409, "SLOT_TAKEN")
    assert (problem["reason"], problem["suggestions"][0]["inicio"]) == ("closed", at("08:00", days=2))
    await client.delete(f"/api/v1/bloqueios/{blocked['id']}")
    gone = {"version": 1, "ativo": False}
    assert (await client.patch(f"/api/v1/profissionais/{desk.ana}", json=gone)).status_code == 200
    assert_problem(await desk.step(wish, "agendado"), 409, "SLOT_TAKEN")
    await client.patch(f"/api/v1/profissionais/{desk.ana}", json={"version": 2, "ativo": True})
    assert (await desk.step(wish, "agendado")).status_code == 200


@pytest.mark.parametrize("winner", [0, 1])
async def test_of_two_approvals_at_once_one_wins(desk: Desk, winner: int) -> None:
    wishes = [
        await desk.booked("10:00", animal_id=animal, status="solicitado")
        for animal in (desk.animal, desk.other_animal)
    ]
    wishes = wishes[winner:] + wishes[:winner]
    answers = await asyncio.gather(*(desk.step(wish, "agendado") for wish in wishes))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    loser = next(answer.json() for answer in answers if answer.status_code == 409)
    assert loser["conflicts"]
    assert loser["suggestions"]


async def test_tutor_is_told_what_concerns_him(desk: Desk, system: System) -> None:
    """By the letters that come of it: booked, moved, ready, called off."""
    query = "SELECT kind FROM svc_notifications.deliveries WHERE tenant_id = $1 AND kind LIKE 'booking%'"

    async def told(*kinds: str) -> None:
        """Waits: what was said before something else is no news when it comes later."""

        async def all_there() -> bool:
            rows = await fetch(system.admin_url, query, desk.shop.tenant_id)
            return sorted(row["kind"] for row in rows) == sorted(f"booking_{kind}" for kind in kinds)

        await eventually(all_there)

    booking = await desk.booked("10:00")
    await told("created")
    moved = (await desk.change(booking, inicio=at("12:00"))).json()
    await told("created", "changed")
    await desk.stepped(moved, "confirmado", "recebido", "em_atendimento", "pronto")
    await told("created", "changed", "ready")
    other = await desk.booked("10:00", animal_id=desk.other_animal)
    await told("created", "changed", "ready", "created")
    await desk.stepped(other, "cancelado")
    await told("created", "changed", "ready", "created", "cancelled")
    mistake = await desk.booked("14:00", animal_id=desk.other_animal)
    await told("created", "changed", "ready", "created", "cancelled", "created")
    # By whom, for how much, and the same time once more: nothing that he would notice.
    same = await desk.change(mistake, inicio=mistake["inicio"], profissional_id=desk.bia, encaixe=True)
    assert same.status_code == 200
    assert (await desk.shop.client.delete(f"/api/v1/agendamentos/{mistake['id']}")).status_code == 204
    await told("created", "changed", "ready", "created", "cancelled", "created", "cancelled")


async def test_hours_that_changed_since_do_not_keep_a_booking_from_coming_back(desk: Desk) -> None:
    booking = await desk.stepped(await desk.booked("10:00"), "cancelado")
    await desk.configure("business_hours", '{"mon": []}')
    assert (await desk.undo(booking)).status_code == 200
