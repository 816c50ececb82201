"""A demo's life: the same for the same seed, plausible, and possible; and a shop that goes on from there."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from uuid import UUID

import pytest

from deploy.demo import words
from deploy.demo.__main__ import make_demo
from deploy.demo.life import ZONE, Life, live
from deploy.demo.writing import COLUMNS, fill
from libs.common.clock import new_id
from libs.common.contracts.hours import DAYS
from libs.common.tenancy.tenant import schema_name_for
from services.business.clientes.cpf import parse_cpf
from services.business.clientes.phones import settled
from services.business.clientes.schemas import ClienteIn, ConsentimentoIn
from tests.infra.shops import sign_in
from tests.infra.sql import connected, fetchval
from tests.infra.system import System

NOW = datetime(2026, 11, 30, 15, 30, tzinfo=UTC)
OVERLAPS = """
SELECT count(*) FROM {schema}.api_agendamento_item a JOIN {schema}.api_agendamento_item b
    ON a.profissional_id = b.profissional_id AND a.agendamento_id < b.agendamento_id
    AND tstzrange(a.inicio, a.fim) && tstzrange(b.inicio, b.fim) AND NOT a.encaixe AND NOT b.encaixe
    AND a.status NOT IN ('cancelado', 'faltou') AND b.status NOT IN ('cancelado', 'faltou')
"""


@pytest.fixture(scope="module")
def life() -> Life:
    return live(1, NOW, scale=0.15)


def test_same_seed_and_day_make_the_same_life(life: Life) -> None:
    assert live(1, NOW, scale=0.15).records == life.records
    assert live(2, NOW, scale=0.15).records != life.records


def test_every_record_has_its_columns(life: Life) -> None:
    assert life.records.keys() == COLUMNS.keys()
    for table, columns in COLUMNS.items():
        assert {len(record) for record in life.records[table]} == {len(columns)}


def test_year_is_plausible(life: Life) -> None:
    past = [record for record in life.records["api_agendamento"] if record[3] < NOW - timedelta(days=1)]
    states = Counter(record[4] for record in past)
    assert set(states) == {"entregue", "faltou", "cancelado"}
    assert 0.05 < states["faltou"] / len(past) < 0.13
    assert 0.06 < states["cancelado"] / len(past) < 0.14
    assert 0.03 < sum(record[5] for record in past) / len(past) < 0.11
    cats = sum(record[2] == "gato" for record in life.records["api_animal"])
    assert 0.1 < cats / len(life.records["api_animal"]) < 0.22
    documents = [record[5] for record in life.records["api_cliente"] if record[5]]
    assert all(parse_cpf(document) == document for document in documents)
    assert len(set(documents)) == len(documents)


def test_tutores_are_as_the_shop_would_write_them_down(life: Life) -> None:
    for _, nome, email, telefone, endereco, cpf, notes, *more in life.records["api_cliente"]:
        phones, address, born, tags, owes = more
        parts = address and json.loads(address)
        written = {"telefones": json.loads(phones), "endereco_postal": parts, "nascimento": born and str(born)}
        known = {"nome": nome, "email": email, "endereco": endereco, "cpf": cpf, "observacoes": notes}
        record = ClienteIn.model_validate(known | written | {"tags": json.loads(tags), "devedor": owes})
        dumped = record.model_dump(include={"telefones", "endereco_postal"})
        assert dumped == {"telefones": written["telefones"], "endereco_postal": parts}
        assert settled(dumped, [])["telefone"] == telefone
        assert endereco is None or endereco.startswith(parts["logradouro"])
    owing = sum(record[11] for record in life.records["api_cliente"])
    assert 0 < owing < len(life.records["api_cliente"]) / 10
    for _, finalidade, concedido, origem, texto, em in life.records["api_consentimento"]:
        ConsentimentoIn(finalidade=finalidade, concedido=concedido, origem=origem, texto=texto)
        assert em < NOW


def test_whole_year_has_the_volume_of_a_medium_shop() -> None:
    whole = live(1, NOW)
    past = [record for record in whole.records["api_agendamento"] if record[2] < NOW]
    assert 700 < len(past) / 12 < 1_500
    assert (len(whole.records["api_cliente"]), len(whole.records["api_animal"])) == (3_000, 4_350)


def test_nobody_is_in_two_places_nor_at_work_outside_of_their_hours(life: Life) -> None:
    items = [record for record in life.records["api_agendamento_item"] if record[3] not in ("cancelado", "faltou")]
    for column, among in ((6, [item for item in items if not item[4]]), (2, items)):
        among.sort(key=lambda item: (item[column], item[7]))
        for _, theirs in groupby(among, key=lambda item: item[column]):
            assert all(before[8] <= after[7] for before, after in pairwise(theirs))
    for item in items:
        week = words.PEOPLE[item[6] - 1][2]
        begin, end = item[7].astimezone(ZONE), item[8].astimezone(ZONE)
        spans = week[DAYS[begin.weekday()]]
        assert any(opens <= f"{begin:%H:%M}" and (item[4] or f"{end:%H:%M}" <= closes) for opens, closes in spans)


def test_steps_lead_to_the_state_and_none_is_of_the_future(life: Life) -> None:
    bookings = {record[0]: record for record in life.records["api_agendamento"]}
    for row_id, steps in groupby(life.records["api_agendamento_transicao"], key=lambda step: step[0]):
        ways = list(steps)
        assert ways[0][1] is None
        assert [step[1] for step in ways[1:]] == [step[2] for step in ways[:-1]]
        assert ways[-1][2] == bookings[row_id][4]
        assert all(before[3] <= after[3] <= NOW for before, after in pairwise(ways))


def test_rides_go_where_the_tutor_lives_and_stand_as_their_booking_does(life: Life) -> None:
    bookings = {record[0]: record for record in life.records["api_agendamento"]}
    homes = {record[0]: record[4] for record in life.records["api_cliente"]}
    owners = {record[0]: homes[record[5]] for record in life.records["api_animal"]}
    rides = life.records["api_taxi"]
    fetched = {ride[0] for ride in rides}
    assert 0.04 < len(fetched) / len(bookings) < 0.15
    for row_id, way, home, leaves, arrives, _, _, state in rides:
        _, animal, begin, end, status, *_ = bookings[row_id]
        assert home == owners[animal]
        assert (arrives == begin) if way == "busca" else (leaves == end)
        if status in ("cancelado", "faltou"):
            assert state == "cancelado"
        else:
            assert state == ("feito" if arrives <= NOW else "a_caminho" if leaves <= NOW else "pendente")


async def test_demo_is_a_shop_that_goes_on(system: System) -> None:
    subdomain = f"demo-{new_id().hex[-8:]}"
    made = await make_demo(
        f"http://localhost:{system.gateway_port}", system.admin_url, subdomain=subdomain, seed=1, scale=0.05
    )
    async with system.client(subdomain) as client:
        signed = await sign_in(client, made["email"], made["password"])
        client.headers["Authorization"] = f"Bearer {signed['access_token']}"
        schema = schema_name_for(UUID(signed["tenant"]["id"]))
        assert await fetchval(system.admin_url, OVERLAPS.format(schema=schema)) == 0
        today = datetime.now(UTC).astimezone(ZONE).date()
        # The next day on which somebody works.
        day = today + timedelta(days=1 + (today.weekday() == 5))
        shown = (await client.get("/api/v1/agenda", params={"data": str(day)})).json()
        assert [column["nome"] for column in shown["profissionais"]] == sorted(p[0] for p in words.PEOPLE)
        assert shown["agendamentos"]
        animal = shown["agendamentos"][0]["animal_id"]
        offers = (await client.get(f"/api/v1/animais/{animal}/servicos")).json()
        assert len(offers) == len(words.SERVICOS) + 1
        tutor = (await client.post("/api/v1/clientes", json={"nome": "Nova"})).json()["id"]
        added = await client.post("/api/v1/animais", json={"nome": "Rex", "cliente_id": tutor})
        assert added.status_code == 201, added.text
        booked = {"animal_id": added.json()["id"], "servico_id": 1, "encaixe": True}
        noon = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
        answer = await client.post("/api/v1/agendamentos", json=booked | {"inicio": noon.isoformat()})
        assert answer.status_code == 201, answer.text
    async with connected(system.admin_url) as admin:
        with pytest.raises(ValueError, match="not empty"):
            await fill(admin, schema, live(1, NOW, scale=0.05))


async def test_name_that_is_taken_is_said_and_writes_nothing(system: System) -> None:
    subdomain = f"demo-{new_id().hex[-8:]}"
    gateway = f"http://localhost:{system.gateway_port}"
    await make_demo(gateway, system.admin_url, subdomain=subdomain, seed=1, scale=0.02)
    with pytest.raises(SystemExit, match="SUBDOMAIN_TAKEN"):
        await make_demo(gateway, system.admin_url, subdomain=subdomain, seed=1, scale=0.02)
