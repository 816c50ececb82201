"""Who may be the same person, before a record is made and afterwards."""

from typing import Any

import pytest

from tests.business.shops import assert_field_problem, create
from tests.infra.shops import Shop

PATH = "/api/v1/clientes/duplicados"


async def found(shop: Shop, **asked: Any) -> list[tuple[str, list[str]]]:
    answer = await shop.client.get(PATH, params=asked)
    assert answer.status_code == 200, answer.text
    return [(item["nome"], item["motivos"]) for item in answer.json()["items"]]


async def test_people_are_alike_by_document_phone_address_and_name(shop: Shop) -> None:
    await create(shop, "clientes", nome="João da Silva", cpf="52998224725", email="joao@example.com")
    await create(shop, "clientes", nome="Maria Souza", telefones=[{"numero": "(11) 98765-4321"}])
    await create(shop, "clientes", nome="Pedro Lima", telefone="98765-4321")
    assert await found(shop, cpf="529.982.247-25") == [("João da Silva", ["cpf"])]
    assert await found(shop, email="JOAO@example.com") == [("João da Silva", ["email"])]
    assert await found(shop, email="joao@example") == []
    for written in ("11987654321", "+55 (11) 98765-4321", "011 9 8765 4321"):
        assert await found(shop, telefone=written) == [("Maria Souza", ["telefone"])]
    assert await found(shop, telefone="98765-4321") == [
        ("Maria Souza", ["telefone"]),
        ("Pedro Lima", ["telefone"]),
    ]
    assert await found(shop, nome="JOAO DA SILVA") == [("João da Silva", ["nome"])]
    assert await found(shop, nome="Joao Silva") == [("João da Silva", ["nome"])]
    assert await found(shop, nome="Carlos") == []


async def test_likeliest_comes_first(shop: Shop) -> None:
    await create(shop, "clientes", nome="Ana Prado")
    await create(shop, "clientes", nome="Bia Prado", telefone="(11) 98765-4321")
    await create(shop, "clientes", nome="Ana Prado", telefone="(11) 98765-4321")
    await create(shop, "clientes", nome="Outra", cpf="52998224725")
    asked = {"nome": "Ana Prado", "telefone": "(11) 98765-4321", "cpf": "52998224725"}
    assert await found(shop, **asked) == [
        ("Outra", ["cpf"]),
        ("Ana Prado", ["telefone", "nome"]),
        ("Bia Prado", ["telefone"]),
        ("Ana Prado", ["nome"]),
    ]


async def test_tutor_who_is_there_leaves_itself_out(shop: Shop) -> None:
    one, other = [
        await create(shop, "clientes", nome="Ana Prado", telefones=[{"numero": "(11) 98765-4321"}]) for _ in "ab"
    ]
    answer = await shop.client.get(PATH, params={"id": one["id"]})
    assert [(item["id"], item["motivos"]) for item in answer.json()["items"]] == [
        (other["id"], ["telefone", "nome"])
    ]
    await shop.client.delete(f"/api/v1/clientes/{other['id']}")
    assert await found(shop, id=one["id"]) == []


async def test_ten_at_most_and_nobody_for_nothing(shop: Shop) -> None:
    for _ in range(12):
        await create(shop, "clientes", nome="Ana Prado")
    assert len(await found(shop, nome="Ana Prado")) == 10
    assert await found(shop) == await found(shop, cpf="529") == await found(shop, telefone="1") == []
    assert await found(shop, id=2**63 - 1) == []
    assert await found(shop, nome="%", email="%", telefone="%%%%%%%%%") == []


@pytest.mark.parametrize(
    ("field", "value"), [("id", "0"), ("nome", "\x00"), ("cpf", "x" * 101), ("email", "a\nb")]
)
async def test_bad_parameter_is_refused_there(shared_shop: Shop, field: str, value: str) -> None:
    assert_field_problem(await shared_shop.client.get(PATH, params={field: value}), field)
