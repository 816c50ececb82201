"""What works under a shop's role knows of the shop: how it is set up, and what its plan has room for."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# The shop is the role's in force, as for `emit`: there is no argument by which to ask for another's.
SHOP = """
GRANT SELECT ON shared.tenant_configurations TO petshop_definer;
CREATE FUNCTION business_api.shop() RETURNS TABLE (id uuid, plan_type text, max_animals integer, settings text)
STABLE SECURITY DEFINER LANGUAGE sql SET search_path = pg_catalog AS $$
    SELECT t.id, t.plan_type::text, t.max_animals, coalesce((SELECT jsonb_object_agg(c.config_key, c.config_value)
        FROM shared.tenant_configurations c WHERE c.tenant_id = t.id AND c.config_key IN
            ('timezone', 'slot_minutes', 'business_hours', 'closed_dates', 'agenda')), '{}')::text
    FROM shared.tenants t WHERE t.role_name = current_setting('role')
$$;
ALTER FUNCTION business_api.shop() OWNER TO petshop_definer;
GRANT EXECUTE ON FUNCTION business_api.shop() TO PUBLIC;
"""

# Whoever changes a counted table holds the shop's counter until the end of the transaction: of two who take the
# last place the second one sees that it is gone. By the statement: an import of thousands counts once.
COUNT = """
CREATE FUNCTION business_api.count_rows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE n integer;
BEGIN
    SELECT count(*) INTO n FROM changed;
    IF n > 0 AND TG_OP = 'INSERT' THEN
        EXECUTE format('INSERT INTO %I.api_uso AS u (recurso, usados) VALUES ($1, $2) ON CONFLICT (recurso)'
            ' DO UPDATE SET usados = u.usados + excluded.usados, version = u.version + 1', TG_TABLE_SCHEMA)
        USING TG_ARGV[0], n;
    ELSIF n > 0 THEN
        EXECUTE format('UPDATE %I.api_uso SET usados = usados - $2, version = version + 1 WHERE recurso = $1',
            TG_TABLE_SCHEMA)
        USING TG_ARGV[0], n;
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION business_api.count_rows() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION business_api.count_rows() TO svc_provisioning;
"""

# What the owning services last said. Their events may come in any order: `sequence` grows with each of them.
USAGE = """
CREATE TABLE svc_tenant.usage (
    tenant_id uuid PRIMARY KEY REFERENCES shared.tenants (id) ON DELETE CASCADE,
    animals integer NOT NULL,
    sequence bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON svc_tenant.usage TO svc_tenant;
"""


def upgrade() -> None:
    for statements in (SHOP, COUNT, USAGE):
        op.execute(statements)
