"""The whole record of a tutor: telephones, address, birthday, tags; removed, and restored."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.business.shops import assert_field_problem, assert_problem, create, names
from tests.infra.shops import Shop

CLIENTES = "/api/v1/clientes"
MOBILE, LANDLINE = "(11) 98765-4321", "(11) 3265-4321"
HOME = {"numero": "+551132654321", "rotulo": "casa", "whatsapp": False}
CELL = {"numero": "+5511987654321", "rotulo": None, "whatsapp": True}


async def patched(shop: Shop, record: dict[str, Any], **fields: Any) -> dict[str, Any]:
    answer = await shop.client.patch(f"{CLIENTES}/{record['id']}", json={"version": record["version"]} | fields)
    assert answer.status_code == 200, answer.text
    changed: dict[str, Any] = answer.json()
    return changed


async def test_telefones_are_kept_in_e164_and_telefone_shows_the_main_one(shop: Shop) -> None:
    phones = [HOME | {"numero": LANDLINE}, CELL | {"numero": MOBILE}]
    record = await create(shop, "clientes", telefones=phones)
    assert (record["telefones"], record["telefone"]) == ([HOME, CELL], MOBILE)
    record = await patched(shop, record, telefones=[HOME, {"numero": "+351 912 345 678"}])
    assert record["telefone"] == LANDLINE
    record = await patched(shop, record, telefones=[])
    assert (record["telefones"], record["telefone"]) == ([], None)


async def test_telefone_alone_takes_the_main_ones_place(shop: Shop) -> None:
    record = await create(shop, "clientes", telefones=[HOME, CELL])
    record = await patched(shop, record, telefone="21 99876-5432")
    assert record["telefone"] == "21 99876-5432"
    assert record["telefones"] == [CELL | {"numero": "+5521998765432"}, HOME]
    again = await patched(shop, record, telefone="(21) 99876-5432", nome="Bia")
    assert again["telefones"] == record["telefones"]
    record = await patched(shop, again, telefone="190")
    # Nobody can call it, and nobody is to be called at the one that it replaced.
    assert (record["telefone"], record["telefones"]) == ("190", [HOME])
    record = await patched(shop, record, telefone="21 99876-5432")
    assert record["telefones"] == [CELL | {"numero": "+5521998765432", "rotulo": None, "whatsapp": False}, HOME]
    record = await patched(shop, record, telefone=None)
    assert (record["telefone"], record["telefones"]) == (LANDLINE, [HOME])


async def test_change_of_something_else_leaves_the_numbers(shop: Shop) -> None:
    record = await create(shop, "clientes", telefones=[HOME, CELL])
    assert (await patched(shop, record, nome="Bia"))["telefones"] == [HOME, CELL]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"telefones": [{"numero": "(11) 8765-4321"}]}, "telefones.0.numero", "phone_invalid"),
        ({"telefones": [{"numero": "(20) 98765-4321"}]}, "telefones.0.numero", "phone_invalid"),
        ({"telefones": [{"numero": "98765-4321"}]}, "telefones.0.numero", "phone_invalid"),
        ({"telefones": [{"numero": LANDLINE, "whatsapp": True}]}, "telefones.0.whatsapp", "phone_not_mobile"),
        (
            {"telefones": [{"numero": "0800 123 4567", "whatsapp": True}]},
            "telefones.0.whatsapp",
            "phone_not_mobile",
        ),
        ({"telefones": [CELL, CELL | {"numero": "(21) 99876-5432"}]}, "telefones", "whatsapp_twice"),
        ({"telefones": [CELL, {"numero": MOBILE}]}, "telefones", "phone_twice"),
        ({"telefones": [{"numero": f"+55119{n}6543210"} for n in range(5, 10)] * 3}, "telefones", "too_long"),
        ({"telefones": [CELL], "telefone": MOBILE}, "telefones", "phone_and_phones"),
        ({"telefones": [], "telefone": MOBILE}, "telefones", "phone_and_phones"),
        ({"endereco_postal": {"cep": "1310-100"}}, "endereco_postal.cep", "cep_invalid"),
        ({"endereco_postal": {"uf": "XX"}}, "endereco_postal.uf", "literal_error"),
        ({"nascimento": "1899-12-31"}, "nascimento", "birthday_out_of_range"),
        (
            {"nascimento": str((datetime.now(UTC) + timedelta(days=2)).date())},
            "nascimento",
            "birthday_out_of_range",
        ),
        ({"tags": ["x" * 31]}, "tags.0", "string_too_long"),
        ({"tags": [" "]}, "tags.0", "string_too_short"),
        ({"tags": [f"t{n}" for n in range(21)]}, "tags", "too_long"),
        ({"devedor": "sim"}, "devedor", "bool_type"),
    ],
)
async def test_bad_field_is_refused_there(shared_shop: Shop, fields: Any, field: str, code: str) -> None:
    answer = await shared_shop.client.post(CLIENTES, json={"nome": "Ana"} | fields)
    if code == "too_long" and field == "telefones":
        assert answer.json()["errors"][0]["field"].startswith("telefones")
        return
    assert_field_problem(answer, field, code)


async def test_address_birthday_tags_and_debt_are_kept(shop: Shop) -> None:
    address = {"cep": "01310-100", "logradouro": "Avenida Paulista", "numero": "1000", "uf": "sp"}
    fields = {"nascimento": "1985-03-14", "tags": [" VIP ", "vip", "Manhãs"], "devedor": True}
    record = await create(shop, "clientes", endereco_postal=address, **fields)
    parts = {"complemento": None, "bairro": None, "cidade": None}
    assert record["endereco_postal"] == address | parts | {"cep": "01310100", "uf": "SP"}
    assert (record["nascimento"], record["tags"], record["devedor"]) == ("1985-03-14", ["VIP", "Manhãs"], True)
    record = await patched(shop, record, endereco_postal=None, nascimento=None, tags=[], devedor=False)
    assert (record["endereco_postal"], record["nascimento"], record["tags"]) == (None, None, [])


async def test_two_tutores_may_have_one_phone(shop: Shop) -> None:
    for nome in ("Ana", "Bia"):
        await create(shop, "clientes", nome=nome, telefones=[CELL])
    assert await names(shop, CLIENTES, q="+55 (11) 9 8765-4321") == ["Ana", "Bia"]


async def test_removed_tutor_is_listed_apart_and_comes_back(shop: Shop) -> None:
    record = await create(shop, "clientes", cpf="52998224725")
    path = f"{CLIENTES}/{record['id']}"
    assert (await shop.client.delete(path)).status_code == 204
    for method, where, body in (
        ("GET", "", None),
        ("PATCH", "", {"version": 2}),
        ("DELETE", "", None),
        ("GET", "/animais", None),
        ("GET", "/consentimentos", None),
        ("POST", "/consentimentos", {"finalidade": "foto", "concedido": True, "origem": "site"}),
        ("POST", "/mesclar", {"outro_id": 99, "version": 2, "outro_version": 1}),
    ):
        assert_problem(await shop.client.request(method, path + where, json=body), 404, "NOT_FOUND")
    pet = await shop.client.post("/api/v1/animais", json={"nome": "Rex", "cliente_id": record["id"]})
    assert_field_problem(pet, "cliente_id", problem="NOT_FOUND")
    assert await names(shop, CLIENTES) == []
    listed = (await shop.client.get(CLIENTES, params={"excluidos": True})).json()["items"]
    assert [(item["id"], bool(item["excluido_em"])) for item in listed] == [(record["id"], True)]

    back = (await shop.client.post(path + "/restaurar")).json()
    assert (back["id"], back["excluido_em"], back["version"]) == (record["id"], None, 3)
    assert await names(shop, CLIENTES, excluidos=True) == []
    assert_problem(await shop.client.post(path + "/restaurar"), 404, "NOT_FOUND")
    assert_problem(await shop.client.post(f"{CLIENTES}/{2**63 - 1}/restaurar"), 404, "NOT_FOUND")


async def test_cpf_of_the_removed_is_free_and_then_restoring_is_refused(shop: Shop) -> None:
    record = await create(shop, "clientes", cpf="52998224725")
    path = f"{CLIENTES}/{record['id']}"
    await shop.client.delete(path)
    other = await create(shop, "clientes", cpf="52998224725")
    assert_field_problem(await shop.client.post(path + "/restaurar"), "cpf", "duplicate")
    await patched(shop, other, cpf=None)
    assert (await shop.client.post(path + "/restaurar")).json()["cpf"] == "52998224725"
