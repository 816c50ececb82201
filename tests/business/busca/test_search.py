"""One box for everything that a person at the counter may know of somebody."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.business.terms import MOST_WORDS, words
from tests.business.shops import assert_field_problem, create
from tests.infra.shops import Shop
from tests.infra.sql import fetch
from tests.infra.system import System

PATH = "/api/v1/busca"


async def found(shop: Shop, q: str, **params: Any) -> list[dict[str, Any]]:
    answer = await shop.client.get(PATH, params={"q": q} | params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def tutores(shop: Shop, q: str, **params: Any) -> list[str]:
    return [item["nome"] for item in await found(shop, q, **params)]


@given(st.from_regex(r"[0-9+().\-/ ]{2,30}", fullmatch=True))
def test_a_number_is_one_word_of_its_digits(q: str) -> None:
    digits = "".join(char for char in q if char.isdigit())
    (wanted, *more) = words(q, numbers=True) or [""]
    assert wanted in digits and not more if digits else wanted in q


def test_words_are_the_longest_of_what_was_typed_each_once() -> None:
    assert words("  ana  (11)98 Ana-Rosa ana", numbers=True) == ["Ana-Rosa", "1198", "ana"]
    assert words("banho 10-15 kg", numbers=False) == ["10-15", "banho", "kg"]
    assert len(words("a b c d e f g", numbers=True)) == MOST_WORDS


async def test_tutor_is_found_by_anything_of_his_and_of_his_animais(shop: Shop, system: System) -> None:
    joao = await create(
        shop,
        "clientes",
        nome="João Ávila",
        email="jo@example.com",
        cpf="52998224725",
        telefones=[{"numero": "(11) 3265-4321"}, {"numero": "(11) 98765-4321", "whatsapp": True}],
        devedor=True,
    )
    await create(shop, "clientes", nome="Maria")
    zeus = await create(shop, "animais", nome="Zeus", cliente_id=joao["id"], raca="Pastor Alemão", porte="grande")
    await create(shop, "animais", nome="Átila", cliente_id=joao["id"])
    chip = f"UPDATE {shop.schema}.api_animal SET microchip = '985112003456789' WHERE id = {zeus['id']}"
    await fetch(system.admin_url, chip)
    people = (
        "joao",
        "ÁVILA",
        "jo@ex",
        "529.982.247-25",
        "529.982",
        "(11) 98765",
        "11 3265.4321",
        "+5511987654321",
    )
    for q in (*people, "zeus", "atila", "alemao", "985 112 003", "jo", "av", "ze"):
        assert await tutores(shop, q) == ["João Ávila"], q
    for q in ("oã", "xyz", "100%", "%%%", "__", "99999"):
        assert await tutores(shop, q) == [], q
    (one,) = await found(shop, "zeus")
    assert (one["id"], one["telefone"], one["devedor"]) == (joao["id"], "(11) 98765-4321", True)
    assert [animal["nome"] for animal in one["animais"]] == ["Átila", "Zeus"]
    kept = {"id": zeus["id"], "nome": "Zeus", "raca": "Pastor Alemão", "porte": "grande", "situacao": "ativo"}
    assert one["animais"][1] == kept


async def test_words_are_found_in_any_order_with_the_tutor_or_one_of_the_animais(shop: Shop) -> None:
    for nome, animal in (("Mateus Prado", "Bento"), ("Mateus Lima", "Thor"), ("Carla Dias", "Bento Filho")):
        cliente = await create(shop, "clientes", nome=nome, telefone=f"(11) 98765-43{len(nome)}")
        await create(shop, "animais", nome=animal, cliente_id=cliente["id"], raca="Poodle")
    for q in (
        "bento mateus",
        "MATEUS bento",
        "mat ben",
        "prado poodle mateus",
        "mateus  98765-4312 bento",
        "ma pr be",
    ):
        assert await tutores(shop, q) == ["Mateus Prado"], q
    assert await tutores(shop, "bento poodle") == ["Carla Dias", "Mateus Prado"]
    for q in ("thor carla", "mateus %", "be zz"):
        assert await tutores(shop, q) == [], q


async def test_tutores_come_by_name_each_once_and_only_so_many(shop: Shop) -> None:
    for nome in ("Érica Rex", "davi rex", "Ana Rex"):
        cliente = await create(shop, "clientes", nome=nome)
        await create(shop, "animais", nome="Rex", cliente_id=cliente["id"])
    assert await tutores(shop, "rex") == ["Ana Rex", "davi rex", "Érica Rex"]
    assert await tutores(shop, "rex", limit=2) == ["Ana Rex", "davi rex"]


async def test_removed_are_not_found(shop: Shop) -> None:
    ana = await create(shop, "clientes", nome="Ana")
    rex = await create(shop, "animais", nome="Rex", cliente_id=ana["id"])
    await shop.client.delete(f"/api/v1/animais/{rex['id']}")
    assert await found(shop, "rex") == []
    assert [item["animais"] for item in await found(shop, "ana")] == [[]]
    await shop.client.delete(f"/api/v1/clientes/{ana['id']}")
    assert await found(shop, "ana") == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("q", "a"), ("q", " a "), ("q", ""), ("q", "x" * 101), ("q", "a\x00"), ("limit", "0"), ("limit", "51")],
)
async def test_bad_parameter_is_refused_there(shared_shop: Shop, field: str, value: str) -> None:
    params = {"q": "ana"} | {field: value}
    assert_field_problem(await shared_shop.client.get(PATH, params=params), field)
