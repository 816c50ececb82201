from typing import Any

import pytest

from tests.business.agenda.desk import open_desk
from tests.business.shops import assert_field_problem, assert_problem, create, names
from tests.infra.shops import Shop


async def test_create_answers_the_record_and_where_it_is(shop: Shop) -> None:
    response = await shop.client.post(
        "/api/v1/servicos", json={"nome": "Tosa higiênica", "preco": 89.9, "duracao": 60}
    )
    assert response.status_code == 201
    record = response.json()
    assert response.headers["location"] == f"/api/v1/servicos/{record['id']}"
    assert (record["preco"], record["duracao"], record["ativo"], record["version"]) == ("89.90", 60, True, 1)
    assert (await shop.client.get(response.headers["location"])).json() == record


async def test_update_of_preco_is_exact(shop: Shop) -> None:
    record = await create(shop, "servicos", preco="0.10")
    path = f"/api/v1/servicos/{record['id']}"
    response = await shop.client.patch(path, json={"version": 1, "preco": "9999999999.99", "ativo": False})
    assert (response.json()["preco"], response.json()["ativo"]) == ("9999999999.99", False)


async def test_update_with_null_for_a_required_field_is_refused(shop: Shop) -> None:
    record = await create(shop, "servicos")
    path = f"/api/v1/servicos/{record['id']}"
    assert_field_problem(await shop.client.patch(path, json={"version": 1, "preco": None}), "preco")


async def test_search_folds_accents(shop: Shop) -> None:
    await create(shop, "servicos", nome="Hidratação")
    await create(shop, "servicos", nome="Banho")
    assert await names(shop, "/api/v1/servicos", q="hidratacao") == ["Hidratação"]


MATRIX: list[dict[str, Any]] = [
    {"porte": "grande", "pelagem": "longa", "preco": "150.00", "duracao": 120},
    {"porte": "grande", "pelagem": None, "preco": "120.00", "duracao": 90},
    {"porte": None, "pelagem": "longa", "preco": "80.00", "duracao": 70},
]


async def offer(shop: Shop, servico: dict[str, Any], **animal: str) -> tuple[str, int, bool]:
    """Price, minutes, and whether the matrix said so, for an animal like this."""
    cliente = await create(shop, "clientes")
    rex = await create(shop, "animais", nome="Rex", cliente_id=cliente["id"], **animal)
    offers = (await shop.client.get(f"/api/v1/animais/{rex['id']}/servicos")).json()
    found = next(each for each in offers if each["servico_id"] == servico["id"])
    return found["preco"], found["duracao"], found["da_tabela"]


async def test_price_goes_by_the_nearest_cell(shop: Shop) -> None:
    banho = await create(shop, "servicos", nome="Banho da casa", preco="60.00", duracao=60, precos=MATRIX)
    assert banho["precos"] == MATRIX
    assert await offer(shop, banho, porte="grande", pelagem="longa") == ("150.00", 120, True)
    assert await offer(shop, banho, porte="grande", pelagem="curta") == ("120.00", 90, True)
    assert await offer(shop, banho, porte="grande") == ("120.00", 90, True)
    assert await offer(shop, banho, porte="mini", pelagem="longa") == ("80.00", 70, True)
    assert await offer(shop, banho, porte="mini") == ("60.00", 60, False)
    assert await offer(shop, banho) == ("60.00", 60, False)


async def test_matrix_is_exchanged_whole_and_told_to_the_audit(shop: Shop) -> None:
    banho = await create(shop, "servicos", precos=MATRIX)
    path = f"/api/v1/servicos/{banho['id']}"
    changed = (await shop.client.patch(path, json={"version": 1, "precos": MATRIX[:1]})).json()
    assert (changed["precos"], changed["version"]) == (MATRIX[:1], 2)
    (entry, *_) = (await shop.client.get("/api/v1/audit", params={"entity": "servico"})).json()["items"]
    assert len(entry["before"]["precos"]) == 3
    assert entry["after"]["precos"] == [MATRIX[0] | {"preco": "150.00"}]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"precos": [{"preco": "1.00", "duracao": 1}]}, "precos.0.porte", "price_for_nobody"),
        ({"precos": MATRIX[:1] * 2}, "precos", "price_twice"),
        ({"precos": [MATRIX[0] | {"porte": "enorme"}]}, "precos.0.porte", "literal_error"),
        ({"precos": [MATRIX[0] | {"preco": "-1.00"}]}, "precos.0.preco", "greater_than_equal"),
        ({"tipo": "combo"}, "componentes", "combo_parts"),
        ({"componentes": [1, 2]}, "componentes", "combo_parts"),
        ({"tipo": "combo", "componentes": [1, 1]}, "componentes", "part_twice"),
        ({"tipo": "hotel"}, "tipo", "literal_error"),
    ],
)
async def test_prices_and_parts_that_make_no_sense_are_refused(
    shop: Shop, fields: dict[str, Any], field: str, code: str
) -> None:
    body = {"nome": "Banho", "preco": "50.00", "duracao": 45} | fields
    answer = await shop.client.post("/api/v1/servicos", json=body)
    assert answer.status_code == 422, answer.text
    (error,) = answer.json()["errors"]
    assert error["code"] == code
    assert error["field"] == field


async def test_combo_has_its_parts_in_their_order(shop: Shop) -> None:
    parts = [(await create(shop, "servicos", nome=nome))["id"] for nome in ("Tosa", "Banho", "Unhas")]
    combo = await create(shop, "servicos", nome="Tudo", tipo="combo", componentes=[parts[1], parts[0]])
    assert (combo["tipo"], combo["componentes"]) == ("combo", [parts[1], parts[0]])
    path = f"/api/v1/servicos/{combo['id']}"
    changed = await shop.client.patch(path, json={"version": 1, "componentes": [parts[2], parts[1], parts[0]]})
    assert changed.json()["componentes"] == parts[::-1]
    fewer = await shop.client.patch(path, json={"version": 2, "componentes": parts[:2]})
    assert fewer.json()["componentes"] == parts[:2]
    assert (await shop.client.get(path)).json() == fewer.json()
    assert_problem(await shop.client.delete(f"/api/v1/servicos/{parts[0]}"), 409, "IN_USE")
    assert (await shop.client.delete(path)).status_code == 204
    assert (await shop.client.delete(f"/api/v1/servicos/{parts[0]}")).status_code == 204


async def test_combo_of_combos_or_of_nothing_is_refused_and_leaves_nothing(shop: Shop) -> None:
    parts = [(await create(shop, "servicos", nome=nome))["id"] for nome in ("Tosa", "Banho")]
    combo = await create(shop, "servicos", nome="Tudo", tipo="combo", componentes=parts)
    for componentes in ([parts[0], combo["id"]], [parts[0], 999_999]):
        body = {"nome": "Mais", "preco": "1.00", "duracao": 1, "tipo": "combo", "componentes": componentes}
        refused = await shop.client.post("/api/v1/servicos", json=body)
        assert_field_problem(refused, "componentes", problem="NOT_FOUND")
    assert await names(shop, "/api/v1/servicos", q="mais") == []
    plain = f"/api/v1/servicos/{parts[0]}"
    refused = await shop.client.patch(plain, json={"version": 1, "componentes": parts})
    assert_field_problem(refused, "componentes", "combo_parts")
    assert (await shop.client.get(plain)).json()["version"] == 1


async def test_offers_of_an_unknown_animal_are_not_found(shop: Shop) -> None:
    assert_problem(await shop.client.get("/api/v1/animais/999/servicos"), 404, "NOT_FOUND")


async def test_last_time_is_remembered(shop: Shop) -> None:
    desk = await open_desk(shop)
    asked = [{"servico_id": desk.servico, "profissional_id": desk.ana, "preco": "47.50", "duracao": 75}]
    booking = await desk.booked("10:00", itens=asked)

    async def last() -> tuple[Any, ...]:
        offers = (await shop.client.get(f"/api/v1/animais/{desk.animal}/servicos")).json()
        found = next(each for each in offers if each["servico_id"] == desk.servico)
        return found["ultimo_preco"], found["ultima_duracao"], found["ultima_vez"]

    assert await last() == (None, None, None)
    await desk.stepped(booking, "recebido")
    assert await last() == ("47.50", 75, booking["inicio"])
