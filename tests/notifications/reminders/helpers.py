"""Shops with wishes, bookings at a given hour of their clock, and what became of reminders."""

import json
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from libs.common.clock import utc_now
from libs.common.contracts.events import AgendamentoCriado, AgendamentoEvent, TenantConfigurationChanged
from libs.common.database import Database, registry_scope
from services.notifications.reminders import service
from tests.infra.sql import fetch
from tests.notifications.helpers import booked, create_shop

ZONE = ZoneInfo("America/Sao_Paulo")


def at(days: int, clock: str) -> datetime:
    """An hour of the shop's clock, so many days from today."""
    day = utc_now().astimezone(ZONE).date() + timedelta(days=days)
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


NOW = at(1, "12:00")


async def set_configuration(admin_url: str, tenant_id: UUID, key: str, value: str) -> None:
    await fetch(
        admin_url,
        "INSERT INTO shared.tenant_configurations (tenant_id, config_key, config_value) VALUES ($1, $2, $3)"
        " ON CONFLICT (tenant_id, config_key) DO UPDATE SET config_value = excluded.config_value",
        tenant_id,
        key,
        value,
    )


async def wish(admin_url: str, tenant_id: UUID, **wishes: Any) -> None:
    await set_configuration(admin_url, tenant_id, "reminders", json.dumps({"enabled": True} | wishes))


async def shop_that_reminds(admin_url: str, **wishes: Any) -> UUID:
    tenant_id = await create_shop(admin_url)
    await wish(admin_url, tenant_id, **{"minutes_before": [1440, 120]} | wishes)
    return tenant_id


def booking(
    tenant_id: UUID, inicio: datetime, *, kind: type[AgendamentoEvent] = AgendamentoCriado, **values: Any
) -> AgendamentoEvent:
    return booked(tenant_id, kind=kind, **values).model_copy(update={"inicio": inicio})


async def follow(
    database: Database, event: AgendamentoEvent, *, is_cancelled: bool = False, now: datetime = NOW
) -> bool:
    async with database.transaction(registry_scope(event.tenant_id)) as session:
        return await service.follow(session, event, is_cancelled=is_cancelled, now=lambda: now) is not None


async def changed(database: Database, tenant_id: UUID, key: str = "reminders", *, now: datetime = NOW) -> None:
    event = TenantConfigurationChanged(tenant_id=tenant_id, config_key=key)
    async with database.transaction(registry_scope(tenant_id)) as session:
        await service.follow_settings(session, event, now=lambda: now)


async def sweep(database: Database, now: datetime) -> None:
    await service.sweep(database, now=lambda: now)


async def reminders_of(admin_url: str, tenant_id: UUID) -> list[tuple[int, str, str | None, str]]:
    """(minutes, state, reason, due on the shop's clock) of each, in order of their time."""
    query = "SELECT * FROM svc_notifications.reminders WHERE tenant_id = $1 ORDER BY due_at, inicio, state"
    rows = await fetch(admin_url, query, tenant_id)
    return [
        (row["minutes_before"], row["state"], row["reason"], row["due_at"].astimezone(ZONE).strftime("%H:%M"))
        for row in rows
    ]


async def states_of(admin_url: str, tenant_id: UUID) -> list[tuple[int, str, str | None]]:
    return [row[:3] for row in await reminders_of(admin_url, tenant_id)]
