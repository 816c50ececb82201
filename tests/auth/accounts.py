"""What the tests of accounts share: a scratch shop's owner with a password, and the letters he was sent."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from deploy.local.keys import Keys
from libs.common.auth import Principal
from libs.common.clock import new_id
from libs.common.contracts.events import (
    AccountLetter,
    EmailVerificationRequested,
    Owner,
    PasswordResetRequested,
    TenantActivated,
)
from libs.common.database import Database, registry_scope
from libs.common.permissions import Role, scopes_of
from libs.common.sealing import TokenSealer
from libs.common.tenancy.tenant import Tenant, TenantStatus
from services.auth import service as signing_in
from services.auth.accounts import service
from services.auth.accounts.letters import Letters
from services.auth.edge import open_transactions
from services.auth.keys import read_private_key
from services.auth.mfa.factor import SecondFactor
from services.auth.models import Device
from services.auth.service import OpenTransaction, SignedIn
from services.auth.throttle.service import Attempt, Client, Limits, Throttle
from services.auth.tokens import TokenIssuer
from tests.auth.helpers import Registered

PASSWORD = "banho e tosa às 9"
NEW_PASSWORD = "unha cortada na sexta"
LIMITS = Limits(window=timedelta(minutes=15), pair=4, address=8, account=6)
VERIFICATION, RESET = EmailVerificationRequested, PasswordResetRequested


@dataclass(frozen=True)
class Desk:
    """Auth's own parts on the scratch database, and the owner of a shop there."""

    database: Database
    sealer: TokenSealer
    tenant_id: UUID
    user_id: UUID
    email: str
    throttle: Throttle
    issuer: TokenIssuer

    @property
    def transaction(self) -> OpenTransaction:
        return open_transactions(self.database)

    @property
    def attempt(self) -> Attempt:
        """By a client that never failed."""
        return self.throttle.use_link(Client(str(new_id())))

    @property
    def letters(self) -> Letters:
        return Letters(self.sealer)

    @property
    def shop(self) -> Tenant:
        name = f"tenant_{self.tenant_id.hex[-12:]}"
        return Tenant(self.tenant_id, "Pet Shop", name.replace("_", "-"), TenantStatus.ACTIVE, name, name, "basic")

    def principal(self, session_id: UUID) -> Principal:
        scopes = frozenset(scopes_of(Role.OWNER))
        return Principal(self.user_id, self.tenant_id, Role.OWNER, scopes, session_id, 0, 2**31)

    async def activate(self) -> None:
        """The shop opens, as its event says."""
        owner = Owner(user_id=self.user_id, email=self.email, first_name="Ana")
        event = TenantActivated(
            tenant_id=self.tenant_id,
            saga_id=new_id(),
            name="Pet Shop",
            subdomain="pet-shop",
            plan_type="basic",
            owner=owner,
            locale="pt-BR",
        )
        async with self.transaction(self.tenant_id) as session:
            await service.welcome_owner(session, self.letters, event)

    async def forget(self, *, email: str | None = None, shop: Tenant | None = None) -> None:
        """Somebody asks for a new password, and is answered."""
        async with self.transaction(shop.id if shop else None) as session:
            await service.ask_for_reset(session, attempt=self.attempt, email=email or self.email, shop=shop)
        await service.send_reset_letters(self.transaction, self.letters)

    async def verify(self, token: str, *, shop: Tenant | None) -> None:
        await service.verify_email(self.transaction, attempt=self.attempt, token=token, shop=shop)

    async def reset(self, token: str, *, shop: Tenant | None, password: str = NEW_PASSWORD) -> None:
        await service.reset_password(
            self.transaction, attempt=self.attempt, token=token, password=password, shop=shop
        )

    async def change(self, principal: Principal, current: str, password: str = NEW_PASSWORD) -> None:
        await service.change_password(
            self.transaction, self.throttle, principal, current=current, password=password
        )

    async def log_in(self, password: str, client: Client, *, email: str | None = None) -> SignedIn:
        """At the apex."""
        return await signing_in.log_in(
            self.transaction,
            self.issuer,
            SecondFactor(self.sealer),
            signing_in.LoginAttempt(email or self.email, password, None, Device(None, None)),
            shop=None,
            session_ttl=timedelta(hours=1),
            throttle=self.throttle,
            client=client,
        )

    async def sent(self, kind: type[AccountLetter]) -> list[str]:
        """The tokens in the letters of that kind, oldest first."""
        query = text(
            "SELECT payload FROM svc_auth.outbox WHERE subject = :shop AND routing_key = :key ORDER BY id"
        )
        async with self.database.transaction() as session:
            rows = await session.scalars(query, {"shop": self.tenant_id, "key": kind.routing_key})
            events = [kind.model_validate_json(row) for row in rows]
        assert all((event.email, event.user_id) == (self.email, self.user_id) for event in events)
        return [
            self.sealer.unseal(event.sealed_token, purpose=kind.routing_key, subject=event.user_id)
            for event in events
        ]

    async def user(self, column: str) -> object:
        """One column of the owner's row."""
        query = text(f"SELECT {column} FROM shared.tenant_users WHERE id = :id")
        async with self.transaction(self.tenant_id) as session:
            return await session.scalar(query, {"id": self.user_id})

    async def change_user(self, assignment: str, **values: object) -> None:
        query = text(f"UPDATE shared.tenant_users SET {assignment} WHERE id = :id")
        async with self.transaction(self.tenant_id) as session:
            await session.execute(query, {"id": self.user_id} | values)


async def desk_of(database: Database, keys: Keys, registered: Registered) -> Desk:
    """The desk at which this shop's owner stands."""
    query = text("SELECT id FROM shared.tenant_users WHERE email = :email")
    async with database.transaction(registry_scope(registered.tenant_id)) as session:
        user_id = await session.scalar(query, {"email": registered.owner_email})
    key = read_private_key(keys.jwt_private_file)
    return Desk(
        database,
        TokenSealer(keys.token_file),
        registered.tenant_id,
        user_id,
        registered.owner_email,
        Throttle(b"secret", LIMITS),
        TokenIssuer(key, issuer="petshop", audience="petshop", ttl_s=900),
    )
