"""The SQL of `catalog.py`: each reads a whole list, or what concerns some names and tenants. Constants only."""

# ruff: noqa: S608

from sqlalchemy import text

_NAMES, _IDS = "cast(:names AS text[])", "cast(:tenants AS uuid[])"
_ALL = f"{_NAMES} IS NULL"
# Requests may not take that long; ten thousand tenants on a busy machine do.
PATIENCE = text("SET LOCAL statement_timeout = '60s'")
TENANTS = text(
    "SELECT t.id, t.saga_id, t.status, t.schema_name, t.role_name, t.created_at FROM shared.tenants t"
    f" WHERE {_ALL} OR t.schema_name = ANY({_NAMES}) OR t.role_name = ANY({_NAMES}) OR t.id = ANY({_IDS})"
)
SCHEMAS = text(
    "SELECT n.nspname FROM pg_namespace n"
    rf" WHERE n.nspname LIKE 'tenant\_%' AND ({_ALL} OR n.nspname = ANY({_NAMES})) ORDER BY 1"
)
ROLES = text(
    # What the role is a member of, who is a member of it, what it owns, and where it is used.
    "WITH wanted AS (SELECT r.* FROM pg_roles r"
    rf"   WHERE r.rolname LIKE 'tenant\_%' AND ({_ALL} OR r.rolname = ANY({_NAMES}))),"
    " members AS (SELECT m.roleid, bool_and(m.member = b.oid AND NOT m.admin_option AND NOT m.inherit_option"
    "   AND m.set_option) AS as_built, array_agg(u.rolname::text) FILTER (WHERE m.member <> b.oid) AS strangers"
    "   FROM pg_auth_members m JOIN pg_roles u ON u.oid = m.member"
    "   JOIN pg_roles b ON b.rolname = 'svc_business' GROUP BY m.roleid),"
    " uses AS (SELECT d.refobjid, bool_or(d.dbid NOT IN (0, here.oid)) AS is_elsewhere,"
    "   count(*) FILTER (WHERE d.deptype = 'o' AND d.dbid IN (0, here.oid)) AS owned"
    "   FROM pg_shdepend d, pg_database here WHERE here.datname = current_database()"
    "   AND d.refclassid = 'pg_authid'::regclass GROUP BY d.refobjid)"
    " SELECT w.rolname AS name, coalesce(m.as_built, false) AND NOT (w.rolcanlogin OR w.rolinherit OR w.rolsuper"
    "   OR w.rolcreatedb OR w.rolcreaterole OR w.rolreplication OR w.rolbypassrls)"
    "   AND NOT EXISTS (SELECT FROM pg_auth_members x WHERE x.member = w.oid) AS is_wall,"
    " coalesce(u.is_elsewhere, false) AS is_elsewhere, coalesce(u.owned, 0) AS owned,"
    " coalesce(m.strangers, '{}') AS strangers"
    " FROM wanted w LEFT JOIN members m ON m.roleid = w.oid LEFT JOIN uses u ON u.refobjid = w.oid ORDER BY 1"
)
OUTSIDE = text(
    # Privileges of a shop's role on anything but its own schema and what is in there.
    "SELECT t.role_name, pg_describe_object(d.classid, d.objid, d.objsubid) AS thing"
    " FROM shared.tenants t JOIN pg_roles r ON r.rolname = t.role_name"
    " JOIN pg_shdepend d ON d.refobjid = r.oid AND d.refclassid = 'pg_authid'::regclass AND d.deptype = 'a'"
    " JOIN pg_database here ON here.datname = current_database() AND d.dbid IN (0, here.oid)"
    " LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid AND d.objsubid = 0"
    " LEFT JOIN pg_namespace n ON n.oid = CASE WHEN d.classid = 'pg_namespace'::regclass THEN d.objid"
    "   ELSE c.relnamespace END"
    f" WHERE t.status IN ('active', 'suspended') AND ({_ALL} OR t.role_name = ANY({_NAMES}))"
    " AND n.nspname IS DISTINCT FROM t.schema_name ORDER BY 1, 2"
)
REGISTERED = text(
    "SELECT s.tenant_id, s.schema_name, s.role_name, s.version FROM svc_provisioning.tenant_schemas s"
    f" WHERE {_ALL} OR s.schema_name = ANY({_NAMES}) OR s.role_name = ANY({_NAMES}) OR s.tenant_id = ANY({_IDS})"
)
SAGAS = text(
    "SELECT s.saga_id, s.tenant_id, s.kind, s.schema_name, s.role_name, s.state, s.owner IS NOT NULL AS has_owner,"
    " s.started_at, s.finished_at, CASE WHEN s.state = 'ROLLED_BACK'"
    "   THEN provisioning_api.admin_outcome(s.saga_id) END AS admin_outcome"
    f" FROM svc_provisioning.sagas s WHERE {_ALL} OR s.schema_name = ANY({_NAMES}) OR s.role_name = ANY({_NAMES})"
    f" OR s.tenant_id = ANY({_IDS})"
)
# Without an argument the function reads every user once; with one, those of one tenant.
USERS = {
    True: text(
        "SELECT u.user_id, u.tenant_id, u.role = 'owner' AND u.is_active AS is_owner, u.created_at, t.status"
        " FROM unnest(cast(:tenants AS uuid[])) AS wanted, provisioning_api.tenant_users(wanted) u"
        " JOIN shared.tenants t ON t.id = u.tenant_id"
    ),
    False: text(
        "SELECT u.user_id, u.tenant_id, u.role = 'owner' AND u.is_active AS is_owner, u.created_at, t.status"
        " FROM provisioning_api.tenant_users() u JOIN shared.tenants t ON t.id = u.tenant_id"
        " WHERE (u.role = 'owner' AND u.is_active) OR t.status NOT IN ('active', 'suspended')"
    ),
}
ACLS = text(
    "WITH shop AS (SELECT t.schema_name, t.role_name, n.oid, concat('.', chr(31), pg_get_userbyid(n.nspowner),"
    "   chr(31), n.nspacl, chr(30)) AS schema_line FROM shared.tenants t"
    "   JOIN pg_namespace n ON n.nspname = t.schema_name"
    f"  WHERE t.status IN ('active', 'suspended') AND ({_ALL} OR t.schema_name = ANY({_NAMES})))"
    " SELECT acls, array_agg(schema_name::text) AS schemas FROM ("
    "   SELECT s.schema_name, replace(s.schema_line || coalesce(string_agg(concat(c.relname, chr(31),"
    "     pg_get_userbyid(c.relowner), chr(31), c.relacl), chr(30) ORDER BY c.relname), ''),"
    "     s.role_name, '@') AS acls"
    "   FROM shop s LEFT JOIN pg_class c ON c.relnamespace = s.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')"
    "   GROUP BY s.schema_name, s.role_name, s.schema_line) each_schema GROUP BY acls"
)
READABLE = text(
    "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'version_num' AND NOT a.attisdropped"
    f" WHERE c.relname = 'alembic_version' AND c.relkind = 'r' AND n.nspname = ANY({_NAMES})"
    " AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1"
)
SIZES = text(
    "SELECT n.nspname AS name, count(*) FILTER (WHERE c.relkind = 'r') AS tables,"
    " coalesce(sum(greatest(c.reltuples, pg_stat_get_live_tuples(c.oid), 0))"
    "   FILTER (WHERE c.relkind = 'r'), 0)::bigint AS rows,"
    " coalesce(sum(pg_table_size(c.oid)) FILTER (WHERE c.relkind IN ('r', 'm')), 0)::bigint AS size_bytes,"
    " count(c.oid) AS relations"
    " FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid"
    f" WHERE n.nspname = ANY({_NAMES}) GROUP BY 1"
)
_ABOUT = f"{{0}}.tenant_id = ANY({_IDS}) OR {{0}}.schema_name = ANY({_NAMES}) OR {{0}}.role_name = ANY({_NAMES})"
FOCUS = text(
    "SELECT t.id AS tenant_id, t.schema_name, t.role_name FROM shared.tenants t"
    f" WHERE {_ABOUT.format('t').replace('tenant_id', 'id')}"
    " UNION SELECT s.tenant_id, s.schema_name, s.role_name FROM svc_provisioning.sagas s"
    f" WHERE {_ABOUT.format('s')}"
    " UNION SELECT r.tenant_id, r.schema_name, r.role_name FROM svc_provisioning.tenant_schemas r"
    f" WHERE {_ABOUT.format('r')}"
)
# In the order in which sagas and migrations take them.
LOCKS = (
    text(
        f"SELECT FROM svc_provisioning.sagas WHERE schema_name = ANY({_NAMES}) OR tenant_id = ANY({_IDS})"
        " ORDER BY saga_id FOR UPDATE"
    ),
    text(
        f"SELECT FROM svc_provisioning.tenant_schemas WHERE schema_name = ANY({_NAMES}) OR tenant_id = ANY({_IDS})"
        " ORDER BY tenant_id FOR UPDATE"
    ),
)
