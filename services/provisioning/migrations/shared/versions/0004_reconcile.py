"""What the reconciler found, copies of what it removed, and the few deeds only the administrator can do."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RECONCILE = """
CREATE TABLE svc_provisioning.reconcile_runs (
    id uuid PRIMARY KEY,
    actor text NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    compared jsonb NOT NULL DEFAULT '{}',
    counts jsonb NOT NULL DEFAULT '{}',
    error text
);
CREATE TABLE svc_provisioning.reconcile_findings (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    subject text NOT NULL,
    tenant_id uuid,
    saga_id uuid,
    since timestamptz,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'repairing')),
    repair_asked_at timestamptz,
    action text NOT NULL CHECK (action IN ('finish', 'adopt', 'drop', 'none')),
    will text NOT NULL,
    risk text NOT NULL,
    detail text,
    tables integer,
    rows bigint,
    size_bytes bigint,
    UNIQUE (kind, subject)
);
CREATE TABLE svc_provisioning.removed_copies (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    subject text NOT NULL,
    tenant_id uuid,
    actor text NOT NULL,
    reason text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
);
CREATE INDEX ix_removed_copies_created_at ON svc_provisioning.removed_copies (created_at);
CREATE TABLE svc_provisioning.removed_copy_tables (
    copy_id uuid NOT NULL REFERENCES svc_provisioning.removed_copies (id) ON DELETE CASCADE,
    table_name text NOT NULL,
    columns jsonb NOT NULL,
    rows bigint NOT NULL,
    csv_bytes bigint NOT NULL,
    csv_gzip bytea NOT NULL,
    PRIMARY KEY (copy_id, table_name)
);
ALTER TABLE svc_provisioning.removed_copy_tables ALTER COLUMN csv_gzip SET STORAGE EXTERNAL;
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_provisioning.reconcile_runs, svc_provisioning.reconcile_findings,
    svc_provisioning.removed_copies, svc_provisioning.removed_copy_tables TO svc_provisioning;
"""

# What somebody made by hand belongs to somebody else. These run as the administrator, and each checks for itself
# that the name has the form of a tenant's and that the registry allows the deed; the registry's row stays locked
# until the caller's transaction ends.
REPAIRS = """
CREATE FUNCTION provisioning_api.is_claimed(wanted text) RETURNS boolean
SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF wanted !~ '^tenant_[0-9a-f]{12}$' THEN
        RAISE invalid_parameter_value USING MESSAGE = 'not the name of a tenant''s schema or role';
    END IF;
    PERFORM FROM shared.tenants t WHERE t.schema_name = wanted OR t.role_name = wanted FOR SHARE;
    -- A completed sign-up built a shop: until it was deleted, a registry that does not know it is wrong.
    RETURN EXISTS (SELECT FROM shared.tenants t WHERE (t.schema_name = wanted OR t.role_name = wanted)
                   AND t.status NOT IN ('failed', 'deleted'))
        OR EXISTS (SELECT FROM svc_provisioning.sagas g LEFT JOIN shared.tenants t ON t.id = g.tenant_id
                   WHERE (g.schema_name = wanted OR g.role_name = wanted) AND g.kind = 'create_tenant'
                   AND g.state = 'COMPLETED' AND t.status IS DISTINCT FROM 'deleted');
END $$;

-- A schema's owner may drop what is in it, whoever made that; its rows can be read to the last.
CREATE FUNCTION provisioning_api.take_orphan_schema(wanted text) RETURNS void
SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE hidden name;
BEGIN
    IF provisioning_api.is_claimed(wanted) THEN
        RAISE object_in_use USING MESSAGE = 'a living tenant has this schema';
    END IF;
    EXECUTE format('ALTER SCHEMA %I OWNER TO svc_provisioning', wanted);
    EXECUTE format('GRANT SELECT, MAINTAIN ON ALL TABLES IN SCHEMA %I TO svc_provisioning', wanted);
    FOR hidden IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = wanted::regnamespace AND c.relrowsecurity
    LOOP
        EXECUTE format('ALTER TABLE %I.%I OWNER TO svc_provisioning, NO FORCE ROW LEVEL SECURITY', wanted, hidden);
    END LOOP;
END $$;

CREATE FUNCTION provisioning_api.drop_orphan_role(wanted text) RETURNS void
SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE role_id oid;
BEGIN
    IF provisioning_api.is_claimed(wanted) THEN
        RAISE object_in_use USING MESSAGE = 'a living tenant has this role';
    END IF;
    SELECT r.oid INTO role_id FROM pg_roles r WHERE r.rolname = wanted;
    IF EXISTS (SELECT FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = role_id
               AND d.deptype = 'o') THEN
        RAISE dependent_objects_still_exist USING MESSAGE = 'the role owns something';
    END IF;
    IF EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid = role_id AND m.member <> 'svc_business'::regrole) THEN
        RAISE dependent_objects_still_exist USING MESSAGE = 'somebody is a member of the role';
    END IF;
    -- It owns nothing: this takes no more than its privileges away.
    EXECUTE format('DROP OWNED BY %I', wanted);
    EXECUTE format('DROP ROLE %I', wanted);
END $$;

-- The wall of a living tenant as it was built, up to its grants, which the schema's owner gives.
CREATE FUNCTION provisioning_api.restore_tenant_wall(wanted uuid) RETURNS void
SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE shop record; found record;
BEGIN
    SELECT t.schema_name, t.role_name INTO shop FROM shared.tenants t
    WHERE t.id = wanted AND t.status IN ('active', 'suspended') FOR SHARE;
    IF shop IS NULL OR shop.schema_name !~ '^tenant_[0-9a-f]{12}$'
       OR shop.role_name !~ '^tenant_[0-9a-f]{12}$' THEN
        RAISE object_in_use USING MESSAGE = 'no living tenant';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = shop.role_name) THEN
        EXECUTE format('CREATE ROLE %I', shop.role_name);
    END IF;
    IF EXISTS (SELECT FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid WHERE r.rolname = shop.role_name
               AND d.refclassid = 'pg_authid'::regclass AND d.deptype = 'o') THEN
        RAISE dependent_objects_still_exist USING MESSAGE = 'the role owns something';
    END IF;
    EXECUTE format('DROP OWNED BY %I', shop.role_name);
    EXECUTE format('ALTER ROLE %I NOLOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
                   shop.role_name);
    FOR found IN SELECT m.roleid::regrole AS granted, m.member::regrole AS member, m.grantor::regrole AS grantor
                 FROM pg_auth_members m JOIN pg_roles r ON r.oid IN (m.roleid, m.member)
                 WHERE r.rolname = shop.role_name
    LOOP
        EXECUTE format('REVOKE %s FROM %s GRANTED BY %s CASCADE', found.granted, found.member, found.grantor);
    END LOOP;
    EXECUTE format('GRANT %I TO svc_business WITH ADMIN FALSE, INHERIT FALSE, SET TRUE', shop.role_name);
    IF EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = shop.schema_name
               AND n.nspowner <> 'svc_provisioning'::regrole) THEN
        EXECUTE format('ALTER SCHEMA %I OWNER TO svc_provisioning', shop.schema_name);
    END IF;
    FOR found IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = shop.schema_name::regnamespace
                 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relowner <> 'svc_provisioning'::regrole
    LOOP
        EXECUTE format('ALTER TABLE %I.%I OWNER TO svc_provisioning', shop.schema_name, found.relname);
    END LOOP;
    -- What anybody else was given: PUBLIC, another shop, a service.
    FOR found IN SELECT c.relname, CASE WHEN c.relkind = 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
                        CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS grantee
                 FROM pg_class c, aclexplode(c.relacl) a
                 WHERE c.relnamespace = shop.schema_name::regnamespace AND a.grantee <> c.relowner GROUP BY 1, 2, 3
    LOOP
        EXECUTE format('REVOKE ALL ON %s %I.%I FROM %s CASCADE', found.kind, shop.schema_name, found.relname,
                       found.grantee);
    END LOOP;
    FOR found IN SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS grantee
                 FROM pg_namespace n, aclexplode(n.nspacl) a
                 WHERE n.nspname = shop.schema_name AND a.grantee <> n.nspowner GROUP BY 1
    LOOP
        EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %s CASCADE', shop.schema_name, found.grantee);
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION provisioning_api.is_claimed(text), provisioning_api.take_orphan_schema(text),
    provisioning_api.drop_orphan_role(text), provisioning_api.restore_tenant_wall(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION provisioning_api.take_orphan_schema(text), provisioning_api.drop_orphan_role(text),
    provisioning_api.restore_tenant_wall(uuid) TO svc_provisioning;
"""


def upgrade() -> None:
    op.execute(RECONCILE)
    op.execute(REPAIRS)
