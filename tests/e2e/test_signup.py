"""A shop signs up and books in its first pet, through the gateway."""

from tests.infra.shops import Shop


async def test_sign_up_completes_and_owner_registers_a_pet(shop: Shop, other_shop: Shop) -> None:
    tutor = await shop.client.post("/api/v1/clientes", json={"nome": "João"})
    assert tutor.status_code == 201, tutor.text
