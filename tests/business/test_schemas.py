from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from services.business.agenda.schemas import AgendamentoPatch
from services.business.animais import schemas as animais
from services.business.animais.schemas import AnimalIn, AnimalOut, AnimalPatch
from services.business.clientes.schemas import ClienteIn, ClientePatch
from services.business.profissionais.schemas import BloqueioPatch, ProfissionalPatch
from services.business.servicos.schemas import ServicoIn, ServicoPatch

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANIMAL = {"nome": "Thor", "cliente_id": 1}
SERVICO = {"nome": "Banho", "preco": "50.00", "duracao": 45}


def refused_fields(model: type[Any], body: dict[str, Any]) -> set[str]:
    with pytest.raises(ValidationError) as refusal:
        model.model_validate(body)
    return {str(error["loc"][0]) for error in refusal.value.errors()}


def test_cliente_is_trimmed_lowered_and_unmasked() -> None:
    cliente = ClienteIn.model_validate(
        {"nome": "  João ", "email": " Joao@Example.COM ", "cpf": " 529.982.247-25 "}
    )
    assert (cliente.nome, cliente.email, cliente.cpf) == ("João", "joao@example.com", "52998224725")


@pytest.mark.parametrize("telefone", ["+55 (11) 98765-4321", "1132654321", "190"])
def test_telefone_takes_digits_and_their_punctuation(telefone: str) -> None:
    assert ClienteIn(nome="Ana", telefone=telefone).telefone == telefone


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nome", ""),
        ("nome", "   "),
        ("nome", "x" * 256),
        ("nome", "a\nb"),
        ("nome", None),
        ("email", "ana"),
        ("email", "ana@" + "x" * 250 + ".com"),
        ("telefone", "ligar à noite"),
        ("telefone", "1" * 21),
        ("telefone", ""),
        ("endereco", "x" * 1001),
        ("cpf", "111.111.111-11"),
        ("cpf", 52998224725),
        ("observacoes", "x" * 5001),
        ("apelido", "Jô"),
    ],
)
def test_cliente_with_a_bad_field_is_refused_there(field: str, value: object) -> None:
    assert refused_fields(ClienteIn, {"nome": "Ana"} | {field: value}) == {field}


@pytest.mark.parametrize("peso", [12.5, "12.5", "12.50", 0, 999.99])
def test_peso_takes_a_number_or_a_string(peso: object) -> None:
    assert AnimalIn.model_validate(ANIMAL | {"peso": peso}).peso is not None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("peso", -0.01),
        ("peso", 1000),
        ("peso", "1.005"),
        ("peso", float("nan")),
        ("peso", "sNaN"),
        ("peso", True),
        ("idade", -1),
        ("idade", 101),
        ("idade", "3"),
        ("idade", 3.0),
        ("sexo", "m"),
        ("porte", "médio"),
        ("pelagem", "lisa"),
        ("raca", "x" * 101),
        ("cliente_id", 0),
        ("cliente_id", "1"),
        ("cliente_id", 2**63),
        ("nascimento", "1969-12-31"),
        ("nascimento", "31/05/2020"),
        ("nascimento", "2020-02-30"),
        ("nascimento", "2020-05-31T00:00:00"),
        ("nascimento", 0),
    ],
)
def test_animal_with_a_bad_field_is_refused_there(field: str, value: object) -> None:
    assert refused_fields(AnimalIn, ANIMAL | {field: value}) == {field}


def test_nascimento_is_today_at_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(animais, "today", NOW.date)
    assert AnimalIn.model_validate(ANIMAL | {"nascimento": "2026-11-23"}).nascimento == NOW.date()
    assert refused_fields(AnimalIn, ANIMAL | {"nascimento": "2026-11-24"}) == {"nascimento"}


@pytest.mark.parametrize(("nascimento", "idade"), [(None, 9), (date(2020, 11, 24), 5), (date(2020, 11, 23), 6)])
def test_idade_is_counted_from_nascimento_when_there_is_one(
    monkeypatch: pytest.MonkeyPatch, nascimento: date | None, idade: int
) -> None:
    monkeypatch.setattr(animais, "today", NOW.date)
    stored = dict.fromkeys(AnimalOut.model_fields) | ANIMAL
    stored |= {"id": 1, "version": 1, "created_at": NOW, "updated_at": NOW, "cliente_nome": "Ana"}
    row = SimpleNamespace(**stored | {"idade": 9, "nascimento": nascimento})
    assert AnimalOut.model_validate(row).idade == idade


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("preco", "-0.01"),
        ("preco", "0.001"),
        ("preco", "10000000000.00"),
        ("preco", "1e9999999"),
        ("preco", float("inf")),
        ("duracao", 0),
        ("duracao", 1441),
        ("duracao", timedelta(minutes=5)),
        ("ativo", "sim"),
        ("ativo", None),
    ],
)
def test_servico_with_a_bad_field_is_refused_there(field: str, value: object) -> None:
    assert refused_fields(ServicoIn, SERVICO | {field: value}) == {field}


@pytest.mark.parametrize(
    ("model", "required"),
    [
        (ClientePatch, {"nome"}),
        (AnimalPatch, {"nome", "cliente_id"}),
        (ServicoPatch, {"nome", "preco", "duracao", "ativo", "precos", "componentes"}),
        (ProfissionalPatch, {"nome", "ativo", "servicos"}),
        (BloqueioPatch, {"inicio", "fim"}),
        (AgendamentoPatch, {"inicio", "itens", "profissional_id", "duracao", "encaixe"}),
    ],
)
def test_patch_with_null_clears_optional_fields_only(model: type[Any], required: set[str]) -> None:
    nulls = dict.fromkeys(set(model.model_fields) - {"version"})
    assert refused_fields(model, nulls | {"version": 1}) == required
    optional = {field: None for field in nulls if field not in required}
    assert model.model_validate(optional | {"version": 1}).changes() == optional


@pytest.mark.parametrize("version", [None, 0, "1", 1.0, True, 2**31])
def test_patch_needs_a_version_it_could_have_read(version: object) -> None:
    assert refused_fields(ClientePatch, {"version": version}) == {"version"}
    assert refused_fields(ClientePatch, {}) == {"version"}


def test_patch_changes_only_what_was_sent() -> None:
    assert ClientePatch(version=3).changes() == {}
    assert ClientePatch(version=3, nome="Bia").changes() == {"nome": "Bia"}
