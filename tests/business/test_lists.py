import base64
import json
from typing import Any

import pytest

from tests.business.shops import assert_field_problem, create, names
from tests.infra.shops import Shop

CLIENTES = "/api/v1/clientes"


def cursor_of(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


async def walk(shop: Shop, **params: Any) -> list[list[str]]:
    pages, cursor = [], None
    while True:
        query = params | ({"cursor": cursor} if cursor else {})
        page = (await shop.client.get(CLIENTES, params=query)).json()
        pages.append([item["nome"] for item in page["items"]])
        cursor = page["next_cursor"]
        if cursor is None:
            return pages


async def test_pages_follow_the_folded_name_and_hold_each_record_once(shop: Shop) -> None:
    for nome in ("Zé", "érica", "Eva", "Ana", "ana", "Ângela", "Ana"):
        await create(shop, "clientes", nome=nome)
    assert await walk(shop, limit=3) == [["Ana", "ana", "Ana"], ["Ângela", "érica", "Eva"], ["Zé"]]


async def test_a_full_last_page_has_no_next(shop: Shop) -> None:
    for nome in ("Ana", "Bia"):
        await create(shop, "clientes", nome=nome)
    assert await walk(shop, limit=2) == [["Ana", "Bia"]]


async def test_an_insert_between_two_pages_shifts_nothing(shop: Shop) -> None:
    for nome in ("Bia", "Carla", "Davi", "Eva"):
        await create(shop, "clientes", nome=nome)
    first = (await shop.client.get(CLIENTES, params={"limit": 2})).json()
    await create(shop, "clientes", nome="Ana")
    assert await names(shop, CLIENTES, limit=2, cursor=first["next_cursor"]) == ["Davi", "Eva"]


async def test_twenty_records_are_a_page_by_default(shop: Shop) -> None:
    for number in range(21):
        await create(shop, "clientes", nome=f"Ana {number:02}")
    assert [len(page) for page in await walk(shop)] == [20, 1]


async def test_an_empty_list_is_a_page(shop: Shop) -> None:
    assert (await shop.client.get(CLIENTES)).json() == {"items": [], "next_cursor": None}


SEARCHES = ("joao", "JOÃO", "oão d", " silva ", "jo@ex", "98765", "52998224725", "529.982.247-25")


async def test_search_finds_by_any_of_its_texts(shop: Shop) -> None:
    texts = {"email": "jo@example.com", "telefone": "(11) 98765-4321", "cpf": "52998224725"}
    await create(shop, "clientes", nome="João da Silva", **texts)
    await create(shop, "clientes", nome="Maria")
    found = {q: await names(shop, CLIENTES, q=q) for q in SEARCHES}
    assert found == {q: ["João da Silva"] for q in SEARCHES}


async def test_search_takes_wildcards_literally(shop: Shop) -> None:
    literal = {"%": "100% Pet", "_": "a_b", "\\": "c\\d", "％": "100% Pet"}
    for nome in {*literal.values(), "Ana"}:
        await create(shop, "clientes", nome=nome)
    assert {q: await names(shop, CLIENTES, q=q) for q in literal} == {q: [nome] for q, nome in literal.items()}


async def test_search_for_nothing_lists_everything(shop: Shop) -> None:
    await create(shop, "clientes", nome="Ana")
    assert [await names(shop, CLIENTES, q=q) for q in ("", "  ")] == [["Ana"], ["Ana"]]


async def test_search_pages_too(shop: Shop) -> None:
    for nome in ("Ana 1", "Bia", "Ana 2", "Ana 3"):
        await create(shop, "clientes", nome=nome)
    assert await walk(shop, q="ANA", limit=2) == [["Ana 1", "Ana 2"], ["Ana 3"]]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("limit", "0"),
        ("limit", "201"),
        ("limit", "x"),
        ("q", "\x00"),
        ("q", "x" * 101),
        ("cursor", ""),
        ("cursor", "x"),
        ("cursor", "é"),
        ("cursor", "a" * 1001),
        ("cursor", cursor_of(None)),
        ("cursor", cursor_of([])),
        ("cursor", cursor_of({"a": 1, "b": 2})),
        ("cursor", cursor_of([1, 2])),
        ("cursor", cursor_of(["a", True])),
        ("cursor", cursor_of(["a", 1.5])),
        ("cursor", cursor_of(["a", -1])),
        ("cursor", cursor_of(["a", 2**63])),
        ("cursor", cursor_of(["\ud800", 1])),
        ("cursor", cursor_of(["\x00", 1])),
    ],
)
async def test_a_bad_parameter_is_refused_there(shared_shop: Shop, field: str, value: str) -> None:
    assert_field_problem(await shared_shop.client.get(CLIENTES, params={field: value}), field)
