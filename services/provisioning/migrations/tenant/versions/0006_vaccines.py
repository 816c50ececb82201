"""Vaccines and other treatments that repeat: a catalogue to begin with, and each animal's doses."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE api_vacina (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_vacina PRIMARY KEY,
    nome varchar(255) NOT NULL,
    tipo varchar(20) NOT NULL DEFAULT 'vacina' CONSTRAINT ck_api_vacina_tipo CHECK (tipo IN
        ('vacina', 'vermifugo', 'antiparasitario', 'medicacao')),
    grupo varchar(40),
    especies jsonb NOT NULL DEFAULT '[]',
    doses smallint NOT NULL DEFAULT 1 CONSTRAINT ck_api_vacina_doses CHECK (doses BETWEEN 1 AND 10),
    intervalo_dias smallint,
    reforco_dias smallint,
    idade_minima_dias smallint,
    obrigatoria boolean NOT NULL DEFAULT false,
    ativo boolean NOT NULL DEFAULT true,
    ordem text NOT NULL GENERATED ALWAYS AS (extensions.fold(nome)) STORED,
    busca text NOT NULL GENERATED ALWAYS AS (extensions.fold(nome)) STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT ck_api_vacina_intervalo CHECK (doses = 1 OR intervalo_dias IS NOT NULL)
);
CREATE INDEX ix_api_vacina_ordem_id ON api_vacina (ordem, id);
CREATE TABLE api_dose (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_dose PRIMARY KEY,
    animal_id bigint NOT NULL CONSTRAINT fk_api_dose_animal_id REFERENCES api_animal (id),
    vacina_id bigint NOT NULL CONSTRAINT fk_api_dose_vacina_id REFERENCES api_vacina (id),
    dose smallint NOT NULL CONSTRAINT ck_api_dose_dose CHECK (dose > 0),
    prevista_para date,
    aplicada_em date,
    lote varchar(40),
    fabricante varchar(100),
    fabricacao date,
    validade date,
    local varchar(255),
    veterinario varchar(255),
    crmv varchar(20),
    informada boolean NOT NULL DEFAULT false,
    observacoes text,
    usuario_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT ck_api_dose_data CHECK (prevista_para IS NOT NULL OR aplicada_em IS NOT NULL)
);
CREATE INDEX ix_api_dose_animal_id_vacina_id ON api_dose (animal_id, vacina_id);
CREATE INDEX ix_api_dose_vacina_id ON api_dose (vacina_id);
CREATE UNIQUE INDEX uq_api_dose_aberta ON api_dose (animal_id, vacina_id) WHERE aplicada_em IS NULL;
CREATE INDEX ix_api_dose_prevista_para_id ON api_dose (prevista_para, id) WHERE aplicada_em IS NULL;
"""

# A suggestion that the shop edits; what each animal gets is the veterinarian's word. Of a group any one counts.
CATALOGUE = """
INSERT INTO api_vacina (nome, tipo, grupo, especies, doses, intervalo_dias, reforco_dias, idade_minima_dias,
    obrigatoria)
VALUES
    ('Antirrábica', 'vacina', NULL, '["cao", "gato"]', 1, NULL, 365, 84, true),
    ('V8', 'vacina', 'polivalente', '["cao"]', 3, 21, 365, 42, false),
    ('V10', 'vacina', 'polivalente', '["cao"]', 3, 21, 365, 42, true),
    ('Gripe (tosse dos canis)', 'vacina', NULL, '["cao"]', 2, 21, 365, 56, false),
    ('Giárdia', 'vacina', NULL, '["cao"]', 2, 21, 365, 56, false),
    ('Leishmaniose', 'vacina', NULL, '["cao"]', 3, 21, 365, 120, false),
    ('V3', 'vacina', 'polivalente', '["gato"]', 3, 21, 365, 56, false),
    ('V4', 'vacina', 'polivalente', '["gato"]', 3, 21, 365, 56, true),
    ('V5', 'vacina', 'polivalente', '["gato"]', 3, 21, 365, 56, false),
    ('Vermífugo', 'vermifugo', NULL, '["cao", "gato"]', 2, 15, 180, 30, false),
    ('Antipulgas e carrapatos', 'antiparasitario', NULL, '["cao", "gato"]', 1, NULL, 30, 56, false);
"""

TRIGGERS = """
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_vacina FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('vacina', 'id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_dose FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('dose', 'id');
"""


def upgrade() -> None:
    for statements in (TABLES, CATALOGUE, TRIGGERS):
        op.execute(statements)
