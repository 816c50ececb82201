"""Dropping what nobody owns any more: through the administrator's functions, and in batches where it is much."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.tenancy.tenant import checked_identifier
from services.provisioning.reconcile.copies import quoted

# A schema of more relations than this goes in batches. Every relation dropped is a lock until the end of the
# transaction, and the lock table, 64 a connection, is shared by all.
AT_ONCE = 200
BATCH = 50

_TAKE = text("SELECT provisioning_api.take_orphan_schema(:name)")
_DROP_ROLE = text("SELECT provisioning_api.drop_orphan_role(:name)")
_RESTORE_WALL = text("SELECT provisioning_api.restore_tenant_wall(:tenant_id)")
# Views, foreign keys, functions, defaults, extensions of elsewhere that a CASCADE would take along.
_DEPENDENTS = text(
    "WITH schema AS (SELECT n.oid FROM pg_namespace n WHERE n.nspname = :name),"
    " inside AS (SELECT 'pg_class'::regclass AS classid, c.oid FROM pg_class c, schema s"
    "   WHERE c.relnamespace = s.oid"
    "  UNION ALL SELECT 'pg_proc'::regclass, p.oid FROM pg_proc p, schema s WHERE p.pronamespace = s.oid"
    "  UNION ALL SELECT 'pg_type'::regclass, t.oid FROM pg_type t, schema s WHERE t.typnamespace = s.oid)"
    " SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM schema s, inside i"
    " JOIN pg_depend d ON d.refclassid = i.classid AND d.refobjid = i.oid AND d.deptype IN ('n', 'a')"
    " LEFT JOIN pg_constraint o ON d.classid = 'pg_constraint'::regclass AND o.oid = d.objid"
    " LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid"
    " LEFT JOIN pg_attrdef e ON d.classid = 'pg_attrdef'::regclass AND e.oid = d.objid"
    " LEFT JOIN pg_trigger g ON d.classid = 'pg_trigger'::regclass AND g.oid = d.objid"
    " LEFT JOIN pg_policy y ON d.classid = 'pg_policy'::regclass AND y.oid = d.objid"
    " LEFT JOIN pg_class c ON c.oid = coalesce(w.ev_class, e.adrelid, g.tgrelid, y.polrelid,"
    "   CASE WHEN d.classid = 'pg_class'::regclass THEN d.objid END)"
    " LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid"
    " LEFT JOIN pg_type t ON d.classid = 'pg_type'::regclass AND t.oid = d.objid"
    " WHERE coalesce(o.connamespace, c.relnamespace, p.pronamespace, t.typnamespace, s.oid) <> s.oid"
    " UNION SELECT 'extension ' || x.extname FROM pg_extension x, schema s WHERE x.extnamespace = s.oid LIMIT 5"
)
# Tables first: their indexes and sequences go with them.
_RELATIONS = text(
    "SELECT c.relname, CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'"
    "  WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind"
    " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = :name AND c.relkind IN ('p', 'f', 'v', 'm', 'S')"
    " ORDER BY c.relkind = 'S', c.relname LIMIT :limit"
)
_COUNT = text(
    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = :name"
)


async def take_schema(session: AsyncSession, name: str) -> None:
    """Makes an orphan ours to read and drop; the administrator's function refuses what a living tenant claims."""
    await session.execute(_TAKE, {"name": checked_identifier(name)})


async def dependents_of(session: AsyncSession, name: str) -> Sequence[str]:
    """A few things outside the schema that would go with it."""
    return (await session.scalars(_DEPENDENTS, {"name": checked_identifier(name)})).all()


async def count_relations(session: AsyncSession, name: str) -> int:
    return int(await session.scalar(_COUNT, {"name": checked_identifier(name)}))


async def drop_tables(session: AsyncSession, schema: str, tables: Sequence[str]) -> None:
    """Drops some tables of a schema."""
    await _drop(session, schema, [("TABLE", name) for name in tables])


async def drop_other_relations(session: AsyncSession, schema: str) -> None:
    """Drops a batch of what is no plain table; what went along with another is content."""
    rows = await session.execute(_RELATIONS, {"name": checked_identifier(schema), "limit": BATCH})
    await _drop(session, schema, [(row.kind, row.relname) for row in rows])


async def drop_schema(session: AsyncSession, name: str) -> None:
    """The schema with all that is left in it."""
    connection = await session.connection()
    await connection.exec_driver_sql(f"DROP SCHEMA {checked_identifier(name)} CASCADE")


async def drop_role(session: AsyncSession, name: str) -> None:
    """The administrator's function refuses a role that owns something, has members, or belongs to the living."""
    await session.execute(_DROP_ROLE, {"name": checked_identifier(name)})


async def restore_wall(session: AsyncSession, tenant_id: object) -> None:
    """Role, owners and foreign privileges of a living tenant; its own grants are the caller's to give."""
    await session.execute(_RESTORE_WALL, {"tenant_id": tenant_id})


async def _drop(session: AsyncSession, schema: str, relations: Sequence[tuple[str, str]]) -> None:
    connection = await session.connection()
    for kind, name in relations:
        target = f"{checked_identifier(schema)}.{quoted(name)}"
        await connection.exec_driver_sql(f"DROP {kind} IF EXISTS {target} CASCADE")
