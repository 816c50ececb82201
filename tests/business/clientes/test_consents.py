"""What a tutor agreed to: every word is kept, and the last one holds."""

from typing import Any

import pytest

from tests.business.shops import assert_field_problem, assert_problem, create
from tests.infra.shops import Shop
from tests.wall.matrix.estates import claims_of

NOBODY_ASKED = {"marketing_email": None, "marketing_whatsapp": None, "foto": None}


async def path_of(shop: Shop) -> str:
    return f"/api/v1/clientes/{(await create(shop, 'clientes'))['id']}/consentimentos"


async def said(shop: Shop, path: str, **fields: Any) -> dict[str, Any]:
    body = {"finalidade": "foto", "concedido": True, "origem": "balcao"} | fields
    answer = await shop.client.post(path, json=body)
    assert answer.status_code == 201, answer.text
    consent: dict[str, Any] = answer.json()
    return consent


async def test_tutor_who_was_never_asked_has_said_nothing(shop: Shop) -> None:
    answer = await shop.client.get(await path_of(shop))
    assert answer.json() == {"atual": NOBODY_ASKED, "historico": []}


async def test_last_word_for_each_purpose_holds_and_all_are_kept(shop: Shop) -> None:
    path = await path_of(shop)
    first = await said(shop, path, texto="Podemos publicar fotos?")
    second = await said(shop, path, finalidade="marketing_email", origem="papel")
    third = await said(shop, path, concedido=False, origem="whatsapp")
    assert first["usuario_id"] == claims_of(shop.token)["sub"]
    assert (first["texto"], second["texto"]) == ("Podemos publicar fotos?", None)
    shown = (await shop.client.get(path)).json()
    assert shown["atual"] == NOBODY_ASKED | {"foto": False, "marketing_email": True}
    assert shown["historico"] == [third, second, first]


async def test_consent_of_nobody_is_not_found(shared_shop: Shop) -> None:
    path = f"/api/v1/clientes/{2**63 - 1}/consentimentos"
    body = {"finalidade": "foto", "concedido": True, "origem": "site"}
    assert_problem(await shared_shop.client.get(path), 404, "NOT_FOUND")
    assert_problem(await shared_shop.client.post(path, json=body), 404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"finalidade": "tudo"}, "finalidade"),
        ({"concedido": 1}, "concedido"),
        ({"origem": "boca"}, "origem"),
        ({"texto": "x" * 1001}, "texto"),
        ({"texto": "a\x00"}, "texto"),
        ({"em": "2026-01-01T00:00:00Z"}, "em"),
    ],
)
async def test_bad_field_is_refused_there(shared_shop: Shop, fields: dict[str, Any], field: str) -> None:
    path = await path_of(shared_shop)
    body = {"finalidade": "foto", "concedido": True, "origem": "site"} | fields
    assert_field_problem(await shared_shop.client.post(path, json=body), field)
