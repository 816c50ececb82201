"""A plan's places are for animals that are looked after: what was removed, is inactive or died takes none."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# One function for all three deeds: a transition table that a deed does not have is not asked for.
COUNT = """
CREATE FUNCTION business_api.count_animals() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE n integer := 0;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        n := n - (SELECT count(*) FROM before WHERE before.atendivel);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        n := n + (SELECT count(*) FROM after WHERE after.atendivel);
    END IF;
    IF n <> 0 THEN
        EXECUTE format('INSERT INTO %I.api_uso AS u (recurso, usados) VALUES (''animais'', greatest($1, 0))'
            ' ON CONFLICT (recurso) DO UPDATE SET usados = u.usados + $1, version = u.version + 1',
            TG_TABLE_SCHEMA)
        USING n;
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION business_api.count_animals() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION business_api.count_animals() TO svc_provisioning;
"""

SHOP = """
CREATE OR REPLACE FUNCTION business_api.shop()
RETURNS TABLE (id uuid, plan_type text, max_animals integer, settings text)
STABLE SECURITY DEFINER LANGUAGE sql SET search_path = pg_catalog AS $$
    SELECT t.id, t.plan_type::text, t.max_animals, coalesce((SELECT jsonb_object_agg(c.config_key, c.config_value)
        FROM shared.tenant_configurations c WHERE c.tenant_id = t.id AND c.config_key IN
            ('timezone', 'slot_minutes', 'business_hours', 'closed_dates', 'agenda', 'establishment', 'taxi')),
        '{}')::text
    FROM shared.tenants t WHERE t.role_name = current_setting('role')
$$;
"""

# What is only marked as removed reads like what it is, and columns that follow others say nothing new.
AUDIT = """
CREATE OR REPLACE FUNCTION audit_api.shown(full_row jsonb, named text[]) RETURNS jsonb IMMUTABLE LANGUAGE sql
SET search_path = pg_catalog AS $$
    SELECT coalesce(jsonb_object_agg(f.key, f.value), '{}') FROM jsonb_each(full_row) f
    WHERE f.key NOT IN ('ordem', 'busca', 'created_at', 'updated_at', 'presente', 'atendivel', 'aberto')
        AND (named IS NULL OR f.key = ANY (named))
$$;

CREATE OR REPLACE FUNCTION audit_api.row_changed() RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql
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
        deed := CASE WHEN NOT before ? 'excluido_em' THEN deed
            WHEN row_after->>'excluido_em' IS NULL THEN 'restored' ELSE 'deleted' END;
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
"""


def upgrade() -> None:
    for statements in (COUNT, SHOP, AUDIT):
        op.execute(statements)
