"""The last word has the front door: who was promised a shop works in it, and other names are free again."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import httpx

from tests.chaos.audit import Finding
from tests.chaos.visitors import SignUp
from tests.infra.system import System

AT_ONCE = 6


async def try_all(system: System, accepted: Sequence[SignUp]) -> list[Finding]:
    """Signs every owner in and writes in every shop; asks for every name that should be free again."""
    findings: list[Finding] = []
    async with system.client() as client:
        waiting = iter(accepted)

        async def work() -> None:
            for sign_up in waiting:
                check = _check_shop if sign_up.state == "COMPLETED" else _check_free
                if fault := await _answered(check, client, system, sign_up):
                    findings.append(Finding("shop does not work", f"{sign_up.subdomain}: {fault}"))

        await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return findings


Check = Callable[[httpx.AsyncClient, System, SignUp], Awaitable[str | None]]


async def _answered(check: Check, client: httpx.AsyncClient, system: System, sign_up: SignUp) -> str | None:
    try:
        return await check(client, system, sign_up)
    except httpx.HTTPError as error:
        return repr(error)


async def _check_shop(client: httpx.AsyncClient, system: System, sign_up: SignUp) -> str | None:
    host = {"Host": f"{sign_up.subdomain}.localhost:{system.gateway_port}"}
    credentials = {"email": sign_up.email, "password": sign_up.body["admin"]["password"]}
    login = await client.post("/api/v1/auth/login", json=credentials, headers=host)
    if login.status_code != 200:
        return f"login {login.status_code} {login.text}"
    # One client serves all shops: no shop's cookie may travel to another.
    client.cookies.clear()
    bearer = host | {"Authorization": f"Bearer {login.json()['access_token']}"}
    written = await client.post("/api/v1/clientes", json={"nome": "João"}, headers=bearer)
    return None if written.status_code == 201 else f"write {written.status_code} {written.text}"


async def _check_free(client: httpx.AsyncClient, system: System, sign_up: SignUp) -> str | None:
    answer = await client.get("/api/v1/tenants/availability", params={"subdomain": sign_up.subdomain})
    return None if answer.json().get("available") else f"the name is not free again: {answer.text}"
