"""A stock of schemas with their roles, so that a sign-up needs no DDL; whoever finds none builds his own.

refill, while nobody signs up: build ──▶ ready ──claim: two renames and a grant──▶ a shop's
                                           │ no longer as it was built (fingerprint)
                                           └──▶ spoilt ──refill──▶ removed
"""

import time
from collections.abc import Awaitable, Callable

import asyncpg
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.database import Database, is_unavailable
from libs.common.logging import get_logger
from services.provisioning.migrations.scripts import revisions
from services.provisioning.stock import repository
from services.provisioning.tenant_manager import TenantManager, TenantNames

log = get_logger(__name__)

# In one transaction: enough to share its cost, and no sign-up waits long for the processor.
BATCH = 4
# Before what could not be removed is tried again.
STUCK_S = 300.0
Fill = Callable[[AsyncSession, TenantNames], Awaitable[None]]


class Stock:
    """Schemas at the manager's revision that no shop has yet; `wanted` is how many, 0 for none."""

    def __init__(self, *, database: Database, manager: TenantManager, wanted: int) -> None:
        self._database, self._manager, self._wanted = database, manager, wanted
        # What could not be removed, and when to try again.
        self._stuck: dict[TenantNames, float] = {}

    async def take(self, session: AsyncSession, names: TenantNames, fill: Fill) -> bool:
        """Gives the shop a ready schema and role under its own names, filled; False when it has to build them.

        All or nothing: what cannot be filled is nobody's any more, and nothing of it is left in the transaction.
        """
        if self._wanted == 0:
            return False
        former: TenantNames | None = None
        try:
            async with session.begin_nested():
                former = await repository.claim(session, names, version=self._manager.revision)
                if former is None:
                    return False
                await fill(session, names)
        # The script runs beneath SQLAlchemy, so the driver's own errors arrive too.
        except (SQLAlchemyError, asyncpg.PostgresError) as error:
            if is_unavailable(error):
                raise
            log.warning("ready schema not usable", schema=former and former.schema_name, exc_info=error)
            if former is not None:
                await repository.spoil(session, former)
            return False
        return True

    async def refill(self) -> None:
        """Brings what is behind to the manager's revision, builds what is missing, removes what nobody may get.

        It builds while nobody signs up. Safe on any number of replicas at once.
        """
        async with self._database.transaction() as session:
            level = await repository.level(session, version=self._manager.revision)
        if level.other:
            await self.migrate()
        if level.ready + level.other < self._wanted:
            while await self._build_batch():
                pass
        if level.spoilt:
            await self._remove_spoilt()

    async def migrate(self) -> None:
        """Brings what stands at an older revision to the manager's, one transaction each; what fails is spoilt."""
        known = revisions("tenant")
        older = known[: known.index(self._manager.revision)]
        while older and await self._migrate_one(older):
            pass

    async def _build_batch(self) -> bool:
        """Whether there is more to build."""
        async with self._database.transaction() as session:
            await repository.take_turn(session)
            level = await repository.level(session, version=self._manager.revision)
            # Another revision is a newer replica's, or about to be migrated: not to be built twice.
            missing = self._wanted - level.ready - level.other
            if missing <= 0 or await repository.is_busy(session):
                return False
            for _ in range(min(missing, BATCH)):
                names = TenantNames.ready()
                await self._manager.create_schema(session, names)
                await repository.add(session, names, version=self._manager.revision)
        return missing > BATCH

    async def _migrate_one(self, older: tuple[str, ...]) -> bool:
        """False when nothing is behind."""
        async with self._database.transaction() as session:
            behind = await repository.lock_behind(session, versions=older)
            if behind is None:
                return False
            if not behind.is_as_built:
                # Its fingerprint would be taken anew, and what was done to it would count as built.
                await repository.spoil(session, behind.names)
                return True
            try:
                async with session.begin_nested():
                    await self._manager.migrate_schema(session, behind.names, current=behind.version)
                    await repository.migrated(session, behind.names, version=self._manager.revision)
            except Exception as error:
                if is_unavailable(error):
                    raise
                log.warning("ready schema not migrated", schema=behind.names.schema_name, exc_info=error)
                await repository.spoil(session, behind.names)
        return True

    async def _remove_spoilt(self) -> None:
        """One that cannot be removed, an owner's that was changed for one, keeps no other."""
        async with self._database.transaction() as session:
            spoilt = await repository.spoilt(session)
        self._stuck = {names: again for names, again in self._stuck.items() if names in spoilt}
        for names in spoilt:
            if time.monotonic() < self._stuck.get(names, 0.0):
                continue
            try:
                await self._remove(names)
            except Exception as error:
                if is_unavailable(error):
                    raise
                self._stuck[names] = time.monotonic() + STUCK_S
                log.error("ready schema not removed", schema=names.schema_name, exc_info=error)

    async def _remove(self, names: TenantNames) -> None:
        async with self._database.transaction() as session:
            if not await repository.lock_spoilt(session, names):
                return
            log.warning("ready schema removed: it was not as built", schema=names.schema_name)
            await self._manager.drop_schema(session, names)
            await repository.delete(session, names)
