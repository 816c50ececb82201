"""The limits of the plan, and who hears of what is used."""

from libs.common.contracts.events import UsageChanged
from libs.common.errors import PlanLimitReachedError
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.events import emit
from services.business.uso import repository


async def animal_added(work: Transaction) -> None:
    """After it: of two who take the last place the second one comes too late. Raises PlanLimitReachedError."""
    usage = await repository.read_usage(work)
    if usage.usados > usage.max_animals:
        raise PlanLimitReachedError(limit=usage.max_animals, used=usage.usados - 1, plan_type=usage.plan_type)
    await _tell(work, usage)


async def animal_removed(work: Transaction) -> None:
    """After it."""
    await _tell(work, await repository.read_usage(work))


async def _tell(work: Transaction, usage: Row) -> None:
    await emit(work, UsageChanged(tenant_id=usage.id, animals=usage.usados, sequence=usage.version))
