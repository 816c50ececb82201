from collections.abc import AsyncIterator

import pytest

from tests.business.shops import JSON, assert_field_problem, assert_problem, names
from tests.infra.shops import Shop

CLIENTES = "/api/v1/clientes"
LIMIT = 1_048_576


@pytest.mark.parametrize(
    "content",
    [b"{bad", b"\xff\xfe", b"{'nome': 'Ana'}", b"[" * 100_000, b'{"nome": ' + b"9" * 5000 + b"}"],
    ids=["malformed", "not utf-8", "quotes", "deep", "huge integer"],
)
async def test_a_body_that_cannot_be_read_is_a_bad_request(shared_shop: Shop, content: bytes) -> None:
    assert_problem(await shared_shop.client.post(CLIENTES, content=content, headers=JSON), 400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b'{"nome": NaN}', "nome"),
        (b'{"nome": "\\ud800"}', "nome"),
        (b'{"nome": "a\\u0000b"}', "nome"),
        (b'{"nome": "Ana", "email": "\\ud800@example.com"}', "email"),
        (b'{"nome": "Ana", "cpf": "\\ud800"}', "cpf"),
        (b'{"nome": "Ana", "apelido": NaN}', "apelido"),
        (b'{"nome": "Ana", "busca": "x"}', "busca"),
        (b'{"nome": "Ana", "id": 7}', "id"),
        (b'{"nome": "Ana", "\\ud800": 1}', "body"),
        (b'{"nome": {"nome": "Ana"}}', "nome"),
        (b"{}", "nome"),
        (b"[]", "body"),
        (b"null", "body"),
        (b"", "body"),
    ],
)
async def test_json_that_breaks_a_rule_is_refused_at_its_field(
    shared_shop: Shop, content: bytes, field: str
) -> None:
    assert_field_problem(await shared_shop.client.post(CLIENTES, content=content, headers=JSON), field)


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"1e999", b"-1", b"1" * 400, b'"NaN"', b"true"])
async def test_a_number_postgresql_cannot_hold_is_refused(shared_shop: Shop, number: bytes) -> None:
    content = b'{"nome": "Banho", "duracao": 5, "preco": ' + number + b"}"
    assert_field_problem(await shared_shop.client.post("/api/v1/servicos", content=content, headers=JSON), "preco")


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"]
)
async def test_another_content_type_is_refused(shared_shop: Shop, content_type: str) -> None:
    response = await shared_shop.client.post(CLIENTES, content=b"{}", headers={"Content-Type": content_type})
    assert_problem(response, 415, "UNSUPPORTED_MEDIA_TYPE")


async def test_a_body_over_the_limit_is_refused(shared_shop: Shop) -> None:
    response = await shared_shop.client.post(CLIENTES, content=b" " * (LIMIT + 1), headers=JSON)
    assert_problem(response, 413, "PAYLOAD_TOO_LARGE")


async def test_a_streamed_body_over_the_limit_is_refused(shared_shop: Shop) -> None:
    async def blanks() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * (LIMIT // 10)

    response = await shared_shop.client.post(CLIENTES, content=blanks(), headers=JSON)
    assert_problem(response, 413, "PAYLOAD_TOO_LARGE")


async def test_a_large_body_under_the_limit_passes(shared_shop: Shop) -> None:
    response = await shared_shop.client.post(CLIENTES, content=b'{"nome": "Ana"}' + b" " * 300_000, headers=JSON)
    assert response.status_code == 201


@pytest.mark.parametrize("nome", ["'; DROP TABLE api_cliente; --", "😀" * 255, "㎯" * 255, "ß" * 255, "İ"])
async def test_a_strange_name_is_only_a_name(shared_shop: Shop, nome: str) -> None:
    response = await shared_shop.client.post(CLIENTES, json={"nome": nome})
    assert response.status_code == 201
    assert nome in await names(shared_shop, CLIENTES, q=nome[:50], limit=200)


@pytest.mark.parametrize(("method", "path"), [("PUT", f"{CLIENTES}/1"), ("DELETE", CLIENTES)])
async def test_a_method_that_is_not_there_is_refused(shared_shop: Shop, method: str, path: str) -> None:
    assert_problem(await shared_shop.client.request(method, path), 405, "METHOD_NOT_ALLOWED")


@pytest.mark.parametrize("path", [f"{CLIENTES}/", "/api/v1/gatos"])
async def test_a_path_that_is_not_there_is_not_found(shared_shop: Shop, path: str) -> None:
    assert_problem(await shared_shop.client.get(path), 404, "NOT_FOUND")


async def test_a_field_is_told_in_the_language_that_was_asked_for(shared_shop: Shop) -> None:
    body = {"nome": "x" * 256, "cpf": "111.111.111-11"}
    said = {}
    for language in ("pt-BR", "en-GB", "ja"):
        answer = await shared_shop.client.post(CLIENTES, json=body, headers={"Accept-Language": language})
        said[language] = {each["field"]: each["message"] for each in answer.json()["errors"]}
        assert [each.get("limit") for each in answer.json()["errors"]] == [255, None]
    assert said["pt-BR"] == {"nome": "Use no máximo 255 caracteres.", "cpf": "Confira o CPF: um dígito não bate."}
    assert said["en-GB"]["cpf"] == "This is not a valid CPF."
    assert said["ja"] == said["pt-BR"]


async def test_what_fields_must_agree_on_is_told_at_one_of_them(shared_shop: Shop) -> None:
    answer = await shared_shop.client.post(
        "/api/v1/servicos",
        json={
            "nome": "Banho",
            "preco": "50.00",
            "duracao": 60,
            "precos": [{"preco": "60.00", "duracao": 60}],
            "componentes": [1, 2],
        },
    )
    assert_field_problem(answer, "precos.0.porte", "price_for_nobody")
    without = {"nome": "Banho", "preco": "50.00", "duracao": 60, "componentes": [1, 2]}
    answer = await shared_shop.client.post("/api/v1/servicos", json=without)
    assert_field_problem(answer, "componentes", "combo_parts")
