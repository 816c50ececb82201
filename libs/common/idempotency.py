"""Idempotency-Key: the same key and body answer the stored response, written with the work it answers for.

Each store is a table `idempotency_keys` (in the shop's schema, or in a service's own); the claim is a row of the
request's own transaction, so a second request with the same key waits for the first one's commit.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Coroutine
from typing import Any, ClassVar

import asyncpg
from fastapi import Request, Response
from fastapi.routing import APIRoute
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.database import LOCK_NOT_AVAILABLE, sqlstate_of
from libs.common.errors import BadRequestError, IdempotencyKeyReusedError, RequestInProgressError
from libs.common.problems import to_app_error
from libs.common.query import Query
from libs.common.tenancy.tenant import current_tenant_or_none
from libs.common.transaction import Transaction, rows_of
from libs.common.web import render_error

Work = AsyncSession | Transaction

HEADER = "Idempotency-Key"
_MAX_KEY = 255
# What a repeat would do twice; the others end where they began.
_METHODS = frozenset({"POST", "PATCH"})
# Answers over 24 hours old go in passing: no job has to visit every shop for them.
_PRUNE_ONE_IN = 100
# A retry may succeed where these failed, so their answer is not kept.
_NOT_STORED = frozenset({401, 408, 429})
_KEPT_HEADERS = ("location", "content-type")


class ReplayStoredResponse(Exception):
    """This key was answered before; carries that answer."""

    def __init__(self, response: Response) -> None:
        self.response = response


class IdempotencyStore:
    """One table of answers. `table` is a constant of the service, never user input."""

    def __init__(self, table: str, secret: bytes) -> None:
        self._secret = secret
        self._claim = _query(
            f"INSERT INTO {table} AS k (key, route, request_hash) VALUES (:key, :route, :hash)"  # noqa: S608
            " ON CONFLICT (key, route) DO UPDATE SET request_hash = excluded.request_hash, status = NULL,"
            " body = NULL, headers = NULL, created_at = now() WHERE k.created_at < now() - interval '24 hours'"
            " RETURNING 1"
        )
        self._find = _query(
            f"SELECT request_hash, status, body, headers FROM {table} WHERE key = :key AND route = :route"  # noqa: S608
        )
        self._store = _query(
            f"INSERT INTO {table} AS k (key, route, request_hash, status, body, headers)"  # noqa: S608
            " VALUES (:key, :route, :hash, :status, :body, :headers)"
            " ON CONFLICT (key, route) DO UPDATE SET status = excluded.status, body = excluded.body,"
            " headers = excluded.headers WHERE k.status IS NULL RETURNING 1"
        )
        self._prune = _query(
            f"DELETE FROM {table} WHERE (key, route) IN (SELECT key, route FROM {table}"  # noqa: S608
            " WHERE created_at < now() - interval '24 hours' LIMIT 500 FOR UPDATE SKIP LOCKED) RETURNING 1"
        )

    async def claim(self, session: Work, request: Request) -> None:
        """Takes the request's key for this transaction; a no-op without the header.

        Raises ReplayStoredResponse for a repeat, IdempotencyKeyReusedError for another body.
        """
        key = request.headers.get(HEADER)
        if key is None or request.method not in _METHODS:
            return
        if not 0 < len(key) <= _MAX_KEY or not key.isascii() or not key.isprintable():
            raise BadRequestError(f"{HEADER} takes 1 to {_MAX_KEY} printable ASCII characters.")
        claim = _Claim(self, session, await self._parameters(key, request))
        if not await self._is_first(session, claim.parameters):
            await self._replay(session, claim.parameters)
        if secrets.randbelow(_PRUNE_ONE_IN) == 0:
            await rows_of(session, self._prune)
        request.state.idempotency_claim = claim

    async def _is_first(self, session: Work, parameters: dict[str, Any]) -> bool:
        """Waits for an earlier request with the key. Raises RequestInProgressError when that takes too long."""
        try:
            return bool(await rows_of(session, self._claim, **parameters))
        except (DBAPIError, asyncpg.PostgresError) as error:
            if sqlstate_of(error) == LOCK_NOT_AVAILABLE:
                raise RequestInProgressError(headers={"Retry-After": "1"}) from error
            raise

    async def _parameters(self, key: str, request: Request) -> dict[str, Any]:
        digest = hmac.new(self._secret, await request.body(), hashlib.sha256).hexdigest()
        # One table may serve many shops: what one shop was answered is never another's.
        tenant = current_tenant_or_none()
        owner = tenant.id if tenant else "platform"
        return {"key": key, "route": f"{owner} {request.method} {request.url.path}", "hash": digest}

    async def _replay(self, session: Work, parameters: dict[str, Any]) -> None:
        found = {name: parameters[name] for name in ("key", "route")}
        (row,) = await rows_of(session, self._find, **found)
        if not hmac.compare_digest(row.request_hash, parameters["hash"]):
            raise IdempotencyKeyReusedError
        if row.status is None:
            raise RequestInProgressError(headers={"Retry-After": "1"})
        response = Response(row.body, status_code=row.status, headers=json.loads(row.headers))
        response.headers["Idempotency-Replayed"] = "true"
        raise ReplayStoredResponse(response)


class _Claim:
    def __init__(self, store: IdempotencyStore, session: Work, parameters: dict[str, Any]) -> None:
        self._store, self.session, self.parameters = store, session, parameters

    async def keep(self, response: Response) -> None:
        """Stores the answer in the session's transaction."""
        headers = {k: v for k, v in response.headers.items() if k in _KEPT_HEADERS}
        answer = {
            "status": response.status_code,
            "body": bytes(response.body).decode(),
            "headers": json.dumps(headers),
        }
        await rows_of(self.session, self._store._store, **self.parameters, **answer)


class IdempotentRoute(APIRoute):
    """Keeps the answer of a claimed request: with its work when it succeeds, alone when it is refused."""

    repeatable: ClassVar[frozenset[str]] = _METHODS

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, between the store and the client."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                response = await handler(request)
            except ReplayStoredResponse as replay:
                return replay.response
            except Exception as error:
                claim = getattr(request.state, "idempotency_claim", None)
                refusal = to_app_error(error)
                if claim is None or not _is_stored(refusal.status, refusal.code):
                    raise
                if not refusal.commits:
                    await claim.session.rollback()
                response = render_error(request.scope, error)
                await claim.keep(response)
                return response
            claim = getattr(request.state, "idempotency_claim", None)
            if claim is not None:
                await claim.keep(response)
            return response

        return answer


def _query(sql: str) -> Query:
    return Query(text(sql))


def _is_stored(status: int, code: str) -> bool:
    return status < 500 and status not in _NOT_STORED and code != "REQUEST_IN_PROGRESS"
