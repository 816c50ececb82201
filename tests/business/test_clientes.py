import asyncio
from typing import Any

import pytest

from tests.business.shops import assert_field_problem, assert_problem, create
from tests.infra.shops import Shop

FULL = {
    "nome": "João da Silva",
    "email": "joao@example.com",
    "telefone": "(11) 98765-4321",
    "endereco": "Rua das Flores, 10\nSão Paulo",
    "cpf": "529.982.247-25",
    "observacoes": "Prefere manhãs.",
}


async def test_create_answers_the_record_and_where_it_is(shop: Shop) -> None:
    response = await shop.client.post("/api/v1/clientes", json=FULL)

    assert response.status_code == 201
    record = response.json()
    assert response.headers["location"] == f"/api/v1/clientes/{record['id']}"
    assert record == FULL | {
        "id": record["id"],
        "cpf": "52998224725",
        "telefones": [{"numero": "+5511987654321", "rotulo": None, "whatsapp": False}],
        "endereco_postal": None,
        "nascimento": None,
        "tags": [],
        "devedor": False,
        "excluido_em": None,
        "mesclado_em": None,
        "created_at": record["created_at"],
        "updated_at": record["created_at"],
        "version": 1,
    }
    assert (await shop.client.get(response.headers["location"])).json() == record


async def test_create_with_a_name_alone_leaves_the_rest_null(shop: Shop) -> None:
    record = await create(shop, "clientes", nome="Ana")
    assert [record[field] for field in FULL] == ["Ana", None, None, None, None, None]


async def test_create_with_a_taken_cpf_is_refused_at_the_field(shop: Shop) -> None:
    await create(shop, "clientes", cpf="52998224725")
    response = await shop.client.post("/api/v1/clientes", json={"nome": "Bia", "cpf": "529.982.247-25"})
    assert_field_problem(response, "cpf", "duplicate")


async def test_create_at_once_with_one_cpf_makes_one_record(shop: Shop) -> None:
    body = {"nome": "Ana", "cpf": "52998224725"}
    answers = await asyncio.gather(*(shop.client.post("/api/v1/clientes", json=body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 422, 422, 422]


async def test_update_changes_what_is_sent_and_counts_the_version(shop: Shop) -> None:
    record = await create(shop, "clientes", **FULL)
    response = await shop.client.patch(
        f"/api/v1/clientes/{record['id']}", json={"version": 1, "nome": "João", "email": None}
    )
    assert response.status_code == 200
    changed: dict[str, Any] = response.json()
    assert changed["updated_at"] > record["updated_at"]
    expected = {"nome": "João", "email": None, "version": 2, "updated_at": changed["updated_at"]}
    assert changed == record | expected


async def test_update_of_nothing_counts_the_version(shop: Shop) -> None:
    record = await create(shop, "clientes")
    response = await shop.client.patch(f"/api/v1/clientes/{record['id']}", json={"version": 1})
    assert response.json()["version"] == 2


async def test_update_with_a_stale_version_changes_nothing(shop: Shop) -> None:
    path = f"/api/v1/clientes/{(await create(shop, 'clientes'))['id']}"
    assert (await shop.client.patch(path, json={"version": 1, "nome": "Bia"})).status_code == 200
    response = await shop.client.patch(path, json={"version": 1, "nome": "Carla"})
    assert_problem(response, 409, "STALE_VERSION")
    assert (await shop.client.get(path)).json()["nome"] == "Bia"


async def test_update_at_once_from_one_version_succeeds_once(shop: Shop) -> None:
    path = f"/api/v1/clientes/{(await create(shop, 'clientes'))['id']}"
    answers = await asyncio.gather(
        *(shop.client.patch(path, json={"version": 1, "nome": f"Ana {n}"}) for n in range(4))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


async def test_update_to_a_taken_cpf_is_refused_at_the_field(shop: Shop) -> None:
    await create(shop, "clientes", cpf="52998224725")
    other = await create(shop, "clientes", cpf="11144477735")
    response = await shop.client.patch(
        f"/api/v1/clientes/{other['id']}", json={"version": 1, "cpf": "52998224725"}
    )
    assert_field_problem(response, "cpf", "duplicate")


async def test_delete_removes_the_record(shop: Shop) -> None:
    path = f"/api/v1/clientes/{(await create(shop, 'clientes'))['id']}"
    response = await shop.client.delete(path)
    assert (response.status_code, response.content) == (204, b"")
    assert_problem(await shop.client.get(path), 404, "NOT_FOUND")
    assert_problem(await shop.client.delete(path), 404, "NOT_FOUND")


async def test_delete_with_animais_is_refused(shop: Shop) -> None:
    cliente = await create(shop, "clientes")
    animal = await create(shop, "animais", cliente_id=cliente["id"])
    path = f"/api/v1/clientes/{cliente['id']}"
    assert_problem(await shop.client.delete(path), 409, "IN_USE")
    assert (await shop.client.delete(f"/api/v1/animais/{animal['id']}")).status_code == 204
    assert (await shop.client.delete(path)).status_code == 204


@pytest.mark.parametrize("resource", ["clientes", "animais", "servicos"])
async def test_an_unknown_id_in_the_path_is_not_found(shared_shop: Shop, resource: str) -> None:
    path = f"/api/v1/{resource}/{2**63 - 1}"
    assert_problem(await shared_shop.client.get(path), 404, "NOT_FOUND")
    assert_problem(await shared_shop.client.patch(path, json={"version": 1}), 404, "NOT_FOUND")
    assert_problem(await shared_shop.client.delete(path), 404, "NOT_FOUND")


@pytest.mark.parametrize("row_id", ["0", "-1", "abc", "%20", str(2**63), "9" * 5000])
async def test_an_impossible_id_in_the_path_is_refused(shared_shop: Shop, row_id: str) -> None:
    assert_field_problem(await shared_shop.client.get(f"/api/v1/clientes/{row_id}"), "cliente_id")
