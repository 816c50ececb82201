"""Whole records of tutores and animais, which are removed and restored instead of deleted."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# `presente` is true or nothing, so that a foreign key on it holds for what is there and asks nothing of what is
# removed: who is there has a tutor who is there, and a tutor with animals cannot be removed.
CLIENTES = """
ALTER TABLE api_cliente
    ADD COLUMN telefones jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN endereco_postal jsonb,
    ADD COLUMN nascimento date,
    ADD COLUMN tags jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN devedor boolean NOT NULL DEFAULT false,
    ADD COLUMN excluido_em timestamptz,
    ADD COLUMN mesclado_em bigint CONSTRAINT fk_api_cliente_mesclado_em REFERENCES api_cliente (id),
    ADD COLUMN presente boolean GENERATED ALWAYS AS (CASE WHEN excluido_em IS NULL THEN true END) STORED,
    ADD CONSTRAINT uq_api_cliente_id_presente UNIQUE (id, presente),
    DROP CONSTRAINT uq_api_cliente_cpf,
    ALTER COLUMN busca SET EXPRESSION AS (extensions.fold(
        nome || ' ' || coalesce(email, '') || ' ' || coalesce(telefone, '') || ' ' || coalesce(cpf, '') || ' '
        || regexp_replace(coalesce(telefone, ''), '[^0-9]', '', 'g')
        || regexp_replace(telefones::text, '[^0-9]+', ' ', 'g')));
CREATE UNIQUE INDEX uq_api_cliente_cpf ON api_cliente (cpf) WHERE excluido_em IS NULL;
CREATE INDEX ix_api_cliente_excluido_em ON api_cliente (excluido_em) WHERE excluido_em IS NOT NULL;
CREATE INDEX ix_api_cliente_mesclado_em ON api_cliente (mesclado_em) WHERE mesclado_em IS NOT NULL;
CREATE TABLE api_consentimento (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_consentimento PRIMARY KEY,
    cliente_id bigint NOT NULL CONSTRAINT fk_api_consentimento_cliente_id REFERENCES api_cliente (id),
    finalidade varchar(20) NOT NULL CONSTRAINT ck_api_consentimento_finalidade CHECK (finalidade IN
        ('marketing_email', 'marketing_whatsapp', 'foto')),
    concedido boolean NOT NULL,
    origem varchar(20) NOT NULL CONSTRAINT ck_api_consentimento_origem CHECK (origem IN
        ('balcao', 'papel', 'site', 'telefone', 'whatsapp')),
    texto varchar(1000),
    em timestamptz NOT NULL DEFAULT now(),
    usuario_id uuid
);
CREATE INDEX ix_api_consentimento_cliente_id_finalidade_id ON api_consentimento (cliente_id, finalidade, id);
"""

# Who is `atendivel` can be booked, and takes a place of the plan's.
ANIMAIS = """
ALTER TABLE api_animal
    ADD COLUMN castrado boolean,
    ADD COLUMN microchip varchar(15) CONSTRAINT ck_api_animal_microchip CHECK (microchip ~ '^[0-9]{15}$'),
    ADD COLUMN tags jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN situacao varchar(10) NOT NULL DEFAULT 'ativo'
        CONSTRAINT ck_api_animal_situacao CHECK (situacao IN ('ativo', 'inativo', 'falecido')),
    ADD COLUMN falecido_em date,
    ADD COLUMN excluido_em timestamptz,
    ADD COLUMN presente boolean GENERATED ALWAYS AS (CASE WHEN excluido_em IS NULL THEN true END) STORED,
    ADD COLUMN atendivel boolean GENERATED ALWAYS AS
        (CASE WHEN excluido_em IS NULL AND situacao = 'ativo' THEN true END) STORED,
    ADD CONSTRAINT uq_api_animal_id_atendivel UNIQUE (id, atendivel),
    ADD CONSTRAINT fk_api_animal_cliente_id_presente FOREIGN KEY (cliente_id, presente)
        REFERENCES api_cliente (id, presente),
    ALTER COLUMN busca SET EXPRESSION AS (extensions.fold(
        nome || ' ' || coalesce(raca, '') || ' ' || coalesce(microchip, '')));
CREATE UNIQUE INDEX uq_api_animal_microchip ON api_animal (microchip) WHERE excluido_em IS NULL;
CREATE INDEX ix_api_animal_excluido_em ON api_animal (excluido_em) WHERE excluido_em IS NOT NULL;
CREATE TABLE api_animal_peso (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_animal_peso PRIMARY KEY,
    animal_id bigint NOT NULL CONSTRAINT fk_api_animal_peso_animal_id REFERENCES api_animal (id),
    peso numeric(5, 2) NOT NULL CONSTRAINT ck_api_animal_peso_peso CHECK (peso > 0),
    medido_em date NOT NULL,
    usuario_id uuid,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_api_animal_peso_animal_id_medido_em_id ON api_animal_peso (animal_id, medido_em, id);
-- On the day of Brazil's westernmost zone: in no shop's future.
INSERT INTO api_animal_peso (animal_id, peso, medido_em)
    SELECT id, peso, (updated_at AT TIME ZONE 'America/Rio_Branco')::date FROM api_animal WHERE peso > 0;
CREATE TABLE api_animal_foto (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_animal_foto PRIMARY KEY,
    animal_id bigint NOT NULL CONSTRAINT fk_api_animal_foto_animal_id REFERENCES api_animal (id),
    arquivo uuid NOT NULL CONSTRAINT uq_api_animal_foto_arquivo UNIQUE,
    tipo varchar(10) NOT NULL CONSTRAINT ck_api_animal_foto_tipo CHECK (tipo IN ('foto', 'antes', 'depois')),
    perfil boolean NOT NULL DEFAULT false,
    legenda varchar(255),
    agendamento_id bigint CONSTRAINT fk_api_animal_foto_agendamento_id
        REFERENCES api_agendamento (id) ON DELETE SET NULL,
    largura integer NOT NULL,
    altura integer NOT NULL,
    usuario_id uuid,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_api_animal_foto_animal_id_id ON api_animal_foto (animal_id, id);
CREATE UNIQUE INDEX uq_api_animal_foto_perfil ON api_animal_foto (animal_id) WHERE perfil;
CREATE INDEX ix_api_animal_foto_agendamento_id ON api_animal_foto (agendamento_id);
CREATE TABLE api_animal_evento (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_animal_evento PRIMARY KEY,
    animal_id bigint NOT NULL CONSTRAINT fk_api_animal_evento_animal_id REFERENCES api_animal (id),
    tipo varchar(20) NOT NULL CONSTRAINT ck_api_animal_evento_tipo CHECK (tipo IN
        ('incidente', 'situacao', 'transferencia')),
    texto text,
    situacao varchar(10),
    de_cliente_id bigint CONSTRAINT fk_api_animal_evento_de_cliente_id REFERENCES api_cliente (id),
    para_cliente_id bigint CONSTRAINT fk_api_animal_evento_para_cliente_id REFERENCES api_cliente (id),
    em timestamptz NOT NULL DEFAULT now(),
    usuario_id uuid
);
CREATE INDEX ix_api_animal_evento_animal_id_em_id ON api_animal_evento (animal_id, em, id);
CREATE INDEX ix_api_animal_evento_de_cliente_id ON api_animal_evento (de_cliente_id)
    WHERE de_cliente_id IS NOT NULL;
CREATE INDEX ix_api_animal_evento_para_cliente_id ON api_animal_evento (para_cliente_id)
    WHERE para_cliente_id IS NOT NULL;
"""

# A booking that is not over is of an animal that can be looked after.
AGENDA = """
ALTER TABLE api_agendamento
    ADD COLUMN aberto boolean GENERATED ALWAYS AS
        (CASE WHEN status NOT IN ('entregue', 'cancelado', 'faltou') THEN true END) STORED,
    ADD CONSTRAINT fk_api_agendamento_animal_id_aberto FOREIGN KEY (animal_id, aberto)
        REFERENCES api_animal (id, atendivel);
"""

USO = """
DROP TRIGGER uso_mais ON api_animal;
DROP TRIGGER uso_menos ON api_animal;
CREATE TRIGGER uso_mais AFTER INSERT ON api_animal REFERENCING NEW TABLE AS after FOR EACH STATEMENT
    EXECUTE FUNCTION business_api.count_animals();
CREATE TRIGGER uso_muda AFTER UPDATE ON api_animal REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION business_api.count_animals();
CREATE TRIGGER uso_menos AFTER DELETE ON api_animal REFERENCING OLD TABLE AS before FOR EACH STATEMENT
    EXECUTE FUNCTION business_api.count_animals();
"""

TRIGGERS = """
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_consentimento FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('consentimento', 'cliente_id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_animal_peso FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('peso', 'animal_id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_animal_foto FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('foto', 'animal_id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON api_animal_evento FOR EACH ROW
    EXECUTE FUNCTION audit_api.row_changed('animal_evento', 'animal_id');
"""


# In the order in which requests take them: an upgrade and a shop at work wait for each other, and do not hang.
LOCKS = "LOCK TABLE api_agendamento, api_animal, api_cliente IN ACCESS EXCLUSIVE MODE;"


def upgrade() -> None:
    for statements in (LOCKS, CLIENTES, ANIMAIS, AGENDA, USO, TRIGGERS):
        op.execute(statements)
