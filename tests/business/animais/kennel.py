"""A tutor with an animal, and what is done with it."""

from dataclasses import dataclass
from typing import Any

import httpx

from tests.business.shops import create
from tests.infra.shops import Shop

PATH = "/api/v1/animais"


@dataclass(slots=True)
class Kennel:
    shop: Shop
    tutor: int
    id: int

    @property
    def path(self) -> str:
        return f"{PATH}/{self.id}"

    async def record(self) -> dict[str, Any]:
        found: dict[str, Any] = (await self.shop.client.get(self.path)).json()
        return found

    async def change(self, **fields: Any) -> httpx.Response:
        """With the version it has now, where none is said."""
        said = fields if "version" in fields else fields | {"version": (await self.record())["version"]}
        return await self.shop.client.patch(self.path, json=said)

    async def changed(self, **fields: Any) -> dict[str, Any]:
        answer = await self.change(**fields)
        assert answer.status_code == 200, answer.text
        record: dict[str, Any] = answer.json()
        return record

    async def post(self, path: str, **fields: Any) -> httpx.Response:
        return await self.shop.client.post(f"{self.path}/{path}", json=fields)

    async def items(self, path: str, **params: Any) -> list[dict[str, Any]]:
        answer = await self.shop.client.get(f"{self.path}/{path}", params=params)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def walk(self, path: str, limit: int) -> list[dict[str, Any]]:
        """All of a list, page by page; each of them full but the last."""
        found: list[dict[str, Any]] = []
        cursor = None
        while True:
            params = {"limit": limit} | ({"cursor": cursor} if cursor else {})
            page = (await self.shop.client.get(f"{self.path}/{path}", params=params)).json()
            found += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return found
            assert len(page["items"]) == limit


async def open_kennel(shop: Shop, **fields: Any) -> Kennel:
    tutor = (await create(shop, "clientes", nome="Carla"))["id"]
    animal = await create(shop, "animais", **{"nome": "Rex", "cliente_id": tutor} | fields)
    return Kennel(shop, tutor, animal["id"])
