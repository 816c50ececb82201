"""With thousands of animals and their doses, no question about vaccines reads a big table from end to end."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from libs.common.query import Query
from services.business.agenda import repository as agenda
from services.business.vacinas import repository
from tests.business.plans import filled_shop, plan_of
from tests.e2e.rows import Connection
from tests.infra.plans import tables_read_whole
from tests.infra.shops import Shop
from tests.infra.system import System

# A shop of medium size (domain §5): of each animal six vaccines, two doses given and one to come.
FILL = """
SET LOCAL session_replication_role = replica;
INSERT INTO api_cliente (nome) SELECT 'Tutor ' || n FROM generate_series(1, 3000) n;
INSERT INTO api_animal (nome, cliente_id, especie) SELECT 'Rex ' || n, 1 + n % 3000, 'cão'
FROM generate_series(1, 4350) n;
INSERT INTO api_dose (animal_id, vacina_id, dose, aplicada_em, prevista_para)
SELECT a, v, d, CASE WHEN d < 3 THEN current_date - 400 * (3 - d) + a % 365 END,
    CASE WHEN d = 3 THEN current_date - 120 + a % 365 END
FROM generate_series(1, 4350) a, generate_series(1, 6) v, generate_series(1, 3) d;
INSERT INTO api_agendamento (animal_id, inicio, fim, status, preco)
SELECT 1 + n % 4350, now() + n * interval '30 min' - interval '400 days', now() + n * interval '30 min'
    - interval '400 days' + interval '20 min', 'entregue', 60 FROM generate_series(1, 20000) n;
"""
BIG = {"api_dose", "api_animal", "api_cliente", "api_agendamento"}
TODAY = date.today()  # noqa: DTZ011 - any day near the planted ones
NOW = datetime.now(UTC)
LATER = (TODAY, 5_000)
LIST = {"begin": NOW, "until": NOW + timedelta(days=1), "longest": agenda.LONGEST, "states": None}
LIST |= {"cliente_id": None, "animal_id": None, "profissional_id": None, "after": NOW, "after_id": 0, "rows": 101}
ASKED: dict[str, tuple[Query, dict[str, Any]]] = {
    "first of what is due": (
        repository._PENDING,
        {"until": TODAY, "today": TODAY, "after": date(1970, 1, 1), "after_id": 0, "rows": 51},
    ),
    "the rest of what is due": (
        repository._PENDING,
        {"until": TODAY + timedelta(days=30), "today": TODAY, "after": LATER[0], "after_id": LATER[1], "rows": 51},
    ),
    "a card": (repository._CARD, {"animal_id": 77}),
    "a group's doses": (repository._GROUP, {"animal_id": 77, "vacina_id": 3}),
    "what is demanded": (repository._REQUIRED, {"animal_id": 77}),
    "a printed history": (repository._HISTORY, {"animal_id": 77}),
    "the day's late ones": (agenda._LIST, LIST),
    "a new plan": (
        repository._PLAN,
        {"animal_id": 77, "vacina_id": 3, "members": [2, 3], "dose": 4, "on": TODAY, "by": None},
    ),
    "no plan": (repository._PLAN_NONE, {"animal_id": 77, "members": [2, 3]}),
}


@pytest_asyncio.fixture(scope="module")
async def busy(system: System) -> AsyncIterator[Shop]:
    async with filled_shop(system, FILL, BIG) as shop:
        yield shop


# Prepared statements are planned for their values at first, and for any values later on.
@pytest.mark.parametrize("generic", [False, True])
@pytest.mark.parametrize("asked", list(ASKED))
async def test_no_big_table_is_read_whole(planner: Connection, asked: str, generic: bool) -> None:
    assert tables_read_whole(await plan_of(planner, ASKED[asked], generic=generic)) & BIG == set()


@pytest.mark.parametrize("generic", [False, True])
async def test_what_is_due_is_read_in_the_order_of_its_index(planner: Connection, generic: bool) -> None:
    nodes = await plan_of(planner, ASKED["first of what is due"], generic=generic)
    assert "ix_api_dose_prevista_para_id" in {node.get("Index Name") for node in nodes}
    assert "Sort" not in {node["Node Type"] for node in nodes}


async def test_list_is_whole_page_by_page(busy: Shop) -> None:
    """It finds what is there, so that the plans above are those of real questions."""
    params: dict[str, Any] = {"atrasadas": "true", "limit": 200}
    found: list[tuple[str, int]] = []
    for _ in range(3):
        page = (await busy.client.get("/api/v1/vacinas/pendentes", params=params)).json()
        found += [(each["prevista_para"], each["id"]) for each in page["items"]]
        params["cursor"] = page["next_cursor"]
    assert len(found) == 600
    assert found == sorted(set(found))
