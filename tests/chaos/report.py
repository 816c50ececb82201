"""A run as a table."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tests.chaos.audit import Finding
from tests.chaos.plan import POINTS, Kind
from tests.chaos.run import Hit, Outcome
from tests.chaos.visitors import SignUp

ORPHANS = ("schema", "role", "membership", "registry row", "user", "saga", "sign-up")


def render(outcome: Outcome, accepted: Sequence[SignUp], findings: Sequence[Finding]) -> str:
    """What was done to the system, what it did meanwhile, and what it left behind."""
    blocks = (_strikes(outcome), _sign_ups(outcome, accepted), _recoveries(outcome, accepted), _left(findings))
    lines = [f"chaos: seed {outcome.seed}, {len(outcome.kills)} kills in {outcome.took_s:.0f} s"]
    for block in blocks:
        lines += ["", *block]
    faults = [*outcome.faults, *(f"{finding.kind}: {finding.what}" for finding in findings)]
    lines += ["", *(f"FAULT {fault}" for fault in faults)] if faults else ["", "no faults"]
    return "\n".join(lines)


def _strikes(outcome: Outcome) -> Iterator[str]:
    by_label: dict[str, Counter[str]] = defaultdict(Counter)
    for hit in outcome.hits:
        by_label[_label(hit)][hit.fault.target] += 1
    yield f"{'killed':32}{'times':>6}  where"
    labels = [*POINTS, *(kind for kind in Kind if kind is not Kind.POINT)]
    for label in labels:
        where = by_label[label]
        targets = ", ".join(f"{name} {count}" for name, count in sorted(where.items()))
        yield f"{label:32}{where.total():6}  {targets}"


def _label(hit: Hit) -> str:
    return hit.fault.point or hit.fault.kind


def _sign_ups(outcome: Outcome, accepted: Sequence[SignUp]) -> Iterator[str]:
    in_flight = [hit.in_flight for hit in outcome.kills]
    yield f"{'sign-ups accepted':32}{len(accepted):6}"
    for end, count in sorted(Counter(f"{each.state} {each.failure_code or ''}" for each in accepted).items()):
        yield f"  {end:30}{count:6}"
    yield f"{'asked again by their visitors':32}{outcome.tries - len(accepted):6}"
    yield f"{'in flight at a kill':32}{min(in_flight, default=0):6}  at least"


def _recoveries(outcome: Outcome, accepted: Sequence[SignUp]) -> Iterator[str]:
    yield f"{'seconds':32}{'p50':>6} {'p95':>6} {'max':>6}"
    yield _quantiles("service killed → recovered", recoveries(outcome.kills, servers=False))
    yield _quantiles("server killed → recovered", recoveries(outcome.kills, servers=True))
    yield _quantiles(
        "network cut → recovered", [hit.recovery_s for hit in outcome.hits if hit.fault.kind is Kind.CUT]
    )
    whole = [each.finished_at - each.began_at for each in accepted if each.finished_at]
    yield _quantiles("whole sign-ups, in this crowd", whole)


def recoveries(kills: Sequence[Hit], *, servers: bool) -> list[float]:
    """Seconds from SIGKILL until the system worked again, of services or of servers."""
    return [hit.recovery_s for hit in kills if (hit.fault.kind is Kind.SERVER) is servers]


def _quantiles(name: str, values: list[float]) -> str:
    if not values:
        return f"{name:32}{'-':>6} {'-':>6} {'-':>6}"
    p50, p95 = quantile(values, 0.5), quantile(values, 0.95)
    return f"{name:32}{p50:6.1f} {p95:6.1f} {max(values):6.1f}"


def quantile(values: Sequence[float], share: float) -> float:
    """The value that so many do not exceed."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def _left(findings: Sequence[Finding]) -> Iterator[str]:
    counts = Counter(finding.kind for finding in findings)
    for kind in ORPHANS:
        orphan, missing = counts.pop(f"orphan {kind}", 0), counts.pop(f"missing {kind}", 0)
        yield f"{f'orphan / missing {kind}s':32}{orphan:6} /{missing:4}"
    yield f"{'sign-ups lost':32}{counts.pop('sign-up lost', 0):6}"
    yield f"{'parked messages':32}{counts.pop('parked', 0):6}"
    yield from (f"{kind:32}{count:6}" for kind, count in sorted(counts.items()))
