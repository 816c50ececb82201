"""With the people of a big shop, neither the search nor the question for doubles reads a table from end to end."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from libs.common.query import Query
from services.business.animais.repository import AnimalRepository
from services.business.busca import repository as busca
from services.business.clientes import repository as clientes
from tests.business.plans import filled_shop, plan_of
from tests.e2e.rows import Connection
from tests.infra.plans import indexes, tables_read_whole
from tests.infra.shops import Shop
from tests.infra.system import System

FILL = """
SET LOCAL session_replication_role = replica;
INSERT INTO api_cliente (nome, email, telefone, telefones)
SELECT (ARRAY['Ana', 'João', 'Caio', 'Érica', 'Zilda'])[1 + n % 5] || ' ' || substr(md5(n::text), 1, 7),
    md5(n::text) || '@example.com', '(11) 9' || 60000000 + n * 17, jsonb_build_array(jsonb_build_object(
    'numero', '+55119' || 60000000 + n * 17, 'rotulo', null, 'whatsapp', true)) FROM generate_series(1, 6000) n;
INSERT INTO api_animal (nome, raca, cliente_id)
SELECT substr(md5('a' || n), 1, 6), substr(md5('r' || n % 97), 1, 8), 1 + n % 6000 FROM generate_series(1, 9000) n;
"""
BIG = {"api_cliente", "api_animal"}
NOTHING: dict[str, Any] = {"nome": None, "email": None, "cpf": None, "digits": [], "but": 0, "rows": 10}
ASKED: dict[str, tuple[Query, dict[str, Any]]] = {
    "name": (busca._SEARCH, {"q": "zilda", "others": ["3f"], "rows": 20}),
    "phone": (busca._SEARCH, {"q": "119600170", "others": [], "rows": 20}),
    "two letters": (busca._SEARCH_SHORT, {"q": "zx", "others": [], "rows": 20}),
    "two digits": (busca._SEARCH_SHORT, {"q": "71", "others": [], "rows": 20}),
    "animais by their tutor": (
        AnimalRepository._page_query((), searched=2, has_cursor=False, removed=False),
        {"word_0": "zilda", "word_1": "3fa", "rows": 21},
    ),
    "double by name": (clientes._DOUBLES, NOTHING | {"nome": "Zilda Almeida"}),
    "double by phone": (clientes._DOUBLES, NOTHING | {"digits": ["11960001717"]}),
    "double by document": (clientes._DOUBLES, NOTHING | {"cpf": "52998224725"}),
    "double by all": (
        clientes._DOUBLES,
        {"nome": "Zilda Souza", "email": "a@b.com", "cpf": "52998224725", "digits": ["11960001717"]}
        | {"but": 7, "rows": 10},
    ),
}


@pytest_asyncio.fixture(scope="module")
async def busy(system: System) -> AsyncIterator[Shop]:
    async with filled_shop(system, FILL, BIG) as shop:
        yield shop


# Prepared statements are planned for their values at first, and for any values later on.
@pytest.mark.parametrize("generic", [False, True])
@pytest.mark.parametrize("asked", list(ASKED))
async def test_neither_table_is_read_whole(planner: Connection, asked: str, generic: bool) -> None:
    nodes = await plan_of(planner, ASKED[asked], generic=generic)
    assert tables_read_whole(nodes) & BIG == set()
    if ASKED[asked][0] is not clientes._DOUBLES:
        assert {"ix_api_cliente_busca", "ix_api_animal_busca"} <= indexes(nodes)


async def test_search_finds_what_is_there(busy: Shop) -> None:
    """So that the plans above are those of real questions."""
    answer = await busy.client.get("/api/v1/busca", params={"q": "(11) 96000-0017"})
    assert [item["id"] for item in answer.json()["items"]] == [1]
    doubles = await busy.client.get("/api/v1/clientes/duplicados", params={"telefone": "+55 11 96000-0017"})
    assert [item["id"] for item in doubles.json()["items"]] == [1]
