"""Doses that are given, planned, corrected and deleted; the plan follows."""

import asyncio
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.business.shops import assert_field_problem, assert_problem, create
from tests.business.vacinas.clinic import Clinic, after, day


async def test_first_dose_plans_the_second_and_each_fulfils_what_was_planned(clinic: Clinic) -> None:
    first = await clinic.give("V10", -60, lote="A1", fabricante="Zoetis", validade=day(300))
    assert (first["dose"], first["aplicada_em"], first["lote"]) == (1, day(-60), "A1")
    assert await clinic.line("V10") == ("atrasada", day(-39), [1])
    planned = (await clinic.card())["V10"]["prevista"]
    second = await clinic.give("V10", -38)
    assert (second["id"], second["dose"], second["prevista_para"]) == (planned["id"], 2, day(-39))
    await clinic.give("V10", -10)
    assert await clinic.line("V10") == ("em_dia", day(355), [1, 2, 3])
    booster = (await clinic.card())["V10"]["prevista"]
    assert booster["dose"] == 4


async def test_treatment_without_a_booster_ends_with_its_series(clinic: Clinic) -> None:
    once = (await create(clinic.shop, "vacinas", nome="Microchip", tipo="medicacao"))["id"]
    await clinic.dose(once, aplicada_em=day(-5))
    assert await clinic.line("Microchip") == ("em_dia", None, [1])


async def test_plan_by_hand_is_moved_by_the_next_one_and_kept_by_what_does_not_concern_it(clinic: Clinic) -> None:
    planned = await clinic.dose("Antirrábica", prevista_para=day(5))
    assert (planned["dose"], planned["aplicada_em"]) == (1, None)
    assert await clinic.line("Antirrábica") == ("prevista", day(5), [])
    again = await clinic.dose("Antirrábica", prevista_para=day(9), observacoes="Depois do banho")
    assert (again["id"], again["version"]) == (planned["id"], 2)
    given = await clinic.give("Antirrábica", 0)
    assert (given["id"], given["observacoes"]) == (planned["id"], "Depois do banho")
    moved = await clinic.dose("Antirrábica", prevista_para=day(300))
    assert moved["dose"] == 2
    assert (await clinic.patch(given, lote="B2")).status_code == 200
    await clinic.give("Antirrábica", -400)
    assert await clinic.line("Antirrábica") == ("em_dia", day(300), [1, 1])


async def test_older_dose_is_history_and_fulfils_nothing(clinic: Clinic) -> None:
    await clinic.give("V10", -10, dose=3)
    before = await clinic.line("V10")
    old = await clinic.give("V10", -400, informada=True)
    assert (old["dose"], old["prevista_para"], old["informada"]) == (1, None, True)
    assert await clinic.line("V10") == (before[0], before[1], [1, 3])


async def test_correcting_the_last_dose_moves_what_follows(clinic: Clinic) -> None:
    given = await clinic.give("Antirrábica", -10)
    changed = await clinic.patch(given, aplicada_em=day(-20))
    assert changed.json()["version"] == 2
    assert (await clinic.line("Antirrábica"))[1] == day(345)
    assert (await clinic.patch(changed.json(), dose=7)).json()["dose"] == 7
    assert (await clinic.card())["Antirrábica"]["prevista"]["dose"] == 8


async def test_planned_dose_is_moved_and_given_by_patch(clinic: Clinic) -> None:
    planned = await clinic.dose("V10", prevista_para=day(3))
    moved = await clinic.patch(planned, prevista_para=day(4))
    assert moved.json()["prevista_para"] == day(4)
    given = await clinic.patch(moved.json(), aplicada_em=day(0), veterinario="Lia", crmv="CRMV-SP 1")
    assert (given.json()["id"], given.json()["veterinario"]) == (planned["id"], "Lia")
    assert await clinic.line("V10") == ("em_dia", day(21), [1])
    assert_problem(await clinic.patch(given.json(), prevista_para=day(9)), 409, "WRONG_STATE")


async def test_deleting_a_dose_takes_the_plan_back(clinic: Clinic) -> None:
    first = await clinic.give("V10", -30)
    due = (await clinic.line("V10"))[1]
    second = await clinic.give("V10", -5)
    assert (await clinic.delete(second)).status_code == 204
    assert await clinic.line("V10") == ("atrasada", due, [1])
    assert (await clinic.delete(first)).status_code == 204
    assert await clinic.line("V10") == ("nunca", None, [])
    assert_problem(await clinic.delete(first), 404, "NOT_FOUND")


async def test_deleting_what_fulfilled_a_plan_plans_it_again(clinic: Clinic) -> None:
    await clinic.dose("Antirrábica", prevista_para=day(7))
    given = await clinic.give("Antirrábica", 0)
    assert (await clinic.delete(given)).status_code == 204
    assert await clinic.line("Antirrábica") == ("prevista", day(7), [])


async def test_deleting_a_planned_dose_leaves_none(clinic: Clinic) -> None:
    await clinic.give("Antirrábica", -400)
    planned = (await clinic.card())["Antirrábica"]["prevista"]
    assert (await clinic.delete(planned)).status_code == 204
    assert await clinic.line("Antirrábica") == ("em_dia", None, [1])


async def test_vaccine_that_stands_for_another_takes_its_plan(clinic: Clinic) -> None:
    await clinic.give("V8", -400, dose=3)
    assert (await clinic.line("V8"))[0] == "atrasada"
    given = await clinic.give("V10", -1, dose=4)
    assert await clinic.line("V8") == ("em_dia", None, [3])
    assert await clinic.line("V10") == ("em_dia", day(364), [4])
    await clinic.give("V8", -800, dose=2)
    assert (await clinic.line("V10"))[1] == day(364)
    assert (await clinic.delete(given)).status_code == 204
    assert await clinic.line("V8") == ("atrasada", day(-35), [2, 3])
    assert (await clinic.line("V10"))[0] == "nunca"


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"aplicada_em": day(1)}, "aplicada_em", "in_the_future"),
        ({"aplicada_em": "2019-12-31"}, "aplicada_em", "before_birth"),
        ({"aplicada_em": day(-3), "validade": day(-4)}, "validade", "expired_when_given"),
        ({"prevista_para": "2019-12-31"}, "prevista_para", "before_birth"),
        ({"aplicada_em": "1969-12-31"}, "aplicada_em", "datetime_out_of_range"),
        ({"prevista_para": "3000-01-01"}, "prevista_para", "datetime_out_of_range"),
        ({"aplicada_em": "2026-02-30"}, "aplicada_em", "date_from_datetime_parsing"),
        ({"aplicada_em": 20260101}, "aplicada_em", "date_format"),
        ({"aplicada_em": "2026-01-02", "fabricacao": "2025-01-02", "validade": "2025-01-01"}, "validade", None),
        ({"aplicada_em": "2026-01-02", "dose": 0}, "dose", "greater_than_equal"),
        ({"aplicada_em": "2026-01-02", "dose": 1000}, "dose", "less_than_equal"),
        ({"aplicada_em": "2026-01-02", "crmv": "x" * 21}, "crmv", "string_too_long"),
        ({"aplicada_em": "2026-01-02", "lote": "a\x00b"}, "lote", "control_character"),
        ({"aplicada_em": "2026-01-02", "informada": "yes"}, "informada", "bool_type"),
        ({"aplicada_em": "2026-01-02", "animal_id": 2}, "animal_id", "extra_forbidden"),
    ],
)
async def test_dose_with_a_bad_field_is_refused_at_it(
    clinic: Clinic, fields: dict[str, Any], field: str, code: str | None
) -> None:
    assert_field_problem(await clinic.post("V10", **fields), field, code)


@pytest.mark.parametrize("fields", [{}, {"aplicada_em": "2026-01-02", "prevista_para": "2026-01-02"}])
async def test_dose_is_given_or_to_come(clinic: Clinic, fields: dict[str, Any]) -> None:
    errors = assert_problem(await clinic.post("V10", **fields), 422, "VALIDATION_ERROR")["errors"]
    assert [error["code"] for error in errors] == ["dose_date"]


async def test_same_vaccine_twice_a_day_is_refused(clinic: Clinic) -> None:
    await clinic.give("V10", -30)
    second = await clinic.give("V10", -3)
    assert_field_problem(await clinic.post("V10", aplicada_em=day(-3)), "aplicada_em", "duplicate")
    assert_field_problem(await clinic.patch(second, aplicada_em=day(-30)), "aplicada_em", "duplicate")
    assert (await clinic.patch(second, aplicada_em=day(-3), lote="A")).status_code == 200


async def test_unknown_names_are_refused(clinic: Clinic) -> None:
    given: dict[str, Any] = {"aplicada_em": day(0)}
    assert_field_problem(await clinic.post(999, **given), "vacina_id", problem="NOT_FOUND")
    assert_problem(await clinic.post("V10", 999, **given), 404, "NOT_FOUND")
    assert_problem(await clinic.patch({"id": 999, "version": 1}, lote="A"), 404, "NOT_FOUND")
    assert_problem(await clinic.delete({"id": 2**63 - 1}), 404, "NOT_FOUND")
    for path in ("/api/v1/animais/999/vacinas", "/api/v1/animais/999/vacinas/carteira.pdf"):
        assert_problem(await clinic.shop.client.get(path), 404, "NOT_FOUND")


async def test_stale_version_is_refused_and_changes_nothing(clinic: Clinic) -> None:
    given = await clinic.give("V10", -3)
    assert (await clinic.patch(given, lote="A")).status_code == 200
    assert_problem(await clinic.patch(given, lote="B"), 409, "STALE_VERSION")
    answers = await asyncio.gather(*(clinic.patch(given | {"version": 2}, lote=f"L{n}") for n in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]


async def test_today_is_the_shops_own(clinic: Clinic) -> None:
    """The farthest zones are a day apart at least."""
    path, farthest = "/api/v1/tenant/configurations/timezone", ZoneInfo("Pacific/Kiritimati")
    there = str(datetime.now(farthest).date())
    for zone, status in (("Pacific/Pago_Pago", 422), ("Pacific/Kiritimati", 201)):
        assert (await clinic.shop.client.put(path, json={"config_value": zone})).status_code == 200
        assert (await clinic.post("V10", aplicada_em=there)).status_code == status
    answer = await clinic.shop.client.get(f"/api/v1/animais/{clinic.rex}/vacinas")
    assert answer.json()["hoje"] in (there, str(datetime.now(farthest).date()))


async def test_lot_is_corrected_though_the_birth_turned_out_to_be_later(clinic: Clinic) -> None:
    given = await clinic.give("V10", -30)
    path = f"/api/v1/animais/{clinic.rex}"
    assert (await clinic.shop.client.patch(path, json={"version": 1, "nascimento": day(-9)})).status_code == 200
    assert (await clinic.patch(given, lote="A")).status_code == 200
    again = given | {"version": 2}
    assert_field_problem(await clinic.patch(again, aplicada_em=day(-31)), "aplicada_em", "before_birth")


async def test_expiry_is_compared_with_what_is_stored(clinic: Clinic) -> None:
    given = await clinic.give("V10", -30, fabricacao=day(-90))
    assert_field_problem(await clinic.patch(given, validade=day(-91)), "validade", "period_reversed")


async def test_expired_is_what_was_given_here_after_its_date(clinic: Clinic) -> None:
    given = await clinic.give("V10", -30, validade=day(-30))
    assert_field_problem(await clinic.patch(given, validade=day(-31)), "validade", "expired_when_given")
    assert_field_problem(await clinic.patch(given, aplicada_em=day(-29)), "validade", "expired_when_given")
    told = await clinic.patch(given, informada=True, validade=day(-31))
    assert told.status_code == 200, told.text
    assert (await clinic.patch(told.json(), lote="A")).status_code == 200
    again = given | {"version": 3}
    assert_field_problem(await clinic.patch(again, informada=False), "validade", "expired_when_given")


async def test_removed_animals_doses_are_out_of_reach(clinic: Clinic) -> None:
    given = await clinic.give("V10", -3)
    assert (await clinic.shop.client.delete(f"/api/v1/animais/{clinic.rex}")).status_code == 204
    assert_problem(await clinic.post("V10", aplicada_em=day(0)), 404, "NOT_FOUND")
    assert_problem(await clinic.patch(given, lote="A"), 404, "NOT_FOUND")
    assert_problem(await clinic.delete(given), 404, "NOT_FOUND")


async def test_many_at_once_leave_one_plan(clinic: Clinic) -> None:
    posts = [clinic.post("V10", aplicada_em=day(-n)) for n in range(1, 6)]
    posts += [clinic.post("V10", aplicada_em=day(-1)) for _ in range(3)]
    posts += [clinic.post("V8", prevista_para=day(n)) for n in range(4)]
    answers = await asyncio.gather(*posts)
    assert {answer.status_code for answer in answers} <= {201, 422}
    assert sum(answer.status_code == 201 for answer in answers) == 9
    card = await clinic.card()
    assert len(card["V10"]["aplicadas"]) == 5
    last = card["V10"]["aplicadas"][-1]
    assert card["V10"]["prevista_para"] == after(last["aplicada_em"], 21 if last["dose"] < 3 else 365)


async def test_vaccine_deleted_meanwhile_is_no_defect(clinic: Clinic) -> None:
    for _ in range(5):
        vacina = (await create(clinic.shop, "vacinas", nome="Some", reforco_dias=30))["id"]
        given, gone = await asyncio.gather(
            clinic.post(vacina, aplicada_em=day(-1)), clinic.shop.client.delete(f"/api/v1/vacinas/{vacina}")
        )
        assert (given.status_code, gone.status_code) in ((201, 409), (422, 204))
