"""A demo's vaccines: as many behind as in life, and doses that could have been given."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from deploy.demo import words
from deploy.demo.__main__ import make_demo
from deploy.demo.life import ZONE, Life, live
from libs.common.clock import new_id
from libs.common.tenancy.tenant import schema_name_for
from services.business.vacinas.protocol import Given, next_due
from tests.infra.shops import sign_in
from tests.infra.sql import fetch
from tests.infra.system import System

NOW = datetime(2026, 11, 30, 15, 30, tzinfo=UTC)
TODAY = NOW.astimezone(ZONE).date()
VACCINES = {
    vaccine.id: vaccine
    for vaccine in (*words.DOGS_OBLIGATORY, *words.CATS_OBLIGATORY, *(each for each, _ in words.TREATMENTS))
}
CATALOGUE = "SELECT id, nome, doses, intervalo_dias, reforco_dias FROM {schema}.api_vacina WHERE id = ANY ($1)"


@pytest.fixture(scope="module")
def life() -> Life:
    return live(1, NOW, scale=0.3)


def courses(life: Life) -> dict[tuple[int, int], list[tuple[Any, ...]]]:
    """Doses by animal and vaccine, in their order."""
    found: dict[tuple[int, int], list[tuple[Any, ...]]] = defaultdict(list)
    for dose in life.records["api_dose"]:
        found[dose[1], dose[2]].append(dose)
    return found


def test_as_many_are_behind_as_in_life(life: Life) -> None:
    by_course, behind = courses(life), 0
    for animal in life.records["api_animal"]:
        obligatory = words.CATS_OBLIGATORY if animal[2] == "gato" else words.DOGS_OBLIGATORY
        # The last one of a course is the one to come.
        last = [by_course.get((animal[0], vaccine.id), []) for vaccine in obligatory]
        behind += any(not doses or doses[-1][4] < TODAY for doses in last)
    assert 0.40 < behind / len(life.records["api_animal"]) < 0.48


def test_courses_follow_the_protocol_and_one_dose_of_each_is_to_come(life: Life) -> None:
    born = {animal[0]: animal[6] for animal in life.records["api_animal"]}
    for (animal, vacina), doses in courses(life).items():
        given, planned = doses[:-1], doses[-1]
        assert all(dose[5] is not None and dose[4] is None for dose in given)
        assert all(before[5] < after[5] and before[3] < after[3] for before, after in pairwise(given))
        assert born[animal] is None or born[animal] + timedelta(days=84) < given[0][5]
        assert given[-1][5] < TODAY
        due = next_due(VACCINES[vacina], Given(given[-1][5], given[-1][3]))
        assert due is not None
        assert (planned[3], planned[4], planned[5]) == (due.dose, due.on, None)


def test_some_are_by_word_and_the_others_say_by_whom(life: Life) -> None:
    given = [dose for dose in life.records["api_dose"] if dose[5] is not None]
    by_word = [dose for dose in given if dose[11]]
    assert 0.1 < len(by_word) / len(given) < 0.3
    assert all(dose[6] and dose[9] and dose[10] and dose[8] > dose[5] for dose in given if not dose[11])


async def test_demo_names_the_catalogue_that_every_shop_has(system: System) -> None:
    subdomain = f"demo-{new_id().hex[-8:]}"
    made = await make_demo(
        f"http://localhost:{system.gateway_port}", system.admin_url, subdomain=subdomain, seed=1, scale=0.02
    )
    async with system.client(subdomain) as client:
        signed = await sign_in(client, made["email"], made["password"])
        client.headers["Authorization"] = f"Bearer {signed['access_token']}"
        schema = schema_name_for(UUID(signed["tenant"]["id"]))
        rows = await fetch(system.admin_url, CATALOGUE.format(schema=schema), list(VACCINES))
        assert {row["id"]: tuple(row) for row in rows} == {
            row_id: tuple(each) for row_id, each in VACCINES.items()
        }
        params = {"atrasadas": "true"}
        late = (await client.get("/api/v1/vacinas/pendentes", params=params)).json()["items"]
        assert late
        given = {
            "vacina_id": late[0]["vacina_id"],
            "aplicada_em": str(datetime.now(ZONE).date() - timedelta(days=1)),
        }
        answer = await client.post(f"/api/v1/animais/{late[0]['animal_id']}/vacinas", json=given)
        assert (answer.status_code, answer.json()["id"]) == (201, late[0]["id"])
