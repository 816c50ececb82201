"""The README's tour in containers; what is killed comes back; what is stopped keeps its data."""

import time

import pytest

from tests.compose.project import LONG_RUNNING, Project, tour
from tests.infra.shops import Shop, sign_in


def assert_tour(project: Project, title: str) -> None:
    began = time.monotonic()
    printed = tour(project.gateway_port)
    project.seconds[title] = time.monotonic() - began
    for expected in ('"state":"COMPLETED"', "João Conceição", '"nome":"Thor"', "TENANT_MISMATCH"):
        assert expected in printed, printed
    assert "ROLLED_BACK EMAIL_TAKEN" in printed, printed


def test_tour_of_the_readme(project: Project) -> None:
    assert_tour(project, "tour")


@pytest.mark.parametrize("service", LONG_RUNNING)
async def test_killed_container_comes_back_and_the_tour_goes_on(
    project: Project, shop: Shop, service: str
) -> None:
    created = await shop.client.post("/api/v1/clientes", json={"nome": "Ana"})
    assert created.status_code == 201, created.text
    restarts = project.containers()[service]["RestartCount"]
    began = time.monotonic()
    project.crash(service)
    project.wait_restarted(service, restarts + 1)
    project.wait_healthy()
    project.seconds[f"{service} killed → healthy"] = time.monotonic() - began
    assert_tour(project, f"tour after {service}")
    found = await shop.client.get("/api/v1/clientes")
    assert [row["nome"] for row in found.json()["items"]] == ["Ana"]


async def test_down_and_up_keep_the_data(project: Project, shop: Shop) -> None:
    assert (await shop.client.post("/api/v1/clientes", json={"nome": "Zoé"})).status_code == 201
    project.down()
    assert not project.compose("ps", "-aq").split()
    project.up("up, again")
    session = await sign_in(shop.client, shop.owner_email, shop.owner_password)
    shop.client.headers["Authorization"] = f"Bearer {session['access_token']}"
    found = await shop.client.get("/api/v1/clientes")
    assert [row["nome"] for row in found.json()["items"]] == ["Zoé"]
    assert_tour(project, "tour after down and up")


async def test_gateway_serves_its_pages_and_refuses_in_its_own_words(project: Project) -> None:
    async with project.as_system().client() as visitor:
        assert (await visitor.get("/")).status_code == 200
        assert (await visitor.get("/api/docs")).status_code == 200
        assert "/api/v1/tenants" in (await visitor.get("/api/openapi.json")).json()["paths"]
        assert (await visitor.get("/metrics")).status_code == 404
        too_large = await visitor.post("/api/v1/tenants", content=b"x" * 1_100_000)
        assert (too_large.status_code, too_large.json()["code"]) == (413, "PAYLOAD_TOO_LARGE")
        large = await visitor.post("/api/v1/tenants", json={"company_name": "x" * 300_000})
        assert large.status_code == 422


def test_database_is_made_with_the_builtin_locale(project: Project) -> None:
    query = "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) FROM pg_database ORDER BY 1"
    assert {tuple(row) for row in project.sql(query)} == {("b", "C.UTF-8", "UTF8")}
    assert project.sql("SHOW jit") == [["off"]]
