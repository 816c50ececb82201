"""HTTP in and out of the tenant service."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from libs.common.tenancy.tenant import TenantStatus
from libs.common.types import Email, Name, NewPassword, RequestModel, ResponseModel, ShortName
from services.tenant.plans import PlanType
from services.tenant.subdomains import Subdomain


class AdminIn(RequestModel):
    email: Email
    password: NewPassword
    first_name: ShortName
    last_name: ShortName


class SignupIn(RequestModel):
    company_name: Name
    subdomain: Subdomain
    plan_type: PlanType = "basic"
    admin: AdminIn


class SignupOut(ResponseModel):
    id: UUID
    name: str
    subdomain: str
    status: TenantStatus
    saga_id: UUID


class AvailabilityOut(ResponseModel):
    subdomain: str
    available: bool
    reason: Literal["taken", "reserved", "invalid"] | None
    suggestions: list[str]


class HereOut(ResponseModel):
    """What anybody may know who stands before the door."""

    name: str
    subdomain: str


class UsageOut(BaseModel):
    """Of what the plan limits, as far as it was counted."""

    animals: int | None = None
    users: int | None = None


class TenantOut(ResponseModel):
    id: UUID
    name: str
    subdomain: str
    status: TenantStatus
    plan_type: str
    max_users: int
    max_animals: int
    usage: UsageOut | None = Field(default=None, description="Absent until something was counted.")
    locale: str
    created_at: datetime
    updated_at: datetime
    version: int


class TenantPatch(RequestModel):
    version: Annotated[int, Field(ge=1, le=2**31 - 1)]
    name: Name | None = None


class ConfigurationIn(RequestModel):
    config_value: Annotated[str, Field(max_length=10_000)]


class ConfigurationOut(ResponseModel):
    config_key: str
    config_value: str
    updated_at: datetime


class ConfigurationList(ResponseModel):
    items: list[ConfigurationOut]
    next_cursor: None = None
