"""The queries of second factors; seen through the row-level security of the session's scope."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary, any_, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.mfa.models import RecoveryCodes, TotpCredential, totp_credentials
from services.auth.models import User

_C = totp_credentials.c
_CREDENTIAL = select(
    _C.user_id,
    _C.sealed_secret,
    _C.created_at,
    _C.confirmed_at,
    _C.recovery_salt,
    func.cardinality(_C.recovery_hashes),
)


async def find(session: AsyncSession, user_id: UUID) -> TotpCredential | None:
    row = (await session.execute(_CREDENTIAL.where(_C.user_id == user_id))).one_or_none()
    return None if row is None else TotpCredential(*row)


async def lock(session: AsyncSession, user_id: UUID) -> TotpCredential | None:
    """As it is now, held until the transaction ends: log-ins and changes of it queue here."""
    statement = _CREDENTIAL.where(_C.user_id == user_id).with_for_update(key_share=True)
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else TotpCredential(*row)


async def put_unconfirmed(session: AsyncSession, user: User, sealed_secret: str, now: datetime) -> bool:
    """Whether it stands there now, in place of another unconfirmed one; a confirmed one stays."""
    values = {"sealed_secret": sealed_secret, "created_at": now}
    statement = (
        upsert(totp_credentials)
        .values(user_id=user.id, tenant_id=user.tenant_id, **values)
        .on_conflict_do_update(index_elements=["user_id"], set_=values, where=_C.confirmed_at.is_(None))
    )
    return (await session.execute(statement.returning(_C.user_id))).first() is not None


async def confirm(
    session: AsyncSession, pending: TotpCredential, step: int, codes: RecoveryCodes, now: datetime
) -> bool:
    """Whether it became a second factor here: not where another request was faster, or set it up anew."""
    statement = (
        update(totp_credentials)
        .where(
            _C.user_id == pending.user_id,
            _C.sealed_secret == pending.sealed_secret,
            _C.confirmed_at.is_(None),
        )
        .values(confirmed_at=now, last_step=step, recovery_salt=codes.salt, recovery_hashes=codes.hashes)
    )
    return (await session.execute(statement.returning(_C.user_id))).first() is not None


async def use_step(session: AsyncSession, user_id: UUID, step: int) -> bool:
    """Whether no code of this step or a later one was used before."""
    statement = (
        update(totp_credentials)
        .where(_C.user_id == user_id, _C.confirmed_at.is_not(None), _C.last_step < step)
        .values(last_step=step)
    )
    return (await session.execute(statement.returning(_C.user_id))).first() is not None


async def use_recovery_code(session: AsyncSession, user_id: UUID, code_hash: bytes) -> bool:
    """Whether the code was of the set, and unused."""
    wanted = literal(code_hash, LargeBinary)
    statement = (
        update(totp_credentials)
        .where(_C.user_id == user_id, _C.confirmed_at.is_not(None), wanted == any_(_C.recovery_hashes))
        .values(recovery_hashes=func.array_remove(_C.recovery_hashes, wanted))
    )
    return (await session.execute(statement.returning(_C.user_id))).first() is not None


async def replace_recovery_codes(session: AsyncSession, user_id: UUID, codes: RecoveryCodes) -> None:
    await session.execute(
        update(totp_credentials)
        .where(_C.user_id == user_id, _C.confirmed_at.is_not(None))
        .values(recovery_salt=codes.salt, recovery_hashes=codes.hashes)
    )


async def remove(session: AsyncSession, user_id: UUID) -> None:
    await session.execute(delete(totp_credentials).where(_C.user_id == user_id))
