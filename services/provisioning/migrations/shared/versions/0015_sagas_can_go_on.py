"""A saga that waits holds what its next event needs, so that asking again can always be said."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# The draft with its hash until the admin is there, the owner from then on: `events.py` builds from them.
CHECKS = """
ALTER TABLE svc_provisioning.sagas
    ADD CONSTRAINT ck_sagas_admin CHECK (state NOT IN ('REQUESTED', 'SCHEMA_CREATED')
        OR coalesce(jsonb_exists_all(admin, ARRAY['email', 'password_hash', 'first_name', 'last_name']), false)),
    ADD CONSTRAINT ck_sagas_owner CHECK (state <> 'ADMIN_CREATED'
        OR coalesce(jsonb_exists_all(owner, ARRAY['user_id', 'email', 'first_name']), false));
"""


def upgrade() -> None:
    op.execute(CHECKS)
