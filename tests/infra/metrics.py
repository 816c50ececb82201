"""What a service's /metrics says, as numbers."""

from dataclasses import dataclass

import httpx
from prometheus_client.parser import text_string_to_metric_families


@dataclass(frozen=True, slots=True)
class Metrics:
    """One answer of /metrics, as text and as series."""

    text: str
    series: tuple[tuple[str, dict[str, str], float], ...]

    def value(self, name: str, **labels: str) -> float:
        """The one series with at least these labels; fails when there is none, or another."""
        found = [
            value for known, having, value in self.series if known == name and labels.items() <= having.items()
        ]
        assert len(found) == 1, f"{len(found)} series {name} {labels}"
        return found[0]

    def labels(self) -> dict[str, set[str]]:
        """The label names of each metric."""
        known: dict[str, set[str]] = {}
        for name, labels, _ in self.series:
            known.setdefault(name, set()).update(labels)
        return known


async def scrape(client: httpx.AsyncClient) -> Metrics:
    """The metrics of the service behind the client, now."""
    answer = await client.get("/metrics")
    assert answer.status_code == 200, answer.text
    families = text_string_to_metric_families(answer.text)
    return Metrics(
        answer.text, tuple((s.name, dict(s.labels), s.value) for family in families for s in family.samples)
    )
