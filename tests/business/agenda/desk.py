"""A counter with an animal and people, and times as they are said there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from tests.business.shops import create
from tests.infra.shops import Shop

ZONE = ZoneInfo("America/Sao_Paulo")


def the_day(days: int = 1) -> date:
    """So many days from today, on the shop's calendar."""
    return datetime.now(UTC).astimezone(ZONE).date() + timedelta(days=days)


def at(clock: str, days: int = 1, zone: ZoneInfo = ZONE) -> str:
    """A time on the shop's wall, as it travels."""
    told = datetime.combine(the_day(days), time.fromisoformat(clock), zone)
    return told.astimezone(UTC).isoformat().replace("+00:00", "Z")


def clock_of(told: str, zone: ZoneInfo = ZONE) -> str:
    """The wall's clock at a time that travelled."""
    return datetime.fromisoformat(told).astimezone(zone).strftime("%H:%M")


@dataclass(slots=True)
class Desk:
    """`servico` takes an hour and costs 60.00; both people do everything."""

    shop: Shop
    animal: int
    other_animal: int
    servico: int
    ana: int
    bia: int

    async def book(self, clock: str = "10:00", days: int = 1, **fields: Any) -> httpx.Response:
        """One hour for the animal, by Ana, unless something else is said."""
        body: dict[str, Any] = {"animal_id": self.animal, "inicio": at(clock, days)} | fields
        if "itens" not in body:
            body = {"servico_id": self.servico, "profissional_id": self.ana} | body
            body = {name: value for name, value in body.items() if value is not None}
        return await self.shop.client.post("/api/v1/agendamentos", json=body)

    async def booked(self, clock: str = "10:00", days: int = 1, **fields: Any) -> dict[str, Any]:
        answer = await self.book(clock, days, **fields)
        assert answer.status_code == 201, answer.text
        booking: dict[str, Any] = answer.json()
        return booking

    async def change(self, booking: dict[str, Any], **fields: Any) -> httpx.Response:
        body = {"version": booking["version"]} | fields
        return await self.shop.client.patch(f"/api/v1/agendamentos/{booking['id']}", json=body)

    async def step(self, booking: dict[str, Any], status: str, **fields: Any) -> httpx.Response:
        body = {"version": booking["version"], "status": status} | fields
        return await self.shop.client.post(f"/api/v1/agendamentos/{booking['id']}/status", json=body)

    async def stepped(self, booking: dict[str, Any], *states: str) -> dict[str, Any]:
        """Through these states, one after the other."""
        for status in states:
            answer = await self.step(booking, status)
            assert answer.status_code == 200, answer.text
            booking = answer.json()
        return booking

    async def undo(self, booking: dict[str, Any]) -> httpx.Response:
        path = f"/api/v1/agendamentos/{booking['id']}/desfazer"
        return await self.shop.client.post(path, json={"version": booking["version"]})

    async def configure(self, key: str, value: str) -> None:
        answer = await self.shop.client.put(f"/api/v1/tenant/configurations/{key}", json={"config_value": value})
        assert answer.status_code in (200, 201), answer.text

    async def free(self, servicos: Sequence[int] = (), **params: Any) -> list[str]:
        """The clocks at which there is room tomorrow."""
        wanted: dict[str, Any] = {
            "animal_id": self.animal,
            "servico_id": list(servicos) or [self.servico],
            "data": str(the_day()),
        }
        answer = await self.shop.client.get("/api/v1/agenda/horarios", params=wanted | params)
        assert answer.status_code == 200, answer.text
        return [clock_of(place["inicio"]) for place in answer.json()]


async def open_desk(shop: Shop) -> Desk:
    cliente = (await create(shop, "clientes", nome="Carla", email="carla@example.com"))["id"]
    rex, mel = [(await create(shop, "animais", nome=nome, cliente_id=cliente))["id"] for nome in ("Rex", "Mel")]
    servico = (await create(shop, "servicos", nome="Banho da casa", preco="60.00", duracao=60))["id"]
    ana, bia = [(await create(shop, "profissionais", nome=nome))["id"] for nome in ("Ana", "Bia")]
    return Desk(shop, rex, mel, servico, ana, bia)
