"""Refusals of the vaccines."""

from collections.abc import Sequence
from typing import Any

from libs.common.errors import AppError, Problem


class VaccineRequiredError(AppError):
    """`vacinas`: what the animal lacks on the day it would come."""

    status, code, title = 409, "VACCINE_REQUIRED", "An obligatory vaccine is missing or late"

    def __init__(self, vacinas: Sequence[dict[str, Any]]) -> None:
        names = ", ".join(str(each["nome"]) for each in vacinas)
        super().__init__(f"The shop takes no animal without: {names}.", vacinas=list(vacinas))


class VaccineProblem(Problem):
    """A refusal's body where a vaccine is missing; `vacinas` stands only on `VACCINE_REQUIRED`."""

    vacinas: list[dict[str, Any]]
