"""What the mail catcher holds, as tests read it."""

import html
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from typing import Any

import httpx

from tests.infra.waiting import PATIENCE_S, eventually


@dataclass(frozen=True)
class Letter:
    """One letter; `sender` and `recipients` are bare addresses, `source` is what came over the wire."""

    id: str
    message_id: str
    subject: str
    sender: str
    sender_name: str
    recipients: list[str]
    html: str
    text: str
    source: bytes

    @cached_property
    def parsed(self) -> EmailMessage:
        return message_from_bytes(self.source, policy=policy.default)

    @property
    def links(self) -> list[str]:
        """Where the HTML's links lead, in order."""
        return [html.unescape(found) for found in re.findall(r'<a\b[^>]*?\bhref="([^"]*)"', self.html)]


class Mailbox:
    """Reads a catcher through its API."""

    def __init__(self, port: int) -> None:
        self._url = f"http://127.0.0.1:{port}/api/v1"

    async def letters(self, to: str | None = None) -> list[Letter]:
        """All of them, oldest first; those to one address where it is named."""
        async with self._client() as client:
            path, query = ("/messages", "") if to is None else ("/search", f'to:"{to}"')
            listed = (await client.get(path, params={"limit": 100_000, "query": query})).raise_for_status().json()
            return [await self._letter(client, each["ID"]) for each in reversed(listed["messages"])]

    async def letter(self, to: str, *, subject: str = "", timeout_s: float = PATIENCE_S) -> Letter:
        """The first letter to that address, its subject holding these words; waits for it."""

        async def look() -> Letter | None:
            found = [each for each in await self.letters(to) if subject in each.subject]
            return found[0] if found else None

        return await eventually(look, timeout_s=timeout_s)

    async def count(self) -> int:
        async with self._client() as client:
            answer = (await client.get("/messages", params={"limit": 1})).raise_for_status()
            total: int = answer.json()["total"]
            return total

    async def clear(self) -> None:
        async with self._client() as client:
            (await client.delete("/messages")).raise_for_status()

    async def _letter(self, client: httpx.AsyncClient, letter_id: str) -> Letter:
        told = (await client.get(f"/message/{letter_id}")).raise_for_status().json()
        source = (await client.get(f"/message/{letter_id}/raw")).raise_for_status().content
        return Letter(
            id=told["ID"],
            message_id=told["MessageID"],
            subject=told["Subject"],
            sender=told["From"]["Address"],
            sender_name=told["From"]["Name"],
            recipients=_addresses(told["To"]),
            html=told["HTML"],
            text=told["Text"],
            source=source,
        )

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=self._url, timeout=30, trust_env=False)


def _addresses(told: list[dict[str, Any]]) -> list[str]:
    return [each["Address"] for each in told]
