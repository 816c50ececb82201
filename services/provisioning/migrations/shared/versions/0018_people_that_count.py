"""How many people a shop has, as auth counts them, beside the animals that business counts."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# Each of the two services numbers its own words.
USAGE = """
ALTER TABLE svc_tenant.usage
    ALTER COLUMN animals DROP NOT NULL,
    ALTER COLUMN sequence DROP NOT NULL,
    ADD COLUMN users integer,
    ADD COLUMN users_sequence bigint;
CREATE SEQUENCE svc_auth.people_counts;
GRANT USAGE ON SEQUENCE svc_auth.people_counts TO svc_auth;
"""

# Shops that are there already: their first words are older than any other, for who still compares with one.
COUNTED = """
INSERT INTO svc_tenant.usage (tenant_id, users, users_sequence, sequence)
SELECT t.id, count(*), 0, 0 FROM shared.tenants t JOIN shared.tenant_users u ON u.tenant_id = t.id AND u.is_active
GROUP BY t.id
ON CONFLICT (tenant_id) DO UPDATE SET users = excluded.users, users_sequence = excluded.users_sequence;
"""


def upgrade() -> None:
    op.execute(USAGE)
    op.execute(COUNTED)
