"""What a shop's owner has before a test begins: records made through the API, and a page she is signed in on."""

from typing import Any

from playwright.async_api import Page

from tests.browser.looking import settled, sign_in
from tests.browser.visitor import Visitor
from tests.infra.shops import Shop


async def create(shop: Shop, resource: str, **body: Any) -> dict[str, Any]:
    answer = await shop.client.post(f"/api/v1/{resource}", json=body)
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()
    return created


async def bookable(shop: Shop, **animal: Any) -> tuple[int, int]:
    """An animal and a serviço of an hour."""
    tutor = await create(shop, "clientes", nome="Rita Lima")
    pet = await create(shop, "animais", nome="Thor", especie="cão", cliente_id=tutor["id"], **animal)
    servico = await create(shop, "servicos", nome="Hidratação", preco="60.00", duracao=60)
    return pet["id"], servico["id"]


async def open_signed_in(visitor: Visitor, shop: Shop, path: str) -> Page:
    page = await visitor.page()
    await sign_in(page, visitor.gateway, shop.owner_email, shop.owner_password, shop=shop.subdomain)
    await page.goto(visitor.gateway.url(path, shop.subdomain))
    await settled(page)
    return page
