"""Queries of the vaccines and of the doses. Whoever writes doses holds their animal's row first."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import text

from libs.common.errors import NotFoundError, ReferenceNotFoundError, ValidationError
from libs.common.query import Query, Row
from libs.common.transaction import Transaction
from services.business.repository import TenantAwareRepository
from services.business.vacinas.courses import Group, Plan, read_group
from services.business.vacinas.models import Dose, Vacina

_DOSE = ", ".join(f"d.{name}" for name in Dose.__table__.columns.keys())  # noqa: SIM118 - no mapping
_ANIMAL = (
    "SELECT a.id, a.nome, a.especie, a.nascimento FROM api_animal a"
    " WHERE a.id = :animal_id AND a.excluido_em IS NULL"
)
_SEE_ANIMAL = Query(text(_ANIMAL))
_LOCK_ANIMAL = Query(text(f"{_ANIMAL} FOR NO KEY UPDATE"))
_CARD = Query(
    text(
        "SELECT v.id AS vacina_id, v.nome, v.tipo, v.grupo, v.especies, v.doses, v.intervalo_dias,"  # noqa: S608 - constants
        " v.reforco_dias, v.idade_minima_dias, v.obrigatoria, v.ativo, (SELECT coalesce(json_agg(one ORDER BY"
        "  one.aplicada_em, one.dose, one.id), '[]') FROM (SELECT"
        f" {_DOSE} FROM api_dose d WHERE d.animal_id = :animal_id AND d.vacina_id = v.id) one)::text"
        " AS doses_do_animal"
        " FROM api_vacina v WHERE v.ativo OR EXISTS (SELECT FROM api_dose d WHERE d.animal_id = :animal_id"
        "  AND d.vacina_id = v.id) ORDER BY v.obrigatoria DESC, v.ordem, v.id"
    )
)
# Who it is, whose, and where: what a printed card says beside its doses, and whose card it is by the shop's name.
_HOLDER = Query(
    text(
        "SELECT a.id, a.nome, a.especie, a.raca, a.sexo, a.pelagem, a.nascimento, a.idade, a.microchip,"
        " c.nome AS tutor, c.cpf, c.telefone, c.endereco, c.endereco_postal::text AS endereco_postal,"
        " (SELECT name FROM business_api.shop()) AS loja"
        " FROM api_animal a JOIN api_cliente c ON c.id = a.cliente_id"
        " WHERE a.id = :animal_id AND a.excluido_em IS NULL"
    )
)
# The latest of more than a card holds: each costs the printer memory. One more tells that it is cut.
MOST_PRINTED = 250
_HISTORY = Query(
    text(
        "SELECT * FROM (SELECT v.nome AS vacina, d.dose, d.aplicada_em, d.prevista_para, d.lote, d.fabricante,"  # noqa: S608 - constants
        "  d.fabricacao, d.validade, d.local, d.veterinario, d.crmv, d.informada, d.id,"
        "  coalesce(d.aplicada_em, d.prevista_para) AS dia FROM api_dose d JOIN api_vacina v ON v.id = d.vacina_id"
        f"  WHERE d.animal_id = :animal_id ORDER BY dia DESC, d.id DESC LIMIT {MOST_PRINTED + 1}) latest"
        " ORDER BY dia, id"
    )
)
# A vaccine and those that stand for it, with the doses of one animal; none of them is deleted meanwhile.
_GROUP = Query(
    text(
        "SELECT v.id AS vacina_id, v.doses, v.intervalo_dias, v.reforco_dias, d.id, d.dose,"
        " d.aplicada_em, d.version FROM api_vacina w JOIN api_vacina v ON v.id = w.id OR v.grupo = w.grupo"
        " LEFT JOIN api_dose d ON d.vacina_id = v.id AND d.animal_id = :animal_id WHERE w.id = :vacina_id"
        " FOR KEY SHARE OF v"
    )
)
_UNPLAN = (
    "DELETE FROM api_dose WHERE animal_id = :animal_id AND vacina_id = ANY (cast(:members AS bigint[]))"
    " AND aplicada_em IS NULL"
)
_PLAN_NONE = Query(text(_UNPLAN))
# What is to come: one for each animal and vaccine, whoever plans it, and one for each group.
_PLAN = Query(
    text(
        f"WITH others AS ({_UNPLAN} AND vacina_id <> :vacina_id)"  # noqa: S608 - constants
        " INSERT INTO api_dose (animal_id, vacina_id, dose, prevista_para, usuario_id)"
        " VALUES (:animal_id, :vacina_id, :dose, :on, cast(:by AS uuid))"
        " ON CONFLICT (animal_id, vacina_id) WHERE aplicada_em IS NULL DO UPDATE SET dose = excluded.dose,"
        " prevista_para = excluded.prevista_para, version = api_dose.version + 1, updated_at = now()"
    )
)
_PENDING = Query(
    text(
        "SELECT d.id, d.animal_id, a.nome AS animal, a.especie, a.cliente_id, c.nome AS cliente, c.telefone,"
        " c.telefones, d.vacina_id, v.nome AS vacina, v.tipo, v.obrigatoria, d.dose, d.prevista_para,"
        " d.prevista_para < :today AS atrasada FROM api_dose d"
        " JOIN api_animal a ON a.id = d.animal_id AND a.atendivel JOIN api_cliente c ON c.id = a.cliente_id"
        " JOIN api_vacina v ON v.id = d.vacina_id AND v.ativo"
        " WHERE d.aplicada_em IS NULL AND d.prevista_para <= :until"
        " AND (d.prevista_para, d.id) > (cast(:after AS date), cast(:after_id AS bigint))"
        " ORDER BY d.prevista_para, d.id LIMIT :rows"
    )
)
# Obligatory vaccines and those that stand for them, with how far the animal got with each.
_REQUIRED = Query(
    text(
        "SELECT v.id, v.nome, v.grupo, v.especies, v.idade_minima_dias, v.obrigatoria AND v.ativo AS required,"
        " a.especie, a.nascimento, d.given, d.due FROM api_animal a CROSS JOIN api_vacina v"
        " LEFT JOIN LATERAL (SELECT count(o.aplicada_em) > 0 AS given,"
        "  max(o.prevista_para) FILTER (WHERE o.aplicada_em IS NULL) AS due FROM api_dose o"
        "  WHERE o.animal_id = a.id AND o.vacina_id = v.id) d ON true"
        " WHERE a.id = :animal_id AND v.tipo = 'vacina' AND (v.obrigatoria OR v.grupo IS NOT NULL)"
        " ORDER BY v.ordem, v.id"
    )
)


class VacinaRepository(TenantAwareRepository):
    model = Vacina

    def _refusal(self, error: asyncpg.PostgresError, values: Mapping[str, Any]) -> Exception:
        if isinstance(error, asyncpg.CheckViolationError):
            # The only one that a checked body can break: `doses` may be of the row and the other one sent.
            message = "More doses than one need the days between them."
            return ValidationError.at("intervalo_dias", message, "interval_missing")
        return super()._refusal(error, values)


class DoseRepository(TenantAwareRepository):
    model = Dose
    reference_field = "vacina_id"


async def animal(work: Transaction, animal_id: int, *, lock: bool = False) -> Row:
    """Locked, its doses wait for each other from here on. Raises NotFoundError for what was removed, too."""
    row = await work.row(_LOCK_ANIMAL if lock else _SEE_ANIMAL, animal_id=animal_id)
    if row is None:
        raise NotFoundError(f"There is no record {animal_id}.")
    return row


async def card(work: Transaction, animal_id: int) -> Sequence[Row]:
    """Active vaccines and those of which it has doses, with these as JSON text."""
    return await work.rows(_CARD, animal_id=animal_id)


async def holder(work: Transaction, animal_id: int) -> Row:
    """The animal with its tutor and the shop's name. Raises NotFoundError for what was removed, too."""
    row = await work.row(_HOLDER, animal_id=animal_id)
    if row is None:
        raise NotFoundError(f"There is no record {animal_id}.")
    return row


async def history(work: Transaction, animal_id: int) -> Sequence[Row]:
    """The doses of an animal, given or to come, in the order of days."""
    return await work.rows(_HISTORY, animal_id=animal_id)


async def group(work: Transaction, animal_id: int, vacina_id: int) -> Group:
    """Raises ReferenceNotFoundError at `vacina_id`."""
    rows = await work.rows(_GROUP, animal_id=animal_id, vacina_id=vacina_id)
    if not rows:
        raise ReferenceNotFoundError.at("vacina_id", vacina_id)
    return read_group(vacina_id, rows)


async def plan(work: Transaction, animal_id: int, members: Sequence[int], plan: Plan | None, *, by: UUID) -> None:
    """Makes this the dose that is to come of these vaccines; without one there is none."""
    if plan is None or plan.due is None:
        await work.rows(_PLAN_NONE, animal_id=animal_id, members=list(members))
        return
    due = {"vacina_id": plan.vacina_id, "dose": plan.due.dose, "on": plan.due.on}
    await work.rows(_PLAN, animal_id=animal_id, members=list(members), by=by, **due)


async def pending(
    work: Transaction, until: date, *, today: date, after: tuple[date, int], rows: int
) -> Sequence[Row]:
    """What is due until a day, of animals that can be looked after, by its date."""
    return await work.rows(_PENDING, until=until, today=today, after=after[0], after_id=after[1], rows=rows)


async def required(work: Transaction, animal_id: int) -> Sequence[Row]:
    """Obligatory vaccines and the members of groups, each with whether it was `given` and when one is `due`."""
    return await work.rows(_REQUIRED, animal_id=animal_id)
