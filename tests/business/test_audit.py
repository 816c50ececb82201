"""Every write of the shop's records is told in its own transaction, by whichever route it comes."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError

from libs.common.audit import Actor, record
from libs.common.database import Database, sqlstate_of
from libs.common.tenancy.session import tenant_scope, tenant_session
from services.business.app import create_api
from tests.business.agenda.desk import at, the_day
from tests.business.animais.pictures import photo
from tests.business.shops import assert_problem, create, tenant_of
from tests.infra.shops import Shop
from tests.infra.sql import fetch
from tests.infra.system import System

ANIMAL = {"nome": "Rex", "cliente_id": 1}
SERVICO = {"nome": "Corte", "preco": "20.00", "duracao": 20}
BLOCK = {"profissional_id": 1, "inicio": at("12:00"), "fim": at("13:00")}
BOOKING = {"animal_id": 1, "servico_id": 1, "profissional_id": 1, "inicio": at("10:00")}
SERIES = "/api/v1/recorrencias"
ITEMS = [{"servico_id": 1, "profissional_id": 2}]
REPEATED = {"animal_id": 2, "inicio": at("15:00"), "semanas": 1, "vezes": 1, "itens": ITEMS}
WAITING, ONE_WAITING = "/api/v1/espera", "/api/v1/espera/{espera_id}"
WAIT = {"animal_id": 2, "itens": ITEMS, "de": str(the_day()), "ate": str(the_day(3))}
RIDE = "/api/v1/agendamentos/{agendamento_id}/taxi/{sentido}"
PHOTO = photo()
DOSE = {"vacina_id": 12, "aplicada_em": "2026-01-31"}
ONE_ANIMAL = "/api/v1/animais/{animal_id}"
CONSENT = {"finalidade": "foto", "concedido": True, "origem": "balcao"}
MERGE = {"outro_id": 2, "version": 4, "outro_version": 1}
BOOKED = "/api/v1/agendamentos/{agendamento_id}"
# The shop begins with three serviços and eleven vaccines. The first booking is deleted as a mistake;
# what the second one names stays.
WRITES: list[tuple[str, str, dict[str, Any] | bytes | None, str]] = [
    ("POST", "/api/v1/clientes", {"nome": "Ana"}, "cliente.created 1"),
    ("PATCH", "/api/v1/clientes/{cliente_id}", {"nome": "Bia", "version": 1}, "cliente.updated 1"),
    ("POST", "/api/v1/animais", ANIMAL, "animal.created 1"),
    ("PATCH", ONE_ANIMAL, {"peso": 7.5, "version": 1}, "animal.updated 1, peso.created 1"),
    ("POST", ONE_ANIMAL + "/pesos", {"peso": 8}, "peso.created 1, animal.updated 1"),
    ("DELETE", ONE_ANIMAL + "/pesos/{peso_id}", None, "peso.deleted 1, animal.updated 1"),
    ("POST", ONE_ANIMAL + "/fotos", PHOTO, "foto.created 1"),
    ("PATCH", ONE_ANIMAL + "/fotos/{foto_id}", {"perfil": True}, "foto.updated 1"),
    ("DELETE", ONE_ANIMAL + "/fotos/{foto_id}", None, "foto.deleted 1"),
    ("POST", ONE_ANIMAL + "/ocorrencias", {"texto": "Mordeu"}, "animal_evento.created 1"),
    ("POST", "/api/v1/servicos", SERVICO, "servico.created 4"),
    ("PATCH", "/api/v1/servicos/{servico_id}", {"ativo": False, "version": 1}, "servico.updated 4"),
    ("DELETE", "/api/v1/servicos/{servico_id}", None, "servico.deleted 4"),
    ("POST", "/api/v1/profissionais", {"nome": "Caio"}, "profissional.created 1"),
    ("PATCH", "/api/v1/profissionais/{profissional_id}", {"nome": "Cai", "version": 1}, "profissional.updated 1"),
    ("POST", "/api/v1/bloqueios", BLOCK, "bloqueio.created 1"),
    ("PATCH", "/api/v1/bloqueios/{bloqueio_id}", {"motivo": "Almoço", "version": 1}, "bloqueio.updated 1"),
    ("DELETE", "/api/v1/bloqueios/{bloqueio_id}", None, "bloqueio.deleted 1"),
    ("POST", "/api/v1/agendamentos", BOOKING, "agendamento.created 1, agendamento_item.created 1"),
    ("PATCH", BOOKED, {"inicio": at("11:00"), "version": 1}, "agendamento.updated 1, agendamento_item.updated 1"),
    ("DELETE", BOOKED, None, "agendamento.deleted 1, agendamento_item.deleted 1"),
    ("POST", "/api/v1/vacinas", {"nome": "Raiva"}, "vacina.created 12"),
    ("PATCH", "/api/v1/vacinas/{vacina_id}", {"reforco_dias": 365, "version": 1}, "vacina.updated 12"),
    ("POST", "/api/v1/animais/{animal_id}/vacinas", DOSE, "dose.created 1, dose.created 2"),
    ("PATCH", "/api/v1/doses/{dose_id}", {"lote": "A1", "version": 1}, "dose.updated 1"),
    ("DELETE", "/api/v1/doses/{dose_id}", None, "dose.deleted 1, dose.deleted 2"),
    ("DELETE", "/api/v1/vacinas/{vacina_id}", None, "vacina.deleted 12"),
    ("DELETE", "/api/v1/profissionais/{profissional_id}", None, "profissional.deleted 1"),
    ("DELETE", ONE_ANIMAL, None, "animal.deleted 1"),
    ("POST", ONE_ANIMAL + "/restaurar", None, "animal.restored 1"),
    ("DELETE", ONE_ANIMAL, None, "animal.deleted 1"),
    ("POST", "/api/v1/clientes/{cliente_id}/consentimentos", CONSENT, "consentimento.created 1"),
    ("DELETE", "/api/v1/clientes/{cliente_id}", None, "cliente.deleted 1"),
    ("POST", "/api/v1/clientes/{cliente_id}/restaurar", None, "cliente.restored 1"),
    ("POST", "/api/v1/clientes", {"nome": "Ana"}, "cliente.created 2"),
    ("POST", "/api/v1/animais", ANIMAL | {"cliente_id": 2}, "animal.created 2"),
    ("POST", "/api/v1/profissionais", {"nome": "Caio"}, "profissional.created 2"),
    (
        "POST",
        "/api/v1/agendamentos",
        BOOKING | {"animal_id": 2, "profissional_id": 2},
        "agendamento.created 2, agendamento_item.created 2",
    ),
    ("POST", BOOKED + "/status", {"status": "confirmado", "version": 1}, "agendamento.updated 2"),
    ("POST", BOOKED + "/desfazer", {"version": 2}, "agendamento.updated 2"),
    ("POST", SERIES, REPEATED, "recorrencia.created 1, agendamento.created 3, agendamento_item.created 3"),
    (
        "POST",
        SERIES + "/{recorrencia_id}/alterar",
        {"hora": "16:00", "version": 1},
        "recorrencia.updated 1, agendamento.updated 3, agendamento_item.updated 3",
    ),
    (
        "POST",
        SERIES + "/{recorrencia_id}/encerrar",
        {"version": 2},
        "agendamento.updated 3, recorrencia.updated 1",
    ),
    ("POST", WAITING, WAIT, "espera.created 1"),
    ("PATCH", ONE_WAITING, {"observacoes": "Pode ser cedo", "version": 1}, "espera.updated 1"),
    ("POST", ONE_WAITING + "/oferecer", {"inicio": at("17:00"), "version": 2}, "espera.updated 1"),
    ("POST", ONE_WAITING + "/recusar", {"version": 3}, "espera.updated 1"),
    (
        "POST",
        ONE_WAITING + "/agendar",
        {"inicio": at("17:00"), "version": 4},
        "agendamento.created 4, agendamento_item.created 4, espera.updated 1",
    ),
    ("POST", WAITING, WAIT, "espera.created 2"),
    ("POST", ONE_WAITING + "/desistir", {"version": 1}, "espera.updated 2"),
    ("PUT", RIDE, {"endereco": "Rua 1"}, "taxi.created 1"),
    ("POST", "/api/v1/taxi/{taxi_id}/estado", {"estado": "a_caminho", "version": 1}, "taxi.updated 1"),
    ("POST", "/api/v1/taxi/{taxi_id}/estado", {"estado": "pendente", "version": 2}, "taxi.updated 1"),
    ("DELETE", RIDE, None, "taxi.deleted 1"),
    (
        "POST",
        "/api/v1/clientes/{cliente_id}/mesclar",
        MERGE,
        "animal.updated 2, cliente.deleted 2, cliente.updated 1",
    ),
]
FIRST = (
    "cliente_id",
    "animal_id",
    "profissional_id",
    "bloqueio_id",
    "agendamento_id",
    "foto_id",
    "recorrencia_id",
    "dose_id",
    "espera_id",
    "taxi_id",
)
IDS = dict.fromkeys(FIRST, 1) | {"servico_id": 4, "peso_id": 2, "vacina_id": 12}
# What comes by a second of its kind, as the first one is over.
STEPPED = IDS | {"agendamento_id": 2, "espera_id": 2, "sentido": "busca"}


async def told(shop: Shop, **params: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await shop.client.get("/api/v1/audit", params=params)).json()["items"]
    return items


def test_list_of_writes_is_complete() -> None:
    routes = [route for route in create_api().state.api_routes if isinstance(route, APIRoute)]
    writing = {(method, route.path) for route in routes for method in (route.methods or set()) - {"GET"}}
    assert writing == {(method, path) for method, path, _, _ in WRITES}


async def test_every_write_tells_who_what_and_from_where(shop: Shop) -> None:
    requests = []
    for method, path, body, _ in WRITES:
        requests.append(str(uuid4()))
        headers = {b"X-Request-ID": requests[-1].encode(), b"User-Agent": "balcão 'x'; --".encode()}
        ids = STEPPED if path.endswith(("/status", "/desfazer", "/desistir", "{sentido}")) else IDS
        if isinstance(body, bytes):
            sent: dict[str, Any] = {"content": body, "headers": headers | {b"Content-Type": b"image/jpeg"}}
        else:
            sent = {"json": body, "headers": headers}
        answer = await shop.client.request(method, path.format(**ids), **sent)
        assert answer.status_code < 300, answer.text
    entries = [item for item in await told(shop, limit="100") if item["request_id"] in requests][::-1]
    for request, (*_, said) in zip(requests, WRITES, strict=True):
        of_this = [item for item in entries if item["request_id"] == request]
        assert ", ".join(f"{item['action']} {item['entity_id']}" for item in of_this) == said
    assert {(item["actor_name"], item["actor_kind"], item["address"]) for item in entries} == {
        ("Ana Souza", "user", "127.0.0.1")
    }
    assert all(item["session_id"] and "'x'; --" in item["user_agent"] for item in entries)
    created, updated, _, weighed, *_ = entries
    deleted = next(item for item in entries if item["action"] == "animal.deleted")
    empty = {"tags": [], "telefones": [], "devedor": False}
    assert (created["before"], created["after"]) == (None, {"id": 1, "nome": "Ana", "version": 1} | empty)
    assert updated["before"] == {"nome": "Ana", "version": 1}
    assert updated["after"] == {"nome": "Bia", "version": 2}
    assert weighed["after"] == {"peso": 7.5, "version": 2}
    # What is removed stays for whoever restores it: only that it was removed is told.
    assert deleted["before"] == {"excluido_em": None, "version": 4}
    assert deleted["after"]["excluido_em"] is not None


async def test_refused_and_repeated_writes_tell_nothing(shop: Shop) -> None:
    ana = await create(shop, "clientes", nome="Ana", cpf="529.982.247-25")
    path, key = f"/api/v1/clientes/{ana['id']}", {"Idempotency-Key": "k"}
    assert_problem(await shop.client.patch(path, json={"version": 9, "nome": "B"}), 409, "STALE_VERSION")
    twin = {"nome": "Bia", "cpf": "529.982.247-25"}
    assert_problem(await shop.client.post("/api/v1/clientes", json=twin), 422, "VALIDATION_ERROR")
    for _ in range(2):
        assert (await shop.client.post("/api/v1/clientes", json={"nome": "C"}, headers=key)).status_code == 201
    assert [item["after"]["nome"] for item in await told(shop, entity="cliente")] == ["C", "Ana"]


async def test_a_repair_by_hand_is_told_with_its_login(shop: Shop, system: System) -> None:
    await create(shop, "clientes", nome="Ana")
    await fetch(system.admin_url, f"UPDATE {shop.schema}.api_cliente SET nome = 'Outra'")
    (entry,) = await told(shop, action="cliente.updated")
    assert (entry["actor_kind"], entry["actor_id"]) == ("system", None)
    query = "SELECT login FROM audit.entries WHERE id = $1"
    assert (await fetch(system.admin_url, query, entry["id"]))[0]["login"] == "postgres"


async def test_a_shop_tells_what_it_carries_out_and_its_name_is_the_roles(
    shop: Shop, other_shop: Shop, live_db: Database
) -> None:
    scope = replace(tenant_scope(tenant_of(shop)), tenant_id=str(other_shop.tenant_id))
    async with live_db.transaction(scope) as session:
        await record(session, "clientes.exported", entity="cliente", after={"rows": 3})
    (entry,) = await told(shop, action="clientes.exported")
    assert entry["after"] == {"rows": 3}
    assert await told(other_shop, action="clientes.exported") == []


@pytest.mark.parametrize("action", ["cliente.updated", "auth.signed_in", "audit.dropped"])
async def test_a_shop_cannot_tell_a_change_that_no_table_made(
    shared_shop: Shop, live_db: Database, action: str
) -> None:
    async with tenant_session(live_db, tenant_of(shared_shop)) as session:
        with pytest.raises(DBAPIError) as refusal:
            await record(session, action, entity="cliente")
    assert sqlstate_of(refusal.value) == "42501"


async def test_a_shop_cannot_name_another_actor_than_begin_did(shared_shop: Shop, live_db: Database) -> None:
    async with tenant_session(live_db, tenant_of(shared_shop), Actor(kind="user")) as session:
        with pytest.raises(DBAPIError) as refusal:
            await record(session, "clientes.read", entity="cliente", actor=Actor(id=uuid4(), kind="operator"))
    assert sqlstate_of(refusal.value) == "42501"


async def test_personal_data_that_is_opened_or_carried_off_is_told_and_a_glance_is_not(shop: Shop) -> None:
    async def reading(path: str, **params: str) -> dict[str, Any]:
        answer = await shop.client.get(path, params=params)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    for number in range(101):
        await create(shop, "clientes", nome=f"Tutor {number:03}")
    first = await reading("/api/v1/clientes", q="Tutor", limit="100")
    await reading("/api/v1/animais")
    assert (await shop.client.get("/api/v1/clientes/999")).status_code == 404
    assert [item for item in await told(shop) if item["action"] in ("cliente.read", "cliente.listed")] == []
    await reading("/api/v1/clientes", q="Tutor", cursor=first["next_cursor"])
    await reading("/api/v1/clientes", limit="200")
    await reading("/api/v1/clientes/7")
    opened = [item for item in await told(shop) if item["action"] in ("cliente.read", "cliente.listed")]
    assert [(item["action"], item["entity_id"], item["after"]) for item in opened] == [
        ("cliente.read", "7", None),
        ("cliente.listed", None, {"rows": 101, "q": None}),
        ("cliente.listed", None, {"rows": 1, "q": "Tutor"}),
    ]
    assert {item["actor_name"] for item in opened} == {"Ana Souza"}
