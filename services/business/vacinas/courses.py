"""What one animal had of a vaccine and of those that stand for it, and what follows from that. Pure, no I/O."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from libs.common.query import Row
from services.business.vacinas.protocol import Due, Given, last_of, next_due


@dataclass(frozen=True, slots=True)
class Open:
    """The dose that is to come, as it is stored."""

    id: int
    dose: int
    version: int


@dataclass(frozen=True, slots=True)
class Course:
    """One vaccine: its regimen, the doses that were given by their ids, and the one to come."""

    vacina_id: int
    doses: int
    intervalo_dias: int | None
    reforco_dias: int | None
    given: Mapping[int, Given]
    open: Open | None = None

    @property
    def last(self) -> Given | None:
        return last_of(self.given.values())


@dataclass(frozen=True, slots=True)
class Plan:
    """Of a group the vaccine that goes on, and its next dose; of the others none is to come."""

    vacina_id: int
    due: Due | None


@dataclass(frozen=True, slots=True)
class Group:
    """The vaccine that is asked about, and whatever stands for it."""

    vacina_id: int
    courses: Mapping[int, Course]

    @property
    def own(self) -> Course:
        return self.courses[self.vacina_id]

    def plan(self) -> Plan | None:
        """By the last dose of all; None before the first one."""
        begun = [course for course in self.courses.values() if course.given]
        if not begun:
            return None
        latest = max(begun, key=lambda course: (last_of(course.given.values()), course.vacina_id))
        return Plan(latest.vacina_id, next_due(latest, latest.last))

    def with_given(self, dose_id: int, given: Given | None) -> "Group":
        """After a dose of its own vaccine was given or corrected; None: after it was deleted."""
        kept = {row_id: each for row_id, each in self.own.given.items() if row_id != dose_id}
        own = replace(self.own, given=kept if given is None else kept | {dose_id: given})
        return replace(self, courses={**self.courses, self.vacina_id: own})


def read_group(vacina_id: int, rows: Iterable[Row]) -> Group:
    """From rows of a vaccine each with one of its doses, or with none."""
    courses: dict[int, Course] = {}
    for row in rows:
        found = courses.get(row.vacina_id)
        if found is None:
            regimen = (row.doses, row.intervalo_dias, row.reforco_dias)
            found = Course(row.vacina_id, *regimen, given={})
        if row.id is not None and row.aplicada_em is None:
            found = replace(found, open=Open(row.id, row.dose, row.version))
        elif row.id is not None:
            found = replace(found, given={**found.given, row.id: Given(row.aplicada_em, row.dose)})
        courses[found.vacina_id] = found
    return Group(vacina_id, courses)
