"""Every request costs what the table says, to the round trip."""

from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import pytest
import pytest_asyncio
from fastapi import FastAPI

from services.auth.app import create_service as create_auth
from services.auth.settings import Settings as AuthSettings
from services.business.app import create_service as create_business
from services.business.settings import Settings as BusinessSettings
from services.tenant.app import create_service as create_tenant
from services.tenant.settings import Settings as TenantSettings
from tests.budget.costs import COSTS, Cost
from tests.budget.counting import Counter, counting, statements_in
from tests.business.agenda.desk import at, the_day
from tests.infra.proxy import Proxy, proxied
from tests.infra.shops import Shop, signup_body
from tests.infra.system import System

CLIENTES = "/api/v1/clientes"
numbers = count()


@pytest_asyncio.fixture
async def wire(system: System) -> AsyncIterator[Proxy]:
    async with proxied(system.servers.database_port) as proxy:
        await proxy.listen()
        yield proxy


def _settings(system: System, service: str, database_url: str) -> dict[str, str]:
    return system.processes[service].env | {"DATABASE_URL": database_url}


def _lower(env: dict[str, str]) -> dict[str, Any]:
    return {name.lower(): value for name, value in env.items()}


@pytest_asyncio.fixture
async def business(
    system: System, shop: Shop, wire: Proxy, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Counter]:
    def create(url: str) -> FastAPI:
        env = _lower(_settings(system, "business", url))
        return create_business(BusinessSettings.model_validate(env), "api")

    async with counting(
        create, system, wire, monkeypatch,
        service="business", host=f"{shop.subdomain}.localhost", headers={"Authorization": f"Bearer {shop.token}"},
    ) as counter:  # fmt: skip
        yield counter


@pytest_asyncio.fixture
async def auth(system: System, shop: Shop, wire: Proxy, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Counter]:
    def create(url: str) -> FastAPI:
        return create_auth(AuthSettings.model_validate(_lower(_settings(system, "auth", url))), "api")

    host = f"{shop.subdomain}.localhost"
    async with counting(
        create, system, wire, monkeypatch, service="auth", host=host,
        headers={"Authorization": f"Bearer {shop.token}", "Origin": f"http://{host}"},
    ) as counter:  # fmt: skip
        yield counter


async def test_records_of_a_shop(business: Counter) -> None:
    client = business.client
    found = {
        "create": await business.cost_of(lambda: client.post(CLIENTES, json=_tutor()), status=201),
        "create with a key": await business.cost_of(
            lambda: client.post(CLIENTES, json=_tutor(), headers={"Idempotency-Key": f"k{next(numbers)}"}),
            status=201,
        ),
    }
    (one, other, *_) = (await client.get(CLIENTES)).json()["items"]
    path = f"{CLIENTES}/{one['id']}"
    versions = count(1)
    found |= {
        "get one": await business.cost_of(lambda: client.get(path), status=200),
        "list": await business.cost_of(lambda: client.get(CLIENTES), status=200),
        "search": await business.cost_of(lambda: client.get(CLIENTES, params={"q": "ána"}), status=200),
        "update": await business.cost_of(
            lambda: client.patch(path, json={"version": next(versions), "endereco": "Rua A, 1"}), status=200
        ),
        "update of the telephone": await business.cost_of(
            lambda: client.patch(path, json={"version": next(versions), "telefone": "11 99999-0000"}), status=200
        ),
        "create animal": await business.cost_of(
            lambda: client.post("/api/v1/animais", json={"nome": "Thor", "cliente_id": one["id"]}), status=201
        ),
        "refused body": await business.cost_of(lambda: client.post(CLIENTES, json={"nome": ""}), status=422),
        "unknown id": await business.cost_of(lambda: client.get(f"{CLIENTES}/999999"), status=404),
    }
    cursor = (await client.get(CLIENTES, params={"limit": 1})).json()["next_cursor"]
    found["list, next page"] = await business.cost_of(
        lambda: client.get(CLIENTES, params={"cursor": cursor, "limit": 1}), status=200
    )
    paths = iter(
        [f"{CLIENTES}/{other['id']}", f"{CLIENTES}/{(await client.post(CLIENTES, json=_tutor())).json()['id']}"]
    )
    found["delete"] = await business.cost_of(lambda: client.delete(next(paths)), status=204)
    assert found == _expected(found)


async def test_agenda_of_a_shop(business: Counter) -> None:
    client = business.client

    async def make(path: str, **fields: Any) -> int:
        answer = await client.post(f"/api/v1/{path}", json=fields)
        assert answer.status_code == 201, answer.text
        row_id: int = answer.json()["id"]
        return row_id

    cliente = await make("clientes", nome="Ana", email="ana@example.com")
    rex, mel = [await make("animais", nome=nome, cliente_id=cliente) for nome in ("Rex", "Mel")]
    servico = await make("servicos", nome="Banho", preco="50.00", duracao=15)
    ana, _ = [await make("profissionais", nome=nome) for nome in ("Ana", "Bia")]
    wanted = {"animal_id": rex, "servico_id": servico}
    times = (at(f"{hour:02}:{minute:02}") for hour in range(9, 18) for minute in (0, 20, 40))
    booked = await make("agendamentos", **wanted, inicio=at("08:00"), profissional_id=ana)
    taken = {"animal_id": mel, "servico_id": servico, "inicio": at("08:00"), "profissional_id": ana}
    path, versions, states = f"/api/v1/agendamentos/{booked}", count(1), iter(("recebido", "em_atendimento"))
    coming = await make("agendamentos", **wanted, inicio=at("07:00"), encaixe=True)
    comes = iter(("confirmado", "recebido"))
    await make(f"animais/{rex}/vacinas", vacina_id=3, aplicada_em="2025-12-01")
    coming_versions, days = count(1), iter(("2026-01-01", "2026-02-01"))
    found = {
        "book": await business.cost_of(
            lambda: client.post("/api/v1/agendamentos", json=wanted | {"inicio": next(times)}), status=201
        ),
        "book, taken": await business.cost_of(lambda: client.post("/api/v1/agendamentos", json=taken), status=409),
        "move": await business.cost_of(
            lambda: client.patch(path, json={"version": next(versions), "inicio": next(times)}), status=200
        ),
        "step": await business.cost_of(
            lambda: client.post(f"{path}/status", json={"version": next(versions), "status": next(states)}),
            status=200,
        ),
        "receive": await business.cost_of(
            lambda: client.post(
                f"/api/v1/agendamentos/{coming}/status",
                json={"version": next(coming_versions), "status": next(comes)},
            ),
            status=200,
        ),
        "card": await business.cost_of(lambda: client.get(f"/api/v1/animais/{rex}/vacinas"), status=200),
        "dose": await business.cost_of(
            lambda: client.post(
                f"/api/v1/animais/{rex}/vacinas", json={"vacina_id": 3, "aplicada_em": next(days)}
            ),
            status=201,
        ),
        "due": await business.cost_of(lambda: client.get("/api/v1/vacinas/pendentes"), status=200),
        "day": await business.cost_of(
            lambda: client.get("/api/v1/agenda", params={"data": str(the_day())}), status=200
        ),
        "free times": await business.cost_of(
            lambda: client.get("/api/v1/agenda/horarios", params=wanted | {"data": str(the_day())}), status=200
        ),
        "offers": await business.cost_of(lambda: client.get(f"/api/v1/animais/{rex}/servicos"), status=200),
    }
    assert found == _expected(found)


async def test_many_at_once(business: Counter) -> None:
    """However many bookings a series has, and however many wait: so many trips and no more."""
    client = business.client
    cliente = (await client.post(CLIENTES, json={"nome": "Ana"})).json()["id"]
    rex = (await client.post("/api/v1/animais", json={"nome": "Rex", "cliente_id": cliente})).json()["id"]
    await client.post("/api/v1/profissionais", json={"nome": "Bia"})
    items, hours = [{"servico_id": 1}], iter(("09:00", "11:00", "13:00"))
    for day in (1, 2, 3):
        wait = {"animal_id": rex, "itens": items, "de": str(the_day(day)), "ate": str(the_day(day))}
        assert (await client.post("/api/v1/espera", json=wait)).status_code == 201
    series = {"animal_id": rex, "semanas": 1, "vezes": 20, "itens": items}
    found = {
        "series of twenty": await business.cost_of(
            lambda: client.post("/api/v1/recorrencias", json=series | {"inicio": at(next(hours))}), status=201
        ),
        "who can be served": await business.cost_of(lambda: client.get("/api/v1/espera/encaixes"), status=200),
        "search everything": await business.cost_of(
            lambda: client.get("/api/v1/busca", params={"q": "rex"}), status=200
        ),
    }
    assert found == _expected(found)


async def test_ways_in(auth: Counter, shop: Shop) -> None:
    client, account = auth.client, {"email": shop.owner_email, "password": shop.owner_password}
    found = {
        "login": await auth.cost_of(lambda: client.post("/api/v1/auth/login", json=account), status=200),
        "refresh": await auth.cost_of(lambda: client.post("/api/v1/auth/refresh"), status=200),
        "me": await auth.cost_of(lambda: client.get("/api/v1/auth/me"), status=200),
    }
    assert found == _expected(found)


async def test_sign_up(system: System, wire: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    def create(url: str) -> FastAPI:
        return create_tenant(TenantSettings.model_validate(_lower(_settings(system, "tenant", url))), "api")

    async with counting(
        create, system, wire, monkeypatch, service="tenant", host="localhost", headers={}
    ) as counter:
        client = counter.client
        found = {
            "sign-up": await counter.cost_of(
                lambda: client.post("/api/v1/tenants", json=signup_body()), status=202
            )
        }
    assert found == _expected(found)


def test_counting_tells_statements_and_not_messages() -> None:
    def message(kind: bytes, body: bytes) -> bytes:
        return kind + (len(body) + 4).to_bytes(4) + body

    begin = message(b"Q", b"BEGIN; SET LOCAL ROLE a; SELECT 1;\0")
    assert statements_in(begin) == 3
    assert statements_in(message(b"B", b"\0") + message(b"E", b"\0") + message(b"S", b"")) == 1


def _tutor() -> dict[str, str]:
    return {"nome": f"Ána {next(numbers)}"}


def _expected(found: dict[str, Cost]) -> dict[str, Cost]:
    return {name: COSTS[name] for name in found}
