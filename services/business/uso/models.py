"""What the plan of a shop limits, as its tables count it."""

from sqlalchemy import BigInteger, CheckConstraint, String, text
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantBase


class Uso(TenantBase):
    """Kept by triggers of the counted tables; `version` grows with each change."""

    __tablename__ = "api_uso"
    __table_args__ = (CheckConstraint("usados >= 0", name="usados"),)

    recurso: Mapped[str] = mapped_column(String(20), primary_key=True)
    usados: Mapped[int]
    version: Mapped[int] = mapped_column(BigInteger, server_default=text("1"))
