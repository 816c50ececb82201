"""Whoever keeps what a plan limits hears how many people a shop has."""

from typing import Any

from tests.auth.team.helpers import Team
from tests.infra.waiting import eventually


async def test_shop_shows_how_many_people_it_has(team: Team) -> None:
    async def told() -> Any:
        answer = await team.owner.call("GET", "/api/v1/tenant")
        return answer.json().get("usage", {}).get("users")

    async def is_(count: int) -> bool:
        return bool(await told() == count)

    await eventually(lambda: is_(1))
    colleague = await team.hire("user")
    assert (await team.owner.change(colleague, is_active=False)).status_code == 200
    assert (await team.owner.change(colleague, version=2, is_active=True)).status_code == 200
    await eventually(lambda: is_(2))
    # A name is nobody's place.
    assert (await team.owner.change(colleague, version=3, first_name="Rita")).status_code == 200
    assert (await team.owner.remove(colleague)).status_code == 204
    await eventually(lambda: is_(1))
