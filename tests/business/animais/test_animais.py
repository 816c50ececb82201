from tests.business.shops import assert_field_problem, assert_problem, create, names
from tests.infra.shops import Shop

UNKNOWN = 2**63 - 1


async def test_create_answers_the_record_and_where_it_is(shop: Shop) -> None:
    cliente = await create(shop, "clientes")
    body = {
        "nome": "Thor",
        "especie": "cão",
        "raca": "Shih Tzu",
        "peso": 7.5,
        "idade": 3,
        "cliente_id": cliente["id"],
        "sexo": "M",
        "porte": "pequeno",
        "pelagem": "sem_pelo",
        "observacoes": "Não gosta de secador.",
    }
    response = await shop.client.post("/api/v1/animais", json=body)

    assert response.status_code == 201
    record = response.json()
    assert response.headers["location"] == f"/api/v1/animais/{record['id']}"
    assert {field: record[field] for field in body} == body | {"peso": "7.50"}
    assert (record["nascimento"], record["version"]) == (None, 1)
    assert record["cliente_nome"] == cliente["nome"]
    assert (await shop.client.get(response.headers["location"])).json() == record


async def test_create_with_nascimento_answers_the_age_it_gives(shop: Shop) -> None:
    cliente = await create(shop, "clientes")
    record = await create(shop, "animais", cliente_id=cliente["id"], idade=1, nascimento="1990-01-01")
    assert record["idade"] > 30
    response = await shop.client.patch(f"/api/v1/animais/{record['id']}", json={"version": 1, "nascimento": None})
    assert response.json()["idade"] == 1


async def test_create_for_an_unknown_cliente_is_refused_at_the_field(shop: Shop) -> None:
    response = await shop.client.post("/api/v1/animais", json={"nome": "Thor", "cliente_id": UNKNOWN})
    assert_field_problem(response, "cliente_id", "NOT_FOUND", problem="NOT_FOUND")


async def test_update_to_an_unknown_cliente_is_refused_at_the_field(shop: Shop) -> None:
    cliente = await create(shop, "clientes")
    animal = await create(shop, "animais", cliente_id=cliente["id"])
    path = f"/api/v1/animais/{animal['id']}"
    response = await shop.client.patch(path, json={"version": 1, "cliente_id": UNKNOWN})
    assert_field_problem(response, "cliente_id", "NOT_FOUND", problem="NOT_FOUND")
    assert (await shop.client.get(path)).json() == animal


async def test_update_moves_an_animal_to_another_cliente(shop: Shop) -> None:
    ana, bia = await create(shop, "clientes", nome="Ana"), await create(shop, "clientes", nome="Bia")
    animal = await create(shop, "animais", nome="Thor", cliente_id=ana["id"])
    response = await shop.client.patch(
        f"/api/v1/animais/{animal['id']}", json={"version": 1, "cliente_id": bia["id"]}
    )
    assert response.json()["cliente_id"] == bia["id"]
    assert response.json()["cliente_nome"] == bia["nome"]
    listed = (await shop.client.get("/api/v1/animais")).json()["items"]
    assert [item["cliente_nome"] for item in listed] == [bia["nome"]]
    assert await names(shop, f"/api/v1/clientes/{ana['id']}/animais") == []
    assert await names(shop, f"/api/v1/clientes/{bia['id']}/animais") == ["Thor"]


async def test_list_of_one_cliente_holds_only_its_animais(shop: Shop) -> None:
    ana, bia = await create(shop, "clientes", nome="Ana"), await create(shop, "clientes", nome="Bia")
    for nome, cliente in (("Thor", ana), ("Mel", ana), ("Luna", bia)):
        await create(shop, "animais", nome=nome, cliente_id=cliente["id"])
    assert await names(shop, "/api/v1/animais") == ["Luna", "Mel", "Thor"]
    assert await names(shop, "/api/v1/animais", cliente_id=ana["id"]) == ["Mel", "Thor"]
    assert await names(shop, "/api/v1/animais", cliente_id=ana["id"], q="tho") == ["Thor"]
    assert await names(shop, f"/api/v1/clientes/{bia['id']}/animais") == ["Luna"]


async def test_search_finds_an_animal_by_its_own_texts_and_its_tutor(shop: Shop) -> None:
    ana = await create(shop, "clientes", nome="Ana Prado", telefone="(11) 98765-4321")
    bia = await create(shop, "clientes", nome="Bia")
    for nome, cliente in (("Thor", ana), ("Mel", ana), ("Thor", bia)):
        await create(shop, "animais", nome=nome, cliente_id=cliente["id"])
    searches = {
        "prado": ["Mel", "Thor"],
        "(11) 98765": ["Mel", "Thor"],
        "thor": ["Thor", "Thor"],
        "prado thor": ["Thor"],
    }
    assert {q: await names(shop, "/api/v1/animais", q=q) for q in searches} == searches
    assert await names(shop, "/api/v1/animais", cliente_id=bia["id"], q="prado") == []


async def test_list_of_an_unknown_cliente_is_empty_as_a_filter_and_not_found_as_a_path(shop: Shop) -> None:
    assert await names(shop, "/api/v1/animais", cliente_id=UNKNOWN) == []
    assert_problem(await shop.client.get(f"/api/v1/clientes/{UNKNOWN}/animais"), 404, "NOT_FOUND")


async def test_search_finds_the_breed(shop: Shop) -> None:
    cliente = await create(shop, "clientes")
    await create(shop, "animais", nome="Thor", raca="Pastor-alemão", cliente_id=cliente["id"])
    await create(shop, "animais", nome="Mel", cliente_id=cliente["id"])
    assert await names(shop, "/api/v1/animais", q="ALEMAO") == ["Thor"]
