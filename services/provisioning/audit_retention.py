"""How long the audit is kept: whole months go, by the hand of their owner, the administrator."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

import asyncpg

KEEP_MONTHS = 24
# Records of access to an application are kept for six months at least (Lei 12.965/2014, art. 15).
LEAST_MONTHS = 6

_BOUNDARY = "SELECT clock_timestamp() - make_interval(months => $1)"
_DROP = "SELECT audit_api.drop_before($1)"


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The partitions that went, and the moment whose month is the oldest one kept."""

    months: list[str]
    kept_from: datetime


async def trim(admin_url: str, *, name: str, keep_months: int = KEEP_MONTHS) -> Trimmed:
    """Drops the months before the last `keep_months`. Raises ValueError for fewer than the law asks for."""
    if keep_months < LEAST_MONTHS:
        raise ValueError(f"the audit is kept for {LEAST_MONTHS} months at least")
    owner = await asyncpg.connect(urlunsplit(urlsplit(admin_url)._replace(path=f"/{name}")))
    try:
        async with owner.transaction():
            await owner.execute("SET LOCAL lock_timeout = '10s'")
            await owner.execute("SELECT audit_api.prepare_partitions()")
            boundary = await owner.fetchval(_BOUNDARY, keep_months)
            return Trimmed(await owner.fetchval(_DROP, boundary), boundary)
    finally:
        await owner.close()
