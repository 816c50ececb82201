from tests.business.shops import assert_field_problem, create, names
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
