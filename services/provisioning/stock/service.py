"""A stock of schemas with their roles, so that a sign-up needs no DDL; whoever finds none builds his own.

refill, while nobody signs up: build ──▶ ready ──claim: two renames and a grant──▶ a shop's
                                           │ no longer as it was built (fingerprint)
                                           └──▶ spoilt ──refill──▶ removed
"""

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.database import Database, is_unavailable
from libs.common.logging import get_logger
from services.provisioning.migrations.scripts import revisions
from services.provisioning.stock import repository
from services.provisioning.tenant_manager import TenantManager, TenantNames

log = get_logger(__name__)

# In one transaction: enough to share its cost, and no sign-up waits long for the processor.
BATCH = 4


class Stock:
    """Schemas at the manager's revision that no shop has yet; `wanted` is how many, 0 for none."""

    def __init__(self, *, database: Database, manager: TenantManager, wanted: int) -> None:
        self._database, self._manager, self._wanted = database, manager, wanted

    async def claim(self, session: AsyncSession, names: TenantNames) -> bool:
        """Gives the shop a ready schema and role under its own names; False when it has to build them."""
        return self._wanted > 0 and await repository.claim(session, names, version=self._manager.revision)

    async def refill(self) -> None:
        """Removes what nobody may get, brings the others to the manager's revision, builds what is missing.

        Leaves off while somebody signs up. Safe on any number of replicas at once.
        """
        async with self._database.transaction() as session:
            level = await repository.level(session, version=self._manager.revision)
        if level.spoilt:
            await self._remove_spoilt()
        if level.other:
            await self.migrate()
        if level.ready + level.other < self._wanted:
            while await self._build_batch():
                pass

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
        while True:
            async with self._database.transaction() as session:
                names = await repository.lock_spoilt(session)
                if names is None:
                    return
                log.warning("ready schema removed: it was not as built", schema=names.schema_name)
                await self._manager.drop_schema(session, names)
                await repository.delete(session, names)
