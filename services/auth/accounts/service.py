"""The rules of accounts: who reads mail at an address, who may set a password, what a person says of himself."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.auth import Principal
from libs.common.clock import new_id, utc_now
from libs.common.contracts.events import TenantActivated
from libs.common.errors import ForbiddenError, ValidationError, WrongStateError
from libs.common.logging import get_logger
from libs.common.passwords import hash_password, require_strong
from libs.common.tenancy.tenant import Tenant
from services.auth import password_repository, revocations, service, trail
from services.auth import repository as users
from services.auth.accounts import repository
from services.auth.accounts.letters import LETTERS_WINDOW, Letters, pause_before_next
from services.auth.accounts.models import OneTimeToken, OwnSettings, Purpose, ResetRequest
from services.auth.errors import LinkTokenInvalidError, RateLimitedError, SessionRevokedError
from services.auth.models import Account
from services.auth.reauthentication import reauthenticated
from services.auth.service import OpenTransaction
from services.auth.throttle import service as throttling
from services.auth.throttle.service import Attempt, Throttle
from services.auth.tokens import hash_token

log = get_logger(__name__)

RESET_BATCH = 50


async def welcome_owner(session: AsyncSession, letters: Letters, event: TenantActivated) -> None:
    """The shop is open: its owner is asked to prove his address. A repeat outdates no letter under way."""
    owner = await repository.lock_recipient(session, event.owner.user_id)
    if owner is None or owner.email_verified:
        return
    if not await repository.has_token(session, owner.user_id, Purpose.EMAIL_VERIFICATION):
        await letters.prove_email(session, owner)


async def ask_for_verification(session: AsyncSession, letters: Letters, principal: Principal) -> None:
    """Another letter.

    Raises SessionRevokedError, ForbiddenError for an operator in a shop, WrongStateError once proven, or
    RateLimitedError after too many.
    """
    if (await service.show_account(session, principal)).impersonation is not None:
        raise ForbiddenError
    who = await repository.lock_recipient(session, principal.user_id)
    if who is None:
        raise SessionRevokedError
    if who.email_verified:
        raise WrongStateError("This e-mail address is verified already.")
    pause = await pause_before_next(session, who, Purpose.EMAIL_VERIFICATION)
    if pause is not None:
        raise RateLimitedError(pause)
    await letters.prove_email(session, who)


async def verify_email(transaction: OpenTransaction, *, attempt: Attempt, token: str, shop: Tenant | None) -> None:
    """Spends the token of a letter. Raises LinkTokenInvalidError, or RateLimitedError."""
    found = await _find(transaction, attempt, token, Purpose.EMAIL_VERIFICATION, shop)
    async with transaction(found.tenant_id) as session:
        await _spend(session, token, found)


async def ask_for_reset(session: AsyncSession, *, attempt: Attempt, email: str, shop: Tenant | None) -> None:
    """Writes the request down, whoever has that address: who asks learns nothing, not even from the time it takes.

    `send_reset_letters` answers it, within seconds. Raises RateLimitedError.
    """
    await throttling.take(session, attempt)
    request = ResetRequest(new_id(), email, shop.id if shop else None)
    await repository.add_request(session, request, utc_now())


async def send_reset_letters(transaction: OpenTransaction, letters: Letters) -> None:
    """Answers what was asked since the last time: a letter to who has an account there, and nothing to others."""
    async with transaction(None) as session:
        waiting = await repository.waiting_requests(session, limit=RESET_BATCH)
    for request in waiting:
        try:
            await _answer(transaction, letters, request)
        except Exception as error:  # noqa: BLE001 - one that fails keeps the others waiting for nothing
            log.warning("reset request failed, it is tried again", request=str(request.id), error=repr(error))


async def reset_password(
    transaction: OpenTransaction, *, attempt: Attempt, token: str, password: str, shop: Tenant | None
) -> str:
    """Sets the password of who has the letter, ends his sessions, takes his address for proven and answers it.

    Raises LinkTokenInvalidError, RateLimitedError, or ValidationError for a weak password, which leaves the token
    as it was.
    """
    found = await _find(transaction, attempt, token, Purpose.PASSWORD_RESET, shop)
    async with transaction(found.tenant_id) as session:
        account = await users.find_account(session, found.user_id)
    if account is None:
        raise LinkTokenInvalidError
    await require_strong(password, field="password", about=_words(account))
    password_hash = await hash_password(password)
    async with transaction(found.tenant_id) as session:
        await _spend(session, token, found)
        await _set_password(session, found.user_id, found.tenant_id, password_hash)
        await trail.password_reset(session, found.user_id)
    return found.email


async def change_password(
    transaction: OpenTransaction, throttle: Throttle, principal: Principal, *, current: str, password: str
) -> None:
    """Sets a new password and ends the user's other sessions.

    Raises SessionRevokedError, RateLimitedError, or ValidationError for a wrong current or a weak new one.
    """
    wrong = ValidationError.at("current_password", "This is not the current password.", "password_wrong")
    async with reauthenticated(transaction, throttle, principal, current, refusal=wrong) as known:
        await require_strong(password, field="new_password", about=_words(known.account))
        password_hash = await hash_password(password)
        async with transaction(principal.tenant_id) as session:
            # Somebody else may have set one meanwhile.
            if not await password_repository.lock_password(session, principal.user_id, known.password_hash):
                raise SessionRevokedError
            await _set_password(
                session, principal.user_id, principal.tenant_id, password_hash, keep=principal.session_id
            )
            await trail.password_changed(session, principal.user_id)


async def show_me(session: AsyncSession, principal: Principal) -> tuple[Account, OwnSettings]:
    """Raises SessionRevokedError when the session or the user is no more."""
    account = await service.show_account(session, principal)
    if account.impersonation is not None:
        # An operator's own row is not the shop's to read, and the shop asks nothing of him.
        return account, OwnSettings(email_verified=True, locale=None)
    return account, await repository.find_settings(session, principal.user_id)


async def change_me(
    session: AsyncSession, principal: Principal, values: Mapping[str, str]
) -> tuple[Account, OwnSettings]:
    """Sets what `values` names of `first_name`, `last_name`, `locale`. Raises SessionRevokedError."""
    await service.show_account(session, principal)
    if values:
        await repository.change_user(session, principal.user_id, values)
    return await show_me(session, principal)


async def prune(session: AsyncSession) -> None:
    """Forgets tokens that nobody can use and no limit counts, and requests that were never answered."""
    longest_ago = utc_now() - LETTERS_WINDOW
    await repository.prune(session, tokens_before=longest_ago, requests_before=longest_ago)


def _words(account: Account) -> list[str]:
    """What somebody who knows the person would try first."""
    user, shop = account.user, account.tenant
    return [user.email, user.first_name, user.last_name, *((shop.name, shop.subdomain) if shop else ())]


async def _find(
    transaction: OpenTransaction, attempt: Attempt, token: str, purpose: Purpose, shop: Tenant | None
) -> OneTimeToken:
    async with transaction(shop.id if shop else None) as session:
        charged = await throttling.admit(session, attempt)
        found = await repository.find_token(session, hash_token(token), purpose, utc_now())
    if found is None or (shop is not None and found.tenant_id != shop.id):
        async with transaction(None) as session:
            await throttling.charge(session, charged)
        raise LinkTokenInvalidError
    return found


async def _spend(session: AsyncSession, token: str, found: OneTimeToken) -> None:
    """Who could read the letter reads mail at that address, whatever it was for."""
    now = utc_now()
    is_proven = await repository.mark_verified(session, found.user_id, found.email, now)
    if not is_proven or not await repository.spend_token(session, hash_token(token), now):
        raise LinkTokenInvalidError


async def _set_password(
    session: AsyncSession, user_id: UUID, tenant_id: UUID | None, password_hash: str, *, keep: UUID | None = None
) -> None:
    await password_repository.set_password_hash(session, user_id, password_hash)
    await repository.end_tokens(session, user_id, Purpose.PASSWORD_RESET, utc_now())
    await revocations.end_sessions_of_user(session, user_id, tenant_id, keep=keep)


async def _answer(transaction: OpenTransaction, letters: Letters, request: ResetRequest) -> None:
    async with transaction(request.tenant_id) as session:
        found = await users.find_credentials(session, request.email)
    async with transaction(found.tenant_id if found else None) as session:
        # Another replica may be at it; who deletes the row writes the letter.
        if not await repository.take_request(session, request.id) or found is None or found.tenant_id is None:
            return
        if request.tenant_id not in (None, found.tenant_id):
            return
        who = await repository.lock_recipient(session, found.user_id)
        if who is None or not who.is_active:
            return
        if await pause_before_next(session, who, Purpose.PASSWORD_RESET) is None:
            await letters.reset_password(session, who)
        else:
            log.info("reset letter not sent: the last ones are good still", user_id=str(who.user_id))
