"""The saga's timeline says what came in and who pressed what; lists and audit for operators."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

HISTORY = """
ALTER TABLE svc_provisioning.saga_transitions
    ADD COLUMN event_in uuid,
    ADD COLUMN event_ids_out uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN moved boolean NOT NULL DEFAULT true,
    ADD COLUMN actor text,
    ADD COLUMN reason text;
CREATE INDEX ix_saga_transitions_at ON svc_provisioning.saga_transitions (at);

CREATE INDEX ix_sagas_state ON svc_provisioning.sagas (state, saga_id DESC);
CREATE INDEX ix_sagas_subdomain ON svc_provisioning.sagas (subdomain, saga_id DESC);
CREATE INDEX ix_sagas_finished_at ON svc_provisioning.sagas (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX ix_sagas_search ON svc_provisioning.sagas
    USING gin (extensions.fold(name || ' ' || subdomain) extensions.gin_trgm_ops);
CREATE INDEX ix_tenants_search ON shared.tenants
    USING gin (extensions.fold(name || ' ' || subdomain) extensions.gin_trgm_ops);
CREATE INDEX ix_tenants_status ON shared.tenants (status, id DESC);
"""

AUDIT = """
CREATE TABLE svc_provisioning.audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    action text NOT NULL,
    target text NOT NULL,
    reason text,
    details jsonb NOT NULL DEFAULT '{}',
    request_id text
);
CREATE INDEX ix_audit_target ON svc_provisioning.audit (target, id);
GRANT SELECT, INSERT ON svc_provisioning.audit TO svc_provisioning;
"""

# Users and their sagas belong to auth. Provisioning compares them with what it made, and sees no more than
# whose they are: no e-mail, no name, no hash.
USERS = """
GRANT USAGE ON SCHEMA svc_auth TO petshop_definer;
GRANT SELECT ON svc_auth.saga_admins TO petshop_definer;
CREATE FUNCTION provisioning_api.tenant_users(wanted uuid DEFAULT NULL)
RETURNS TABLE (user_id uuid, tenant_id uuid, role varchar, is_active boolean, created_at timestamptz)
STABLE SECURITY DEFINER LANGUAGE sql SET search_path = pg_catalog
AS $$ SELECT u.id, u.tenant_id, u.role, u.is_active, u.created_at FROM shared.tenant_users u
      WHERE u.tenant_id IS NOT NULL AND (wanted IS NULL OR u.tenant_id = wanted) $$;
CREATE FUNCTION provisioning_api.admin_outcome(wanted uuid) RETURNS text
STABLE SECURITY DEFINER LANGUAGE sql SET search_path = pg_catalog
AS $$ SELECT a.outcome FROM svc_auth.saga_admins a WHERE a.saga_id = wanted $$;
ALTER FUNCTION provisioning_api.tenant_users(uuid) OWNER TO petshop_definer;
ALTER FUNCTION provisioning_api.admin_outcome(uuid) OWNER TO petshop_definer;
REVOKE ALL ON FUNCTION provisioning_api.tenant_users(uuid), provisioning_api.admin_outcome(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION provisioning_api.tenant_users(uuid), provisioning_api.admin_outcome(uuid)
    TO svc_provisioning;
"""


def upgrade() -> None:
    op.execute(HISTORY)
    op.execute(AUDIT)
    op.execute(USERS)
