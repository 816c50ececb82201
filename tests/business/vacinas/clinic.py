"""An animal and what happens to it, as the tests of vaccines tell it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx

from tests.business.agenda.desk import the_day
from tests.business.shops import create
from tests.infra.shops import Shop


def day(days: int) -> str:
    """So many days from the shop's today, as it travels."""
    return str(the_day(days))


def after(told: str, days: int) -> str:
    """So many days after a day that travelled."""
    return str(the_day(0).fromisoformat(told) + timedelta(days=days))


@dataclass(slots=True)
class Clinic:
    """`rex` is a dog; the catalogue is as every shop's begins."""

    shop: Shop
    cliente: int
    rex: int
    ids: dict[str, int]

    async def post(self, vacina: str | int, animal: int | None = None, /, **fields: Any) -> httpx.Response:
        body = {"vacina_id": self.ids[vacina] if isinstance(vacina, str) else vacina} | fields
        return await self.shop.client.post(f"/api/v1/animais/{animal or self.rex}/vacinas", json=body)

    async def dose(self, vacina: str | int, animal: int | None = None, **fields: Any) -> dict[str, Any]:
        answer = await self.post(vacina, animal, **fields)
        assert answer.status_code == 201, answer.text
        dose: dict[str, Any] = answer.json()
        return dose

    async def give(self, vacina: str, days: int, **fields: Any) -> dict[str, Any]:
        """So many days from today; before it, that is."""
        return await self.dose(vacina, aplicada_em=day(days), **fields)

    async def patch(self, dose: dict[str, Any], /, **fields: Any) -> httpx.Response:
        body = {"version": dose["version"]} | fields
        return await self.shop.client.patch(f"/api/v1/doses/{dose['id']}", json=body)

    async def delete(self, dose: dict[str, Any]) -> httpx.Response:
        return await self.shop.client.delete(f"/api/v1/doses/{dose['id']}")

    async def card(self, animal: int | None = None) -> dict[str, dict[str, Any]]:
        """Its lines by the vaccine's name."""
        answer = await self.shop.client.get(f"/api/v1/animais/{animal or self.rex}/vacinas")
        assert answer.status_code == 200, answer.text
        return {line["nome"]: line for line in answer.json()["vacinas"]}

    async def line(self, vacina: str) -> tuple[str, str | None, list[int]]:
        """A vaccine's situation, when the next dose is due, and the numbers of those given."""
        found = (await self.card())[vacina]
        return found["situacao"], found["prevista_para"], [each["dose"] for each in found["aplicadas"]]

    async def pending(self, **params: Any) -> list[dict[str, Any]]:
        answer = await self.shop.client.get("/api/v1/vacinas/pendentes", params=params)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items


async def open_clinic(shop: Shop) -> Clinic:
    cliente = (await create(shop, "clientes", nome="Carla", telefone="(11) 98765-4321"))["id"]
    rex = (await create(shop, "animais", nome="Rex", cliente_id=cliente, especie="Cão", nascimento="2020-01-01"))[
        "id"
    ]
    listed = (await shop.client.get("/api/v1/vacinas", params={"limit": 100})).json()["items"]
    return Clinic(shop, cliente, rex, {vacina["nome"]: vacina["id"] for vacina in listed})
