"""Every query on the stock of ready schemas."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.provisioning.tenant_manager import TenantNames

_CLAIM = text("SELECT provisioning_api.claim_ready_schema(:role_name, :version)")
_ADD = text(
    "INSERT INTO svc_provisioning.ready_schemas (schema_name, version, fingerprint)"
    " SELECT :name, :version, provisioning_api.fingerprint_of(:name)"
)
_LEVEL = text(
    "SELECT count(*) FILTER (WHERE spoilt_at IS NULL AND version = :version) AS ready,"
    " count(*) FILTER (WHERE spoilt_at IS NULL AND version <> :version) AS other,"
    " count(*) FILTER (WHERE spoilt_at IS NOT NULL) AS spoilt FROM svc_provisioning.ready_schemas"
)
# Conflicts with itself alone: one replica fills at a time, and who claims never waits for it.
_TURN = text("LOCK TABLE svc_provisioning.ready_schemas IN SHARE UPDATE EXCLUSIVE MODE")
_IS_BUSY = text(
    "SELECT EXISTS (SELECT FROM svc_provisioning.sagas"
    " WHERE next_attempt_at IS NOT NULL AND started_at > now() - interval '10 s')"
)
_BEHIND = text(
    "SELECT schema_name, version, fingerprint = provisioning_api.fingerprint_of(schema_name) AS is_as_built"
    " FROM svc_provisioning.ready_schemas WHERE spoilt_at IS NULL"
    " AND version = ANY(:versions) ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED"
)
_SPOILT = text(
    "SELECT schema_name FROM svc_provisioning.ready_schemas WHERE spoilt_at IS NOT NULL ORDER BY spoilt_at"
)
_LOCK_SPOILT = text(
    "SELECT schema_name FROM svc_provisioning.ready_schemas WHERE schema_name = :name AND spoilt_at IS NOT NULL"
    " FOR UPDATE SKIP LOCKED"
)
_MIGRATED = text(
    "UPDATE svc_provisioning.ready_schemas SET version = :version,"
    " fingerprint = provisioning_api.fingerprint_of(schema_name) WHERE schema_name = :name"
)
_SPOIL = text("UPDATE svc_provisioning.ready_schemas SET spoilt_at = now() WHERE schema_name = :name")
_DELETE = text("DELETE FROM svc_provisioning.ready_schemas WHERE schema_name = :name")


@dataclass(frozen=True, slots=True)
class Level:
    """How many wait for a shop, how many stand at another revision, how many nobody may get."""

    ready: int
    other: int
    spoilt: int


@dataclass(frozen=True, slots=True)
class Behind:
    """A ready schema that stands at an older revision, locked."""

    names: TenantNames
    version: str
    is_as_built: bool


async def claim(session: AsyncSession, names: TenantNames, *, version: str) -> TenantNames | None:
    """Makes the oldest ready schema and its role this shop's; answers its former names, None without one."""
    values = {"role_name": names.role_name, "version": version}
    former = await session.scalar(_CLAIM, values)
    return None if former is None else TenantNames.ready(former)


async def add(session: AsyncSession, names: TenantNames, *, version: str) -> None:
    await session.execute(_ADD, {"name": names.schema_name, "version": version})


async def level(session: AsyncSession, *, version: str) -> Level:
    return Level(*(await session.execute(_LEVEL, {"version": version})).one())


async def take_turn(session: AsyncSession) -> None:
    """Waits until no other replica fills; held to the end of the transaction."""
    await session.execute(_TURN)


async def is_busy(session: AsyncSession) -> bool:
    """Whether a sign-up is under way, which has the better claim to this machine."""
    return bool(await session.scalar(_IS_BUSY))


async def lock_behind(session: AsyncSession, *, versions: tuple[str, ...]) -> Behind | None:
    row = (await session.execute(_BEHIND, {"versions": list(versions)})).one_or_none()
    if row is None:
        return None
    return Behind(TenantNames.ready(row.schema_name), row.version, bool(row.is_as_built))


async def spoilt(session: AsyncSession) -> list[TenantNames]:
    """Those that nobody may get, the longest so first."""
    return [TenantNames.ready(name) for name in await session.scalars(_SPOILT)]


async def lock_spoilt(session: AsyncSession, names: TenantNames) -> bool:
    """False when it is gone, or another replica has it."""
    return await session.scalar(_LOCK_SPOILT, {"name": names.schema_name}) is not None


async def migrated(session: AsyncSession, names: TenantNames, *, version: str) -> None:
    await session.execute(_MIGRATED, {"name": names.schema_name, "version": version})


async def spoil(session: AsyncSession, names: TenantNames) -> None:
    await session.execute(_SPOIL, {"name": names.schema_name})


async def delete(session: AsyncSession, names: TenantNames) -> None:
    await session.execute(_DELETE, {"name": names.schema_name})
