"""A shop in which a day can be worked, and the hands that work it on a screen."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.async_api import Locator, Page

from libs.common.contracts.hours import DAYS
from tests.browser.owning import create
from tests.infra.shops import Shop

ZONE = ZoneInfo("America/Sao_Paulo")
ALWAYS = {day: [["00:00", "24:00"]] for day in DAYS}


class Day:
    """A shop in which two people work around the clock, so that it does not matter when the tests run."""

    def __init__(self, shop: Shop, ids: dict[str, int]) -> None:
        self.shop, self.ids = shop, ids

    @property
    def today(self) -> date:
        return datetime.now(UTC).astimezone(ZONE).date()

    @property
    def later(self) -> date:
        """Far enough from now for nothing on it to be late."""
        return self.today + timedelta(days=3)

    def at(self, clock: str) -> str:
        return datetime.fromisoformat(f"{self.later}T{clock}").replace(tzinfo=ZONE).isoformat()

    async def book(self, animal: str, inicio: str, who: str = "Ana", **more: Any) -> dict[str, Any]:
        body = {
            "animal_id": self.ids[animal],
            "servico_id": self.ids["Ofurô"],
            "profissional_id": self.ids[who],
            "inicio": inicio,
        }
        return await create(self.shop, "agendamentos", **(body | more))

    async def book_now(self, animal: str, **more: Any) -> dict[str, Any]:
        now = datetime.now(UTC).replace(second=0, microsecond=0)
        return await self.book(animal, now.isoformat(), encaixe=True, **more)

    async def bookings(self, begin: date, until: date | None = None) -> list[dict[str, Any]]:
        params = {"de": str(begin), "ate": str(until or begin)}
        answer = await self.shop.client.get("/api/v1/agendamentos", params=params)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["items"]
        return found

    async def booking(self, row_id: int) -> dict[str, Any]:
        answer = await self.shop.client.get(f"/api/v1/agendamentos/{row_id}")
        found: dict[str, Any] = answer.json()
        return found


async def working_day(shop: Shop) -> Day:
    """Two animais of one tutor, one serviço, two people."""
    tutor = await create(shop, "clientes", nome="Rita Lima", telefone="(11) 98765-4321")
    ids = {"Rita Lima": tutor["id"]}
    for nome in ("Thor", "Mel"):
        pet = await create(shop, "animais", nome=nome, especie="cão", cliente_id=tutor["id"], porte="medio")
        ids[nome] = pet["id"]
    servico = await create(shop, "servicos", nome="Ofurô", preco="60.00", duracao=60)
    for nome in ("Ana", "Bia"):
        ids[nome] = (await create(shop, "profissionais", nome=nome, horarios=ALWAYS))["id"]
    return Day(shop, ids | {"Ofurô": servico["id"]})


def clock_of(booking: dict[str, Any]) -> str:
    return f"{datetime.fromisoformat(booking['inicio']).astimezone(ZONE):%H:%M}"


def card(page: Page, animal: str) -> Locator:
    return page.get_by_role("article", name=animal)


def column(page: Page, name: str) -> Locator:
    return page.locator(f"[data-column={name}]")


async def drag(page: Page, source: Locator, x: float, y: float) -> None:
    """As a hand does it: takes hold, moves a little, moves on. It does not let go."""
    box = await source.bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 20, box["y"] + 6)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 26, box["y"] + 14, steps=3)
    await page.mouse.move(x, y, steps=6)
