"""`make demo`: a shop that looks lived in, at its own address, beside the running system."""

import argparse
import asyncio
import os
import secrets
import sys
import time
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from deploy.demo.life import live
from deploy.demo.writing import fill
from libs.common.clock import utc_now
from libs.common.tenancy.tenant import checked_identifier, schema_name_for

PATIENCE_S = 60
NAME = "Pet Feliz"


async def make_demo(gateway: str, database_url: str, *, subdomain: str, seed: int, scale: float) -> dict[str, Any]:
    """Signs a shop up and gives it a past. Raises SystemExit with what went wrong."""
    password, began = secrets.token_urlsafe(12), time.monotonic()
    async with httpx.AsyncClient(base_url=gateway, timeout=30) as client:
        email = f"dona@{subdomain}.example.com"
        body = {
            "company_name": NAME,
            "subdomain": subdomain,
            "plan_type": "pro",
            "admin": {
                "email": email,
                "password": password,
                "first_name": "Ana",
                "last_name": "Souza",
            },
        }
        answer = await client.post("/api/v1/tenants", json=body)
        if answer.status_code != 202:
            problem = answer.json()
            raise SystemExit(f"{problem['code']}: {problem['detail']} (make demo S=another-name)")
        await _active(client, answer.json()["saga_id"])
    schema = checked_identifier(schema_name_for(UUID(answer.json()["id"])))
    life = live(seed, utc_now(), scale=scale)
    admin = await asyncpg.connect(database_url)
    try:
        await fill(admin, schema, life)
    finally:
        await admin.close()
    counts = {table: len(records) for table, records in life.records.items()}
    return {"email": email, "password": password, "counts": counts, "s": time.monotonic() - began}


async def _active(client: httpx.AsyncClient, saga_id: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while (state := (await client.get(f"/api/v1/provisioning/sagas/{saga_id}")).json()["state"]) != "COMPLETED":
        if state == "ROLLED_BACK" or time.monotonic() > deadline:
            raise SystemExit(f"the sign-up is {state}; ./petshop sagas show {saga_id}")
        await asyncio.sleep(0.1)


def main() -> None:
    """Reads where the system is from the environment, as `.data/local.env` says it."""
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--subdomain", default="demo-pet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0)
    asked = parser.parse_args()
    try:
        gateway, database_url = os.environ["GATEWAY_URL"], os.environ["DATABASE_URL"]
    except KeyError as missing:
        sys.exit(f"{missing} is not set: make up first")
    made = asyncio.run(
        make_demo(gateway, database_url, subdomain=asked.subdomain, seed=asked.seed, scale=asked.scale)
    )
    print(f"{NAME}, twelve months old, in {made['s']:.0f} s: {made['counts']}")
    print(f"  {gateway.replace('//', f'//{asked.subdomain}.')}/entrar  {made['email']}  {made['password']}")


if __name__ == "__main__":
    main()
