"""What is removed is out of sight, comes back whole, and keeps what happened."""

from tests.business.animais.kennel import PATH, open_kennel
from tests.business.shops import assert_field_problem, assert_problem, create, names
from tests.infra.shops import Shop


async def test_removed_animal_is_out_of_sight_and_can_be_restored(shop: Shop) -> None:
    kennel = await open_kennel(shop, tags=["idoso"])
    before = await kennel.record()
    assert (await shop.client.delete(kennel.path)).status_code == 204
    assert_problem(await shop.client.get(kennel.path), 404, "NOT_FOUND")
    assert_problem(await shop.client.delete(kennel.path), 404, "NOT_FOUND")
    assert_problem(await kennel.change(version=2, nome="Thor"), 404, "NOT_FOUND")
    assert_problem(await kennel.change(version=2, situacao="inativo"), 404, "NOT_FOUND")
    assert await names(shop, PATH) == []
    (removed,) = (await shop.client.get(PATH, params={"excluidos": "true"})).json()["items"]
    assert removed["excluido_em"] is not None
    restored = (await shop.client.post(f"{kennel.path}/restaurar")).json()
    changes = {"version": 3, "updated_at": restored["updated_at"]}
    assert restored == before | changes == await kennel.record()
    assert_problem(await shop.client.post(f"{kennel.path}/restaurar"), 404, "NOT_FOUND")
    assert await names(shop, PATH, excluidos="true") == []


async def test_removed_ones_are_found_by_name_and_page_by_page(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    for nome in ("Mel", "Amora", "Bob"):
        animal = await create(shop, "animais", nome=nome, cliente_id=kennel.tutor)
        await shop.client.delete(f"{PATH}/{animal['id']}")
    page = (await shop.client.get(PATH, params={"excluidos": "true", "limit": 2})).json()
    assert [item["nome"] for item in page["items"]] == ["Amora", "Bob"]
    assert await names(shop, PATH, excluidos="true", cursor=page["next_cursor"]) == ["Mel"]
    assert await names(shop, PATH, excluidos="true", q="mel", situacao="ativo") == ["Mel"]
    assert await names(shop, f"/api/v1/clientes/{kennel.tutor}/animais") == ["Rex"]


async def test_restore_without_the_tutor_is_refused(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    await shop.client.delete(kennel.path)
    assert (await shop.client.delete(f"/api/v1/clientes/{kennel.tutor}")).status_code == 204
    assert_problem(await shop.client.post(f"{kennel.path}/restaurar"), 409, "WRONG_STATE")


async def test_move_to_a_removed_tutor_is_refused_at_the_field(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    gone = (await create(shop, "clientes"))["id"]
    await shop.client.delete(f"/api/v1/clientes/{gone}")
    refused = await kennel.change(cliente_id=gone)
    assert_field_problem(refused, "cliente_id", "NOT_FOUND", problem="NOT_FOUND")
    body = {"nome": "Mel", "cliente_id": gone}
    refused = await shop.client.post(PATH, json=body)
    assert_field_problem(refused, "cliente_id", "NOT_FOUND", problem="NOT_FOUND")


async def test_what_belongs_to_a_removed_animal_is_not_found(shop: Shop) -> None:
    kennel = await open_kennel(shop, peso="7.50")
    await kennel.post("ocorrencias", texto="Mordeu")
    await shop.client.delete(kennel.path)
    for path in ("pesos", "historico"):
        assert_problem(await shop.client.get(f"{kennel.path}/{path}"), 404, "NOT_FOUND")
    assert_problem(await kennel.post("pesos", peso="8"), 404, "NOT_FOUND")
    assert_problem(await kennel.post("ocorrencias", texto="Fugiu"), 404, "NOT_FOUND")
    await shop.client.post(f"{kennel.path}/restaurar")
    # A weight stands at noon, whenever it was noted.
    assert {item["tipo"] for item in await kennel.items("historico")} == {"incidente", "peso"}
