"""The events of the system, one class each. Published by / consumed by: see `messaging/topology.py`."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from libs.common.contracts.base import Event, SagaEvent

# The subject of events that belong to the platform and to no shop.
PLATFORM_ID = UUID(int=0)


class AdminDraft(BaseModel):
    """The owner to be. The Argon2id hash is a secret: it stays out of every repr, log and history."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    email: str
    # A parked message comes back without its hash: it must not make an owner without a password.
    password_hash: str = Field(repr=False, pattern=r"^\$argon2")
    first_name: str
    last_name: str


class Owner(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    user_id: UUID
    email: str
    first_name: str


class Contact(BaseModel):
    """Whom to tell that a sign-up came to nothing."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    email: str
    first_name: str


class TenantRequested(SagaEvent):
    """A visitor signed up. `expires_at`: a saga that would begin later than this is rolled back at once."""

    routing_key: ClassVar[str] = "tenant.requested"
    name: str
    subdomain: str
    schema_name: str
    plan_type: str
    admin: AdminDraft
    expires_at: datetime


class ProvisioningStarted(SagaEvent):
    """The saga row exists: the tenant service forgets the password hash and stops asking."""

    routing_key: ClassVar[str] = "provisioning.started"


class SchemaCreated(SagaEvent):
    routing_key: ClassVar[str] = "schema.created"
    schema_name: str
    schema_version: str
    admin: AdminDraft


class AdminCreated(SagaEvent):
    routing_key: ClassVar[str] = "admin.created"
    user_id: UUID
    email: str


class AdminRejected(SagaEvent):
    routing_key: ClassVar[str] = "admin.rejected"
    code: str


class TenantProvisioned(SagaEvent):
    """The point of no return."""

    routing_key: ClassVar[str] = "tenant.provisioned"
    schema_name: str
    role_name: str
    schema_version: str
    owner: Owner


class TenantActivated(SagaEvent):
    routing_key: ClassVar[str] = "tenant.activated"
    name: str
    subdomain: str
    plan_type: str
    owner: Owner
    locale: str


class ProvisioningAborted(SagaEvent):
    routing_key: ClassVar[str] = "provisioning.aborted"
    code: str


class AdminRemoved(SagaEvent):
    routing_key: ClassVar[str] = "admin.removed"


class SchemaDropped(Event):
    routing_key: ClassVar[str] = "schema.dropped"
    schema_name: str


class ProvisioningUndone(SagaEvent):
    routing_key: ClassVar[str] = "provisioning.undone"
    code: str


class TenantReleased(SagaEvent):
    routing_key: ClassVar[str] = "tenant.released"
    code: str
    name: str
    subdomain: str
    admin: Contact
    locale: str


class TenantConfigurationChanged(Event):
    routing_key: ClassVar[str] = "tenant.configuration_changed"
    config_key: str


class UserRemovalRequested(Event):
    """The reconciler found a user whose shop failed or is gone; auth looks for itself before it removes him."""

    routing_key: ClassVar[str] = "user.removal_requested"
    user_id: UUID
    reason: str


class SessionRevoked(Event):
    """Access tokens issued before `before` are no good: one session's (`sid`), or all of a user's.

    `ends_sessions` False: only the tokens are out of date (a role changed), and the refresh token gets new ones.
    An operator's goes under PLATFORM_ID.
    """

    routing_key: ClassVar[str] = "session.revoked"
    user_id: UUID | None
    sid: UUID | None
    before: AwareDatetime
    ends_sessions: bool


class AccountLetter(Event):
    """Something a person must do by a link. `sealed_token`: see `libs/common/sealing.py`."""

    user_id: UUID
    email: str
    first_name: str
    locale: str
    sealed_token: str = Field(repr=False)
    expires_at: datetime


class UserInvited(AccountLetter):
    routing_key: ClassVar[str] = "user.invited"
    role: str
    invited_by: str


class PasswordResetRequested(AccountLetter):
    routing_key: ClassVar[str] = "user.password_reset_requested"


class EmailVerificationRequested(AccountLetter):
    routing_key: ClassVar[str] = "user.email_verification_requested"


class UsageChanged(Event):
    """How many animals a shop has now. `sequence` grows: events may come in any order."""

    routing_key: ClassVar[str] = "usage.changed"

    animals: int
    sequence: int


class UsersChanged(Event):
    """How many people of a shop can sign in now. `sequence` grows: events may come in any order."""

    routing_key: ClassVar[str] = "users.changed"

    users: int
    sequence: int


class ClienteContato(BaseModel):
    """A tutor, and where he can be reached; `telefone` in E.164."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    nome: str
    email: str | None = None
    telefone: str | None = None


class AgendamentoEvent(Event):
    """A booking as it now stands. `sequence` grows with each change of it: events may come in any order."""

    agendamento_id: int
    sequence: int
    inicio: AwareDatetime
    servicos: list[str]
    animal: str
    cliente: ClienteContato
    timezone: str
    # Whether the tutor is written to now: of a series one letter is enough. Reminders follow each booking anyhow.
    avisar: bool = True
    # When the series' other bookings begin of which the same is to be said, the earliest first.
    tambem: list[AwareDatetime] = Field(default_factory=list)


class AgendamentoCriado(AgendamentoEvent):
    routing_key: ClassVar[str] = "agendamento.criado"


class AgendamentoAlterado(AgendamentoEvent):
    routing_key: ClassVar[str] = "agendamento.alterado"


class AgendamentoCancelado(AgendamentoEvent):
    routing_key: ClassVar[str] = "agendamento.cancelado"


class AgendamentoPronto(AgendamentoEvent):
    """The animal can be fetched."""

    routing_key: ClassVar[str] = "agendamento.pronto"
