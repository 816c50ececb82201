"""Builds the stage: one PostgreSQL, the product as it runs, its floor and its peer, each with the same shops."""

import json
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.contest.contest import Arena, Contestant
from benchmarks.contest.data import ROWS, BenchShop, create_shops, fill
from benchmarks.contest.peer import Peer
from benchmarks.contest.scenarios import Stage
from benchmarks.world import World
from deploy.local.paths import ROOT
from deploy.local.process import Process, answers, start, stop
from tests.infra.servers import free_ports
from tests.infra.shops import create_shop
from tests.infra.system import System

OWNERS = 4
PRODUCT, GATEWAY, AUTH = "product", "product, through the gateway", "product's auth"
FLOOR, FLOOR_CACHED = "floor", "floor, tokens cached"
PEER, PEER_LEAN = "peer as shipped", "peer, lean"


@dataclass(slots=True)
class Side:
    """Everything that can be played with."""

    system: System
    stage: Stage
    arena: Arena
    contestants: dict[str, Contestant]

    def of(self, *names: str) -> list[Contestant]:
        return [self.contestants[name] for name in names]


@asynccontextmanager
async def standing(world: World, *, shops: int, peer_shops: int, seconds: int) -> AsyncIterator[Side]:
    """The product's services and the gateway, the peer in both variants and the floor in both, all idle."""
    async with world.system() as system, AsyncExitStack() as stack:
        ours = await create_shops(system, shops)
        await fill(system.admin_url, [f"{shop.schema}.api_cliente" for shop in ours])
        owners = [await create_shop(system) for _ in range(OWNERS)]
        for owner in owners:
            stack.push_async_callback(owner.client.aclose)
        peer = await Peer.prepare(system)
        names = [f"t{number}" for number in range(peer_shops)]
        await peer.create_tenants(names)
        await fill(peer.database_url, [f"{name}.api_cliente" for name in names], ROWS)
        stage = Stage(ours, peer, [f"{name}.peer.localhost" for name in names], owners)
        contestants = ours_of(world, system)
        for name, process in _others(system, peer, ours):
            child = start(process)
            stack.callback(stop, process, child)
            contestants[name] = Contestant(
                name, process.port, {name: child.pid}, child.pid, name.startswith("peer")
            )
        arena = Arena(world.pair.children["postgres"].pid, system.admin_url, seconds)
        yield Side(system, stage, arena, contestants)


def ours_of(world: World, system: System) -> dict[str, Contestant]:
    """Whatever the product runs counts: relay, sweepers and broker work behind the answers."""
    pids = {name: pid for name, pid in world.pids(system).items() if name not in ("postgres", "gateway")}
    business, auth, gateway = (system.children[name].pid for name in ("business", "auth", "gateway"))
    return {
        PRODUCT: Contestant(PRODUCT, system.ports["business"], pids, business),
        AUTH: Contestant(AUTH, system.ports["auth"], pids, auth),
        GATEWAY: Contestant(GATEWAY, system.gateway_port, pids | {"gateway": gateway}, business),
    }


def _others(system: System, peer: Peer, shops: list[BenchShop]) -> list[tuple[str, Process]]:
    return [
        (FLOOR, floor_of(system, shops, cached=False)),
        (FLOOR_CACHED, floor_of(system, shops, cached=True)),
        (PEER, peer.server("shipped")),
        (PEER_LEAN, peer.server("lean")),
    ]


def floor_of(system: System, shops: list[BenchShop], *, cached: bool) -> Process:
    (port,) = free_ports(1)
    known = Path(system.log_dir) / "floor-shops.json"
    known.parent.mkdir(parents=True, exist_ok=True)
    known.write_text(json.dumps({shop.subdomain: [shop.schema, str(shop.tenant_id)] for shop in shops}))
    name = "floor-cached" if cached else "floor"
    return Process(
        name=name,
        argv=[
            sys.executable, "-m", "uvicorn", "--loop", "uvloop", "--http", "httptools", "--no-access-log",
            "--log-level", "warning", "--host", "127.0.0.1", "--port", str(port), "benchmarks.contest.floor:app",
        ],
        env={
            "FLOOR_URL": system.service_url("business"),
            "FLOOR_SHOPS": str(known),
            "FLOOR_JWKS": str(system.servers.keys.jwks_file),
            "FLOOR_TOKENS": "cached" if cached else "verified",
        },
        cwd=ROOT,
        port=port,
        ready=partial(answers, port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", lambda answer: answer[:4] == b"HTTP"),
        log=system.log_dir / f"{name}.log",
    )  # fmt: skip
