"""The models are held to the real services: the same steps, the same rows, the same events."""

from itertools import product

import pytest

from libs.common.contracts.base import Event
from libs.common.contracts.events import (
    Owner,
    ProvisioningAborted,
    ProvisioningStarted,
    ProvisioningUndone,
    SchemaCreated,
    TenantProvisioned,
)
from libs.common.tenancy.tenant import TenantStatus
from services.auth.models import Outcome
from tests.provisioning.exploration import mutants
from tests.provisioning.exploration.conftest import SignUp
from tests.provisioning.exploration.explorer import Exploration
from tests.provisioning.exploration.real import RealWorld
from tests.provisioning.exploration.rules import ANSWER_TRIGGERS, Rules, reality
from tests.provisioning.exploration.walks import all_sorts, cover, sort_of
from tests.provisioning.exploration.world import Events, Step, World

AUTH: Events = (SchemaCreated, ProvisioningAborted)
TENANT: Events = (ProvisioningStarted, TenantProvisioned, ProvisioningUndone)
TENANT_MOVES: tuple[type[Event] | str, ...] = (*TENANT, "the tenant service asks again", "the shop is suspended")


def announce(world: RealWorld) -> None:
    """All that provisioning may tell the others, whether or not it ever would."""
    requested = world.driver.event
    ids = {"tenant_id": requested.tenant_id, "saga_id": requested.saga_id}
    schema = {"schema_name": requested.schema_name, "schema_version": "0001"}
    owner = Owner(user_id=requested.tenant_id, email=requested.admin.email, first_name="Ana")
    messages: tuple[Event, ...] = (
        ProvisioningStarted(**ids),
        SchemaCreated(**ids, **schema, admin=requested.admin),
        ProvisioningAborted(**ids, code="TIMED_OUT"),
        TenantProvisioned(**ids, **schema, role_name=requested.schema_name, owner=owner),
        ProvisioningUndone(**ids, code="TIMED_OUT"),
    )
    world.messages |= {type(message): message for message in messages}


async def same(real: RealWorld, before: World, step: Step) -> None:
    """Takes the step in reality and finds the model's world and events."""
    if before.saga is None and step.event in ANSWER_TRIGGERS:
        with pytest.raises(LookupError):  # an answer to a pruned saga: it is parked
            await real.take(before, step)
    else:
        await real.take(before, step)
    assert (await real.emitted(), await real.observe()) == (step.emits, step.world), f"{before}: {step.label}"


def moves(world: World, move: type[Event] | str) -> list[Step]:
    """The model's step for a message, or for a label; none when it may not be taken now."""
    if isinstance(move, str):
        return [step for step in Rules().spontaneous(world) if step.label == move]
    return list(Rules().deliver(world, move))


@pytest.mark.parametrize("taken", [False, True], ids=["free", "taken"])
async def test_auth_and_its_model_agree_on_every_sequence(sign_up: SignUp, taken: bool) -> None:
    for sequence in product(AUTH, repeat=4):
        real, model = await sign_up(), World()
        announce(real)
        for event in sequence:
            step = next(
                step
                for step in Rules().deliver(model, event)
                if step.world.admin
                in (model.admin, Outcome.ABORTED, Outcome.REJECTED if taken else Outcome.CREATED)
            )
            await same(real, model, step)
            model = step.world
        await real.abandon()


async def test_tenant_service_and_its_model_agree_on_every_sequence(sign_up: SignUp) -> None:
    for sequence in product(TENANT_MOVES, repeat=3):
        real, model = await sign_up(), World()
        announce(real)
        for move in sequence:
            for step in moves(model, move):
                await same(real, model, step)
                model = step.world
        await real.abandon()


async def test_real_services_walk_where_the_model_walks(sign_up: SignUp) -> None:
    """Every sort of step that the exploration knows, taken once by the real services, timers and operators."""
    exploration = Exploration(Rules())
    walked = set()
    for walk in cover(exploration):
        real = await sign_up()
        for number, (before, step) in enumerate(walk):
            if before.saga is not None:
                assert await real.reality() == reality(before), f"{number}: {before}"
            await same(real, before, step)
            walked.add(sort_of(before, step))
        await real.abandon()
    assert walked == all_sorts(exploration)


async def test_a_model_that_differs_is_noticed(sign_up: SignUp) -> None:
    real, shut = await sign_up(), World(tenant=TenantStatus.FAILED)
    announce(real)
    await real.by_hand("by hand: name freed")
    (wrong,) = mutants.tenant_opens_whatever_comes().deliver(shut, TenantProvisioned)
    with pytest.raises(AssertionError, match="TenantProvisioned is handled"):
        await same(real, shut, wrong)
    await real.abandon()
