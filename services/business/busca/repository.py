"""One question over tutores and animais, answered from the indexes of their searched texts."""

from collections.abc import Sequence

from sqlalchemy import text

from libs.common.query import Query, Row
from libs.common.transaction import Transaction

# Escaped after folding: unaccent turns a full-width "％" into a wildcard.
_FOLDED = r"regexp_replace(extensions.fold({word}), '([\\%_])', '\\\1', 'g')"
_WANTED, _OTHER = _FOLDED.format(word=":q"), _FOLDED.format(word="o.word")
_ANYWHERE = f"busca LIKE '%' || {_WANTED} || '%'"
# Two letters are in too many words, and an index of three finds none of them: they begin one.
_BEGINNING = f"(busca LIKE {_WANTED} || '%' OR busca LIKE '% ' || {_WANTED} || '%')"
_SHORT = 2
# The index found those who have the first word; few are left of whom the others are asked.
_ALL_OTHERS = (
    "NOT EXISTS (SELECT FROM unnest(cast(:others AS text[])) o (word)"  # noqa: S608 - constants
    f" WHERE c.busca NOT LIKE '%' || {_OTHER} || '%' AND NOT EXISTS (SELECT FROM api_animal a"
    f" WHERE a.cliente_id = c.id AND a.excluido_em IS NULL AND a.busca LIKE '%' || {_OTHER} || '%'))"
)


def _search(condition: str) -> Query:
    """Who was found is read by key, one after the other: joined, many of them would mean the whole table."""
    return Query(
        text(
            f"WITH found AS (SELECT id FROM api_cliente WHERE {condition}"  # noqa: S608 - constants
            f" UNION SELECT cliente_id FROM api_animal WHERE {condition} AND excluido_em IS NULL)"
            " SELECT c.id, c.nome, c.email, c.telefone, c.devedor, (SELECT json_agg(json_build_object('id', a.id,"
            "  'nome', a.nome, 'raca', a.raca, 'porte', a.porte, 'situacao', a.situacao) ORDER BY a.ordem, a.id)"
            "  FROM api_animal a WHERE a.cliente_id = c.id AND a.excluido_em IS NULL)::text AS animais"
            " FROM found CROSS JOIN LATERAL (SELECT * FROM api_cliente t WHERE t.id = found.id"
            f"  AND t.excluido_em IS NULL LIMIT 1) c WHERE {_ALL_OTHERS}"
            " ORDER BY c.ordem, c.id LIMIT :rows"
        )
    )


_SEARCH, _SEARCH_SHORT = _search(_ANYWHERE), _search(_BEGINNING)


async def search(work: Transaction, words: Sequence[str], *, rows: int) -> Sequence[Row]:
    """Tutores by name, who have each word in their texts or in an animal's; their animais as JSON text."""
    q, *others = words
    return await work.rows(_SEARCH_SHORT if len(q) <= _SHORT else _SEARCH, q=q, others=others, rows=rows)
