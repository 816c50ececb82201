"""Every query of the doctor; each answers rows that say nothing of any shop."""

VERSION = "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name"
CLOCK = "SELECT extract(epoch FROM clock_timestamp())::float8"
MAY_READ = (
    "SELECT CASE WHEN has_schema_privilege(to_regnamespace($1)::oid, 'USAGE')"
    " THEN has_table_privilege(format('%I.outbox', $1), 'SELECT') ELSE false END"
)
SHARED_REVISION = "SELECT version_num FROM shared.alembic_version"
TENANTS = (
    "SELECT count(*) AS all, count(*) FILTER (WHERE version <> $1) AS behind,"
    " count(*) FILTER (WHERE last_error IS NOT NULL) AS failed FROM svc_provisioning.tenant_schemas"
)
# Bounded: counting a million rows would be a burden just when it is one already.
OUTBOX = (
    "SELECT (SELECT count(*) FROM (SELECT FROM svc_{service}.outbox LIMIT 10000) counted) AS depth,"
    " coalesce((SELECT extract(epoch FROM clock_timestamp() - created_at) FROM svc_{service}.outbox"
    " ORDER BY id LIMIT 1), 0)::float8 AS oldest_s"
)
PARKED = (
    "SELECT count(*) AS open, coalesce(extract(epoch FROM clock_timestamp() - min(first_parked_at)), 0)::float8"
    " AS oldest_s FROM svc_provisioning.parked_messages WHERE status IN ('parked', 'replaying')"
)
SAGAS = (
    "SELECT count(*) FILTER (WHERE state = ANY($1)) AS failed,"
    " count(*) FILTER (WHERE state <> ALL($1) AND started_at < now() - $3::interval) AS stuck"
    " FROM svc_provisioning.sagas WHERE state <> ALL($2)"
)
MAIL = (
    "SELECT coalesce(extract(epoch FROM clock_timestamp() - (SELECT min(due_since)"
    " FROM svc_notifications.deliveries WHERE state IN ('queued', 'sending'))), 0)::float8 AS oldest_s,"
    " (SELECT count(*) FROM (SELECT FROM svc_notifications.deliveries WHERE state = 'failed'"
    " AND finished_at > now() - interval '1 h' LIMIT 10000) counted) AS failed"
)
