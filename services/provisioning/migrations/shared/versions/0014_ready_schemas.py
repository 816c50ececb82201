"""Ready schemas: built with their roles while nobody waits, and given to a shop by a rename."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Role and schema of a row bear the same name. `spoilt_at`: no longer as it was built; nobody gets it.
TABLE = """
CREATE TABLE svc_provisioning.ready_schemas (
    schema_name text PRIMARY KEY CHECK (schema_name ~ '^ready_[0-9a-f]{12}$'),
    version text NOT NULL,
    fingerprint text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    spoilt_at timestamptz
);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_provisioning.ready_schemas TO svc_provisioning;
"""

# Everything that the catalog says of a schema, but for its name: relations with owners and grants, columns,
# defaults, constraints, indexes, triggers, the role's own powers and who may become it. As the catalog stores it:
# to write it out as SQL, PostgreSQL would open every table. And by indexes alone, from what depends on the schema:
# catalogs of ten thousand shops are not to be read while somebody waits.
FINGERPRINT = """
CREATE FUNCTION provisioning_api.fingerprint_of(name text) RETURNS text
STABLE SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN RETURN (
    WITH here AS (SELECT oid, nspowner, nspacl FROM pg_namespace WHERE nspname = name),
    inside AS (SELECT d.classid, d.objid FROM here JOIN pg_depend d
        ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = here.oid),
    tables AS (SELECT c.* FROM inside i JOIN pg_class c ON c.oid = i.objid WHERE i.classid = 'pg_class'::regclass),
    lines AS (
        SELECT concat_ws(' ', 'schema', pg_get_userbyid(nspowner), nspacl) AS line FROM here
        UNION ALL SELECT concat_ws(' ', 'role', rolcanlogin, rolinherit, rolsuper, rolcreatedb, rolcreaterole,
            rolreplication, rolbypassrls) FROM pg_authid r WHERE rolname = name
        UNION ALL SELECT concat_ws(' ', 'member', pg_get_userbyid(m.member), m.admin_option)
            FROM pg_authid r JOIN pg_auth_members m ON m.roleid = r.oid
            WHERE r.rolname = name
        UNION ALL SELECT concat_ws(' ', 'member of', pg_get_userbyid(m.roleid))
            FROM pg_authid r JOIN pg_auth_members m ON m.member = r.oid WHERE r.rolname = name
        -- The size tells rows: a table that was never written to has none.
        UNION ALL SELECT concat_ws(' ', 'relation', relname, relkind, relpersistence, relrowsecurity,
            relforcerowsecurity, relhasrules, pg_get_userbyid(relowner), relacl, reloptions,
            CASE relkind WHEN 'r' THEN pg_relation_size(oid) END) FROM tables
        UNION ALL SELECT concat_ws(' ', 'sequence', t.relname, q.seqtypid, q.seqstart, q.seqincrement, q.seqmax,
            q.seqmin, q.seqcache, q.seqcycle) FROM tables t JOIN pg_sequence q ON q.seqrelid = t.oid
        UNION ALL SELECT concat_ws(' ', 'column', t.relname, a.attnum, a.attname, a.atttypid, a.atttypmod,
            a.attcollation, a.attnotnull, a.attidentity, a.attgenerated, a.attacl, d.adbin)
            FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
        UNION ALL SELECT concat_ws(' ', 'index', t.relname, n.relname, n.relam, n.reloptions, i.indisunique,
            i.indisvalid, i.indkey, i.indclass, i.indcollation, i.indoption, i.indexprs, i.indpred)
            FROM tables t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class n ON n.oid = i.indexrelid
        UNION ALL SELECT concat_ws(' ', 'constraint', t.relname, c.conname, c.contype, c.convalidated,
            c.condeferrable, c.condeferred, c.conkey, f.relname, c.confkey, c.confupdtype, c.confdeltype, c.conbin)
            FROM tables t JOIN pg_constraint c ON c.conrelid = t.oid LEFT JOIN pg_class f ON f.oid = c.confrelid
        -- Those of foreign keys too, whose names hold numbers: switched off, they let anything through.
        UNION ALL SELECT concat_ws(' ', 'trigger', t.relname, CASE WHEN NOT g.tgisinternal THEN g.tgname END,
            g.tgtype, g.tgfoid, g.tgenabled, g.tgattr, g.tgargs, g.tgqual)
            FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid
        UNION ALL SELECT concat_ws(' ', 'policy', t.relname, p.polname, p.polcmd, p.polroles, p.polqual,
            p.polwithcheck) FROM tables t JOIN pg_policy p ON p.polrelid = t.oid
        UNION ALL SELECT concat_ws(' ', 'other', classid, objid) FROM inside WHERE classid <> 'pg_class'::regclass)
    SELECT md5(replace(string_agg(line, chr(10) ORDER BY line COLLATE "C"), name, '@')) FROM lines
); END $$;
"""

# Nobody may become a ready role: svc_business gets that right with the claim.
CLAIM = """
CREATE FUNCTION provisioning_api.create_ready_role(name text) RETURNS void
SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF name !~ '^ready_[0-9a-f]{12}$' THEN
        RAISE invalid_parameter_value USING MESSAGE = 'not the name of a ready role';
    END IF;
    EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', name);
END $$;

-- The oldest of a version that nobody else is taking and that is still as it was built becomes a shop's schema and
-- role; answers its former name, or NULL when there is none. What has changed is marked, for nobody to take.
-- Fails only when it is cancelled: a sign-up does not depend on it.
CREATE FUNCTION provisioning_api.claim_ready_schema(tenant text, wanted_version text) RETURNS text
SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog SET lock_timeout = '100ms' AS $$
DECLARE
    found_name text;
    built_as text;
BEGIN
    IF tenant !~ '^tenant_[0-9a-f]{12}$' THEN
        RAISE invalid_parameter_value USING MESSAGE = 'not the name of a tenant role';
    END IF;
    LOOP
        SELECT r.schema_name, r.fingerprint INTO found_name, built_as FROM svc_provisioning.ready_schemas r
        WHERE r.version = wanted_version AND r.spoilt_at IS NULL
        ORDER BY r.created_at, r.schema_name LIMIT 1 FOR UPDATE SKIP LOCKED;
        IF found_name IS NULL THEN
            RETURN NULL;
        END IF;
        BEGIN
            IF provisioning_api.fingerprint_of(found_name) = built_as THEN
                DELETE FROM svc_provisioning.ready_schemas WHERE schema_name = found_name;
                EXECUTE format('ALTER SCHEMA %I RENAME TO %I', found_name, tenant);
                EXECUTE format('ALTER ROLE %I RENAME TO %I', found_name, tenant);
                EXECUTE format('GRANT %I TO svc_business WITH INHERIT FALSE, SET TRUE', tenant);
                RETURN found_name;
            END IF;
        EXCEPTION
            WHEN duplicate_schema OR duplicate_object THEN
                -- The shop's own name is taken: that is in the way of building too, which says so.
                RETURN NULL;
            WHEN OTHERS THEN
                -- Somebody works in it, for one, and holds a lock.
                RAISE WARNING 'ready schema % is not usable: % (%)', found_name, SQLERRM, SQLSTATE;
        END;
        UPDATE svc_provisioning.ready_schemas SET spoilt_at = now() WHERE schema_name = found_name;
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION provisioning_api.drop_tenant_role(role_name text) RETURNS void
SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF role_name !~ '^(tenant|ready)_[0-9a-f]{12}$' THEN
        RAISE invalid_parameter_value USING MESSAGE = 'not the name of a tenant role';
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
        EXECUTE format('DROP OWNED BY %I', role_name);
        EXECUTE format('DROP ROLE %I', role_name);
    END IF;
END $$;
REVOKE ALL ON FUNCTION provisioning_api.fingerprint_of(text), provisioning_api.create_ready_role(text),
    provisioning_api.claim_ready_schema(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION provisioning_api.fingerprint_of(text), provisioning_api.create_ready_role(text),
    provisioning_api.claim_ready_schema(text, text) TO svc_provisioning;
"""


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(FINGERPRINT)
    op.execute(CLAIM)
