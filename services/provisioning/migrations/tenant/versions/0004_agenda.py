"""Prices by porte and pelagem, who works when, and the bookings that two of them can never both have."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# The type is given at birth: a part of a combo cannot become one, and so no combo contains itself.
SERVICOS = """
ALTER TABLE api_servico
    ADD COLUMN tipo varchar(20) NOT NULL DEFAULT 'servico'
        CONSTRAINT ck_api_servico_tipo CHECK (tipo IN ('servico', 'adicional', 'combo')),
    ADD COLUMN precos jsonb NOT NULL DEFAULT '[]';
CREATE TABLE api_servico_componente (
    combo_id bigint NOT NULL CONSTRAINT fk_api_servico_componente_combo_id
        REFERENCES api_servico (id) ON DELETE CASCADE,
    servico_id bigint NOT NULL CONSTRAINT fk_api_servico_componente_servico_id REFERENCES api_servico (id),
    posicao smallint NOT NULL,
    CONSTRAINT pk_api_servico_componente PRIMARY KEY (combo_id, servico_id)
);
CREATE INDEX ix_api_servico_componente_servico_id ON api_servico_componente (servico_id);
"""

PROFISSIONAIS = """
CREATE TABLE api_profissional (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_profissional PRIMARY KEY,
    nome varchar(255) NOT NULL,
    ativo boolean NOT NULL DEFAULT true,
    cor varchar(7),
    horarios jsonb,
    ordem text NOT NULL GENERATED ALWAYS AS (extensions.fold(nome)) STORED,
    busca text NOT NULL GENERATED ALWAYS AS (extensions.fold(nome)) STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1
);
CREATE INDEX ix_api_profissional_ordem_id ON api_profissional (ordem, id);
CREATE TABLE api_profissional_servico (
    profissional_id bigint NOT NULL CONSTRAINT fk_api_profissional_servico_profissional_id
        REFERENCES api_profissional (id) ON DELETE CASCADE,
    servico_id bigint NOT NULL CONSTRAINT fk_api_profissional_servico_servico_id REFERENCES api_servico (id),
    CONSTRAINT pk_api_profissional_servico PRIMARY KEY (profissional_id, servico_id)
);
CREATE INDEX ix_api_profissional_servico_servico_id ON api_profissional_servico (servico_id);
CREATE TABLE api_bloqueio (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_bloqueio PRIMARY KEY,
    profissional_id bigint CONSTRAINT fk_api_bloqueio_profissional_id
        REFERENCES api_profissional (id) ON DELETE CASCADE,
    inicio timestamptz NOT NULL,
    fim timestamptz NOT NULL,
    motivo varchar(255),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT ck_api_bloqueio_periodo CHECK (inicio < fim)
);
CREATE INDEX ix_api_bloqueio_fim ON api_bloqueio (fim);
CREATE INDEX ix_api_bloqueio_profissional_id ON api_bloqueio (profissional_id);
"""

# An item bears its booking's animal, state and squeeze-in by a foreign key that follows every change of them: what
# a booking occupies cannot differ from what it says, and an approval or a cancellation taken back is judged like a
# new booking. Judged at a statement's end: the parts of one booking move past each other.
AGENDA = """
CREATE TABLE api_agendamento (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_agendamento PRIMARY KEY,
    animal_id bigint NOT NULL CONSTRAINT fk_api_agendamento_animal_id REFERENCES api_animal (id),
    inicio timestamptz NOT NULL,
    fim timestamptz NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'agendado' CONSTRAINT ck_api_agendamento_status CHECK (status IN (
        'solicitado', 'agendado', 'confirmado', 'recebido', 'em_atendimento', 'pronto', 'entregue', 'cancelado',
        'faltou')),
    encaixe boolean NOT NULL DEFAULT false,
    preco numeric(12, 2) NOT NULL,
    observacoes text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT ck_api_agendamento_periodo CHECK (inicio < fim),
    CONSTRAINT uq_api_agendamento_ocupacao UNIQUE (id, animal_id, status, encaixe)
);
CREATE INDEX ix_api_agendamento_inicio_id ON api_agendamento (inicio, id);
CREATE INDEX ix_api_agendamento_animal_id_inicio ON api_agendamento (animal_id, inicio);
CREATE TABLE api_agendamento_item (
    agendamento_id bigint NOT NULL,
    posicao smallint NOT NULL,
    animal_id bigint NOT NULL,
    status varchar(20) NOT NULL,
    encaixe boolean NOT NULL,
    servico_id bigint NOT NULL CONSTRAINT fk_api_agendamento_item_servico_id REFERENCES api_servico (id),
    profissional_id bigint NOT NULL CONSTRAINT fk_api_agendamento_item_profissional_id
        REFERENCES api_profissional (id),
    inicio timestamptz NOT NULL,
    fim timestamptz NOT NULL,
    preco numeric(12, 2) NOT NULL,
    CONSTRAINT pk_api_agendamento_item PRIMARY KEY (agendamento_id, posicao),
    CONSTRAINT fk_api_agendamento_item_agendamento_id FOREIGN KEY (agendamento_id, animal_id, status, encaixe)
        REFERENCES api_agendamento (id, animal_id, status, encaixe) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT ck_api_agendamento_item_periodo CHECK (inicio < fim),
    CONSTRAINT ex_api_agendamento_item_profissional EXCLUDE USING gist
        (profissional_id WITH =, tstzrange(inicio, fim) WITH &&)
        WHERE (status NOT IN ('solicitado', 'cancelado', 'faltou') AND NOT encaixe)
        DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT ex_api_agendamento_item_animal EXCLUDE USING gist
        (animal_id WITH =, tstzrange(inicio, fim) WITH &&)
        WHERE (status NOT IN ('solicitado', 'cancelado', 'faltou')) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX ix_api_agendamento_item_servico_id ON api_agendamento_item (servico_id);
CREATE INDEX ix_api_agendamento_item_inicio ON api_agendamento_item (inicio);
CREATE TABLE api_agendamento_transicao (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_agendamento_transicao PRIMARY KEY,
    agendamento_id bigint NOT NULL CONSTRAINT fk_api_agendamento_transicao_agendamento_id
        REFERENCES api_agendamento (id) ON DELETE CASCADE,
    de varchar(20),
    para varchar(20) NOT NULL,
    em timestamptz NOT NULL DEFAULT now(),
    usuario_id uuid,
    motivo varchar(255),
    desfeita_em timestamptz,
    desfeita_por uuid
);
CREATE INDEX ix_api_agendamento_transicao_agendamento_id ON api_agendamento_transicao (agendamento_id, id);
"""

# What a plan limits, counted by the table itself (`business_api.count_rows`).
USO = """
CREATE TABLE api_uso (
    recurso varchar(20) CONSTRAINT pk_api_uso PRIMARY KEY,
    usados integer NOT NULL CONSTRAINT ck_api_uso_usados CHECK (usados >= 0),
    version bigint NOT NULL DEFAULT 1
);
INSERT INTO api_uso (recurso, usados) SELECT 'animais', count(*) FROM api_animal HAVING count(*) > 0;
CREATE TRIGGER uso_mais AFTER INSERT ON api_animal REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION business_api.count_rows('animais');
CREATE TRIGGER uso_menos AFTER DELETE ON api_animal REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION business_api.count_rows('animais');
"""

# A booking's transitions are its own record, kept beside it.
TRIGGERS = """
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_servico_componente FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('componente', 'combo_id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_profissional FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('profissional', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_profissional_servico FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('profissional_servico', 'profissional_id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_bloqueio FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('bloqueio', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_agendamento FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('agendamento', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_agendamento_item FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('agendamento_item', 'agendamento_id',
        '{posicao,servico_id,profissional_id,inicio,fim,preco}');
"""


def upgrade() -> None:
    for statements in (SERVICOS, PROFISSIONAIS, AGENDA, USO, TRIGGERS):
        op.execute(statements)
