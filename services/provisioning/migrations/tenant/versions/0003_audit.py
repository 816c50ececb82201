"""Every change of the shop's records tells the audit, in the transaction of the change."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Stored answers of repeated requests are no record of the shop's.
TRIGGERS = """
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_cliente FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('cliente', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_animal FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('animal', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_servico FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('servico', 'id');
"""


def upgrade() -> None:
    op.execute(TRIGGERS)
