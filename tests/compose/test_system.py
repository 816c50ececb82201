"""The README's tour in containers; what is killed comes back; what is stopped keeps its data."""

import re
import time

import pytest

from tests.compose.project import INSTANCES, LONG_RUNNING, Project, tour
from tests.infra.shops import Shop, sign_in
from tests.infra.waiting import eventually


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


async def test_front_end_stays_while_one_instance_is_away_and_says_so_when_both_are(project: Project) -> None:
    async with project.as_system().client() as visitor:
        for instance in INSTANCES:
            project.compose("stop", instance)

            async def serves_alone() -> bool:
                """What is asked meanwhile may wait, until the gateway asks for the name again."""
                answers = [await visitor.get("/") for _ in range(12)]
                return {each.status_code for each in answers} == {200}

            await eventually(serves_alone, timeout_s=30)
            project.up(f"{instance} again")
        project.compose("stop", *INSTANCES)
        away = await visitor.get("/")
        assert (away.status_code, "Estamos voltando" in away.text) == (503, True)
        project.up("both again")


async def test_front_end_comes_with_its_files_on_the_host_it_is_for(project: Project) -> None:
    async with project.as_system().client() as visitor, project.as_system().client("acme") as shop:
        page = await visitor.get("/")
        assert (page.status_code, page.headers["cache-control"]) == (200, "no-cache")
        scripts = re.findall(r"/_next/static/[^\"']+\.js", page.text)
        assert scripts
        for script in scripts:
            found = await visitor.get(script)
            assert (found.status_code, "immutable" in found.headers["cache-control"]) == (200, True)
        assert (await shop.get("/")).headers["location"] == "/inicio"
        assert (await shop.get("/cadastro")).status_code == 404
        assert "localhost" in (await visitor.get("/site.js")).text


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
