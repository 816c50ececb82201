"""From measured costs and the load's shape to what so many shops need. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any

from benchmarks.capacity.shape import (
    HOURS_A_DAY,
    LOOKS,
    MIX,
    PEAK,
    TIERS,
    UTILISATION,
    WORKING_DAYS_A_MONTH,
    WRITES,
    mean,
    requests_a_day,
)
from services.provisioning.migrations.bootstrap import CONNECTION_SHARE

MB, GB = 2**20, 2**30
# What the plan of a machine is made with: connections of a worker's pool, and schemas that one comes to serve.
POOL = 15
FLEETS = (100, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Unit:
    """CPU milliseconds of one request at the gateway: the product's processes, and PostgreSQL."""

    application_ms: float
    postgres_ms: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run found. `fleet_…` come from the fleet's own run (`make bench-fleet`)."""

    units: Mapping[str, Unit]
    # One request of the mix as the replay found it, what idles not counted: dearer than at full load, where what
    # is done once serves many. Plans are made with the dearer of both.
    replayed: Unit
    # Milliseconds a second while nobody asks, of all services together.
    idle: Unit
    worker_mb: float
    tutor_bytes: float
    animal_bytes: float
    audit_bytes: float
    relay_per_s: float
    fleet_shop_bytes: float
    fleet_relations: float
    fleet_backend_mb: float
    fleet_backend_kb_a_schema: float
    fleet_new_role_us_a_shop: float

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Measured":
        units = {name: Unit(**unit) for name, unit in data["units"].items()}
        read = {name: Unit(**data[name]) for name in ("replayed", "idle")}
        return cls(**{**data, "units": units, **read})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Need:
    """What so many shops need at their peak, and what they keep."""

    shops: int
    requests_per_s: float
    application_cores: float
    postgres_cores: float
    workers: int
    connections: int
    max_connections: int
    connection_mb: float
    worker_gb: float
    events_per_s: float
    relay_share: float
    catalog_relations: float
    data_gb: float
    growth_gb_a_year: float
    new_role_ms: float


def mixed(units: Mapping[str, Unit]) -> Unit:
    """One request of the mix."""
    return Unit(
        sum(share * units[kind].application_ms for kind, share in MIX.items()),
        sum(share * units[kind].postgres_ms for kind, share in MIX.items()),
    )


def planned(measured: Measured) -> Unit:
    """What a request is planned to cost."""
    full = mixed(measured.units)
    return Unit(
        max(full.application_ms, measured.replayed.application_ms),
        max(full.postgres_ms, measured.replayed.postgres_ms),
    )


def need(measured: Measured, shops: int) -> Need:
    """Cores are given with the head room that `shape.UTILISATION` leaves."""
    peak = requests_a_day() * shops / (HOURS_A_DAY * 3600) * PEAK
    unit = planned(measured)
    application = (peak * unit.application_ms + measured.idle.application_ms) / 1000 / UTILISATION
    workers = max(1, ceil(application))
    # Round robin: in time every connection meets every shop that its database holds.
    connection_mb = measured.fleet_backend_mb + measured.fleet_backend_kb_a_schema * shops / 1024
    events = mean("messages") * shops / (WORKING_DAYS_A_MONTH * HOURS_A_DAY * 3600) * PEAK
    rows = mean("tutores") * measured.tutor_bytes + mean("animais") * measured.animal_bytes
    year = requests_a_day() * WORKING_DAYS_A_MONTH * 12
    # Appointments and sales have no tables yet: each is counted as large as an animal.
    kept = (mean("appointments") + mean("sales")) * 12 * measured.animal_bytes
    return Need(
        shops=shops,
        requests_per_s=peak,
        application_cores=application,
        postgres_cores=(peak * unit.postgres_ms + measured.idle.postgres_ms) / 1000 / UTILISATION,
        workers=workers,
        connections=workers * POOL,
        max_connections=ceil(workers * POOL / CONNECTION_SHARE),
        connection_mb=connection_mb,
        worker_gb=workers * measured.worker_mb * MB / GB,
        events_per_s=events,
        relay_share=events / measured.relay_per_s,
        catalog_relations=measured.fleet_relations * shops,
        data_gb=shops * (measured.fleet_shop_bytes + rows) / GB,
        growth_gb_a_year=shops * (kept + year * (WRITES + LOOKS) * measured.audit_bytes) / GB,
        new_role_ms=measured.fleet_new_role_us_a_shop * shops / 1000,
    )


def shops_a_core(measured: Measured) -> float:
    """Shops at their peak for each core, application and PostgreSQL together."""
    one = need(measured, FLEETS[1])
    return FLEETS[1] / (one.application_cores + one.postgres_cores)


_ROWS = (
    ("requests a second, peak", "requests_per_s", ",.1f"),
    ("cores for the application", "application_cores", ",.1f"),
    ("cores for PostgreSQL", "postgres_cores", ",.1f"),
    ("business workers", "workers", ",d"),
    ("their memory, GB", "worker_gb", ",.1f"),
    ("connections", "connections", ",d"),
    ("`max_connections` that lets one login have them", "max_connections", ",d"),
    ("a connection that has met every shop, MB", "connection_mb", ",.0f"),
    ("relations in the catalog", "catalog_relations", ",.0f"),
    ("after a new role, a connection's next request waits, ms", "new_role_ms", ",.1f"),
    ("events a second, peak", "events_per_s", ",.1f"),
    ("of one relay's throughput", "relay_share", ".2%"),
    ("data at the start, GB", "data_gb", ",.1f"),
    ("growth a year, GB", "growth_gb_a_year", ",.1f"),
)


def table(measured: Measured) -> str:
    """The needs of the fleets as Markdown, the same in the report and in docs/capacity.md."""
    needs = [need(measured, shops) for shops in FLEETS]
    lines = ["| | " + " | ".join(f"{shops:,} shops" for shops in FLEETS) + " |", "|---" * (len(FLEETS) + 1) + "|"]
    for title, name, form in _ROWS:
        lines.append(f"| {title} | " + " | ".join(format(getattr(each, name), form) for each in needs) + " |")
    return "\n".join(lines)


assert abs(sum(tier.share for tier in TIERS) - 1) < 1e-9  # noqa: S101 - of constants
assert abs(sum(MIX.values()) - 1) < 1e-9  # noqa: S101 - of constants
