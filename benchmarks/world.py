"""Servers and systems of a benchmark's own: as the tests make them, but PostgreSQL waits for its disk."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count

from services.provisioning.settings import Settings
from tests.infra.databases import build_template
from tests.infra.servers import NativePair, native_pair
from tests.infra.system import System, running_system


@dataclass(slots=True)
class World:
    """The servers of one run; every benchmark gets a fresh database and virtual host."""

    pair: NativePair
    # Fewer rounds of what takes minutes, for a first look.
    quick: bool = False
    numbers: Iterator[int] = field(default_factory=count)

    @asynccontextmanager
    async def system(
        self, *, without: Collection[str] = (), env: dict[str, str] | None = None
    ) -> AsyncIterator[System]:
        """A running system as shipped, `without` some of its processes; `env` for what a benchmark holds still."""
        number = next(self.numbers)
        as_shipped = {"READY_SCHEMAS": str(Settings.model_fields["ready_schemas"].default)}
        name, env = f"bench_{number}", as_shipped | (env or {})
        async with running_system(self.pair.servers, name=name, number=number, env=env) as system:
            for name in without:
                await asyncio.to_thread(system.stop_service, name)
            yield system

    def pids(self, system: System) -> dict[str, int]:
        """Every process of the system and of the servers beneath it, by name."""
        return {name: child.pid for name, child in (system.children | self.pair.children).items()}


@contextmanager
def running_world(*, quick: bool = False) -> Iterator[World]:
    """Boots PostgreSQL and RabbitMQ, makes the keys, and runs the migrations once."""
    with native_pair(fsync=True) as pair:
        keys = pair.servers.keys
        files = ["--private", str(keys.jwt_private_file), "--jwks", str(keys.jwks_file)]
        command = [sys.executable, "-m", "services.auth", "generate-keys", *files]
        subprocess.run(command, check=True, capture_output=True)
        asyncio.run(build_template(pair.servers))
        yield World(pair, quick)
