"""What a shop prints bears its name."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# Another row type needs another function; whoever asks for columns by name sees no difference.
SHOP = """
DROP FUNCTION business_api.shop();
CREATE FUNCTION business_api.shop()
RETURNS TABLE (id uuid, plan_type text, max_animals integer, settings text, name text)
STABLE SECURITY DEFINER LANGUAGE sql SET search_path = pg_catalog AS $$
    SELECT t.id, t.plan_type::text, t.max_animals, coalesce((SELECT jsonb_object_agg(c.config_key, c.config_value)
        FROM shared.tenant_configurations c WHERE c.tenant_id = t.id AND c.config_key IN
            ('timezone', 'slot_minutes', 'business_hours', 'closed_dates', 'agenda', 'establishment', 'taxi')),
        '{}')::text, t.name::text
    FROM shared.tenants t WHERE t.role_name = current_setting('role')
$$;
ALTER FUNCTION business_api.shop() OWNER TO petshop_definer;
GRANT EXECUTE ON FUNCTION business_api.shop() TO PUBLIC;
"""


def upgrade() -> None:
    op.execute(SHOP)
