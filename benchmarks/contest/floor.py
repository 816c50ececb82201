"""The floor: FastAPI with hand-written asyncpg on the product's own tables, and nothing that it could do without.

The shop's role and path in one round trip with BEGIN, as the product has them; the token is verified with each
request, or believed once verified (FLOOR_TOKENS=cached). No limits, no log, no metrics, no audit of reads, no
idempotency, no checked wall: what the product adds to this is what the product costs.
"""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import asyncpg
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ConfigDict

POOL = int(os.environ.get("FLOOR_POOL", "10"))
CACHED = os.environ.get("FLOOR_TOKENS") == "cached"
# Subdomain to schema and to the tenant's id; written by the run that starts this.
SHOPS: dict[str, list[str]] = json.loads(Path(os.environ["FLOOR_SHOPS"]).read_text())
KEYS = KeySet.import_key_set(json.loads(Path(os.environ["FLOOR_JWKS"]).read_text()))
COLUMNS = "id, nome, email, telefone, endereco, cpf, observacoes, created_at, updated_at, version"
GET = f"SELECT {COLUMNS} FROM api_cliente WHERE id = $1"  # noqa: S608 - constant
LIST = f"SELECT {COLUMNS}, ordem FROM api_cliente ORDER BY ordem, id LIMIT 21"  # noqa: S608 - constant
AFTER = f"SELECT {COLUMNS}, ordem FROM api_cliente WHERE (ordem, id) > ($1, $2) ORDER BY ordem, id LIMIT 21"  # noqa: S608
SEARCH = (
    f"SELECT {COLUMNS}, ordem FROM api_cliente WHERE busca LIKE '%' || extensions.fold($1) || '%'"  # noqa: S608
    " ORDER BY ordem, id LIMIT 21"
)
INSERT = (
    "INSERT INTO api_cliente (nome, email, telefone, endereco, cpf, observacoes) VALUES ($1, $2, $3, $4, $5, $6)"  # noqa: S608
    f" RETURNING {COLUMNS}"
)
UPDATE = (
    "UPDATE api_cliente SET telefone = $3, updated_at = now(), version = version + 1"  # noqa: S608
    f" WHERE id = $1 AND version = $2 RETURNING {COLUMNS}"
)
_believed: dict[str, str] = {}


class ClienteIn(BaseModel):
    nome: str
    email: str | None = None
    telefone: str | None = None
    endereco: str | None = None
    cpf: str | None = None
    observacoes: str | None = None


class Patch(BaseModel):
    version: int
    telefone: str


class Cliente(ClienteIn):
    model_config = ConfigDict(from_attributes=True)
    id: int
    created_at: datetime
    updated_at: datetime
    version: int


class Page(BaseModel):
    items: list[Cliente]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    pool = await asyncpg.create_pool(os.environ["FLOOR_URL"], min_size=POOL, max_size=POOL, reset=_nothing)
    app.state.pool = pool
    yield
    await pool.close()


async def _nothing(_: Any) -> None:
    """SET LOCAL ends with its transaction: nothing is left to reset."""


app = FastAPI(lifespan=lifespan, openapi_url=None)


async def shop_of(request: Request) -> str:
    """The schema of the shop that host and token both name."""
    found = SHOPS.get(request.headers["host"].partition(".")[0])
    if found is None:
        raise HTTPException(404)
    schema, tenant_id = found
    token = request.headers.get("authorization", "")[7:]
    believed = _believed.get(token) if CACHED else None
    if believed is None:
        try:
            decoded = jwt.decode(token, KEYS, algorithms=["Ed25519"])
            jwt.JWTClaimsRegistry(exp={"essential": True}, aud={"essential": True}).validate(decoded.claims)
        except (JoseError, ValueError):
            raise HTTPException(401) from None
        believed = _believed[token] = decoded.claims["tid"]
    if believed != tenant_id:
        raise HTTPException(403)
    return schema


Shop = Annotated[str, Depends(shop_of)]


@asynccontextmanager
async def transaction(schema: str) -> AsyncIterator[Any]:
    async with app.state.pool.acquire() as connection:
        await connection.execute(f"BEGIN; SET LOCAL ROLE {schema}; SET LOCAL search_path TO {schema}")
        try:
            yield connection
        except BaseException:
            await connection.execute("ROLLBACK")
            raise
        await connection.execute("COMMIT")


def _answer(model: BaseModel, status: int = 200) -> Response:
    return Response(model.__pydantic_serializer__.to_json(model), status, media_type="application/json")


def _cliente(row: Any) -> Cliente:
    return Cliente.model_construct(**row)


@app.get("/api/v1/clientes")
async def list_clientes(shop: Shop, q: str | None = None, ordem: str | None = None, after: int = 0) -> Response:
    async with transaction(shop) as connection:
        if q is not None:
            rows = await connection.fetch(SEARCH, q)
        elif ordem is not None:
            rows = await connection.fetch(AFTER, ordem, after)
        else:
            rows = await connection.fetch(LIST)
    return _answer(Page.model_construct(items=[_cliente(row) for row in rows[:20]]))


@app.get("/api/v1/clientes/{cliente_id}")
async def get_cliente(cliente_id: int, shop: Shop) -> Response:
    async with transaction(shop) as connection:
        row = await connection.fetchrow(GET, cliente_id)
    if row is None:
        raise HTTPException(404)
    return _answer(_cliente(row))


@app.post("/api/v1/clientes")
async def create_cliente(body: ClienteIn, shop: Shop) -> Response:
    async with transaction(shop) as connection:
        row = await connection.fetchrow(
            INSERT, body.nome, body.email, body.telefone, body.endereco, body.cpf, body.observacoes
        )
    return _answer(_cliente(row), 201)


@app.patch("/api/v1/clientes/{cliente_id}")
async def update_cliente(cliente_id: int, body: Patch, shop: Shop) -> Response:
    async with transaction(shop) as connection:
        row = await connection.fetchrow(UPDATE, cliente_id, body.version, body.telefone)
    if row is None:
        raise HTTPException(409)
    return _answer(_cliente(row))
