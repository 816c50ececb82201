"""Models of the other services: `services/auth/admins.py` and `services/tenant/service.py`, in a few lines each.

`test_conformance.py` holds them to the real ones, over every sequence of events.
"""

from collections.abc import Sequence
from dataclasses import replace

from libs.common.contracts.base import Event
from libs.common.contracts.events import (
    AdminCreated,
    AdminRejected,
    AdminRemoved,
    TenantActivated,
    TenantReleased,
    TenantRequested,
)
from libs.common.tenancy.tenant import TenantStatus
from services.auth.models import Outcome
from tests.provisioning.exploration.world import Result, World

ANSWERS: dict[Outcome, type[Event]] = {
    Outcome.CREATED: AdminCreated,
    Outcome.REJECTED: AdminRejected,
    Outcome.ABORTED: AdminRemoved,
}


def create_admin(world: World) -> Sequence[Result]:
    """Once a saga; whether the e-mail is free then is for other sign-ups to decide, so it goes either way."""
    if world.admin is not None:
        return [(world, (ANSWERS[world.admin],))]
    created = replace(world, admin=Outcome.CREATED, user=True)
    return [(created, (AdminCreated,)), (replace(world, admin=Outcome.REJECTED), (AdminRejected,))]


def remove_admin(world: World) -> Sequence[Result]:
    return [(replace(world, admin=Outcome.ABORTED, user=False), (AdminRemoved,))]


def hand_over(world: World) -> Sequence[Result]:
    return [(replace(world, asking=False), ())]


def activate(world: World) -> Sequence[Result]:
    opens = world.tenant is TenantStatus.PROVISIONING
    tenant = TenantStatus.ACTIVE if opens else world.tenant
    return [(replace(world, tenant=tenant, asking=False), (TenantActivated,))]


def release(world: World) -> Sequence[Result]:
    ends = world.tenant is TenantStatus.PROVISIONING
    tenant = TenantStatus.FAILED if ends else world.tenant
    return [(replace(world, tenant=tenant, asking=False), (TenantReleased,))]


def ask_again(world: World) -> Sequence[Result]:
    """The tenant service's timer."""
    return [(world, (TenantRequested,))] if world.asking else []
