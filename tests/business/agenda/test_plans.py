"""With a year of a busy shop behind it, no question of the agenda's reads a big table from end to end."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from libs.common.query import Query
from services.business.agenda import repository
from services.business.servicos import repository as servicos
from tests.business.plans import filled_shop, plan_of
from tests.e2e.rows import Connection
from tests.infra.plans import nodes_of, tables_read_whole
from tests.infra.shops import Shop
from tests.infra.system import System

# A shop of medium size (domain §5): eight people, nine hours a day, a year.
FILL = """
SET LOCAL session_replication_role = replica;
INSERT INTO api_cliente (nome) SELECT 'Tutor ' || n FROM generate_series(1, 3000) n;
INSERT INTO api_animal (nome, cliente_id) SELECT 'Rex ' || n, 1 + n % 3000 FROM generate_series(1, 4350) n;
INSERT INTO api_profissional (nome) SELECT 'Ana ' || n FROM generate_series(1, 8) n;
CREATE TEMP TABLE planted ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY day, hour, who) AS id, who,
    1 + (row_number() OVER (ORDER BY day, hour, who)) % 4350 AS animal_id,
    date_trunc('day', now()) + (day - 350) * interval '1 day' + (11 + hour) * interval '1 hour' AS inicio,
    CASE WHEN day < 350 THEN 'entregue' ELSE 'agendado' END AS status
FROM generate_series(0, 364) day, generate_series(0, 8) hour, generate_series(1, 8) who;
INSERT INTO api_agendamento (animal_id, inicio, fim, status, preco)
SELECT animal_id, inicio, inicio + interval '50 min', status, 60 FROM planted ORDER BY id;
INSERT INTO api_agendamento_item (agendamento_id, posicao, animal_id, status, encaixe, servico_id, profissional_id,
    inicio, fim, preco)
SELECT id, 1, animal_id, status, false, 1 + id % 3, who, inicio, inicio + interval '50 min', 60 FROM planted;
INSERT INTO api_agendamento_transicao (agendamento_id, para) SELECT id, 'agendado' FROM planted ORDER BY id;
"""
BIG = {"api_agendamento", "api_agendamento_item", "api_agendamento_transicao", "api_animal", "api_cliente"}

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
DAY = {"begin": NOON - timedelta(hours=9), "until": NOON + timedelta(hours=15), "longest": repository.LONGEST}
NARROWED = {"states": None, "cliente_id": None, "animal_id": None, "profissional_id": None}
FIRST_PAGE = {"after": datetime(1970, 1, 1, tzinfo=UTC), "after_id": 0, "rows": 101}
ASKED: dict[str, tuple[Query, dict[str, Any]]] = {
    "day": (repository._LIST, DAY | NARROWED | FIRST_PAGE),
    "one person's day": (repository._LIST, DAY | NARROWED | FIRST_PAGE | {"profissional_id": 3}),
    "one state's day": (repository._LIST, DAY | NARROWED | FIRST_PAGE | {"states": ["agendado", "confirmado"]}),
    "how full days are": (
        repository._COUNTS,
        {"zone": "America/Sao_Paulo", "begin": NOON - timedelta(days=15), "until": NOON + timedelta(days=15)},
    ),
    "before one books": (
        repository._CARD,
        {"animal_id": 77, "now": NOON, "since": NOON - timedelta(days=365), "today": NOON.date()},
    ),
    "what is taken": (repository._AROUND, DAY | {"but": []}),
    "one booking": (repository._ONE, {"row_id": 9000}),
    "one booking's steps": (repository._HISTORY, {"row_id": 9000}),
    "the last step": (repository._LAST_STEP, {"row_id": 9000}),
    "prices for an animal": (servicos._OFFERED, {"animal_id": 77}),
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


async def test_day_is_whole_and_bounded(busy: Shop) -> None:
    """It finds what is there, so that the plans above are those of real questions."""
    day = (await busy.client.get("/api/v1/agenda", params={"data": str(NOON.date())})).json()
    assert len(day["agendamentos"]) == 72
    assert len(day["profissionais"]) == 8


async def test_table_read_whole_is_seen(planner: Connection) -> None:
    explained = await planner.fetchval("EXPLAIN (FORMAT JSON) SELECT FROM api_agendamento WHERE observacoes = 'x'")
    assert tables_read_whole(list(nodes_of(json.loads(explained)[0]["Plan"]))) == {"api_agendamento"}
