"""Series as tests make and change them at a desk."""

from typing import Any

import httpx

from tests.business.agenda.desk import Desk, at

PATH = "/api/v1/recorrencias"


async def repeat(desk: Desk, clock: str = "10:00", days: int = 1, **fields: Any) -> httpx.Response:
    """Every week for the animal by Ana, unless something else is said."""
    body = {
        "animal_id": desk.animal,
        "inicio": at(clock, days),
        "semanas": 1,
        "itens": [{"servico_id": desk.servico, "profissional_id": desk.ana}],
    } | fields
    return await desk.shop.client.post(PATH, json=body)


async def repeated(desk: Desk, clock: str = "10:00", days: int = 1, **fields: Any) -> dict[str, Any]:
    answer = await repeat(desk, clock, days, **fields)
    assert answer.status_code == 201, answer.text
    series: dict[str, Any] = answer.json()
    return series


async def altered(desk: Desk, series: dict[str, Any], **fields: Any) -> dict[str, Any]:
    answer = await alter(desk, series, **fields)
    assert answer.status_code == 200, answer.text
    changed: dict[str, Any] = answer.json()
    return changed


async def alter(desk: Desk, series: dict[str, Any], **fields: Any) -> httpx.Response:
    body = {"version": series["version"]} | fields
    return await desk.shop.client.post(f"{PATH}/{series['id']}/alterar", json=body)


async def end(desk: Desk, series: dict[str, Any], **fields: Any) -> httpx.Response:
    body = {"version": series["version"]} | fields
    return await desk.shop.client.post(f"{PATH}/{series['id']}/encerrar", json=body)


async def read(desk: Desk, series: dict[str, Any]) -> dict[str, Any]:
    answer = await desk.shop.client.get(f"{PATH}/{series['id']}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def booking(desk: Desk, occurrence: dict[str, Any]) -> dict[str, Any]:
    answer = await desk.shop.client.get(f"/api/v1/agendamentos/{occurrence['id']}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found
