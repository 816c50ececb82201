"""The health of the whole system, for the gateway: every service is asked at once."""

import asyncio
from collections.abc import Mapping

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

ASK_TIMEOUT_S = 3.0


class HealthAggregator:
    """Answers 200 only when every service is ready."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        self._targets = dict(targets)

    async def answer(self, _: Request) -> Response:
        async with httpx.AsyncClient(timeout=ASK_TIMEOUT_S, trust_env=False) as client:
            states = await asyncio.gather(*(self._ask(client, url) for url in self._targets.values()))
        body = dict(zip(self._targets, states, strict=True))
        ready = all(state == "ready" for state in states)
        return JSONResponse(body, status_code=200 if ready else 503, headers={"Cache-Control": "no-store"})

    async def _ask(self, client: httpx.AsyncClient, url: str) -> str:
        try:
            answer = await client.get(f"{url}/health/ready")
        except httpx.HTTPError:
            return "unreachable"
        return "ready" if answer.status_code == 200 else "not ready"
