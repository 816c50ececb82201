"""The check that rides with BEGIN and COMMIT: a transaction stands where it was put, or does not commit."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# No search_path of its own: it looks at the caller's. `<>` and the like are found in pg_catalog first of all.
ASSERT_SCOPE = """
CREATE SCHEMA wall;
GRANT USAGE ON SCHEMA wall TO PUBLIC;
CREATE FUNCTION wall.assert_scope(expected_role text, expected_path text, expected_tenant text)
RETURNS void STABLE LANGUAGE plpgsql AS $$
BEGIN
    IF current_user::text IS DISTINCT FROM expected_role
        OR pg_catalog.current_setting('search_path') IS DISTINCT FROM expected_path
        OR coalesce(pg_catalog.current_setting('app.tenant_id', true), '') IS DISTINCT FROM expected_tenant
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PW001', MESSAGE = 'the transaction stands elsewhere than it was put',
            DETAIL = pg_catalog.format('expected %s, %s, %s; found %s, %s, %s',
                expected_role, expected_path, expected_tenant, current_user,
                pg_catalog.current_setting('search_path'), pg_catalog.current_setting('app.tenant_id', true));
    END IF;
END $$;
"""


def upgrade() -> None:
    op.execute(ASSERT_SCOPE)
