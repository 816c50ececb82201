"""A demo's life into a shop's schema, by the administrator: quicker than a year of requests, without letters."""

from collections.abc import Mapping, Sequence

import asyncpg

from deploy.demo.life import Life

COLUMNS: Mapping[str, Sequence[str]] = {
    "api_cliente": (
        *("id", "nome", "email", "telefone", "endereco", "cpf", "observacoes", "telefones", "endereco_postal"),
        *("nascimento", "tags", "devedor"),
    ),
    "api_consentimento": ("cliente_id", "finalidade", "concedido", "origem", "texto", "em"),
    "api_animal": (
        *("id", "nome", "especie", "raca", "peso", "cliente_id", "nascimento", "sexo", "porte", "pelagem"),
        "observacoes",
    ),
    "api_servico": ("id", "nome", "preco", "duracao", "tipo", "precos"),
    "api_servico_componente": ("combo_id", "servico_id", "posicao"),
    "api_profissional": ("id", "nome", "cor", "horarios"),
    "api_profissional_servico": ("profissional_id", "servico_id"),
    "api_dose": (
        *(
            "id",
            "animal_id",
            "vacina_id",
            "dose",
            "prevista_para",
            "aplicada_em",
            "lote",
            "fabricante",
            "validade",
        ),
        *("veterinario", "crmv", "informada"),
    ),
    "api_agendamento": (
        *("id", "animal_id", "inicio", "fim", "status", "encaixe", "preco", "created_at", "updated_at", "version"),
    ),
    "api_agendamento_item": (
        *("agendamento_id", "posicao", "animal_id", "status", "encaixe", "servico_id", "profissional_id"),
        *("inicio", "fim", "preco"),
    ),
    "api_agendamento_transicao": ("agendamento_id", "de", "para", "em"),
    "api_taxi": ("agendamento_id", "sentido", "endereco", "inicio", "fim", "motorista_id", "taxa", "estado"),
}
_TOUCHED = (
    "SELECT (SELECT count(*) FROM {schema}.api_cliente) + (SELECT count(*) FROM {schema}.api_animal)"
    " + (SELECT count(*) FROM {schema}.api_agendamento)"
)
_COUNT_ON = (
    "SELECT setval(pg_get_serial_sequence('{schema}.{table}', 'id'), (SELECT max(id) FROM {schema}.{table}))"
)
_USED = "INSERT INTO {schema}.api_uso (recurso, usados) SELECT 'animais', count(*) FROM {schema}.api_animal"
# What the animals weigh was measured once, lately.
_WEIGHED = (
    "INSERT INTO {schema}.api_animal_peso (animal_id, peso, medido_em)"
    " SELECT id, peso, current_date - 1 - (id % 60)::int FROM {schema}.api_animal WHERE peso IS NOT NULL"
)
_NO_SERVICOS = "DELETE FROM {schema}.api_servico"


async def fill(admin: "asyncpg.Connection[asyncpg.Record]", schema: str, life: Life) -> None:
    """In one transaction. Raises ValueError for a shop that has records: what is somebody's is not overwritten."""
    async with admin.transaction():
        if await admin.fetchval(_TOUCHED.format(schema=schema)):
            raise ValueError(f"{schema} is not empty")
        # Without the triggers: nobody did this by hand, and the audit would tell of seventy thousand deeds.
        await admin.execute("SET LOCAL session_replication_role = replica")
        await admin.execute(_NO_SERVICOS.format(schema=schema))
        for table, columns in COLUMNS.items():
            await admin.copy_records_to_table(
                table, schema_name=schema, records=life.records.get(table, ()), columns=list(columns)
            )
            if columns[0] == "id":
                await admin.execute(_COUNT_ON.format(schema=schema, table=table))
        for each in (_WEIGHED, _USED):
            await admin.execute(each.format(schema=schema))
    for table in COLUMNS:
        await admin.execute(f"ANALYZE {schema}.{table}")
