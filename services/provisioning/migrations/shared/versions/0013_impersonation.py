"""Operators inside shops: sessions of theirs that say why, and what is kept of each entry."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# No foreign key to the origin: it is forgotten when it expires, and what it opened is kept.
SESSIONS = """
ALTER TABLE svc_auth.sessions
    ADD COLUMN origin_id uuid,
    ADD COLUMN impersonation text CHECK (char_length(impersonation) BETWEEN 10 AND 500),
    ADD CONSTRAINT ck_sessions_impersonation CHECK ((impersonation IS NULL) = (origin_id IS NULL)
        AND (impersonation IS NULL OR tenant_id IS NOT NULL));
CREATE INDEX ix_sessions_origin_id ON svc_auth.sessions (origin_id) WHERE origin_id IS NOT NULL;
"""

# Written once by whoever enters; nobody changes or removes it at run time.
IMPERSONATIONS = """
CREATE TABLE svc_auth.impersonations (
    session_id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    operator_id uuid NOT NULL,
    operator_email text NOT NULL,
    operator_first_name text NOT NULL,
    operator_last_name text NOT NULL,
    reason text NOT NULL,
    entered_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX ix_impersonations_tenant_id ON svc_auth.impersonations (tenant_id, session_id);
ALTER TABLE svc_auth.impersonations ENABLE ROW LEVEL SECURITY;
ALTER TABLE svc_auth.impersonations FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON svc_auth.impersonations USING (
    current_setting('app.tenant_id', true) = 'platform'
    OR tenant_id = nullif(nullif(current_setting('app.tenant_id', true), ''), 'platform')::uuid);
GRANT SELECT, INSERT ON svc_auth.impersonations TO svc_auth;
"""

# Told in the shop's audit and in the platform's, whichever of them the transaction stands in.
AUDIT = """
CREATE FUNCTION audit_api.operator_entered() RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
DECLARE
    who jsonb := audit_api.asking() || jsonb_build_object('kind', 'operator', 'id', NEW.operator_id,
        'session_id', NEW.session_id, 'impersonation', NEW.reason);
    told jsonb := jsonb_build_object('operator_email', NEW.operator_email, 'expires_at', NEW.expires_at);
BEGIN
    PERFORM audit_api.write(NEW.tenant_id, 'impersonation.started', 'shop', NEW.tenant_id::text, NULL, told, who);
    PERFORM audit_api.write(NULL, 'impersonation.started', 'shop', NEW.tenant_id::text, NULL, told, who);
    RETURN NULL;
END $$;
ALTER FUNCTION audit_api.operator_entered() OWNER TO petshop_definer;
REVOKE ALL ON FUNCTION audit_api.operator_entered() FROM PUBLIC;
CREATE TRIGGER audit AFTER INSERT ON svc_auth.impersonations FOR EACH ROW
    EXECUTE FUNCTION audit_api.operator_entered();
"""


def upgrade() -> None:
    op.execute(SESSIONS)
    op.execute(IMPERSONATIONS)
    op.execute(AUDIT)
