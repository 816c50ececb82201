"""Queries of the tutores, of what they agreed to, and of who may be the same."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from libs.common.errors import NotFoundError, WrongStateError
from libs.common.query import Query, Row
from libs.common.transaction import Transaction
from services.business.clientes.models import Cliente
from services.business.repository import TenantAwareRepository

ALIKE = 0.6
MOST_DOUBLES = 10

_REMOVED = Query(text("SELECT mesclado_em FROM api_cliente WHERE id = :row_id FOR UPDATE"))
_CONSENTS = Query(
    text(
        "SELECT id, finalidade, concedido, origem, texto, em, usuario_id FROM api_consentimento"
        " WHERE cliente_id = :cliente_id ORDER BY em DESC, id DESC"
    )
)
_CONSENT = Query(
    text(
        "INSERT INTO api_consentimento (cliente_id, finalidade, concedido, origem, texto, usuario_id)"
        " SELECT id, :finalidade, :concedido, :origem, :texto, cast(:by AS uuid) FROM api_cliente"
        # Whoever merges or removes the tutor meanwhile is waited for, and then there is nobody.
        " WHERE id = :cliente_id AND excluido_em IS NULL FOR KEY SHARE"
        " RETURNING id, finalidade, concedido, origem, texto, em, usuario_id"
    )
)
_FOLDED_EMAIL = r"regexp_replace(extensions.fold(:email), '([\\%_])', '\\\1', 'g')"
_WRITTEN_SO = "right(regexp_replace(c.telefone, '[^0-9]', '', 'g'), length(d)) = d"
_AMONG_THEM = "EXISTS (SELECT FROM jsonb_array_elements(c.telefones) t WHERE right(t ->> 'numero', length(d)) = d)"
# Each way to be alike finds its own through an index; what was found is judged afterwards. Names are asked of the
# index of all texts: a name is a part of them, and no less like another there than by itself.
_DOUBLES = Query(
    text(
        "WITH digits AS (SELECT d FROM unnest(cast(:digits AS text[])) d), found AS ("  # noqa: S608 - constants
        " SELECT id FROM api_cliente WHERE cpf = :cpf AND excluido_em IS NULL"
        f" UNION SELECT id FROM api_cliente WHERE busca LIKE '%' || {_FOLDED_EMAIL} || '%'"
        " UNION SELECT c.id FROM digits JOIN api_cliente c ON c.busca LIKE '%' || d || '%'"
        " UNION SELECT id FROM api_cliente WHERE busca OPERATOR(extensions.%>) extensions.fold(:nome)),"
        " judged AS (SELECT c.id, c.nome, c.email, c.telefone, c.cpf, c.cpf IS NOT DISTINCT FROM :cpf"
        "  AND c.cpf IS NOT NULL AS by_cpf, coalesce(lower(c.email) = lower(:email), false) AS by_email,"
        f" EXISTS (SELECT FROM digits WHERE {_WRITTEN_SO} OR {_AMONG_THEM}) AS by_phone,"
        " coalesce(extensions.similarity(c.ordem, extensions.fold(:nome)), 0) AS likeness"
        " FROM found CROSS JOIN LATERAL (SELECT * FROM api_cliente t WHERE t.id = found.id"
        "  AND t.excluido_em IS NULL AND t.id <> :but LIMIT 1) c)"
        " SELECT id, nome, email, telefone, cpf, array_remove(ARRAY[CASE WHEN by_cpf THEN 'cpf' END,"
        "  CASE WHEN by_phone THEN 'telefone' END, CASE WHEN by_email THEN 'email' END,"
        f"  CASE WHEN likeness >= {ALIKE} THEN 'nome' END], NULL) AS motivos FROM judged"
        f" WHERE by_cpf OR by_phone OR by_email OR likeness >= {ALIKE}"
        " ORDER BY 4 * by_cpf::int + by_phone::int + by_email::int + likeness DESC, id LIMIT :rows"
    )
)
# Animais before their tutores, as everybody who changes an animal's tutor takes them.
_LOCK_ANIMAIS = Query(
    text("SELECT id FROM api_animal WHERE cliente_id = ANY (cast(:ids AS bigint[])) ORDER BY id FOR NO KEY UPDATE")
)
_LOCK_BOTH = Query(
    text(
        "SELECT * FROM api_cliente WHERE id = ANY (cast(:ids AS bigint[])) AND excluido_em IS NULL"
        " ORDER BY id FOR UPDATE"
    )
)
_MOVE_ANIMAIS = Query(
    text(
        "UPDATE api_animal SET cliente_id = :to_id, version = version + 1, updated_at = now()"
        " WHERE cliente_id = :from_id"
    )
)
_COPY_CONSENTS = Query(
    text(
        "INSERT INTO api_consentimento (cliente_id, finalidade, concedido, origem, texto, em, usuario_id)"
        " SELECT cast(:to_id AS bigint), finalidade, concedido, origem, texto, em, usuario_id"
        " FROM api_consentimento WHERE cliente_id = :from_id ORDER BY em, id"
    )
)
_MERGED = Query(
    text(
        "UPDATE api_cliente SET excluido_em = now(), mesclado_em = :to_id, version = version + 1,"
        " updated_at = now() WHERE id = :from_id"
    )
)


class ClienteRepository(TenantAwareRepository):
    model = Cliente
    unique_field = "cpf"
    told_as = "cliente"
    has_numbers = True

    async def restore(self, row_id: int) -> Row:
        """Raises WrongStateError too for one that became part of another."""
        row = await self._work.row(_REMOVED, row_id=row_id)
        if row is not None and row.mesclado_em is not None:
            raise WrongStateError(f"It was merged into {row.mesclado_em}.")
        return await super().restore(row_id)

    async def consents(self, cliente_id: int) -> Sequence[Row]:
        """The latest first; a tutor who was never asked has none, and so has nobody."""
        return await self._work.rows(_CONSENTS, cliente_id=cliente_id)

    async def add_consent(self, cliente_id: int, values: Mapping[str, Any], *, by: UUID) -> Row:
        """Raises NotFoundError."""
        row = await self._work.row(_CONSENT, cliente_id=cliente_id, by=by, **values)
        return self._found(row, cliente_id)

    async def doubles(self, *, digits: Sequence[str], but: int, **asked: str | None) -> Sequence[Row]:
        """Who has this `cpf`, `email` or a phone of these `digits`, or a name like `nome`; the likeliest first."""
        return await self._work.rows(_DOUBLES, digits=list(digits), but=but, rows=MOST_DOUBLES, **asked)

    async def lock_both(self, *ids: int) -> dict[int, Row]:
        """Those of them who are there, by id, and all their animais: nobody changes them meanwhile."""
        await self._work.rows(_LOCK_ANIMAIS, ids=list(ids))
        return {row.id: row for row in await self._work.rows(_LOCK_BOTH, ids=list(ids))}

    async def hand_over(self, from_id: int, to_id: int) -> None:
        """Animais, the removed ones too, and consents; then the one is marked as a part of the other."""
        for query in (_MOVE_ANIMAIS, _COPY_CONSENTS, _MERGED):
            await self._work.rows(query, from_id=from_id, to_id=to_id)


async def find_or_none(work: Transaction, cliente_id: int) -> Row | None:
    """Without telling anybody that it was read."""
    try:
        return await ClienteRepository(work).get(cliente_id)
    except NotFoundError:
        return None
