"""The audit: who did what, when, from where, what it was before and after; and the chain that shows a forgery."""

from alembic import op

from services.provisioning.migrations.shared.audit_chain import CHAIN, PARTITIONS

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# `tenant_id` is null for the platform. `login` is the database's own word on who wrote, the rest is what the
# service says. `xact` gives the chain an order in which no late commit is overtaken.
ENTRIES = """
CREATE SCHEMA audit;
CREATE SCHEMA audit_api;
GRANT USAGE ON SCHEMA audit TO svc_auth, petshop_definer;
GRANT USAGE ON SCHEMA audit_api TO PUBLIC;
CREATE TABLE audit.entries (
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    xact xid8 NOT NULL,
    tenant_id uuid,
    actor_id uuid,
    actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'operator', 'anonymous', 'system')),
    session_id uuid,
    impersonation text,
    login text NOT NULL,
    action text NOT NULL,
    entity text NOT NULL,
    entity_id text,
    before jsonb CHECK (jsonb_typeof(before) = 'object'),
    after jsonb CHECK (jsonb_typeof(after) = 'object'),
    request_id text,
    address text,
    user_agent text,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX ix_entries_tenant_id ON audit.entries (tenant_id, at DESC, id DESC);
CREATE INDEX ix_entries_entity ON audit.entries (tenant_id, entity, entity_id, at DESC, id DESC);
CREATE INDEX ix_entries_xact ON audit.entries (xact, id);
-- A net below the months: no write ever fails for want of a partition.
CREATE TABLE audit.entries_default PARTITION OF audit.entries DEFAULT;

ALTER TABLE audit.entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.entries FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON audit.entries FOR SELECT USING (
    tenant_id = nullif(nullif(current_setting('app.tenant_id', true), ''), 'platform')::uuid
    OR (tenant_id IS NULL AND current_setting('app.tenant_id', true) = 'platform'));
GRANT SELECT ON audit.entries TO svc_auth;
GRANT SELECT, INSERT ON audit.entries TO petshop_definer;
"""

WRITING = """
-- What the transaction's BEGIN said of who is asking (libs/common/audit.py).
CREATE FUNCTION audit_api.asking() RETURNS jsonb STABLE LANGUAGE sql SET search_path = pg_catalog AS $$
    SELECT coalesce(
        convert_from(decode(nullif(current_setting('app.actor', true), ''), 'base64'), 'UTF8')::jsonb, '{}')
$$;

CREATE FUNCTION audit_api.write(tenant uuid, action text, entity text, entity_id text, before jsonb, after jsonb,
                                actor jsonb)
RETURNS void LANGUAGE sql SET search_path = pg_catalog AS $$
    INSERT INTO audit.entries (at, xact, tenant_id, actor_id, actor_kind, session_id, impersonation, login, action,
        entity, entity_id, before, after, request_id, address, user_agent)
    VALUES (clock_timestamp(), pg_current_xact_id(), tenant, (actor->>'id')::uuid,
        coalesce(actor->>'kind', 'system'), (actor->>'session_id')::uuid, actor->>'impersonation', session_user,
        action, entity, entity_id, before, after, actor->>'request_id', actor->>'address', actor->>'user_agent')
$$;

-- The one door for deeds that change no row. The shop is the role's in force, or, for a service that serves no
-- shop's role, its transaction's; never an argument. A shop's changes are told by its tables, so all that its
-- role may tell here is that something was seen or carried out of the house.
CREATE FUNCTION audit_api.record(action text, entity text, entity_id text, before jsonb, after jsonb, actor jsonb)
RETURNS void SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    tenant uuid;
    scope text := coalesce(current_setting('app.tenant_id', true), '');
BEGIN
    IF current_setting('role') <> 'none' THEN
        SELECT t.id INTO tenant FROM shared.tenants t WHERE t.role_name = current_setting('role');
        IF tenant IS NULL OR actor IS NOT NULL OR action !~ '^[a-z_]+[.](read|listed|exported|printed)$' THEN
            RAISE insufficient_privilege USING MESSAGE = 'not for this role to tell';
        END IF;
    ELSIF scope = ''
        OR session_user NOT IN ('svc_auth', 'svc_tenant', 'svc_provisioning', 'svc_notifications') THEN
        RAISE insufficient_privilege USING MESSAGE = 'no shop and no platform in this transaction';
    ELSIF scope <> 'platform' THEN
        tenant := scope::uuid;
    END IF;
    PERFORM audit_api.write(tenant, action, entity, entity_id, before, after,
                            audit_api.asking() || coalesce(actor, '{}'));
END $$;

-- What an audit shows of a row: no copy made for searching, nothing that every change changes, and of a table that
-- knows secrets no more than the columns that are named.
CREATE FUNCTION audit_api.shown(full_row jsonb, named text[]) RETURNS jsonb IMMUTABLE LANGUAGE sql
SET search_path = pg_catalog AS $$
    SELECT coalesce(jsonb_object_agg(f.key, f.value), '{}') FROM jsonb_each(full_row) f
    WHERE f.key NOT IN ('ordem', 'busca', 'created_at', 'updated_at') AND (named IS NULL OR f.key = ANY (named))
$$;

-- The trigger of every table whose changes are told: (entity, column of its id[, columns shown]). Whose row it is
-- says the table: by its schema, or in `tenant_id`. Of an update both sides hold what differs.
CREATE FUNCTION audit_api.row_changed() RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
DECLARE
    named text[] := CASE WHEN TG_NARGS > 2 THEN TG_ARGV[2]::text[] END;
    row_before jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    row_after jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    either jsonb := coalesce(row_after, row_before);
    tenant uuid;
    before jsonb := jsonb_strip_nulls(audit_api.shown(row_before, named));
    after jsonb := jsonb_strip_nulls(audit_api.shown(row_after, named));
    deed text := CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'DELETE' THEN 'deleted' ELSE 'updated' END;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(b.key, b.value), jsonb_object_agg(b.key, a.value) INTO before, after
        FROM jsonb_each(audit_api.shown(row_before, named)) b
        JOIN jsonb_each(audit_api.shown(row_after, named)) a USING (key) WHERE a.value <> b.value;
        IF before IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    IF TG_TABLE_SCHEMA = 'shared' THEN
        tenant := CASE WHEN either ? 'tenant_id' THEN either->>'tenant_id' ELSE either->>'id' END;
    ELSE
        SELECT t.id INTO tenant FROM shared.tenants t WHERE t.schema_name = TG_TABLE_SCHEMA;
    END IF;
    PERFORM audit_api.write(
        tenant, TG_ARGV[0] || '.' || deed, TG_ARGV[0], either->>TG_ARGV[1],
        CASE WHEN row_before IS NOT NULL THEN before END, CASE WHEN row_after IS NOT NULL THEN after END,
        audit_api.asking());
    RETURN NULL;
END $$;

-- What operators did, told again for the platform's own audit.
CREATE FUNCTION audit_api.operator_acted() RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
DECLARE who jsonb := '{"kind": "operator"}';
BEGIN
    IF NEW.actor ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
        who := who || jsonb_build_object('id', NEW.actor);
    END IF;
    PERFORM audit_api.write(
        NULL, NEW.action, split_part(NEW.target, ':', 1), substr(NEW.target, strpos(NEW.target, ':') + 1), NULL,
        jsonb_build_object('actor', NEW.actor, 'reason', NEW.reason, 'details', NEW.details),
        jsonb_build_object('request_id', NEW.request_id) || audit_api.asking() || who);
    RETURN NULL;
END $$;

DO $$
DECLARE own regprocedure;
BEGIN
    FOR own IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'audit_api'::regnamespace LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO petshop_definer', own);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', own);
    END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION audit_api.record(text, text, text, jsonb, jsonb, jsonb) TO PUBLIC;
-- It makes the tables of shops, and hangs the trigger on them.
GRANT EXECUTE ON FUNCTION audit_api.row_changed() TO svc_provisioning;
"""

TRIGGERS = """
CREATE TRIGGER audit AFTER UPDATE OR DELETE ON shared.tenants FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('shop', 'id',
        '{name,subdomain,status,plan_type,max_users,max_animals,locale,failure_code}');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON shared.tenant_configurations FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('configuration', 'config_key', '{config_key,config_value}');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE OF email, first_name, last_name, role, is_active,
    email_verified_at ON shared.tenant_users FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('user', 'id',
        '{email,first_name,last_name,role,is_active,email_verified_at}');
CREATE TRIGGER audit AFTER INSERT ON svc_provisioning.audit FOR EACH ROW
    EXECUTE FUNCTION audit_api.operator_acted();
"""


def upgrade() -> None:
    op.execute(ENTRIES)
    op.execute(WRITING)
    op.execute(TRIGGERS)
    op.execute(CHAIN)
    op.execute(PARTITIONS)
