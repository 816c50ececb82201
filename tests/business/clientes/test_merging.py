"""Two records of one person become one, and nothing that was said is lost."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libs.common.errors import WrongStateError
from services.business.clientes.merging import merged
from tests.business.clientes.test_phones import books
from tests.business.shops import assert_field_problem, assert_problem, create, names
from tests.infra.shops import Shop

CLIENTES = "/api/v1/clientes"
BLANK: dict[str, Any] = {
    **dict.fromkeys(("email", "telefone", "endereco", "endereco_postal", "cpf", "nascimento", "observacoes")),
    "telefones": [],
    "tags": [],
    "devedor": False,
}
TAGS = st.lists(st.text("abcÁ", min_size=1, max_size=3), max_size=8, unique_by=str.casefold)


async def merge(shop: Shop, mine: dict[str, Any], theirs: dict[str, Any], **fields: Any) -> Any:
    versions = {"version": mine["version"], "outro_version": theirs["version"]}
    body = {"outro_id": theirs["id"]} | versions | fields
    return await shop.client.post(f"{CLIENTES}/{mine['id']}/mesclar", json=body)


@given(books(), books(), TAGS, TAGS)
def test_every_phone_and_every_tag_is_kept(mine: Any, theirs: Any, my_tags: Any, their_tags: Any) -> None:
    both = merged(BLANK | {"telefones": mine, "tags": my_tags}, BLANK | {"telefones": theirs, "tags": their_tags})
    numbers = {phone["numero"] for phone in [*mine, *theirs]}
    assert {phone["numero"] for phone in both["telefones"]} == numbers
    assert both["tags"][: len(my_tags)] == my_tags
    assert {tag.casefold() for tag in both["tags"]} == {tag.casefold() for tag in [*my_tags, *their_tags]}


def test_blanks_are_filled_and_what_stands_there_stays() -> None:
    both = merged(
        BLANK | {"email": "a@x.com", "devedor": True}, BLANK | {"email": "b@x.com", "cpf": "1", "endereco": "R"}
    )
    assert (both.get("email"), both["cpf"], both["endereco"], both["devedor"]) == (None, "1", "R", True)


def test_numbers_that_nobody_can_read_are_kept_too() -> None:
    one, other = BLANK | {"telefone": "98765-4321"}, BLANK | {"telefone": "190"}
    assert merged(one, other)["telefone"] == "98765-4321"
    assert merged(one, other)["observacoes"] == "190"
    readable = BLANK | {"telefone": "(11) 98765-4321", "observacoes": "A"}
    assert merged(readable, one | {"observacoes": "B"})["observacoes"] == "A\n\nB\n\n98765-4321"
    assert merged(one, readable)["telefone"] == "(11) 98765-4321"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"cpf": "52998224725"}, {"cpf": "11144477735"}),
        ({"observacoes": "x" * 2500}, {"observacoes": "y" * 2499}),
        ({"tags": [f"a{n}" for n in range(11)]}, {"tags": [f"b{n}" for n in range(10)]}),
        (
            {"telefones": [{"numero": f"+5511987650{n:03}", "rotulo": None, "whatsapp": False} for n in range(6)]},
            {"telefones": [{"numero": f"+5511987651{n:03}", "rotulo": None, "whatsapp": False} for n in range(5)]},
        ),
    ],
)
def test_two_people_and_too_much_for_one_are_refused(mine: Any, theirs: Any) -> None:
    with pytest.raises(WrongStateError):
        merged(BLANK | mine, BLANK | theirs)


async def test_merge_makes_one_record_of_two(shop: Shop) -> None:
    mine = await create(shop, "clientes", nome="Ana", telefone="(11) 3265-4321", tags=["VIP"], observacoes="A")
    theirs = await create(
        shop,
        "clientes",
        nome="Ana Souza",
        cpf="52998224725",
        telefones=[{"numero": "(11) 98765-4321", "whatsapp": True}],
        nascimento="1985-03-14",
        tags=["Manhãs"],
        observacoes="B",
    )
    rex = await create(shop, "animais", nome="Rex", cliente_id=theirs["id"])
    gone = await create(shop, "animais", nome="Mel", cliente_id=theirs["id"])
    await shop.client.delete(f"/api/v1/animais/{gone['id']}")
    consent = {"finalidade": "foto", "concedido": True, "origem": "papel"}
    await shop.client.post(f"{CLIENTES}/{mine['id']}/consentimentos", json=consent | {"concedido": False})
    await shop.client.post(f"{CLIENTES}/{theirs['id']}/consentimentos", json=consent)

    answer = await merge(shop, mine, theirs)
    assert answer.status_code == 200, answer.text
    both = answer.json()
    assert (both["id"], both["nome"], both["version"]) == (mine["id"], "Ana", 2)
    assert (both["cpf"], both["nascimento"], both["telefone"]) == ("52998224725", "1985-03-14", "(11) 98765-4321")
    assert [phone["numero"] for phone in both["telefones"]] == ["+551132654321", "+5511987654321"]
    assert (both["tags"], both["observacoes"]) == (["VIP", "Manhãs"], "A\n\nB")
    assert await names(shop, f"{CLIENTES}/{mine['id']}/animais") == ["Rex"]
    moved = (await shop.client.get(f"/api/v1/animais/{rex['id']}")).json()
    assert (moved["cliente_id"], moved["version"]) == (mine["id"], 2)
    consents = (await shop.client.get(f"{CLIENTES}/{mine['id']}/consentimentos")).json()
    assert consents["atual"]["foto"] is True
    assert [entry["concedido"] for entry in consents["historico"]] == [True, False]

    assert_problem(await shop.client.get(f"{CLIENTES}/{theirs['id']}"), 404, "NOT_FOUND")
    (removed,) = (await shop.client.get(CLIENTES, params={"excluidos": True})).json()["items"]
    assert (removed["id"], removed["mesclado_em"]) == (theirs["id"], mine["id"])
    assert_problem(await shop.client.post(f"{CLIENTES}/{theirs['id']}/restaurar"), 409, "WRONG_STATE")
    assert await names(shop, CLIENTES) == ["Ana"]


async def test_merge_that_is_refused_changes_nothing(shop: Shop) -> None:
    mine = await create(shop, "clientes", nome="Ana", cpf="52998224725")
    theirs = await create(shop, "clientes", nome="Bia", cpf="11144477735")
    assert_problem(await merge(shop, mine, theirs), 409, "WRONG_STATE")
    assert_problem(await merge(shop, mine, theirs, version=2), 409, "STALE_VERSION")
    assert_problem(await merge(shop, mine, theirs, outro_version=2), 409, "STALE_VERSION")
    assert_field_problem(await merge(shop, mine, theirs, outro_id=mine["id"]), "outro_id", "merge_self")
    assert_field_problem(await merge(shop, mine, theirs, outro_id=2**63 - 1), "outro_id", problem="NOT_FOUND")
    assert_problem(await merge(shop, mine | {"id": 2**63 - 1}, theirs), 404, "NOT_FOUND")
    for record in (mine, theirs):
        assert (await shop.client.get(f"{CLIENTES}/{record['id']}")).json() == record


async def test_merge_of_the_removed_is_refused(shop: Shop) -> None:
    mine, theirs = [await create(shop, "clientes", nome=nome) for nome in ("Ana", "Bia")]
    await shop.client.delete(f"{CLIENTES}/{theirs['id']}")
    assert_field_problem(await merge(shop, mine, theirs), "outro_id", problem="NOT_FOUND")


async def test_merge_both_ways_at_once_leaves_one(shop: Shop) -> None:
    mine, theirs = [await create(shop, "clientes", nome=nome) for nome in ("Ana", "Bia")]
    for record in (mine, theirs):
        await create(shop, "animais", nome="Rex", cliente_id=record["id"])
    answers = await asyncio.gather(
        *(merge(shop, one, other) for one, other in ((mine, theirs), (theirs, mine)) for _ in range(3))
    )
    assert [answer.status_code for answer in answers].count(200) == 1
    assert {answer.status_code for answer in answers} <= {200, 404, 409, 422}
    assert len(await names(shop, CLIENTES)) == 1
    assert len(await names(shop, "/api/v1/animais")) == 2
