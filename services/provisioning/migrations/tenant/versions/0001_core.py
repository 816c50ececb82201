"""The shop's first tables: tutores, animais, serviços."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE api_cliente (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_cliente PRIMARY KEY,
    nome varchar(255) NOT NULL,
    email varchar(255),
    telefone varchar(20),
    endereco text,
    cpf char(11) CONSTRAINT uq_api_cliente_cpf UNIQUE,
    observacoes text,
    ordem text NOT NULL GENERATED ALWAYS AS (extensions.fold(nome)) STORED,
    busca text NOT NULL GENERATED ALWAYS AS (extensions.fold(
        nome || ' ' || coalesce(email, '') || ' ' || coalesce(telefone, '') || ' ' || coalesce(cpf, ''))) STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1
);
CREATE INDEX ix_api_cliente_ordem_id ON api_cliente (ordem, id);
CREATE INDEX ix_api_cliente_busca ON api_cliente USING gin (busca extensions.gin_trgm_ops);

CREATE TABLE api_animal (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_animal PRIMARY KEY,
    nome varchar(255) NOT NULL,
    especie varchar(100),
    raca varchar(100),
    peso numeric(5, 2),
    idade integer,
    cliente_id bigint NOT NULL CONSTRAINT fk_api_animal_cliente_id REFERENCES api_cliente (id),
    nascimento date,
    sexo varchar(1) CONSTRAINT ck_api_animal_sexo CHECK (sexo IN ('M', 'F')),
    porte varchar(20),
    pelagem varchar(20),
    observacoes text,
    ordem text NOT NULL GENERATED ALWAYS AS (extensions.fold(nome)) STORED,
    busca text NOT NULL GENERATED ALWAYS AS (extensions.fold(nome || ' ' || coalesce(raca, ''))) STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1
);
CREATE INDEX ix_api_animal_ordem_id ON api_animal (ordem, id);
CREATE INDEX ix_api_animal_cliente_id_ordem_id ON api_animal (cliente_id, ordem, id);
CREATE INDEX ix_api_animal_busca ON api_animal USING gin (busca extensions.gin_trgm_ops);

CREATE TABLE api_servico (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_api_servico PRIMARY KEY,
    nome varchar(255) NOT NULL,
    preco numeric(12, 2) NOT NULL,
    duracao integer NOT NULL,
    ativo boolean NOT NULL DEFAULT true,
    ordem text NOT NULL GENERATED ALWAYS AS (extensions.fold(nome)) STORED,
    busca text NOT NULL GENERATED ALWAYS AS (extensions.fold(nome)) STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1
);
CREATE INDEX ix_api_servico_ordem_id ON api_servico (ordem, id);
"""


def upgrade() -> None:
    op.execute(TABLES)
