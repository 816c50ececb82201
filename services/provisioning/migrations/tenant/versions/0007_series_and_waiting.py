"""Bookings that repeat, who waits for a place, and who is fetched and brought home."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# A series is a rule on the wall's clock; its bookings are made ahead of time, each for the day the rule gives it.
SERIES = """
CREATE TABLE api_recorrencia (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_recorrencia PRIMARY KEY,
    animal_id bigint NOT NULL CONSTRAINT fk_api_recorrencia_animal_id REFERENCES api_animal (id),
    semanas smallint NOT NULL CONSTRAINT ck_api_recorrencia_semanas CHECK (semanas BETWEEN 1 AND 52),
    inicio date NOT NULL,
    hora time NOT NULL,
    ate date,
    itens jsonb NOT NULL,
    observacoes text,
    gerada_ate date NOT NULL,
    encerrada_em timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT ck_api_recorrencia_periodo CHECK (ate IS NULL OR inicio <= ate)
);
CREATE INDEX ix_api_recorrencia_animal_id ON api_recorrencia (animal_id);
ALTER TABLE api_agendamento
    ADD COLUMN recorrencia_id bigint
        CONSTRAINT fk_api_agendamento_recorrencia_id REFERENCES api_recorrencia (id),
    ADD COLUMN ocorrencia date,
    ADD COLUMN destacado boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT ck_api_agendamento_ocorrencia CHECK ((recorrencia_id IS NULL) = (ocorrencia IS NULL));
CREATE UNIQUE INDEX uq_api_agendamento_ocorrencia ON api_agendamento (recorrencia_id, ocorrencia)
    WHERE recorrencia_id IS NOT NULL;
"""

WAITING = """
CREATE TABLE api_espera (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_espera PRIMARY KEY,
    animal_id bigint NOT NULL CONSTRAINT fk_api_espera_animal_id REFERENCES api_animal (id),
    itens jsonb NOT NULL,
    de date NOT NULL,
    ate date NOT NULL,
    periodo varchar(10) CONSTRAINT ck_api_espera_periodo CHECK (periodo IN ('manha', 'tarde', 'noite')),
    dias jsonb NOT NULL DEFAULT '[]',
    observacoes text,
    estado varchar(12) NOT NULL DEFAULT 'aguardando' CONSTRAINT ck_api_espera_estado CHECK (estado IN
        ('aguardando', 'oferecida', 'atendida', 'desistiu')),
    oferta_inicio timestamptz,
    oferecida_em timestamptz,
    agendamento_id bigint CONSTRAINT fk_api_espera_agendamento_id
        REFERENCES api_agendamento (id) ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT ck_api_espera_datas CHECK (de <= ate),
    CONSTRAINT ck_api_espera_oferta CHECK ((estado <> 'oferecida') OR (oferta_inicio IS NOT NULL))
);
CREATE INDEX ix_api_espera_animal_id ON api_espera (animal_id);
CREATE INDEX ix_api_espera_agendamento_id ON api_espera (agendamento_id) WHERE agendamento_id IS NOT NULL;
CREATE INDEX ix_api_espera_ate_id ON api_espera (ate, id) WHERE estado IN ('aguardando', 'oferecida');
"""

TAXI = """
CREATE TABLE api_taxi (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_taxi PRIMARY KEY,
    agendamento_id bigint NOT NULL CONSTRAINT fk_api_taxi_agendamento_id
        REFERENCES api_agendamento (id) ON DELETE CASCADE,
    sentido varchar(10) NOT NULL CONSTRAINT ck_api_taxi_sentido CHECK (sentido IN ('busca', 'entrega')),
    endereco text NOT NULL,
    inicio timestamptz NOT NULL,
    fim timestamptz NOT NULL,
    motorista_id bigint CONSTRAINT fk_api_taxi_motorista_id REFERENCES api_profissional (id),
    zona varchar(100),
    taxa numeric(12, 2) NOT NULL,
    estado varchar(12) NOT NULL DEFAULT 'pendente' CONSTRAINT ck_api_taxi_estado CHECK (estado IN
        ('pendente', 'a_caminho', 'feito', 'cancelado')),
    observacoes text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT uq_api_taxi_agendamento_id_sentido UNIQUE (agendamento_id, sentido),
    CONSTRAINT ck_api_taxi_janela CHECK (inicio < fim)
);
CREATE INDEX ix_api_taxi_inicio_id ON api_taxi (inicio, id);
CREATE INDEX ix_api_taxi_motorista_id ON api_taxi (motorista_id);
"""

TRIGGERS = """
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_recorrencia FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('recorrencia', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_espera FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('espera', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_taxi FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('taxi', 'id');
"""


def upgrade() -> None:
    for statements in (SERIES, WAITING, TAXI, TRIGGERS):
        op.execute(statements)
