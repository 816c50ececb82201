"""Registry, users, configurations; one private schema per service with outbox, inbox and leases."""

from alembic import op

from services.provisioning.migrations.shared.service_schema import MESSAGING

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

EXTENSIONS = """
CREATE SCHEMA IF NOT EXISTS extensions;
GRANT USAGE ON SCHEMA extensions TO PUBLIC;
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA extensions;
CREATE FUNCTION extensions.fold(text) RETURNS text IMMUTABLE PARALLEL SAFE STRICT LANGUAGE sql
AS $$ SELECT pg_catalog.lower(extensions.unaccent('extensions.unaccent'::pg_catalog.regdictionary, $1)) $$;
"""

REGISTRY = """
GRANT USAGE ON SCHEMA shared TO svc_tenant, svc_auth, svc_provisioning, svc_business, petshop_definer;

CREATE TABLE shared.tenants (
    id uuid PRIMARY KEY,
    saga_id uuid NOT NULL UNIQUE,
    name varchar(255) NOT NULL,
    subdomain varchar(63) NOT NULL,
    schema_name varchar(63) NOT NULL UNIQUE,
    role_name varchar(63) NOT NULL UNIQUE,
    status text NOT NULL DEFAULT 'provisioning' CHECK (status IN
        ('provisioning', 'active', 'suspended', 'deleting', 'deleted', 'failed')),
    is_active boolean GENERATED ALWAYS AS (status = 'active') STORED,
    plan_type varchar(50) NOT NULL DEFAULT 'basic',
    max_users integer NOT NULL DEFAULT 10,
    max_animals integer NOT NULL DEFAULT 1000,
    locale varchar(10) NOT NULL DEFAULT 'pt-BR',
    failure_code text,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
-- Unique among the living: a failed or purged shop frees its name.
CREATE UNIQUE INDEX uq_tenants_subdomain_living ON shared.tenants (subdomain)
    WHERE status NOT IN ('failed', 'deleted');
CREATE INDEX ix_tenants_subdomain ON shared.tenants (subdomain);

CREATE TABLE shared.tenant_users (
    id uuid PRIMARY KEY,
    tenant_id uuid REFERENCES shared.tenants (id),
    email varchar(255) NOT NULL UNIQUE CHECK (email = lower(btrim(email))),
    password_hash varchar(255) NOT NULL,
    first_name varchar(100),
    last_name varchar(100),
    role varchar(50) NOT NULL DEFAULT 'user' CHECK (role IN ('owner', 'manager', 'user', 'operator')),
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_login timestamptz,
    CHECK ((role = 'operator') = (tenant_id IS NULL))
);
CREATE INDEX ix_tenant_users_tenant_id ON shared.tenant_users (tenant_id);

CREATE TABLE shared.tenant_configurations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES shared.tenants (id),
    config_key varchar(100) NOT NULL,
    config_value text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, config_key)
);

-- Rows of many shops in one table get a wall of their own: the transaction's tenant, or the platform.
ALTER TABLE shared.tenant_users ENABLE ROW LEVEL SECURITY;
ALTER TABLE shared.tenant_users FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON shared.tenant_users USING (
    tenant_id = nullif(nullif(current_setting('app.tenant_id', true), ''), 'platform')::uuid
    OR (tenant_id IS NULL AND current_setting('app.tenant_id', true) = 'platform'));
ALTER TABLE shared.tenant_configurations ENABLE ROW LEVEL SECURITY;
ALTER TABLE shared.tenant_configurations FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON shared.tenant_configurations USING (
    tenant_id = nullif(nullif(current_setting('app.tenant_id', true), ''), 'platform')::uuid);

GRANT SELECT, INSERT, UPDATE ON shared.tenants TO svc_tenant;
GRANT SELECT ON shared.tenants TO svc_auth, svc_provisioning, svc_business, petshop_definer;
GRANT SELECT, INSERT, UPDATE, DELETE ON shared.tenant_configurations TO svc_tenant;
GRANT SELECT, INSERT, UPDATE, DELETE ON shared.tenant_users TO svc_auth;
GRANT SELECT ON shared.tenant_users TO petshop_definer;
"""

TENANT = """
CREATE TABLE svc_tenant.signups (
    saga_id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL UNIQUE REFERENCES shared.tenants (id),
    email text NOT NULL,
    password_hash text,
    first_name text NOT NULL,
    last_name text NOT NULL,
    attempts integer NOT NULL DEFAULT 1,
    next_attempt_at timestamptz,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_signups_next_attempt_at ON svc_tenant.signups (next_attempt_at)
    WHERE next_attempt_at IS NOT NULL;
CREATE TABLE svc_tenant.idempotency_keys (
    key text NOT NULL,
    route text NOT NULL,
    request_hash text NOT NULL,
    status integer,
    body text,
    headers text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (key, route)
);
CREATE INDEX ix_idempotency_keys_created_at ON svc_tenant.idempotency_keys (created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_tenant.signups, svc_tenant.idempotency_keys TO svc_tenant;
"""

AUTH = """
CREATE TABLE svc_auth.saga_admins (
    saga_id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('created', 'rejected', 'aborted')),
    user_id uuid,
    email text,
    code text,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE svc_auth.sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    tenant_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX ix_sessions_user_id ON svc_auth.sessions (user_id);
CREATE INDEX ix_sessions_expires_at ON svc_auth.sessions (expires_at);
CREATE TABLE svc_auth.refresh_tokens (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES svc_auth.sessions (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz
);
CREATE INDEX ix_refresh_tokens_session_id ON svc_auth.refresh_tokens (session_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_auth.saga_admins, svc_auth.sessions, svc_auth.refresh_tokens
    TO svc_auth;

-- Login knows an e-mail and not yet a shop: one definer function, callable by auth alone.
CREATE SCHEMA auth_api;
GRANT USAGE ON SCHEMA auth_api TO svc_auth;
CREATE FUNCTION auth_api.find_user_for_login(wanted text)
RETURNS TABLE (id uuid, tenant_id uuid, password_hash varchar, is_active boolean)
STABLE SECURITY DEFINER LANGUAGE sql SET search_path = pg_catalog
AS $$ SELECT u.id, u.tenant_id, u.password_hash, u.is_active FROM shared.tenant_users u WHERE u.email = wanted $$;
ALTER FUNCTION auth_api.find_user_for_login(text) OWNER TO petshop_definer;
REVOKE ALL ON FUNCTION auth_api.find_user_for_login(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth_api.find_user_for_login(text) TO svc_auth;
"""

PROVISIONING = """
CREATE TABLE svc_provisioning.sagas (
    saga_id uuid PRIMARY KEY,
    kind text NOT NULL DEFAULT 'create_tenant',
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    subdomain text NOT NULL,
    schema_name text NOT NULL,
    role_name text NOT NULL,
    state text NOT NULL,
    failure_code text,
    admin jsonb,
    owner jsonb,
    schema_version text,
    version integer NOT NULL DEFAULT 1,
    attempts integer NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    next_attempt_at timestamptz,
    deadline_at timestamptz NOT NULL
);
CREATE INDEX ix_sagas_next_attempt_at ON svc_provisioning.sagas (next_attempt_at)
    WHERE next_attempt_at IS NOT NULL;
CREATE INDEX ix_sagas_tenant_id ON svc_provisioning.sagas (tenant_id);
CREATE TABLE svc_provisioning.saga_steps (
    saga_id uuid NOT NULL REFERENCES svc_provisioning.sagas (saga_id) ON DELETE CASCADE,
    position smallint NOT NULL,
    name text NOT NULL,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN
        ('pending', 'running', 'done', 'failed', 'compensated', 'skipped')),
    started_at timestamptz,
    finished_at timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    error_code text,
    PRIMARY KEY (saga_id, position)
);
CREATE TABLE svc_provisioning.saga_transitions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    saga_id uuid NOT NULL REFERENCES svc_provisioning.sagas (saga_id) ON DELETE CASCADE,
    trigger text NOT NULL,
    state_before text,
    state_after text NOT NULL,
    events_out text[] NOT NULL DEFAULT '{}',
    error text,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ix_saga_transitions_saga_id ON svc_provisioning.saga_transitions (saga_id, id);
CREATE TABLE svc_provisioning.tenant_schemas (
    tenant_id uuid PRIMARY KEY,
    schema_name text NOT NULL UNIQUE,
    role_name text NOT NULL UNIQUE,
    version text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    migrated_at timestamptz NOT NULL DEFAULT now(),
    last_error text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_provisioning.sagas, svc_provisioning.saga_steps,
    svc_provisioning.tenant_schemas TO svc_provisioning;
GRANT SELECT, INSERT, DELETE ON svc_provisioning.saga_transitions TO svc_provisioning;

-- A CREATEROLE login joins every role it creates and slows down with them, so the administrator's
-- function creates them, and checks the name.
CREATE SCHEMA provisioning_api;
GRANT USAGE ON SCHEMA provisioning_api TO svc_provisioning;
CREATE FUNCTION provisioning_api.create_tenant_role(role_name text) RETURNS void
SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF role_name !~ '^tenant_[0-9a-f]{12}$' THEN
        RAISE invalid_parameter_value USING MESSAGE = 'not the name of a tenant role';
    END IF;
    EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', role_name);
    EXECUTE format('GRANT %I TO svc_business WITH INHERIT FALSE, SET TRUE', role_name);
END $$;
CREATE FUNCTION provisioning_api.drop_tenant_role(role_name text) RETURNS void
SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF role_name !~ '^tenant_[0-9a-f]{12}$' THEN
        RAISE invalid_parameter_value USING MESSAGE = 'not the name of a tenant role';
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
        EXECUTE format('DROP OWNED BY %I', role_name);
        EXECUTE format('DROP ROLE %I', role_name);
    END IF;
END $$;
REVOKE ALL ON FUNCTION provisioning_api.create_tenant_role(text), provisioning_api.drop_tenant_role(text)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION provisioning_api.create_tenant_role(text), provisioning_api.drop_tenant_role(text)
    TO svc_provisioning;
"""

BUSINESS = """
-- The one door from a shop's transaction to the outbox: insert only, listed events only, and the shop is
-- taken from the role in force, never from an argument.
CREATE SCHEMA business_api;
GRANT USAGE ON SCHEMA business_api TO PUBLIC;
GRANT USAGE ON SCHEMA svc_business TO petshop_definer;
GRANT INSERT ON svc_business.outbox TO petshop_definer;
CREATE FUNCTION business_api.emit(
    event_id uuid, routing_key text, type text, correlation_id text, payload jsonb, traceparent text)
RETURNS void SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE tenant uuid;
BEGIN
    SELECT t.id INTO tenant FROM shared.tenants t WHERE t.role_name = current_setting('role');
    IF tenant IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'no shop in this transaction';
    END IF;
    IF routing_key NOT IN ('usage.changed', 'agendamento.criado', 'agendamento.alterado',
                           'agendamento.cancelado', 'agendamento.pronto') THEN
        RAISE insufficient_privilege USING MESSAGE = 'not an event of a shop';
    END IF;
    INSERT INTO svc_business.outbox (event_id, routing_key, type, subject, correlation_id, payload, traceparent)
    VALUES (event_id, routing_key, type, tenant, correlation_id,
            (payload || jsonb_build_object('tenant_id', tenant))::text, traceparent);
    PERFORM pg_notify('outbox_business', '');
END $$;
ALTER FUNCTION business_api.emit(uuid, text, text, text, jsonb, text) OWNER TO petshop_definer;
GRANT EXECUTE ON FUNCTION business_api.emit(uuid, text, text, text, jsonb, text) TO PUBLIC;
"""


def upgrade() -> None:
    op.execute(EXTENSIONS)
    op.execute(REGISTRY)
    for name in ("tenant", "auth", "provisioning", "business"):
        op.execute(MESSAGING.format(name=name))
    op.execute(TENANT)
    op.execute(AUTH)
    op.execute(PROVISIONING)
    op.execute(BUSINESS)
